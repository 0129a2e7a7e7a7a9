package render

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The pictures of a neighbourhood, in units of their viewBoxes. Colours and type
// are the theme's, by the classes near-*.
const (
	nearWidth  = 640
	nearLetter = 8   // about the width of a letter
	nearBox    = 150 // the most that a name's box may be wide
	nearLine   = 19  // from one line of a name to the next
)

// spots are where the terms stand around the middle, at (0, 0).
func (n *neighbourhood) spots() (x, y []int) {
	k := len(n.around)
	radius := 100.0
	switch {
	case k > 8:
		radius = 158
	case k > 6:
		radius = 142
	case k > 3:
		radius = 118
	}
	for i := range k {
		// An even number has nobody right above or below the middle, where rows are closest.
		turn := 2 * math.Pi * (float64(i) + 0.5*float64((k+1)%2)) / float64(k)
		x = append(x, int(math.Round((nearWidth-nearBox-4)/2*math.Sin(turn))))
		y = append(y, int(math.Round(-radius*math.Cos(turn))))
	}
	return x, y
}

// wide is the picture with the term in the middle and the others around it.
func (n *neighbourhood) wide() template.HTML {
	x, y := n.spots()
	low, high := min(0, slices.Min(y)), max(0, slices.Max(y))
	var b strings.Builder
	chords := func(class string, pairs [][2]int) {
		for _, p := range pairs {
			crest := chord(&b, class, x[p[0]], y[p[0]], x[p[1]], y[p[1]])
			low, high = min(low, crest), max(high, crest)
		}
	}
	chords("near-side", n.links)
	chords("near-side near-dashed", n.dashed)
	for i, a := range n.around {
		fmt.Fprintf(&b, `<path class="%s" d="M0 0L%d %d"/>`, spoke(a), x[i], y[i])
	}
	box(&b, "near-middle", n.middle, 0, 0)
	for i, a := range n.around {
		openNear(&b, a)
		box(&b, "near-box", a.page.Term.Name, x[i], y[i])
		b.WriteString("</a>")
	}
	const margin = 34
	return template.HTML(fmt.Sprintf(`<svg class="near wide" viewBox="%d %d %d %d" aria-hidden="true">%s</svg>`,
		-nearWidth/2, low-margin, nearWidth, high-low+2*margin, b.String()))
}

// spoke is the class of the line between the middle and a term.
func spoke(a node) string {
	if a.confused {
		return "near-link near-dashed"
	}
	return "near-link"
}

// openNear begins a term's link. The page has the same one in a list: that is
// what the keyboard reaches and assistive technology reads.
func openNear(b *strings.Builder, a node) {
	b.WriteString("<a")
	attr(b, "href", a.href)
	if a.confused {
		attr(b, "class", "near-confused")
	}
	b.WriteString(` tabindex="-1">`)
}

// chord draws a line between two terms, bent around the middle when it would
// cross it, and tells how high its middle lies.
func chord(b *strings.Builder, class string, x1, y1, x2, y2 int) int {
	dx, dy := float64(x2-x1), float64(y2-y1)
	length := math.Hypot(dx, dy)
	away := (dx*float64(y1) - dy*float64(x1)) / length // of the middle from the line, signed
	if math.Abs(away) > 60 {
		fmt.Fprintf(b, `<path class="%s" d="M%d %dL%d %d"/>`, class, x1, y1, x2, y2)
		return (y1 + y2) / 2
	}
	bend := 150.0
	if away < 0 {
		bend = -bend
	}
	mx, my := int(math.Round(float64(x1+x2)/2-bend*dy/length)), int(math.Round(float64(y1+y2)/2+bend*dx/length))
	fmt.Fprintf(b, `<path class="%s" d="M%d %dQ%d %d %d %d"/>`, class, x1, y1, mx, my, x2, y2)
	return (y1 + y2 + 2*my) / 4
}

// box draws a name in a frame around a point.
func box(b *strings.Builder, class, name string, cx, cy int) {
	room := (nearBox - 24) / nearLetter
	lines := twoLines(name, room)
	width := 0
	for _, line := range lines {
		long := (utf8.RuneCountInString(line) + 4) * nearLetter
		for _, r := range line {
			if unicode.IsUpper(r) {
				long += 3
			}
		}
		width = max(width, long)
	}
	width = min(width, nearBox)
	height := nearLine*len(lines) + 17
	fmt.Fprintf(b, `<rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="%d"/>`, class, cx-width/2, cy-height/2, width, height, 18)
	fmt.Fprintf(b, `<text class="%s-name" text-anchor="middle">`, class)
	for i, line := range lines {
		squeeze := ""
		if utf8.RuneCountInString(line) > room {
			squeeze = fmt.Sprintf(` textLength="%d" lengthAdjust="spacingAndGlyphs"`, nearBox-24)
		}
		fmt.Fprintf(b, `<tspan x="%d" y="%d"%s>%s</tspan>`, cx, cy+5+nearLine*i-nearLine*(len(lines)-1)/2, squeeze, html.EscapeString(line))
	}
	b.WriteString("</text>")
}

// narrow is the picture for phones: the terms below each other, the one in
// question in their middle, and arcs beside them.
func (n *neighbourhood) narrow() template.HTML {
	const width, step, gutter = 320, 44, 84
	k := len(n.around)
	middle := k / 2
	row := func(i int) int { // the line of a term
		if i >= middle {
			i++
		}
		return step/2 + 4 + step*i
	}
	dot := gutter
	arc := func(b *strings.Builder, class string, y1, y2 int) {
		y1, y2 = min(y1, y2), max(y1, y2)
		reach := dot - 14 - min(64, (y2-y1)/4)
		fmt.Fprintf(b, `<path class="%s" d="M%d %dC%d %d %d %d %d %d"/>`, class, n.side(width, dot), y1,
			n.side(width, reach), y1, n.side(width, reach), y2, n.side(width, dot), y2)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="near narrow" viewBox="0 0 %d %d" aria-hidden="true">`, width, step*(k+1)+8)
	for _, p := range n.links {
		arc(&b, "near-side", row(p[0]), row(p[1]))
	}
	for _, p := range n.dashed {
		arc(&b, "near-side near-dashed", row(p[0]), row(p[1]))
	}
	own := step/2 + 4 + step*middle
	for i, a := range n.around {
		arc(&b, spoke(a), row(i), own)
	}
	fmt.Fprintf(&b, `<circle class="near-middle" cx="%d" cy="%d" r="9"/>`, n.side(width, dot), own)
	n.beside(&b, "near-own", n.middle, width, dot+20, own)
	for i, a := range n.around {
		openNear(&b, a)
		fmt.Fprintf(&b, `<circle class="near-box" cx="%d" cy="%d" r="6"/>`, n.side(width, dot), row(i))
		n.beside(&b, "near-box-name", a.page.Term.Name, width, dot+20, row(i))
		b.WriteString("</a>")
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// side is a place across the picture, counted from the side where reading begins.
func (n *neighbourhood) side(width, x int) int {
	if n.rtl {
		return width - x
	}
	return x
}

// beside writes a name next to its dot, in two lines where one is too short for it.
func (n *neighbourhood) beside(b *strings.Builder, class, name string, width, x, y int) {
	room := width - x - 4
	fits := room / (nearLetter + 1)
	if class == "near-own" {
		fits = room / (nearLetter + 3) // its letters are bold
	}
	lines := twoLines(name, fits)
	fmt.Fprintf(b, `<text class="%s">`, class)
	for i, line := range lines {
		squeeze := ""
		if utf8.RuneCountInString(line) > fits {
			squeeze = fmt.Sprintf(` textLength="%d" lengthAdjust="spacingAndGlyphs"`, room)
		}
		fmt.Fprintf(b, `<tspan x="%d" y="%d"%s>%s</tspan>`, n.side(width, x), y+5+nearLine*i-nearLine*(len(lines)-1)/2, squeeze, html.EscapeString(line))
	}
	b.WriteString("</text>")
}
