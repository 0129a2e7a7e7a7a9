// Package bargain is the mathematics of negotiation analysis: what deals there
// are, which of them are efficient, what the known solutions pick, how good an
// agreement was, what a fallback is worth. It knows nothing of sites and pages.
//
// Utilities are additive: what a deal is worth to a party is the sum, over the
// issues, of what the agreed option is worth to it (Keeney and Raiffa, Decisions
// with Multiple Objectives, 1976). That does not hold where issues interact, and
// everything here is wrong for these. The unit is the exercise's own: points,
// money, or weighted utilities between 0 and 1.
//
// Two values are equal when they differ by at most a billionth of the party's
// range, so that 0.1+0.2 ties with 0.3. All ties are kept.
//
// Whoever reads about bargaining finds one name for several things, so each
// Solution carries its definition.
package bargain

import (
	"errors"
	"fmt"
	"math"
	"math/big"
)

// The number of parties that a problem can have.
const (
	MinParties = 2
	MaxParties = 8
)

// Problem is a negotiation: who talks about what, and what it is worth to each.
// It does not change while it is analysed.
type Problem struct {
	Parties []Party
	Issues  []Issue
	Fees    []Fee // of agents who talk for parties; mostly none
	Votes   Votes // who has to agree; all, where nothing is said
}

// Party is a side of the table.
type Party struct {
	Name string
	// Reservation is what the party's best alternative is worth to it, in the
	// unit of its payoffs: a deal below it is worse than none.
	Reservation float64
	// Full is the utility that counts as all that one could wish for, where the
	// scale says so: 1 for weighted utilities. 0 stands for the party's best
	// outcome. Only Opposition asks for it.
	Full float64
}

// Issue is something to agree on. One of its options becomes part of the deal.
type Issue struct {
	Name    string
	Options []string
	Payoffs [][]float64 // by party, then by option
}

// Outcome is a complete deal: the option of each issue, by its index.
type Outcome []int

// Check says everything that is wrong with a problem, as one error; nil if it
// can be analysed. A reservation value that no outcome reaches is not wrong: it
// means that there is no deal.
func (p *Problem) Check() error {
	errs := p.checkParties()
	if len(p.Issues) == 0 {
		errs = append(errs, errors.New("there is nothing to agree on: no issue"))
	}
	names := map[string]bool{}
	for k, issue := range p.Issues {
		if issue.Name == "" {
			errs = append(errs, fmt.Errorf("issue %d has no name", k+1))
		} else if names[issue.Name] {
			errs = append(errs, fmt.Errorf("two issues are called %q", issue.Name))
		}
		names[issue.Name] = true
		errs = append(errs, p.checkIssue(&issue)...)
	}
	return errors.Join(append(errs, p.checkFees()...)...)
}

func (p *Problem) checkParties() (errs []error) {
	if n := len(p.Parties); n < MinParties || n > MaxParties {
		errs = append(errs, fmt.Errorf("there are %d parties; there can be %d to %d", n, MinParties, MaxParties))
	}
	names := map[string]bool{}
	for i, party := range p.Parties {
		if party.Name == "" {
			errs = append(errs, fmt.Errorf("party %d has no name", i+1))
		} else if names[party.Name] {
			errs = append(errs, fmt.Errorf("two parties are called %q", party.Name))
		}
		names[party.Name] = true
		if !finite(party.Reservation) || !finite(party.Full) || party.Full < 0 {
			errs = append(errs, fmt.Errorf("the walk-away value of %q is not a number that can be reckoned with", party.Name))
		}
	}
	return errs
}

func (p *Problem) checkIssue(issue *Issue) (errs []error) {
	if len(issue.Options) == 0 {
		errs = append(errs, fmt.Errorf("issue %q has no options", issue.Name))
	}
	seen := map[string]bool{}
	for j, option := range issue.Options {
		if option == "" {
			errs = append(errs, fmt.Errorf("option %d of issue %q has no name", j+1, issue.Name))
		} else if seen[option] {
			errs = append(errs, fmt.Errorf("issue %q has two options called %q", issue.Name, option))
		}
		seen[option] = true
	}
	if len(issue.Payoffs) != len(p.Parties) {
		return append(errs, fmt.Errorf("issue %q has payoffs for %d parties, and there are %d", issue.Name, len(issue.Payoffs), len(p.Parties)))
	}
	for i, row := range issue.Payoffs {
		who := p.Parties[i].Name
		if len(row) != len(issue.Options) {
			errs = append(errs, fmt.Errorf("issue %q has %d options, and %d payoffs for %q", issue.Name, len(issue.Options), len(row), who))
			continue
		}
		for j, v := range row {
			if !finite(v) {
				errs = append(errs, fmt.Errorf("issue %q, option %q: what it is worth to %q is not a number that can be reckoned with", issue.Name, issue.Options[j], who))
			}
		}
	}
	return errs
}

// largest is the largest payoff: beyond it, sums of squares are no numbers.
const largest = 1e100

func finite(v float64) bool { return math.Abs(v) <= largest } // false for NaN

// Size is the number of outcomes: the product of the numbers of options.
func (p *Problem) Size() *big.Int {
	n := big.NewInt(1)
	for _, issue := range p.Issues {
		n.Mul(n, big.NewInt(int64(len(issue.Options))))
	}
	return n
}

// Utility is what an outcome is worth to party i.
func (p *Problem) Utility(i int, o Outcome) float64 {
	var sum float64
	for k := range p.Issues {
		sum += p.Issues[k].Payoffs[i][o[k]]
	}
	return sum
}

// Utilities is what an outcome is worth to each party.
func (p *Problem) Utilities(o Outcome) []float64 {
	u := make([]float64, len(p.Parties))
	for i := range u {
		u[i] = p.Utility(i, o)
	}
	return u
}

// Valid tells whether an outcome has one of the options for each issue.
func (p *Problem) Valid(o Outcome) bool {
	if len(o) != len(p.Issues) {
		return false
	}
	for k, j := range o {
		if j < 0 || j >= len(p.Issues[k].Options) {
			return false
		}
	}
	return true
}

// Names is an outcome in words: the agreed options.
func (p *Problem) Names(o Outcome) []string {
	names := make([]string, len(o))
	for k, j := range o {
		names[k] = p.Issues[k].Options[j]
	}
	return names
}

// Acceptable tells whether values are at least the reservation values.
func (p *Problem) Acceptable(u []float64) bool {
	eps := p.tolerance()
	for i := range u {
		if u[i] < p.Parties[i].Reservation-eps[i] {
			return false
		}
	}
	return true
}

// Swing is the difference between the best and the worst option of an issue for
// a party: how much the issue matters to it.
func (is *Issue) Swing(party int) float64 {
	lo, hi := limits(is.Payoffs[party])
	return hi - lo
}

// Best and Worst are each party's best and worst outcome.
func (p *Problem) Best() []float64 { _, hi := p.limits(); return hi }

// Worst is each party's worst outcome.
func (p *Problem) Worst() []float64 { lo, _ := p.limits(); return lo }

func (p *Problem) limits() (lo, hi []float64) {
	lo, hi = make([]float64, len(p.Parties)), make([]float64, len(p.Parties))
	for k := range p.Issues {
		for i := range p.Parties {
			l, h := limits(p.Issues[k].Payoffs[i])
			lo[i] += l
			hi[i] += h
		}
	}
	return lo, hi
}

func limits(values []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

// equal is the relative difference below which two values are one.
const equal = 1e-9

// tolerance is the difference, by party, below which two utilities are one: a
// billionth of the party's range, and never less than rounding makes.
func (p *Problem) tolerance() []float64 {
	eps := make([]float64, len(p.Parties))
	for i := range eps {
		var span, size float64
		for k := range p.Issues {
			lo, hi := limits(p.Issues[k].Payoffs[i])
			span += hi - lo
			size += max(math.Abs(lo), math.Abs(hi))
		}
		eps[i] = max(equal*span, 1e-14*max(size, math.Abs(p.Parties[i].Reservation)))
	}
	return eps
}
