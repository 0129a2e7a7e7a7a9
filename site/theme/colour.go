package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// ground is what links stand on in one colour scheme: the page and its darkest
// or lightest part, --sunk. styles/tokens.css holds the same values, and a test
// compares them.
type ground struct {
	scheme      string
	paper, sunk rgb
}

var (
	lightGround = ground{"light", hex("#fcfaf5"), hex("#f4f0e7")}
	darkGround  = ground{"dark", hex("#17191b"), hex("#262b2e")}
)

const (
	minContrast = 4.5  // WCAG 2.2, 1.4.3
	tint        = 0.08 // how much accent --tint has
)

// contrast is the least that a colour has on this ground, also where the page
// is tinted with the colour itself.
func (g ground) contrast(c rgb) float64 {
	return min(contrast(c, g.paper.mix(c, tint)), contrast(c, g.sunk))
}

// rgb is a colour in sRGB, each part 0 to 1.
type rgb [3]float64

// parseColour reads #rgb and #rrggbb.
func parseColour(s string) (rgb, bool) {
	s, ok := strings.CutPrefix(strings.TrimSpace(s), "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if !ok || len(s) != 6 || err != nil {
		return rgb{}, false
	}
	return rgb{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}, true
}

// hex is a colour known to be one.
func hex(s string) rgb {
	c, _ := parseColour(s)
	return c
}

func (c rgb) String() string {
	byteOf := func(v float64) int { return int(math.Round(min(max(v, 0), 1) * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", byteOf(c[0]), byteOf(c[1]), byteOf(c[2]))
}

// luminance is WCAG's relative luminance.
func (c rgb) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

func (c rgb) mix(with rgb, part float64) rgb {
	for i := range c {
		c[i] += (with[i] - c[i]) * part
	}
	return c
}

// contrast is the WCAG contrast ratio of two colours, 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// nearby is the colour closest to c, towards black or white, that is readable
// on the ground.
func (g ground) nearby(c rgb) rgb {
	towards := hex("#ffffff")
	if g.paper.luminance() > 0.18 {
		towards = rgb{}
	}
	for part := 0.0; part < 1; part += 0.01 {
		// Rounding to whole bytes may lose what was just enough.
		if m := hex(c.mix(towards, part).String()); g.contrast(m) >= minContrast {
			return m
		}
	}
	return towards
}

// CheckBrand reports brand colours that are hard to read, with one close by
// that is not.
func CheckBrand(cfg *course.Config, report *diag.List) {
	for _, c := range []struct {
		key, value string
		ground     ground
	}{
		{"color", cfg.Brand.Color, lightGround},
		{"color-dark", cfg.Brand.ColorDark, darkGround},
	} {
		colour, ok := parseColour(c.value)
		if !ok {
			continue // not given, or load has reported it
		}
		ratio := c.ground.contrast(colour)
		if ratio >= minContrast {
			continue
		}
		report.Add(diag.LowContrast, diag.Pos{File: "parley.yaml"},
			fmt.Sprintf("links in the brand colour %s are hard to read on the %s ground: contrast %.1f, and %.1f is needed",
				c.value, c.ground.scheme, math.Floor(ratio*10)/10, minContrast),
			fmt.Sprintf("write %s: %q, the nearest that is readable", c.key, c.ground.nearby(colour)))
	}
}

// brandCSS sets the theme's accent to the brand's colours. The dark scheme's
// is derived when it is not given.
func brandCSS(b course.Brand) string {
	light, ok := parseColour(b.Color)
	if !ok {
		return ""
	}
	dark, ok := parseColour(b.ColorDark)
	if !ok {
		dark = darkGround.nearby(light.mix(hex("#ffffff"), 0.25))
	}
	return fmt.Sprintf(":root{--brand-light:%s;--brand-dark:%s;--on-brand-light:%s;--on-brand-dark:%s}\n",
		light, dark, onColour(light), onColour(dark))
}

// onColour is black or white, whichever reads better on c.
func onColour(c rgb) rgb {
	black, white := rgb{}, hex("#ffffff")
	if contrast(c, white) >= contrast(c, black) {
		return white
	}
	return black
}
