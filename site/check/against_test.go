package check_test

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"testing"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// publishedFile is the archives' listing of what is published.
const publishedFile = "published.json"

// TestAgainst holds the site of each archive against its published.json. An empty
// file named drafts asks for drafts.
func TestAgainst(t *testing.T) {
	golden.Run(t, "testdata/against/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		site := maps.Clone(files)
		delete(site, publishedFile)
		var report diag.List
		c := loadItems(t, site, &report)
		check.Against(c, listing(t, files[publishedFile]), &report)
		return map[string]string{"problems": golden.Problems(&report)}
	})
}

func listing(t *testing.T, b []byte) *course.Listing {
	t.Helper()
	l, err := course.ParseListing(b)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// items stands in for a block with items: there is none yet.
type items []string

func (items) BlockName() string { return "items" }
func (ids items) Items() (of []course.Item) {
	for _, id := range ids {
		of = append(of, course.Item{ID: id})
	}
	return of
}

var itemLine = regexp.MustCompile(`(?m)^- .*\{#([\w.-]+)\}$`)

// loadItems loads an archive's site. A line of a list that ends with {#id} is an
// item, as it will be inside a block.
func loadItems(t *testing.T, files map[string][]byte, report *diag.List) *course.Course {
	t.Helper()
	_, drafts := files["drafts"]
	l := load.Loader{Drafts: drafts}
	l.Site, l.Base = golden.Site(t, files)
	c := l.Load(t.Context(), nil, report)
	for _, p := range c.Pages {
		if p.Bundled {
			continue
		}
		src, err := fs.ReadFile(l.Site, p.Source)
		if err != nil {
			t.Fatal(err)
		}
		var ids items
		for _, m := range itemLine.FindAllSubmatch(src, -1) {
			ids = append(ids, string(m[1]))
		}
		if ids != nil {
			p.Blocks = append(p.Blocks, ids)
		}
	}
	return c
}

// TestAgainstItself holds that a site keeps all it has just published.
func TestAgainstItself(t *testing.T) {
	var report diag.List
	c := loadItems(t, map[string][]byte{
		"parley.yaml":         []byte("name: T\nid: test-site\nlanguages: de\n"),
		"content/index.md":    []byte("# Home\n\nText\n"),
		"content/a.md":        []byte("---\nwas: content/b\n---\n# A\n\n- One {#one}\n"),
		"content.de/a.md":     []byte("---\nwas: content/b\n---\n# Ä\n\n- Eins {#one}\n"),
		"glossary/batna.md":   []byte("---\nterm: BATNA\n---\nText\n"),
		"exercises/x/test.md": []byte("# Test\n\nText\n"),
	}, &report)
	l := &course.Listing{V: 1, Site: "test-site"}
	for _, p := range c.Pages {
		e := course.ListedPage{ID: p.ID, Lang: p.Lang, Kind: p.Kind, Path: c.Output(p), Title: p.Title, Items: p.ItemIDs()}
		for _, was := range p.Was {
			e.Was = append(e.Was, was.Text)
		}
		l.Pages = append(l.Pages, e)
	}
	if len(l.Pages) != 5 || len(l.Pages[0].Items) != 1 {
		t.Fatalf("the listing is %+v", l)
	}
	check.Against(c, l, &report)
	if got := golden.Problems(&report); got != "" {
		t.Error(got)
	}
}

// TestAgainstMany holds that a site of which everything has gone is told so soon.
func TestAgainstMany(t *testing.T) {
	const pages = 2000
	files := map[string][]byte{}
	l := &course.Listing{V: 1, Site: "test-site"}
	for i := range pages {
		files[fmt.Sprintf("content/new-%d.md", i)] = fmt.Appendf(nil, "# A new page, number %d\n\nText\n", i)
		l.Pages = append(l.Pages, course.ListedPage{ID: course.ID(fmt.Sprintf("content/old-%d", i)), Lang: "en", Title: fmt.Sprintf("A page, number %d", i)})
	}
	var report diag.List
	c := loadItems(t, files, &report)
	check.Against(c, l, &report)
	if n := report.Errors(); n != pages {
		t.Errorf("%d findings for %d pages", n, pages)
	}
}
