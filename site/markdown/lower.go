package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// lowerer is the writer that goldmark renders a page into. It is a
// util.BufWriter over memory, and the state of one conversion: node renderers
// get at it through the writer they are handed.
type lowerer struct {
	conv   *Converter
	file   string
	full   []byte // the whole file
	base   int    // offset in the file of the text being parsed
	lines  []Line // set while the prose of a block is parsed: where its lines stand in the file
	starts []int  // and where in the text
	page   *course.Page
	report *diag.List
	places *diag.Lines
	ids    map[string]int  // anchors in use
	items  map[string]bool // those of items in blocks
	budget *budget         // of the page's parsing; blocks share it
	terms  *terms          // nil where there is no vocabulary; blocks share it

	buf         []byte
	holes       []course.Hole
	top         ast.Node
	src         []byte // the text being parsed
	shielded    bool
	open        []string // raw HTML elements not yet closed
	marks       []int    // how many were open where each element around began
	inBlock     bool
	unlinked    bool // no term is linked
	inline      bool // the words of one paragraph, without it
	proses      int  // texts of blocks read so far
	strays      int  // ::: lines to come that close a block which was nested
	spilt       bool // the lines of a block stand in the text, since it began with what are nearly three colons
	lead        bool // the first paragraph has been seen
	leadFrom    int  // where the current paragraph began in buf
	leadHole    int  // and in holes
	lastID      string
	ownAnchor   string // of the heading being rendered, when its words make it
	inTableBody bool
}

// The util.BufWriter methods.
func (l *lowerer) Available() int { return cap(l.buf) - len(l.buf) }
func (l *lowerer) Buffered() int  { return len(l.buf) }
func (l *lowerer) Flush() error   { return nil }
func (l *lowerer) WriteByte(c byte) error {
	l.buf = append(l.buf, c)
	return nil
}
func (l *lowerer) WriteRune(r rune) (int, error) {
	n := len(l.buf)
	l.buf = utf8.AppendRune(l.buf, r)
	return len(l.buf) - n, nil
}
func (l *lowerer) Write(p []byte) (int, error) {
	l.buf = append(l.buf, p...)
	return len(p), nil
}
func (l *lowerer) WriteString(s string) (int, error) {
	l.buf = append(l.buf, s...)
	return len(s), nil
}

// of is the lowerer behind a node renderer's writer.
func of(w util.BufWriter) *lowerer { return w.(*lowerer) }

func (l *lowerer) str(parts ...string) {
	for _, s := range parts {
		l.buf = append(l.buf, s...)
	}
}

func (l *lowerer) esc(s []byte) { l.buf = append(l.buf, util.EscapeHTML(s)...) }

// escText is esc without a copy.
func (l *lowerer) escText(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		if escaped := util.EscapeHTMLByte(s[i]); escaped != nil {
			l.buf = append(append(l.buf, s[from:i]...), escaped...)
			from = i + 1
		}
	}
	l.buf = append(l.buf, s[from:]...)
}

func (l *lowerer) hole(kind course.HoleKind, n int) {
	l.holes = append(l.holes, course.Hole{At: uint32(len(l.buf)), N: uint32(n), Kind: kind})
}

// offset maps a place in the text being parsed to one in the file.
func (l *lowerer) offset(at int) int {
	if len(l.lines) == 0 {
		return l.base + at
	}
	i := max(sort.SearchInts(l.starts, at+1)-1, 0)
	return l.lines[i].At + min(at-l.starts[i], len(l.lines[i].Text))
}

// pos is the place of length bytes from at on in the text being parsed.
func (l *lowerer) pos(at, length int) diag.Pos {
	return l.filePos(l.offset(at), length)
}

func (l *lowerer) filePos(offset, length int) diag.Pos {
	if l.places == nil {
		l.places = diag.NewLines(l.full)
	}
	return l.places.Pos(l.file, offset, length)
}

// say reports a finding at a place in the text being parsed.
func (l *lowerer) say(code diag.Code, at, length int, message, help string) {
	l.report.Add(code, l.pos(at, length), message, help)
}

// plain is the text of a node without its marks.
func (l *lowerer) plain(n ast.Node, src []byte) string {
	var b strings.Builder
	l.plainTo(&b, n, src)
	return strings.TrimSpace(l.unshield(b.String()))
}

func (l *lowerer) plainTo(b *strings.Builder, n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			v := c.Segment.Value(src)
			if !c.IsRaw() {
				v = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(v)))
			}
			b.Write(v)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(src))
		case *wikiNode:
			b.WriteString(c.words())
		case *variableNode:
			b.WriteString(c.words())
		case *mathNode:
			b.WriteString(c.tex)
		case *ast.RawHTML:
		default:
			l.plainTo(b, c, src)
		}
	}
}

// nodeRenderer registers the project's own renderings, each in the file of its
// construct.
type nodeRenderer struct{ c *Converter }

// RegisterFuncs implements renderer.NodeRenderer.
func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, r.heading)
	reg.Register(ast.KindParagraph, r.paragraph)
	if !r.c.options.Plain {
		reg.Register(ast.KindText, r.text)
		reg.Register(ast.KindTextBlock, r.textBlock)
	}
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindAutoLink, r.autoLink)
	reg.Register(ast.KindImage, r.image)
	reg.Register(ast.KindFencedCodeBlock, r.fencedCode)
	reg.Register(ast.KindCodeBlock, r.indentedCode)
	reg.Register(ast.KindHTMLBlock, r.htmlBlock)
	reg.Register(ast.KindRawHTML, r.rawHTML)
	reg.Register(extast.KindTable, r.table)
	reg.Register(extast.KindTableHeader, r.tableHeader)
	reg.Register(extast.KindTableRow, r.tableRow)
	reg.Register(extast.KindTableCell, r.tableCell)
	reg.Register(extast.KindTaskCheckBox, r.taskBox)
	reg.Register(extast.KindFootnoteLink, r.footnoteLink)
	reg.Register(extast.KindFootnoteBacklink, r.footnoteBacklink)
	reg.Register(extast.KindFootnote, r.footnote)
	reg.Register(extast.KindFootnoteList, r.footnoteList)
	reg.Register(kindWiki, r.wiki)
	reg.Register(kindVariable, r.variable)
	reg.Register(kindMath, r.math)
	reg.Register(kindContainer, r.container)
}
