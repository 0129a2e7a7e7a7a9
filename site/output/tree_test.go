package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestTreeRefusesUnsafePaths(t *testing.T) {
	for _, name := range []string{
		"", ".", "/etc/passwd", "../a.html", "a/../b.html", "./a.html", "a//b.html", "a/", `a\b.html`, "C:/a.html",
		"nul.html", "a/CON/b.html", "Com1", "lpt².txt", "aux .html", "a/b.", "a /b.html", "what?.html", "a\x00b", "a\nb",
		"a\xffb.html", ".parley-manifest.json", ".Parley-staging/a", "conin$.txt",
	} {
		var tree Tree
		if err := tree.Add(constant(name, "x")); err == nil {
			t.Errorf("Add(%q) was accepted", name)
		} else if tree.Len() != 0 {
			t.Errorf("Add(%q) failed and yet added", name)
		}
	}
	for _, name := range []string{"index.html", "de/a.html", "common.html", "com10.txt", ".nojekyll", "_headers", "a/ü.html", "a..b.html"} {
		var tree Tree
		if err := tree.Add(constant(name, "x")); err != nil {
			t.Errorf("Add(%q): %v", name, err)
		}
	}
}

func TestTreeRefusesClashes(t *testing.T) {
	cases := []struct{ name, first, second, want string }{
		{"the same path", "a.html", "a.html", "two files"},
		{"another letter case", "a/Batna.html", "a/batna.html", "upper and lower case"},
		{"a folder, then a file of its name", "a/b/c.html", "a", "a folder"},
		{"a file, then a folder of its name", "a", "a/b/c.html", "a folder"},
		{"a folder in another letter case", "A/b.html", "a", "a folder"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var tree Tree
			if err := tree.Add(constant(c.first, "1")); err != nil {
				t.Fatal(err)
			}
			err := tree.Add(constant(c.second, "2"))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
			if f, _ := tree.Open(c.first); tree.Len() != 1 || content(t, f) != "1" {
				t.Error("the first file was replaced")
			}
		})
	}
	var tree Tree
	if tree.Add(File{Path: "a.html"}) == nil {
		t.Error("a file without content was accepted")
	}
	if tree.Add(File{Path: "a.html", Class: LastClass + 1, Append: constant("", "").Append}) == nil {
		t.Error("an unknown class was accepted, whose files nobody would write")
	}
}

func TestTreeIsSortedAndLazy(t *testing.T) {
	var tree Tree
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			f := File{Path: fmt.Sprintf("p%02d.html", 99-i), Class: PageClass}
			f.Append = func([]byte) ([]byte, error) { t.Error("rendered unasked"); return nil, nil }
			if err := tree.Add(f); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	files := tree.Files()
	if sorted := slices.IsSorted(listing(files).Files); tree.Len() != 100 || len(files) != 100 || !sorted {
		t.Errorf("%d files, sorted %v", len(files), sorted)
	}
	if _, ok := tree.Open("p07.html"); !ok {
		t.Error("a file is not found")
	}
	if _, ok := tree.Open("q.html"); ok {
		t.Error("a file is found that nobody added")
	}
}

func TestMemory(t *testing.T) {
	tree := treeOf(t, map[string]string{"index.html": "home", "style.css": "css", "sitemap.xml": "map"})
	got, err := Memory(context.Background(), tree)
	if err != nil || len(got) != 3 || !bytes.Equal(got["sitemap.xml"], []byte("map")) {
		t.Errorf("%v, %v", got, err)
	}
	broken := errors.New("no template")
	add(t, tree, File{Path: "b.html", Append: func([]byte) ([]byte, error) { return nil, broken }})
	if _, err := Memory(context.Background(), tree); !errors.Is(err, broken) || !strings.Contains(err.Error(), "b.html") {
		t.Errorf("error %v, want the page and its reason", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Memory(ctx, tree); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after a cancellation", err)
	}
}

func constant(name, content string) File {
	class := PageClass
	switch {
	case strings.HasSuffix(name, ".css"), strings.HasSuffix(name, ".js"):
		class = AssetClass
	case strings.HasSuffix(name, ".xml"):
		class = LastClass
	}
	stays := strings.HasPrefix(name, "search/w")
	return File{Path: name, Class: class, Stays: stays, Append: func(dst []byte) ([]byte, error) { return append(dst, content...), nil }}
}

func add(t testing.TB, tree *Tree, f File) {
	t.Helper()
	if err := tree.Add(f); err != nil {
		t.Fatal(err)
	}
}

// treeOf makes a tree; the class of a file follows from its extension, and those
// in search/ whose names begin with w stay.
func treeOf(t testing.TB, files map[string]string) *Tree {
	t.Helper()
	tree := &Tree{}
	for name, content := range files {
		add(t, tree, constant(name, content))
	}
	return tree
}

func content(t testing.TB, f File) string {
	t.Helper()
	data, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
