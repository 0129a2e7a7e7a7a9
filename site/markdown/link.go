package markdown

import (
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

func (r nodeRenderer) link(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, l := node.(*ast.Link), of(w)
	if !entering {
		l.str("</a>")
		return ast.WalkContinue, nil
	}
	dest, title := string(n.Destination), string(n.Title)
	if r.c.options.Plain {
		l.str(`<a href="`)
		l.esc(util.URLEscape(n.Destination, true))
		if n.Title != nil {
			l.str(`" title="`)
			plainWriter.Write(l, n.Title)
		}
		l.str(`">`)
		return ast.WalkContinue, nil
	}
	at := max(n.Pos(), 0)
	link := l.destination(l.unescape(dest), at, linkLength(src, at))
	link.Words = l.words(title, at)
	l.openLink(link)
	return ast.WalkContinue, nil
}

func (r nodeRenderer) autoLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, l := node.(*ast.AutoLink), of(w)
	if !entering {
		return ast.WalkContinue, nil
	}
	address := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	if r.c.options.Plain {
		l.str(`<a href="`)
		l.esc(util.URLEscape([]byte(address), false))
		l.str(`">`)
	} else {
		at := max(n.Pos(), 0)
		l.openLink(l.destination(address, at, len(n.Label(src))))
	}
	l.esc(n.Label(src))
	l.str("</a>")
	return ast.WalkContinue, nil
}

func (l *lowerer) openLink(link course.Link) {
	l.hole(course.LinkHole, len(l.page.Links))
	l.page.Links = append(l.page.Links, link)
}

func (l *lowerer) unescape(s string) string {
	if s == "" {
		return ""
	}
	return l.unshield(string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences([]byte(s))))))
}

// words is a title for people: unescaped, its variables filled.
func (l *lowerer) words(s string, at int) string { return l.fill(l.unescape(s), at) }

// linkLength guesses the length of the link written at at, up to its closing
// parenthesis on the same line.
func linkLength(src []byte, at int) int {
	depth := 0
	for i := at; i < len(src) && src[i] != '\n'; i++ {
		switch src[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth <= 0 {
				return i - at + 1
			}
		}
	}
	return 1
}

// destination reads a link's target, its escapes resolved: a heading of this
// page, a page or file of the site relative to this one, or an address
// elsewhere. What must not be linked is reported and comes back empty.
func (l *lowerer) destination(written string, at, length int) course.Link {
	p := l.pos(at, length)
	link := course.Link{Line: uint32(p.Line), Col: short(p.Col), End: short(p.End)}
	target := strings.TrimSpace(written)
	rest, fragment, _ := strings.Cut(target, "#")
	if scheme, ok := hasScheme(target); ok {
		switch scheme {
		case "http", "https", "mailto", "tel":
			link.Kind, link.To = course.ToURL, target
		case "file", "a", "b", "c", "d", "e", "f", "g", "h":
			l.report.Add(diag.OutsideLink, p, "this leads to a file on your own computer, which readers do not have", "copy the file next to the page and write its name")
		default:
			l.report.Add(diag.UnsafeLink, p, "a link or picture may not lead to a "+scheme+": address", "write the path of a page or file, or an address with https:, mailto: or tel:")
		}
		return link
	}
	switch {
	case target == "":
		l.report.Add(diag.BrokenLink, p, "this link leads nowhere: there is nothing between its parentheses", "write the path of a page or file, or an address")
	case strings.HasPrefix(target, "//"):
		l.report.Add(diag.UnsafeLink, p, "this address has no scheme", "write https:"+target)
	case strings.HasPrefix(target, "/"):
		l.report.Add(diag.AbsoluteLink, p, "this link begins with a slash, so it breaks wherever the site is not at the top of its server",
			"write the way from this file: "+relativeTo(l.file, strings.TrimPrefix(target, "/")))
	case rest == "":
		link.Kind, link.To, link.Fragment = course.ToPage, string(l.page.ID), decode(fragment)
	default:
		rest, _, _ = strings.Cut(rest, "?")
		l.inSite(&link, decode(rest), decode(fragment), p)
	}
	return link
}

// inSite resolves a relative path against the page's own file.
func (l *lowerer) inSite(link *course.Link, rel, fragment string, p diag.Pos) {
	full := path.Join(path.Dir(l.file), rel)
	if full == ".." || strings.HasPrefix(full, "../") {
		l.report.Add(diag.OutsideLink, p, "this link leads out of the site's folder", "copy the file into the site and link to it there")
		return
	}
	switch {
	case strings.EqualFold(path.Ext(full), ".md"):
		l.toPage(link, full, fragment)
	case strings.HasSuffix(rel, "/") || path.Ext(full) == "":
		l.toPage(link, path.Join(full, "index.md"), fragment)
	default:
		link.Kind, link.To = course.ToAsset, full
	}
}

func (l *lowerer) toPage(link *course.Link, source, fragment string) {
	_, id := course.SourceID(source, l.conv.options.Languages)
	link.Kind, link.To, link.Fragment = course.ToPage, l.conv.interned(string(id)), fragment
}

// short fits a column into a Link.
func short(col int) uint16 { return uint16(min(col, 1<<16-1)) }

func hasScheme(s string) (string, bool) {
	i := strings.IndexAny(s, ":/?#")
	if i <= 0 || s[i] != ':' {
		return "", false
	}
	for k, c := range []byte(s[:i]) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (k == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return "", false
		}
	}
	return strings.ToLower(s[:i]), true
}

func decode(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// relativeTo is the way from file's folder to target.
func relativeTo(file, target string) string {
	up := strings.Count(path.Dir(file), "/") + 1
	if path.Dir(file) == "." {
		up = 0
	}
	return strings.Repeat("../", up) + target
}
