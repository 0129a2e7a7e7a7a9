package theme

import (
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#fff", "#FFFFFF", 1},
		{"#777777", "#ffffff", 4.48},
		{"#0000ff", "#ffffff", 8.59},
	} {
		a, ok1 := parseColour(c.a)
		b, ok2 := parseColour(c.b)
		if got := contrast(a, b); !ok1 || !ok2 || math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s on %s: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
	for _, s := range []string{"", "red", "#12", "#12345g", "123456", "#1234567"} {
		if _, ok := parseColour(s); ok {
			t.Errorf("%q passed as a colour", s)
		}
	}
}

func TestCheckBrand(t *testing.T) {
	for _, c := range []struct {
		brand course.Brand
		want  int
	}{
		{course.Brand{}, 0},
		{course.Brand{Color: "#0b5c60", ColorDark: "#82cbc5"}, 0},
		{course.Brand{Color: "#ffcc00"}, 1},
		{course.Brand{Color: "#0b5c60", ColorDark: "#333333"}, 1},
		{course.Brand{Color: "#ffcc00", ColorDark: "#333333"}, 2},
		{course.Brand{Color: "blue"}, 0},
	} {
		var report diag.List
		CheckBrand(&course.Config{Brand: c.brand}, &report)
		found := report.Sorted()
		if len(found) != c.want {
			t.Errorf("%+v: %d findings, want %d: %+v", c.brand, len(found), c.want, found)
		}
		for _, d := range found {
			proposed := regexp.MustCompile(`"(#\w+)"`).FindStringSubmatch(d.Help)
			if d.Code != diag.LowContrast || d.Pos.File != "parley.yaml" || proposed == nil {
				t.Fatalf("got %+v", d)
			}
			// What is proposed must pass, in the key it is proposed for.
			fixed := c.brand
			if strings.Contains(d.Help, "color-dark") {
				fixed = course.Brand{ColorDark: proposed[1]}
			} else {
				fixed = course.Brand{Color: proposed[1]}
			}
			var again diag.List
			CheckBrand(&course.Config{Brand: fixed}, &again)
			if len(again.Sorted()) > 0 {
				t.Errorf("%s was proposed and does not pass", proposed[1])
			}
		}
	}
}

// The palette's own pairs, and the grounds that brands are measured against.
func TestPaletteIsReadable(t *testing.T) {
	data, err := os.ReadFile(repository + "/themes/default/styles/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string][2]rgb{}
	for _, m := range regexp.MustCompile(`--([\w-]+): light-dark\(([^;]*)\);`).FindAllStringSubmatch(string(data), -1) {
		colours := regexp.MustCompile(`#[0-9a-f]{3,6}\b`).FindAllString(m[2], 2)
		light, _ := parseColour(colours[0])
		dark, _ := parseColour(colours[1])
		tokens[m[1]] = [2]rgb{light, dark}
	}
	for scheme, g := range []ground{lightGround, darkGround} {
		if tokens["sunk"][scheme] != g.sunk || tokens["paper"][scheme] != g.paper {
			t.Errorf("brands are measured against %s and %s, but the tokens say %s and %s", g.paper, g.sunk, tokens["paper"][scheme], tokens["sunk"][scheme])
		}
		if r := g.contrast(tokens["accent"][scheme]); r < minContrast {
			t.Errorf("%s: the theme's own accent has a contrast of %.2f", g.scheme, r)
		}
	}
	if !strings.Contains(string(data), "var(--accent) 8%, transparent") {
		t.Error("--tint is no longer what brands are measured against")
	}
	for scheme, name := range []string{"light", "dark"} {
		for _, ink := range []string{"ink", "soft", "accent", "note", "tip", "warning", "example"} {
			for _, ground := range []string{"paper", "surface", "sunk"} {
				if r := contrast(tokens[ink][scheme], tokens[ground][scheme]); r < minContrast {
					t.Errorf("%s: --%s on --%s has a contrast of %.2f", name, ink, ground, r)
				}
			}
		}
		if r := contrast(tokens["on-accent"][scheme], tokens["accent"][scheme]); r < minContrast {
			t.Errorf("%s: words on buttons have a contrast of %.2f", name, r)
		}
		if r := contrast(tokens["edge"][scheme], tokens["paper"][scheme]); r < 3 {
			t.Errorf("%s: edges of controls have a contrast of %.2f", name, r)
		}
	}
}
