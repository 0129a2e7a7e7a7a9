package render_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/test/golden"
)

// TestRender builds the site of each archive in testdata and shows what its file
// show asks for: a line "files" lists the tree, "notfound" is the preview's page
// for wrong addresses, "PATH" is a file, and "PATH: nav body" those parts of a
// page. The pages are drawn with testdata/theme, which writes views down as text;
// with an empty file named theme, with Parley's own.
func TestRender(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		b := builder(t, files)
		_, b.Drafts = files["drafts"]
		var report diag.List
		tree := b.Build(t.Context(), nil, &report)
		if tree == nil {
			t.Fatal(golden.Problems(&report))
		}
		b.Draw(t.Context(), tree, &report)
		got := map[string]string{"problems": golden.Problems(&report)}
		for line := range strings.Lines(string(files["show"])) {
			name, parts, _ := strings.Cut(strings.TrimSpace(line), ":")
			switch name {
			case "files":
				got[name] = listing(tree)
			case "notfound":
				page, err := b.NotFound()
				if err != nil {
					t.Fatal(err)
				}
				got[name] = only(string(page), parts)
			default:
				got[name] = only(read(t, tree, name), parts)
			}
		}
		return got
	})
}

// builder is a builder of the archive's site over a bundled course with the
// theme that writes views down.
func builder(t *testing.T, files map[string][]byte) *site.Builder {
	t.Helper()
	own := map[string][]byte{}
	for name, data := range files {
		if name != "show" && name != "drafts" && name != "theme" {
			own[name] = data
		}
	}
	folder := "testdata/theme"
	if _, real := files["theme"]; real {
		folder = "../../themes/default"
	}
	addFolder(t, own, folder, "base/themes/default")
	addFolder(t, own, "../../themes/default/i18n", "base/themes/default/i18n")
	b := &site.Builder{}
	b.Site, b.Base = golden.Site(t, own)
	return b
}

func addFolder(t *testing.T, files map[string][]byte, folder, as string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(folder), name)
		files[as+"/"+name] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// built is the tree of a site, which must have no problem.
func built(t *testing.T, files map[string]string) (*site.Builder, *output.Tree) {
	t.Helper()
	raw := map[string][]byte{}
	for name, text := range files {
		raw[name] = []byte(text)
	}
	b := builder(t, raw)
	var report diag.List
	tree := b.Build(t.Context(), nil, &report)
	if tree == nil || len(report.Sorted()) > 0 {
		t.Fatal(golden.Problems(&report))
	}
	return b, tree
}

// hash is the part of an asset's name that says what it holds.
var hash = regexp.MustCompile(`-[0-9a-f]{8}\.`)

func listing(tree *output.Tree) string {
	var b strings.Builder
	for _, f := range tree.Files() {
		if f.Stays {
			continue // a shard of the search: package search has tests of its own
		}
		fmt.Fprintf(&b, "%s %d\n", hash.ReplaceAllString(f.Path, "-HASH."), f.Class)
	}
	return b.String()
}

func read(t *testing.T, tree *output.Tree, name string) string {
	t.Helper()
	data, err := tree.Read(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(data)
}

// only keeps the named parts of a page that is written down; all when none is
// named.
func only(page, parts string) string {
	wanted := strings.Fields(parts)
	var b strings.Builder
	keep := len(wanted) == 0
	for line := range strings.Lines(page) {
		if name, isPart := strings.CutPrefix(line, "== "); isPart && len(wanted) > 0 {
			keep = slices.Contains(wanted, strings.Fields(name)[0])
		}
		if keep && strings.TrimSpace(line) != "" {
			b.WriteString(line)
		}
	}
	return b.String()
}
