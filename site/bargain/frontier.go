package bargain

import (
	"cmp"
	"iter"
	"slices"
)

// Frontier is the set of the efficient outcomes: those that no other outcome
// dominates. An outcome dominates another if it is worth at least as much to
// all, and more to one (Pareto).
type Frontier struct {
	Points []Point // by the first party's utility, the highest first
	layers []layer
}

// Point is a payoff on the frontier, and the outcomes that have it: often more
// than one.
type Point struct {
	U        []float64 // by party
	Outcomes int64     // how many efficient outcomes have this payoff
	index    int
}

// layer is the frontier of the last issues, from one on. Whatever is dominated
// there is dominated in every deal that it is part of, because utilities add up;
// so a frontier is made issue by issue, and never of all outcomes.
type layer struct {
	u     []float64 // the points, one after the other
	count []int64
	first []int // where a point's steps begin in steps; one more at the end
	steps []step
}

// step is a way to a point: an option, and a point of the issues after it.
type step struct{ option, next int32 }

const (
	maxCandidates = 4_000_000   // points to choose a layer of
	maxCompared   = 150_000_000 // pairs of points to compare, with three parties and more
)

// Frontier finds the efficient outcomes. It is exact for any number of outcomes;
// a TooLarge error says that too many outcomes of part of the issues are
// efficient. The problem must be one that Check passes.
func (p *Problem) Frontier() (*Frontier, error) {
	n, m := len(p.Parties), len(p.Issues)
	f := &Frontier{layers: make([]layer, m+1)}
	f.layers[m] = layer{u: make([]float64, n), count: []int64{1}, first: []int{0, 0}}
	c := chooser{parties: n, eps: p.tolerance(), budget: maxCompared}
	lo, hi := p.limits()
	for i := range lo {
		c.scale = append(c.scale, 1/max(hi[i]-lo[i], c.eps[i], 1e-300))
	}
	for k := m - 1; k >= 0; k-- {
		next := &f.layers[k+1]
		if len(next.count)*len(p.Issues[k].Options) > maxCandidates {
			return nil, p.tooLarge("%d of the partial deals are efficient", len(next.count))
		}
		var ok bool
		if f.layers[k], ok = c.layer(&p.Issues[k], next); !ok {
			return nil, p.tooLarge("of the deals on %d of the %d issues, too many are efficient to compare them with each other", m-k, m)
		}
	}
	top := &f.layers[0]
	for x, count := range top.count {
		f.Points = append(f.Points, Point{top.u[x*n : (x+1)*n : (x+1)*n], count, x})
	}
	return f, nil
}

// OutcomeCount is the number of efficient outcomes.
func (f *Frontier) OutcomeCount() int64 {
	var n int64
	for _, p := range f.Points {
		n += p.Outcomes
	}
	return n
}

// Outcomes runs through the efficient outcomes with a payoff, in the order of
// their options. The slice is reused: who keeps it clones it.
func (f *Frontier) Outcomes(of Point) iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		o := make(Outcome, len(f.layers)-1)
		f.walk(o, 0, of.index, yield)
	}
}

func (f *Frontier) walk(o Outcome, k, point int, yield func(Outcome) bool) bool {
	if k == len(o) {
		return yield(o)
	}
	l := &f.layers[k]
	for _, s := range l.steps[l.first[point]:l.first[point+1]] {
		o[k] = int(s.option)
		if !f.walk(o, k+1, int(s.next), yield) {
			return false
		}
	}
	return true
}

// First is the first outcome with a payoff, in the order of the options.
func (f *Frontier) First(of Point) Outcome {
	for o := range f.Outcomes(of) {
		return slices.Clone(o)
	}
	return nil
}

// chooser makes a layer of the one after it.
type chooser struct {
	parties int
	eps     []float64 // by party
	scale   []float64 // by party: to 1 for its range
	budget  int       // comparisons left
}

// kept is a payoff that nothing dominates, and the candidates that have it.
type kept struct {
	u    []float64
	from []int32
}

func (c *chooser) layer(issue *Issue, next *layer) (layer, bool) {
	n, size := c.parties, len(next.count)
	var chosen []kept
	ok := true
	if n == 2 {
		chosen = c.sweep(issue, next)
	} else {
		chosen, ok = c.compare(issue, next)
	}
	var l layer
	for _, p := range chosen {
		slices.Sort(p.from)
		l.first = append(l.first, len(l.steps))
		var count int64
		for _, from := range p.from {
			s := step{from / int32(size), from % int32(size)}
			l.steps = append(l.steps, s)
			count += next.count[s.next]
		}
		l.u = append(l.u, p.u...)
		l.count = append(l.count, count)
	}
	l.first = append(l.first, len(l.steps))
	return l, ok
}

// pair is a candidate of two parties.
type pair struct {
	a, b float64
	from int32 // option·size + point of the next layer
}

// sweep chooses for two parties: by falling value for the first, whatever does
// not raise the second's is dominated.
func (c *chooser) sweep(issue *Issue, next *layer) (chosen []kept) {
	size := len(next.count)
	all := make([]pair, 0, size*len(issue.Options))
	for j := range issue.Options {
		a, b := issue.Payoffs[0][j], issue.Payoffs[1][j]
		for q := range size {
			all = append(all, pair{a + next.u[2*q], b + next.u[2*q+1], int32(j*size + q)})
		}
	}
	slices.SortFunc(all, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.a, x.a), cmp.Compare(y.b, x.b), cmp.Compare(x.from, y.from))
	})
	for start := 0; start < len(all); {
		end, top := start, start
		for end < len(all) && all[start].a-all[end].a <= c.eps[0] {
			if all[end].b > all[top].b {
				top = end
			}
			end++
		}
		best := all[top].b
		if last := len(chosen) - 1; last < 0 || best > chosen[last].u[1]+c.eps[1] {
			k := kept{u: []float64{all[top].a, best}}
			for _, x := range all[start:end] {
				if best-x.b <= c.eps[1] {
					k.from = append(k.from, x.from)
				}
			}
			chosen = append(chosen, k)
		}
		start = end
	}
	return chosen
}
