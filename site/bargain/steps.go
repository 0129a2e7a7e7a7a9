package bargain

import "math"

// Step is what an offer, compared with the one before it, gives: the change of
// the own value and that of the other's. Terms by Hindriks, Jonker and Tykhonov
// 2007.
type Step string

// The steps, by the change for oneself and the change for the other.
const (
	Silent      Step = "silent"      // 0, 0
	Nice        Step = "nice"        // 0, +
	Fortunate   Step = "fortunate"   // +, +
	Selfish     Step = "selfish"     // +, 0 or −
	Concession  Step = "concession"  // −, 0 or +
	Unfortunate Step = "unfortunate" // 0 or −, −
)

// StepOf classes a change; what is within slack of 0 is none.
func StepOf(own, other, slack float64) Step {
	a, b := sign(own, slack), sign(other, slack)
	switch {
	case a > 0 && b > 0:
		return Fortunate
	case a > 0:
		return Selfish
	case b < 0:
		return Unfortunate
	case a < 0:
		return Concession
	case b > 0:
		return Nice
	}
	return Silent
}

func sign(v, slack float64) int {
	switch {
	case v > slack:
		return 1
	case v < -slack:
		return -1
	}
	return 0
}

// StepsOf classes each offer of one party against the one before it. Offers are
// pairs of the own value and the other's; there is one step less than offers.
func StepsOf(offers []XY) []Step {
	var out []Step
	slack := slackOf(offers)
	for i := 1; i < len(offers); i++ {
		out = append(out, StepOf(offers[i].A-offers[i-1].A, offers[i].B-offers[i-1].B, slack))
	}
	return out
}

// slackOf is what rounding may make of differences between such values.
func slackOf(offers []XY) float64 {
	var size float64
	for _, o := range offers {
		size = max(size, math.Abs(o.A), math.Abs(o.B))
	}
	return equal * size
}

// Sensitivity tells how well steps fit the other's wishes:
//
//	(fortunate + nice + concession) / (selfish + unfortunate + silent)
//
// NaN if there are none of the second sort (Hindriks, Jonker and Tykhonov 2007).
func Sensitivity(steps []Step) float64 {
	var good, bad float64
	for _, s := range steps {
		switch s {
		case Fortunate, Nice, Concession:
			good++
		default:
			bad++
		}
	}
	return ratio(good, bad, 0)
}

// Concessions is how one party moved: own values it gave up, offer by offer.
type Concessions struct {
	Each      []float64 // u(before) − u(after): negative where it took back
	Total     float64
	Largest   float64
	Reversals int // how often it took back
}

// ConcessionsOf reads own values of successive offers, or prices that fall.
func ConcessionsOf(own []float64) Concessions {
	var c Concessions
	for i := 1; i < len(own); i++ {
		d := own[i-1] - own[i]
		slack := equal * max(math.Abs(own[i-1]), math.Abs(own[i]))
		c.Each = append(c.Each, d)
		c.Total += d
		c.Largest = max(c.Largest, d)
		if d < -slack {
			c.Reversals++
		}
	}
	return c
}

// Ratios are each concession divided by the one before it, c[n+1]/c[n]: below 1
// where a party slows down. NaN after no concession.
func (c Concessions) Ratios() (out []float64) {
	for i := 1; i < len(c.Each); i++ {
		out = append(out, ratio(c.Each[i], c.Each[i-1], 0))
	}
	return out
}

// Tactic concedes by time (Faratin, Sierra and Jennings 1998):
//
//	F(t) = K + (1−K)·(min(t,Deadline)/Deadline)^(1/Beta),  target = Max − F(t)·(Max − Min)
//
// Beta below 1 holds out to the end (Boulware), 1 is linear, above 1 concedes
// early. Beta and Deadline are positive, K lies between 0 and 1.
type Tactic struct {
	K, Beta, Min, Max, Deadline float64
}

// Target is the own value to ask for at time t.
func (c Tactic) Target(t float64) float64 {
	f := c.K + (1-c.K)*math.Pow(min(max(t, 0), c.Deadline)/c.Deadline, 1/c.Beta)
	return c.Max - f*(c.Max-c.Min)
}

// Dance is how a seller and a buyer moved towards a price.
type Dance struct {
	Seller, Buyer Concessions
	FirstMidpoint float64   // between the first offers: where most prices end
	Reciprocity   []float64 // the seller's concession over the buyer's, round by round; NaN if that is 0
	LastGap       float64   // between the last offers
	LastMidpoint  float64
}

// DanceOf reads the offers of both, at least one each, in money.
func DanceOf(seller, buyer []float64) (Dance, bool) {
	if len(seller) == 0 || len(buyer) == 0 {
		return Dance{}, false
	}
	up := make([]float64, len(buyer)) // a buyer concedes upwards
	for i, v := range buyer {
		up[i] = -v
	}
	last, lastBid := seller[len(seller)-1], buyer[len(buyer)-1]
	d := Dance{
		Seller: ConcessionsOf(seller), Buyer: ConcessionsOf(up),
		FirstMidpoint: (seller[0] + buyer[0]) / 2,
		LastGap:       last - lastBid, LastMidpoint: (last + lastBid) / 2,
	}
	for i := range min(len(d.Seller.Each), len(d.Buyer.Each)) {
		d.Reciprocity = append(d.Reciprocity, ratio(d.Seller.Each[i], d.Buyer.Each[i], 0))
	}
	return d, true
}
