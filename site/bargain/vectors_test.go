package bargain_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	. "github.com/parley-kit/parley/site/bargain"
)

// near is how far a figure may be from the one in the files.
const near = 1e-6

// object is a part of testdata/test_vectors.json or exercises.json.
type object map[string]any

func read(t testing.TB, file string) object {
	t.Helper()
	b, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o object) at(key string) object { return o[key].(map[string]any) }
func (o object) num(key string) float64 {
	return o[key].(float64)
}
func (o object) list(key string) []any { return o[key].([]any) }
func (o object) nums(key string) []float64 {
	return numbers(o[key])
}

func numbers(v any) (out []float64) {
	for _, x := range v.([]any) {
		out = append(out, x.(float64))
	}
	return out
}

func matrix(v any) (out [][]float64) {
	for _, x := range v.([]any) {
		out = append(out, numbers(x))
	}
	return out
}

func words(v any) (out []string) {
	for _, x := range v.([]any) {
		out = append(out, x.(string))
	}
	return out
}

// same fails unless two figures agree; NaN agrees with nothing.
func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= near*max(1, math.Abs(want))) {
		t.Errorf("%s: %.9g, want %.9g", what, got, want)
	}
}

func sameAll(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
		return
	}
	for i := range got {
		same(t, fmt.Sprintf("%s[%d]", what, i), got[i], want[i])
	}
}

func equalTo[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

func analyze(t testing.TB, p *Problem) *Analysis {
	t.Helper()
	a, err := Analyze(p)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestVectors reproduces every figure of test_vectors.json, part by part. A part
// without a test fails.
func TestVectors(t *testing.T) {
	tests := map[string]func(*testing.T, any){
		"zopa": zopa, "additive3": additive3, "edge": edge, "continuous_linear": continuousLinear,
		"batna": batna, "steps": steps, "time_dependent": timeDependent, "price_dance": priceDance,
		"logrolling": logrolling, "meso": meso, "contingent": contingent, "brier": brier,
		"estimates": estimates, "fixed_pie": fixedPie, "svo": svo, "coalition3": coalition3,
		"suppression": suppression, "eight_issue_rational_fraction": fractions,
	}
	for name, v := range read(t, "test_vectors.json") {
		t.Run(name, func(t *testing.T) {
			if tests[name] == nil {
				t.Fatal("no test for this part")
			}
			tests[name](t, v)
		})
	}
}

// TestExercises reproduces every figure of exercises.json.
func TestExercises(t *testing.T) {
	tests := map[string]func(*testing.T, object){
		"eight_issue": eightIssue, "distributive": distributive, "multiparty": multiparty,
		"coalition": coalition, "dispute": dispute,
	}
	for name, v := range read(t, "exercises.json") {
		t.Run(name, func(t *testing.T) {
			if tests[name] == nil {
				t.Fatal("no test for this part")
			}
			tests[name](t, v.(map[string]any))
		})
	}
}

// additive is the problem of test_vectors.json's additive3.
func additive(t *testing.T, v object) *Problem {
	t.Helper()
	p := &Problem{}
	for _, is := range v.list("issues") {
		pair := is.([]any)
		p.Issues = append(p.Issues, Issue{Name: pair[0].(string), Options: words(pair[1])})
	}
	for _, name := range []string{"A", "B"} {
		side := v.at(name)
		p.Parties = append(p.Parties, Party{Name: name, Reservation: side.num("r")})
		rows, err := Weights{Weight: side.nums("w"), Value: matrix(side["v"])}.Payoffs(1e-12)
		if err != nil {
			t.Fatal(err)
		}
		for k := range p.Issues {
			p.Issues[k].Payoffs = append(p.Issues[k].Payoffs, rows[k])
		}
	}
	return p
}

// outcome finds an outcome by its options' names.
func outcome(p *Problem, names []string) Outcome {
	o := Outcome{}
	for k, name := range names {
		o = append(o, slices.Index(p.Issues[k].Options, name))
	}
	return o
}

// efficient lists the efficient outcomes in words, in the order of the options.
func efficient(a *Analysis) map[string][]float64 {
	out := map[string][]float64{}
	for _, q := range a.Frontier.Points {
		for o := range a.Frontier.Outcomes(q) {
			out[fmt.Sprint(a.Problem.Names(o))] = q.U
		}
	}
	return out
}

func additive3(t *testing.T, x any) {
	v := object(x.(map[string]any))
	p := additive(t, v)
	a := analyze(t, p)
	table := v.list("table")
	n := 0
	for o, u := range p.All() {
		row := object(table[n].(map[string]any))
		equalTo(t, "table outcome", p.Names(o), words(row["outcome"]))
		sameAll(t, "table u", u, row.nums("u"))
		sameAll(t, "utilities", p.Utilities(o), row.nums("u"))
		n++
	}
	equalTo(t, "table", n, len(table))
	got := efficient(a)
	for _, row := range v.list("pareto") {
		row := object(row.(map[string]any))
		sameAll(t, "pareto", got[fmt.Sprint(words(row["outcome"]))], row.nums("u"))
	}
	equalTo(t, "pareto", len(got), len(v.list("pareto")))
	same(t, "pareto_count", float64(a.ParetoOutcomes), v.num("pareto_count"))
	same(t, "rational_count", float64(a.Rational), v.num("rational_count"))
	same(t, "rational_fraction", a.RationalFraction, v.num("rational_fraction"))
	sameAll(t, "ideal", a.Ideal, v.nums("ideal"))
	same(t, "opposition", a.Opposition, v.num("opposition"))
	for key, s := range map[string]Solution{"nash": a.Nash, "ks": a.KalaiSmorodinsky, "egalitarian": a.Egalitarian, "utilitarian": a.Utilitarian} {
		want := v.at("solutions").list(key)
		equalTo(t, key, len(s.Points), len(want))
		row := object(want[0].(map[string]any))
		sameAll(t, key, s.Points[0].U, row.nums("u"))
		equalTo(t, key, p.Names(a.Frontier.First(s.Points[0])), words(row["outcome"]))
	}
	for name, names := range map[string][]string{"mid_60d_2y": {"mid", "60d", "2y"}, "low_30d_1y": {"low", "30d", "1y"}, "mid_30d_3y": {"mid", "30d", "3y"}} {
		t.Run(name, func(t *testing.T) { quality(t, a, outcome(p, names), v.at("quality_of_"+name)) })
	}
}

func quality(t *testing.T, a *Analysis, o Outcome, v object) {
	q, err := a.Quality(o)
	if err != nil {
		t.Fatal(err)
	}
	sameAll(t, "u", q.U, v.nums("u"))
	same(t, "n_superior", float64(q.Superior), v.num("n_superior"))
	same(t, "n_inferior", float64(q.Inferior), v.num("n_inferior"))
	same(t, "rank_measure", q.Rank, v.num("rank_measure"))
	same(t, "euclid_to_frontier", q.ToFrontier, v.num("euclid_to_frontier"))
	same(t, "joint", q.Joint, v.num("joint"))
	same(t, "joint_max", q.JointMax, v.num("joint_max"))
	same(t, "joint_share", q.JointShare, v.num("joint_share"))
	sameAll(t, "value_left", q.ValueLeft, []float64{v.num("value_left_A"), v.num("value_left_B")})
	equalTo(t, "dominated_by", len(q.Better), len(v.list("dominated_by")))
	for i, better := range q.Better {
		equalTo(t, "dominated_by", a.Problem.Names(better), words(v.list("dominated_by")[i]))
	}
	if v["surplus"] != nil {
		sameAll(t, "surplus", q.Surplus, v.nums("surplus"))
		same(t, "surplus_share_A", q.SurplusShare[0], v.num("surplus_share_A"))
	}
}

// points is a problem of one issue whose options have the given payoffs.
func points(u [][]float64, r []float64) *Problem {
	p := &Problem{Parties: []Party{{Name: "A"}, {Name: "B"}}, Issues: []Issue{{Name: "deal", Payoffs: make([][]float64, 2)}}}
	for i := range r {
		p.Parties[i].Reservation = r[i]
	}
	for j, x := range u {
		p.Issues[0].Options = append(p.Issues[0].Options, fmt.Sprint(j))
		for i := range x {
			p.Issues[0].Payoffs[i] = append(p.Issues[0].Payoffs[i], x[i])
		}
	}
	return p
}

// indices lists the options of the only issue that some payoffs have.
func indices(a *Analysis, of []Point) []float64 {
	out := []float64{}
	for _, q := range of {
		for o := range a.Frontier.Outcomes(q) {
			out = append(out, float64(o[0]))
		}
	}
	slices.Sort(out)
	return out
}

func edge(t *testing.T, x any) {
	for name, c := range x.(map[string]any) {
		c := object(c.(map[string]any))
		t.Run(name, func(t *testing.T) {
			var r []float64
			if c["r"] != nil {
				r = c.nums("r")
			}
			a := analyze(t, points(matrix(c["points"]), r))
			got := map[string]any{
				"pareto": indices(a, a.Frontier.Points), "pareto_outcomes": indices(a, a.Frontier.Points),
				"distinct_points": len(a.Frontier.Points), "rational": a.Rational,
				"nash": indices(a, a.Nash.Points), "egalitarian": indices(a, a.Egalitarian.Points),
				"utilitarian": indices(a, a.Utilitarian.Points),
			}
			if a.Nash.None == NoDeal {
				got["nash"] = nil
			}
			for key, want := range c {
				switch key {
				case "points", "r", "note":
				default:
					equalTo(t, key, got[key], want)
				}
			}
		})
	}
}
