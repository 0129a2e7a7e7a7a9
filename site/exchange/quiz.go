package exchange

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/site/markdown"
)

// Questions go to other programs and come from them as the Markdown that their
// authors typed; what pages show of it is not needed here.
//
//	a page <--> QuizPage --> GIFT
//	GIFT, a table --> drafts --> a page, which is read again to prove it

// QuizPage is what a page asks.
type QuizPage struct {
	ID    course.ID
	Lang  course.Lang
	File  string
	Title string
	Parts []QuizPart

	lines *diag.Lines
}

// QuizPart is a quiz, or else text around quizzes.
type QuizPart struct {
	Quiz   *block.QuizSource
	Text   string // Markdown
	Other  string // the name of a block that is no quiz
	called string // behind that name
	heads  int    // headings in it

	at, end int
}

// Questions counts what is asked.
func (p *QuizPage) Questions() (n int) {
	for _, part := range p.Parts {
		if part.Quiz != nil {
			n += len(part.Quiz.Questions)
		}
	}
	return n
}

// Quizzes reads pages for what they ask.
type Quizzes struct {
	cfg     *course.Config
	convert *markdown.Converter
	parts   []QuizPart // of the page that is being read
	failed  bool
}

// NewQuizzes makes a reader of a site's pages.
func NewQuizzes(cfg *course.Config) *Quizzes {
	q := &Quizzes{cfg: cfg}
	q.convert = markdown.New(markdown.Options{Languages: cfg.Languages, Variables: cfg.Variables, Blocks: block.Names(), Block: q.block})
	return q
}

func (q *Quizzes) block(c markdown.Container, s *markdown.Scope) course.Block {
	part := QuizPart{Other: strings.ToLower(c.Name), called: c.Args, at: c.At, end: c.At + c.Len}
	for _, l := range c.Lines {
		if bytes.HasPrefix(bytes.TrimSpace(l.Text), []byte("#")) {
			part.heads++
		}
	}
	if n := len(c.Lines); n > 0 {
		part.end = c.Lines[n-1].At + len(c.Lines[n-1].Text)
	}
	if part.Other == "quiz" {
		quiz, ok := block.ReadSource(c, s)
		q.failed = q.failed || !ok
		part.Quiz, part.Other = quiz, ""
	}
	q.parts = append(q.parts, part)
	return nil
}

// Read reads a page. ok is false when one of its quizzes cannot be read, which is
// reported; other mistakes of the page are not.
func (q *Quizzes) Read(file string, src []byte, report *diag.List) (page *QuizPage, ok bool) {
	text := lineFeeds(string(src))
	h, ok := load.ReadHead(file, []byte(text), q.cfg, report)
	if !ok {
		return nil, false
	}
	q.parts, q.failed = nil, false
	var found diag.List
	of := &course.Page{ID: h.ID, Lang: h.Lang, Source: file, Kind: h.Kind}
	q.convert.Convert(markdown.Source{File: file, Text: []byte(text), From: h.Body}, of, &found)
	page = &QuizPage{ID: h.ID, Lang: h.Lang, File: file, Title: of.Title, lines: diag.NewLines([]byte(text))}
	for _, f := range h.Fields {
		if f.Key == "title" {
			page.Title = f.Text
		}
	}
	for _, d := range found.Sorted() {
		if d.Severity == diag.Error && (of.Unread || q.inQuiz(page.lines, d.Pos.Line)) {
			report.Append(d)
		}
	}
	slices.SortFunc(q.parts, func(a, b QuizPart) int { return cmp.Compare(a.at, b.at) })
	page.between(text, h.Body, q.parts)
	return page, !q.failed && !of.Unread
}

// inQuiz tells whether a line is one of a quiz.
func (q *Quizzes) inQuiz(lines *diag.Lines, line int) bool {
	return slices.ContainsFunc(q.parts, func(p QuizPart) bool {
		return p.Quiz != nil && lines.Pos("", p.at, 1).Line <= line && line <= lines.Pos("", p.end, 1).Line
	})
}

// between puts the blocks of a page and the text between them in order.
func (p *QuizPage) between(text string, from int, blocks []QuizPart) {
	prose := func(to int) {
		words := strings.TrimSpace(text[min(from, to):to])
		if strings.HasPrefix(words, "# ") { // the page's title
			_, words, _ = strings.Cut(words, "\n")
		}
		if words = strings.TrimSpace(words); words != "" {
			p.Parts = append(p.Parts, QuizPart{Text: words, at: from, end: to})
		}
	}
	for _, b := range blocks {
		prose(b.at)
		p.Parts = append(p.Parts, b)
		from = lineAfter(text, lineAfter(text, b.end)) // behind the line that closes the block
	}
	prose(len(text))
}

// lineAfter is where the line begins that follows the one of a place.
func lineAfter(text string, at int) int {
	if i := strings.IndexByte(text[min(at, len(text)):], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}
