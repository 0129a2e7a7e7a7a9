package load_test

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// TestAgain loads a site, changes it and loads it again, told of the change or
// not: what is found must be what a fresh loader finds.
func TestAgain(t *testing.T) {
	early := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	start := map[string]string{
		"parley.yaml":       "name: T\nid: test-site\nbase: parley\n",
		"content/a.md":      "# A\n\n[b](b.md) {{firm}}\n",
		"content/b.md":      "# B\n\nText {{nothing}}\n",
		"content/aux.md":    "# Reserved\n",
		"content/bad.svg":   "<svg><script/></svg>",
		"content/uses.md":   "# Uses\n\n![x](bad.svg)\n",
		"content/sub/c.md":  "# C\n\nText\n",
		"base/content/d.md": "# D\n\nBundled\n",
	}
	for name, changes := range map[string]map[string]string{ // "" deletes
		"nothing":                  {},
		"a page":                   {"content/a.md": "# A\n\n{{frim}}\n"},
		"a new page":               {"content/e.md": "# E\n\nText\n"},
		"no page":                  {"content/b.md": ""},
		"a page that was bad":      {"content/b.md": "# B\n\nText\n"},
		"a picture":                {"content/bad.svg": `<svg width="3" height="2"/>`},
		"the configuration":        {"parley.yaml": "name: T\nid: test-site\nvariables: {nothing: x}\n"},
		"a page over the bundle":   {"content/d.md": "# D\n\nOurs\n"},
		"a broken configuration":   {"parley.yaml": "name: T\n"},
		"two pages":                {"content/a.md": "# A\n\nText\n", "content/b.md": "# B\n\n{{x}}\n"},
		"a page of the same size":  {"content/sub/c.md": "# C\n\nWord\n"},
		"a page that becomes none": {"content/sub/c.md": "\x00"},
	} {
		t.Run(name, func(t *testing.T) {
			input := map[string][]byte{}
			for file, text := range start {
				input[file] = []byte(text)
			}
			s, base := golden.Site(t, input)
			site := s.(fstest.MapFS)
			for _, f := range site {
				f.ModTime = early
			}
			told, self := load.Loader{Site: site, Base: base}, load.Loader{Site: site, Base: base}
			for _, l := range []*load.Loader{&told, &self} {
				l.Load(t.Context(), nil, &diag.List{})
			}
			changed := []string{}
			for file, text := range changes {
				changed = append(changed, file)
				site[file] = &fstest.MapFile{Data: []byte(text), ModTime: early.Add(time.Minute)}
				if text == "" {
					delete(site, file)
				}
			}
			fresh := load.Loader{Site: site, Base: base}
			want, wantFound := summary(t, &fresh, nil)
			for kind, l := range map[string]*load.Loader{"told": &told, "by itself": &self} {
				if kind == "by itself" {
					changed = nil
				}
				got, found := summary(t, l, changed)
				if got != want || found != wantFound {
					t.Errorf("%s:\n%s%s\nand fresh:\n%s%s", kind, got, found, want, wantFound)
				}
			}
		})
	}
}

func summary(t *testing.T, l *load.Loader, changed []string) (what, found string) {
	t.Helper()
	var report diag.List
	c := l.Load(t.Context(), changed, &report)
	if c == nil {
		return "", golden.Problems(&report)
	}
	for _, p := range c.Pages {
		what += p.Source + ": " + p.Body.HTML + "\n"
	}
	return what + describe(t, c), golden.Problems(&report)
}

func TestLayers(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	buffers := fstest.MapFS{"content/a.md": file("buffer")}
	site := fstest.MapFS{"content/a.md": file("site"), "content/b.md": file("site")}
	base := fstest.MapFS{"content/a.md": file("base"), "content/b.md": file("base"), "content/c.md": file("base"), "x/y": file("base")}
	layers := load.Layers{buffers, site, base}
	for name, want := range map[string]string{"content/a.md": "buffer", "content/b.md": "site", "content/c.md": "base", "x/y": "base"} {
		if got, err := fs.ReadFile(layers, name); string(got) != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	entries, err := fs.ReadDir(layers, "content")
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if err != nil || !slices.Equal(names, []string{"a.md", "b.md", "c.md"}) {
		t.Errorf("%v, %v", names, err)
	}
	for _, name := range []string{"content/none.md", "none", "../x"} {
		if _, err := layers.Open(name); err == nil {
			t.Errorf("%s opened", name)
		}
	}
	if _, err := fs.ReadDir(layers, "none"); err == nil {
		t.Error("none was listed")
	}
	failing := load.Layers{broken{site, []string{"content/b.md", "content"}}, base}
	if _, err := fs.ReadFile(failing, "content/b.md"); err == nil {
		t.Error("the layer below stands in for a file that cannot be read")
	}
	if _, err := fs.ReadDir(failing, "content"); err == nil {
		t.Error("the layer below stands in for a folder that cannot be read")
	}
}

// TestBuffers loads a page from an editor's buffer over the site.
func TestBuffers(t *testing.T) {
	site, base := golden.Site(t, map[string][]byte{"content/a.md": []byte("# Saved\n\nText\n")})
	buffers := fstest.MapFS{"content/a.md": {Data: []byte("# Typed\n\nText {{frim}}\n")}}
	var report diag.List
	c := (&load.Loader{Site: load.Layers{buffers, site}, Base: base}).Load(t.Context(), nil, &report)
	if p, ok := c.Page("en", "content/a"); !ok || p.Title != "Typed" {
		t.Errorf("%+v", p)
	}
	if found := report.Sorted(); len(found) != 1 || found[0].Code != diag.UnknownVariable {
		t.Errorf("found %v", found)
	}
}

// TestBundledAlone loads the bundled course without a site.
func TestBundledAlone(t *testing.T) {
	_, base := golden.Site(t, map[string][]byte{"base/content/a.md": []byte("# A at {{firm}}\n\nText\n")})
	var report diag.List
	c := (&load.Loader{Base: base}).Load(t.Context(), nil, &report)
	if c == nil || c.Config.Name != "Bundled" || len(c.Pages) != 1 || c.Pages[0].Title != "A at your firm" {
		t.Errorf("%+v", c)
	}
	if found := report.Sorted(); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}
