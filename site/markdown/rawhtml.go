package markdown

import (
	"bytes"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/parley-kit/parley/site/diag"
)

// sanitiser lets through the HTML a site may write when it sets raw-html: true.
// It works piece by piece, as Markdown meets tags, so the lowerer keeps account
// of what is open.
type sanitiser struct{ policy *bluemonday.Policy }

func newSanitiser() *sanitiser {
	p := bluemonday.NewPolicy()
	p.AllowElements("abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
		"dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "hr", "i", "ins", "kbd",
		"li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
		"summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr")
	p.AllowAttrs("title", "lang", "dir").Globally()
	p.AllowAttrs("colspan", "rowspan", "scope").OnElements("td", "th")
	p.AllowAttrs("open").OnElements("details")
	return &sanitiser{p}
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
	l.html(b.Bytes(), at, true)
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
	l.html(b.Bytes(), at, false)
	return ast.WalkSkipChildren, nil
}

// html writes a piece of raw HTML: nothing of a comment, sanitised tags where
// the site allows them, and otherwise the tags as the text they are.
func (l *lowerer) html(piece []byte, at int, block bool) {
	trimmed := bytes.TrimSpace(piece)
	if bytes.HasPrefix(trimmed, []byte("<!--")) && bytes.HasSuffix(trimmed, []byte("-->")) && bytes.Count(trimmed, []byte("-->")) == 1 {
		return
	}
	if l.conv.policy != nil {
		l.balanced(l.conv.policy.policy.SanitizeBytes(piece))
		return
	}
	first, _, _ := bytes.Cut(trimmed, []byte("\n"))
	l.say(diag.RawHTML, at, len(first), "HTML tags are shown as text here, not obeyed",
		"write Markdown; or set raw-html: true in parley.yaml if the site needs HTML")
	if block {
		l.str("<p>")
	}
	l.esc(trimmed)
	if block {
		l.str("</p>\n")
	}
}

// balanced writes sanitised HTML, dropping end tags that close nothing, so that
// a page's author cannot close what the layout opened.
func (l *lowerer) balanced(piece []byte) {
	z := html.NewTokenizer(bytes.NewReader(piece))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if !voidTags[string(name)] {
				l.open = append(l.open, string(name))
			}
			l.str(raw)
		case html.EndTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if k := len(l.open); k > 0 && l.open[k-1] == string(name) {
				l.open = l.open[:k-1]
				l.str(raw)
			}
		default:
			l.Write(z.Raw())
		}
	}
}

// closeOpen ends what raw HTML left open at the end of a text.
func (l *lowerer) closeOpen() {
	for k := len(l.open) - 1; k >= 0; k-- {
		l.str("</", l.open[k], ">")
	}
	l.open = nil
}

var voidTags = map[string]bool{"br": true, "hr": true, "col": true, "wbr": true}
