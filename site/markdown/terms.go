package markdown

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/vocabulary"
)

// Terms in prose. A paragraph, list item or cell is searched when its rendering
// begins, so that mentions are met in reading order, those in blocks included.
// The first mention of a term in a section becomes a link: two holes around the
// words, wherever the words run over lines. Whether a page is about such things
// at all is known only at its end; see dropLonely.

// maxTermLinks bounds the links to terms in one paragraph; more would make a
// pincushion of it.
const maxTermLinks = 4

// terms is what a page has told of its terms so far.
type terms struct {
	words   *vocabulary.Vocabulary
	finder  *vocabulary.Finder
	section int
	seen    map[course.ID]int          // the last section with a mention
	bare    map[course.ID]abbreviation // used, and not spelled out so far
	spelt   map[course.ID]bool         // named in full
	marks   map[*ast.Text][]mark       // of the paragraph being rendered
	matches []vocabulary.Match         // scratch
	begin   int                        // where the text being searched begins
	titles  [][2]int                   // of its links and pictures, by offsets
	parts   []part                     // scratch: the texts of the paragraph
	links   []explicit                 // and the links to terms in it
	weak    map[course.ID][]int        // mentions that want company
	company map[course.ID]bool         // the terms that the page uses
	talks   bool                       // it speaks of negotiating
}

// textSpan searches a part of the file that is words but no Markdown: a setting,
// a title. Nothing in it is linked.
func (l *lowerer) textSpan(from, to int) {
	t := l.terms
	if t == nil || from >= to {
		return
	}
	lines, base := l.lines, l.base
	l.lines, l.base, l.ownAnchor, t.begin = nil, 0, "", from
	t.finder.Begin(l.full)
	t.finder.Text(from, to, 0)
	t.matches = t.finder.Matches(t.matches[:0])
	for _, m := range t.matches {
		l.heed(nil, l.full, m, prose)
	}
	l.lines, l.base = lines, base
}

// abbreviation is the first use of one.
type abbreviation struct {
	at, length int // in the file
	text       string
}

// mark is where a hole of a mention stands in a text.
type mark struct {
	at      int // in the source
	mention int
	end     bool
}

// part is a text of the paragraph.
type part struct {
	node   *ast.Text
	parent ast.Node
	group  int
}

// explicit is a link to a term that its author has written.
type explicit struct {
	term       course.ID
	at, length int
	words      string
}

// Groups of words that may be linked count from 0.
const (
	linked = -2 // the words of a link
	closed = -3 // nothing here may be linked
)

// place says what kind of text is searched.
type place uint8

const (
	prose   place = iota
	quoted        // somebody else's words: neither linked nor rewritten
	heading       // not linked; its words make its anchor, so they are not rewritten either
)

// usesTerms takes the page's vocabulary up, and returns what gives it back.
func (l *lowerer) usesTerms() func() {
	v := l.conv.vocabularies[l.page.Lang]
	if v == nil || v.Empty() || l.conv.options.Plain {
		return func() {}
	}
	l.terms = &terms{
		words: v, finder: v.Finder(), section: 1, seen: map[course.ID]int{}, bare: map[course.ID]abbreviation{},
		spelt: map[course.ID]bool{}, marks: map[*ast.Text][]mark{}, weak: map[course.ID][]int{}, company: map[course.ID]bool{},
	}
	return func() {
		l.dropLonely()
		l.bareAbbreviations()
		v.Return(l.terms.finder)
		l.terms = nil
	}
}

// dropLonely takes back the links of weak mentions on a page that neither uses
// another term nor speaks of negotiating: there the word may well mean something else.
func (l *lowerer) dropLonely() {
	t := l.terms
	if t.talks || len(t.company) > 1 || l.page.Term != nil {
		return
	}
	for _, of := range t.weak {
		for _, n := range of {
			m := &l.page.Mentions[n]
			m.Linked, m.First = false, false
		}
	}
}

// findTerms searches a paragraph, list item, cell or heading.
func (l *lowerer) findTerms(node ast.Node, src []byte, where place) {
	t := l.terms
	if t == nil || node.FirstChild() == nil {
		return
	}
	if where == prose && inQuote(node) {
		where = quoted
	}
	clear(t.marks)
	t.parts, t.links, t.titles = t.parts[:0], t.links[:0], t.titles[:0]
	t.begin = 0
	if lines := node.Lines(); lines != nil && lines.Len() > 0 {
		t.begin = lines.At(0).Start
	}
	t.finder.Begin(src)
	group := 0
	if where != prose {
		group = closed
	}
	l.readTerms(node, src, group)
	t.talks = t.talks || t.finder.Talks()
	t.matches = t.finder.Matches(t.matches[:0])
	l.meetTerms(node, src, where)
}

// inQuote tells whether a node stands in a block quote.
func inQuote(node ast.Node) bool {
	for n := node.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			return true
		}
	}
	return false
}

// readTerms hands the texts of a node to the finder. Texts side by side under
// one parent are one group.
func (l *lowerer) readTerms(node ast.Node, src []byte, group int) {
	t := l.terms
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			t.parts = append(t.parts, part{c, node, group})
			t.finder.Text(c.Segment.Start, c.Segment.Stop, group)
			if c.SoftLineBreak() || c.HardLineBreak() {
				t.finder.Gap("\n")
			}
		case *ast.Emphasis, *extast.Strikethrough:
			inner := group
			if group >= 0 {
				inner = len(t.parts) + 1
			}
			l.readTerms(c, src, inner)
			if group >= 0 {
				group = len(t.parts) + 1
			}
		case *ast.Link:
			if id, ok := l.termOf(string(c.Destination)); ok {
				t.links = append(t.links, explicit{id, max(c.Pos(), 0), 1, l.plain(c, src)})
			}
			l.readApart(c, src, c.Title)
		case *ast.Image:
			l.readApart(c, src, c.Title)
		case *wikiNode:
			if id, ok := t.words.Named(strings.TrimSuffix(c.target, ".md")); ok && !c.optOut {
				t.links = append(t.links, explicit{id, c.at, c.length, c.words()})
			}
			t.finder.Cut()
			if i := bytes.IndexByte(src[c.at:c.at+c.length], pipeShield); i >= 0 {
				t.finder.Text(c.at+i+1, c.at+c.length-2, linked)
				t.finder.Cut()
			}
		default:
			t.finder.Cut()
		}
	}
}

// readApart hands the words of a link or picture to the finder, and its title.
func (l *lowerer) readApart(node ast.Node, src, title []byte) {
	t := l.terms
	t.finder.Cut()
	l.readTerms(node, src, linked)
	t.finder.Cut()
	if at := max(node.Pos(), 0); len(title) > 0 {
		if i := bytes.Index(src[at:], title); i >= 0 {
			t.titles = append(t.titles, [2]int{at + i, at + i + len(title)})
			t.finder.Text(at+i, at+i+len(title), linked)
			t.finder.Cut()
		}
	}
}

// termOf is the term that a link leads to. A page that is no term may have the
// name of one.
func (l *lowerer) termOf(destination string) (course.ID, bool) {
	file, _, _ := strings.Cut(destination, "#")
	to := file
	if !strings.HasPrefix(file, "/") {
		to = "/" + path.Join(path.Dir(string(l.page.ID)), file)
	}
	id, ok := l.terms.words.Named(strings.TrimSuffix(path.Base(to), ".md"))
	return id, ok && "/"+string(id)+".md" == to
}

// text writes a text, with the holes of the mentions in it.
func (r nodeRenderer) text(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, l := node.(*ast.Text), of(w)
	at := n.Segment.Start
	if l.terms != nil {
		for _, m := range l.terms.marks[n] {
			html.DefaultWriter.Write(l, src[at:m.at])
			at = m.at
			kind := course.TermHole
			if m.end {
				kind = course.TermEndHole
			}
			l.hole(kind, m.mention)
		}
	}
	switch {
	case n.IsRaw():
		html.DefaultWriter.RawWrite(l, src[at:n.Segment.Stop])
	default:
		html.DefaultWriter.Write(l, src[at:n.Segment.Stop])
		if n.HardLineBreak() {
			l.str("<br>\n")
		} else if n.SoftLineBreak() {
			l.str("\n")
		}
	}
	return ast.WalkContinue, nil
}

// textBlock is the text of a list item without paragraphs.
func (r nodeRenderer) textBlock(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	l := of(w)
	if entering {
		l.findTerms(node, src, prose)
	} else if node.NextSibling() != nil && node.FirstChild() != nil {
		l.str("\n")
	}
	return ast.WalkContinue, nil
}
