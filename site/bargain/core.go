package bargain

import "math/bits"

// Core tells whether a game has a core, and a division in it.
//
// All together must make at least Needed: the most that balanced coalitions make
// without them, max Σ λ(S)·v(S) over λ ≥ 0 with Σ over S∋i of λ(S) = 1 for each
// player (Bondareva 1963, Shapley 1967). For three players who make nothing
// alone, that is the larger of (v12+v13+v23)/2 and each pair's value.
type Core struct {
	Needed   float64
	Empty    bool
	Division []float64 // one that is in the core, what is beyond Needed in equal parts; nil if it is empty
}

// maxPivots is far more than eight players ever need: some hundred. Rounding must
// not make a search without end.
const maxPivots = 100_000

// Core solves the linear programme by the simplex method. The game must pass
// Check.
func (g Game) Core() Core {
	t := newTableau(g)
	for range maxPivots {
		if !t.step() {
			break
		}
	}
	c := Core{Needed: t.value()}
	spare := g.Value[g.all()] - c.Needed
	if c.Empty = spare < -g.slack(); c.Empty {
		return c
	}
	for _, price := range t.prices {
		c.Division = append(c.Division, price+spare/float64(len(g.Players)))
	}
	return c
}

// tableau has a row for each player and a column for each coalition but that of
// all. It begins with the players alone, who are balanced.
type tableau struct {
	g      Game
	basis  []int       // by row: a coalition
	inv    [][]float64 // inverse of the basis' columns
	prices []float64   // by player: the dual solution, a division that no coalition betters when done
}

func newTableau(g Game) *tableau {
	n := len(g.Players)
	t := &tableau{g: g, prices: make([]float64, n)}
	for i := range n {
		t.basis = append(t.basis, 1<<i)
		row := make([]float64, n)
		row[i] = 1
		t.inv = append(t.inv, row)
	}
	return t
}

// step brings the first coalition in that would better the sum, and tells
// whether there was one. Taking the first, and letting go the first of those that
// block, cannot go in circles (Bland 1977).
func (t *tableau) step() bool {
	for i := range t.prices {
		t.prices[i] = 0
		for r, s := range t.basis {
			t.prices[i] += t.g.Value[s] * t.inv[r][i]
		}
	}
	for s := 1; s < t.g.all(); s++ {
		if t.g.Excess(s, t.prices) > t.g.slack() {
			return t.enter(s)
		}
	}
	return false
}

// enter brings a coalition in for another. There always is one to let go; false if
// rounding hides it.
func (t *tableau) enter(s int) bool {
	column := make([]float64, len(t.basis)) // s in terms of the basis
	out, least := -1, 0.0
	for r, row := range t.inv {
		var level float64
		for i, v := range row {
			level += v
			if s>>i&1 == 1 {
				column[r] += v
			}
		}
		if column[r] <= equal {
			continue
		}
		q := level / column[r]
		if out < 0 || q < least-equal || q <= least+equal && t.basis[r] < t.basis[out] {
			out, least = r, q
		}
	}
	if out < 0 {
		return false
	}
	pivot := column[out]
	for i := range t.inv[out] {
		t.inv[out][i] /= pivot
	}
	for r := range t.inv {
		if r != out {
			for i := range t.inv[r] {
				t.inv[r][i] -= column[r] * t.inv[out][i]
			}
		}
	}
	t.basis[out] = s
	return true
}

// value is Σ λ(S)·v(S), each λ(S) the sum of a row of the inverse.
func (t *tableau) value() (sum float64) {
	for r, s := range t.basis {
		var lambda float64
		for _, v := range t.inv[r] {
			lambda += v
		}
		sum += lambda * t.g.Value[s]
	}
	return sum
}

// Votes says which parties have to agree for a deal to stand.
type Votes struct {
	Veto []int // parties without whom there is none
	Need int   // how many have to agree, those with a veto counted
}

// Few tells whether a deal can stand that one of n parties is against. Where
// nothing is said of votes, all have to agree.
func (v Votes) Few(n int) bool { return v.Need > 0 && v.Need < n }

// Passes tells whether the parties for a deal, as a set of bits, are enough.
func (v Votes) Passes(inFavour int) bool {
	for _, i := range v.Veto {
		if inFavour>>i&1 == 0 {
			return false
		}
	}
	return bits.OnesCount(uint(inFavour)) >= v.Need
}

// InFavour is the set of parties to whom values are acceptable.
func (p *Problem) InFavour(u []float64) (set int) {
	eps := p.tolerance()
	for i := range u {
		if u[i] >= p.Parties[i].Reservation-eps[i] {
			set |= 1 << i
		}
	}
	return set
}

// Winning counts the outcomes that enough parties accept, and those that all do.
// The error is a TooLarge.
func (p *Problem) Winning(v Votes) (winning, unanimous int64, err error) {
	if err := p.enumerable("a count of votes"); err != nil {
		return 0, 0, err
	}
	for _, u := range p.All() {
		set := p.InFavour(u)
		if v.Passes(set) {
			winning++
		}
		if set == 1<<len(p.Parties)-1 {
			unanimous++
		}
	}
	return winning, unanimous, nil
}
