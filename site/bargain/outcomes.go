package bargain

import (
	"fmt"
	"iter"
	"math/big"
)

// MaxEnumerated is the number of outcomes up to which all may be looked at.
const MaxEnumerated = 5_000_000

// TooLarge is the error about a problem that cannot be analysed exactly.
type TooLarge struct {
	Outcomes *big.Int
	What     string // what would have needed too much
}

// Error implements error.
func (e *TooLarge) Error() string {
	return fmt.Sprintf("%s outcomes are too many: %s", grouped(e.Outcomes.String()), e.What)
}

// grouped writes digits in groups of three.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func (p *Problem) tooLarge(what string, args ...any) error {
	return &TooLarge{p.Size(), fmt.Sprintf(what, args...)}
}

// enumerable is an error if there are too many outcomes to look at each.
func (p *Problem) enumerable(what string) error {
	if p.Size().Cmp(big.NewInt(MaxEnumerated)) > 0 {
		return p.tooLarge("%s looks at each, at most %s", what, grouped(fmt.Sprint(MaxEnumerated)))
	}
	return nil
}

// All runs through all outcomes in the order of their options, the last issue
// fastest, each with its utilities by party. Both slices are reused: who keeps
// one clones it.
func (p *Problem) All() iter.Seq2[Outcome, []float64] {
	return func(yield func(Outcome, []float64) bool) {
		m, n := len(p.Issues), len(p.Parties)
		o := make(Outcome, m)
		sums := make([]float64, (m+1)*n) // of the first k issues, so that a step adds only what changed
		at := 0
		for {
			for k := at; k < m; k++ {
				for i := range n {
					sums[(k+1)*n+i] = sums[k*n+i] + p.Issues[k].Payoffs[i][o[k]]
				}
			}
			if !yield(o, sums[m*n:]) {
				return
			}
			for at = m - 1; at >= 0; at-- {
				if o[at]++; o[at] < len(p.Issues[at].Options) {
					break
				}
				o[at] = 0
			}
			if at < 0 {
				return
			}
		}
	}
}
