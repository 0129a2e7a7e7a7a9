package course

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// A step of a path, and how long it is said to take.
var step = regexp.MustCompile(`(?m)^- \[[^\]]*\]\(([^)#]+)[^)]*\) \((\d+) min\)`)

// TestPaths holds that a path takes as long as its steps do together, and that a step
// through a lesson takes as long as the lesson says.
func TestPaths(t *testing.T) {
	c := bundled(t)
	for _, p := range english(c) {
		if p.Kind != "path" {
			continue
		}
		sum := 0
		for _, m := range step.FindAllStringSubmatch(text(t, p), -1) {
			n, err := strconv.Atoi(m[2])
			if err != nil {
				t.Fatal(err)
			}
			sum += n
			id := course.ID(strings.TrimSuffix(path.Join(path.Dir(p.Source), m[1]), ".md"))
			to, ok := c.Page("en", id)
			if !ok {
				t.Errorf("%s: there is no %s", p.Source, id)
			} else if to.Kind == "lesson" && to.Minutes != n {
				t.Errorf("%s: %s takes %d minutes, and the path says %d", p.Source, id, to.Minutes, n)
			}
		}
		if sum > 0 && p.Minutes != sum {
			t.Errorf("%s: its steps take %d minutes, and it says %d", p.Source, sum, p.Minutes)
		}
	}
}
