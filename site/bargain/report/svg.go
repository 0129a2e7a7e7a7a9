package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
)

// The picture's measures, in its own units.
const (
	width, height            = 960, 590
	left, right, top, bottom = 84, 664, 44, 524 // of the plane of outcomes
	legendAt                 = 690
	columns, rows            = 58, 48 // cells of a cloud of many outcomes, ten units each
	maxDots                  = 3_000  // outcomes that are drawn one by one
	shades                   = 5      // of a cloud's cells
	ink, grey, paper         = "#1f2328", "#5b6370", "#ffffff"
)

// shade are the colours of a cell, from few outcomes to many.
func shade(level int) string {
	return [shades]string{"#dbe4f0", "#b9cbe2", "#91add0", "#678bb8", "#41699b"}[level]
}

// ErrNoPlane says that there is a picture for two parties only.
var ErrNoPlane = errors.New("the picture is a plane, so it is for two parties; the text and the JSON are for any number")

// picture is an SVG that is being drawn.
type picture struct {
	bytes.Buffer
	a    *bargain.Analysis
	p    *bargain.Problem
	x, y axis
}

// axis maps a party's values to the picture.
type axis struct {
	lo, hi   float64 // values at its ends
	from, to float64 // where these are
	scale    scale
	r        float64 // the reservation value
}

// SVG draws the plane of all outcomes of two parties: what each is worth to the
// one and to the other, the frontier, the solutions, and what is acceptable. Many
// outcomes are drawn as a cloud, the darker the more there are. Shapes and words
// say all that colours say. The error is ErrNoPlane.
func SVG(a *bargain.Analysis) ([]byte, error) {
	if len(a.Problem.Parties) != 2 {
		return nil, ErrNoPlane
	}
	d := &picture{a: a, p: a.Problem}
	s := scales(a)
	d.x = axis{from: left, to: right, scale: s[0], r: d.p.Parties[0].Reservation}.fit(a.Worst[0], a.Best[0])
	d.y = axis{from: bottom, to: top, scale: s[1], r: d.p.Parties[1].Reservation}.fit(a.Worst[1], a.Best[1])
	d.add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="13" fill="%s">`,
		width, height, width, height, escape(d.words()), ink)
	d.add(`<rect width="%d" height="%d" fill="%s"/>`, width, height, paper)
	d.axes()
	cloud, err := d.cloud()
	if err != nil {
		return nil, err
	}
	d.zone()
	d.frontier()
	d.solutions()
	d.legend(cloud)
	d.add(`</svg>`)
	return d.Bytes(), nil
}

func (d *picture) add(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

// text writes words.
func (d *picture) text(x, y float64, attrs, words string) {
	d.add(`<text x="%s" y="%s"%s>%s</text>`, at(x), at(y), attrs, escape(words))
}

// at is a place, to a tenth of a unit.
func at(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10+0, 'f', -1, 64) }

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a strings.Builder takes all
	return b.String()
}

// short cuts a name that has no room.
func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// words say what the picture shows, for those who do not see it.
func (d *picture) words() string {
	a := d.a
	s := fmt.Sprintf("All %s by what they are worth to %s and to %s. %s on the frontier.",
		count(a.Outcomes, "deal", "deals"), d.p.Parties[0].Name, d.p.Parties[1].Name, count(a.ParetoOutcomes, "deal", "deals"))
	if a.Rational == 0 {
		return s + " None is acceptable to both."
	}
	s += fmt.Sprintf(" %s acceptable to both.", percent(a.Rational, a.Outcomes))
	for _, sol := range a.Solutions() {
		if len(sol.Points) > 0 {
			s += fmt.Sprintf(" %s: %s.", sol.Name, d.pair(sol.Points[0]))
		}
	}
	return s
}

func (d *picture) pair(q bargain.Point) string {
	return d.x.scale.text(q.U[0]) + " / " + d.y.scale.text(q.U[1])
}

// fit makes an axis hold all outcomes, and the reservation value unless that is
// far away.
func (x axis) fit(worst, best float64) axis {
	span := best - worst
	if span <= 0 {
		span = max(1, math.Abs(best))
	}
	x.lo, x.hi = worst, best
	if x.r < worst {
		x.lo = max(x.r, worst-span/3)
	}
	if x.r > best {
		x.hi = min(x.r, best+span/3)
	}
	span = max(x.hi-x.lo, span)
	x.lo, x.hi = x.lo-span*0.05, x.hi+span*0.05
	return x
}

func (x axis) at(v float64) float64 {
	return x.from + (v-x.lo)/(x.hi-x.lo)*(x.to-x.from)
}

// clamped is where a value is, or the end of the axis beyond which it lies.
func (x axis) clamped(v float64) float64 { return x.at(max(x.lo, min(x.hi, v))) }

func (x axis) shows(v float64) bool { return v >= x.lo && v <= x.hi }

// ticks are round values, about six.
func (x axis) ticks() (out []float64) {
	step := math.Pow(10, math.Floor(math.Log10((x.hi-x.lo)/3)))
	for _, more := range []float64{1, 2, 5} {
		if (x.hi-x.lo)/(step*more) <= 7 {
			step *= more
			break
		}
	}
	for n := math.Ceil(x.lo / step); n*step <= x.hi; n++ {
		out = append(out, n*step)
	}
	return out
}

func (d *picture) axes() {
	for _, v := range d.x.ticks() {
		d.add(`<path d="M%s %dV%d" stroke="#e6e8eb"/>`, at(d.x.at(v)), top, bottom)
		d.text(d.x.at(v), bottom+19, ` text-anchor="middle" fill="`+grey+`"`, d.x.scale.text(v))
	}
	for _, v := range d.y.ticks() {
		d.add(`<path d="M%d %sH%d" stroke="#e6e8eb"/>`, left, at(d.y.at(v)), right)
		d.text(left-8, d.y.at(v)+4.5, ` text-anchor="end" fill="`+grey+`"`, d.y.scale.text(v))
	}
	d.text((left+right)/2, bottom+46, ` text-anchor="middle" font-size="15" font-weight="600"`, "worth to "+short(d.p.Parties[0].Name, 40))
	mid := (top + bottom) / 2.0
	d.text(22, mid, fmt.Sprintf(` text-anchor="middle" font-size="15" font-weight="600" transform="rotate(-90 22 %s)"`, at(mid)), "worth to "+short(d.p.Parties[1].Name, 40))
}

// cloud draws the outcomes, and returns what the legend says of them.
func (d *picture) cloud() (string, error) {
	if d.p.Size().Cmp(big.NewInt(bargain.MaxEnumerated)) > 0 {
		return "", nil
	}
	if d.a.Outcomes <= maxDots {
		d.dots()
		return "dot", nil
	}
	grid, err := d.p.Density(columns, rows)
	if err != nil {
		return "", err
	}
	w := (d.x.at(grid.HighA) - d.x.at(grid.LowA)) / columns
	h := (d.y.at(grid.LowB) - d.y.at(grid.HighB)) / rows
	paths := make([]strings.Builder, shades)
	for row := range rows {
		for col := range columns {
			n := grid.Count[row*columns+col]
			if n == 0 {
				continue
			}
			level := 0
			if grid.Max > 1 {
				level = int(math.Log(float64(n)) / math.Log(float64(grid.Max)) * (shades - 0.001))
			}
			x, y := d.x.at(grid.LowA)+float64(col)*w, d.y.at(grid.LowB)-float64(row+1)*h
			fmt.Fprintf(&paths[level], "M%s %sh%sv%sh-%sz", at(x), at(y), at(w), at(h), at(w))
		}
	}
	for level := range paths {
		if paths[level].Len() > 0 {
			d.add(`<path fill="%s" shape-rendering="crispEdges" d="%s"/>`, shade(level), paths[level].String())
		}
	}
	return "cell", nil
}

func (d *picture) dots() {
	seen := map[string]bool{}
	d.add(`<g fill="%s">`, shade(shades-2))
	for _, u := range d.p.All() {
		place := fmt.Sprintf(`cx="%s" cy="%s"`, at(d.x.at(u[0])), at(d.y.at(u[1])))
		if !seen[place] {
			seen[place] = true
			d.add(`<circle %s r="2.5"/>`, place)
		}
	}
	d.add(`</g>`)
}
