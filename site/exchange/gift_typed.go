package exchange

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/block"
)

var (
	giftWeight = regexp.MustCompile(`^%(-?\d{1,3}(?:\.\d+)?)%`)
	giftNumber = regexp.MustCompile(`^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?$`)
)

// parseNumber reads a number that giftNumber matches; NaN for any other.
func parseNumber(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.01 }

func weightText(w float64) string { return strconv.FormatFloat(w, 'f', -1, 64) }

// pairs reads matching.
func (g *giftQuestion) pairs(q *block.QuestionSource) bool {
	q.Kind = "match"
	for _, a := range g.cut(g.answers, 0, "=") {
		text := a.text
		if a.feedback != "" { // pairs have none, so # is a sign like others
			text += "#" + a.feedback
		}
		if a.weighted {
			text = "%" + weightText(a.weight) + "%" + text
		}
		left, right, found := strings.Cut(text, "->")
		if !found || strings.TrimSpace(right) == "" {
			return g.fail(a.at, "this is no pair: "+strconv.Quote(shown(text)), "write both sides with an arrow between: =What I expect -> estimate")
		}
		if strings.TrimSpace(left) == "" {
			g.warn(a.at, fmt.Sprintf("a right side without a left one has no place in Parley: %q is left out", shown(right)), "nothing needs to be done")
			continue
		}
		inherited := "plain"
		if g.format == "markdown" {
			inherited = g.format
		}
		md, _ := readGIFTText(right, inherited).markdown(g.form)
		q.Options = append(q.Options, block.OptionSource{Text: g.words(left, a.at), To: oneLine(md)})
	}
	if len(q.Options) < 2 {
		return g.fail(0, "there is one pair, so nothing to choose from", "write another one: =What I expect -> estimate")
	}
	return true
}

// short reads a short text, which may be missing from a sentence.
func (g *giftQuestion) short(q *block.QuestionSource) bool {
	q.Kind = "text"
	var accept []string
	divided := false
	for _, a := range g.cut(g.answers, 0, "=") {
		word := strings.Join(strings.Fields(showEscaped.Replace(a.text)), " ")
		if m := formatMark.FindString(word); m != "" {
			word = strings.TrimSpace(word[len(m):])
		}
		switch {
		case word == "":
			return g.fail(a.at, "this answer says nothing", "write its words, or remove its sign")
		case a.weight <= 0 || word == "*":
			g.moved(&a, "a wrong answer")
			continue
		case a.weight < 100:
			g.warn(a.at, fmt.Sprintf("GIFT gives %s %% for %q; Parley counts an answer right or wrong: kept as right", weightText(a.weight), short(word)), "remove it, if it should be wrong")
		}
		if strings.Contains(strings.ReplaceAll(word, `\*`, ""), "*") {
			g.warn(a.at, fmt.Sprintf("the star in %q stands for any letters in GIFT; Parley has no such sign", short(word)), "write the answers that you accept")
		}
		g.moved(&a, strconv.Quote(short(word)))
		if word = strings.ReplaceAll(word, `\*`, "*"); strings.Contains(word, ";") {
			g.warn(a.at, fmt.Sprintf("in Parley, semicolons stand between the answers that are right: %q is left out", short(word)), "write it without one")
			divided = true
		} else if !slices.Contains(accept, word) {
			accept = append(accept, word)
		}
	}
	if len(accept) == 0 && divided {
		g.warn(0, "no answer is left, so this question is left out", "write it on the page by hand")
		return false
	}
	if len(accept) == 0 {
		return g.fail(0, "no answer to this question is right", "write one: {=BATNA}")
	}
	written := slices.Clone(accept)
	if g.quotes {
		for i := range written {
			written[i] = `"` + written[i] + `"`
		}
	}
	g.prompt(q, "____("+strings.Join(written, "; ")+")")
	q.Accept = [][]string{written}
	if len(block.Gaps(q.More)) == 1 {
		q.Kind, q.Accept = "blanks", [][]string{accept}
	}
	return true
}

// numbers reads numbers: Parley takes one, with how far off an answer may be.
func (g *giftQuestion) numbers(q *block.QuestionSource) bool {
	q.Kind = "numeric"
	from := strings.IndexByte(g.answers, '#') + 1
	answers, rest, wrong := strings.Cut(g.answers[from:], "~")
	if wrong {
		a := giftAnswer{at: from + len(answers) + 1}
		_, a.feedback, _ = strings.Cut(rest, "#")
		g.moved(&a, "wrong numbers")
	}
	var best *giftAnswer
	cut := g.cut(answers, from, "=")
	for i := range cut {
		a := &cut[i]
		value, within, ok := giftRange(showEscaped.Replace(a.text), a.text)
		if strings.TrimSpace(a.text) == "*" {
			g.moved(a, "wrong numbers")
			continue
		}
		if !ok {
			return g.fail(a.at, fmt.Sprintf("%q is no number", shown(a.text)), "write a number, and how far off one may be (42:2), or a range (40..44); decimals with a point")
		}
		if best == nil || a.weight > best.weight {
			best, q.Value, q.Within = a, value, within
		}
	}
	if best == nil || best.weight <= 0 {
		return g.fail(0, "no number is right here", "write one: {#42:2}")
	}
	for i := range cut {
		a := &cut[i]
		if strings.TrimSpace(a.text) == "*" {
			continue
		}
		switch {
		case a != best:
			g.warn(a.at, fmt.Sprintf("GIFT gives %s %% for %s; Parley takes one number: left out", weightText(a.weight), shown(a.text)), "make the tolerance larger, if it should be right as well")
		case a.weight < 100:
			g.warn(a.at, fmt.Sprintf("GIFT gives %s %% for %s; Parley counts an answer right or wrong: kept as right", weightText(a.weight), shown(a.text)), "look whether that is what you mean")
		}
		g.moved(a, shown(a.text))
	}
	return true
}

// giftRange reads 42, 42:2 and 40..44. hidden has its escapes still.
func giftRange(text, hidden string) (value, within float64, ok bool) {
	text = strings.TrimSpace(text)
	number := func(s string) float64 {
		if s = strings.TrimSpace(s); giftNumber.MatchString(s) {
			return parseNumber(s)
		}
		return math.NaN()
	}
	if low, high, is := strings.Cut(text, ".."); is {
		from, to := number(low), number(high)
		value, within = tidyNumber(from+(to-from)/2), tidyNumber((to-from)/2)
	} else if of, off, is := strings.Cut(strings.TrimSpace(hidden), ":"); is {
		value, within = number(of), number(off)
	} else {
		value = number(text)
	}
	return value, within, !math.IsNaN(value) && !math.IsNaN(within) && within >= 0 && math.Abs(value) < 1e15 && within < 1e15
}

// tidyNumber takes the noise off a number that was computed.
func tidyNumber(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return math.NaN()
	}
	return r
}
