package exchange

import (
	"math"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/block"
)

// answers are a question's answers as they stand between braces.
func (w *giftWriter) answers(q *block.QuestionSource, t giftTexts) string {
	switch q.Kind {
	case "numeric":
		s := "#" + strconv.FormatFloat(q.Value, 'f', -1, 64)
		if q.Within != 0 {
			s += ":" + strconv.FormatFloat(q.Within, 'f', -1, 64)
		}
		return s
	case "text", "blanks":
		return giftWords(q.Accept[0])
	case "match", "classify":
		var b strings.Builder
		for _, o := range q.Options {
			b.WriteString("\n\t=" + t.of(o.Text) + " -> " + t.of(o.To))
		}
		return b.String()
	case "single", "multiple":
		if s := w.truth(q, t); s != "" {
			return s
		}
		return giftChoice(q, t)
	}
	return ""
}

// giftWords are the texts that are accepted.
func giftWords(words []string) string {
	var parts []string
	for _, word := range words {
		s := escapeGIFT.Replace(strings.ReplaceAll(word, "*", `\*`))
		if formatMark.MatchString(word) {
			s = "[plain]" + s
		}
		if giftWeight.MatchString(word) {
			s = "%100%" + s
		}
		parts = append(parts, "="+s)
	}
	return strings.Join(parts, " ")
}

// truth is a question of true or false; "" when it is none.
func (w *giftWriter) truth(q *block.QuestionSource, t giftTexts) string {
	sign := map[bool]string{true: "T", false: "F"}
	if q.Truth != "" {
		return sign[q.Truth == "true"]
	}
	words := truthWords(w.page.Lang)
	if q.Kind != "single" || len(q.Options) != 2 || q.Options[0].Text != words[0] || q.Options[1].Text != words[1] || q.Options[0].Feedback+q.Options[1].Feedback == "" {
		return ""
	}
	right, wrong := q.Options[0], q.Options[1]
	if wrong.Right {
		right, wrong = wrong, right
	}
	s := sign[q.Options[0].Right] + "#" + t.of(wrong.Feedback)
	if right.Feedback != "" {
		s += "#" + t.of(right.Feedback)
	}
	return s
}

// giftChoice are options. Of several right ones each has its share of the points, and
// each wrong one takes back as much, as Parley counts.
func giftChoice(q *block.QuestionSource, t giftTexts) string {
	rights := 0
	for _, o := range q.Options {
		if o.Right {
			rights++
		}
	}
	share := strconv.FormatFloat(math.Round(100/float64(max(rights, 1))*1e5)/1e5, 'f', -1, 64)
	var b strings.Builder
	for _, o := range q.Options {
		text := t.of(o.Text)
		switch {
		case q.Kind == "multiple" && o.Right:
			text = "~%" + share + "%" + text
		case q.Kind == "multiple":
			text = "~%-" + share + "%" + text
		case o.Right:
			text = "=" + text
		case giftWeight.MatchString(text):
			text = "~%0%" + text
		default:
			text = "~" + text
		}
		b.WriteString("\n\t" + text)
		if o.Feedback != "" {
			b.WriteString("#" + t.of(o.Feedback))
		}
	}
	return b.String()
}
