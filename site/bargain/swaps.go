package bargain

import (
	"cmp"
	"slices"
)

// Swap is a change of an agreement on one or two issues that costs nobody
// anything and gives at least one party more: a trade that was missed.
type Swap struct {
	Changes []Change  // one or two, by issue
	Gain    []float64 // by party, none negative
}

// Change is another option for an issue.
type Change struct{ Issue, Option int }

// Swaps lists what could still be had by changing one or two issues of an
// outcome, the largest sum of gains first, then the fewest changes, then by issue
// and option. A change of two issues of which one alone is a Swap as well is left
// out unless it gives more. It takes time in the square of the number of options.
func (p *Problem) Swaps(o Outcome) []Swap {
	var out []Swap
	single := map[Change]float64{}
	eps := p.tolerance()
	all := p.changes(o)
	for _, c := range all {
		if gain, ok := p.gains(o, eps, c); ok {
			out = append(out, Swap{[]Change{c}, gain})
			single[c] = total(gain)
		}
	}
	for x, c := range all {
		for _, d := range all[x+1:] {
			if c.Issue == d.Issue {
				continue
			}
			gain, ok := p.gains(o, eps, c, d)
			if ok && total(gain) > max(single[c], single[d])+slices.Max(eps) {
				out = append(out, Swap{[]Change{c, d}, gain})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Swap) int {
		if d := total(y.Gain) - total(x.Gain); d > slices.Max(eps) || d < -slices.Max(eps) {
			return cmp.Compare(d, 0)
		}
		return cmp.Compare(len(x.Changes), len(y.Changes))
	})
	return out
}

// changes lists every other option of every issue.
func (p *Problem) changes(o Outcome) (out []Change) {
	for k := range p.Issues {
		for j := range p.Issues[k].Options {
			if j != o[k] {
				out = append(out, Change{k, j})
			}
		}
	}
	return out
}

// gains is what changes give to each party; ok tells whether they are a Swap.
func (p *Problem) gains(o Outcome, eps []float64, changes ...Change) (gain []float64, ok bool) {
	gain = make([]float64, len(p.Parties))
	for i := range gain {
		for _, c := range changes {
			row := p.Issues[c.Issue].Payoffs[i]
			gain[i] += row[c.Option] - row[o[c.Issue]]
		}
		if gain[i] < -eps[i] {
			return nil, false
		}
		if gain[i] > eps[i] {
			ok = true
		} else {
			gain[i] = 0
		}
	}
	return gain, ok
}
