package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/vocabulary"
)

// What a page's words say against the vocabulary: discouraged words, other
// spellings, abbreviations that nobody spells out. Certain repairs come along.

// heed looks at one mention.
func (l *lowerer) heed(node ast.Node, src []byte, m vocabulary.Match, where place) {
	t, p := l.terms, m.Pattern
	own := p.Term == l.page.ID
	switch {
	case p.Kind == vocabulary.Avoid:
		l.discouraged(node, src, m, where)
	case p.Kind == vocabulary.Variant || m.Spelt:
		l.variant(node, src, m, where)
		t.spelt[p.Term] = true
	case p.Kind != vocabulary.Abbr:
		t.spelt[p.Term] = true
	case p.Text != t.words.TermName(p.Term) && !own:
		if _, ok := t.bare[p.Term]; !ok {
			t.bare[p.Term] = abbreviation{l.offset(m.From), m.To - m.From, p.Text}
		}
	}
}

func (l *lowerer) discouraged(node ast.Node, src []byte, m vocabulary.Match, where place) {
	r, certain := l.terms.finder.Rewrite(m)
	words := oneLine(src[m.From:m.To])
	message := fmt.Sprintf("%q is a discouraged word for %q", words, l.terms.words.TermName(m.Pattern.Term))
	if quoted := where == quoted || l.inQuotes(src, m.From); quoted || !certain || m.Group == -1 {
		help := fmt.Sprintf("write %q", r.Words)
		if quoted {
			help += "; if these are somebody's own words, write above the paragraph:\n<!-- parley: allow P0312 quoting a client -->"
		}
		l.say(diag.DiscouragedWord, m.From, m.To-m.From, message, help)
		return
	}
	l.sayFix(diag.DiscouragedWord, node, m, message, fmt.Sprintf("write %q (parley check --fix does)", r.Words), r)
}

func (l *lowerer) variant(node ast.Node, src []byte, m vocabulary.Match, where place) {
	r, certain := l.terms.finder.Rewrite(m)
	message := fmt.Sprintf("%q is another spelling of %q", oneLine(src[m.From:m.To]), m.Pattern.Text)
	if where == quoted || l.inQuotes(src, m.From) || !certain || m.Group == -1 {
		l.say(diag.SpellingVariant, m.From, m.To-m.From, message, fmt.Sprintf("write %q", r.Words))
		return
	}
	l.sayFix(diag.SpellingVariant, node, m, message, fmt.Sprintf("write %q (parley check --fix does)", r.Words), r)
}

// sayFix reports a mention with its repair.
func (l *lowerer) sayFix(code diag.Code, node ast.Node, m vocabulary.Match, message, help string, r vocabulary.Rewriting) {
	from, to := l.offset(r.From), l.offset(r.To-1)+1
	if i := strings.IndexByte(r.Text, '\n'); i >= 0 { // what stands between the lines in the file stays: indents, quote marks
		gap := lineGap(l.full[from:to])
		begin, end := i, i+1
		for begin > 0 && (r.Text[begin-1] == ' ' || r.Text[begin-1] == '\r') {
			begin--
		}
		for end < len(r.Text) && r.Text[end] == ' ' {
			end++
		}
		r.Text = r.Text[:begin] + gap + r.Text[end:]
	}
	if h, ok := node.(*ast.Heading); ok && h.Lines().Len() == 1 && l.ownAnchor != "" { // other words would make another anchor: write the old one down
		end := l.offset(h.Lines().At(0).Stop-1) + 1
		r.Text += string(l.full[to:end]) + " {#" + l.ownAnchor + "}"
		to = end
	}
	l.report.AddFix(code, l.pos(m.From, m.To-m.From), message, help, diag.Fix{File: l.file, From: from, To: to, Old: string(l.full[from:to]), Text: r.Text})
}

// lineGap is the first line break of a text with the blanks and marks around it.
func lineGap(text []byte) string {
	i := bytes.IndexByte(text, '\n')
	if i < 0 {
		return " "
	}
	from, to := i, i+1
	for from > 0 && bytes.IndexByte([]byte(" \t\r"), text[from-1]) >= 0 {
		from--
	}
	for to < len(text) && bytes.IndexByte([]byte(" \t>"), text[to]) >= 0 {
		to++
	}
	return string(text[from:to])
}

// inQuotes tells whether an offset of the text being searched stands between
// quotation marks.
func (l *lowerer) inQuotes(src []byte, at int) bool {
	begin := l.terms.begin
	for _, title := range l.terms.titles { // the marks around a title are Markdown's
		if title[0] <= at && at < title[1] {
			begin = title[0]
		}
	}
	before := src[min(begin, at):at]
	straight := bytes.Count(before, []byte(`"`)) - bytes.Count(before, []byte(`\"`))
	open, shut := bytes.LastIndexAny(before, "“„«‘"), bytes.LastIndexAny(before, "”»’")
	return straight%2 == 1 || open > shut
}

// oneLine is a text with every run of white space as one blank.
func oneLine[T string | []byte](text T) string {
	s := string(text)
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// bareAbbreviations reports abbreviations that the page never spells out.
func (l *lowerer) bareAbbreviations() {
	t := l.terms
	for id, a := range t.bare {
		if !t.spelt[id] {
			l.report.Add(diag.BareAbbreviation, l.filePos(a.at, a.length), fmt.Sprintf("this page never says what %s stands for", a.text),
				fmt.Sprintf("write \"%s (%s)\" here", t.words.TermName(id), a.text))
		}
	}
}

// define takes a term's definition in plain words, and looks at it.
func (l *lowerer) define(node ast.Node, src []byte) {
	text := oneLine(l.plain(node, src))
	at := max(node.Pos(), 0)
	if node.Lines().Len() > 0 {
		at = node.Lines().At(0).Start
	}
	l.page.Term.Gist = course.Ref{Text: text, Pos: l.pos(at, 1)}
	if n := sentences(text); n > 2 {
		l.say(diag.LongDefinition, at, 1, fmt.Sprintf("this definition has %d sentences", n),
			"keep one or two here, and begin a new paragraph with the rest")
	}
	if l.terms == nil {
		return
	}
	for _, m := range l.terms.matches {
		if m.Pattern.Term == l.page.ID && m.Pattern.Kind < vocabulary.Avoid {
			l.say(diag.CircularTerm, m.From, m.To-m.From, fmt.Sprintf("%q is defined by its own word", l.page.Term.Name),
				"say it in words that a newcomer knows")
			return
		}
	}
}

// sentences counts the sentences of a text: ends of sentences that a capital
// letter, a digit or a quotation follows, and the last.
func sentences(text string) int {
	n := 1
	for i := 0; i+2 < len(text); i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i+1] == ' ' && !abbreviated(text[:i]) {
			n++
		}
	}
	return n
}

// abbreviated tells whether a full stop ends an abbreviation and no sentence:
// "e.g." and "cf.", or a single letter.
func abbreviated(before string) bool {
	word := before[strings.LastIndexAny(before, " (")+1:]
	switch strings.ToLower(word) {
	case "e.g", "i.e", "cf", "vs", "etc", "approx", "no", "z. b", "bzw", "vgl", "ca", "u. a", "d. h":
		return true
	}
	return len([]rune(word)) == 1
}
