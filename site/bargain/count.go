package bargain

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Counter counts outcomes by what they are worth, without looking at each. It can
// be used by several at a time.
type Counter struct {
	p      *Problem
	eps    []float64
	halves *halves // with two parties
	bounds *bounds // with more
}

const (
	maxHalf  = 1_000_000  // outcomes of half of the issues
	maxNodes = 50_000_000 // partial outcomes to look at, with three parties and more
)

// Counter prepares to count. A TooLarge error says that there are more outcomes
// than can be counted exactly: with two parties, more than about 10^12.
func (p *Problem) Counter() (*Counter, error) {
	c := &Counter{p: p, eps: p.tolerance()}
	if p.Size().BitLen() > 62 {
		return nil, p.tooLarge("they cannot be counted")
	}
	if len(p.Parties) > 2 {
		c.bounds = newBounds(p)
		return c, nil
	}
	one, other := split(p.Issues)
	if size(one) > maxHalf || size(other) > maxHalf {
		return nil, p.tooLarge("half of the issues have more than %s", grouped(strconv.Itoa(maxHalf)))
	}
	c.halves = newHalves(sums(one), sums(other))
	return c, nil
}

// AtLeast is the number of outcomes worth at least so much to each party.
func (c *Counter) AtLeast(limit []float64) (int64, error) {
	t := make([]float64, len(limit))
	for i := range t {
		t[i] = limit[i] - c.eps[i]
	}
	return c.above(t)
}

func (c *Counter) above(t []float64) (int64, error) {
	if c.halves != nil {
		return c.halves.count(t[0], t[1]), nil
	}
	nodes := 0
	n := c.bounds.count(0, make([]float64, len(t)), t, &nodes)
	if nodes > maxNodes {
		return 0, c.p.tooLarge("counting the acceptable ones would take too long")
	}
	return n, nil
}

// Equal is the number of outcomes worth just so much to each party: of those
// worth at least that, the ones that are worth more to nobody.
func (c *Counter) Equal(u []float64) (int64, error) {
	var sum int64
	t := make([]float64, len(u))
	for set := range 1 << len(u) { // who is to have more; inclusion and exclusion
		sign := int64(1)
		for i := range u {
			t[i] = u[i] - c.eps[i]
			if set>>i&1 == 1 {
				t[i] = math.Nextafter(u[i]+c.eps[i], math.Inf(1))
				sign = -sign
			}
		}
		n, err := c.above(t)
		if err != nil {
			return 0, err
		}
		sum += sign * n
	}
	return sum, nil
}

// split deals the issues into two heaps with about as many outcomes each.
func split(issues []Issue) (one, other []Issue) {
	sorted := slices.Clone(issues)
	slices.SortStableFunc(sorted, func(x, y Issue) int { return len(y.Options) - len(x.Options) })
	for _, issue := range sorted {
		if size(one) <= size(other) {
			one = append(one, issue)
		} else {
			other = append(other, issue)
		}
	}
	return one, other
}

func size(issues []Issue) int {
	n := 1
	for _, issue := range issues {
		n *= len(issue.Options)
	}
	return n
}

// sums are the utilities of all outcomes of some issues, for two parties.
func sums(issues []Issue) []pair {
	out := []pair{{}}
	for _, issue := range issues {
		longer := make([]pair, 0, len(out)*len(issue.Options))
		for j := range issue.Options {
			for _, x := range out {
				longer = append(longer, pair{a: x.a + issue.Payoffs[0][j], b: x.b + issue.Payoffs[1][j]})
			}
		}
		out = longer
	}
	return out
}

// halves counts pairs of partial outcomes. For each of one half, by rising value
// for the first party, more and more of the other half give that party enough;
// a Fenwick tree over the second party's values counts those that give it enough
// too.
type halves struct {
	one   []pair    // by rising a
	other []pair    // by falling a; from is the rank of b
	ranks []float64 // the other half's b, rising
}

func newHalves(one, other []pair) *halves {
	h := &halves{one: one, other: other}
	slices.SortFunc(h.one, func(x, y pair) int { return cmp.Compare(x.a, y.a) })
	slices.SortFunc(h.other, func(x, y pair) int { return cmp.Compare(y.a, x.a) })
	for _, x := range other {
		h.ranks = append(h.ranks, x.b)
	}
	slices.Sort(h.ranks)
	for i, x := range other {
		rank, _ := slices.BinarySearch(h.ranks, x.b)
		other[i].from = int32(rank)
	}
	return h
}

func (h *halves) count(ta, tb float64) (n int64) {
	tree := make([]int32, len(h.other)+1)
	in := 0
	for _, x := range h.one {
		for ; in < len(h.other) && x.a+h.other[in].a >= ta; in++ {
			for r := int(h.other[in].from) + 1; r < len(tree); r += r & -r {
				tree[r]++
			}
		}
		low, _ := slices.BinarySearchFunc(h.ranks, tb, func(b, t float64) int {
			if x.b+b < t {
				return -1
			}
			return 1
		})
		n += int64(in)
		for r := low; r > 0; r -= r & -r {
			n -= int64(tree[r])
		}
	}
	return n
}

// bounds counts by going through the issues, and stops where the issues that are
// left cannot matter: all of their outcomes are enough, or none is.
type bounds struct {
	p      *Problem
	lo, hi [][]float64 // the least and most of the issues from k on, by party
	rest   []int64     // how many outcomes these issues have
}

func newBounds(p *Problem) *bounds {
	m, n := len(p.Issues), len(p.Parties)
	b := &bounds{p: p, lo: make([][]float64, m+1), hi: make([][]float64, m+1), rest: make([]int64, m+1)}
	b.lo[m], b.hi[m], b.rest[m] = make([]float64, n), make([]float64, n), 1
	for k := m - 1; k >= 0; k-- {
		b.lo[k], b.hi[k] = make([]float64, n), make([]float64, n)
		for i := range n {
			lo, hi := limits(p.Issues[k].Payoffs[i])
			b.lo[k][i], b.hi[k][i] = b.lo[k+1][i]+lo, b.hi[k+1][i]+hi
		}
		b.rest[k] = b.rest[k+1] * int64(len(p.Issues[k].Options))
	}
	return b
}

func (b *bounds) count(k int, u, t []float64, nodes *int) (n int64) {
	if *nodes++; *nodes > maxNodes {
		return 0
	}
	enough := true
	for i := range u {
		if u[i]+b.hi[k][i] < t[i] {
			return 0
		}
		enough = enough && u[i]+b.lo[k][i] >= t[i]
	}
	if enough {
		return b.rest[k]
	}
	if k == len(b.p.Issues) {
		return 0
	}
	next := make([]float64, len(u))
	for j := range b.p.Issues[k].Options {
		for i := range u {
			next[i] = u[i] + b.p.Issues[k].Payoffs[i][j]
		}
		n += b.count(k+1, next, t, nodes)
	}
	return n
}
