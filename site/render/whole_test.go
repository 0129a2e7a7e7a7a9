package render_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/render"
	"github.com/parley-kit/parley/site/theme"
)

// pages writes n pages into a folder.
func pages(files map[string]string, folder string, n int) {
	for i := range n {
		files[fmt.Sprintf("%s/p%03d.md", folder, i)] = fmt.Sprintf("# Page %d\n\n[first](p000.md#part) [next](p%03d.md)[^1]\n\n## Part\n\n[^1]: Note.\n", i, (i+1)%n)
	}
}

// TestPrintParts prints a large folder: in parts, each with links to the others,
// and every link of a page leads to its page's part or to the page itself.
func TestPrintParts(t *testing.T) {
	files := map[string]string{"theme": ""}
	pages(files, "content/many", 401)
	_, tree := built(t, files)
	c := crawler{tree, map[string]map[string]int{}}
	for part, n := range map[string]int{"print": 200, "print-2": 200, "print-3": 1} {
		name := "content/many/" + part + ".html"
		page := read(t, tree, name)
		if got := strings.Count(page, `class="sheet"`); got != n {
			t.Errorf("%s holds %d pages, not %d", name, got, n)
		}
		for _, other := range []string{"print.html", "print-2.html", "print-3.html"} {
			if !strings.Contains(page, `href="`+other+`"`) {
				t.Errorf("%s does not lead to %s", name, other)
			}
		}
		c.follow(t, name)
	}
	if _, more := tree.Open("content/many/print-4.html"); more {
		t.Error("there is a part without pages")
	}
	if last := read(t, tree, "content/many/p400.html"); !strings.Contains(last, `href="print.html"`) {
		t.Error("a page of the last part does not lead to the first")
	}
}

// TestSmallPrint has no parts when one document holds everything.
func TestSmallPrint(t *testing.T) {
	files := map[string]string{}
	pages(files, "content/some", 200)
	_, tree := built(t, files)
	if page := read(t, tree, "content/some/print.html"); strings.Contains(page, "part 1") {
		t.Error("one document names its parts")
	}
}

// TestAnchors prints pages whose names and headings are made to be mistaken for
// each other.
func TestAnchors(t *testing.T) {
	_, tree := built(t, map[string]string{
		"theme":                 "",
		"content/x/a.md":        "# A\n\n[b](a-b.md) [h](a-b.md#c)\n\n## B\n\n## B c\n\n## Page title\n\n## Title\n\n## Main\n",
		"content/x/a-b.md":      "# A-b\n\n[b](a.md#b) [c](<a b.md>)\n\n## C\n\n## Groups\n",
		"content/x/a b.md":      "# A b\n\n[c](#c)[^1]\n\n## C\n\n[^1]: Note.\n",
		"content/x/a-b-c.md":    "# A-b-c\n\n[c](<a b.md#c>) [amp](<a&copy.md#part>)\n\n## fnref 1\n",
		"content/x/a&copy.md":   "# Copy\n\n[^1]\n\n## Part\n\n[^1]: Note.\n",
		"content/x/50%.md":      "# Half\n\n[part](#part) [a](a.md#b)\n\n## Part\n",
		"content/x/index.md":    "# X\n\n[half](<50%25.md>) [its part](<50%25.md#part>)\n\n## Contents\n",
		"glossary/index.md":     "# Words\n\n## Letter A\n\n## Terms by theme\n\n## Group one and two\n",
		"glossary/a.md":         "---\nterm: A\ngroup: One and two\n---\n[[b]]\n",
		"glossary/b.md":         "---\nterm: B\ngroup: one-and-two\nrelated: a\nconfused-with: {a: No.}\n---\n[[A]]\n\n## Related\n\n## Confused\n",
		"content/x/y/print.txt": "x",
	})
	c := crawler{tree, map[string]map[string]int{}}
	for _, f := range tree.Files() {
		if path.Ext(f.Path) == ".html" {
			c.follow(t, f.Path)
		}
	}
}

var (
	idAttr   = regexp.MustCompile(` id="([^"]*)"`)
	hrefAttr = regexp.MustCompile(` href="([^"]*)"`)
)

// crawler follows links; it remembers how often each anchor of a page is there.
type crawler struct {
	tree *output.Tree
	seen map[string]map[string]int
}

// anchors counts those of a page.
func (c crawler) anchors(t *testing.T, name string) map[string]int {
	t.Helper()
	if _, known := c.seen[name]; !known {
		c.seen[name] = map[string]int{}
		for _, m := range idAttr.FindAllStringSubmatch(read(t, c.tree, name), -1) {
			c.seen[name][html.UnescapeString(m[1])]++
		}
	}
	return c.seen[name]
}

// follow holds that a page's anchors are unique and without blanks, and that
// each relative link leads to a file of the tree and to an anchor in it.
func (c crawler) follow(t *testing.T, name string) {
	t.Helper()
	for id, n := range c.anchors(t, name) {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			t.Errorf("%s has the anchor %q %d times", name, id, n)
		}
	}
	for _, m := range hrefAttr.FindAllStringSubmatch(read(t, c.tree, name), -1) {
		address, err := url.Parse(html.UnescapeString(m[1]))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if address.Scheme != "" {
			continue
		}
		to := name
		if address.Path != "" {
			to = path.Join(path.Dir(name), address.Path)
			if _, there := c.tree.Open(to); !there {
				t.Errorf("%s leads to %s, which is not there", name, m[1])
				continue
			}
		}
		if address.Fragment != "" && c.anchors(t, to)[address.Fragment] == 0 {
			t.Errorf("%s leads to %s, and %s has no such anchor", name, m[1], to)
		}
	}
}

// TestLargeFolders cuts the navigation of folders with many pages, and says where
// the rest is; the current page is marked once where it is shown.
func TestLargeFolders(t *testing.T) {
	files := map[string]string{}
	pages(files, "content", 61)
	pages(files, "content/many", 61)
	pages(files, "content/enough", 60)
	_, tree := built(t, files)
	for _, c := range []struct {
		page  string
		links int // in the navigation
		marks int
		more  string
	}{
		{"content/p000.html", 60 + 1 + 2, 1, `<a href="print.html">All 61 pages</a>`},
		{"content/p060.html", 60 + 1 + 2, 0, `<a href="print.html">All 61 pages</a>`},
		{"content/many/p000.html", 60 + 1 + 2 + 60, 1, "more All 61 pages index.html"},
		{"content/many/p060.html", 60 + 1 + 2 + 60, 0, "more All 61 pages index.html"},
		{"content/many/index.html", 60 + 1 + 2 + 60, 1, "more All 61 pages index.html"},
		{"content/enough/p059.html", 60 + 1 + 2 + 60, 1, ""},
	} {
		nav := only(read(t, tree, c.page), "nav")
		if n := strings.Count(nav, "<a "); n != c.links {
			t.Errorf("%s: %d links, not %d", c.page, n, c.links)
		}
		if n := strings.Count(nav, "aria-current"); n != c.marks {
			t.Errorf("%s: %d marks, not %d", c.page, n, c.marks)
		}
		if c.more == "" && strings.Contains(nav, "more ") || !strings.Contains(nav, c.more) {
			t.Errorf("%s: the navigation says not %q\n%s", c.page, c.more, nav)
		}
	}
}

// TestHashes holds that a page's hash changes with what it says, wherever on the
// page that is said, and with nothing else.
func TestHashes(t *testing.T) {
	text := "---\ntitle: A\norder: 1\n---\nWords and [a link](b.md), [[BATNA|a name]], ![a picture](x.png).\n\n::: tip Title\nIn a [block](b.md).\n:::\n"
	files := map[string]string{
		"content/a.md":      text,
		"content/b.md":      "# B\n\nText\n",
		"content/c.md":      "# C\n\nText\n",
		"content/x.png":     "PNG 2x2",
		"glossary/batna.md": "---\nterm: BATNA\n---\nText\n",
	}
	_, tree := built(t, files)
	before := hashOf(t, tree, "content/a")
	for _, c := range []struct {
		name, old, new string
		same           bool
	}{
		{"its title", "title: A", "title: Other", false},
		{"a word", "Words", "Other words", false},
		{"the words of a link", "a link", "the link", false},
		{"the words of a link by name", "a name", "the name", false},
		{"the words for a picture", "a picture", "the picture", false},
		{"the title of a block", "tip Title", "tip Other", false},
		{"a word of a block", "In a", "Within a", false},
		{"the kind of a block", "::: tip", "::: warning", false},
		{"where a link leads", "b.md", "c.md", true},
		{"its place", "order: 1", "order: 2", true},
		{"its tags", "order: 1", "tags: x", true},
	} {
		files["content/a.md"] = strings.ReplaceAll(text, c.old, c.new)
		_, tree := built(t, files)
		if after := hashOf(t, tree, "content/a"); (after == before) != c.same {
			t.Errorf("%s changed, and the hash went from %s to %s", c.name, before, after)
		}
	}
}

func hashOf(t *testing.T, tree *output.Tree, id string) string {
	t.Helper()
	var list struct {
		V     int
		Pages []struct{ ID, Hash string }
	}
	if err := json.Unmarshal([]byte(read(t, tree, "course.json")), &list); err != nil || list.V != 1 {
		t.Fatalf("course.json has version %d (%v)", list.V, err)
	}
	for _, p := range list.Pages {
		if p.ID == id {
			return p.Hash
		}
	}
	t.Fatalf("course.json has no %s", id)
	return ""
}

// TestCourseScript runs course.js: it gives pages what course.json says, and keeps
// what else is on the global.
func TestCourseScript(t *testing.T) {
	_, tree := built(t, map[string]string{
		"parley.yaml":  "name: \"</script> & co\u2028\"\nid: test-site\n",
		"content/a.md": "---\ntitle: A\nwas: [content/b.md, content/c.html]\n---\nText\n",
	})
	list := read(t, tree, "course.json")
	if !strings.Contains(list, `"was":["content/b","content/c"]`) {
		t.Errorf("former ids are missing: %s", list)
	}
	script := read(t, tree, "course.js")
	if strings.Contains(script, "</") || strings.Contains(script, "\u2028") {
		t.Errorf("the script could end early: %s", script)
	}
	vm := goja.New()
	got, err := vm.RunString("var window = {parley: {kept: 1}};" + script + "JSON.stringify(window.parley.course) + window.parley.kept")
	if err != nil {
		t.Fatal(err)
	}
	var said, run any
	if json.Unmarshal([]byte(list), &said) != nil || json.Unmarshal([]byte(strings.TrimSuffix(got.String(), "1")), &run) != nil || fmt.Sprint(said) != fmt.Sprint(run) {
		t.Errorf("course.js says\n%s\ncourse.json\n%s", got, list)
	}
}

// TestOneFileOfTheTheme lays a single partial over Parley's own theme.
func TestOneFileOfTheTheme(t *testing.T) {
	_, tree := built(t, map[string]string{
		"theme": "",
		"themes/default/layouts/partials/footer.html": "<footer>Ours: {{.Site.Name}}</footer>",
		"content/a.md": "# A\n\nText\n",
	})
	for _, name := range []string{"content/a.html", "index.html", "404.html", "content/print.html"} {
		page := read(t, tree, name)
		if strings.Count(page, "<footer") != 1 || !strings.Contains(page, "<footer>Ours: Test</footer>") || !strings.Contains(page, `class="skip"`) {
			t.Errorf("%s: want the site's footer in Parley's page\n%s", name, page)
		}
	}
}

// stumbling is a block that cannot be drawn.
type stumbling struct{ with any }

func (s stumbling) BlockName() string             { return "stumbling" }
func (s stumbling) View(block.Page) (string, any) { panic(s.with) }

// TestPanic draws a page whose view panics: that page is an error, every other
// one as good as ever.
func TestPanic(t *testing.T) {
	for _, with := range []any{"no such thing", errors.New("broken"), 7} {
		b, _ := built(t, map[string]string{
			"content/a.md": "# A\n\n::: tip\nText\n:::\n",
			"content/b.md": "# B\n\nText\n",
		})
		var report diag.List
		c := b.Load(t.Context(), nil, &report)
		p, _ := c.Page("en", "content/a")
		p.Blocks = []course.Block{stumbling{with}}
		th, err := theme.Load(b.Base, c.Config, &report)
		if err != nil {
			t.Fatal(err)
		}
		tree := (&render.Renderer{Course: c, Theme: th, Files: b.Site}).Tree(&report)
		for _, f := range tree.Files() {
			_, err := f.Bytes()
			broken := f.Path == "content/a.html" || f.Path == "content/print.html" || f.Class == output.LastClass
			if broken != (err != nil) {
				t.Errorf("%s: %v", f.Path, err)
			}
			if broken && err != nil && !strings.Contains(err.Error(), fmt.Sprint(with)) {
				t.Errorf("%s: the error does not say %v: %v", f.Path, with, err)
			}
		}
	}
}

// TestBundledLanguage holds that the course's pages say in which language their
// text is, on a site of another one; the site's own pages do not.
func TestBundledLanguage(t *testing.T) {
	files := map[string]string{
		"theme":                   "",
		"parley.yaml":             "name: T\nid: test-site\nbase: parley\nlanguage: de\n",
		"content/own.md":          "# Eigenes\n\nText\n",
		"base/content/kept.md":    "---\ndescription: Kept.\n---\n# Kept\n\nText\n",
		"base/content/x/index.md": "# X\n\nText\n",
		"base/glossary/batna.md":  "---\nterm: BATNA\n---\nText\n",
	}
	_, tree := built(t, files)
	for name, marks := range map[string]int{"content/kept.html": 3, "content/x/index.html": 2, "glossary/batna.html": 2, "content/own.html": 0, "content/print.html": 2} {
		page := read(t, tree, name)
		if got := strings.Count(page, ` lang="en" dir="ltr"`); got != marks || !strings.Contains(page, `<html lang="de"`) {
			t.Errorf("%s says %d times that it is English, not %d", name, got, marks)
		}
	}
	files["parley.yaml"] = "name: T\nid: test-site\nbase: parley\n"
	if _, tree = built(t, files); strings.Contains(read(t, tree, "content/kept.html"), `"en" dir="ltr">Kept`) {
		t.Error("an English page says it of its title too")
	}
}
