package render_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	nearPicture = regexp.MustCompile(`(?s)<svg class="near (wide|narrow)" viewBox="(-?\d+) (-?\d+) (\d+) (\d+)".*?</svg>`)
	nearBox     = regexp.MustCompile(`<rect class="near-\w+" x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"`)
	nearCircle  = regexp.MustCompile(`<circle class="near-\w+" cx="(\d+)" cy="(\d+)" r="(\d+)"`)
)

func numbers(match []string) []int {
	var out []int
	for _, s := range match {
		n, _ := strconv.Atoi(s)
		out = append(out, n)
	}
	return out
}

// TestNeighbourhood draws terms with one to twelve others around them, all of
// them joined and with long names: each has a place of its own inside the
// picture, up to ten are shown, and each is a link that the list has too.
func TestNeighbourhood(t *testing.T) {
	const most = 12
	var names []string
	for i := range most {
		names = append(names, fmt.Sprintf("n%d", i))
	}
	for _, lang := range []string{"en", "ar"} {
		files := map[string]string{
			"theme":                            "",
			"parley.yaml":                      "name: Test\nid: test-site\nlanguage: " + lang + "\n",
			"base/themes/default/i18n/ar.yaml": "skip: x\n",
		}
		for i, name := range names {
			files["glossary/"+name+".md"] = fmt.Sprintf("---\nterm: %s long name of term %d\nrelated: [%s]\n---\nText\n", strings.Repeat("W", i), i, strings.Join(names, ", "))
			files[fmt.Sprintf("glossary/mid%d.md", i+1)] = fmt.Sprintf("---\nterm: Verhandlungsspielraum and its %d neighbours\nrelated: [%s]\n---\nText\n", i+1, strings.Join(names[:i+1], ", "))
		}
		_, tree := built(t, files)
		for k := 1; k <= most; k++ {
			page := read(t, tree, fmt.Sprintf("glossary/mid%d.html", k))
			pictures := nearPicture.FindAllStringSubmatch(page, -1)
			if k == 1 && len(pictures) == 0 {
				continue // too few to draw
			}
			if k == 1 || len(pictures) != 2 {
				t.Fatalf("%s, %d around it: %d pictures", lang, k, len(pictures))
			}
			for _, picture := range pictures {
				checkPicture(t, fmt.Sprintf("%s, %d around it, %s", lang, k, picture[1]), picture, min(k, 10))
			}
			for _, m := range hrefAttr.FindAllStringSubmatch(pictures[0][0], -1) {
				if n := strings.Count(page, m[0]); n != 3 { // in both pictures and in the list
					t.Errorf("%s, %d around it: %s is there %d times", lang, k, m[0], n)
				}
			}
		}
	}
}

// checkPicture holds a picture's boxes or dots apart and inside it.
func checkPicture(t *testing.T, name string, picture []string, k int) {
	t.Helper()
	view := numbers(picture[2:])
	var boxes [][]int
	for _, m := range nearBox.FindAllStringSubmatch(picture[0], -1) {
		boxes = append(boxes, numbers(m[1:]))
	}
	for _, m := range nearCircle.FindAllStringSubmatch(picture[0], -1) {
		c := numbers(m[1:])
		boxes = append(boxes, []int{c[0] - c[2], c[1] - c[2], 2 * c[2], 2 * c[2]})
	}
	if links := strings.Count(picture[0], "<a "); links != k || len(boxes) != k+1 {
		t.Errorf("%s: %d links and %d boxes", name, links, len(boxes))
	}
	for i, b := range boxes {
		if b[0] < view[0] || b[1] < view[1] || b[0]+b[2] > view[0]+view[2] || b[1]+b[3] > view[1]+view[3] {
			t.Errorf("%s: the box %v lies outside %v", name, b, view)
		}
		for _, c := range boxes[:i] {
			if b[0] < c[0]+c[2] && c[0] < b[0]+b[2] && b[1] < c[1]+c[3] && c[1] < b[1]+b[3] {
				t.Errorf("%s: the boxes %v and %v overlap", name, b, c)
			}
		}
	}
}
