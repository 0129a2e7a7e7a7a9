package bargain_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	. "github.com/parley-kit/parley/site/bargain"
)

// random is a small problem with many ties: payoffs are tenths, which do not add
// up exactly.
func random(rng *rand.Rand, parties int) *Problem {
	p := &Problem{}
	for i := range parties {
		p.Parties = append(p.Parties, Party{Name: fmt.Sprint("p", i), Reservation: float64(rng.IntN(12)) / 10})
	}
	for k := range 1 + rng.IntN(4) {
		is := Issue{Name: fmt.Sprint("i", k)}
		for j := range 1 + rng.IntN(4) {
			is.Options = append(is.Options, fmt.Sprint(j))
		}
		for range parties {
			var row []float64
			for range is.Options {
				row = append(row, float64(rng.IntN(9)-1)/10)
			}
			is.Payoffs = append(is.Payoffs, row)
		}
		p.Issues = append(p.Issues, is)
	}
	return p
}

// deal is an outcome in whole tenths, with which the naive reckoning is exact.
type deal struct {
	o Outcome
	u []int
}

func deals(p *Problem) (all []deal) {
	for o, u := range p.All() {
		d := deal{o: slices.Clone(o)}
		for _, v := range u {
			d.u = append(d.u, int(math.Round(v*10)))
		}
		all = append(all, d)
	}
	return all
}

func dominates(x, y []int) bool {
	more := false
	for i := range x {
		if x[i] < y[i] {
			return false
		}
		more = more || x[i] > y[i]
	}
	return more
}

// naive are the definitions written down without any thought for speed.
type naive struct {
	all, efficient, rational []deal // rational: efficient and acceptable
	acceptable               int64
	r                        []int
}

func naively(p *Problem) naive {
	n := naive{all: deals(p)}
	for _, party := range p.Parties {
		n.r = append(n.r, int(math.Round(party.Reservation*10)))
	}
	for _, d := range n.all {
		ok := !slices.ContainsFunc(n.parties(), func(i int) bool { return d.u[i] < n.r[i] })
		if ok {
			n.acceptable++
		}
		if !slices.ContainsFunc(n.all, func(e deal) bool { return dominates(e.u, d.u) }) {
			n.efficient = append(n.efficient, d)
			if ok {
				n.rational = append(n.rational, d)
			}
		}
	}
	return n
}

func (n naive) parties() (out []int) {
	for i := range n.r {
		out = append(out, i)
	}
	return out
}

// gains of a deal, sorted, as fractions of what is possible if ideal is given.
func (n naive) gains(d deal, ideal []int) (out []float64) {
	for i, v := range d.u {
		switch {
		case ideal == nil:
			out = append(out, float64(v-n.r[i]))
		case ideal[i] > n.r[i]:
			out = append(out, float64(v-n.r[i])/float64(ideal[i]-n.r[i]))
		}
	}
	slices.Sort(out)
	return out
}

// best keeps the deals of highest rank.
func best(ds []deal, rank func(deal) []float64) (out []string) {
	for _, d := range ds {
		if !slices.ContainsFunc(ds, func(e deal) bool { return slices.Compare(rank(e), rank(d)) > 0 }) {
			out = append(out, fmt.Sprint(d.o))
		}
	}
	slices.Sort(out)
	return out
}

func named(f *Frontier, points []Point) (out []string) {
	for _, q := range points {
		before := len(out)
		for o := range f.Outcomes(q) {
			out = append(out, fmt.Sprint(o))
		}
		if int64(len(out)-before) != q.Outcomes {
			out = append(out, "a wrong number of outcomes")
		}
	}
	slices.Sort(out)
	return out
}

// TestNaive holds what is found fast to the definitions, on random problems.
func TestNaive(t *testing.T) {
	for seed := range uint64(1500) {
		rng := rand.New(rand.NewPCG(seed, 6))
		p := random(rng, 2+rng.IntN(3))
		a, n := analyze(t, p), naively(p)
		equalTo(t, "outcomes", a.Outcomes, int64(len(n.all)))
		equalTo(t, "acceptable", a.Rational, n.acceptable)
		equalTo(t, "efficient", named(a.Frontier, a.Frontier.Points), best(n.efficient, func(deal) []float64 { return nil }))
		var ideal []int
		nash := []string(nil)
		for _, d := range n.rational {
			if ideal == nil {
				ideal = slices.Clone(d.u)
			}
			for i := range ideal {
				ideal[i] = max(ideal[i], d.u[i])
			}
		}
		product := func(d deal) []float64 {
			x := 1
			for i := range d.u {
				x *= d.u[i] - n.r[i]
			}
			return []float64{float64(x)}
		}
		if slices.ContainsFunc(n.rational, func(d deal) bool { return product(d)[0] > 0 }) {
			nash = best(n.rational, product)
		}
		equalTo(t, "Nash", named(a.Frontier, a.Nash.Points), nash)
		if a.KalaiSmorodinsky.None != NoGain {
			equalTo(t, "KS", named(a.Frontier, a.KalaiSmorodinsky.Points), best(n.rational, func(d deal) []float64 { return n.gains(d, ideal) }))
		}
		equalTo(t, "egalitarian", named(a.Frontier, a.Egalitarian.Points), best(n.rational, func(d deal) []float64 { return n.gains(d, nil) }))
		equalTo(t, "utilitarian", named(a.Frontier, a.Utilitarian.Points), best(n.all, func(d deal) []float64 {
			sum := 0
			for _, v := range d.u {
				sum += v
			}
			return []float64{float64(sum)}
		}))
		naiveQuality(t, a, n, n.all[rng.IntN(len(n.all))])
		if t.Failed() {
			t.Fatalf("seed %d: %+v", seed, p)
		}
	}
}

func naiveQuality(t *testing.T, a *Analysis, n naive, d deal) {
	q, err := a.Quality(d.o)
	if err != nil {
		t.Fatal(err)
	}
	var superior, inferior int64
	left := make([]float64, len(d.u))
	var better []string
	for _, e := range n.all {
		if dominates(e.u, d.u) {
			superior++
			if slices.ContainsFunc(n.efficient, func(f deal) bool { return slices.Equal(f.o, e.o) }) {
				better = append(better, fmt.Sprint(e.o))
			}
		}
		if dominates(d.u, e.u) {
			inferior++
		}
		for i := range left {
			if !slices.ContainsFunc(n.parties(), func(j int) bool { return j != i && e.u[j] < d.u[j] }) {
				left[i] = max(left[i], float64(e.u[i]-d.u[i])/10)
			}
		}
	}
	equalTo(t, "superior", q.Superior, superior)
	equalTo(t, "inferior", q.Inferior, inferior)
	sameAll(t, "value left", q.ValueLeft, left)
	var got []string
	for _, o := range q.Better {
		got = append(got, fmt.Sprint(o))
	}
	slices.Sort(got)
	slices.Sort(better)
	if len(better) <= MaxBetter {
		equalTo(t, "better", got, better)
	}
	for _, s := range a.Problem.Swaps(d.o) {
		e := slices.Clone(d.o)
		for _, c := range s.Changes {
			e[c.Issue] = c.Option
		}
		u := a.Problem.Utilities(e)
		for i := range u {
			same(t, "gain of a swap", u[i]-q.U[i], s.Gain[i])
		}
		if at := slices.IndexFunc(n.all, func(x deal) bool { return slices.Equal(x.o, e) }); !dominates(n.all[at].u, d.u) {
			t.Errorf("%v for %v is no swap", e, d.o)
		}
	}
}

// TestRescaled holds that Nash and Kalai–Smorodinsky do not depend on the scales
// on which the parties count: points, millions, or parts of a millionth.
func TestRescaled(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 7))
		p := random(rng, 2+rng.IntN(2))
		a := analyze(t, p)
		factor := math.Pow(10, float64(rng.IntN(16)-8))
		q := &Problem{Parties: slices.Clone(p.Parties)}
		for i := range q.Parties {
			q.Parties[i].Reservation = q.Parties[i].Reservation*factor + 3*factor
		}
		for k, is := range p.Issues {
			is.Payoffs = slices.Clone(is.Payoffs)
			for i, row := range is.Payoffs {
				is.Payoffs[i] = nil
				for _, v := range row {
					v *= factor
					if k == 0 {
						v += 3 * factor
					}
					is.Payoffs[i] = append(is.Payoffs[i], v)
				}
			}
			q.Issues = append(q.Issues, is)
		}
		b := analyze(t, q)
		equalTo(t, "acceptable", b.Rational, a.Rational)
		equalTo(t, "efficient", named(b.Frontier, b.Frontier.Points), named(a.Frontier, a.Frontier.Points))
		equalTo(t, "Nash", named(b.Frontier, b.Nash.Points), named(a.Frontier, a.Nash.Points))
		equalTo(t, "KS", named(b.Frontier, b.KalaiSmorodinsky.Points), named(a.Frontier, a.KalaiSmorodinsky.Points))
		if t.Failed() {
			t.Fatalf("seed %d, factor %g: %+v", seed, factor, p)
		}
	}
}

// large has the number of issues of five options each that is asked for, with
// payoffs that hardly ever tie.
func large(issues, parties int) *Problem {
	rng := rand.New(rand.NewPCG(uint64(issues), 8))
	p := &Problem{}
	for i := range parties {
		p.Parties = append(p.Parties, Party{Name: fmt.Sprint("p", i), Reservation: .55 * float64(issues)})
	}
	for k := range issues {
		is := Issue{Name: fmt.Sprint("i", k), Options: []string{"a", "b", "c", "d", "e"}}
		for range parties {
			var row []float64
			for range is.Options {
				row = append(row, rng.Float64())
			}
			is.Payoffs = append(is.Payoffs, row)
		}
		p.Issues = append(p.Issues, is)
	}
	return p
}

// TestLarge analyses far more outcomes than anybody could look at.
func TestLarge(t *testing.T) {
	p := large(14, 2) // 6·10^9
	a := analyze(t, p)
	equalTo(t, "outcomes", a.Outcomes, int64(6103515625))
	for _, q := range a.Frontier.Points {
		sameAll(t, "a point of the frontier", p.Utilities(a.Frontier.First(q)), q.U)
	}
	// A deal from which no single change is better for both need not be
	// efficient; one on the frontier is better than none of them.
	for _, q := range a.Frontier.Points[:min(20, len(a.Frontier.Points))] {
		if s := p.Swaps(a.Frontier.First(q)); len(s) > 0 {
			t.Errorf("an efficient deal can be bettered: %v", s)
		}
	}
	for _, p := range []*Problem{large(30, 2), large(12, 8)} {
		_, err := Analyze(p)
		var refused *TooLarge
		if !errors.As(err, &refused) || refused.Outcomes.Cmp(p.Size()) != 0 {
			t.Errorf("%d parties, %v outcomes: %v", len(p.Parties), p.Size(), err)
		} else {
			t.Log(err)
		}
	}
}

func BenchmarkAnalyze(b *testing.B) {
	p := eight(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyze(p); err != nil {
			b.Fatal(err)
		}
		if _, err := p.Density(96, 72); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUntied has as many outcomes, and hardly two that tie.
func BenchmarkUntied(b *testing.B) {
	p := large(8, 2)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyze(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBillions(b *testing.B) {
	p := large(14, 2)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyze(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFourParties(b *testing.B) {
	p := large(8, 4)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyze(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPackages(b *testing.B) {
	p := eight(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Packages(PackageRule{Target: 13800, Slack: 2000, Offers: 4}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEightParties(b *testing.B) {
	p := large(6, 8)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Analyze(p); err != nil {
			b.Fatal(err)
		}
	}
}
