package exchange

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// giftWriter writes pages as GIFT.
type giftWriter struct {
	out    bytes.Buffer
	page   *QuizPage
	cfg    *course.Config
	report *diag.List
	count  int

	prose []string // not yet written: what stands between two questions is one text
	name  string   // of the quiz
	said  string   // the name that is written
}

// GIFT is what pages ask, a category each; n counts the questions. What GIFT has no
// place for is reported. Comments keep ids, which an import reads back.
func GIFT(pages []*QuizPage, cfg *course.Config, report *diag.List) (file []byte, n int) {
	w := &giftWriter{cfg: cfg, report: report}
	for _, p := range pages {
		w.page, w.name, w.said = p, "", ""
		title := strings.NewReplacer("/", "//", `\`, `\\`).Replace(strings.Join(strings.Fields(p.Title), " "))
		fmt.Fprintf(&w.out, "$CATEGORY: %s\n\n// parley-page: %s\n\n", title, p.ID)
		for i, part := range p.Parts {
			switch {
			case part.Quiz != nil:
				w.quiz(part.Quiz)
			case part.Text != "" && strings.HasPrefix(string(p.ID), "exercises/"):
				w.prose = append(w.prose, part.Text)
			case part.Other != "":
				w.other(&part, p.Parts[i+1:])
			}
		}
		w.description()
	}
	return w.out.Bytes(), w.count
}

var headingEnd = regexp.MustCompile(`(?:^|\n)#{1,6}[ \t][^\n]*\s*$`)

// other reports a block that is no quiz, and drops the heading above it that would be
// left alone.
func (w *giftWriter) other(part *QuizPart, after []QuizPart) {
	if n := len(w.prose); n > 0 && (len(after) == 0 || strings.HasPrefix(after[0].Text, "#")) {
		for headingEnd.MatchString(w.prose[n-1]) {
			w.prose[n-1] = strings.TrimSpace(headingEnd.ReplaceAllString(w.prose[n-1], ""))
		}
		if w.prose[n-1] == "" {
			w.prose = w.prose[:n-1]
		}
	}
	name, help := strings.TrimSpace(part.Other+" "+part.called), "nothing needs to be done"
	switch part.Other {
	case "worked":
		what := fmt.Sprintf("its %d steps are", part.heads)
		if part.heads == 1 {
			what = "its step is"
		}
		w.lose(part.at, "GIFT has no place for the worked example ("+name+"): "+what+" left out, with the questions in them", "make it in Moodle by hand, as a lesson or as single questions")
		return
	case "compare":
		w.lose(part.at, "GIFT has no place for the comparison ("+name+"): its cases and its question are left out", "make it in Moodle by hand, as an essay with both cases in its text")
		return
	case "scale", "form":
		help = "make it in Moodle by hand, if it is needed there"
	}
	w.lose(part.at, "GIFT has no place for the block "+name+": it is left out", help)
}

func (w *giftWriter) lose(at int, message, help string) {
	pos := w.page.lines.Pos(w.page.File, at, 1)
	pos.Col, pos.End = 0, 0
	w.report.Add(diag.NotHeld, pos, message, help)
}

func (w *giftWriter) quiz(q *block.QuizSource) {
	if len(q.Settings) > 0 {
		w.lose(q.At, "GIFT has no place for "+strings.Join(q.Settings, ", ")+" of this quiz", "set it in Moodle")
	}
	w.name = q.Name
	for i := range q.Questions {
		w.question(&q.Questions[i])
	}
}

// filled is Markdown with its variables filled.
func (w *giftWriter) filled(s string) string {
	return markdown.FillVariables(s, w.cfg.Variables, func(string) {})
}

// description writes text that asks nothing.
func (w *giftWriter) description() {
	if len(w.prose) == 0 {
		return
	}
	md := w.filled(strings.Join(w.prose, "\n\n"))
	w.prose = nil
	t := w.texts(0, md)
	w.out.WriteString(t.mark + t.of(md) + "\n\n")
}

// giftTexts are the texts of a question, all in one format.
type giftTexts struct {
	mark  string // of the format
	plain bool
}

var courseLink = regexp.MustCompile(`\[\[[^\[\]]+\]\]|\]\((?:[^():]+\.md|\.\./)[^()]*\)`)

// texts finds a format for some texts: none if all of them are plain.
func (w *giftWriter) texts(at int, all ...string) giftTexts {
	t := giftTexts{plain: true}
	for _, md := range all {
		text, ok := unmarked(md)
		t.plain = t.plain && ok && !looksHTML(text) && !formatMark.MatchString(text) && !strings.HasPrefix(text, "//") && !strings.Contains(text, "->")
	}
	if !t.plain {
		t.mark = "[markdown]"
	}
	for _, md := range all {
		if link := courseLink.FindString(md); link != "" && at > 0 {
			w.lose(at, fmt.Sprintf("the link %s leads nowhere outside the course", strings.TrimPrefix(link, "]")), "nothing needs to be done, if the question is understood without it")
			break
		}
	}
	return t
}

// of is a text in the format, with its signs escaped.
func (t giftTexts) of(md string) string {
	if t.plain {
		md, _ = unmarked(md)
	}
	return escapeGIFT.Replace(md)
}

// question writes a question, if GIFT has such.
func (w *giftWriter) question(src *block.QuestionSource) {
	q := w.fill(src)
	if why := unknownToGIFT(q); why != "" {
		w.lose(q.At, "GIFT has no questions "+why+": "+w.named(q)+" is left out", "ask it in another way, or make it in Moodle by hand")
		return
	}
	w.losses(q)
	text, gap := giftPrompt(q, w.page.Lang)
	all := []string{text, q.Why, q.Model}
	for _, o := range q.Options {
		all = append(all, o.Text, o.To)
		if q.Kind != "match" && q.Kind != "classify" { // whose feedback is left out
			all = append(all, o.Feedback)
		}
	}
	t := w.texts(q.At, all...)
	w.count++
	w.description()
	if w.name != w.said {
		w.out.WriteString(strings.TrimRight("// parley-quiz: "+w.name, " ") + "\n\n")
		w.said = w.name
	}
	if q.ID != "" {
		fmt.Fprintf(&w.out, "// parley-id: %s [id:%s]\n", q.ID, q.ID)
		if !madeUp.MatchString(q.ID) {
			fmt.Fprintf(&w.out, "::%s::", q.ID)
		}
	}
	before, after, _ := strings.Cut(t.of(text), reservedGap)
	if gap && strings.TrimSpace(after) == "" {
		before += "_____"
	}
	answers := w.answers(q, t)
	if why := strings.Trim(q.Why+"\n\n"+q.Model, "\n"); why != "" {
		answers += "\n\t####" + t.of(why)
	}
	if strings.Contains(answers, "\n") {
		answers += "\n"
	}
	fmt.Fprintf(&w.out, "%s%s{%s}%s\n\n", t.mark, before, answers, strings.TrimRight(after, " \n"))
}

// fill is a question with its variables filled.
func (w *giftWriter) fill(src *block.QuestionSource) *block.QuestionSource {
	q := *src
	for _, s := range []*string{&q.Prompt, &q.More, &q.Why, &q.Model} {
		*s = w.filled(*s)
	}
	q.Prompt = oneLine(q.Prompt)
	q.Options = append([]block.OptionSource(nil), src.Options...)
	for i := range q.Options {
		o := &q.Options[i]
		o.Text, o.To, o.Feedback = w.filled(o.Text), w.filled(o.To), w.filled(o.Feedback)
	}
	return &q
}

func (w *giftWriter) named(q *block.QuestionSource) string {
	if q.ID != "" {
		return `"` + q.ID + `"`
	}
	return `"` + short(q.Prompt) + `"`
}

// unknownToGIFT says of which kind a question is that GIFT has not.
func unknownToGIFT(q *block.QuestionSource) string {
	switch {
	case q.Kind == "order":
		return "that put steps in order"
	case q.Kind == "blanks" && (len(q.Accept) != 1 || len(block.Gaps(q.More)) != 1):
		return "with several blanks"
	case q.Kind == "text" || q.Kind == "blanks":
		for _, word := range q.Accept[0] {
			if strings.Contains(word, "->") {
				return "whose answer has an arrow"
			}
		}
	}
	return ""
}

// losses reports what of a question is left out.
func (w *giftWriter) losses(q *block.QuestionSource) {
	var lost []string
	if len(q.Hints) > 0 {
		lost = append(lost, "hints")
	}
	if q.See != "" {
		lost = append(lost, "see")
	}
	for _, key := range q.Keys {
		if key != "choose" {
			lost = append(lost, key)
		}
	}
	if q.Unit != "" {
		lost = append(lost, "the unit "+q.Unit)
	}
	for _, o := range q.Options {
		if o.Feedback != "" && (q.Kind == "match" || q.Kind == "classify") {
			lost = append(lost, "feedback of pairs")
			break
		}
	}
	if q.Kind == "reflection" && q.Why != "" && q.Model == "" {
		lost = append(lost, "why apart from model (it comes back as the model)")
	}
	if len(lost) > 0 {
		w.lose(q.At, "GIFT has no place for "+strings.Join(lost, ", ")+": left out of "+w.named(q), "say it in the question or in why:, if it is needed there")
	}
}

// giftPrompt is a question's text; gap tells that reservedGap stands in it.
func giftPrompt(q *block.QuestionSource, lang course.Lang) (text string, gap bool) {
	more := q.More
	if at := block.Gaps(more); q.Kind == "blanks" {
		more = more[:at[0][0]] + reservedGap + more[at[0][1]:]
		if q.Prompt == blankWords(lang) {
			return more, true
		}
		gap = true
	}
	prompt := q.Prompt
	if strings.Count(prompt, "__") == 1 && !strings.Contains(prompt, "___") && len(q.Options) > 0 && q.Options[0].To == "" && more == "" {
		prompt, gap = strings.Replace(prompt, "__", reservedGap, 1), true
	}
	return strings.TrimSpace(prompt + "\n\n" + more), gap
}
