package bargain

import (
	"math"
	"slices"
)

// Solution is what one of the known rules picks. There may be several payoffs,
// and each may belong to several outcomes.
type Solution struct {
	Name       string
	Definition string  // what exactly is meant by the name here
	Value      float64 // of what the definition maximises; of the smallest, where that is a minimum
	Points     []Point // by the first party's utility, the highest first; empty if there is none
	None       string  // why there is none
}

// The definitions. Other programs give the same names to other rules: the
// "Kalai–Smorodinsky" of GENIUS is the efficient point of smallest |uA − uB|, the
// "kalai" of NegMAS is egalitarian, and that of NegoLog the largest sum.
const (
	NashDefinition        = "the efficient and acceptable outcomes with the largest product of the gains over the walk-away values (Nash 1950)"
	KalaiDefinition       = "the efficient and acceptable outcomes with the largest smallest share of the possible gain, (u − r)/(b − r), where b is a party's best acceptable outcome; ties by the next smallest share (Kalai and Smorodinsky 1975, discrete)"
	EgalitarianDefinition = "the efficient and acceptable outcomes with the largest smallest gain, u − r; ties by the next smallest gain; for scales that can be compared (Kalai 1977, equal gains)"
	UtilitarianDefinition = "all outcomes with the largest sum of utilities, acceptable or not; for scales that can be compared"
)

// Why there is no solution.
const (
	NoDeal = "no outcome is acceptable to all"
	NoGain = "no outcome with a gain for all"
)

// solver looks for solutions among the points of a frontier. All of them are
// efficient, and what is efficient among the acceptable outcomes is efficient
// among all.
type solver struct {
	p        *Problem
	eps      []float64
	frontier []Point
	rational []Point   // the acceptable ones
	ideal    []float64 // by party: the best acceptable outcome; nil if none is
}

func newSolver(p *Problem, f *Frontier) *solver {
	s := &solver{p: p, eps: p.tolerance(), frontier: f.Points}
	for _, q := range f.Points {
		if !p.Acceptable(q.U) {
			continue
		}
		s.rational = append(s.rational, q)
		if s.ideal == nil {
			s.ideal = slices.Clone(q.U)
		}
		for i := range s.ideal {
			s.ideal[i] = max(s.ideal[i], q.U[i])
		}
	}
	return s
}

// gain is what a point gives to a party beyond its reservation value, 0 within
// the tolerance.
func (s *solver) gain(q Point, i int) float64 {
	d := q.U[i] - s.p.Parties[i].Reservation
	if d <= s.eps[i] {
		return 0
	}
	return d
}

func (s *solver) nash() Solution {
	sol := Solution{Name: "Nash", Definition: NashDefinition}
	if s.ideal == nil {
		sol.None = NoDeal
		return sol
	}
	// Logarithms: eight gains multiplied can be too small or too large a number.
	logs := make([]float64, len(s.rational))
	best := math.Inf(-1)
	for x, q := range s.rational {
		for i := range q.U {
			logs[x] += math.Log(s.gain(q, i))
		}
		best = max(best, logs[x])
	}
	if math.IsInf(best, -1) {
		sol.None = NoGain
		return sol
	}
	for x, q := range s.rational {
		if logs[x] >= best-equal {
			sol.Points = append(sol.Points, q)
		}
	}
	sol.Value = 1
	for i := range s.ideal {
		sol.Value *= s.gain(sol.Points[0], i)
	}
	return sol
}

func (s *solver) kalaiSmorodinsky() Solution {
	sol := Solution{Name: "Kalai–Smorodinsky", Definition: KalaiDefinition}
	if s.ideal == nil {
		sol.None = NoDeal
		return sol
	}
	var who []int // who can gain anything
	for i := range s.ideal {
		if s.ideal[i]-s.p.Parties[i].Reservation > s.eps[i] {
			who = append(who, i)
		}
	}
	if len(who) == 0 {
		sol.None = NoGain
		return sol
	}
	sol.Points, sol.Value = leximin(s.rational, equal, func(q Point) []float64 {
		var shares []float64
		for _, i := range who {
			shares = append(shares, s.gain(q, i)/(s.ideal[i]-s.p.Parties[i].Reservation))
		}
		return shares
	})
	return sol
}

func (s *solver) egalitarian() Solution {
	sol := Solution{Name: "egalitarian", Definition: EgalitarianDefinition}
	if s.ideal == nil {
		sol.None = NoDeal
		return sol
	}
	sol.Points, sol.Value = leximin(s.rational, slices.Max(s.eps), func(q Point) []float64 {
		var gains []float64
		for i := range q.U {
			gains = append(gains, s.gain(q, i))
		}
		return gains
	})
	return sol
}

func (s *solver) utilitarian() Solution {
	sol := Solution{Name: "utilitarian", Definition: UtilitarianDefinition, Value: math.Inf(-1)}
	var eps float64
	for _, e := range s.eps {
		eps += e
	}
	for _, q := range s.frontier {
		sol.Value = max(sol.Value, total(q.U))
	}
	for _, q := range s.frontier {
		if total(q.U) >= sol.Value-eps {
			sol.Points = append(sol.Points, q)
		}
	}
	return sol
}

// leximin keeps the points whose smallest value is largest; among these, those
// whose second smallest is largest; and so on. value is the largest smallest.
func leximin(points []Point, eps float64, values func(Point) []float64) (best []Point, value float64) {
	sorted := make([][]float64, len(points))
	in := make([]bool, len(points))
	for x, q := range points {
		sorted[x], in[x] = values(q), true
		slices.Sort(sorted[x])
	}
	for rank := range sorted[0] {
		top := math.Inf(-1)
		for x := range points {
			if in[x] {
				top = max(top, sorted[x][rank])
			}
		}
		for x := range points {
			in[x] = in[x] && sorted[x][rank] >= top-eps
		}
		if rank == 0 {
			value = top
		}
	}
	for x, q := range points {
		if in[x] {
			best = append(best, q)
		}
	}
	return best, value
}

func total(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}
