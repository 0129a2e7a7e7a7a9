package bargain

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Node is a part of a decision tree: an end with a value, a chance with branches
// that have probabilities, or a choice among branches that have none. Money, or
// whatever the deal is counted in.
type Node struct {
	Name     string
	Value    float64 // at an end; elsewhere what getting here adds or, negative, costs
	Choice   bool    // the best branch is taken
	Branches []Branch
}

// Branch leads to a node, at a chance with a probability.
type Branch struct {
	P    float64
	Node Node
}

// Lottery is a chance of values, as pairs of probability and value.
func Lottery(pairs ...[2]float64) Node {
	var n Node
	for _, x := range pairs {
		n.Branches = append(n.Branches, Branch{x[0], Node{Value: x[1]}})
	}
	return n
}

const (
	maxTreeDepth = 200
	sumSlack     = 1e-6 // probabilities may miss 1 by so much: .33, .33, .34 do not, thirds with six digits do
)

// Check is an error if the tree makes no sense: probabilities that do not sum to
// 1, values that are no numbers, more than 200 levels.
func (n Node) Check() error { return n.check(0) }

func (n Node) check(depth int) error {
	if depth > maxTreeDepth {
		return fmt.Errorf("the tree is more than %d levels deep", maxTreeDepth)
	}
	if !finite(n.Value) {
		return fmt.Errorf("the value of %q is not a number that can be reckoned with", n.Name)
	}
	var sum float64
	for _, b := range n.Branches {
		if !n.Choice {
			if err := checkProbability(b.P); err != nil {
				return fmt.Errorf("%q: %w", n.Name, err)
			}
			sum += b.P
		}
		if err := b.Node.check(depth + 1); err != nil {
			return err
		}
	}
	if !n.Choice && len(n.Branches) > 0 && math.Abs(sum-1) > sumSlack {
		return fmt.Errorf("the probabilities at %q sum to %g, not to 1", n.Name, sum)
	}
	return nil
}

// Expected is the expected value, Σ p·v at a chance, the largest at a choice.
// The tree must pass Check.
func (n Node) Expected() float64 {
	return n.fold(func(branches []Branch, values []float64) (sum float64) {
		for i, b := range branches {
			sum += b.P * values[i]
		}
		return sum
	})
}

// Certain is the certainty equivalent at risk tolerance R, in the unit of the
// values: what a sure thing would have to be worth to be as good,
//
//	CE = −R·ln Σ p·exp(−v/R)
//
// by exponential utility (Keeney and Raiffa 1976), chance by chance. A positive R
// is averse to risk. For a tree of costs, which are to be small, give −R: the
// formula is then +R·ln Σ p·exp(c/R). An R of 0 is no tolerance that can be
// reckoned with: NaN.
func (n Node) Certain(R float64) float64 {
	if R == 0 || math.IsNaN(R) {
		return math.NaN()
	}
	return n.fold(func(branches []Branch, values []float64) float64 {
		// The largest exponent is taken out, so that no exponential overflows.
		top := math.Inf(-1)
		for i, b := range branches {
			if b.P > 0 {
				top = max(top, -values[i]/R)
			}
		}
		var sum float64
		for i, b := range branches {
			if b.P > 0 {
				sum += b.P * math.Exp(-values[i]/R-top)
			}
		}
		return -R * (top + math.Log(sum))
	})
}

func (n Node) fold(chance func([]Branch, []float64) float64) float64 {
	if len(n.Branches) == 0 {
		return n.Value
	}
	values := make([]float64, len(n.Branches))
	for i, b := range n.Branches {
		values[i] = b.Node.fold(chance)
	}
	if n.Choice {
		return n.Value + slices.Max(values)
	}
	return n.Value + chance(n.Branches, values)
}

// Range is the least and the most that the tree can end with, by choices that
// lead there.
func (n Node) Range() (lo, hi float64) {
	if len(n.Branches) == 0 {
		return n.Value, n.Value
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, b := range n.Branches {
		if !n.Choice && b.P == 0 {
			continue
		}
		l, h := b.Node.Range()
		lo, hi = min(lo, l), max(hi, h)
	}
	return n.Value + lo, n.Value + hi
}

// ErrNoBreakEven says that no probability makes the two sides equal.
var ErrNoBreakEven = errors.New("no probability between 0 and 1 breaks even")

// BreakEven is the probability of a chance's first branch at which its expected
// value, less a cost, equals an offer; the other branches keep their proportions.
// The error is ErrNoBreakEven, or says that n is no chance.
func (n Node) BreakEven(cost, offer float64) (float64, error) {
	if n.Choice || len(n.Branches) < 2 {
		return 0, errors.New("a break-even probability needs a chance with two branches or more")
	}
	var rest, weight float64
	for _, b := range n.Branches[1:] {
		rest += b.P * b.Node.Expected()
		weight += b.P
	}
	if weight <= 0 {
		return 0, ErrNoBreakEven
	}
	rest /= weight
	first := n.Branches[0].Node.Expected()
	p := (offer + cost - n.Value - rest) / (first - rest)
	if !(p >= 0 && p <= 1) {
		return 0, ErrNoBreakEven
	}
	return p, nil
}

// Factor is something uncertain that a result depends on.
type Factor struct {
	Name            string
	Low, Base, High float64
}

// Bar is a bar of a tornado diagram: the result when one factor is at its ends
// and all others at their bases.
type Bar struct {
	Name          string
	AtLow, AtHigh float64
	Swing         float64 // |AtHigh − AtLow|
}

// Tornado tells which factor a result depends on most: the bars by falling swing,
// in the given order where these are equal. base is the result with every factor
// at its base. result is called with the factors' values in their order.
func Tornado(factors []Factor, result func(values []float64) float64) (bars []Bar, base float64) {
	values := make([]float64, len(factors))
	for i, f := range factors {
		values[i] = f.Base
	}
	base = result(values)
	for i, f := range factors {
		b := Bar{Name: f.Name}
		values[i] = f.Low
		b.AtLow = result(values)
		values[i] = f.High
		b.AtHigh = result(values)
		values[i] = f.Base
		b.Swing = math.Abs(b.AtHigh - b.AtLow)
		bars = append(bars, b)
	}
	slices.SortStableFunc(bars, func(x, y Bar) int {
		switch {
		case x.Swing > y.Swing:
			return -1
		case x.Swing < y.Swing:
			return 1
		}
		return 0
	})
	return bars, base
}
