package block_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// TestTyped holds the blocks of testdata/typed, as people type them: each is the
// intended block, or an error with the corrected text. README.md says what the
// archives hold.
func TestTyped(t *testing.T) {
	names, err := filepath.Glob("testdata/typed/*.txtar")
	if err != nil || len(names) < 200 {
		t.Fatalf("%d archives (%v)", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			in, want := typedCase(src)
			p, found := typedPage(in)
			var wanted []string // errors
			if first, _, _ := strings.Cut(want, "\n"); strings.HasPrefix(first, "error: ") {
				wanted = strings.Split(strings.TrimSpace(want), "\n")
			}
			if wanted == nil {
				if len(found) > 0 {
					t.Fatalf("reported:\n%s", said(found))
				}
				got := ""
				for _, b := range p.Blocks {
					got += facts(t, p, b)
				}
				if got != strings.TrimSpace(want)+"\n" {
					t.Errorf("got\n%swant\n%s", got, want)
				}
				return
			}
			for _, w := range wanted {
				line, text, _ := strings.Cut(strings.TrimPrefix(w, "error: "), ": ")
				if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
					return strconv.Itoa(d.Pos.Line) == line && strings.Contains(d.Help, text)
				}) {
					t.Errorf("no error says %q at line %s:\n%s", text, line, said(found))
				}
			}
		})
	}
}

// typedCase is what an archive holds; a carriage return in it is part of the case.
func typedCase(src []byte) (in []byte, want string) {
	for _, f := range txtar.Parse(src).Files {
		switch f.Name {
		case "in.md":
			in = f.Data
		case "want":
			want = string(f.Data)
		}
	}
	_, rest, _ := bytes.Cut(src, []byte("-- in.md --\n"))
	if at := bytes.Index(rest, []byte("-- want --\n")); at >= 0 {
		in = rest[:at]
	}
	return in, want
}

// typedPage reads a page, and the errors in it.
func typedPage(in []byte) (*course.Page, []diag.Diagnostic) {
	var report diag.List
	l := load.Loader{Site: fstest.MapFS{
		"parley.yaml":   {Data: []byte("name: T\nid: t-site\ncompetencies:\n  - {id: preparing, name: Preparing}\n  - {id: exploring, name: Exploring}\n")},
		"content/in.md": {Data: in},
	}, Base: fstest.MapFS{"parley.yaml": {Data: []byte("name: B\nid: b\n")}}}
	c := l.Load(context.Background(), nil, &report)
	var found []diag.Diagnostic
	for _, d := range report.Sorted() {
		if d.Severity == diag.Error && d.Code != diag.MissingTitle {
			found = append(found, d)
		}
	}
	p, ok := c.Page(c.Config.Languages[0], "content/in")
	if !ok {
		p = &course.Page{}
	}
	return p, found
}

func said(found []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%d: %s [%s]\n   %s\n", d.Pos.Line, d.Message, d.Code, strings.ReplaceAll(d.Help, "\n", "\n   "))
	}
	return b.String()
}

// facts writes a block as README.md says.
func facts(t *testing.T, p *course.Page, b course.Block) string {
	t.Helper()
	w := &factWriter{p: p}
	switch b := b.(type) {
	case *block.Quiz:
		w.quiz(b)
	case *block.Worked:
		w.begin("worked", b.Name, b.Title)
		for _, s := range b.Steps {
			if s.Question != nil {
				w.question(s.Question)
				continue
			}
			w.line("step "+or(s.ID), w.text(s.Heading))
			w.maybe("body", s.Body)
		}
	case *block.Compare:
		w.begin("compare", b.Name, b.Title)
		for _, c := range b.Cases {
			w.line("case", w.text(c.Heading))
			w.maybe("body", c.Body)
		}
		w.question(&b.Question)
	case *block.Scale:
		w.scale(b)
	case *block.Form:
		w.form(b)
	case *block.Path:
		w.path(b)
	case *block.Cards:
		w.line(fmt.Sprint("cards"))
	default:
		t.Fatalf("no facts are known of %s", b.BlockName())
	}
	return w.b.String()
}

type factWriter struct {
	b strings.Builder
	p *course.Page
}

// line writes words, and texts between quotation marks behind them.
func (w *factWriter) line(words string, texts ...string) {
	w.b.WriteString(words)
	for _, text := range texts {
		w.b.WriteString(` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`)
	}
	w.b.WriteString("\n")
}

// maybe writes a line unless its text says nothing.
func (w *factWriter) maybe(words string, body course.Body) {
	if body.HTML != "" {
		w.line(words, w.text(body))
	}
}

// text is what a reader sees of a body.
func (w *factWriter) text(body course.Body) string {
	whole, at := "", 0
	for _, h := range body.Holes {
		if h.Kind == course.LinkHole && w.p.Links[h.N].Kind == course.ToNamed {
			whole += body.HTML[at:h.At]
			at = int(h.At)
			if words := w.p.Links[h.N].Words; words != "" {
				whole += words
			} else {
				whole += w.p.Links[h.N].To
			}
		}
	}
	return seen(whole + body.HTML[at:])
}

func seen(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			text := strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Cf, r) {
					return -1
				}
				return r
			}, b.String())
			return strings.Join(strings.Fields(text), " ")
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); slices.Contains([]string{"p", "li", "ul", "br", "div"}, string(name)) {
				b.WriteString(" ")
			}
		}
	}
}

// or is a word, or - in place of none.
func or(word string) string {
	if word == "" {
		return "-"
	}
	return word
}

// begin writes what a block is, its name and title.
func (w *factWriter) begin(kind, name, title string) {
	w.line(kind + " " + or(name))
	if title != "" {
		w.line("title", title)
	}
}

func (w *factWriter) quiz(q *block.Quiz) {
	w.begin("quiz", q.Name, q.Title)
	for _, k := range []struct {
		on   bool
		line string
	}{
		{q.Pass > 0, fmt.Sprint("pass ", q.Pass)}, {q.Exam, "exam"}, {q.Retry > 0, fmt.Sprint("retry ", q.Retry)},
		{q.Draw > 0, fmt.Sprint("draw ", q.Draw)}, {q.Confidence, "confidence"},
	} {
		if k.on {
			w.line(k.line)
		}
	}
	for i := range q.Questions {
		w.question(&q.Questions[i])
	}
}

func (w *factWriter) question(q *block.Question) {
	w.line(fmt.Sprintf("item %s %s", or(q.ID), q.Kind), w.text(q.Prompt))
	w.maybe("more", q.More)
	for i, o := range q.Options {
		switch {
		case q.Kind == "order":
			w.line("order", w.text(o.Text))
		case len(q.Rights) > 0:
			w.line("pair", w.text(o.Text), w.text(q.Rights[o.To].Text))
		default:
			w.line("option "+map[bool]string{true: "x", false: "-"}[o.Right], w.text(o.Text))
		}
		w.maybe(fmt.Sprintf("feedback %d", i), o.Feedback)
	}
	if q.Truth != "" {
		w.line("truth " + q.Truth)
	}
	if q.Kind == "numeric" {
		number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
		w.line(fmt.Sprintf("numeric %s %s %s", number(q.Value), number(q.Within), or(q.Unit)))
	}
	if len(q.Sentence) > 0 {
		var texts []string
		for _, piece := range q.Sentence {
			texts = append(texts, piece.HTML)
		}
		w.line("sentence", seen(strings.Join(texts, "____")))
	}
	for _, all := range q.Accept {
		w.line("accept", all...)
	}
	for _, h := range q.Hints {
		w.maybe("hint", h)
	}
	w.maybe("why", q.Why)
	w.maybe("see", q.See)
	if q.Weight > 1 {
		w.line(fmt.Sprint("weight ", q.Weight))
	}
	if !q.Shuffle && (len(q.Options) > 0) {
		w.line("shuffle no")
	}
	w.maybe("model", q.Model)
}

func (w *factWriter) scale(s *block.Scale) {
	w.begin("scale", s.Anchors, s.Title)
	if s.Competency.Text != "" {
		w.line("competency " + s.Competency.Text)
	}
	if len(s.Names) > 0 {
		w.line("anchors", s.Names...)
	}
	for i := range s.Statements {
		words := "statement " + or(s.Statements[i].ID)
		if s.Statements[i].Reverse {
			words += " reverse"
		}
		w.line(words, w.text(s.Statements[i].Text))
	}
}

func (w *factWriter) form(f *block.Form) {
	w.begin("form", f.Name.Text, f.Title)
	if !f.Lock {
		w.line("lock no")
	}
	if f.Step != "" {
		w.line("step " + f.Step)
	}
	if f.Fold {
		w.line("fold yes")
	}
	for _, part := range f.Parts {
		switch field := part.Field; {
		case field != nil:
			w.field(field)
		case strings.HasPrefix(part.Prose.HTML, "<h"):
			w.line("heading", w.text(part.Prose))
		default:
			w.line("body", w.text(part.Prose))
		}
	}
}

func (w *factWriter) field(f *block.Field) {
	words := "field " + or(f.ID) + " " + f.Kind
	for _, with := range []struct {
		on   bool
		word string
	}{{f.Range, "range"}, {f.Required, "required"}, {f.Confidence, "confidence"}, {f.Estimate, "estimate"}} {
		if with.on {
			words += " " + with.word
		}
	}
	w.line(words, w.text(f.Label))
	if f.Settles.Form != "" {
		w.line("settles " + f.Settles.Form + " " + f.Settles.Field)
	}
	if f.Means != "" {
		w.line("means " + f.Means)
	}
	if len(f.Choices) > 0 {
		w.line("choice", f.Choices...)
	}
	if len(f.Columns) > 0 {
		w.line("columns", f.Columns...)
	}
	w.maybe("help", f.Help)
}

func (w *factWriter) path(p *block.Path) {
	w.begin("path", p.Name.Text, p.Title)
	if p.Pass != 100 {
		w.line(fmt.Sprint("pass ", p.Pass))
	}
	_, view := p.View(drawn{w.p})
	for _, part := range view.(block.PathView).Parts {
		if part.Head != "" {
			w.line("heading", seen(string(part.Head)))
		}
		for _, s := range part.Steps {
			minutes := "-"
			if s.Minutes != drawnMinutes {
				minutes = strconv.Itoa(s.Minutes)
			}
			w.b.WriteString(fmt.Sprintf("go %q %s\n", seen(string(s.Text)), minutes))
			for _, more := range []struct{ word, text string }{{"needs", string(s.Needs)}, {"after", string(s.After)}} {
				if more.text != "" {
					w.line(more.word, seen(more.text))
				}
			}
		}
	}
}
