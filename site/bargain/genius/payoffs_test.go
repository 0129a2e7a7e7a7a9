package genius_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/bargain/genius"
)

// The figures that are published for some well-known domains, to the digits that
// are published. The domains are no part of this repository: PARLEY_PAYOFFS names
// the folder that holds them.
func TestPublic(t *testing.T) {
	dir := os.Getenv("PARLEY_PAYOFFS")
	if dir == "" {
		t.Skip("PARLEY_PAYOFFS names no folder with the public domains")
	}
	for _, c := range []struct {
		files        []string
		outcomes     int64
		pareto       int64
		points       int
		nash, kalai  [][2]float64
		sum          float64
		sums         int // how many payoffs have it
		opposition   float64
		sumPrecision float64
	}{
		{[]string{"ItexvsCypress/ItexvsCypress_domain.xml", "ItexvsCypress/ItexvsCypress_Itex.xml", "ItexvsCypress/ItexvsCypress_Cypress.xml"},
			180, 18, 18, [][2]float64{{.721478, .670478}}, [][2]float64{{.721478, .670478}}, 1.3920, 1, .431462, 5e-5},
		{[]string{"Laptop/laptop_domain.xml", "Laptop/laptop_buyer_utility.xml", "Laptop/laptop_seller_utility.xml"},
			27, 4, 4, [][2]float64{{1.000052, .815105}}, [][2]float64{{.874024, .874024}}, 1.8152, 1, .159605, 5e-5},
		{[]string{"Grocery/Grocery_domain.xml", "Grocery/Grocery_domain_sam.xml", "Grocery/Grocery_domain_mary.xml"},
			1600, 7, 7, [][2]float64{{.895, .84}}, [][2]float64{{.895, .84}}, 1.7350, 2, .191377, 5e-5},
		{[]string{"NiceOrDie/NiceOrDie.xml", "NiceOrDie/NiceOrDie1.xml", "NiceOrDie/NiceOrDie2.xml"},
			3, 3, 3, [][2]float64{{1, .16}, {.16, 1}}, [][2]float64{{.299, .299}}, 1.16, 2, .84, 1e-6},
	} {
		t.Run(filepath.Dir(c.files[0]), func(t *testing.T) {
			var files []genius.File
			for _, name := range c.files {
				b, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				files = append(files, genius.File{Name: name, Data: b})
			}
			n, err := genius.Read(files[0], files[1:]...)
			if err != nil {
				t.Fatal(err)
			}
			a, err := bargain.Analyze(n.Problem)
			if err != nil {
				t.Fatal(err)
			}
			if a.Outcomes != c.outcomes || a.ParetoOutcomes != c.pareto || len(a.Frontier.Points) != c.points {
				t.Errorf("%d outcomes, %d efficient, %d points", a.Outcomes, a.ParetoOutcomes, len(a.Frontier.Points))
			}
			pairs(t, a.Nash, c.nash)
			pairs(t, a.KalaiSmorodinsky, c.kalai)
			if s := a.Utilitarian; math.Abs(s.Value-c.sum) > c.sumPrecision || len(s.Points) != c.sums {
				t.Errorf("largest sum: %.6f of %d payoffs, want %.4f of %d", s.Value, len(s.Points), c.sum, c.sums)
			}
			if math.Abs(a.Opposition-c.opposition) > 1e-6 {
				t.Errorf("opposition: %.6f, want %.6f", a.Opposition, c.opposition)
			}
		})
	}
}

func pairs(t *testing.T, s bargain.Solution, want [][2]float64) {
	t.Helper()
	ok := len(s.Points) == len(want)
	for i := range want {
		ok = ok && math.Abs(s.Points[i].U[0]-want[i][0]) < 1e-6 && math.Abs(s.Points[i].U[1]-want[i][1]) < 1e-6
	}
	if !ok {
		t.Errorf("%s: %v, want %v", s.Name, s.Points, want)
	}
}
