package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// blankWords ask for a blank, where nothing else does.
func blankWords(lang course.Lang) string {
	if tag, _, _ := strings.Cut(string(lang), "-"); tag == "de" {
		return "Was fehlt?"
	}
	return "What is missing?"
}

// read reads the answers; ok is false when they cannot be read, which has been
// reported.
func (g *giftQuestion) read(q *block.QuestionSource) (ok bool) {
	answers := strings.TrimSpace(g.answers)
	truth := strings.TrimSpace(strings.SplitN(answers, "#", 2)[0])
	switch {
	case answers == "":
		q.Kind, ok = "reflection", true
		g.prompt(q, "")
	case answers[0] == '#':
		g.prompt(q, "")
		ok = g.numbers(q)
	case strings.Contains(answers, "~"):
		g.prompt(q, "__")
		ok = g.choice(q)
	case strings.Contains(answers, "=") && strings.Contains(answers, "->"):
		g.prompt(q, "")
		ok = g.pairs(q)
	case slices.Contains([]string{"T", "TRUE", "F", "FALSE"}, truth):
		g.prompt(q, "__")
		g.truth(q, truth[0] == 'T')
		ok = true
	default:
		ok = g.short(q)
	}
	if !ok {
		return false
	}
	why := g.extra
	if general := g.text(g.general, len(g.answers)); general != "" {
		why = append([]string{general}, why...)
	}
	if q.Kind == "reflection" {
		q.Model = strings.Join(why, "\n\n")
	} else {
		q.Why = strings.Join(why, "\n\n")
	}
	return true
}

// text is a text of the answers as Markdown.
func (g *giftQuestion) text(s string, at int) string {
	md, lost := readGIFTText(s, g.format).markdown(g.form)
	g.lost(at, lost)
	return md
}

// words are a text of the answers in one line.
func (g *giftQuestion) words(s string, at int) string { return oneLine(g.text(s, at)) }

// prompt reads the text of the question. fill stands where the answers stood in it;
// "" when there was no such place, and the answers go below.
func (g *giftQuestion) prompt(q *block.QuestionSource, fill string) {
	raw := g.before
	if g.gap {
		raw += reservedGap + g.after
	}
	t := readGIFTText(raw, "")
	if found := longGap.FindAllStringIndex(t.text, -1); !g.gap && len(found) == 1 && fill != "" {
		t.text = longGap.ReplaceAllString(t.text, reservedGap)
	}
	md, lost := t.markdown(g.form)
	g.lost(g.start-g.at, lost)
	head, rest := headOf(md)
	if strings.HasPrefix(fill, "____") && strings.Contains(head, reservedGap) {
		head, rest = blankWords(g.r.Language), md
	}
	if fill == "" {
		fill = "__"
	}
	q.Prompt, q.More = strings.ReplaceAll(head, reservedGap, fill), strings.ReplaceAll(rest, reservedGap, fill)
}

// headOf cuts the first paragraph, or its first line, off a text.
func headOf(md string) (head, rest string) {
	head, rest, _ = strings.Cut(strings.TrimSpace(md), "\n\n")
	if first, more, broken := strings.Cut(head, hardBreak); broken {
		head, rest = first, strings.TrimSpace(more+"\n\n"+rest)
	}
	return oneLine(head), strings.Trim(rest, "\n")
}

// giftAnswer is one of the answers.
type giftAnswer struct {
	at             int
	sign           byte // = or ~; 0 for the first, if it has none
	weight         float64
	weighted       bool
	text, feedback string
}

// cut divides the answers at signs.
func (g *giftQuestion) cut(answers string, at int, signs string) []giftAnswer {
	var out []giftAnswer
	add := func(from, to int, sign byte) {
		text := answers[from:to]
		if sign == 0 && strings.TrimSpace(text) == "" {
			return
		}
		a := giftAnswer{at: at + from, sign: sign, weight: 100}
		if sign == '~' {
			a.weight = 0
		}
		text = strings.TrimSpace(text)
		if m := giftWeight.FindStringSubmatch(text); m != nil && (sign == '~' || signs == "=") {
			a.weight, a.weighted = parseNumber(m[1]), true
			text = text[len(m[0]):]
		}
		a.text, a.feedback, _ = strings.Cut(text, "#")
		out = append(out, a)
	}
	from, sign := 0, byte(0)
	for i := range len(answers) {
		if strings.IndexByte(signs, answers[i]) >= 0 {
			add(from, i, sign)
			from, sign = i+1, answers[i]
		}
	}
	add(from, len(answers), sign)
	return out
}

func (g *giftQuestion) fail(at int, what, help string) bool {
	if !g.quiet {
		g.r.wrongLine(g.lineOf(g.at+at), what, help)
	}
	return false
}

// shown is a text of the answers for messages.
func shown(s string) string { return short(strings.TrimSpace(showEscaped.Replace(s))) }

// moved keeps feedback that Parley has no place for in why:.
func (g *giftQuestion) moved(a *giftAnswer, of string) {
	if text := g.text(a.feedback, a.at); text != "" {
		g.warn(a.at, "Parley says nothing about "+of+" alone: its feedback is kept for the whole question, in why:", "look whether it still makes sense there")
		if !slices.Contains(g.extra, text) {
			g.extra = append(g.extra, text)
		}
	}
}

func (g *giftQuestion) choice(q *block.QuestionSource) bool {
	answers := g.cut(g.answers, 0, "=~")
	if len(answers) < 2 {
		return g.fail(0, "this question has one option", "write another one: ~The lowest price")
	}
	one := slices.ContainsFunc(answers, func(a giftAnswer) bool { return a.sign == '=' || a.weight >= 100 })
	rights := 0
	for i := range answers {
		a := &answers[i]
		words := g.words(a.text, a.at)
		if words == "" {
			return g.fail(a.at, "this option says nothing", "write its words, or remove its sign")
		}
		o := block.OptionSource{Text: words, Right: a.weight >= 100 || !one && a.weight > 0, Feedback: g.text(a.feedback, a.at)}
		if o.Right {
			rights++
		}
		q.Options = append(q.Options, o)
	}
	if rights == 0 {
		return g.fail(0, "no option of this question is right", "write = before the right one")
	}
	q.Kind = "single"
	if rights > 1 || !slices.ContainsFunc(answers, func(a giftAnswer) bool { return a.sign == '=' }) {
		q.Kind = "multiple"
	}
	g.weights(answers, q, rights)
	return true
}

// weights reports those that Parley does not give.
func (g *giftQuestion) weights(answers []giftAnswer, q *block.QuestionSource, rights int) {
	share := 100 / float64(rights)
	uneven := false
	for i, a := range answers {
		right := q.Options[i].Right
		kept := map[bool]string{true: "kept as right", false: "kept as wrong"}[right]
		switch {
		case q.Kind == "multiple" && right && a.weight >= 100 && rights > 1:
			g.warn(a.at, fmt.Sprintf("GIFT takes %q alone for a whole answer; Parley asks for all options that are right: %s", shown(a.text), kept), "make one of them wrong, or say in the question how many there are")
		case right && a.weight < 100 && !near(a.weight, share), !right && a.weight > 0:
			g.warn(a.at, fmt.Sprintf("GIFT gives %s %% for %q; Parley counts an answer right or wrong: %s", weightText(a.weight), shown(a.text), kept), "look whether that is what you mean")
		case q.Kind == "single" && !right && a.weight < 0, q.Kind == "multiple" && !right && a.weight < 0 && !near(a.weight, -share):
			uneven = true
		}
	}
	if uneven {
		g.warn(0, "GIFT takes points off for wrong options; in Parley each takes back a right one, and no score is below nothing", "nothing needs to be done")
	}
}

// truth reads true and false. With feedback of their own they are two options.
func (g *giftQuestion) truth(q *block.QuestionSource, right bool) {
	q.Kind = "single"
	_, feedback, said := strings.Cut(g.answers, "#")
	if !said {
		q.Truth = map[bool]string{true: "true", false: "false"}[right]
		return
	}
	wrong, ok, _ := strings.Cut(feedback, "#")
	words := truthWords(g.r.Language)
	for i, word := range words {
		o := block.OptionSource{Text: word, Right: right == (i == 0), Feedback: g.text(wrong, 0)}
		if o.Right {
			o.Feedback = g.text(ok, 0)
		}
		q.Options = append(q.Options, o)
	}
}

// truthWords are True and False.
func truthWords(lang course.Lang) [2]string {
	if tag, _, _ := strings.Cut(string(lang), "-"); tag == "de" {
		return [2]string{"Richtig", "Falsch"}
	}
	return [2]string{"True", "False"}
}
