package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/render"
	"github.com/parley-kit/parley/site/theme"
)

// asking is a block with items that learners answer.
type asking []string

func (asking) BlockName() string { return "asking" }
func (ids asking) Items() (of []course.Item) {
	for _, id := range ids {
		of = append(of, course.Item{ID: id, Hash: "of-" + id})
	}
	return of
}

// TestListedItems holds that course.json, read as check --against reads it, has
// the ids of a page's items, and nothing where there are none.
func TestListedItems(t *testing.T) {
	b, _ := built(t, map[string]string{"content/a.md": "---\nstage: S1\nminutes: 5\n---\n# A\n\nText\n", "content/b.md": "# B\n\nText\n"})
	c := b.Course()
	a, _ := c.Page("en", "content/a")
	a.Blocks = append(a.Blocks, asking{"c1.1", "c1.2"}, asking{"limit"})
	var report diag.List
	th, err := theme.Load(b.Base, c.Config, &report)
	if err != nil {
		t.Fatal(err)
	}
	list := read(t, (&render.Renderer{Course: c, Theme: th, Files: b.Base}).Tree(&report), "course.json")
	got, err := course.ParseListing([]byte(list))
	if err != nil || len(got.Pages) != 2 {
		t.Fatalf("%v\n%s", err, list)
	}
	if p := got.Pages[0]; p.ID != "content/a" || p.Title != "A" || p.Path != "content/a.html" || !slices.Equal(p.Items, []string{"c1.1", "c1.2", "limit"}) ||
		!slices.Equal(p.Hashes, []string{"of-c1.1", "of-c1.2", "of-limit"}) || p.Stage != "S1" || p.Minutes != 5 {
		t.Errorf("%+v", p)
	}
	if strings.Count(list, `"items"`) != 1 {
		t.Errorf("a page without items has some: %s", list)
	}
}
