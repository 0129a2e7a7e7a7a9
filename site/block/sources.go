package block

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Sources lists what a page rests on, each with how far its writers have looked
// it up: a reader who is to believe a finding should know that.
//
//	::: sources
//	- Raiffa, 1982, *The Art and Science of Negotiation*: reservation value. (checked: no)
//	:::
type Sources struct {
	Items []Cited
}

// Cited is one source.
type Cited struct {
	Text    course.Body
	Checked string // one of course.CheckedWords
}

var checkedEnd = regexp.MustCompile(`(?i)\s*\(\s*checked\s*:\s*([^()]*?)\s*\)[.\s]*$`)

const checkedHelp = "write at its end how far it was looked up: (checked: read), (checked: abstract) or (checked: no)"

// BlockName implements course.Block.
func (*Sources) BlockName() string { return "sources" }

// Search implements Searched.
func (t *Sources) Search() []course.Body {
	var out []course.Body
	for _, s := range t.Items {
		out = append(out, s.Text)
	}
	return out
}

func readSources(c markdown.Container, s *markdown.Scope) course.Block {
	r := read(c, s, grammar{})
	out := &Sources{}
	if args := strings.TrimSpace(c.Args); args != "" {
		r.fail(diag.BadValue, c.ArgsAt, len(c.Args), "sources have no name", "write ::: sources alone")
	}
	for i := range r.lines {
		switch l := &r.lines[i]; l.kind {
		case blankLine:
		case bulletLine, numberedLine:
			r.noID(l, "a source")
			out.Items = append(out.Items, r.cited(l))
		default:
			r.doubt(l, "this line is no source", "- "+l.words()+" (checked: no)")
		}
	}
	if len(out.Items) == 0 && !r.failed {
		r.fail(diag.EmptyBlock, c.At, c.Len, "no source stands here", "write one a line, such as: - Raiffa, 1982: reservation value. (checked: no)")
	}
	if r.failed {
		return nil
	}
	return out
}

func (r *reader) cited(l *line) Cited {
	shadow := shadowOf(l.text)
	m := checkedEnd.FindStringSubmatchIndex(shadow.text)
	if m == nil {
		r.failLine(diag.MissingSetting, l, "this source does not say how far it was looked up", checkedHelp)
		return Cited{}
	}
	word := strings.ToLower(shadow.text[m[2]:m[3]])
	if !slices.Contains(course.CheckedWords, word) {
		r.failLine(diag.BadValue, l, "\""+word+"\" does not say how far it was looked up", checkedHelp)
		return Cited{}
	}
	return Cited{r.Inline(shadow.to(m[0]).trim().words(l.text)), word}
}

// SourcesView is what blocks/sources draws.
type SourcesView struct {
	Items []CitedView
}

// CitedView is a source: its text, and which of the words "sources.read",
// "sources.abstract" and "sources.no" stands behind it.
type CitedView struct {
	Text    template.HTML
	Checked string
}

// View implements Viewed.
func (t *Sources) View(p Page) (string, any) {
	var v SourcesView
	for _, s := range t.Items {
		v.Items = append(v.Items, CitedView{p.HTML(s.Text), s.Checked})
	}
	return "blocks/sources", v
}
