package bargain

import (
	"math"
	"slices"
)

// Quality says how good an agreement is. Each measure has its own blind spot, so
// there are several.
type Quality struct {
	U       []float64 // by party
	Surplus []float64 // by party: beyond the reservation value, negative below it

	// SurplusShare is each party's part of all surplus, (u − r) / Σ(u − r): only
	// for scales that can be compared, and never clipped. Nil if that sum is not
	// positive.
	SurplusShare []float64

	Superior int64     // S: outcomes that dominate this one
	Inferior int64     // I: outcomes that this one dominates
	Rank     float64   // 1 − S/(S+I), after Tripp and Sondak 1992; NaN when S+I = 0
	Better   []Outcome // the efficient ones among the superior, at most MaxBetter

	// ToFrontier is the Euclidean distance to the nearest efficient payoff, each
	// party's range taken as 1.
	ToFrontier float64

	// ValueLeft is, by party, how much more it could have had without anybody
	// having less: max{u_i(q) − u_i(o) : u_j(q) ≥ u_j(o) for all others j}.
	ValueLeft []float64

	Joint, JointMax float64 // sums of utilities
	JointShare      float64 // Joint / JointMax; NaN if that is not positive
}

// MaxBetter is how many better outcomes Quality lists.
const MaxBetter = 100

// Quality measures an outcome. It must be Valid; the error is a TooLarge.
func (a *Analysis) Quality(o Outcome) (Quality, error) {
	p := a.Problem
	q := Quality{U: p.Utilities(o), JointMax: a.JointMax}
	q.Joint = total(q.U)
	q.JointShare = math.NaN()
	if q.JointMax > 0 {
		q.JointShare = q.Joint / q.JointMax
	}
	q.Surplus, q.SurplusShare = p.surplus(q.U)
	q.ToFrontier, q.ValueLeft = a.distance(q.U)
	var err error
	if q.Superior, err = dominating(a.counter, q.U); err != nil {
		return q, err
	}
	down := p.negated()
	counter, err := down.Counter()
	if err != nil {
		return q, err
	}
	if q.Inferior, err = dominating(counter, down.Utilities(o)); err != nil {
		return q, err
	}
	q.Rank = math.NaN()
	if n := q.Superior + q.Inferior; n > 0 {
		q.Rank = 1 - float64(q.Superior)/float64(n)
	}
	q.Better = a.better(q.U)
	return q, nil
}

func (p *Problem) surplus(u []float64) (surplus, share []float64) {
	for i, v := range u {
		surplus = append(surplus, v-p.Parties[i].Reservation)
	}
	if sum := total(surplus); sum > slices.Max(p.tolerance()) {
		for _, v := range surplus {
			share = append(share, v/sum)
		}
	}
	return surplus, share
}

// dominating counts the outcomes that dominate a payoff: those worth as much to
// all, but for those worth the same to all.
func dominating(c *Counter, u []float64) (int64, error) {
	all, err := c.AtLeast(u)
	if err != nil {
		return 0, err
	}
	same, err := c.Equal(u)
	return all - same, err
}

// negated is the problem in which everybody wants the opposite.
func (p *Problem) negated() *Problem {
	out := &Problem{Parties: p.Parties, Issues: slices.Clone(p.Issues)}
	for k := range out.Issues {
		rows := make([][]float64, len(p.Issues[k].Payoffs))
		for i, row := range p.Issues[k].Payoffs {
			for _, v := range row {
				rows[i] = append(rows[i], -v)
			}
		}
		out.Issues[k].Payoffs = rows
	}
	return out
}

func (a *Analysis) distance(u []float64) (nearest float64, left []float64) {
	eps := a.Problem.tolerance()
	left = make([]float64, len(u))
	nearest = math.Inf(1)
	for _, q := range a.Frontier.Points {
		var sum float64
		for i := range u {
			if d := q.U[i] - u[i]; math.Abs(d) > eps[i] {
				d /= a.Best[i] - a.Worst[i]
				sum += d * d
			}
			if !slices.ContainsFunc(others(len(u), i), func(j int) bool { return q.U[j] < u[j]-eps[j] }) {
				left[i] = max(left[i], q.U[i]-u[i])
			}
		}
		nearest = min(nearest, math.Sqrt(sum))
	}
	for i := range left {
		if left[i] <= eps[i] {
			left[i] = 0
		}
	}
	return nearest, left
}

// others are the parties but for one.
func others(n, but int) (out []int) {
	for j := range n {
		if j != but {
			out = append(out, j)
		}
	}
	return out
}

// better lists the efficient outcomes that dominate a payoff.
func (a *Analysis) better(u []float64) (out []Outcome) {
	c := chooser{eps: a.Problem.tolerance()}
	for _, q := range a.Frontier.Points {
		if c.relation(q.U, u) != better {
			continue
		}
		for o := range a.Frontier.Outcomes(q) {
			if len(out) == MaxBetter {
				return out
			}
			out = append(out, slices.Clone(o))
		}
	}
	return out
}
