package bargain

import (
	"math"
	"math/big"
	"slices"
)

// Analysis is what can be said of a negotiation before anybody talks. Utilities
// are in the problem's own unit.
type Analysis struct {
	Problem  *Problem
	Outcomes int64

	// By party: its best and worst outcome, and the best of the outcomes that
	// are acceptable to all (nil if none is).
	Best, Worst, Ideal []float64

	Rational         int64   // outcomes acceptable to all: worth each reservation value or more
	RationalFraction float64 // Rational / Outcomes

	Frontier       *Frontier // its Points are the distinct efficient payoffs
	ParetoOutcomes int64     // the efficient outcomes, of which several may pay the same

	Nash, KalaiSmorodinsky, Egalitarian, Utilitarian Solution

	JointMin, JointMax float64 // least and most of the sum of utilities

	// Opposition is the smallest Euclidean distance of an outcome to the point at
	// which everybody has all, utilities divided by Party.Full (GENIUS, NegMAS).
	// Linear and opposed for two, it is √2/2 = 0.707. NaN if nobody's best outcome
	// is above 0, so that the division says nothing.
	Opposition float64

	// Correlation is Pearson's, between the utilities of two parties over all
	// outcomes: −1 if one's gain is the other's loss. It does not depend on the
	// scales. NaN for more than two, or if a party does not care at all.
	Correlation float64

	// Conflict tells whether the parties' wishes differ: no outcome is the best
	// one of each.
	Conflict bool

	// Agencies are what fees make of the wishes of agents; nil where nobody has one,
	// and of an analysis that With made.
	Agencies []Agency

	counter *Counter
}

// Analyze analyses a problem. The error is Check's, or a TooLarge.
func Analyze(p *Problem) (*Analysis, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	a := &Analysis{Problem: p, Outcomes: p.Size().Int64()}
	var err error
	if a.counter, err = p.Counter(); err != nil {
		return nil, err
	}
	if a.Frontier, err = p.Frontier(); err != nil {
		return nil, err
	}
	a.ParetoOutcomes = a.Frontier.OutcomeCount()
	a.Worst, a.Best = p.limits()
	a.JointMin, a.JointMax = jointLimits(p.Issues)
	a.Opposition = a.opposition()
	a.Correlation = p.correlation()
	a.Conflict = len(a.Frontier.Points) > 1
	if a.Agencies, err = p.Agencies(); err != nil {
		return nil, err
	}
	return a, a.solve()
}

// With is the analysis with other reservation values, by party. Only what depends
// on them is reckoned anew. They have to be finite.
func (a *Analysis) With(reservation []float64) (*Analysis, error) {
	b := *a
	b.Agencies = nil
	b.Problem = &Problem{Parties: slices.Clone(a.Problem.Parties), Issues: a.Problem.Issues}
	for i, r := range reservation {
		b.Problem.Parties[i].Reservation = r
	}
	return &b, b.solve()
}

// solve reckons what depends on the reservation values.
func (a *Analysis) solve() (err error) {
	p := a.Problem
	r := make([]float64, len(p.Parties))
	for i := range r {
		r[i] = p.Parties[i].Reservation
	}
	if a.Rational, err = a.counter.AtLeast(r); err != nil {
		return err
	}
	a.RationalFraction = float64(a.Rational) / float64(a.Outcomes)
	s := newSolver(p, a.Frontier)
	a.Ideal = s.ideal
	a.Nash, a.KalaiSmorodinsky = s.nash(), s.kalaiSmorodinsky()
	a.Egalitarian, a.Utilitarian = s.egalitarian(), s.utilitarian()
	return nil
}

// Solutions lists what the rules pick, always in the same order.
func (a *Analysis) Solutions() []Solution {
	return []Solution{a.Nash, a.KalaiSmorodinsky, a.Egalitarian, a.Utilitarian}
}

// jointLimits are the least and most that all parties together get of issues.
func jointLimits(issues []Issue) (lo, hi float64) {
	for k := range issues {
		l, h := limits(issues[k].joint())
		lo, hi = lo+l, hi+h
	}
	return lo, hi
}

// joint is the sum of the parties' payoffs, by option.
func (is *Issue) joint() []float64 {
	sums := make([]float64, len(is.Options))
	for _, row := range is.Payoffs {
		for j, v := range row {
			sums[j] += v
		}
	}
	return sums
}

func (a *Analysis) opposition() float64 {
	full := make([]float64, len(a.Best))
	beyond := false
	for i := range full {
		full[i] = a.Problem.Parties[i].Full
		if full[i] == 0 {
			full[i] = a.Best[i]
		}
		if full[i] <= 0 {
			return math.NaN()
		}
		beyond = beyond || a.Best[i] > full[i]
	}
	nearest := math.Inf(1)
	for _, q := range a.Frontier.Points {
		nearest = min(nearest, fromFull(q.U, full))
	}
	// An outcome that is not efficient can be nearer only where weights that sum
	// to more than 1 let a utility overshoot. Where too many outcomes forbid a
	// look at each, the frontier is right to within that excess.
	if beyond && a.Problem.Size().Cmp(big.NewInt(MaxEnumerated)) <= 0 {
		for _, u := range a.Problem.All() {
			nearest = min(nearest, fromFull(u, full))
		}
	}
	return nearest
}

func fromFull(u, full []float64) float64 {
	var sum float64
	for i, v := range u {
		d := 1 - v/full[i]
		sum += d * d
	}
	return math.Sqrt(sum)
}

// correlation uses that options of different issues are independent over all
// outcomes, so that variances and covariances add up.
func (p *Problem) correlation() float64 {
	if len(p.Parties) != 2 {
		return math.NaN()
	}
	var ab, aa, bb float64
	for _, issue := range p.Issues {
		n := float64(len(issue.Options))
		ma, mb := total(issue.Payoffs[0])/n, total(issue.Payoffs[1])/n
		for j := range issue.Options {
			da, db := issue.Payoffs[0][j]-ma, issue.Payoffs[1][j]-mb
			if issue.Swing(0) == 0 {
				da = 0 // and not what rounding makes of it
			}
			if issue.Swing(1) == 0 {
				db = 0
			}
			ab, aa, bb = ab+da*db/n, aa+da*da/n, bb+db*db/n
		}
	}
	if aa == 0 || bb == 0 {
		return math.NaN()
	}
	return ab / math.Sqrt(aa) / math.Sqrt(bb)
}
