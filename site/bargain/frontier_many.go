package bargain

import (
	"cmp"
	"slices"
)

// many is a candidate of three parties and more.
type many struct {
	sum  float64 // of the parties' utilities, each on a scale of 1
	u    []float64
	from int32
}

// compare chooses for three parties and more. What dominates another has the
// larger sum, so each candidate need only be compared with those kept before it.
// ok is false when the budget of comparisons is spent.
func (c *chooser) compare(issue *Issue, next *layer) (chosen []kept, ok bool) {
	all := c.candidates(issue, next)
	for _, x := range all {
		at, dominated := -1, false
		if c.budget -= len(chosen); c.budget < 0 {
			return nil, false
		}
		for k := range chosen {
			switch c.relation(chosen[k].u, x.u) {
			case same:
				at = k
			case better:
				dominated = true
			default:
				continue
			}
			if dominated && k > 0 { // what dominates one often dominates the next
				chosen[k], chosen[k/2] = chosen[k/2], chosen[k]
			}
			break
		}
		switch {
		case at >= 0:
			chosen[at].from = append(chosen[at].from, x.from)
		case !dominated:
			chosen = append(chosen, kept{x.u, []int32{x.from}})
		}
	}
	slices.SortFunc(chosen, func(x, y kept) int { return -slices.Compare(x.u, y.u) })
	return chosen, true
}

func (c *chooser) candidates(issue *Issue, next *layer) []many {
	n, size := c.parties, len(next.count)
	all := make([]many, 0, size*len(issue.Options))
	values := make([]float64, size*len(issue.Options)*n)
	for j := range issue.Options {
		for q := range size {
			x := many{u: values[:n:n], from: int32(j*size + q)}
			values = values[n:]
			for i := range n {
				x.u[i] = issue.Payoffs[i][j] + next.u[q*n+i]
				x.sum += x.u[i] * c.scale[i]
			}
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(x, y many) int {
		return cmp.Or(cmp.Compare(y.sum, x.sum), cmp.Compare(x.from, y.from))
	})
	return all
}

// relation is how one payoff stands to another.
type relation uint8

const (
	neither relation = iota
	same
	better // the first dominates the second
)

func (c *chooser) relation(x, y []float64) relation {
	r := same
	for i, eps := range c.eps {
		switch d := x[i] - y[i]; {
		case d < -eps:
			return neither
		case d > eps:
			r = better
		}
	}
	return r
}
