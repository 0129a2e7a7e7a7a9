package bargain_test

import (
	"errors"
	"math"
	"testing"

	"github.com/parley-kit/parley/site/bargain"
)

// pair has four deals: (1200, 700), (1500, 400), (300, 1200), (600, 900).
func pair(fees ...bargain.Fee) *bargain.Problem {
	return &bargain.Problem{
		Parties: []bargain.Party{{Name: "Buyer", Reservation: 500}, {Name: "Seller", Reservation: 300}},
		Issues: []bargain.Issue{
			{Name: "Delivery", Options: []string{"2", "8"}, Payoffs: [][]float64{{900, 0}, {0, 500}}},
			{Name: "Warranty", Options: []string{"1", "3"}, Payoffs: [][]float64{{300, 600}, {700, 400}}},
		},
		Fees: fees,
	}
}

func TestFees(t *testing.T) {
	for _, c := range []struct {
		name             string
		fee              bargain.Fee
		most             float64
		ties             int64
		low, high, best  float64
		atBest           float64
		agrees, opposed  bool
		tempting, accept int64
	}{
		{"a share", bargain.Fee{Share: .1}, 150, 1, 1500, 1500, 1500, 150, true, false, 1, 3},
		{"a share above a threshold", bargain.Fee{Share: .1, Above: 900}, 60, 1, 1500, 1500, 1500, 60, true, false, 0, 3},
		{"a threshold too high", bargain.Fee{Share: .1, Above: 1600}, 0, 3, 600, 1500, 1500, 0, false, false, 0, 3},
		{"a flat fee", bargain.Fee{Flat: 200}, 200, 3, 600, 1500, 1500, 200, false, false, 1, 3},
		{"a flat fee of the other", bargain.Fee{Party: 1, Flat: 200}, 200, 3, 400, 900, 900, 200, false, false, 0, 3},
	} {
		got, err := pair(c.fee).Agencies()
		if err != nil || len(got) != 1 {
			t.Fatal(err)
		}
		g := got[0]
		if g.Most != c.most || g.Ties != c.ties || g.Low != c.low || g.High != c.high || g.Best != c.best || g.AtBest != c.atBest ||
			g.Agrees() != c.agrees || g.Opposed() != c.opposed || g.Tempting != c.tempting || g.Acceptable != c.accept {
			t.Errorf("%s: %+v, agrees %t, opposed %t", c.name, g, g.Agrees(), g.Opposed())
		}
	}
}

// TestFeeOfPrice is of an agent whose fee grows with what its side pays.
func TestFeeOfPrice(t *testing.T) {
	p := &bargain.Problem{
		Parties: []bargain.Party{{Name: "Buyer", Reservation: -300}, {Name: "Seller", Reservation: 150}},
		Issues:  []bargain.Issue{{Name: "Price", Options: []string{"100", "200", "300", "400"}, Payoffs: [][]float64{{-100, -200, -300, -400}, {100, 200, 300, 400}}}},
		Fees:    []bargain.Fee{{Share: .03, Price: true}, {Share: .1, Above: -300}},
	}
	got, err := p.Agencies()
	if err != nil {
		t.Fatal(err)
	}
	if g := got[0]; math.Abs(g.Most-9) > 1e-9 || g.High != -300 || g.Best != -200 || g.AtBest != 6 || !g.Opposed() || g.Agrees() || g.Tempting != 1 {
		t.Errorf("a share of the price: %+v", g)
	}
	if g := got[1]; math.Abs(g.Most-10) > 1e-9 || g.Low != -200 || !g.Agrees() || g.Tempting != 0 {
		t.Errorf("a share of what is saved: %+v", g)
	}
}

func TestBadFees(t *testing.T) {
	for _, f := range []bargain.Fee{{Party: 2}, {Party: -1}, {Share: 2}, {Share: -1}, {Share: math.NaN()}, {Flat: -1}, {Flat: math.Inf(1)}, {Above: math.NaN()}} {
		if pair(f).Check() == nil {
			t.Errorf("%+v is taken", f)
		}
	}
	huge := &bargain.Problem{Parties: pair().Parties, Fees: []bargain.Fee{{Flat: 1}}}
	options, zeros := make([]string, 10_000), make([]float64, 10_000)
	huge.Issues = []bargain.Issue{{Name: "a", Options: options, Payoffs: [][]float64{zeros, zeros}}, {Name: "b", Options: options, Payoffs: [][]float64{zeros, zeros}}}
	var large *bargain.TooLarge
	if _, err := huge.Agencies(); !errors.As(err, &large) {
		t.Error(err)
	}
}
