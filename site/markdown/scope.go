package markdown

import (
	"bytes"
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Scope is what a block's reader may ask of the page the block stands in.
// Offsets are offsets in the file, as Container and Line carry them.
type Scope struct{ l *lowerer }

// Prose reads lines as Markdown, in which no block may stand.
func (s *Scope) Prose(lines []Line) course.Body { return s.read(lines, false, false) }

// Unlinked is Prose in which no term is linked, unless its author links it: what
// would give an answer away. It is held against the vocabulary all the same.
func (s *Scope) Unlinked(lines []Line) course.Body { return s.read(lines, true, false) }

// Inline reads lines as the words of one paragraph, as a label, a button or an
// answer holds them: no element around them, no list or heading however they
// begin. No term is linked.
func (s *Scope) Inline(lines ...Line) course.Body { return s.read(lines, true, true) }

func (s *Scope) read(lines []Line, unlinked, inline bool) course.Body {
	outer := *s.l
	inner := s.l
	inner.lines, inner.base, inner.inBlock, inner.open, inner.marks = lines, 0, true, nil, nil
	inner.unlinked, inner.inline = unlinked, inline
	inner.proses++
	var text []byte
	inner.starts = make([]int, 0, len(lines))
	for _, line := range lines {
		inner.starts = append(inner.starts, len(text))
		text = append(append(text, line.Text...), '\n')
	}
	body := inner.lower(text)
	places, lastID, proses := inner.places, inner.lastID, inner.proses
	*s.l = outer
	s.l.places, s.l.lastID, s.l.proses = places, lastID, proses
	return body
}

// Asset resolves the path of a file named by a block; "" when it was refused,
// which has been reported.
func (s *Scope) Asset(written string, at int) string {
	l := s.l
	lines, base := l.lines, l.base
	l.lines, l.base = nil, 0
	link := l.destination(written, at, len(written))
	l.lines, l.base = lines, base
	if link.Kind == course.ToURL {
		s.Report(diag.UnsafeLink, at, len(written), "a file from another site would tell that site who reads this page",
			"save the file in the site's folder and write its path")
	}
	if link.Kind == course.ToPage {
		s.Report(diag.BadValue, at, len(written), "the path of a file is wanted here, and this leads to a page", "write the file's name with its ending")
	}
	if link.Kind != course.ToAsset {
		return ""
	}
	l.page.Links = append(l.page.Links, link) // so that check sees it and render publishes it
	return link.To
}

// Words fills the variables in a line that is not Markdown, such as a title.
func (s *Scope) Words(text string, at int) string {
	s.l.textSpan(at, min(at+len(text), len(s.l.full)))
	return FillVariables(text, s.l.conv.options.Variables, func(name string) {
		s.Report(diag.UnknownVariable, at, len(text), UnknownVariable(name), VariableHelp(name, s.l.conv.options.Variables))
	})
}

// Report adds a finding at a place in the file.
func (s *Scope) Report(code diag.Code, at, length int, message, help string) {
	s.l.report.Add(code, s.l.filePos(at, length), message, help)
}

// Lang is the page's language.
func (s *Scope) Lang() course.Lang { return s.l.page.Lang }

// Claim takes an id for an item of a block, such as a question: it becomes an
// anchor of the page, so nothing else on it may have the id. What is wrong with it
// is reported; then the item has none.
func (s *Scope) Claim(id string, at int) (claimed bool) {
	l := s.l
	switch {
	case !goodID.MatchString(id):
		s.Report(diag.BadValue, at, len(id), "the id {#"+id+"} cannot stand in an address",
			"use letters, digits, full stops and hyphens, beginning with a letter")
	case reserved(id):
		s.Report(diag.BadValue, at, len(id), "the id {#"+id+"} is one that Parley itself uses", "write another one")
	case l.items[id]:
		l.report.AddFix(diag.DoubledItem, l.filePos(at, len(id)), "two items of this page have the id {#"+id+"}",
			"give the one that is newer another id (parley check --fix changes this one)",
			diag.Fix{File: l.file, From: at, To: at + len(id), Old: id, Text: diag.FreshID, Fresh: true})
	case l.ids[id] > 0:
		s.Report(diag.DoubledItem, at, len(id), fmt.Sprintf("a heading of this page has the anchor {#%s} already", id),
			"give the heading an anchor of its own at its end, such as {#"+id+"-heading}")
	default:
		l.ids[id]++
		if l.items == nil {
			l.items = map[string]bool{}
		}
		l.items[id] = true
		return true
	}
	return false
}

// MissingID reports an item without an id on a line of the block.
func (s *Scope) MissingID(line Line) {
	text := bytes.TrimRight(line.Text, " \t")
	begin := len(text) - len(bytes.TrimLeft(text, " \t"))
	at := line.At + len(text)
	s.l.report.AddFix(diag.MissingItem, s.l.filePos(line.At+begin, len(text)-begin), "this has no id, so no answer to it can be kept",
		"end the line with one that stays, such as {#limit} (parley check --fix makes one up)",
		diag.Fix{File: s.l.file, From: at, To: at, Text: " {#" + diag.FreshID + "}", Fresh: true})
}
