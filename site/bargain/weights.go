package bargain

import (
	"fmt"
	"math"
)

// Weights is one party's utility as weights and values:
//
//	u(o) = Σ w[k]·v[k][o[k]],  Σ w = 1,  v from 0 to 1
//
// and the points it was made of are Base + u·Range (Keeney and Raiffa 1976).
// They are proportional to u only when Base is 0, so a reservation value in
// points has to be converted too: Utility.
type Weights struct {
	Weight []float64   // by issue
	Value  [][]float64 // by issue, then by option
	Base   float64     // points of the worst outcome
	Range  float64     // points between the worst outcome and the best
}

// ToWeights writes a party's points as weights and values:
//
//	w[k] = range(p[k]) / Σ range(p),  v[k] = (p[k] − min p[k]) / range(p[k])
//
// An issue on which nothing depends weighs 0. It is an error if that is true of
// all.
func (p *Problem) ToWeights(party int) (Weights, error) {
	var w Weights
	for k := range p.Issues {
		lo, hi := limits(p.Issues[k].Payoffs[party])
		w.Base += lo
		w.Range += hi - lo
	}
	if w.Range == 0 {
		return Weights{}, fmt.Errorf("every outcome is worth the same to %q", p.Parties[party].Name)
	}
	for k := range p.Issues {
		row := p.Issues[k].Payoffs[party]
		lo, hi := limits(row)
		values := make([]float64, len(row))
		for j, v := range row {
			if hi > lo {
				values[j] = (v - lo) / (hi - lo)
			}
		}
		w.Weight = append(w.Weight, (hi-lo)/w.Range)
		w.Value = append(w.Value, values)
	}
	return w, nil
}

// Utility converts points, of an outcome or a reservation value, to the scale
// from 0 to 1.
func (w Weights) Utility(points float64) float64 { return (points - w.Base) / w.Range }

// Points converts back.
func (w Weights) Points(u float64) float64 { return w.Base + u*w.Range }

// Payoffs are the products w[k]·v[k], as an Issue holds them, by issue. It is an
// error if the weights do not sum to 1 within slack, or the shapes differ.
func (w Weights) Payoffs(slack float64) ([][]float64, error) {
	if len(w.Weight) != len(w.Value) {
		return nil, fmt.Errorf("there are %d weights for %d issues", len(w.Weight), len(w.Value))
	}
	var sum float64
	out := make([][]float64, len(w.Weight))
	for k, weight := range w.Weight {
		sum += weight
		out[k] = make([]float64, len(w.Value[k]))
		for j, v := range w.Value[k] {
			out[k][j] = weight * v
		}
	}
	if !(math.Abs(sum-1) <= slack) {
		return nil, fmt.Errorf("the weights sum to %.6g, not to 1", sum)
	}
	return out, nil
}
