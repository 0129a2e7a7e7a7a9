package bargain

import (
	"errors"
	"math"
)

// XY is a payoff of two parties.
type XY struct{ A, B float64 }

// Continuous is what the rules pick where deals can be split as finely as one
// likes: on a concave frontier made of straight pieces.
type Continuous struct {
	Ideal                               XY
	Nash, KalaiSmorodinsky, Egalitarian XY
	Utilitarian                         [2]XY // the ends of all that have the largest sum; often the same
}

// ErrNotFrontier is the error about corners that are no frontier.
var ErrNotFrontier = errors.New("the corners of a frontier have rising values for the one party and falling ones for the other, and it bends outwards")

// ErrNoDeal is the error where no deal is acceptable to all.
var ErrNoDeal = errors.New(NoDeal)

// SolveContinuous finds the solutions on a frontier given by its corners, by
// rising A, and the reservation values r. Nash maximises (A − rA)(B − rB);
// Kalai–Smorodinsky is where the line from r to the ideal point meets the
// frontier; egalitarian where the line of equal gains does, or the nearest
// acceptable end of the frontier.
func SolveContinuous(corners []XY, r XY) (Continuous, error) {
	var c Continuous
	if !concave(corners) {
		return c, ErrNotFrontier
	}
	part := acceptable(corners, r)
	if len(part) == 0 {
		return c, ErrNoDeal
	}
	first, last := part[0], part[len(part)-1]
	c.Ideal = XY{last.A, first.B}
	c.Nash = nashOn(part, r)
	c.KalaiSmorodinsky = meet(part, r, c.Ideal.A-r.A, c.Ideal.B-r.B)
	c.Egalitarian = meet(part, r, 1, 1)
	c.Utilitarian = largestSum(corners)
	return c, nil
}

func concave(corners []XY) bool {
	slope := math.Inf(1)
	for i := 1; i < len(corners); i++ {
		da, db := corners[i].A-corners[i-1].A, corners[i].B-corners[i-1].B
		if da <= 0 || db >= 0 || db/da > slope+equal {
			return false
		}
		slope = db / da
	}
	return len(corners) > 0
}

// acceptable cuts a frontier to what is worth r or more to both.
func acceptable(corners []XY, r XY) (part []XY) {
	for i, q := range corners {
		if i > 0 {
			p := corners[i-1]
			if p.A < r.A && q.A > r.A {
				if x := between(p, q, (r.A-p.A)/(q.A-p.A)); x.B >= r.B {
					part = append(part, x)
				}
			}
			if p.B > r.B && q.B < r.B {
				if x := between(p, q, (r.B-p.B)/(q.B-p.B)); x.A >= r.A {
					part = append(part, x)
				}
			}
		}
		if q.A >= r.A && q.B >= r.B {
			part = append(part, q)
		}
	}
	return part
}

func between(p, q XY, t float64) XY { return XY{p.A + t*(q.A-p.A), p.B + t*(q.B-p.B)} }

// nashOn looks at each piece, on which the product is a parabola.
func nashOn(part []XY, r XY) XY {
	best := part[0]
	product := func(x XY) float64 { return (x.A - r.A) * (x.B - r.B) }
	for i, q := range part {
		if product(q) > product(best) {
			best = q
		}
		if i == 0 {
			continue
		}
		p := part[i-1]
		da, db := q.A-p.A, q.B-p.B
		t := -((p.A-r.A)*db + (p.B-r.B)*da) / (2 * da * db)
		if x := between(p, q, t); t > 0 && t < 1 && product(x) > product(best) {
			best = x
		}
	}
	return best
}

// meet is where the ray from r in a direction meets the frontier: there the
// gains are in proportion to the direction. Where it passes by, the end it
// passes.
func meet(part []XY, r XY, da, db float64) XY {
	side := func(x XY) float64 { return (x.A-r.A)*db - (x.B-r.B)*da } // rises along the frontier
	if side(part[0]) >= 0 {
		return part[0]
	}
	for i := 1; i < len(part); i++ {
		if s, before := side(part[i]), side(part[i-1]); s >= 0 {
			return between(part[i-1], part[i], -before/(s-before))
		}
	}
	return part[len(part)-1]
}

func largestSum(corners []XY) (ends [2]XY) {
	best := math.Inf(-1)
	for _, q := range corners {
		sum := q.A + q.B
		slack := equal * max(1, math.Abs(sum))
		if sum > best+slack {
			ends[0], best = q, sum
		}
		if sum >= best-slack {
			ends[1] = q
		}
	}
	return ends
}
