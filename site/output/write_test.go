package output

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// site is a published site: path -> content.
type site map[string]string

var first = site{"index.html": "home one", "a.html": "a", "old/gone.html": "gone", "style.css": "css", "sitemap.xml": "map one"}
var second = site{"index.html": "home two", "a.html": "a", "new/b.html": "b", "new/c.html": "c", "style.css": "css two",
	"font.css": "font", "sitemap.xml": "map two", "Z.html": "z"}

// write publishes and returns what was said about it.
func write(t testing.TB, dir string, s site, step func(op, path string) error) (Result, []diag.Diagnostic, error) {
	t.Helper()
	var report diag.List
	w := writer{dir: dir, report: &report, step: step}
	result, err := w.write(context.Background(), treeOf(t, s).Files())
	return result, report.Sorted(), err
}

func mustWrite(t testing.TB, dir string, s site) Result {
	t.Helper()
	result, said, err := write(t, dir, s, nil)
	if err != nil || len(said) != 0 {
		t.Fatalf("%v %v", err, said)
	}
	return result
}

// read is what lies in a folder, without Parley's own files; folders end in a slash.
func read(t testing.TB, dir string) site {
	t.Helper()
	found := site{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		switch {
		case err != nil || rel == ".":
			return err
		case d.IsDir() && rel == stagingName:
			return fs.SkipDir
		case d.IsDir():
			if inside, _ := os.ReadDir(name); len(inside) == 0 {
				found[filepath.ToSlash(rel)+"/"] = ""
			}
			return nil
		case rel == manifestName:
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(name)
			found[filepath.ToSlash(rel)] = "-> " + target
			return err
		}
		data, err := os.ReadFile(name)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func expect(t testing.TB, dir string, want site) {
	t.Helper()
	if got := read(t, dir); !maps.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

// clean asserts that nothing of Parley's but the manifest is left over.
func clean(t testing.TB, dir string) {
	t.Helper()
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		entries, _ := os.ReadDir(folder)
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ownPrefix) && e.Name() != manifestName {
				t.Errorf("%s is left over in %s", e.Name(), folder)
			}
		}
	}
}

// withOld is a site with the old files that lie in its folder, which must be such
// as stay.
func withOld(t *testing.T, dir string, s site) site {
	t.Helper()
	all, there := maps.Clone(s), read(t, dir)
	for _, name := range manifestOf(t, dir).Old {
		text, ok := there[name]
		if _, again := s[name]; again || !ok || !strings.HasPrefix(name, "search/w") {
			t.Errorf("%s is listed as old", name)
		}
		all[name] = text
	}
	return all
}

func manifestOf(t *testing.T, dir string) manifest {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	m, err := readManifest(root)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return m
}

func put(t testing.TB, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func TestFirstBuild(t *testing.T) {
	cases := map[string]func(t *testing.T, dir string){
		"missing folder":  func(t *testing.T, dir string) { _ = os.Remove(dir) },
		"missing folders": func(t *testing.T, dir string) { _ = os.Remove(dir); _ = os.Remove(filepath.Dir(dir)) },
		"empty folder":    func(*testing.T, string) {},
		"leftovers in it": func(t *testing.T, dir string) { put(t, dir, stagingName+"/x/half.html", "half") },
		"leftovers beside it": func(t *testing.T, dir string) {
			_ = os.Remove(dir)
			put(t, filepath.Dir(dir), ".parley-public/x/half.html", "half")
		},
		"a manifest and no more": func(t *testing.T, dir string) { put(t, dir, manifestName, `{"v":1,"files":["index.html"]}`) },
	}
	for name, prepare := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "sub", "public")
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			prepare(t, dir)
			result := mustWrite(t, dir, first)
			if want := (Result{Written: 5, Bytes: 8 + 1 + 4 + 3 + 7}); result != want {
				t.Errorf("%+v, want %+v", result, want)
			}
			expect(t, dir, first)
			clean(t, dir)
		})
	}
}

func TestUpdate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, first)
	put(t, dir, "notes.txt", "mine")
	put(t, dir, "old/keep/mine.txt", "mine")
	put(t, dir, stagingName+"/7", "left by a killed run")
	result := mustWrite(t, dir, second)
	if want := (Result{Written: 7, Unchanged: 1, Deleted: 1, Bytes: 8 + 1 + 1 + 7 + 4 + 7 + 1}); result != want {
		t.Errorf("%+v, want %+v", result, want)
	}
	want := maps.Clone(second)
	want["notes.txt"], want["old/keep/mine.txt"] = "mine", "mine"
	expect(t, dir, want)
	clean(t, dir)

	if result = mustWrite(t, dir, site{"index.html": "home two"}); result.Deleted != 7 {
		t.Errorf("%+v, want 7 files deleted", result)
	}
	expect(t, dir, site{"index.html": "home two", "notes.txt": "mine", "old/keep/mine.txt": "mine"})
}

func TestOrderOfAnUpdate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, first)
	var steps []string
	if _, said, err := write(t, dir, second, func(op, path string) error {
		switch {
		case op == "stage" && len(steps) > 0:
			t.Errorf("%s is rendered after the first change", path)
		case op == "stage": // in any order, from several goroutines
		default:
			steps = append(steps, op+" "+path)
		}
		return nil
	}); err != nil {
		t.Fatal(said)
	}
	want := []string{
		"manifest " + manifestName,
		"folder new",
		"rename font.css", "rename style.css",
		"rename Z.html", "rename new/b.html", "rename new/c.html",
		"rename index.html",
		"rename sitemap.xml",
		"delete old/gone.html",
		"manifest " + manifestName,
	}
	if !slices.Equal(steps, want) {
		t.Errorf("order\n%s\nwant\n%s", strings.Join(steps, "\n"), strings.Join(want, "\n"))
	}
}

func TestNewEntryPageComesLast(t *testing.T) {
	for name, prepare := range map[string]site{"empty folder": nil, "published folder": {"a.html": "a"}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if prepare != nil {
				mustWrite(t, dir, prepare)
			}
			var renamed []string
			_, said, err := write(t, dir, site{"a.html": "a", "index.html": "home", "z.html": "z", "zz/a.html": "zz"}, func(op, path string) error {
				if op == "rename" {
					renamed = append(renamed, path)
				}
				return nil
			})
			if err != nil {
				t.Fatal(said)
			}
			if n := len(renamed); n < 3 || renamed[n-1] != entryName {
				t.Errorf("order %v", renamed)
			}
		})
	}
}

func TestUnchangedBuildTouchesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, first)
	before := states(t, dir)
	_, _, err := write(t, dir, first, func(op, path string) error { t.Errorf("%s %s", op, path); return nil })
	if err != nil {
		t.Fatal(err)
	}
	for name, old := range before {
		now := states(t, dir)[name]
		if now == nil || !os.SameFile(old, now) || !old.ModTime().Equal(now.ModTime()) {
			t.Errorf("%s was touched", name)
		}
	}
	if result := mustWrite(t, dir, first); result != (Result{Unchanged: 5}) {
		t.Errorf("%+v", result)
	}
}

func TestUnchangedBuildRemovesLeftovers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, first)
	put(t, dir, stagingName+"/7", "left by a killed run")
	mustWrite(t, dir, first)
	clean(t, dir)
}

func states(t *testing.T, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			all[name], err = os.Lstat(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDifferentBytesOfTheSameSizeAreWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	long := strings.Repeat("x", 100_000)
	mustWrite(t, dir, site{"a.html": long + "1", "b.html": long})
	put(t, dir, "b.html", "edited by hand")
	if result := mustWrite(t, dir, site{"a.html": long + "2", "b.html": long}); result.Written != 2 {
		t.Errorf("%+v", result)
	}
	expect(t, dir, site{"a.html": long + "2", "b.html": long})
}

func TestFilesAndFoldersChangePlaces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	one := site{"x": "file", "y/a.html": "a", "y/b/c.html": "c"}
	two := site{"x/a.html": "a", "y": "file"}
	mustWrite(t, dir, one)
	mustWrite(t, dir, two)
	expect(t, dir, two)
	mustWrite(t, dir, one)
	expect(t, dir, one)
}

// A hard link stands for the one file that a disk without letter case shows
// under both names.
func TestNewLetterCase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, site{"Batna.html": "one"})
	if err := os.Link(filepath.Join(dir, "Batna.html"), filepath.Join(dir, "batna.html")); err != nil {
		t.Skip("no hard links:", err)
	}
	mustWrite(t, dir, site{"batna.html": "two"})
	expect(t, dir, site{"batna.html": "two"})
}

func TestManifestIsDeterministic(t *testing.T) {
	fresh, updated, emptied := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b"), t.TempDir()
	mustWrite(t, fresh, second)
	mustWrite(t, updated, first)
	mustWrite(t, updated, second)
	mustWrite(t, emptied, second)
	var all [3]string
	for i, dir := range []string{fresh, updated, emptied} {
		data, err := os.ReadFile(filepath.Join(dir, manifestName))
		if err != nil {
			t.Fatal(err)
		}
		all[i] = string(data)
	}
	want := "{\n \"v\": 1,\n \"files\": [\n  \"Z.html\",\n  \"a.html\",\n  \"font.css\",\n  \"index.html\",\n  \"new/b.html\",\n  \"new/c.html\",\n  \"sitemap.xml\",\n  \"style.css\"\n ]\n}\n"
	if all != [3]string{want, want, want} {
		t.Errorf("manifests %q, want %q", all, want)
	}
}
