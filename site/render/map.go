package render

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/theme"
)

// framework draws the stages as one picture: a path from the first to the last,
// the way back that makes it a practice, and the dimensions that cross it. It
// is drawn twice, lying for wide screens and standing for phones. Colours and
// type are the theme's, by the classes map-*.
type framework struct {
	stages []theme.Stage
	text   func(key string, args ...any) string
}

// The dimensions, outermost first.
var bands = []string{"table", "deal", "setup"}

// The lying picture, in units of its viewBox.
const (
	mapStep   = 132 // from one stage to the next
	mapMargin = 74
	mapRadius = 25
	mapLetter = 8 // about the width of a letter
	bandStep  = 34
)

func (m framework) wide() template.HTML {
	length, words := mapStep*(len(m.stages)-1), m.text("map.return")
	width := max(2*mapMargin+length, mapLetter*utf8.RuneCountInString(words))
	lanes := lanes(m.rows())
	y := 8 + bandStep*len(lanes) + 50
	height := y + 150
	var b strings.Builder
	m.open(&b, "wide", width, height)
	x := func(i int) int { return (width-length)/2 + mapStep*i }
	for k, lane := range lanes {
		for _, row := range lane {
			m.bandLabel(&b, row, x, 8+bandStep*k)
		}
	}
	m.path(&b, x, y)
	for i, s := range m.stages {
		m.node(&b, s, x(i), y, label{x: x(i), y: y + 52, anchor: "middle", room: mapStep - 6, breakAt: 13})
	}
	if len(m.stages) > 1 {
		fmt.Fprintf(&b, `<text class="map-return-label" x="%d" y="%d" text-anchor="middle">%s</text>`,
			width/2, height-14, html.EscapeString(words))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// path draws the arrows between stages and the way back below them.
func (m framework) path(b *strings.Builder, x func(int) int, y int) {
	last := len(m.stages) - 1
	for i := range last {
		fmt.Fprintf(b, `<path class="map-link" d="M%d %dH%d" marker-end="url(#_map-arrow)"/>`, x(i)+mapRadius+7, y, x(i+1)-mapRadius-13)
	}
	if last > 0 {
		low := y + 112
		fmt.Fprintf(b, `<path class="map-return" d="M%d %dV%dQ%d %d %d %dH%dQ%d %d %d %dV%d" marker-end="url(#_map-arrow)"/>`,
			x(last), y+82, low-16, x(last), low, x(last)-16, low, x(0)+16, x(0), low, x(0), low-16, y+86)
	}
}

// row is a dimension with the runs of stages it crosses.
type row struct {
	name string
	runs [][2]int
}

func (m framework) rows() []row {
	var out []row
	for _, name := range bands {
		r := row{name: name}
		for i, s := range m.stages {
			if !slices.Contains(s.Bands, name) {
				continue
			}
			if k := len(r.runs); k > 0 && r.runs[k-1][1] == i-1 {
				r.runs[k-1][1] = i
			} else {
				r.runs = append(r.runs, [2]int{i, i})
			}
		}
		if len(r.runs) > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (m framework) bandLabel(b *strings.Builder, r row, x func(int) int, top int) {
	words := m.text("map." + r.name)
	for _, run := range r.runs {
		left, right := x(run[0])-60, x(run[1])+60
		fmt.Fprintf(b, `<rect class="map-band map-%s" x="%d" y="%d" width="%d" height="28" rx="14"/>`, r.name, left, top, right-left)
		if utf8.RuneCountInString(words)*mapLetter < right-left {
			fmt.Fprintf(b, `<text class="map-band-label" x="%d" y="%d" text-anchor="middle">%s</text>`, (left+right)/2, top+19, html.EscapeString(words))
		}
	}
}

// lanes lays dimensions that cross no common stage side by side.
func lanes(rows []row) [][]row {
	var out [][]row
next:
	for _, r := range rows {
		for k := range out {
			if !slices.ContainsFunc(out[k], r.meets) {
				out[k] = append(out[k], r)
				continue next
			}
		}
		out = append(out, []row{r})
	}
	return out
}

func (r row) meets(other row) bool {
	for _, a := range r.runs {
		for _, b := range other.runs {
			if a[0] <= b[1] && b[0] <= a[1] {
				return true
			}
		}
	}
	return false
}

// label is where the name of a stage stands, how wide it may be, and from how
// many letters on it takes two lines.
type label struct {
	x, y    int
	anchor  string
	room    int
	breakAt int
}

// node draws a stage: its number in a circle, and its name.
func (m framework) node(b *strings.Builder, s theme.Stage, cx, cy int, name label) {
	if s.Href != "" {
		fmt.Fprintf(b, `<a href="%s" tabindex="-1">`, html.EscapeString(s.Href))
	} else {
		b.WriteString("<g>")
	}
	fmt.Fprintf(b, `<circle class="map-node" cx="%d" cy="%d" r="%d"/>`, cx, cy, mapRadius)
	fmt.Fprintf(b, `<text class="map-number" x="%d" y="%d" text-anchor="middle">%d</text>`, cx, cy+6, s.Number)
	fmt.Fprintf(b, `<text class="map-node-label" text-anchor="%s">`, name.anchor)
	for i, line := range twoLines(s.Name, name.breakAt) {
		squeeze := ""
		if utf8.RuneCountInString(line)*mapLetter > name.room { // a word as long as languages that compound have
			squeeze = fmt.Sprintf(` textLength="%d" lengthAdjust="spacingAndGlyphs"`, name.room)
		}
		fmt.Fprintf(b, `<tspan x="%d" y="%d"%s>%s</tspan>`, name.x, name.y+20*i, squeeze, html.EscapeString(line))
	}
	b.WriteString("</text>")
	if s.Href != "" {
		b.WriteString("</a>")
	} else {
		b.WriteString("</g>")
	}
}

// twoLines breaks a name at the space nearest its middle when it is longer than
// a stage is wide.
func twoLines(name string, room int) []string {
	if utf8.RuneCountInString(name) <= room {
		return []string{name}
	}
	best, middle := -1, len(name)/2
	for i, r := range name {
		if r == ' ' && (best < 0 || abs(i-middle) < abs(best-middle)) {
			best = i
		}
	}
	if best < 0 {
		return []string{name}
	}
	return []string{name[:best], name[best+1:]}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// narrow is the standing picture: the stages below each other, the dimensions
// as bars beside them.
func (m framework) narrow() template.HTML {
	const step, top, cx = 74, 40, 62
	y := func(i int) int { return top + step*i }
	last := len(m.stages) - 1
	rows := m.rows()
	foot := top*2 + step*last + 52 // where what does not fit beside the stages begins
	height := foot + keyStep*len(m.tooShort(rows, y))
	var b strings.Builder
	m.open(&b, "narrow", 340, height)
	for i, r := range m.tooShort(rows, y) {
		fmt.Fprintf(&b, `<rect class="map-key map-%s" x="14" y="%d" width="24" height="16" rx="8"/>`, r.name, foot+keyStep*i)
		fmt.Fprintf(&b, `<text class="map-band-label" x="48" y="%d">%s</text>`, foot+keyStep*i+13, html.EscapeString(m.text("map."+r.name)))
	}
	for k, r := range rows {
		left := 300 - 30*k
		for _, run := range r.runs {
			fmt.Fprintf(&b, `<rect class="map-band map-%s" x="%d" y="%d" width="24" height="%d" rx="12"/>`, r.name, left, y(run[0])-31, y(run[1])-y(run[0])+62)
		}
		if run, fits := m.longest(r, y); fits {
			fmt.Fprintf(&b, `<text class="map-band-label" transform="translate(%d %d) rotate(90)" text-anchor="middle">%s</text>`,
				left+8, (y(run[0])+y(run[1]))/2, html.EscapeString(m.text("map."+r.name)))
		}
	}
	for i := range last {
		fmt.Fprintf(&b, `<path class="map-link" d="M%d %dV%d" marker-end="url(#_map-arrow-narrow)"/>`, cx, y(i)+mapRadius+4, y(i+1)-mapRadius-10)
	}
	if last > 0 {
		fmt.Fprintf(&b, `<path class="map-return" d="M%d %dH30Q14 %d 14 %dV%dQ14 %d 30 %dH%d" marker-end="url(#_map-arrow-narrow)"/>`,
			cx-mapRadius-4, y(last), y(last), y(last)-16, y(0)+16, y(0), y(0), cx-mapRadius-10)
	}
	for i, s := range m.stages {
		room := 322 - 30*len(rows) - (cx + 40)
		name := label{x: cx + 40, y: y(i) + 6, anchor: "start", room: room, breakAt: room / mapLetter}
		if len(twoLines(s.Name, name.breakAt)) > 1 {
			name.y -= 10
		}
		m.node(&b, s, cx, y(i), name)
	}
	if last > 0 {
		fmt.Fprintf(&b, `<text class="map-return-label" x="14" y="%d">%s</text>`, foot-16, html.EscapeString(m.text("map.return")))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

const keyStep = 26 // from one name below the standing picture to the next

// longest is the longest run of a dimension, and whether its name fits on it.
func (m framework) longest(r row, y func(int) int) (run [2]int, fits bool) {
	run = slices.MaxFunc(r.runs, func(a, b [2]int) int { return (a[1] - a[0]) - (b[1] - b[0]) })
	return run, utf8.RuneCountInString(m.text("map."+r.name))*mapLetter < y(run[1])-y(run[0])+62
}

// tooShort are the dimensions whose names fit on none of their runs.
func (m framework) tooShort(rows []row, y func(int) int) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool {
		_, fits := m.longest(r, y)
		return fits
	})
}

// open begins a picture. Beside it on the page stands the list of stages, with
// the same links: that is what assistive technology reads and the keyboard
// reaches, so the picture itself is left out for both.
func (m framework) open(b *strings.Builder, name string, width, height int) {
	id := "_map-arrow"
	if name == "narrow" {
		id += "-narrow"
	}
	fmt.Fprintf(b, `<svg class="map-picture" viewBox="0 0 %d %d" aria-hidden="true">`, width, height)
	fmt.Fprintf(b, `<defs><marker id="%s" viewBox="0 0 10 10" refX="6" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path class="map-arrow" d="M1 1 9 5 1 9"/></marker></defs>`, id)
}
