package site

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/parley-kit/parley/site/diag"
)

// TestPathClash holds that files which would get one address are reported, at a
// file of the site.
func TestPathClash(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"a page and a file beside it": {"content/offer.md": "# Offer\n\n[form](offer.html)\n", "content/offer.html": "<p>"},
		"a page and a static file":    {"content/offer.md": "# Offer\n\nText\n", "static/content/offer.html": "<p>"},
		"the home page":               {"static/index.html": "<p>"},
		"the page of the vocabulary":  {"glossary/a.md": "# A\n\nText\n", "static/glossary/index.html": "<p>"},
		"the page of everything":      {"content/a.md": "# A\n\nText\n", "static/search.html": "<p>"},
		"what Parley lists":           {"static/course.json": "{}"},
		"the page of a section":       {"content/a/b.md": "# A\n\nText\n", "static/content/a/index.html": "<p>"},
		"a file and a folder":         {"content/offer.md": "# Offer\n\nText\n", "static/content": "x"},
	} {
		t.Run(name, func(t *testing.T) {
			site := fstest.MapFS{"parley.yaml": {Data: []byte("name: T\nid: test-site\n")}}
			for path, text := range files {
				site[path] = &fstest.MapFile{Data: []byte(text)}
			}
			var report diag.List
			(&Builder{Site: site, Base: repository(t)}).Build(t.Context(), nil, &report)
			found := report.Sorted()
			if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == diag.PathClash && site[d.Pos.File] != nil }) {
				t.Errorf("found %v", found)
			}
		})
	}
}
