package bargain

import (
	"errors"
	"fmt"
	"math"
)

// Fee is what an agent earns by a deal that it makes for a party, in the unit of the
// party's points: Flat for any deal, or else a Share of what the deal is worth beyond
// Above. It is never below 0, and nothing is earned without a deal.
type Fee struct {
	Party int
	Agent string
	Flat  float64
	Share float64 // from 0 to 1
	Above float64 // points of the party from which the share counts; 0 where all do
	Price bool    // the share is of what the party pays as the first issue's option says
}

// Of is what a deal earns the agent.
func (f Fee) Of(p *Problem, o Outcome, points float64) float64 {
	switch {
	case f.Share == 0:
		return f.Flat
	case f.Price:
		return max(0, -f.Share*p.Issues[0].Payoffs[f.Party][o[0]])
	}
	return max(0, f.Share*(points-f.Above))
}

// Agency is what a fee makes of an agent's wishes, among the deals that are acceptable
// to all. Values are in the unit of the party's points.
type Agency struct {
	Fee        Fee
	Acceptable int64   // deals
	Most       float64 // that the agent can earn by one
	Ties       int64   // the deals that earn it that
	Low, High  float64 // the least and most that these are worth to the party
	Best       float64 // the most that an acceptable deal is worth to the party
	AtBest     float64 // the least that the agent earns by one worth Best
	Tempting   int64   // deals that earn it something and are worse for the party than none
	same, tie  float64 // differences below them are none: in the party's points, in the fee
}

// Agrees tells whether each deal that the agent likes best is one that the party does.
func (a *Agency) Agrees() bool { return a.Acceptable > 0 && a.Low >= a.Best-a.same }

// Opposed tells whether none of the deals that the agent likes best is one that the
// party does.
func (a *Agency) Opposed() bool { return a.Acceptable > 0 && a.High < a.Best-a.same }

// Agencies looks at the fees of a problem. The error is a TooLarge.
func (p *Problem) Agencies() ([]Agency, error) {
	if len(p.Fees) == 0 {
		return nil, nil
	}
	if err := p.enumerable("a look at fees"); err != nil {
		return nil, err
	}
	eps := p.tolerance()
	out := make([]Agency, len(p.Fees))
	for n, f := range p.Fees {
		out[n] = Agency{Fee: f, Most: math.Inf(-1), Best: math.Inf(-1), same: eps[f.Party], tie: eps[f.Party] * max(f.Share, equal)}
	}
	for o, u := range p.All() {
		acceptable := p.InFavour(u) == 1<<len(p.Parties)-1
		for n := range out {
			out[n].meet(p, o, u, acceptable)
		}
	}
	return out, nil
}

// meet takes a deal into account.
func (a *Agency) meet(p *Problem, o Outcome, u []float64, acceptable bool) {
	party := a.Fee.Party
	points := u[party]
	earned := a.Fee.Of(p, o, points)
	if points < p.Parties[party].Reservation-a.same && earned > a.tie {
		a.Tempting++
	}
	if !acceptable {
		return
	}
	a.Acceptable++
	switch {
	case earned > a.Most+a.tie:
		a.Most, a.Ties, a.Low, a.High = earned, 1, points, points
	case earned >= a.Most-a.tie:
		a.Ties++
		a.Low, a.High = min(a.Low, points), max(a.High, points)
	}
	switch {
	case points > a.Best+a.same:
		a.Best, a.AtBest = points, earned
	case points >= a.Best-a.same:
		a.AtBest = min(a.AtBest, earned)
	}
}

func (p *Problem) checkFees() (errs []error) {
	for _, f := range p.Fees {
		switch {
		case f.Party < 0 || f.Party >= len(p.Parties) || f.Price && len(p.Issues) == 0:
			errs = append(errs, errors.New("a fee is of no party"))
		case !finite(f.Flat) || !finite(f.Above) || f.Flat < 0 || !(f.Share >= 0 && f.Share <= 1):
			errs = append(errs, fmt.Errorf("the fee of the agent of %q is not a number that can be reckoned with", p.Parties[f.Party].Name))
		}
	}
	return errs
}
