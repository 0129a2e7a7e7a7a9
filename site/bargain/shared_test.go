package bargain_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	. "github.com/parley-kit/parley/site/bargain"
)

// shared is a case that the browser has to agree with: what a function is given
// and what it returns. Lists stand for outcomes (options by issue, from 0) and for
// values by party; null is a figure that is not defined.
type shared struct {
	Name string `json:"name"`
	Fn   string `json:"fn"`
	In   any    `json:"in"`
	Want any    `json:"want"`
}

// tidy turns values into plain JSON, with figures to twelve digits.
func tidy(v any) any {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) {
			return nil
		}
		f, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
		return f + 0
	case []float64:
		out := []any{}
		for _, x := range v {
			out = append(out, tidy(x))
		}
		return out
	case map[string]any:
		for key := range v {
			v[key] = tidy(v[key])
		}
		return v
	case []any:
		for i := range v {
			v[i] = tidy(v[i])
		}
		return v
	}
	return v
}

type dict = map[string]any

// plainly is a problem as the browser holds it: payoffs by issue, party, option.
func plainly(p *Problem) dict {
	var r []float64
	for _, party := range p.Parties {
		r = append(r, party.Reservation)
	}
	issues := []any{}
	for _, is := range p.Issues {
		rows := []any{}
		for _, row := range is.Payoffs {
			rows = append(rows, row)
		}
		issues = append(issues, rows)
	}
	return dict{"walk_away": r, "issues": issues}
}

// sharedCases are made of the exercises and of random problems full of ties.
func sharedCases(t *testing.T) (cases []shared) {
	add := func(name, fn string, in, want any) {
		cases = append(cases, shared{name, fn, tidy(in), tidy(want)})
	}
	problems := []*Problem{eight(t), twoIssue(), multi(read(t, "exercises.json").at("multiparty"))}
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 12))
		problems = append(problems, random(rng, 2+rng.IntN(2)))
	}
	for x, p := range problems {
		rng := rand.New(rand.NewPCG(uint64(x), 13))
		for y := range 3 {
			o := Outcome{}
			for _, is := range p.Issues {
				o = append(o, rng.IntN(len(is.Options)))
			}
			name := fmt.Sprintf("problem %d, deal %d", x+1, y+1)
			u := p.Utilities(o)
			add(name, "evaluate", dict{"problem": plainly(p), "deal": o}, dict{"u": u, "acceptable": p.Acceptable(u), "in_favour": p.InFavour(u)})
			swaps := []any{}
			for _, s := range p.Swaps(o) {
				changes := []any{}
				for _, c := range s.Changes {
					changes = append(changes, []int{c.Issue, c.Option})
				}
				swaps = append(swaps, dict{"changes": changes, "gain": s.Gain})
			}
			add(name, "swaps", dict{"problem": plainly(p), "deal": o}, swaps)
			all, roll := p.Integrative(o), p.Logrolling(o)
			add(name, "indices", dict{"problem": plainly(p), "deal": o}, dict{"integrative": []float64{all.J, all.Min, all.Comp, all.Max, all.FromWorst, all.FromComp}, "logrolling": []float64{roll.FromWorst, roll.FromComp}})
		}
		kinds := []string{}
		for k := range p.Issues {
			kinds = append(kinds, string(p.Issues[k].Kind()))
		}
		add(fmt.Sprintf("problem %d", x+1), "kinds", dict{"problem": plainly(p)}, kinds)
	}
	return append(cases, sharedPackages(t, problems)...)
}

// sharedPackages and what belongs to the table: offers, concessions, prices.
func sharedPackages(t *testing.T, problems []*Problem) (cases []shared) {
	add := func(name, fn string, in, want any) {
		cases = append(cases, shared{name, fn, tidy(in), tidy(want)})
	}
	for x, p := range problems {
		if len(p.Parties) != 2 {
			continue
		}
		best, worst := p.Best(), p.Worst()
		rule := PackageRule{Proposer: x % 2, Tolerance: .1, Slack: .4, Offers: 2 + x%3}
		rule.Target = worst[rule.Proposer] + .6*(best[rule.Proposer]-worst[rule.Proposer])
		if x == 0 {
			rule = PackageRule{Target: 13800, Slack: 2000, Offers: 3}
		}
		in := dict{"problem": plainly(p), "proposer": rule.Proposer, "target": rule.Target, "tolerance": rule.Tolerance, "slack": rule.Slack, "offers": rule.Offers}
		got, err := p.Packages(rule)
		var want any
		if err == nil {
			offers := []any{}
			for _, o := range got.Offers {
				offers = append(offers, o.Outcome)
			}
			want = dict{"offers": offers, "candidates": got.Candidates, "within": got.Within, "best_other": got.BestOther, "hamming": got.Hamming}
		}
		add(fmt.Sprintf("packages %d", x+1), "packages", in, want)
	}
	rng := rand.New(rand.NewPCG(14, 14))
	for x := range 6 {
		offers, own := []XY{{.9, .1}}, []float64{.9}
		list := []any{[]float64{.9, .1}}
		for range 5 {
			last := offers[len(offers)-1]
			next := XY{last.A + float64(rng.IntN(3)-1)/10, last.B + float64(rng.IntN(3)-1)/10}
			offers, own, list = append(offers, next), append(own, next.A), append(list, []float64{next.A, next.B})
		}
		steps := StepsOf(offers)
		c := ConcessionsOf(own)
		add(fmt.Sprintf("offers %d", x+1), "steps", dict{"offers": list}, dict{"steps": steps, "sensitivity": Sensitivity(steps)})
		add(fmt.Sprintf("offers %d", x+1), "concessions", dict{"own": own}, dict{"each": c.Each, "total": c.Total, "largest": c.Largest, "reversals": c.Reversals})
	}
	for _, z := range []struct{ seller, buyer, price float64 }{{60000, 80000, 72000}, {60000, 80000, 85000}, {100, 90, 95}, {50, 50, 50}} {
		zone := Zone{z.seller, z.buyer}
		add(fmt.Sprintf("zone %g to %g", z.seller, z.buyer), "zone", dict{"seller": z.seller, "buyer": z.buyer, "price": z.price},
			dict{"width": zone.Width(), "gap": zone.Gap(), "open": zone.Open(), "holds": zone.Holds(z.price), "seller_share": zone.SellerShare(z.price)})
	}
	for _, beta := range []float64{.2, 1, 4} {
		c := Tactic{K: .05, Beta: beta, Min: 400, Max: 1000, Deadline: 8}
		targets := []float64{}
		for i := range 10 {
			targets = append(targets, c.Target(float64(i)))
		}
		add(fmt.Sprintf("beta %g", beta), "tactic", dict{"k": c.K, "beta": c.Beta, "min": c.Min, "max": c.Max, "deadline": c.Deadline}, targets)
	}
	p := Perceive([]float64{1200, 4000, 1600}, []float64{1200, 1600, 4000}, []float64{1200, 3000, 2000})
	add("perception", "perceive", dict{"own": []float64{1200, 4000, 1600}, "other": []float64{1200, 1600, 4000}, "estimate": []float64{1200, 3000, 2000}},
		dict{"error": p.Error, "fixed_pie": p.FixedPie, "share": p.Share})
	return cases
}

// TestShared holds testdata/vectors.json, which the browser's code is tested
// with, to what the functions here return. PARLEY_UPDATE=1 writes it anew.
func TestShared(t *testing.T) {
	const file = "testdata/vectors.json"
	var b bytes.Buffer
	b.WriteString("{\"v\": 1, \"cases\": [\n")
	cases := sharedCases(t)
	for i, c := range cases {
		line, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		if i < len(cases)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]}\n")
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s is not what the functions return (%v); look why, or run make update", file, err)
	}
}
