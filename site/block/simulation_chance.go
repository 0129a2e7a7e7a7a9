package block

import (
	"regexp"
	"strings"
)

// chanceForm is "70 % x 40,000": how likely somebody holds an event to be, and what a
// term is worth if it comes. A sign ahead is of the amount.
var chanceForm = regexp.MustCompile(`^([+-]?)\s*([\d.,]+)\s*(%?)\s*[xX×*·]\s*(\S.*)$`)

// expectation reads what a term that depends on an event is worth to one who forecasts
// it so, p·v (bargain.Contingent), in the unit of the amount. form tells whether text
// has the form at all; ok is false of a chance beyond 0 to 1, and of no amount.
func expectation(text string) (value float64, form, ok bool) {
	m := chanceForm.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return 0, false, false
	}
	chance, _, ok1 := number(m[2])
	if m[3] != "" {
		chance /= 100
	}
	amount, _, ok2 := number(m[4])
	if m[1] == "-" {
		amount = -amount
	}
	return rounded(chance * amount), true, ok1 && ok2 && chance >= 0 && chance <= 1
}
