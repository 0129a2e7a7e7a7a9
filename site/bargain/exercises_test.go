package bargain_test

import (
	"fmt"
	"slices"
	"testing"

	. "github.com/parley-kit/parley/site/bargain"
)

// eight is the exercise of eight issues.
func eight(t testing.TB) *Problem {
	return eightOf(read(t, "exercises.json").at("eight_issue"))
}

func eightOf(v object) *Problem {
	p := &Problem{}
	for i, r := range v.nums("rv") {
		p.Parties = append(p.Parties, Party{Name: string(rune('A' + i)), Reservation: r})
	}
	for _, is := range v.list("issues") {
		is := object(is.(map[string]any))
		issue := Issue{Name: is["name"].(string), Payoffs: [][]float64{is.nums("A"), is.nums("B")}}
		for j := range issue.Payoffs[0] {
			issue.Options = append(issue.Options, fmt.Sprint(j))
		}
		p.Issues = append(p.Issues, issue)
	}
	return p
}

func eightIssue(t *testing.T, v object) {
	p := eightOf(v)
	a := analyze(t, p)
	for k, is := range v.list("issues") {
		want := is.(map[string]any)["type"].(string)
		if want == "integrative" {
			want = string(Tradable)
		}
		equalTo(t, p.Issues[k].Name, string(p.Issues[k].Kind()), want)
	}
	same(t, "outcomes", float64(a.Outcomes), v.num("outcomes"))
	sameAll(t, "max_own", a.Best, v.nums("max_own"))
	same(t, "joint_max", a.JointMax, v.num("joint_max"))
	same(t, "joint_min", a.JointMin, v.num("joint_min"))
	sameAll(t, "midpoint", p.Midpoint(), v.nums("midpoint"))
	same(t, "pareto_outcomes", float64(a.ParetoOutcomes), v.num("pareto_outcomes"))
	same(t, "pareto_points", float64(len(a.Frontier.Points)), v.num("pareto_points"))
	same(t, "rational_fraction", a.RationalFraction, v.num("rational_fraction"))
	sameAll(t, "ideal", a.Ideal, v.nums("ideal"))
	for key, s := range map[string]Solution{"nash": a.Nash, "ks": a.KalaiSmorodinsky, "egal": a.Egalitarian, "util": a.Utilitarian} {
		want := v.at(key)
		same(t, key+" value", s.Value, want.num("value"))
		same(t, key+" distinct", float64(len(s.Points)), want.num("distinct"))
		var ties int64
		found := false
		for _, q := range s.Points {
			ties += q.Outcomes
			for o := range a.Frontier.Outcomes(q) {
				found = found || fmt.Sprint(o) == fmt.Sprint(want.nums("options")) && fmt.Sprint(q.U) == fmt.Sprint(want.nums("u"))
			}
		}
		same(t, key+" ties", float64(ties), want.num("ties"))
		equalTo(t, key+" has the outcome", found, true)
	}
	middle := Outcome{2, 2, 2, 2, 2, 2, 2, 2}
	same(t, "midpoint_joint", p.Integrative(middle).J, v.num("midpoint_joint"))
	same(t, "integrative_index_of_midpoint", p.Integrative(middle).FromWorst, v.num("integrative_index_of_midpoint"))
	roll := p.Logrolling(middle)
	sameAll(t, "logroll", []float64{roll.Comp, roll.Max, roll.Min}, []float64{v.at("logroll").num("comp"), v.at("logroll").num("max"), v.at("logroll").num("min")})
	var compatible []int
	for k := range p.Issues {
		if p.Issues[k].Kind() == Compatible {
			compatible = append(compatible, k)
		}
	}
	same(t, "compatible_max", p.IndexOf(middle, compatible).Max, v.num("compatible_max"))
}

func distributive(t *testing.T, v object) {
	z := Zone{Seller: v.num("seller_rv"), Buyer: v.num("buyer_rv")}
	same(t, "zopa_width", z.Width(), v.num("zopa_width"))
	same(t, "outcomes", float64(z.Prices(v.num("rounding"))), v.num("outcomes"))
	for _, key := range []string{"seller_target", "buyer_target"} {
		equalTo(t, key+" in the zone", z.Holds(v.num(key)), true)
	}
}

func multi(v object) *Problem {
	p := &Problem{}
	for _, name := range words(v["parties"]) {
		p.Parties = append(p.Parties, Party{Name: name, Reservation: v.at("threshold").num(name)})
	}
	for k, is := range v.list("issues") {
		issue := Issue{Name: is.([]any)[0].(string), Options: words(is.([]any)[1])}
		for _, party := range p.Parties {
			issue.Payoffs = append(issue.Payoffs, matrix(v.at("pay")[party.Name])[k])
		}
		p.Issues = append(p.Issues, issue)
	}
	return p
}

func multiparty(t *testing.T, v object) {
	p := multi(v)
	a := analyze(t, p)
	same(t, "outcomes", float64(a.Outcomes), v.num("outcomes"))
	same(t, "unanimous", float64(a.Rational), v.num("unanimous"))
	equalTo(t, "rule", v["rule"].(string), "Developer must agree; 3 of 4 needed")
	winning, unanimous, err := p.Winning(Votes{Veto: []int{0}, Need: 3})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "winning", float64(winning), v.num("winning"))
	same(t, "unanimous", float64(unanimous), v.num("unanimous"))
	i := 0
	for o, u := range p.All() {
		if !p.Acceptable(u) {
			continue
		}
		want := object(v.list("unanimous_list")[i].(map[string]any))
		equalTo(t, "unanimous_list", p.Names(o), words(want["o"]))
		for x, party := range p.Parties {
			same(t, party.Name, u[x], want.at("scores").num(party.Name))
		}
		i++
	}
	equalTo(t, "unanimous_list", i, len(v.list("unanimous_list")))
	same(t, "max_total", a.Utilitarian.Value, v.num("max_total"))
	var names [][]string
	for _, q := range a.Utilitarian.Points {
		for o := range a.Frontier.Outcomes(q) {
			names = append(names, p.Names(o))
		}
	}
	equalTo(t, "max_total_outcome", slices.ContainsFunc(names, func(x []string) bool { return slices.Equal(x, words(v["max_total_outcome"])) }), true)
	for x, party := range p.Parties {
		same(t, "max_scores", a.Best[x], v.at("max_scores").num(party.Name))
	}
}

func coalition(t *testing.T, v object) {
	g := game(v.at("v"))
	if err := g.Check(); err != nil {
		t.Fatal(err)
	}
	phi := g.Shapley()
	var example []float64
	for i, name := range g.Players {
		same(t, "shapley "+name, phi[i], v.at("shapley").num(name))
		example = append(example, v.at("core_example").num(name))
	}
	c := g.Core()
	equalTo(t, "core_nonempty", !c.Empty, v["core_nonempty"].(bool))
	equalTo(t, "core_example", g.InCore(example), true)
	equalTo(t, "the division found", g.InCore(c.Division), true)
	equalTo(t, "who leaves the Shapley division", fmt.Sprint(g.Blocking(phi)), "[3]")
	same(t, "excess of AB", g.Excess(3, phi), 5)
}

func dispute(t *testing.T, v object) {
	var pairs [][2]float64
	for _, d := range matrix(v["damages"]) {
		pairs = append(pairs, [2]float64{d[0], d[1]})
	}
	award := Lottery(pairs...).Expected()
	same(t, "expected_damages", award, v.num("expected_damages"))
	cost := v.nums("legal_costs")
	plaintiff := View{Win: v.num("p_plaintiff_view"), Award: award, Cost: cost[0]}
	defendant := View{Win: v.num("p_defendant_view"), Award: award, Cost: cost[1]}
	z := Litigation(plaintiff, defendant)
	same(t, "plaintiff_rv", z.Seller, v.num("plaintiff_rv"))
	same(t, "defendant_rv", z.Buyer, v.num("defendant_rv"))
	same(t, "zopa", z.Width(), v.num("zopa"))
	same(t, "optimism_gap", OptimismGap(plaintiff, defendant), v.num("optimism_gap"))
	same(t, "zopa_identity", cost[0]+cost[1]-(plaintiff.Win-defendant.Win)*award, v.num("zopa_identity"))
}
