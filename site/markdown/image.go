package markdown

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// plainWriter escapes text as goldmark's own renderer does.
var plainWriter = html.NewWriter()

func (r nodeRenderer) image(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, l := node.(*ast.Image), of(w)
	if r.c.options.Plain {
		l.str(`<img src="`)
		l.esc(util.URLEscape(n.Destination, true))
		l.str(`" alt="`)
		l.alt(n, src)
		if n.Title != nil {
			l.str(`" title="`)
			plainWriter.Write(l, n.Title)
		}
		l.str(`" />`)
		return ast.WalkSkipChildren, nil
	}
	at := max(n.Pos(), 0)
	link := l.destination(l.unescape(string(n.Destination)), at, linkLength(src, at))
	img := course.Image{Alt: l.plain(n, src), Title: l.words(string(n.Title), at), Line: link.Line, Col: link.Col, End: link.End}
	p := diag.Pos{File: l.file, Line: int(link.Line), Col: int(link.Col), End: int(link.End)}
	if !l.isPicture(&link, string(n.Destination), p) {
		return ast.WalkSkipChildren, nil
	}
	switch img.Alt {
	case "":
		l.report.Add(diag.MissingAlt, p, "this picture has no words for people who cannot see it",
			"write what it shows between the brackets: ![two overlapping ranges]("+string(n.Destination)+"); or ![-](...) if it is decoration")
	case "-":
		img.Alt = ""
	}
	img.Asset = link.To
	l.hole(course.ImageHole, len(l.page.Images))
	l.page.Images = append(l.page.Images, img)
	return ast.WalkSkipChildren, nil
}

// isPicture tells whether a link leads to a picture of the site, and reports
// where it leads instead.
func (l *lowerer) isPicture(link *course.Link, written string, p diag.Pos) bool {
	switch {
	case link.Kind == course.ToURL:
		l.report.Add(diag.UnsafeLink, p, "a picture from another site would tell that site who reads this page",
			"save the picture in the site's folder and write its path")
	case link.Kind == course.ToPage:
		l.report.Add(diag.BadImage, p, "this picture's path leads to a page", "write the path of a .png, .jpg, .svg, .webp or .gif file")
	case link.Kind == course.ToAsset && !IsImage(link.To):
		l.report.Add(diag.BadImage, p, "this is no picture that browsers show", notAPicture(link.To, written))
	default:
		return link.Kind == course.ToAsset
	}
	return false
}

// notAPicture says what to write for a file that ![...] cannot show.
func notAPicture(file, written string) string {
	switch strings.ToLower(path.Ext(file)) {
	case ".mp4", ".webm", ".ogv", ".mov":
		return "show a film with ::: video " + written
	case ".mp3", ".m4a", ".ogg", ".opus", ".wav":
		return "play a recording with ::: audio " + written
	case ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".zip", ".csv", ".txt":
		return "link to it, without the exclamation mark: [what it is](" + written + ")"
	}
	return "save it as .png, .jpg, .svg, .webp or .gif"
}

// alt writes an image's children as goldmark does: text only.
func (l *lowerer) alt(n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				plainWriter.RawWrite(l, c.Segment.Value(src))
			} else {
				plainWriter.Write(l, c.Segment.Value(src))
			}
			if c.SoftLineBreak() {
				l.WriteByte('\n')
			}
		case *ast.String:
			plainWriter.Write(l, c.Value)
		default:
			l.alt(c, src)
		}
	}
}

// paragraph also makes a figure of a picture that stands alone and has a title,
// and notes where the page's first paragraph lies: a term's definition.
func (r nodeRenderer) paragraph(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	l := of(w)
	img := loneImage(node)
	if l.inline {
		if entering {
			l.findTerms(node, src, prose)
		}
		return ast.WalkContinue, nil
	}
	if img != nil && len(img.Title) > 0 && !r.c.options.Plain {
		if entering {
			if strings.EqualFold(path.Ext(string(img.Destination)), ".svg") {
				l.str(`<figure class="drawing" tabindex="0">`) // its words stay readable on a phone: it scrolls
			} else {
				l.str("<figure>")
			}
		} else {
			l.str("<figcaption>")
			l.esc([]byte(l.fill(l.unescape(string(img.Title)), max(img.Pos(), 0))))
			l.str("</figcaption></figure>\n")
		}
		return ast.WalkContinue, nil
	}
	if entering {
		l.findTerms(node, src, prose)
		l.str("<p>")
		l.leadFrom, l.leadHole = len(l.buf), len(l.holes)
		return ast.WalkContinue, nil
	}
	if !l.lead && !l.inBlock && node.Parent() == l.top && l.page != nil && l.page.Term != nil {
		l.lead = true
		l.page.Term.Definition = l.cutBody(l.leadFrom, l.leadHole)
		l.define(node, src)
	}
	l.str("</p>\n")
	return ast.WalkContinue, nil
}

// cutBody copies what was written since from as a Body of its own.
func (l *lowerer) cutBody(from, hole int) course.Body {
	holes := make([]course.Hole, 0, len(l.holes)-hole)
	for _, h := range l.holes[hole:] {
		h.At -= uint32(from)
		holes = append(holes, h)
	}
	return course.Body{HTML: l.unshield(string(l.buf[from:])), Holes: holes}
}

func loneImage(p ast.Node) *ast.Image {
	img, ok := p.FirstChild().(*ast.Image)
	if !ok || p.ChildCount() != 1 {
		return nil
	}
	return img
}

// imageTypes lists the picture files a page may show.
var imageTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}

// IsImage tells by its name whether a file is a picture.
func IsImage(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	for _, t := range imageTypes {
		if t == ext {
			return true
		}
	}
	return false
}
