package markdown

import (
	"slices"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Confide reads lines as Markdown that is for somebody alone. Nothing of it becomes a
// part of the page: no heading, link, term or word is listed anywhere, and what is
// reported names the place, but quotes nothing. Links and pictures would show in what
// is published whether or not anybody can read the text around them, so they are
// refused; ok is false then, and wherever something else is wrong with it.
func (s *Scope) Confide(lines []Line) (html string, ok bool) {
	outer := *s.l
	var said diag.List
	page := course.Page{ID: s.l.page.ID, Kind: s.l.page.Kind, Lang: s.l.page.Lang, Source: s.l.page.Source}
	inner := s.l
	inner.page, inner.report, inner.terms, inner.ids, inner.items = &page, &said, nil, map[string]int{}, nil
	body := s.read(lines, true, false)
	places := inner.places
	*s.l = outer
	s.l.places = places

	ok = true
	for _, d := range said.Sorted() {
		title := "something in this confidential text is not right"
		if e, known := diag.Lookup(d.Code); known {
			title = e.Title + ", in a confidential text"
		}
		s.l.report.Append(diag.Diagnostic{Code: d.Code, Severity: d.Severity, Pos: d.Pos, Message: title, Private: true})
		ok = ok && d.Severity != diag.Error
	}
	if slices.ContainsFunc(body.Holes, func(h course.Hole) bool { return h.Kind != course.AnchorHole }) {
		s.Private(diag.ConfidentialLink, lines[0].At, 0, "a confidential text holds a link, a picture or a file, which would be published for everybody",
			"name the page in words, or put the link above the block")
		return "", false
	}
	return body.HTML, ok
}

// Unread tells whether a block of this word stands above that could not be read, which
// has been reported.
func (s *Scope) Unread(word string) bool {
	return slices.ContainsFunc(s.l.page.Broken, func(b course.Broken) bool { return b.Word == word })
}

// Above are the blocks of the page so far.
func (s *Scope) Above() []course.Block { return s.l.page.Blocks }

// Private adds a finding in a confidential text: its line is not shown. What is said
// must quote nothing of it either.
func (s *Scope) Private(code diag.Code, at, length int, message, help string) {
	s.l.report.Append(diag.Private(code, s.l.filePos(at, length), message, help))
}
