package genius

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// profile is what the domain's issues are worth to a party.
type profile struct {
	reservation, discount float64
	payoffs               [][]float64 // by issue, then by option
	notes                 []string
}

// slackOfWeights is how far from 1 the sum of weights may be. Files about have
// 1.00005; 100 would be another scale.
const slackOfWeights = 0.01

func joined(f *faults) error { return errors.Join(f.errs...) }

func readProfile(file File, issues []issue) (*profile, error) {
	f := &faults{file: file.Name}
	space, objective, err := open(file, f)
	if err != nil {
		return nil, err
	}
	if len(objective.all("weight")) == 0 {
		return nil, fmt.Errorf("%s: there are no weights, so this is no profile; a domain comes first, and then a profile for each party", file.Name)
	}
	p := &profile{discount: 1}
	p.beside(space, file.Name, f)
	weights := p.weights(objective, f)
	theirs := match(objective, issues, f)
	if theirs == nil {
		return nil, joined(f)
	}
	var sum float64
	for k, n := range theirs {
		w, ok := weights[n.attr("index")]
		if !ok {
			f.add(n, "issue %q, with the index %q, has no weight", issues[k].name, n.attr("index"))
		}
		sum += w
		p.payoffs = append(p.payoffs, p.row(n, issues[k], w, f))
	}
	if len(f.errs) == 0 && math.Abs(sum-1) > slackOfWeights {
		f.add(objective, "the weights sum to %.6g; GENIUS's sum to 1", sum)
	} else if math.Abs(sum-1) > 1e-9 {
		p.notes = append(p.notes, fmt.Sprintf("%s: the weights sum to %.6g, so the best deal is worth at most that", file.Name, sum))
	}
	return p, joined(f)
}

// beside reads what stands beside the objective.
func (p *profile) beside(space *node, file string, f *faults) {
	if n := space.first("reservation"); n != nil && n.attr("value") != "" {
		p.reservation = number(n, "value", "the reservation value", f)
	}
	if n := space.first("discount_factor"); n != nil && n.attr("value") != "" {
		switch d := number(n, "value", "the discount", f); {
		case d > 0 && d <= 1:
			p.discount = d
		case d != 0:
			p.notes = append(p.notes, fmt.Sprintf("%s: a discount of %g is read as none", file, d))
		}
	}
}

// weights are by the index of their issue. Elements without anything in them are
// left over from editors.
func (p *profile) weights(objective *node, f *faults) map[string]float64 {
	out := map[string]float64{}
	for _, n := range objective.all("weight") {
		index := n.attr("index")
		if index == "" && n.attr("value") == "" {
			continue
		}
		if _, twice := out[index]; twice {
			f.add(n, "there are two weights for the issue with the index %q", short(index))
		}
		out[index] = number(n, "value", fmt.Sprintf("the weight of the issue with the index %q", short(index)), f)
		if out[index] < 0 {
			f.add(n, "the weight %g is negative", out[index])
		}
	}
	return out
}

// match finds each issue of the domain in a profile, by name or else by index; nil
// if one is not there.
func match(objective *node, issues []issue, f *faults) []*node {
	all := objective.all("issue")
	if len(all) != len(issues) {
		f.add(objective, "the domain has %d issues and this profile %d; it belongs to another domain", len(issues), len(all))
		return nil
	}
	used := map[*node]bool{}
	theirs := make([]*node, len(issues))
	for _, key := range []string{"name", "index"} {
		for k, is := range issues {
			want := map[string]string{"name": is.name, "index": is.index}[key]
			if theirs[k] != nil || want == "" {
				continue
			}
			if x := slices.IndexFunc(all, func(n *node) bool { return !used[n] && n.attr(key) == want }); x >= 0 {
				theirs[k] = all[x]
				used[all[x]] = true
			}
		}
	}
	for k, n := range theirs {
		if n == nil {
			f.add(objective, "nothing is said of the domain's issue %q; this profile belongs to another domain", issues[k].name)
			return nil
		}
	}
	return theirs
}

// row is what the options of an issue are worth.
func (p *profile) row(n *node, is issue, weight float64, f *faults) []float64 {
	if is.whole {
		return whole(n, is, weight, f)
	}
	worth := map[string]float64{}
	top := math.Inf(-1)
	for _, item := range n.all("item") {
		value := item.attr("value")
		if value == "" && item.attr("evaluation") == "" {
			continue
		}
		if !slices.Contains(is.options, value) {
			f.add(item, "the domain's issue %q has no item %q; does this profile belong to another domain?", is.name, short(value))
			continue
		}
		if _, twice := worth[value]; twice {
			f.add(item, "issue %q has two items %q", is.name, value)
		}
		worth[value] = number(item, "evaluation", fmt.Sprintf("the evaluation of %q", short(value)), f)
		top = max(top, worth[value])
	}
	row := make([]float64, len(is.options))
	idle := true
	for j, option := range is.options {
		e, ok := worth[option]
		if !ok {
			f.add(n, "nothing is said of %q, an item of the domain's issue %q", option, is.name)
		}
		idle = idle && e == 0
		row[j] = e
	}
	if idle {
		return row
	}
	if top <= 0 {
		f.add(n, "no evaluation of issue %q is above 0, so they cannot be divided by the largest", is.name)
		return row
	}
	for j := range row {
		row[j] = weight * row[j] / top
	}
	return row
}

// whole reads the evaluator of an issue of whole numbers. GENIUS does not divide
// what it gives by the largest.
func whole(n *node, is issue, weight float64, f *faults) []float64 {
	row := make([]float64, len(is.options))
	e := n.first("evaluator")
	if e == nil {
		f.add(n, "issue %q is of whole numbers, and has no evaluator", is.name)
		return row
	}
	if kind := e.attr("ftype"); kind != "" && kind != "linear" {
		f.add(e, "the evaluator of issue %q is %q; only linear ones are read", is.name, short(kind))
		return row
	}
	if n.attr("lowerbound") != "" || n.first("range") != nil {
		if lower, upper, ok := bounds(n, f); ok && (lower != is.lower || upper-lower+1 != len(row)) {
			f.add(n, "issue %q goes from %d to %d, and in the domain from %d to %d", is.name, lower, upper, is.lower, is.lower+len(row)-1)
		}
	}
	slope := number(e, "slope", "the slope", f)
	offset := number(e, "offset", "the offset", f)
	for j := range row {
		row[j] = weight * max(0, min(1, slope*float64(j)+offset))
	}
	return row
}

func number(n *node, attr, what string, f *faults) float64 {
	s := n.attr(attr)
	v, err := strconv.ParseFloat(s, 64)
	if err == nil && math.Abs(v) <= 1e12 {
		return v
	}
	switch {
	case s == "":
		f.add(n, "%s is missing", what)
	case strings.Count(s, ",") == 1 && !strings.Contains(s, "."):
		f.add(n, "%s is %q; write %q", what, short(s), strings.Replace(s, ",", ".", 1))
	default:
		f.add(n, "%s is %q, and no number that can be reckoned with", what, short(s))
	}
	return 0
}
