package report

import (
	"fmt"
	"strings"
)

// zone greys out what is not acceptable to both, so that the rest stands out.
func (d *picture) zone() {
	x, y := d.x.clamped(d.x.r), d.y.clamped(d.y.r)
	d.add(`<path fill="%s" fill-opacity="0.6" d="M%d %dV%dH%dV%sH%sV%dz"/>`, paper, left, top, bottom, right, at(y), at(x), top)
	if d.x.shows(d.x.r) {
		d.add(`<path d="M%s %dV%d" stroke="%s" stroke-width="1.5" stroke-dasharray="7 5"/>`, at(x), top, bottom, ink)
		d.text(max(left+60, min(right-60, x)), top-9, ` text-anchor="middle"`, "walk-away "+d.x.scale.text(d.x.r))
	}
	if d.y.shows(d.y.r) {
		d.add(`<path d="M%d %sH%d" stroke="%s" stroke-width="1.5" stroke-dasharray="7 5"/>`, left, at(y), right, ink)
		d.text(left+8, y-6, ` stroke="`+paper+`" stroke-width="4" paint-order="stroke"`, "walk-away "+d.y.scale.text(d.y.r))
	}
	d.add(`<path d="M%d %dV%dH%d" fill="none" stroke="%s"/>`, left, top, bottom, right, grey)
}

// maxRings is how many efficient payoffs are drawn one by one.
const maxRings = 150

func (d *picture) frontier() {
	points := d.a.Frontier.Points
	var line strings.Builder
	for i, q := range points {
		fmt.Fprintf(&line, "%s%s %s", map[bool]string{true: "M", false: "L"}[i == 0], at(d.x.at(q.U[0])), at(d.y.at(q.U[1])))
	}
	d.add(`<path d="%s" fill="none" stroke="%s" stroke-width="1.5"/>`, line.String(), ink)
	if len(points) > maxRings {
		return
	}
	d.add(`<g fill="%s" stroke="%s" stroke-width="1.5">`, paper, ink)
	for _, q := range points {
		d.add(`<circle cx="%s" cy="%s" r="3"/>`, at(d.x.at(q.U[0])), at(d.y.at(q.U[1])))
	}
	d.add(`</g>`)
}

// mark is the shape of a solution. They differ in size, too, so that all can be
// seen where they fall on one point.
type mark struct {
	path  string // around 0 0
	fill  string
	color string
}

// marks are in the order of Analysis.Solutions.
func marks() []mark {
	return []mark{
		{"M0 -7L7 0L0 7L-7 0z", "#c2185b", "#c2185b"},
		{"M0 -15L13 8.5H-13z", "none", "#1b7f3b"},
		{"M-15 -15H15V15H-15z", "none", "#8a4b00"},
		{"M-9 -9L9 9M9 -9L-9 9", "none", "#6a1fb5"},
	}
}

func (d *picture) mark(m mark, x, y float64) {
	d.add(`<path transform="translate(%s %s)" d="%s" fill="%s" stroke="%s" stroke-width="2.2"/>`, at(x), at(y), m.path, m.fill, m.color)
}

// solutions draws the marks, the large ones below, on paper that keeps them apart
// from the cloud.
func (d *picture) solutions() {
	all := d.a.Solutions()
	order := []int{3, 2, 1, 0} // the last rule can pick a crowd of payoffs
	for _, onPaper := range []bool{true, false} {
		for _, i := range order {
			m := marks()[i]
			for _, q := range all[i].Points {
				x, y := d.x.at(q.U[0]), d.y.at(q.U[1])
				if onPaper {
					d.add(`<path transform="translate(%s %s)" d="%s" fill="none" stroke="%s" stroke-width="5"/>`, at(x), at(y), m.path, paper)
				} else {
					d.mark(m, x, y)
				}
			}
		}
	}
}

// legend says what is what, and the figures.
func (d *picture) legend(cloud string) {
	y := 56.0
	entry := func(words, more string) {
		d.text(legendAt+40, y+4.5, "", words)
		y += 18
		if more != "" {
			d.text(legendAt+40, y+4, ` fill="`+grey+`"`, more)
			y += 18
		}
		y += 14
	}
	for i, s := range d.a.Solutions() {
		if len(s.Points) == 0 {
			continue
		}
		more := d.pair(s.Points[0])
		if n := len(s.Points); n > 1 {
			more = count(int64(n), "payoff", "payoffs")
		}
		d.mark(marks()[i], legendAt+14, y+4)
		entry(s.Name, more)
	}
	d.add(`<path d="M%d %sh36" stroke="%s" stroke-width="1.5"/><circle cx="%d" cy="%s" r="3" fill="%s" stroke="%s" stroke-width="1.5"/>`, legendAt-4, at(y), ink, legendAt+14, at(y), paper, ink)
	entry("frontier: nobody can gain", "without another losing")
	switch cloud {
	case "dot":
		d.add(`<circle cx="%d" cy="%s" r="2.5" fill="%s"/>`, legendAt+14, at(y), shade(shades-2))
		entry("a deal; pale: not acceptable", "")
	case "cell":
		for level := range shades {
			d.add(`<rect x="%d" y="%s" width="7" height="12" fill="%s"/>`, legendAt-4+7*level, at(y-6), shade(level))
		}
		entry("deals, from few to many;", "pale: not acceptable")
	default:
		entry("There are too many deals", "to draw each.")
	}
	if d.a.Rational == 0 {
		d.text(legendAt-4, y+8, ` font-weight="600"`, "No deal is acceptable to both.")
		return
	}
	d.text(legendAt-4, y+8, ` font-weight="600"`, percent(d.a.Rational, d.a.Outcomes)+" acceptable to both")
	d.text(legendAt-4, y+26, ` fill="`+grey+`"`, whole(d.a.Rational)+" of "+count(d.a.Outcomes, "deal", "deals"))
}
