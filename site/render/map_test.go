package render_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// drawing is what a picture of the framework is made of.
type drawing struct {
	width, height int
	bands, nodes  []box
	keys          []box
	labels        []box             // of stages, a line each, as wide as it may be at most
	wholes        map[string]box    // of a stage's name, by its number
	links         map[string]int    // by address
	ids           map[string]int    // defined
	used          map[string]bool   // by url(#...)
	names         map[string]string // lines of each node's name, joined by |
	arrows        int               // from stage to stage, and back
	text          []string
}

type box struct{ x1, y1, x2, y2 int }

func (a box) meets(b box) bool { return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2 }

// letterWidth is about what a letter takes in the picture's units.
const letterWidth = 8

// parse reads a picture. That it is well-formed is part of the test.
func parse(t *testing.T, svg string) drawing {
	t.Helper()
	d := drawing{wholes: map[string]box{}, links: map[string]int{}, ids: map[string]int{}, used: map[string]bool{}, names: map[string]string{}}
	dec := xml.NewDecoder(strings.NewReader(svg))
	var number, class, anchor string
	var span box
	squeezed := 0
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return d
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			a := attributes(e)
			class = a["class"]
			if a["id"] != "" {
				d.ids[a["id"]]++
			}
			if m, ok := strings.CutPrefix(a["marker-end"], "url(#"); ok {
				d.used[strings.TrimSuffix(m, ")")] = true
				d.arrows++
			}
			switch e.Name.Local {
			case "svg":
				fmt.Sscanf(a["viewBox"], "0 0 %d %d", &d.width, &d.height)
			case "a":
				d.links[a["href"]]++
			case "rect":
				if strings.HasPrefix(a["class"], "map-key") { // names a colour, below all stages
					d.keys = append(d.keys, box{num(a["x"]), num(a["y"]), num(a["x"]) + num(a["width"]), num(a["y"]) + num(a["height"])})
					break
				}
				d.bands = append(d.bands, box{num(a["x"]), num(a["y"]), num(a["x"]) + num(a["width"]), num(a["y"]) + num(a["height"])})
			case "circle":
				x, y, r := num(a["cx"]), num(a["cy"]), num(a["r"])
				d.nodes = append(d.nodes, box{x - r, y - r, x + r, y + r})
			case "text":
				anchor = a["text-anchor"]
			case "tspan":
				class, span, squeezed = "map-node-label", box{x1: num(a["x"]), y1: num(a["y"]) - 14, y2: num(a["y"]) + 4}, num(a["textLength"])
			}
		case xml.CharData:
			words := string(e)
			if strings.TrimSpace(words) == "" {
				continue
			}
			d.text = append(d.text, words)
			switch class {
			case "map-number":
				number = words
			case "map-node-label":
				w := letterWidth * len([]rune(words))
				if squeezed > 0 {
					w = squeezed
				}
				if anchor == "middle" {
					span.x1 -= w / 2
				}
				span.x2 = span.x1 + w
				d.labels = append(d.labels, span)
				whole, more := d.wholes[number]
				if !more {
					whole = span
				}
				whole.y2 = span.y2
				d.wholes[number] = whole
				d.names[number] = strings.TrimPrefix(d.names[number]+"|"+words, "|")
			}
		}
	}
}

func attributes(e xml.StartElement) map[string]string {
	out := map[string]string{}
	for _, a := range e.Attr {
		out[a.Name.Local] = a.Value
	}
	return out
}

func num(s string) int {
	n := 0
	fmt.Sscan(s, &n)
	return n
}

// pictures are the two of a site's home page: lying and standing.
func pictures(t *testing.T, stages ...string) (wide, narrow string) {
	t.Helper()
	files := map[string]string{"parley.yaml": "name: T\nid: test-site\nstages:\n"}
	for i, s := range stages {
		files["parley.yaml"] += fmt.Sprintf("  - {id: S%d, %s}\n", i+1, s)
		files[fmt.Sprintf("content/l%d.md", i+1)] = fmt.Sprintf("---\ntitle: L%d\nstage: S%d\n---\nText\n", i+1, i+1)
	}
	_, tree := built(t, files)
	page := read(t, tree, "index.html")
	return strings.TrimPrefix(only(page, "map"), "== map\n"), strings.TrimPrefix(only(page, "narrow"), "== narrow\n")
}

// TestMap draws frameworks of all sizes and holds of both pictures that every
// stage is there and linked once, that nothing lies over anything else or outside,
// and that what is referred to is defined.
func TestMap(t *testing.T) {
	twelve := make([]string, 12)
	for i := range twelve {
		twelve[i] = fmt.Sprintf("name: Stage %d, bands: [%s]", i+1, []string{"table", "deal", "setup", "table, deal, setup", ""}[i%5])
	}
	for name, stages := range map[string][]string{
		"one":     {"name: Only, bands: [table, deal, setup]"},
		"bare":    {"name: Only"},
		"two":     {"name: Before, bands: [setup]", "name: After, bands: [deal]"},
		"seven":   {"name: Prepare, bands: [setup]", "name: Open and explore, bands: [table]", "name: Create, bands: [table, deal]", "name: Claim, bands: [table]", "name: Close, bands: [table, deal]", "name: Implement, bands: [deal]", "name: Review"},
		"twelve":  twelve,
		"crossed": {"name: A, bands: [table, setup]", "name: B, bands: [deal]", "name: C, bands: [table]", "name: D, bands: [setup, deal]"},
		"german": {"name: Verhandlungsvorbereitung, bands: [setup, table, deal]", "name: Eröffnen und erkunden, bands: [table]",
			"name: Auseinandersetzungsbereitschaft aufrechterhalten, bands: [deal]", "name: Abschließen & <sichern>, bands: [setup]"},
	} {
		wide, narrow := pictures(t, stages...)
		again, _ := pictures(t, stages...)
		if wide != again {
			t.Errorf("%s: a second picture differs", name)
		}
		for kind, svg := range map[string]string{"wide": wide, "narrow": narrow} {
			hold(t, name+" "+kind, parse(t, svg), len(stages))
		}
	}
}

func hold(t *testing.T, name string, d drawing, stages int) {
	t.Helper()
	if len(d.nodes) != stages || len(d.links) != stages || len(d.names) != stages {
		t.Errorf("%s: %d circles, %d links and %d names for %d stages", name, len(d.nodes), len(d.links), len(d.names), stages)
	}
	for i := range stages {
		if n := d.links[fmt.Sprintf("content/l%d.html", i+1)]; n != 1 {
			t.Errorf("%s: stage %d is linked %d times", name, i+1, n)
		}
	}
	if back := min(stages-1, 1); d.arrows != stages-1+back {
		t.Errorf("%s: %d arrows between %d stages", name, d.arrows, stages)
	}
	for id := range d.used {
		if d.ids[id] != 1 {
			t.Errorf("%s: %s is used and defined %d times", name, id, d.ids[id])
		}
	}
	if strings.HasSuffix(name, "wide") {
		if off := d.nodes[0].x1 - (d.width - d.nodes[stages-1].x2); off < -1 || off > 1 {
			t.Errorf("%s: the stages do not stand in the middle", name)
		}
	} else {
		for i, node := range d.nodes {
			whole := d.wholes[fmt.Sprint(i+1)]
			if off := whole.y1 + whole.y2 - node.y1 - node.y2; off < -16 || off > 16 {
				t.Errorf("%s: the name of stage %d does not stand beside it", name, i+1)
			}
		}
	}
	all := slices.Concat(d.bands, d.keys, d.nodes, d.labels)
	for i, a := range all {
		if a.x1 < 0 || a.y1 < 0 || a.x2 > d.width || a.y2 > d.height {
			t.Errorf("%s: %v lies outside %dx%d", name, a, d.width, d.height)
		}
		for _, b := range all[i+1:] {
			if a.meets(b) {
				t.Errorf("%s: %v lies over %v", name, a, b)
			}
		}
	}
}

// TestMapNames breaks long names in two where that looks even.
func TestMapNames(t *testing.T) {
	wide, narrow := pictures(t, "name: Prepare", "name: Eröffnen und erkunden", "name: Open and explore", "name: Verhandlungsvorbereitung", "name: Nachbereitung nach allen Gesprächen")
	w, n := parse(t, wide).names, parse(t, narrow).names
	for number, want := range map[string][2]string{
		"1": {"Prepare", "Prepare"},
		"2": {"Eröffnen|und erkunden", "Eröffnen und erkunden"},
		"3": {"Open and|explore", "Open and explore"},
		"4": {"Verhandlungsvorbereitung", "Verhandlungsvorbereitung"},
		"5": {"Nachbereitung nach|allen Gesprächen", "Nachbereitung nach|allen Gesprächen"},
	} {
		if w[number] != want[0] || n[number] != want[1] {
			t.Errorf("stage %s is %q and %q, want %q", number, w[number], n[number], want)
		}
	}
}

// TestMapBands names each dimension where there is room, and the way back where
// there is one.
func TestMapBands(t *testing.T) {
	wide, narrow := pictures(t, "name: A, bands: [table, setup]", "name: B, bands: [table]", "name: C, bands: [deal]")
	for kind, svg := range map[string]string{"wide": wide, "narrow": narrow} {
		words := strings.Join(parse(t, svg).text, "|")
		for _, want := range []string{"At the table", "Deal design", "Setup", "What you learn goes into the next preparation"} {
			if strings.Count(words, want) != 1 {
				t.Errorf("%s: %q is not there once: %s", kind, want, words)
			}
		}
		if n := len(parse(t, svg).bands); n != 3 {
			t.Errorf("%s: %d bands, not 3", kind, n)
		}
	}
	if one, _ := pictures(t, "name: A"); strings.Contains(one, "What you learn") {
		t.Error("one stage has a way back")
	}
}
