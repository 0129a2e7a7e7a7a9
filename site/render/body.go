package render

import (
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// filler fills the holes of a page's bodies for the document they stand in.
type filler struct {
	l      *language
	page   *course.Page
	dir    string                  // folder of the document's output
	prefix string                  // before each anchor, where pages share a document
	inside map[*course.Page]string // the pages of a shared document, with their prefixes
	images int
	paper  *paper
}

// on is a filler for a page that has its document for itself.
func (l *language) on(p *course.Page) *filler { return l.onPaper(p, &paper{}) }

func (l *language) onPaper(p *course.Page, k *paper) *filler {
	return &filler{l: l, page: p, dir: path.Dir(l.r.Course.Output(p)), paper: k}
}

func (f *filler) fill(b *paper, body course.Body) {
	at := uint32(0)
	for _, h := range body.Holes {
		b.WriteString(body.HTML[at:h.At])
		at = h.At
		switch h.Kind {
		case course.LinkHole:
			f.link(b, &f.page.Links[h.N])
		case course.ImageHole:
			f.image(b, &f.page.Images[h.N])
		case course.BlockHole:
			f.block(b, f.page.Blocks[h.N])
		case course.AnchorHole:
			b.WriteString(html.EscapeString(f.prefix))
		case course.TermHole:
			f.mention(b, &f.page.Mentions[h.N])
		case course.TermEndHole:
			if _, ok := f.mentioned(&f.page.Mentions[h.N]); ok {
				b.WriteString("</a>")
			}
		}
	}
	b.WriteString(body.HTML[at:])
}

// link writes the opening tag of a link; of a wiki link the whole element.
func (f *filler) link(b *paper, link *course.Link) {
	t := f.l.r.Course.Resolve(f.page, link)
	b.WriteString("<a")
	switch {
	case !t.OK && f.page.Bundled: // the site leaves the target out: words without a link
	case !t.OK:
		attr(b, "class", "broken")
	case t.URL != "":
		attr(b, "class", "external")
		attr(b, "href", t.URL)
	case t.Asset != nil:
		attr(b, "class", "attachment")
		attr(b, "href", f.Href(t.Asset.Path))
		attr(b, "data-file", fileFacts(t.Asset))
	default:
		// What leads to a section of a term, or from a term to itself, is an ordinary link.
		if t.Found != nil && t.Found.Term != nil && t.Found != f.page && t.Fragment == "" {
			attr(b, "class", "term")
		}
		attr(b, "href", f.address(t))
	}
	if link.Kind == course.ToNamed {
		b.WriteByte('>')
		b.WriteString(html.EscapeString(t.NamedWords(link)))
		b.WriteString("</a>")
		return
	}
	if link.Words != "" {
		attr(b, "title", link.Words)
	}
	b.WriteByte('>')
}

// address leads from the document to a page, or to its place in the document.
func (f *filler) address(t course.Target) string {
	if prefix, here := f.inside[t.Found]; here && t.Found != nil {
		if t.Fragment == "" {
			return "#" + strings.TrimSuffix(prefix, ":")
		}
		return "#" + prefix + t.Fragment
	}
	if t.Found == f.page && t.Fragment != "" && t.Found != nil {
		return "#" + f.prefix + escapePath(t.Fragment)
	}
	href := relative(f.dir, f.l.r.Course.OutputOf(t.Lang, t.Page))
	if t.Fragment != "" {
		href += "#" + escapePath(t.Fragment)
	}
	return href
}

// Href leads from the document to a file of the site. It implements block.Page.
func (f *filler) Href(asset string) string { return relative(f.dir, course.AssetOutput(asset)) }

// PageID names the page that a block stands on. It implements block.Page.
func (f *filler) PageID() course.ID { return f.page.ID }

// Anchor is an id of the page as the document has it. It implements block.Page.
func (f *filler) Anchor(id string) string { return f.prefix + id }

func (f *filler) image(b *paper, img *course.Image) {
	b.WriteString("<img")
	attr(b, "src", f.Href(img.Asset))
	attr(b, "alt", img.Alt)
	if a := f.l.r.Course.Assets[img.Asset]; a != nil && a.Width > 0 && a.Height > 0 {
		fmt.Fprintf(b, ` width="%d" height="%d"`, a.Width, a.Height)
	}
	if f.images++; f.images > 1 {
		b.WriteString(` loading="lazy"`)
	}
	b.WriteByte('>')
}

func (f *filler) block(b *paper, blk course.Block) {
	v, ok := blk.(block.Viewed)
	if !ok {
		return
	}
	inner := *f
	inner.paper = &paper{} // this one is being written on
	name, view := v.View(&inner)
	f.images = inner.images
	b.WriteString(string(f.l.partial(name, view)))
}

func attr(b io.StringWriter, name, value string) {
	b.WriteString(" ")
	b.WriteString(name)
	b.WriteString(`="`)
	b.WriteString(html.EscapeString(value))
	b.WriteString(`"`)
}

// fileFacts says what a file is and how large: "PDF, 230 KB".
func fileFacts(a *course.Asset) string {
	kind := strings.ToUpper(strings.TrimPrefix(path.Ext(a.Path), "."))
	size := fmt.Sprintf("%d KB", (a.Size+1023)/1024)
	if a.Size >= 1<<20 {
		size = fmt.Sprintf("%.1f MB", float64(a.Size)/(1<<20))
	}
	return strings.TrimPrefix(kind+", "+size, ", ")
}

// relative is the way from a folder to a file, both from the site's top, as an
// address.
func relative(dir, to string) string {
	if dir == "." {
		return escapePath(to)
	}
	for {
		head, rest, more := strings.Cut(dir, "/")
		if !strings.HasPrefix(to, head+"/") {
			break
		}
		to = to[len(head)+1:]
		if !more {
			return escapePath(to)
		}
		dir = rest
	}
	return strings.Repeat("../", strings.Count(dir, "/")+1) + escapePath(to)
}

// escapePath escapes a path for an address; most need nothing.
func escapePath(p string) string {
	for i := 0; i < len(p); i++ {
		c := p[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == '/') {
			return strings.ReplaceAll((&url.URL{Path: p}).EscapedPath(), ":", "%3A")
		}
	}
	return p
}
