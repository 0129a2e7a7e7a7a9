package bargain_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	. "github.com/parley-kit/parley/site/bargain"
)

// TestWeights turns points into weights and back, and a reservation value with
// them: where the worst option is not 0, points and utilities are not in
// proportion.
func TestWeights(t *testing.T) {
	p := &Problem{
		Parties: []Party{{Name: "A", Reservation: 40}, {Name: "B"}},
		Issues: []Issue{
			{"x", []string{"1", "2"}, [][]float64{{10, 40}, {0, 0}}},
			{"y", []string{"1", "2", "3"}, [][]float64{{5, 15, 10}, {0, 0, 0}}},
			{"z", []string{"1"}, [][]float64{{7}, {0}}},
		},
	}
	w, err := p.ToWeights(0)
	if err != nil {
		t.Fatal(err)
	}
	sameAll(t, "weights", w.Weight, []float64{.75, .25, 0})
	rows, err := w.Payoffs(1e-9)
	if err != nil {
		t.Fatal(err)
	}
	for o := range p.All() {
		var u float64
		for k, j := range o {
			u += rows[k][j]
		}
		same(t, "points", w.Points(u), p.Utility(0, o))
		same(t, "utility", w.Utility(p.Utility(0, o)), u)
	}
	same(t, "reservation value", w.Utility(40), .45)
	if _, err := p.ToWeights(1); err == nil {
		t.Error("one who does not care has weights")
	}
	w.Weight[0] += 5e-5
	if _, err := w.Payoffs(1e-6); err == nil {
		t.Error("weights that sum to 1.00005 are 1 within a millionth")
	}
	if _, err := w.Payoffs(1e-3); err != nil {
		t.Error(err)
	}
}

// TestWith holds what is reckoned again to what is reckoned anew.
func TestWith(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 9))
		p := random(rng, 2+rng.IntN(2))
		var r []float64
		q := &Problem{Parties: slices.Clone(p.Parties), Issues: p.Issues}
		for i := range q.Parties {
			r = append(r, float64(rng.IntN(12))/10)
			q.Parties[i].Reservation = r[i]
		}
		a := analyze(t, p)
		got, err := a.With(r)
		if err != nil {
			t.Fatal(err)
		}
		want := analyze(t, q)
		equalTo(t, "acceptable", got.Rational, want.Rational)
		equalTo(t, "ideal", got.Ideal, want.Ideal)
		equalTo(t, "solutions", got.Solutions(), want.Solutions())
		equalTo(t, "the problem it came from", a.Problem.Parties, p.Parties)
	}
}

// TestCorrelation holds the short way to the long one.
func TestCorrelation(t *testing.T) {
	for seed := range uint64(100) {
		p := random(rand.New(rand.NewPCG(seed, 10)), 2)
		var n, ma, mb, ab, aa, bb float64
		for _, u := range p.All() {
			n, ma, mb = n+1, ma+u[0], mb+u[1]
		}
		ma, mb = ma/n, mb/n
		for _, u := range p.All() {
			ab, aa, bb = ab+(u[0]-ma)*(u[1]-mb), aa+(u[0]-ma)*(u[0]-ma), bb+(u[1]-mb)*(u[1]-mb)
		}
		got := analyze(t, p).Correlation
		if aa < 1e-20 || bb < 1e-20 {
			equalTo(t, "nobody cares", math.IsNaN(got), true)
			continue
		}
		same(t, "correlation", got, ab/math.Sqrt(aa*bb))
	}
}

// TestOpposition: nearest to all, on the scale that each party's Full says. The
// case with utilities above Full is the one where a deal that is not efficient is
// the nearest.
func TestOpposition(t *testing.T) {
	p := points([][]float64{{1, 0}, {.5, .5}, {0, 1}}, nil)
	same(t, "one pie", analyze(t, p).Opposition, math.Sqrt2/2)
	p = points([][]float64{{30, 0}, {15, 8}, {0, 10}}, nil)
	same(t, "points", analyze(t, p).Opposition, math.Hypot(.5, .2))
	p = points([][]float64{{1.4, 1.4}, {1, .9}}, nil)
	p.Parties[0].Full, p.Parties[1].Full = 1, 1
	same(t, "beyond", analyze(t, p).Opposition, .1)
	p = points([][]float64{{-1, 2}, {0, 1}}, nil)
	equalTo(t, "a best outcome of 0", math.IsNaN(analyze(t, p).Opposition), true)
}

// TestToFrontier measures each party's distance in parts of its own range, so that
// the larger numbers of one do not drown the other's.
func TestToFrontier(t *testing.T) {
	p := points([][]float64{{1000, 0}, {500, 1}, {0, 2}, {400, .8}, {0, 0}}, nil)
	q, err := analyze(t, p).Quality(Outcome{3})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "distance", q.ToFrontier, math.Hypot(.1, .1))
}

// TestSwaps finds the trade that two compromises miss, in words of the exercise.
func TestSwaps(t *testing.T) {
	p := twoIssue()
	swaps := p.Swaps(Outcome{2, 2})
	if len(swaps) == 0 {
		t.Fatal("no swaps")
	}
	equalTo(t, "the first swap", swaps[0].Changes, []Change{{0, 0}, {1, 4}})
	sameAll(t, "gain", swaps[0].Gain, []float64{1500, 1500})
	for _, s := range swaps {
		for _, g := range s.Gain {
			equalTo(t, "nobody loses", g >= 0, true)
		}
	}
	equalTo(t, "of the best deal", len(p.Swaps(Outcome{0, 4})), 0)
	// A pair of changes of which one alone gives as much is no news.
	p.Issues = append(p.Issues, Issue{"idle", []string{"1", "2"}, [][]float64{{0, 0}, {0, 0}}}, Issue{"both", []string{"1", "2"}, [][]float64{{0, 9}, {0, 9}}})
	swaps = p.Swaps(Outcome{0, 4, 0, 0})
	equalTo(t, "one change", fmt.Sprint(swaps), "[{[{3 1}] [9 9]}]")
}

// TestCoreNaive compares the simplex method with a search over balanced families,
// which for four players are known (Shapley 1967), on random games.
func TestCoreNaive(t *testing.T) {
	// The minimal balanced families of four players up to their names: coalitions
	// as bits, and their weights.
	families := []struct {
		sets    []int
		weights []float64
	}{
		{[]int{0b0001, 0b1110}, []float64{1, 1}},
		{[]int{0b0011, 0b1100}, []float64{1, 1}},
		{[]int{0b0011, 0b0100, 0b1000}, []float64{1, 1, 1}},
		{[]int{1, 2, 4, 8}, []float64{1, 1, 1, 1}},
		{[]int{0b0111, 0b1011, 0b1100}, []float64{.5, .5, .5}},
		{[]int{0b0011, 0b0101, 0b0110, 0b1000}, []float64{.5, .5, .5, 1}},
		{[]int{0b0111, 0b1001, 0b1010, 0b0100}, []float64{.5, .5, .5, .5}},
		{[]int{0b0111, 0b1011, 0b1101, 0b1110}, []float64{1. / 3, 1. / 3, 1. / 3, 1. / 3}},
		{[]int{0b0111, 0b1001, 0b1010, 0b1100}, []float64{2. / 3, 1. / 3, 1. / 3, 1. / 3}},
	}
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 11))
		g := Game{Players: []string{"A", "B", "C", "D"}, Value: make([]float64, 16)}
		for s := 1; s < 16; s++ {
			g.Value[s] = float64(rng.IntN(100))
		}
		want := math.Inf(-1)
		for _, f := range families {
			for _, order := range permutations(4) {
				var sum float64
				for x, s := range f.sets {
					renamed := 0
					for i, j := range order {
						if s>>i&1 == 1 {
							renamed |= 1 << j
						}
					}
					sum += f.weights[x] * g.Value[renamed]
				}
				want = max(want, sum)
			}
		}
		c := g.Core()
		same(t, fmt.Sprintf("seed %d", seed), c.Needed, want)
		equalTo(t, "empty", c.Empty, want > g.Value[15])
		if !c.Empty {
			equalTo(t, "the division is in the core", g.InCore(c.Division), true)
		}
		same(t, "the Shapley value divides all", g.Excess(15, g.Shapley()), 0)
	}
}

func permutations(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var out [][]int
	for _, p := range permutations(n - 1) {
		for at := range n {
			out = append(out, slices.Insert(slices.Clone(p), at, n-1))
		}
	}
	return out
}

// TestTree covers what the vectors do not: stages, choices, risk of a cost, and
// trees that make no sense.
func TestTree(t *testing.T) {
	sue := Node{Name: "sue", Value: -10, Branches: []Branch{
		{.5, Node{Name: "won", Choice: true, Branches: []Branch{
			{0, Node{Value: 80}}, {0, Lottery([2]float64{.5, 200}, [2]float64{.5, 0})},
		}}},
		{.5, Node{Value: 0}},
	}}
	if err := sue.Check(); err != nil {
		t.Fatal(err)
	}
	same(t, "expected", sue.Expected(), 40)
	// With little tolerance of risk the sure 80 is better than 200 or nothing.
	same(t, "certain", sue.Certain(10), -10-10*math.Log(.5*math.Exp(-8)+.5))
	lo, hi := sue.Range()
	sameAll(t, "range", []float64{lo, hi}, []float64{-10, 190})
	cost := Lottery([2]float64{.5, 0}, [2]float64{.5, 100})
	same(t, "a risky cost", cost.Certain(-50), 50*math.Log(.5+.5*math.Exp(2)))
	same(t, "no overflow", Lottery([2]float64{.5, 1e6}, [2]float64{.5, -1e6}).Certain(1), -1e6+math.Ln2)
	equalTo(t, "no tolerance", math.IsNaN(cost.Certain(0)), true)
	deep := Node{}
	for range 300 {
		deep = Node{Branches: []Branch{{1, deep}}}
	}
	for name, n := range map[string]Node{
		"sum": Lottery([2]float64{.5, 1}, [2]float64{.4, 1}), "negative": Lottery([2]float64{-.5, 1}, [2]float64{1.5, 1}),
		"NaN": Lottery([2]float64{math.NaN(), 1}), "value": {Value: math.Inf(1)}, "deep": deep,
	} {
		if n.Check() == nil {
			t.Errorf("%s makes sense", name)
		}
	}
	for _, offer := range []float64{-1, 101} {
		if _, err := cost.BreakEven(0, offer); !errors.Is(err, ErrNoBreakEven) {
			t.Errorf("an offer of %v: %v", offer, err)
		}
	}
	bars, base := Tornado([]Factor{{"p", .4, .5, .6}, {"award", 0, 100, 400}, {"cost", 5, 10, 15}},
		func(v []float64) float64 { return v[0]*v[1] - v[2] })
	same(t, "base", base, 40)
	equalTo(t, "tornado", fmt.Sprint(bars), "[{award -10 190 200} {p 30 50 20} {cost 45 35 10}]")
}

// TestContinuous covers frontiers with corners, and rays that pass them by.
func TestContinuous(t *testing.T) {
	bent := []XY{{0, 10}, {6, 8}, {10, 0}}
	c, err := SolveContinuous(bent, XY{})
	if err != nil {
		t.Fatal(err)
	}
	equalTo(t, "Nash at a corner", c.Nash, XY{6, 8})
	same(t, "egalitarian", c.Egalitarian.A, c.Egalitarian.B)
	same(t, "KS", c.KalaiSmorodinsky.A/c.Ideal.A, c.KalaiSmorodinsky.B/c.Ideal.B)
	equalTo(t, "utilitarian", c.Utilitarian, [2]XY{{6, 8}, {6, 8}})
	c, _ = SolveContinuous([]XY{{0, 10}, {10, 0}}, XY{A: 2, B: 4})
	sameAll(t, "Nash", []float64{c.Nash.A, c.Nash.B}, []float64{4, 6})
	equalTo(t, "a tie", c.Utilitarian, [2]XY{{0, 10}, {10, 0}})
	// Equal gains lie beyond the frontier's end.
	c, _ = SolveContinuous([]XY{{0, 10}, {1, 9}}, XY{})
	equalTo(t, "the end", c.Egalitarian, XY{1, 9})
	if _, err := SolveContinuous(bent, XY{A: 9, B: 9}); !errors.Is(err, ErrNoDeal) {
		t.Error(err)
	}
	for _, bad := range [][]XY{nil, {{0, 1}, {1, 1}}, {{0, 10}, {5, 1}, {6, .9}}} {
		if _, err := SolveContinuous(bad, XY{}); !errors.Is(err, ErrNotFrontier) {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

// TestSmall covers single formulas that the vectors leave out.
func TestSmall(t *testing.T) {
	same(t, "seller", SellerReservation(100, 5, -3), 92)
	same(t, "buyer", BuyerReservation(100, 5, 3), 108)
	same(t, "own views", Litigation(View{.5, 100, 10}, View{.4, 200, 20}).Width(), 60)
	for _, c := range [][4]float64{{.8, .5, 1, .4}, {.8, .5, 0, .8}, {.8, 0, 1, .8}, {.8, -1, 1, .8}, {.8, 1.5, 1, .8}} {
		same(t, "discount", TimeDiscount(c[0], c[1], c[2]), c[3])
	}
	same(t, "target after the deadline", Tactic{K: .1, Beta: 1, Min: 2, Max: 4, Deadline: 10}.Target(11), 2)
	equalTo(t, "no negatives", math.IsNaN(Sensitivity([]Step{Nice})), true)
	if _, ok := DanceOf(nil, []float64{1}); ok {
		t.Error("a dance alone")
	}
	held, total := Suppress([]int{1, 1, 30, 6}, 5)
	equalTo(t, "two small ones are known by their sum", fmt.Sprint(held, total), "[true true false true] true")
	held, total = Suppress([]int{3, 0}, 5)
	equalTo(t, "nobody to hide among", fmt.Sprint(held, total), "[true false] false")
	held, total = Suppress([]int{5, 9}, 5)
	equalTo(t, "nothing to hide", fmt.Sprint(held, total), "[false false] true")
	equalTo(t, "no estimates", math.IsNaN(Calibrate(nil).Bias), true)
	two := Votes{Veto: []int{1}, Need: 2}
	equalTo(t, "votes", fmt.Sprint(two.Passes(0b010), two.Passes(0b101), two.Passes(0b110)), "false false true")
}

// TestCheck holds what problems are refused, and that nothing panics on them.
func TestCheck(t *testing.T) {
	good := points([][]float64{{1, 0}, {0, 1}}, nil)
	for name, c := range map[string]struct {
		change func(p *Problem)
		want   string
	}{
		"one party":   {func(p *Problem) { p.Parties = p.Parties[:1] }, "1 parties"},
		"no issue":    {func(p *Problem) { p.Issues = nil }, "no issue"},
		"no options":  {func(p *Problem) { p.Issues[0].Options = nil }, "no options"},
		"same names":  {func(p *Problem) { p.Parties[1].Name = "A" }, `two parties are called "A"`},
		"NaN":         {func(p *Problem) { p.Issues[0].Payoffs[0][1] = math.NaN() }, "not a number"},
		"infinite":    {func(p *Problem) { p.Parties[0].Reservation = math.Inf(-1) }, "not a number"},
		"a row short": {func(p *Problem) { p.Issues[0].Payoffs = p.Issues[0].Payoffs[:1] }, "for 1 parties"},
		"a cell":      {func(p *Problem) { p.Issues[0].Payoffs[1] = p.Issues[0].Payoffs[1][:1] }, "2 options, and 1 payoffs"},
	} {
		p := points([][]float64{{1, 0}, {0, 1}}, nil)
		c.change(p)
		if _, err := Analyze(p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	a := analyze(t, good)
	for _, r := range []float64{-1, 0, 1, 2} { // below, at and above all outcomes
		b, err := a.With([]float64{r, r})
		if err != nil {
			t.Error(err)
		}
		equalTo(t, fmt.Sprint("deals at ", r), b.Rational, map[float64]int64{-1: 2, 0: 2, 1: 0, 2: 0}[r])
	}
	equalTo(t, "valid", good.Valid(Outcome{1}), true)
	for _, o := range []Outcome{nil, {2}, {-1}, {0, 0}} {
		equalTo(t, fmt.Sprint(o), good.Valid(o), false)
	}
}
