package bargain

import (
	"math"
	"slices"
)

// Kind says what can be done with an issue.
type Kind string

// The kinds of issue.
const (
	// Compatible: one option is best for all, so there is nothing to haggle over,
	// and something to lose for those who assume that there is.
	Compatible Kind = "compatible"
	// Distributive: what one gains the other loses. The sum of the payoffs hardly
	// depends on the option, by at most a tenth of the largest swing.
	Distributive Kind = "distributive"
	// Tradable: wishes differ, and the sum depends on the option: the issue
	// matters more to one than to the other, so it can be traded against another.
	Tradable Kind = "tradable"
	// Idle: nobody cares.
	Idle Kind = "idle"
)

// flat is the part of the largest swing by which the sum of payoffs may vary on
// a distributive issue.
const flat = 0.1

// Kind tells an issue's kind. Sums compare the parties' scales: with points that
// cannot be compared, Tradable and Distributive say little.
func (is *Issue) Kind() Kind {
	n := len(is.Payoffs)
	var largest float64
	bestOfAll := make([]bool, len(is.Options))
	for j := range bestOfAll {
		bestOfAll[j] = true
	}
	for i := range n {
		lo, hi := limits(is.Payoffs[i])
		largest = max(largest, hi-lo)
		for j, v := range is.Payoffs[i] {
			bestOfAll[j] = bestOfAll[j] && hi-v <= equal*(hi-lo)
		}
	}
	lo, hi := limits(is.joint())
	switch {
	case largest == 0:
		return Idle
	case slices.Contains(bestOfAll, true):
		return Compatible
	case hi-lo <= flat*largest*(1+equal):
		return Distributive
	}
	return Tradable
}

// Tradable lists the issues of that kind.
func (p *Problem) Tradable() (out []int) {
	for k := range p.Issues {
		if p.Issues[k].Kind() == Tradable {
			out = append(out, k)
		}
	}
	return out
}

// Index says how much of the value that can be created an agreement creates.
// There is no single published standard; these are the two formulas in use, for
// the sum J of all parties' payoffs on some issues.
type Index struct {
	J, Min, Max float64 // of the agreement, of the worst one, of the best one
	Comp        float64 // of the compromise: the middle of every issue
	FromWorst   float64 // (J − Min) / (Max − Min); NaN if Max = Min
	FromComp    float64 // (J − Comp) / (Max − Comp), may be negative; NaN if Max = Comp
}

// Formulas in words that a reader can check.
const (
	FromWorstFormula = "(joint points − least) / (most − least)"
	FromCompFormula  = "(joint points − joint points of meeting in the middle) / (most − joint points of meeting in the middle)"
)

// Integrative is the index over all issues.
func (p *Problem) Integrative(o Outcome) Index {
	all := make([]int, len(p.Issues))
	for k := range all {
		all[k] = k
	}
	return p.IndexOf(o, all)
}

// Logrolling is the index over the tradable issues.
func (p *Problem) Logrolling(o Outcome) Index { return p.IndexOf(o, p.Tradable()) }

// IndexOf is the index over some issues. The middle of an issue is its middle
// option, or the mean of the two middle ones.
func (p *Problem) IndexOf(o Outcome, issues []int) Index {
	var x Index
	var size float64
	for _, k := range issues {
		joint := p.Issues[k].joint()
		lo, hi := limits(joint)
		x.Min, x.Max = x.Min+lo, x.Max+hi
		x.J += joint[o[k]]
		x.Comp += middle(joint)
		size += max(math.Abs(lo), math.Abs(hi))
	}
	x.FromWorst = ratio(x.J-x.Min, x.Max-x.Min, equal*size)
	x.FromComp = ratio(x.J-x.Comp, x.Max-x.Comp, equal*size)
	return x
}

// ratio is a/b; NaN if b is nothing.
func ratio(a, b, nothing float64) float64 {
	if math.Abs(b) <= nothing {
		return math.NaN()
	}
	return a / b
}

func middle(values []float64) float64 {
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// Midpoint is what meeting in the middle of every issue is worth to each party.
func (p *Problem) Midpoint() []float64 {
	u := make([]float64, len(p.Parties))
	for k := range p.Issues {
		for i := range u {
			u[i] += middle(p.Issues[k].Payoffs[i])
		}
	}
	return u
}
