package markdown

import (
	"github.com/yuin/goldmark/ast"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/vocabulary"
)

// meetTerms takes the mentions of a paragraph in order: what the author has
// linked, and what has been found.
func (l *lowerer) meetTerms(node ast.Node, src []byte, where place) {
	t := l.terms
	links := 0
	next := 0
	for i := 0; i <= len(t.matches); i++ {
		for next < len(t.links) && (i == len(t.matches) || t.links[next].at < t.matches[i].From) {
			l.meetLink(t.links[next])
			next++
			links++
		}
		if i == len(t.matches) {
			return
		}
		m := t.matches[i]
		if m.Auto && m.Pattern.Kind < vocabulary.Avoid {
			t.company[m.Pattern.Term] = true
		}
		l.heed(node, src, m, where)
		if m.Auto && m.Group >= 0 && m.Pattern.Kind < vocabulary.Avoid && !m.Spelt && l.page.LinkTerms && !l.unlinked &&
			m.Pattern.Term != l.page.ID && t.seen[m.Pattern.Term] != t.section && links < maxTermLinks {
			links++
			l.link(m)
		}
	}
}

// meetLink notes a link to a term that the author has written.
func (l *lowerer) meetLink(e explicit) {
	t := l.terms
	if e.term == l.page.ID {
		return
	}
	t.company[e.term] = true
	t.spelt[e.term] = t.spelt[e.term] || e.words == t.words.TermName(e.term)
	if t.seen[e.term] != t.section {
		l.mention(e.term, e.at, e.length, false)
	}
}

// link makes a link of a mention.
func (l *lowerer) link(m vocabulary.Match) {
	n := l.mention(m.Pattern.Term, m.From, m.To-m.From, true)
	if m.Weak {
		l.terms.weak[m.Pattern.Term] = append(l.terms.weak[m.Pattern.Term], n)
	}
	for _, p := range l.terms.parts {
		seg := p.node.Segment
		if m.From >= seg.Start && m.From < seg.Stop {
			l.terms.marks[p.node] = append(l.terms.marks[p.node], mark{m.From, n, false})
		}
		if m.To > seg.Start && m.To <= seg.Stop {
			l.terms.marks[p.node] = append(l.terms.marks[p.node], mark{m.To, n, true})
		}
	}
}

// mention adds a mention to the page and returns its number.
func (l *lowerer) mention(term course.ID, at, length int, auto bool) int {
	t := l.terms
	p := l.pos(at, length)
	l.page.Mentions = append(l.page.Mentions, course.Mention{
		Term: term, Line: uint32(p.Line), Col: short(p.Col), End: short(p.End), Linked: auto, First: t.seen[term] == 0,
	})
	t.seen[term] = t.section
	return len(l.page.Mentions) - 1
}
