package render

import (
	"html/template"
	"unsafe"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// paper is what the large parts of a document are written on, its body and its
// navigation, until the layout has copied them into the document. It is then
// used for the next one: to make these strings anew for each page was half of
// all the garbage that drawing makes.
type paper struct{ text []byte }

// WriteString implements io.StringWriter.
func (k *paper) WriteString(s string) (int, error) {
	k.text = append(k.text, s...)
	return len(s), nil
}

// WriteByte implements io.ByteWriter.
func (k *paper) WriteByte(c byte) error {
	k.text = append(k.text, c)
	return nil
}

// Write implements io.Writer.
func (k *paper) Write(b []byte) (int, error) {
	k.text = append(k.text, b...)
	return len(b), nil
}

// since is what has been written from an offset on. It holds as long as the
// paper is not taken for another document. Where the paper grows meanwhile, it
// holds the memory that the text stood in before.
func (k *paper) since(from int) template.HTML {
	return template.HTML(unsafe.String(unsafe.SliceData(k.text[from:]), len(k.text)-from))
}

// nav is a navigation with the mark of the current page.
func (k *paper) nav(nav template.HTML, address string) template.HTML {
	at := theme.CurrentAt(nav, address)
	if at < 0 {
		return nav
	}
	from := len(k.text)
	k.WriteString(string(nav[:at]))
	k.WriteString(theme.CurrentMark)
	k.WriteString(string(nav[at:]))
	return k.since(from)
}

// HTML fills a body; it lies on the filler's paper.
func (f *filler) HTML(body course.Body) template.HTML {
	from := len(f.paper.text)
	if cap(f.paper.text) == 0 { // this body is all that will be written
		f.paper.text = make([]byte, 0, len(body.HTML)+64*len(body.Holes))
	}
	f.fill(f.paper, body)
	return f.paper.since(from)
}
