package block

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Answers that are typed: a number, a short text, true or false, blanks.

// typed reads = answer.
func (a *asked) typed() {
	l := a.equals[0]
	if len(a.equals) > 1 {
		var all []string
		for _, e := range a.equals {
			all = append(all, string(e.text.Text))
		}
		a.r.doubt(a.equals[1], "this question has two answers", "= "+strings.Join(all, "; ")+"    (if each of them is right)")
		return
	}
	text := plain(l.text)
	switch word := strings.ToLower(strings.TrimRight(text, ".!")); {
	case word == "true" || word == "wahr" || word == "richtig":
		a.Kind, a.Truth = single, "true"
	case word == "false" || word == "falsch":
		a.Kind, a.Truth = single, "false"
	case word == "t" || word == "yes" || word == "y" || word == "ja" || word == "w" || word == "correct" || word == "right":
		a.r.doubt(l, "it is not certain whether this is meant as true", "= true\nor, if this text is to be typed: = \""+text+"\"")
	case word == "f" || word == "no" || word == "n" || word == "nein" || word == "wrong":
		a.r.doubt(l, "it is not certain whether this is meant as false", "= false\nor, if this text is to be typed: = \""+text+"\"")
	case numberAhead.MatchString(text):
		a.number(l, text)
	default:
		a.Kind = shortText
		if strings.Contains(text, " / ") {
			a.r.doubt(l, "several answers stand between semicolons", "= "+strings.ReplaceAll(text, " / ", "; "))
			return
		}
		a.Accept = [][]string{alternatives(text)}
		if len(a.Accept[0]) == 0 {
			a.r.doubt(l, "there is no answer behind this =", "= BATNA; best alternative")
		}
	}
}

// alternatives are the texts between semicolons, without quotation marks.
func alternatives(text string) []string {
	var all []string
	for part := range strings.SplitSeq(text, ";") {
		part = strings.TrimSpace(part)
		if inner := strings.Trim(part, `"`); len(part) > 1 && strings.HasPrefix(part, `"`) && strings.HasSuffix(part, `"`) {
			part = strings.TrimSpace(inner)
		}
		if part != "" {
			all = append(all, part)
		}
	}
	return all
}

var (
	numberAhead = regexp.MustCompile(`^(?:~|ca\.? ?|about |approx\.? |around |circa )?(?:[A-Z]{2,3}|[^\pL\pN\s"'.,;+-])?\s?` + numberForm)
	roughly     = regexp.MustCompile(`^(?:~|ca\.? ?|about |approx\.? |around |circa )`)
	plusMinus   = regexp.MustCompile(`\s*\+\s?/?\s?-\s*`)
	amount      = regexp.MustCompile(`^([A-Z]{2,3}|[^\pL\pN\s"'.,;+-])?\s?(` + numberForm + `)\s?([^\d\s].*)?$`)
	spread      = regexp.MustCompile(`^(?:[A-Z]{2,3}|[^\pL\pN\s"'.,;+-])?\s?(` + numberForm + `)\s?(?:-|to|bis|\.\.\.?)\s?(` + numberForm + `)\s?([^\d\s].*)?$`)
	unitForm    = regexp.MustCompile(`^[^\s;"=]+(?: [^\s;"=]+)?$`)
)

// quantity is a number with its unit.
type quantity struct {
	value    float64
	doubtful bool
	typed    string // the number
	unit     string
}

func readQuantity(text string) (quantity, bool) {
	m := amount.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || m[1] != "" && m[3] != "" {
		return quantity{}, false
	}
	value, doubtful, ok := number(m[2])
	unit := strings.TrimSpace(m[1] + m[3])
	unit = strings.TrimRight(unit, ",;") // "40 %, ± 2"
	return quantity{value, doubtful, strings.TrimSpace(m[2]), unit}, ok && (unit == "" || unitForm.MatchString(unit))
}

// number reads = 42 +- 2 EUR.
func (a *asked) number(l *line, text string) {
	r := a.r
	a.Kind = numeric
	if m := roughly.FindString(text); m != "" {
		r.doubt(l, "it is not certain how far off an answer may be", "= "+text[len(m):]+" +- 1")
		return
	}
	left, right := text, ""
	if m := plusMinus.FindStringIndex(text); m != nil {
		left, right = text[:m[0]], text[m[1]:]
	} else if m := spread.FindStringSubmatch(text); m != nil {
		a.spread(l, m)
		return
	}
	value, ok := readQuantity(left)
	if !ok {
		r.doubt(l, "this begins like a number, but is none", `= "`+text+"\"    (if this text is to be typed)\nor:    = 42 +- 2 EUR")
		return
	}
	within, percent := quantity{}, false
	if right != "" || left != text {
		within, percent, ok = readTolerance(right)
		if !ok {
			r.doubt(l, "behind +- stands how far off an answer may be", "= "+left+" +- 2")
			return
		}
	}
	a.quantities(l, value, within, percent)
}

// readTolerance reads what stands behind +-: 2, 2 EUR, 5 %, 5 % EUR.
func readTolerance(text string) (within quantity, percent, ok bool) {
	within, ok = readQuantity(text)
	if rest, is := strings.CutPrefix(within.unit, "%"); is {
		within.unit, percent = strings.TrimSpace(rest), true
	}
	return within, percent, ok
}

// amountOf writes an answer as it should be.
func amountOf(value, within, unit string) string {
	s := "= " + value
	if within != "" {
		s += " +- " + within
	}
	return strings.TrimSpace(s + " " + unit)
}

// doubtful reports a number that may be a thousand times as large.
func (a *asked) doubtful(l *line, value, within quantity, percent bool) {
	unit := cmp.Or(value.unit, within.unit)
	large, small := "", strings.Replace(value.typed, ",", ".", 1)+"0"
	switch {
	case percent:
		large = amountOf(decimal(value.value), decimal(rounded(math.Abs(value.value)*within.value/100)), unit)
		small = amountOf(small, within.typed+" %", unit)
	case within.typed != "":
		large, small = amountOf(decimal(value.value), decimal(within.value), unit), amountOf(small, within.typed, unit)
	default:
		large, small = amountOf(decimal(value.value), "", unit), amountOf(small, "", unit)
	}
	a.r.doubt(l, "a point or comma before three digits may stand for thousands or for decimals",
		large+"\nor, if it is a decimal: "+small+"    (a 0 behind it says so)")
}

// quantities takes the value and how far off one may be.
func (a *asked) quantities(l *line, value, within quantity, percent bool) {
	r := a.r
	unit := cmp.Or(value.unit, within.unit)
	switch {
	case value.doubtful || within.doubtful:
		a.doubtful(l, value, within, percent)
		return
	case percent && value.unit == "%":
		r.doubt(l, "it is not certain whether this is a share of the value, or points of percent", "= "+value.typed+" % +- "+within.typed+"    (if it is points)")
		return
	case value.unit != "" && within.unit != "" && value.unit != within.unit:
		r.doubt(l, "the value and how far off it may be have two units", amountOf(value.typed, within.typed, value.unit))
		return
	case within.value < 0:
		a.bad(l, "nobody can be off by less than nothing", "write: "+amountOf(value.typed, strings.TrimLeft(within.typed, "- "), unit))
		return
	}
	a.Value, a.Within = value.value, within.value
	if percent {
		a.Within = rounded(math.Abs(a.Value) * within.value / 100)
	}
	a.Unit = unit
	if k, ok := a.keys["unit"]; ok {
		named := plain(k.text)
		if unit != "" && unit != named {
			r.doubt(&k, "the answer has another unit", "unit: "+unit)
		}
		a.Unit = named
	}
	a.Shown = strings.TrimSpace(value.typed+" "+a.Unit) + a.around(within, percent)
}

// around is how far off one may be, as it was typed: beside the value it has to be in
// one style with it.
func (a *asked) around(within quantity, percent bool) string {
	switch typed := strings.TrimLeft(within.typed, "+ "); {
	case a.Within == 0:
		return ""
	case percent:
		return " (± " + typed + " %)"
	default:
		return " (± " + typed + ")"
	}
}

// spread reports a range where a value is wanted.
func (a *asked) spread(l *line, m []string) {
	low, _, _ := number(m[1])
	high, _, _ := number(m[2])
	a.r.doubt(l, "a range is written as its middle and how far off one may be",
		strings.TrimSpace(fmt.Sprintf("= %s +- %s %s", decimal(rounded((low+high)/2)), decimal(rounded(math.Abs(high-low)/2)), m[3])))
}

// The blanks of a sentence, in a shadow.
var (
	gap       = regexp.MustCompile(`_{2,}\s?\(([^()]*)\)`)
	openGap   = regexp.MustCompile(`_{2,}\s?\(([^()]*)$`)
	strayGap  = regexp.MustCompile(`_{3,}`)
	dottedGap = regexp.MustCompile(`(?:\.{4,}|…[.…]*)\s?\(`)
	gapMarked = regexp.MustCompile(`\x1d\x1e*`)
)

// These stand for a blank while its sentence is Markdown: sources hold no control
// characters.
const (
	gapBegin = 0x1d
	gapMore  = 0x1e
)

// gaps tells whether there are blanks in the prompt, and reports what is nearly one.
func (a *asked) gaps() (found bool) {
	if text := shadowOf(a.head.text).text; gap.MatchString(text) || strayGap.MatchString(text) {
		a.r.doubt(a.head, "blanks stand below the heading", "### What is missing?\n       "+string(a.head.text.Text))
		return false
	}
	for i := range a.prompt {
		l := &a.prompt[i]
		if l.kind != textLine && l.kind != bulletLine || toWriteOn.Match(l.text.Text) {
			continue
		}
		text := shadowOf(l.text).text
		switch without := gap.ReplaceAllString(text, ""); {
		case openGap.MatchString(without):
			a.r.doubt(l, "the parenthesis behind this blank is not closed", text+")")
		case strayGap.MatchString(without):
			a.r.doubt(l, "nothing says what belongs into this blank", strayGap.ReplaceAllString(without, "____(answer; other answer)"))
		case dottedGap.MatchString(text):
			a.r.doubt(l, "a blank is a line of underscores", dottedGap.ReplaceAllString(text, "____("))
		case gap.MatchString(text):
			found = true
		}
	}
	return found
}

// readBlanks reads a sentence with ____(answer; other) in it.
func (a *asked) readBlanks() {
	a.Kind = blanks
	for i := range a.prompt {
		l := &a.prompt[i]
		if l.kind != textLine && l.kind != bulletLine {
			continue
		}
		s := shadowOf(l.raw)
		text := bytes.Clone(l.raw.Text)
		for _, m := range gap.FindAllStringSubmatchIndex(s.text, -1) {
			accept := alternatives(s.text[m[2]:m[3]])
			if len(accept) == 0 {
				a.r.doubt(l, "nothing says what belongs into this blank", "____(answer; other answer)")
				return
			}
			a.Accept = append(a.Accept, accept)
			from, to := s.at[m[0]], s.at[m[1]]
			if from > 0 && text[from-1] == '\\' {
				from--
			}
			text[from] = gapBegin
			for k := from + 1; k < to; k++ {
				text[k] = gapMore
			}
		}
		l.raw.Text = text
	}
	a.Sentence = pieces(a.r.Unlinked(prose(markdown.Line{}, a.prompt)))
	if len(a.Sentence) != len(a.Accept)+1 {
		a.r.failLine(diag.BadQuestion, a.head, "a blank stands within a link, a picture or a formula here", "write the blank beside it, in the sentence itself")
	}
}

// pieces cuts a body at its blanks.
func pieces(b course.Body) []course.Body {
	var out []course.Body
	from, hole := 0, 0
	cut := func(to int) {
		piece := course.Body{HTML: b.HTML[from:to]}
		for ; hole < len(b.Holes) && int(b.Holes[hole].At) <= to; hole++ {
			h := b.Holes[hole]
			h.At -= uint32(from)
			piece.Holes = append(piece.Holes, h)
		}
		out = append(out, piece)
	}
	for _, m := range gapMarked.FindAllStringIndex(b.HTML, -1) {
		cut(m[0])
		from = m[1]
	}
	cut(len(b.HTML))
	return out
}
