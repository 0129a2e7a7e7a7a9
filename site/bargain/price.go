package bargain

import (
	"fmt"
	"math"
)

// Zone is the range of prices that are acceptable to a seller and a buyer: the
// zone of possible agreement, from the seller's reservation value to the buyer's.
type Zone struct{ Seller, Buyer float64 }

// Width is the buyer's reservation value less the seller's. Negative, it is a
// gap; 0 leaves exactly one price and no surplus.
func (z Zone) Width() float64 { return z.Buyer - z.Seller }

// Gap is what is missing for a deal; 0 if there can be one.
func (z Zone) Gap() float64 { return max(0, z.Seller-z.Buyer) }

// Open tells whether there is an acceptable price.
func (z Zone) Open() bool { return z.Seller <= z.Buyer }

// Holds tells whether a price is acceptable to both.
func (z Zone) Holds(price float64) bool { return z.Seller <= price && price <= z.Buyer }

// Surplus is what a price gives to each beyond its reservation value.
func (z Zone) Surplus(price float64) (seller, buyer float64) {
	return price - z.Seller, z.Buyer - price
}

// SellerShare is the seller's part of the surplus, (price − seller) / width; the
// buyer's is 1 less that. It is not clipped: outside the zone it is below 0 or
// above 1. NaN if the width is not positive.
func (z Zone) SellerShare(price float64) float64 {
	if z.Width() <= 0 {
		return math.NaN()
	}
	return (price - z.Seller) / z.Width()
}

// Prices counts the prices in the zone that are multiples of step away from the
// seller's reservation value; 0 if there is no zone.
func (z Zone) Prices(step float64) int64 {
	if !z.Open() || step <= 0 {
		return 0
	}
	return int64(math.Floor(z.Width()/step*(1+equal))) + 1
}

// Contingent is a term that pays a bonus if an event happens: a bet between
// those who expect different things. Probabilities from 0 to 1, money.
type Contingent struct {
	Fixed, Bonus float64
	Seller       float64 // the seller's probability of the event
	Buyer        float64
}

// Expected is what the seller expects to get and the buyer to pay.
func (c Contingent) Expected() (seller, buyer float64) {
	return c.Fixed + c.Seller*c.Bonus, c.Fixed + c.Buyer*c.Bonus
}

// Gain is what the term adds in the eyes of both together, (pS − pB)·Bonus. It
// is negative if the buyer believes in the event more than the seller: then the
// bet has to go the other way. Only a result that both can verify, that neither
// can bend, and that the payer can afford, makes a term of it.
func (c Contingent) Gain() float64 { return (c.Seller - c.Buyer) * c.Bonus }

// Against is what each gains by the term compared with a fixed price.
func (c Contingent) Against(price float64) (seller, buyer float64) {
	s, b := c.Expected()
	return s - price, price - b
}

// FixedEquivalent is the fixed price that leaves both the same gain.
func (c Contingent) FixedEquivalent() float64 {
	s, b := c.Expected()
	return (s + b) / 2
}

// View is how one side sees a lawsuit. Costs are those still to come; each side
// bears its own.
type View struct {
	Win   float64 // probability that the plaintiff wins, as this side sees it
	Award float64 // expected award then, in money
	Cost  float64 // this side's own
}

// Litigation is the zone of a settlement: the plaintiff takes no less than
// pP·V − cP, the defendant pays no more than pD·V + cD. Seller stands for the
// plaintiff, who sells the claim. With one V for both its width is
// cP + cD − (pP − pD)·V.
func Litigation(plaintiff, defendant View) Zone {
	return Zone{
		Seller: plaintiff.Win*plaintiff.Award - plaintiff.Cost,
		Buyer:  defendant.Win*defendant.Award + defendant.Cost,
	}
}

// OptimismGap is by how much the sides' expectations of the award differ,
// pP·VP − pD·VD: what optimism takes from the zone.
func OptimismGap(plaintiff, defendant View) float64 {
	return plaintiff.Win*plaintiff.Award - defendant.Win*defendant.Award
}

// SellerReservation is the least a seller takes: its alternative, less what it
// costs to get there, plus what this deal is worth less than the alternative
// apart from the price.
func SellerReservation(alternative, cost, worse float64) float64 { return alternative - cost + worse }

// BuyerReservation is the most a buyer pays: the price of its alternative, plus
// what it costs to get there, plus what this deal is worth more than the
// alternative apart from the price.
func BuyerReservation(alternative, cost, better float64) float64 { return alternative + cost + better }

// PresentValue is a value that comes after some years, v/(1+rate)^years. The
// rate is above −1.
func PresentValue(v, rate, years float64) float64 { return v / math.Pow(1+rate, years) }

// TimeDiscount is GENIUS's discount, u·d^t with t from 0 to 1. A factor of 0 or
// less, or above 1, is none.
func TimeDiscount(u, factor, t float64) float64 {
	if factor <= 0 || factor > 1 {
		return u
	}
	return u * math.Pow(factor, t)
}

// checkProbability is an error if a probability is none.
func checkProbability(p float64) error {
	if !(p >= 0 && p <= 1) {
		return fmt.Errorf("a probability lies between 0 and 1, and %g does not", p)
	}
	return nil
}
