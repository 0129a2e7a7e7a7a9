package load

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// maxSVGDepth bounds how deep a drawing's groups may stand in each other.
const maxSVGDepth = 500

// drawing reads an SVG picture: its size, and whether it could run code or fetch
// something when somebody opens it by itself, where no page's policy protects.
type drawing struct {
	src    []byte
	asset  *course.Asset
	report *diag.List

	depth  int // of open elements
	styles int // of open style elements
}

// read goes through the drawing's elements; the first trouble ends it.
func (d *drawing) read() {
	x := xml.NewDecoder(bytes.NewReader(d.src))
	for root := true; ; {
		at := int(x.InputOffset())
		t, err := x.Token()
		if err == io.EOF && !root {
			return
		}
		if s, ok := t.(xml.StartElement); ok && root {
			root = false
			if s.Name.Local != "svg" {
				err = fmt.Errorf("it begins with <%s> instead of <svg>", s.Name.Local)
			}
			sizeSVG(s, d.asset)
		}
		if err == nil && d.depth > maxSVGDepth {
			err = fmt.Errorf("its groups are nested more than %d deep", maxSVGDepth)
		}
		if err != nil {
			d.bad(int(x.InputOffset()), err)
			return
		}
		if what := d.unsafe(t); what != "" {
			d.report.Add(diag.UnsafeSVG, diag.NewLines(d.src).Pos(d.asset.Path, at, 1), "this drawing holds "+what,
				"export it again as a plain SVG, or as PNG")
			return
		}
	}
}

// unsafe names what is unsafe about a part of the drawing.
func (d *drawing) unsafe(t xml.Token) string {
	switch t := t.(type) {
	case xml.Directive:
		if bytes.Contains(t, []byte("ENTITY")) {
			return "an entity, which may grow without end"
		}
	case xml.ProcInst:
		if t.Target != "xml" {
			return "the instruction " + t.Target
		}
	case xml.StartElement:
		d.depth++
		if t.Name.Local == "style" {
			d.styles++
		}
		return unsafeElement(t)
	case xml.EndElement:
		d.depth--
		if t.Name.Local == "style" {
			d.styles--
		}
	case xml.CharData:
		if d.styles > 0 && fetches(string(t)) {
			return "a style that fetches something"
		}
	}
	return ""
}

// bad reports a drawing that is none.
func (d *drawing) bad(at int, err error) {
	message := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Msg
	} else if err == io.EOF {
		message = "it is empty"
	}
	d.report.Add(diag.BadImage, diag.NewLines(d.src).Pos(d.asset.Path, at, 1), "this drawing cannot be read: "+message, "export it again as a plain SVG")
}

// sizeSVG takes the size from width and height, or else from the viewBox.
func sizeSVG(s xml.StartElement, a *course.Asset) {
	var w, h int
	var box []string
	for _, at := range s.Attr {
		switch at.Name.Local {
		case "width":
			w = pixels(strings.TrimSuffix(at.Value, "px"))
		case "height":
			h = pixels(strings.TrimSuffix(at.Value, "px"))
		case "viewBox":
			box = strings.Fields(strings.ReplaceAll(at.Value, ",", " "))
		}
	}
	if (w == 0 || h == 0) && len(box) == 4 {
		w, h = pixels(box[2]), pixels(box[3])
	}
	if w > 0 && h > 0 {
		a.Width, a.Height = w, h
	}
}

// pixels rounds a length; 0 when it is none, or absurd.
func pixels(s string) int {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0.5 && n < 1e6) {
		return 0
	}
	return int(n + 0.5)
}

// unsafeElement names what makes an element unsafe.
func unsafeElement(s xml.StartElement) string {
	element := strings.ToLower(s.Name.Local)
	switch element {
	case "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "set", "listener":
		return "the element " + s.Name.Local
	}
	for _, a := range s.Attr {
		name, v := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return "the script " + a.Name.Local
		case name == "href" && !strings.HasPrefix(v, "#") && !dataPicture.MatchString(v):
			return "a link to something outside it"
		case name == "attributename" && strings.HasSuffix(v, "href"):
			return "a link that changes"
		case name == "base" && a.Name.Space != "":
			return "a base for its links"
		case fetches(v):
			return "a style that fetches something"
		}
	}
	return ""
}

// dataPicture is a picture that lies in the drawing itself, and is no drawing.
var dataPicture = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp|avif)[;,]`)

// styleURL is what a style refers to.
var styleURL = regexp.MustCompile(`url\(\s*["']?\s*([^\s"')]{0,30})`)

// fetches tells whether a style refers to something outside the drawing.
func fetches(style string) bool {
	style = strings.ToLower(style)
	if strings.Contains(style, "@import") || strings.Contains(style, `\`) && strings.Contains(style, "(") {
		return true // a \ may hide the letters of url
	}
	for _, m := range styleURL.FindAllStringSubmatch(style, -1) {
		if !strings.HasPrefix(m[1], "#") && !dataPicture.MatchString(m[1]) {
			return true
		}
	}
	return false
}
