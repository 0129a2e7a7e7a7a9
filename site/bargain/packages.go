package bargain

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// Packages are several offers at once that are worth the same to whoever makes
// them: what the other picks shows what it prefers. Their values stay on the
// proposer's own sheet.
type Packages struct {
	Offers     []Package
	Candidates int     // outcomes within Tolerance of the target
	BestOther  float64 // most that one of these is worth to the other
	Within     int     // candidates within Slack of that
	Hamming    int     // sum, over pairs of offers, of the issues on which they differ
}

// Package is an offer, and what it costs the other that the offers are spread.
type Package struct {
	Outcome    Outcome
	Own, Other float64
	Cost       float64 // BestOther − Other
}

// PackageRule says which offers to look for, for the first party to make to the
// second, whose payoffs are an estimate.
type PackageRule struct {
	Proposer  int     // 0 or 1: whose offers they are
	Target    float64 // own value
	Tolerance float64 // own value may differ from Target by so much
	Slack     float64 // what the other may get less than the best candidate gives
	Offers    int     // 2 to 4
}

// ErrFewPackages says that there are fewer different offers of that value than
// asked for.
var ErrFewPackages = errors.New("not enough equal packages")

// shortlist is how many candidates the offers are chosen of.
const shortlist = 60

// Packages finds offers of equal own value. Of the outcomes with
// |own − Target| ≤ Tolerance, those within Slack of the best for the other are
// sorted by its value, the highest first, then by options, the highest first; of
// the first 60, it takes the offers with the largest sum of pairwise Hamming
// distances, then the largest sum for the other, then the first in that order.
// The error is ErrFewPackages or a TooLarge; a rule that makes no sense is an
// error too.
func (p *Problem) Packages(rule PackageRule) (Packages, error) {
	if len(p.Parties) != 2 || rule.Proposer < 0 || rule.Proposer > 1 || rule.Offers < 2 || rule.Offers > 4 || !(rule.Tolerance >= 0) || !(rule.Slack >= 0) {
		return Packages{}, errors.New("packages are two to four offers between two parties, with a tolerance and a slack that are not negative")
	}
	if err := p.enumerable("a search for packages"); err != nil {
		return Packages{}, err
	}
	out, list := p.candidates(rule)
	if len(list) < rule.Offers {
		return out, ErrFewPackages
	}
	s := spread{list: list, want: rule.Offers, hamming: -1, slack: p.tolerance()[1-rule.Proposer]}
	s.choose(0, nil, 0, 0)
	out.Hamming = s.hamming
	for _, x := range s.best {
		out.Offers = append(out.Offers, list[x])
	}
	return out, nil
}

// candidates looks at all outcomes twice, so that it need not keep but the few
// that offers are chosen of: first for the best, then for those near it.
func (p *Problem) candidates(rule PackageRule) (Packages, []Package) {
	me, you := rule.Proposer, 1-rule.Proposer
	eps := p.tolerance()
	out := Packages{BestOther: math.Inf(-1)}
	fits := func(u []float64) bool { return math.Abs(u[me]-rule.Target) <= rule.Tolerance+eps[me] }
	for _, u := range p.All() {
		if fits(u) {
			out.Candidates++
			out.BestOther = max(out.BestOther, u[you])
		}
	}
	order := func(x, y Package) int {
		if math.Abs(x.Other-y.Other) > eps[you] {
			return cmp.Compare(y.Other, x.Other)
		}
		return -slices.Compare(x.Outcome, y.Outcome)
	}
	var list []Package
	for o, u := range p.All() {
		if !fits(u) || u[you] < out.BestOther-rule.Slack-eps[you] {
			continue
		}
		out.Within++
		x := Package{Outcome: o, Own: u[me], Other: u[you], Cost: out.BestOther - u[you]}
		if len(list) == shortlist && order(x, list[shortlist-1]) > 0 {
			continue
		}
		x.Outcome = slices.Clone(o)
		at, _ := slices.BinarySearchFunc(list, x, order)
		list = slices.Insert(list, at, x)
		list = list[:min(len(list), shortlist)]
	}
	return out, list
}

// spread looks for the offers that differ most.
type spread struct {
	list    []Package
	want    int
	slack   float64
	best    []int
	hamming int
	other   float64
}

func (s *spread) choose(from int, chosen []int, hamming int, other float64) {
	if len(chosen) == s.want {
		if hamming > s.hamming || hamming == s.hamming && other > s.other+s.slack {
			s.best, s.hamming, s.other = slices.Clone(chosen), hamming, other
		}
		return
	}
	for x := from; x < len(s.list); x++ {
		more := hamming
		for _, y := range chosen {
			more += Hamming(s.list[x].Outcome, s.list[y].Outcome)
		}
		s.choose(x+1, append(chosen, x), more, other+s.list[x].Other)
	}
}

// Hamming is the number of issues on which two outcomes differ.
func Hamming(x, y Outcome) (n int) {
	for k := range x {
		if x[k] != y[k] {
			n++
		}
	}
	return n
}
