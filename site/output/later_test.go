package output

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"weak"

	"github.com/parley-kit/parley/site/diag"
)

// later adds a folder whose files come when asked for, and counts how often.
func later(t testing.TB, tree *Tree, folder string, s site) *int {
	t.Helper()
	asked := 0
	err := tree.Later(folder, func() (files []File, err error) {
		asked++
		for name, text := range s {
			files = append(files, constant(name, text))
		}
		return files, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return &asked
}

var searchFiles = site{"search/en.js": "root", "search/w1.js": "part", "search/x/y.js": "deep"}

func TestLaterWaitsUntilAsked(t *testing.T) {
	tree := treeOf(t, first)
	asked := later(t, tree, "search", searchFiles)
	for name := range first {
		if _, err := tree.Read(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"search", "search.html", "searches/a.html", "Search/en.js", "nothing"} {
		if _, ok := tree.Open(name); ok {
			t.Errorf("%s is there", name)
		}
	}
	add(t, tree, constant("search/help.html", "help"))
	if *asked != 0 {
		t.Error("the files of the folder were made unasked")
	}
	if _, ok := tree.Open("search/none.js"); ok || *asked != 1 {
		t.Errorf("a file is searchFiles that nobody made, or made %d times", *asked)
	}
	want := first.and(searchFiles).and(site{"search/help.html": "help"})
	for name, text := range want {
		if data, err := tree.Read(name); err != nil || string(data) != text {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if n := tree.Len(); n != len(want) || *asked != 1 {
		t.Errorf("%d files, made %d times", n, *asked)
	}
}

func TestLaterIsMadeOnce(t *testing.T) {
	for name, ask := range map[string]func(*Tree){
		"Len":   func(tree *Tree) { tree.Len() },
		"Files": func(tree *Tree) { tree.Files() },
		"Open":  func(tree *Tree) { tree.Open("search/w1.js") },
		"Read":  func(tree *Tree) { _, _ = tree.Read("search/en.js") },
	} {
		tree := treeOf(t, first)
		asked := later(t, tree, "search", searchFiles)
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				ask(tree)
				if f, ok := tree.Open("search/en.js"); !ok || f.Path != "search/en.js" {
					t.Errorf("%s: the file is not there when the call is over", name)
				}
			})
		}
		all.Wait()
		if *asked != 1 {
			t.Errorf("%s: made %d times", name, *asked)
		}
		if files := tree.Files(); !slices.Equal(listing(files).Files, slices.Sorted(maps.Keys(first.and(searchFiles)))) {
			t.Errorf("%s: %v", name, listing(files))
		}
	}
}

// What is made later may rest on the other files, and they do not wait for it.
func TestLaterReadsOtherFiles(t *testing.T) {
	tree := treeOf(t, first)
	err := tree.Later("search", func() ([]File, error) {
		page, err := tree.Read("a.html")
		return []File{constant("search/en.js", "words of "+string(page))}, err
	})
	if err != nil {
		t.Fatal(err)
	}
	if data, err := tree.Read("search/en.js"); err != nil || string(data) != "words of a" {
		t.Errorf("%q, %v", data, err)
	}
}

func TestLaterKeepsNothingButItsFiles(t *testing.T) {
	tree := treeOf(t, first)
	index := func() weak.Pointer[[1 << 20]byte] {
		large := new([1 << 20]byte)
		if err := tree.Later("search", func() ([]File, error) {
			return []File{constant("search/en.js", string(large[:3]))}, nil
		}); err != nil {
			t.Fatal(err)
		}
		return weak.Make(large)
	}()
	runtime.GC()
	if index.Value() == nil {
		t.Fatal("the test looks at the wrong memory")
	}
	tree.Files()
	runtime.GC()
	if index.Value() != nil {
		t.Error("what the files were made from is still held")
	}
	runtime.KeepAlive(tree)
}

func TestLaterRefusesFolders(t *testing.T) {
	cases := []struct{ name, file, folder, folder2, want string }{
		{"a path outside", "a.html", "../x", "", "clean path"},
		{"no folder", "a.html", ".", "", "clean path"},
		{"a name of Windows", "a.html", "x/nul", "", "Windows"},
		{"a file", "search", "search", "", "a folder"},
		{"a file in another letter case", "Search", "search", "", "a folder"},
		{"a file above", "x", "x/search", "", "a folder"},
		{"the same folder", "a.html", "search", "search", "two parts"},
		{"the same folder in another letter case", "a.html", "search", "Search", "two parts"},
		{"a folder inside", "a.html", "x", "x/y", "two parts"},
		{"a folder around", "a.html", "x/y", "x", "two parts"},
	}
	none := func() ([]File, error) { return nil, nil }
	for _, c := range cases {
		tree := treeOf(t, site{c.file: ""})
		err := tree.Later(c.folder, none)
		if c.folder2 != "" && err == nil {
			err = tree.Later(c.folder2, none)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one about %q", c.name, err, c.want)
		}
		if n := tree.Len(); n != 1 {
			t.Errorf("%s: %d files", c.name, n)
		}
	}
	tree := &Tree{}
	if err := errors.Join(tree.Later("x/search", none), tree.Later("x/searches", none)); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"x", "X/search", "x/search"} {
		if err := tree.Add(constant(name, "")); err == nil || !strings.Contains(err.Error(), "a folder") {
			t.Errorf("%s is a file and a folder: %v", name, err)
		}
	}
}

// What goes wrong later is said for every file of the folder, fails a build and
// publishes nothing.
func TestLaterFails(t *testing.T) {
	broken := errors.New("the stemmer is broken")
	gives := func(files ...File) func() ([]File, error) {
		return func() ([]File, error) { return files, nil }
	}
	cases := map[string]struct {
		list func() ([]File, error)
		want string
	}{
		"an error":           {func() ([]File, error) { return []File{constant("search/a.js", "")}, broken }, "the stemmer is broken"},
		"a file elsewhere":   {gives(constant("search/a.js", ""), constant("a2.html", "")), `"a2.html" does not lie in "search/"`},
		"a file beside":      {gives(constant("searches.js", "")), `"searches.js" does not lie in "search/"`},
		"an unsafe path":     {gives(constant("search/../a.html", "")), "clean path"},
		"a file twice":       {gives(constant("search/a.js", ""), constant("search/a.js", "")), `two files want the path "search/a.js"`},
		"an asset's path":    {gives(constant("search/a.js", ""), constant("search/p.png", "")), `two files want the path "search/p.png"; in "search/" lie files that Parley makes`},
		"another case":       {gives(constant("search/P.png", "")), "upper and lower case"},
		"an asset's folder":  {gives(constant("search/q", "")), "a folder"},
		"an asset as folder": {gives(constant("search/p.png/a.js", "")), "a folder"},
		"no content":         {gives(File{Path: "search/a.js"}), "no content"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tree := treeOf(t, first.and(site{"search/p.png": "asset", "search/q/r.png": "asset"}))
			asked := 0
			if err := tree.Later("search", func() ([]File, error) { asked++; return c.list() }); err != nil {
				t.Fatal(err)
			}
			for _, path := range []string{"search/a.js", "search/p.png", "search/none.js"} {
				if _, err := tree.Read(path); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%s: error %v, want %q", path, err, c.want)
				}
			}
			if data, err := tree.Read("a.html"); err != nil || string(data) != "a" {
				t.Errorf("another file: %q, %v", data, err)
			}
			if _, err := Memory(t.Context(), tree); err == nil || !strings.HasPrefix(err.Error(), "search: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("in memory: %v", err)
			}
			names := listing(tree.Files()).Files
			if want := slices.Sorted(maps.Keys(first.and(site{"search": ""}))); !slices.Equal(names, want) || tree.Len() != len(want) {
				t.Errorf("files %v, want %v", names, want)
			}
			failsToPublish(t, tree, c.want)
			if asked != 1 {
				t.Errorf("made %d times", asked)
			}
		})
	}
}

// failsToPublish holds that a build of the tree fails and leaves things alone,
// whatever lies in the place of its folder search.
func failsToPublish(t *testing.T, tree *Tree, want string) {
	t.Helper()
	published := filepath.Join(t.TempDir(), "public")
	mustWrite(t, published, first)
	put(t, published, "search/mine.txt", "mine")
	before := read(t, published)
	missing := filepath.Join(t.TempDir(), "public")
	for _, dir := range []string{published, missing} {
		var report diag.List
		result, err := Write(context.Background(), dir, tree, &report)
		said := report.Sorted()
		if err == nil || result != (Result{}) || len(said) != 1 || said[0].Code != diag.WriteFailed || said[0].Pos.File != filepath.ToSlash(dir)+"/search" ||
			!strings.HasPrefix(said[0].Message, "cannot be made: ") || !strings.Contains(said[0].Message, want) {
			t.Errorf("%+v %v %+v", result, err, said)
		}
		clean(t, dir)
	}
	expect(t, published, before)
	if _, err := os.Lstat(missing); err == nil {
		t.Error("half a site was published")
	}
}

// A build and a preview, which asks in any order, give the same bytes.
func TestLaterSameBytes(t *testing.T) {
	preview, build := treeOf(t, first), treeOf(t, first)
	later(t, preview, "search", searchFiles)
	later(t, build, "search", searchFiles)
	want := first.and(searchFiles)
	for name, text := range want { // as a map gives them
		if data, err := preview.Read(name); err != nil || string(data) != text {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	dir := filepath.Join(t.TempDir(), "public")
	var report diag.List
	result, err := Write(t.Context(), dir, build, &report)
	if err != nil || result.Written != len(want) {
		t.Fatal(result, err, report.Sorted())
	}
	expect(t, dir, want)
	if m := manifestOf(t, dir); !slices.Equal(m.Stays, []string{"search/w1.js"}) {
		t.Errorf("%+v", m)
	}
}
