package exchange

import (
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/diag"
)

// text is a cell as Markdown.
func (row *quizRow) text(s string) string {
	t := giftText{format: "markdown", text: strings.TrimSpace(s)}
	md, _ := t.markdown(row.form)
	return md
}

// question makes a question of the row.
func (row *quizRow) question(kind string) *block.QuestionSource {
	q := &block.QuestionSource{Why: row.text(row.cells["why"])}
	if hint := row.cells["hint"]; hint != "" {
		q.Hints = []string{row.text(hint)}
	}
	var rights, others []string
	for _, o := range row.options {
		if o.right {
			rights = append(rights, o.text)
		} else if o.feedback != "" {
			others = append(others, row.text(o.feedback))
		}
	}
	q.Prompt, q.More = headOf(row.text(row.cells["question"]))
	switch kind {
	case "choice":
		row.choice(q, len(rights))
		return q
	case "truth":
		q.Kind, q.Truth = "single", "false"
		if word := strings.ToLower(strings.Trim(strings.Join(rights, " "), " .!")); word == "true" || word == "wahr" || word == "richtig" || word == "ja" || word == "yes" || word == "t" {
			q.Truth = "true"
		}
	case "numeric":
		q.Kind = "numeric"
		row.typed(q, strings.Join(rights, " "))
	case "text":
		row.short(q, rights)
	case "order", "match":
		row.several(q, kind, rights)
	default:
		q.Kind, q.Model = "reflection", row.text(strings.Join(rights, "\n\n"))
	}
	if len(others) > 0 && q.Why == "" { // no option to say it about
		q.Why = others[0]
	}
	return q
}

func (row *quizRow) choice(q *block.QuestionSource, rights int) {
	q.Kind = "single"
	if named := strings.ToLower(row.cells["type"]); rights > 1 || strings.HasPrefix(named, "multiple") && !strings.Contains(named, "choice") || strings.HasPrefix(named, "mehrfach") {
		q.Kind = "multiple"
	}
	for _, o := range row.options {
		q.Options = append(q.Options, block.OptionSource{Text: oneLine(row.text(o.text)), Right: o.right, Feedback: row.text(o.feedback)})
	}
}

// typed reads a number as pages have it.
func (row *quizRow) typed(q *block.QuestionSource, cell string) {
	var found diag.List
	src := "---\ntitle: x\n---\n::: quiz\n### x\n= " + strings.Join(strings.Fields(cell), " ") + "\n:::\n"
	p, ok := row.r.proof.Read("exercises/x.md", []byte(src), &found)
	if ok && len(p.Parts) == 1 && p.Parts[0].Quiz != nil && len(p.Parts[0].Quiz.Questions) == 1 && p.Parts[0].Quiz.Questions[0].Kind == "numeric" {
		of := p.Parts[0].Quiz.Questions[0]
		q.Value, q.Within, q.Unit = of.Value, of.Within, of.Unit
		return
	}
	q.Kind, q.Accept = "text", [][]string{{cell}} // which says what is wrong with it
}

// short reads a text to type, or the blank of a sentence.
func (row *quizRow) short(q *block.QuestionSource, rights []string) {
	q.Kind = "text"
	var accept []string
	for _, cell := range rights {
		for word := range strings.SplitSeq(strings.ReplaceAll(cell, "\n", ";"), ";") {
			if word = strings.Join(strings.Fields(word), " "); word != "" {
				accept = append(accept, word)
			}
		}
	}
	written := append([]string(nil), accept...)
	if row.quotes {
		for i := range written {
			written[i] = `"` + written[i] + `"`
		}
	}
	q.Accept = [][]string{written}
	asked := row.cells["question"]
	if len(longGap.FindAllString(asked, 2)) != 1 || len(block.Gaps(asked)) > 0 {
		return
	}
	md := row.text(longGap.ReplaceAllString(asked, reservedGap))
	head, rest := headOf(md)
	if strings.Contains(head, reservedGap) {
		head, rest = blankWords(row.r.Language), md
	}
	q.Kind, q.Accept = "blanks", [][]string{accept}
	q.Prompt, q.More = head, strings.Replace(rest, reservedGap, "____("+strings.Join(written, "; ")+")", 1)
}

var stepNumber = regexp.MustCompile(`^\d{1,2}[.)]\s+`)

// several reads steps or pairs: lines of a cell, or between semicolons, or cells.
func (row *quizRow) several(q *block.QuestionSource, kind string, rights []string) {
	q.Kind = kind
	for _, cell := range rights {
		if !strings.Contains(cell, "\n") && len(rights) == 1 {
			cell = strings.ReplaceAll(cell, ";", "\n")
		}
		for one := range strings.SplitSeq(cell, "\n") {
			one = stepNumber.ReplaceAllString(strings.TrimSpace(one), "")
			if one == "" {
				continue
			}
			o := block.OptionSource{Text: one}
			if kind == "match" {
				o.Text, o.To, _ = strings.Cut(strings.ReplaceAll(one, "→", "->"), "->")
				o.To = oneLine(row.text(o.To))
			}
			o.Text = oneLine(row.text(o.Text))
			q.Options = append(q.Options, o)
		}
	}
}
