package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/parley-kit/parley/site/diag"
)

// allowedTags are the elements a site may write when it sets raw-html: true.
var allowedTags = []string{"abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
	"dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "hr", "i", "ins", "kbd",
	"li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
	"summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr"}

// newSanitiser makes the filter of raw HTML. It works piece by piece, as
// Markdown meets tags, so the lowerer keeps account of what is open.
func newSanitiser() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(allowedTags...)
	p.AllowNoAttrs().OnElements("span")
	p.AllowAttrs("title", "lang", "dir").Globally()
	p.AllowAttrs("colspan", "rowspan", "scope").OnElements("td", "th")
	p.AllowAttrs("open").OnElements("details")
	return p
}

func (r nodeRenderer) htmlBlock(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, l := node.(*ast.HTMLBlock), of(w)
	var b bytes.Buffer
	at := max(n.Pos(), 0)
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		if i == 0 {
			at = seg.Start
		}
		b.Write(seg.Value(src))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(src))
	}
	if r.c.options.Plain {
		plainWriter.SecureWrite(l, b.Bytes())
		return ast.WalkContinue, nil
	}
	l.html(b.Bytes(), at, n)
	return ast.WalkContinue, nil
}

func (r nodeRenderer) rawHTML(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	n, l := node.(*ast.RawHTML), of(w)
	var b bytes.Buffer
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		b.Write(seg.Value(src))
	}
	if r.c.options.Plain {
		l.Write(b.Bytes())
		return ast.WalkSkipChildren, nil
	}
	at := max(n.Pos(), 0)
	if n.Segments.Len() > 0 {
		at = n.Segments.At(0).Start
	}
	l.html(b.Bytes(), at, n)
	return ast.WalkSkipChildren, nil
}

// remark is an HTML comment.
var remark = regexp.MustCompile(`(?s)<!--.*?-->`)

// html writes a piece of raw HTML: nothing of a comment, sanitised tags where
// the site allows them, and otherwise the tags as the text they are.
func (l *lowerer) html(piece []byte, at int, node ast.Node) {
	block := node.Kind() == ast.KindHTMLBlock
	trimmed := bytes.TrimSpace(piece)
	if bytes.HasPrefix(trimmed, []byte("<!--")) && len(bytes.TrimSpace(remark.ReplaceAll(trimmed, nil))) == 0 {
		for _, c := range remark.FindAllIndex(piece, -1) {
			l.heedRemark(piece[c[0]:c[1]], at+c[0], node)
		}
		return
	}
	if l.conv.policy != nil {
		l.leftOut(piece, at)
		l.balanced(l.conv.policy.SanitizeBytes(piece))
		return
	}
	first, _, _ := bytes.Cut(trimmed, []byte("\n"))
	if !bytes.HasPrefix(trimmed, []byte("</")) || block { // an end tag's beginning has been reported
		l.say(diag.RawHTML, at, len(first), "HTML tags are shown as text here, not obeyed",
			"write Markdown; or set raw-html: true in parley.yaml if the site needs HTML")
	}
	if block {
		l.str("<p>")
	}
	l.esc(trimmed)
	if block {
		l.str("</p>\n")
	}
}

// leftOut reports the first tag of a piece that is not let through.
func (l *lowerer) leftOut(piece []byte, at int) {
	z := html.NewTokenizer(bytes.NewReader(piece))
	for from := at; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		length := len(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if name, _ := z.TagName(); !slices.Contains(allowedTags, string(name)) {
				l.say(diag.RawHTML, from, length, "the tag <"+string(name)+"> is left out, because it could harm readers or the layout",
					"write Markdown; allowed are "+strings.Join(allowedTags, ", "))
				return
			}
		}
		from += length
	}
}

// balanced writes sanitised HTML, dropping end tags that close nothing that was
// opened in the element around, so that a page's author cannot close what the
// layout opened.
func (l *lowerer) balanced(piece []byte) {
	z := html.NewTokenizer(bytes.NewReader(piece))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			raw := string(z.Raw())
			if name, _ := z.TagName(); !voidTags[string(name)] {
				l.open = append(l.open, string(name))
			}
			l.str(raw)
		case html.EndTagToken:
			name, _ := z.TagName()
			l.closeTag(string(name))
		default:
			l.Write(z.Raw())
		}
	}
}

// closeTag ends the innermost open element of a name and all within it.
func (l *lowerer) closeTag(name string) {
	around := 0
	if k := len(l.marks); k > 0 {
		around = l.marks[k-1]
	}
	for k := len(l.open) - 1; k >= around; k-- {
		if l.open[k] == name {
			l.closeTo(k)
			return
		}
	}
}

// closeTo ends the open elements of raw HTML but for the first n.
func (l *lowerer) closeTo(n int) {
	for k := len(l.open) - 1; k >= n; k-- {
		l.str("</", l.open[k], ">")
	}
	l.open = l.open[:min(n, len(l.open))]
}

// closing wraps the rendering of an element so that raw HTML opened in it ends
// with it.
func closing(render renderer.NodeRendererFunc) renderer.NodeRendererFunc {
	return func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		l := of(w)
		if entering {
			l.marks = append(l.marks, len(l.open))
		} else if k := len(l.marks); k > 0 {
			l.closeTo(l.marks[k-1])
			l.marks = l.marks[:k-1]
		}
		return render(w, src, n, entering)
	}
}

// closingRenderers renders as others do and wraps what can hold raw HTML.
type closingRenderers []renderer.NodeRenderer

// RegisterFuncs implements renderer.NodeRenderer.
func (c closingRenderers) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	found := registry{}
	for _, r := range c {
		r.RegisterFuncs(found)
	}
	for _, kind := range []ast.NodeKind{ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, ast.KindBlockquote, ast.KindListItem,
		extast.KindTableCell, extast.KindFootnote, extast.KindDefinitionTerm, extast.KindDefinitionDescription} {
		reg.Register(kind, closing(found[kind]))
	}
}

// registry notes what renderers register.
type registry map[ast.NodeKind]renderer.NodeRendererFunc

// Register implements renderer.NodeRendererFuncRegisterer.
func (r registry) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) { r[kind] = f }

var voidTags = map[string]bool{"br": true, "hr": true, "col": true, "wbr": true}
