package formula

import (
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
)

// The output's bounds. Browsers flatten what is nested 512 deep, and the page
// around the formula needs some of that.
const (
	maxOutput      = 256 << 10 // bytes
	maxOutputDepth = 200
)

// Classes lists the classes a formula's elements may have; a theme gives each
// a rule. They replace the inline styles that a strict Content-Security-Policy
// forbids.
var Classes = []string{
	"math-left", "math-right", // where the content of a cell stands
	"math-l0", "math-l1", "math-r0", // a cell's padding: none or 1em on the left, none on the right
	"math-line-top", "math-line-bottom", "math-line-left", "math-line-right", // a cell's borders
	"math-rows",               // a table of whole formulas: rows further apart
	"math-small",              // a table within a line: rows closer
	"math-over", "math-under", // a line over or under the content
	"math-box",                                  // a frame
	"math-bold",                                 // bold where no bold letter exists
	"math-kern-3", "math-kern-4", "math-kern-5", // moved left by as many eighteenths of an em
}

// elements are the elements of MathML Core that formulas are made of.
var elements = strings.Fields(`math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot
	msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom`)

// attributes are those kept, on any element.
var attributes = strings.Fields(`accent accentunder columnspan depth displaystyle encoding fence form height
	largeop linethickness lspace mathsize mathvariant maxsize minsize movablelimits rowspan rspace
	scriptlevel separator stretchy symmetric voffset width`)

// attributeValue is what a kept attribute may say.
var attributeValue = regexp.MustCompile(`^[a-zA-Z0-9.%+/-]{0,64}$`)

// classOf translates the classes of temml that matter; the others nudge
// accents by hundredths of an em, and are left out.
var classOf = map[string]string{
	"tml-left":      "math-left",
	"tml-right":     "math-right",
	"tml-jot":       "math-rows",
	"tml-small":     "math-small",
	"tml-overline":  "math-over",
	"tml-underline": "math-under",
	"tml-fbox":      "math-box",
}

// errTooLarge is for formulas that grow beyond what a page can bear.
func errTooLarge() error {
	return &Error{Message: "the formula is too involved", Help: "split it into several formulas", Offset: -1}
}

// cleaner copies temml's markup, element by element.
type cleaner struct {
	out  strings.Builder
	open []string // the names written, innermost last
	skip int      // depth within an element left out
	seen bool     // something stands before the annotation
}

// clean rebuilds temml's markup from what is allowed, with tex, the source as
// its author wrote it, as annotation.
func clean(markup, tex string, display bool) (string, error) {
	var c cleaner
	decoder := xml.NewDecoder(strings.NewReader(markup))
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) && len(c.open) == 0 {
			return c.out.String(), nil
		}
		if err != nil {
			return "", unreadable()
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = c.start(t, display)
		case xml.EndElement:
			c.end(tex)
		case xml.CharData:
			c.text(string(t))
		}
		if err != nil {
			return "", err
		}
	}
}

func (c *cleaner) start(t xml.StartElement, display bool) error {
	if c.skip > 0 || spacer(t) {
		c.skip++
		return nil
	}
	name := t.Name.Local
	if name == "menclose" && lined(t) { // not in MathML Core; the lines are classes
		name = "mrow"
	}
	if t.Name.Space != "" || !slices.Contains(elements, name) {
		return &Error{Message: "the formula needs <" + name + ">, which is not allowed", Offset: -1}
	}
	if name == "annotation" && !c.seen {
		return &Error{Message: "the formula shows nothing", Offset: -1}
	}
	c.seen = c.seen || name != "math" && name != "semantics"
	kept, err := keep(t)
	if err != nil {
		return err
	}
	if name == "math" && display {
		kept = ` display="block"` + kept
	}
	c.open = append(c.open, name)
	c.out.WriteString("<" + name + kept + ">")
	if len(c.open) > maxOutputDepth || c.out.Len() > maxOutput {
		return errTooLarge()
	}
	return nil
}

func (c *cleaner) end(tex string) {
	if c.skip > 0 {
		c.skip--
		return
	}
	if len(c.open) == 0 {
		return
	}
	name := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if name == "annotation" {
		c.out.WriteString(html.EscapeString(tex))
	}
	c.out.WriteString("</" + name + ">")
}

func (c *cleaner) text(s string) {
	if c.skip > 0 || len(c.open) == 0 || c.open[len(c.open)-1] == "annotation" {
		return
	}
	c.out.WriteString(html.EscapeString(s))
}

// lined tells the enclosures that borders can draw.
func lined(t xml.StartElement) bool {
	return slices.Contains([]string{"top", "bottom", "box"}, value(t, "notation"))
}

// spacer tells the cells that temml puts beside an equation to push its number
// to the margin. Formulas have no numbers.
func spacer(t xml.StartElement) bool {
	style := value(t, "style")
	return t.Name.Local == "mtd" && (strings.Contains(style, "width:50%") || strings.Contains(style, "width:7.5%"))
}

func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// keep writes the attributes of an element that are allowed.
func keep(t xml.StartElement) (string, error) {
	var out strings.Builder
	var classes []string
	for _, a := range t.Attr {
		switch {
		case a.Name.Local == "class":
			for _, class := range strings.Fields(a.Value) {
				classes = append(classes, classOf[class])
			}
		case a.Name.Local == "style":
			styled, level, err := readStyle(a.Value)
			if err != nil {
				return "", err
			}
			classes = append(classes, styled...)
			if level != "" && value(t, "scriptlevel") == "" {
				out.WriteString(` scriptlevel="` + level + `"`)
			}
		case slices.Contains(attributes, a.Name.Local) && a.Name.Space == "" && attributeValue.MatchString(a.Value):
			out.WriteString(" " + a.Name.Local + `="` + a.Value + `"`)
		}
	}
	slices.Sort(classes)
	classes = slices.DeleteFunc(slices.Compact(classes), func(s string) bool { return s == "" })
	if len(classes) > 0 {
		out.WriteString(` class="` + strings.Join(classes, " ") + `"`)
	}
	return out.String(), nil
}
