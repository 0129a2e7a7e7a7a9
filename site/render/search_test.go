package render_test

import (
	"fmt"
	"path"
	"strings"
	"testing"
)

// TestEverythingSplit lists a large site by letter: each letter has pages of its
// own, and together they lead to every page and section once.
func TestEverythingSplit(t *testing.T) {
	files := map[string]string{"theme": ""}
	sections := strings.Repeat("## Part\n\nText\n\n", 9)
	for i := range 150 {
		files[fmt.Sprintf("content/a/p%03d.md", i)] = fmt.Sprintf("# Apple %03d\n\n%s", i, sections)
	}
	files["content/b.md"] = "# Banana\n\n" + strings.Repeat("## Part\n\nText\n\n", 120)
	files["content/c.md"] = "# 100 things\n\nText\n"
	_, tree := built(t, files)
	c := crawler{tree, map[string]map[string]int{}}
	found := map[string]int{}
	for _, name := range []string{"search.html", "search-a.html", "search-a-2.html", "search-b.html", "search-other.html"} {
		c.follow(t, name)
		page := read(t, tree, name)
		for _, letter := range []string{"search-a.html", "search-b.html", "search-other.html"} {
			if !strings.Contains(page, `href="`+letter+`"`) {
				t.Errorf("%s does not lead to %s", name, letter)
			}
		}
		_, list, _ := strings.Cut(page, `class="everything"`)
		list, _, _ = strings.Cut(list, "</section>")
		for _, m := range hrefAttr.FindAllStringSubmatch(list, -1) {
			found[m[1]]++
		}
		if n := strings.Count(list, " href="); n > 1010 || n == 0 && name != "search.html" {
			t.Errorf("%s lists %d", name, n)
		}
	}
	if want := 150*10 + 1 + 100 + 1; len(found) != want {
		t.Errorf("%d are listed, not %d", len(found), want)
	}
	for to, n := range found {
		if n != 1 {
			t.Errorf("%s is listed %d times", to, n)
		}
	}
	if _, more := tree.Open("search-a-3.html"); more {
		t.Error("there is a part too many")
	}
	if strings.Contains(read(t, tree, "search.html"), `class="everything"`) {
		t.Error("the first page lists what the letters list")
	}
}

// TestEverythingSmall is one page, to which every page leads.
func TestEverythingSmall(t *testing.T) {
	_, tree := built(t, map[string]string{
		"theme":             "",
		"parley.yaml":       "name: T\nid: test-site\nlanguages: de\n",
		"content/a/b.md":    "# A\n\n## Part\n\nText\n",
		"content.de/a/b.md": "# A\n\nText\n",
		"glossary/x.md":     "---\nterm: X\nalso: Y\n---\nText\n",
	})
	for name, to := range map[string]string{
		"content/a/b.html": "../../search.html", "index.html": "search.html", "de/content/a/b.html": "../../search.html", "search.html": "search.html", "404.html": "search.html",
	} {
		if !strings.Contains(read(t, tree, name), `<a class="search" href="`+to+`"`) {
			t.Errorf("%s does not lead to %s", name, to)
		}
	}
	c := crawler{tree, map[string]map[string]int{}}
	for _, f := range tree.Files() {
		if path.Ext(f.Path) == ".html" && f.Path != "404.html" {
			c.follow(t, f.Path)
		}
		if strings.Contains(f.Path, "search-") && path.Ext(f.Path) == ".html" {
			t.Errorf("a small site has %s", f.Path)
		}
	}
}
