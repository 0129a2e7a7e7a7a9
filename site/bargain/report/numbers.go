package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
)

// scale writes one party's values, or those of all together: with so many
// decimals as its range needs, and thousands apart.
type scale struct{ decimals int }

// scaleOf fits a range: four digits and no more than six decimals.
func scaleOf(lo, hi float64) scale {
	span := hi - lo
	if span <= 0 {
		span = max(math.Abs(hi), 1)
	}
	return scale{max(0, min(6, 3-int(math.Floor(math.Log10(span)))))}
}

func scales(a *bargain.Analysis) (out []scale) {
	for i := range a.Best {
		lo, hi := a.Worst[i], a.Best[i]
		out = append(out, scaleOf(lo, hi))
	}
	return out
}

func (s scale) text(v float64) string {
	t := strconv.FormatFloat(v, 'f', s.decimals, 64)
	if strings.Contains(t, ".") {
		t = strings.TrimRight(strings.TrimRight(t, "0"), ".")
	}
	if t == "-0" {
		t = "0"
	}
	return thousands(t)
}

// thousands puts commas into the whole part of a number.
func thousands(t string) string {
	sign := ""
	if strings.HasPrefix(t, "-") {
		sign, t = "-", t[1:]
	}
	whole, rest, dot := strings.Cut(t, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		rest = "." + rest
	}
	return sign + whole + rest
}

func whole(n int64) string { return thousands(strconv.FormatInt(n, 10)) }

// percent writes a part of all: never 0% for something, nor 100% for less than
// all.
func percent(part, of int64) string {
	p := 100 * float64(part) / float64(of)
	switch {
	case part == 0 || part == of:
		return strconv.FormatFloat(p, 'f', 0, 64) + "%"
	case p < 0.01:
		return "less than 0.01%"
	case p < 1:
		return strconv.FormatFloat(p, 'f', 2, 64) + "%"
	case p < 10 || p > 99:
		return strconv.FormatFloat(min(p, 99.9), 'f', 1, 64) + "%"
	}
	return strconv.FormatFloat(p, 'f', 0, 64) + "%"
}

// count is a number and what it counts.
func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return whole(n) + " " + many
}

// list is names in a sentence.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
