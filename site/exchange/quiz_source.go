package exchange

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-kit/parley/site/block"
)

// questionSource is a question as a page has it.
func questionSource(q *block.QuestionSource) string {
	var b strings.Builder
	b.WriteString("### " + q.Prompt)
	if q.ID != "" {
		b.WriteString(" {#" + q.ID + "}")
	}
	b.WriteString("\n")
	if q.More != "" {
		b.WriteString(q.More + "\n")
		if q.Kind != "blanks" && q.Kind != "reflection" {
			b.WriteString("\n")
		}
	}
	writeAnswers(&b, q)
	rights := 0
	for _, o := range q.Options {
		if o.Right {
			rights++
		}
	}
	if q.Kind == "multiple" && rights == 1 {
		b.WriteString("choose: many\n")
	}
	for _, h := range q.Hints {
		b.WriteString("hint: " + h + "\n")
	}
	for _, key := range []struct{ name, text string }{{"why", q.Why}, {"see", q.See}, {"model", q.Model}} {
		if key.text != "" {
			b.WriteString(key.name + ": " + key.text + "\n")
		}
	}
	return b.String()
}

func writeAnswers(b *strings.Builder, q *block.QuestionSource) {
	for i, o := range q.Options {
		switch {
		case q.Kind == "order":
			fmt.Fprintf(b, "%d. %s\n", i+1, o.Text)
		case q.Kind == "match" || q.Kind == "classify":
			fmt.Fprintf(b, "- %s -> %s\n", o.Text, o.To)
		case o.Right:
			fmt.Fprintf(b, "- [x] %s\n", o.Text)
		default:
			fmt.Fprintf(b, "- [ ] %s\n", o.Text)
		}
		if o.Feedback != "" {
			for line := range strings.SplitSeq(o.Feedback, "\n") {
				b.WriteString(strings.TrimRight("  > "+line, " ") + "\n")
			}
		}
	}
	switch {
	case q.Truth != "":
		b.WriteString("= " + q.Truth + "\n")
	case q.Kind == "numeric":
		b.WriteString("= " + typedNumber(q.Value))
		if q.Within != 0 {
			b.WriteString(" +- " + typedNumber(q.Within))
		}
		b.WriteString(strings.TrimRight(" "+q.Unit, " ") + "\n")
	case q.Kind == "text" && len(q.Accept) == 1:
		b.WriteString("= " + strings.Join(q.Accept[0], "; ") + "\n")
	}
}

// typedNumber is a number that nobody can take for thousands.
func typedNumber(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if i := strings.IndexByte(s, '.'); i >= 0 && len(s)-i-1 == 3 {
		s += "0"
	}
	return s
}

// sameQuestion tells whether two questions ask the same and say the same about it.
func sameQuestion(a, b *block.QuestionSource) bool {
	if a.ID != b.ID || kindOf(a) != kindOf(b) || a.Truth != b.Truth || len(a.Options) != len(b.Options) || len(a.Hints) != len(b.Hints) {
		return false
	}
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x)) }
	ok := near(a.Value, b.Value) && near(a.Within, b.Within) && a.Unit == b.Unit && sameAccepted(a.Accept, b.Accept)
	texts := [][2]string{{a.Prompt, b.Prompt}, {a.More, b.More}, {a.Why, b.Why}, {a.See, b.See}, {a.Model, b.Model}}
	for i, o := range a.Options {
		p := b.Options[i]
		texts = append(texts, [2]string{o.Text, p.Text}, [2]string{o.To, p.To}, [2]string{o.Feedback, p.Feedback})
		ok = ok && o.Right == p.Right
	}
	for i := range a.Hints {
		texts = append(texts, [2]string{a.Hints[i], b.Hints[i]})
	}
	for _, t := range texts {
		ok = ok && strings.Join(strings.Fields(t[0]), " ") == strings.Join(strings.Fields(t[1]), " ")
	}
	return ok
}

func kindOf(q *block.QuestionSource) string {
	if q.Kind == "classify" { // what pairs are follows from their words
		return "match"
	}
	return q.Kind
}

// sameAccepted compares texts to type by what counts of them: dashes, quotation marks
// and the like are read as the plain ones.
func sameAccepted(a, b [][]string) bool {
	fold := func(words []string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("\n\\#$%&()*,/:;<=?@[]^_{|}~!", r) || unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, strings.Join(words, "\n"))
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i]) != len(b[i]) || fold(a[i]) != fold(b[i]) {
			return false
		}
	}
	return true
}
