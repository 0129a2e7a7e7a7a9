package bargain

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// Game is what each coalition of two to eight players can make by itself. The
// index is a set of players: bit i is player i, so Value[0b101] is what players 0
// and 2 make together. Value[0] is 0.
type Game struct {
	Players []string
	Value   []float64
}

// Check is an error if the game has too few or too many players or values.
func (g Game) Check() error {
	n := len(g.Players)
	if n < MinParties || n > MaxParties {
		return fmt.Errorf("there are %d players; there can be %d to %d", n, MinParties, MaxParties)
	}
	if len(g.Value) != 1<<n {
		return fmt.Errorf("%d players form %d coalitions, and there are %d values", n, 1<<n, len(g.Value))
	}
	if g.Value[0] != 0 {
		return errors.New("nobody at all makes 0")
	}
	for _, v := range g.Value {
		if !finite(v) {
			return errors.New("a coalition's value is not a number that can be reckoned with")
		}
	}
	return nil
}

// all is the coalition of all players.
func (g Game) all() int { return len(g.Value) - 1 }

// Shapley is each player's mean contribution over all orders in which the
// coalition of all can come together (Shapley 1953):
//
//	φ_i = Σ over S without i of |S|!·(n−|S|−1)!/n! · (v(S∪i) − v(S))
func (g Game) Shapley() []float64 {
	n := len(g.Players)
	weight := make([]float64, n) // by |S|
	for s := range weight {
		weight[s] = 1 / (float64(n) * binomial(n-1, s))
	}
	phi := make([]float64, n)
	for i := range phi {
		for s, v := range g.Value {
			if s>>i&1 == 0 {
				phi[i] += weight[bits.OnesCount(uint(s))] * (g.Value[s|1<<i] - v)
			}
		}
	}
	return phi
}

func binomial(n, k int) float64 {
	b := 1.0
	for i := range k {
		b = b * float64(n-i) / float64(i+1)
	}
	return b
}

// Excess is what a coalition would make by itself beyond what a division gives
// it, v(S) − x(S): above 0 it has a reason to leave.
func (g Game) Excess(coalition int, x []float64) float64 {
	e := g.Value[coalition]
	for i, v := range x {
		if coalition>>i&1 == 1 {
			e -= v
		}
	}
	return e
}

// Blocking lists the coalitions with a positive excess, which are those that keep
// a division out of the core. A division that hands out more or less than all
// make together is not in the core either: Divides.
func (g Game) Blocking(x []float64) (coalitions []int) {
	for s := 1; s < g.all(); s++ {
		if g.Excess(s, x) > g.slack() {
			coalitions = append(coalitions, s)
		}
	}
	return coalitions
}

// Divides tells whether a division hands out just what all make together.
func (g Game) Divides(x []float64) bool {
	return math.Abs(g.Excess(g.all(), x)) <= g.slack()
}

// InCore tells whether no coalition would do better by itself (Gillies 1959).
func (g Game) InCore(x []float64) bool { return g.Divides(x) && len(g.Blocking(x)) == 0 }

func (g Game) slack() float64 {
	var size float64
	for _, v := range g.Value {
		size = max(size, math.Abs(v))
	}
	return equal * size
}
