package bargain_test

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"testing"

	. "github.com/parley-kit/parley/site/bargain"
)

func zopa(t *testing.T, x any) {
	for i, c := range x.([]any) {
		c := object(c.(map[string]any))
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			z := Zone{Seller: c.num("seller_rv"), Buyer: c.num("buyer_rv")}
			equalTo(t, "open", z.Open(), c["zopa"] != nil)
			if c["zopa"] != nil {
				sameAll(t, "zopa", []float64{z.Seller, z.Buyer}, c.nums("zopa"))
			}
			same(t, "width", z.Width(), c.num("width"))
			same(t, "gap", z.Gap(), c.num("gap"))
			if c["price"] == nil {
				return
			}
			seller, buyer := z.Surplus(c.num("price"))
			same(t, "seller_surplus", seller, c.num("seller_surplus"))
			same(t, "buyer_surplus", buyer, c.num("buyer_surplus"))
			same(t, "seller_share", z.SellerShare(c.num("price")), c.num("seller_share"))
			equalTo(t, "in_zopa", z.Holds(c.num("price")), c["in_zopa"].(bool))
		})
	}
}

func continuousLinear(t *testing.T, x any) {
	v := object(x.(map[string]any))
	equalTo(t, "frontier", v["frontier"].(string), "uB=1-0.5*uA, 0<=uA<=1")
	r := v.nums("r")
	c, err := SolveContinuous([]XY{{A: 0, B: 1}, {A: 1, B: .5}}, XY{A: r[0], B: r[1]})
	if err != nil {
		t.Fatal(err)
	}
	for key, got := range map[string]XY{"ideal": c.Ideal, "nash": c.Nash, "ks": c.KalaiSmorodinsky, "egalitarian": c.Egalitarian, "utilitarian": c.Utilitarian[0]} {
		sameAll(t, key, []float64{got.A, got.B}, v.nums(key))
	}
	equalTo(t, "one utilitarian point", c.Utilitarian[0], c.Utilitarian[1])
}

func batna(t *testing.T, x any) {
	v := object(x.(map[string]any))
	var pairs [][2]float64
	for _, b := range matrix(v["branches"]) {
		pairs = append(pairs, [2]float64{b[0], b[1]})
	}
	n := Lottery(pairs...)
	if err := n.Check(); err != nil {
		t.Fatal(err)
	}
	cost := v.num("search_cost")
	same(t, "ev", n.Expected(), v.num("ev"))
	net := n
	net.Value = -cost
	same(t, "ev_net", net.Expected(), v.num("ev_net"))
	ce := v.at("certainty_equivalent_exp_utility")
	same(t, "ce", n.Certain(ce.num("R")), ce.num("ce"))
	same(t, "ce_net", net.Certain(ce.num("R")), ce.num("ce_net"))
	same(t, "risk_premium", n.Expected()-n.Certain(ce.num("R")), ce.num("risk_premium"))
	same(t, "half_year_delay_at_8pct", PresentValue(n.Expected(), .08, .5), v.num("half_year_delay_at_8pct"))
	lo, hi := n.Range()
	sameAll(t, "range", []float64{lo, hi}, []float64{v.num("min"), v.num("max")})
	p, err := n.BreakEven(cost, 80000)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "breakeven_p", p, v.num("breakeven_p"))
}

func steps(t *testing.T, x any) {
	v := object(x.(map[string]any))
	var offers []XY
	var own []float64
	for _, o := range matrix(v["offers_by_A"]) {
		offers, own = append(offers, XY{A: o[0], B: o[1]}), append(own, o[0])
	}
	got := StepsOf(offers)
	equalTo(t, "classes", fmt.Sprint(got), fmt.Sprint(v["classes"]))
	same(t, "sensitivity", Sensitivity(got), v.num("sensitivity"))
	c := ConcessionsOf(own)
	sameAll(t, "own_concessions", c.Each, v.nums("own_concessions"))
	same(t, "total", c.Total, v.num("total"))
	same(t, "largest", c.Largest, v.num("largest"))
	same(t, "reversals", float64(c.Reversals), v.num("reversals"))
	for _, row := range v.list("truth_table") {
		row := object(row.(map[string]any))
		what := fmt.Sprintf("step of %v, %v", row["dA"], row["dB"])
		equalTo(t, what, string(StepOf(row.num("dA"), row.num("dB"), 1e-9)), row["cls"].(string))
	}
}

func timeDependent(t *testing.T, x any) {
	for _, c := range x.([]any) {
		c := object(c.(map[string]any))
		tactic := Tactic{K: c.num("k"), Beta: c.num("beta"), Min: c.num("min"), Max: c.num("max"), Deadline: c.num("T")}
		for i, want := range c.nums("targets") {
			same(t, fmt.Sprintf("beta %v, t %d", c["beta"], i), tactic.Target(float64(i)), want)
		}
	}
}

func priceDance(t *testing.T, x any) {
	v := object(x.(map[string]any))
	d, ok := DanceOf(v.nums("seller"), v.nums("buyer"))
	if !ok {
		t.Fatal("no dance")
	}
	same(t, "midpoint_first_offers", d.FirstMidpoint, v.num("midpoint_first_offers"))
	same(t, "predicted_by_midpoint", d.FirstMidpoint, v.num("predicted_by_midpoint"))
	same(t, "deviation", v.num("agreed")-d.FirstMidpoint, v.num("deviation"))
	sameAll(t, "seller_concessions", d.Seller.Each, v.nums("seller_concessions"))
	sameAll(t, "buyer_concessions", d.Buyer.Each, v.nums("buyer_concessions"))
	sameAll(t, "seller_ratios", d.Seller.Ratios(), v.nums("seller_ratios"))
	sameAll(t, "buyer_ratios", d.Buyer.Ratios(), v.nums("buyer_ratios"))
	sameAll(t, "reciprocity", d.Reciprocity, v.nums("reciprocity"))
	same(t, "last_gap", d.LastGap, v.num("last_gap"))
	same(t, "last_midpoint", d.LastMidpoint, v.num("last_midpoint"))
}

// twoIssue is the warm-up: an issue that matters to A, one that matters to B.
func twoIssue() *Problem {
	names := []string{"1", "2", "3", "4", "5"}
	return &Problem{
		Parties: []Party{{Name: "A"}, {Name: "B"}},
		Issues: []Issue{
			{"X", names, [][]float64{{4000, 3000, 2000, 1000, 0}, {0, 250, 500, 750, 1000}}},
			{"Y", names, [][]float64{{1000, 750, 500, 250, 0}, {0, 1000, 2000, 3000, 4000}}},
		},
	}
}

func logrolling(t *testing.T, x any) {
	v := object(x.(map[string]any))
	example := v.at("example")
	// A has three quarters of X, option 2, and a quarter of Y, option 4.
	equalTo(t, "shares", []any{example["A_gets_X_share"], example["A_gets_Y_share"]}, []any{.75, .25})
	i := twoIssue().Integrative(Outcome{1, 3})
	same(t, "joint_compromise", i.Comp, v.num("joint_compromise"))
	same(t, "joint_max", i.Max, v.num("joint_max"))
	same(t, "joint_min", i.Min, v.num("joint_min"))
	same(t, "joint", i.J, example.num("joint"))
	same(t, "index", i.FromComp, example.num("index"))
	same(t, "index from the worst", i.FromWorst, .75)
}

func meso(t *testing.T, x any) {
	v := object(x.(map[string]any))
	p := eight(t)
	rule := PackageRule{Target: v.num("own_value"), Slack: 2000, Offers: 3}
	got, err := p.Packages(rule)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "candidates_same_own_value", float64(got.Candidates), v.num("candidates_same_own_value"))
	same(t, "best_for_other", got.BestOther, v.num("best_for_other"))
	equalTo(t, "within slack", got.Within, 22)
	same(t, "hamming_sum", float64(got.Hamming), v.num("hamming_sum"))
	for i, want := range v.list("chosen") {
		want := object(want.(map[string]any))
		equalTo(t, "options", fmt.Sprint(got.Offers[i].Outcome), fmt.Sprint(want.nums("options")))
		same(t, "uA", got.Offers[i].Own, want.num("uA"))
		same(t, "uB", got.Offers[i].Other, want.num("uB"))
		same(t, "cost", got.Offers[i].Cost, got.BestOther-want.num("uB"))
	}
	small := additive(t, read(t, "test_vectors.json").at("additive3"))
	if _, err := small.Packages(PackageRule{Target: .65, Tolerance: .05, Offers: 2}); !errors.Is(err, ErrFewPackages) {
		t.Errorf("additive3: %v, want %v", err, ErrFewPackages)
	}
}

func contingent(t *testing.T, x any) {
	v := object(x.(map[string]any))
	c := Contingent{Fixed: v.num("fixed"), Bonus: v.num("bonus"), Seller: v.num("p_seller"), Buyer: v.num("p_buyer")}
	seller, buyer := c.Expected()
	same(t, "seller_ev", seller, v.num("seller_ev"))
	same(t, "buyer_cost_ev", buyer, v.num("buyer_cost_ev"))
	same(t, "joint_perceived_gain", c.Gain(), v.num("joint_perceived_gain"))
	mid := v.at("perceived_gain_vs_fixed_at_mid")
	same(t, "fixed_equiv", c.FixedEquivalent(), mid.num("fixed_equiv"))
	seller, buyer = c.Against(c.FixedEquivalent())
	same(t, "seller", seller, mid.num("seller"))
	same(t, "buyer", buyer, mid.num("buyer"))
}

func brier(t *testing.T, x any) {
	v := object(x.(map[string]any))
	var all []Forecast
	for i, p := range v.nums("p") {
		all = append(all, Forecast{p, v.nums("outcome")[i] == 1})
	}
	same(t, "brier", Brier(all), v.num("brier"))
	same(t, "base_rate_brier", BaseBrier(all), v.num("base_rate_brier"))
}

func estimates(t *testing.T, x any) {
	v := object(x.(map[string]any))
	var all []Estimate
	for i, e := range v.list("intervals") {
		e := object(e.(map[string]any))
		all = append(all, Estimate{Low: e.num("lo"), Point: e.num("point"), High: e.num("hi"), Actual: e.num("actual")})
		same(t, "errors", Calibrate(all[i:]).Bias, v.nums("errors")[i])
	}
	c := Calibrate(all)
	same(t, "coverage", c.HitRate, v.num("coverage"))
	same(t, "bias", c.Bias, v.num("bias"))
	same(t, "mae", c.MAE, v.num("mae"))
	same(t, "mape", c.MAPE, v.num("mape"))
	equalTo(t, "a verdict on four", c.Judged, false)
}

func fixedPie(t *testing.T, x any) {
	v := object(x.(map[string]any))
	p := Perceive(v.nums("own"), v.nums("true_other"), v.nums("estimate"))
	same(t, "error", p.Error, v.num("error"))
	same(t, "fixed_pie_error", p.FixedPie, v.num("fixed_pie_error"))
	same(t, "share_of_fixed_pie", p.Share, v.num("share_of_fixed_pie"))
	same(t, "perfect", Perceive(v.nums("own"), v.nums("true_other"), v.nums("true_other")).Error, v.num("perfect"))
}

func svo(t *testing.T, x any) {
	v := object(x.(map[string]any))
	same(t, "angle", SVO(v.num("mean_self"), v.num("mean_other")), v.num("angle"))
	for name, band := range v.at("bands") {
		var lo, hi float64
		switch band := band.(string); name {
		case "altruist":
			fmt.Sscanf(band, ">%g", &lo)
			hi = 180
		case "competitive":
			fmt.Sscanf(band, "<%g", &hi)
			lo = -180
		default:
			fmt.Sscanf(band, "%g..%g", &lo, &hi)
		}
		equalTo(t, band.(string), Orientation(lo+.01), name)
		equalTo(t, band.(string), Orientation(hi-.01), name)
	}
}

// game reads a coalition's values, keyed by the letters of its players.
func game(v object) Game {
	g := Game{Players: []string{"A", "B", "C"}, Value: make([]float64, 8)}
	for key := range v {
		s := 0
		for _, letter := range key {
			s |= 1 << (letter - 'A')
		}
		g.Value[s] = v.num(key)
	}
	return g
}

func coalition3(t *testing.T, x any) {
	v := object(x.(map[string]any))
	g := game(v.at("v"))
	for i, phi := range g.Shapley() {
		same(t, "shapley "+g.Players[i], phi, v.at("shapley").num(g.Players[i]))
	}
	c := g.Core()
	equalTo(t, "core_empty", c.Empty, v["core_empty"].(bool))
	same(t, "min_balanced", c.Needed, v.num("min_balanced"))
}

func suppression(t *testing.T, x any) {
	v := object(x.(map[string]any))
	cells, published := v.at("cells"), v.at("published")
	var names []string
	var counts []int
	for name := range cells {
		names, counts = append(names, name), append(counts, int(cells.num(name)))
	}
	held, total := Suppress(counts, int(v.num("k")))
	equalTo(t, "total", total, true)
	for i, name := range names {
		_, shown := published[name].(float64)
		equalTo(t, name+" held back", held[i], !shown)
	}
}

func fractions(t *testing.T, x any) {
	for key, want := range x.(map[string]any) {
		r, err := strconv.ParseFloat(key, 64)
		if err != nil {
			t.Fatal(err)
		}
		p := eight(t)
		p.Parties[0].Reservation, p.Parties[1].Reservation = r, r
		same(t, key, analyze(t, p).RationalFraction, want.(float64))
	}
	p := eight(t)
	for _, r := range []float64{9600, 10800} {
		p.Parties[0].Reservation, p.Parties[1].Reservation = r, r
		a := analyze(t, p)
		for _, s := range a.Solutions()[:3] {
			sameAll(t, fmt.Sprintf("%s at %v", s.Name, r), s.Points[0].U, []float64{15000, 15000})
		}
	}
	if !math.IsNaN(Zone{Seller: 1, Buyer: 1}.SellerShare(1)) {
		t.Error("there is a share of no surplus")
	}
}
