package output

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// searching is a page, and a search whose parts carry the names given.
func searching(page string, parts ...string) site {
	s := site{"index.html": page, "search/en.js": "names of " + page}
	for _, name := range parts {
		s["search/w"+name+".js"] = "part " + name
	}
	return s
}

// and is a site with more files.
func (s site) and(more site) site {
	all := maps.Clone(s)
	maps.Copy(all, more)
	return all
}

// manifestText is the manifest as it lies in the folder.
func manifestText(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestOldFilesStayForOneDeploy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	old := func(names ...string) site {
		return searching("", names...).and(site{"index.html": "", "search/en.js": ""})
	}
	steps := []struct {
		what  string
		write site
		old   []string // besides what is written
		want  Result
	}{
		{"a first build", searching("one", "1", "2"), nil, Result{Written: 4}},
		{"a part comes, another goes", searching("two", "2", "3"), []string{"1"}, Result{Written: 3, Unchanged: 1}},
		{"nothing changes", searching("two", "2", "3"), []string{"1"}, Result{Unchanged: 4}},
		{"the next deploy", searching("three", "3", "4"), []string{"2"}, Result{Written: 3, Unchanged: 1, Deleted: 1}},
		{"a page changes, no part", searching("four", "3", "4"), nil, Result{Written: 2, Unchanged: 2, Deleted: 1}},
		{"all parts go", searching("five"), []string{"3", "4"}, Result{Written: 2}},
		{"one comes back, and nothing else", searching("five", "4"), nil, Result{Unchanged: 3, Deleted: 1}},
		{"it goes", searching("five"), []string{"4"}, Result{Unchanged: 2}},
		{"a page comes", searching("five").and(site{"new.html": "new"}), nil, Result{Written: 1, Unchanged: 2, Deleted: 1}},
		{"a part comes", searching("six", "6"), nil, Result{Written: 3, Deleted: 1}},
		{"the search goes", site{"index.html": "six"}, []string{"6"}, Result{Unchanged: 1, Deleted: 1}},
		{"nothing changes again", site{"index.html": "six"}, []string{"6"}, Result{Unchanged: 1}},
		{"the last part goes, and its folder", site{"index.html": "seven"}, nil, Result{Written: 1, Deleted: 1}},
	}
	for _, step := range steps {
		got := mustWrite(t, dir, step.write)
		got.Bytes = 0
		if got != step.want {
			t.Errorf("%s: %+v, want %+v", step.what, got, step.want)
		}
		want := step.write.and(nil)
		for name, text := range old(step.old...) {
			if text != "" {
				want[name] = text
			}
		}
		expect(t, dir, want)
		m := manifestOf(t, dir)
		if len(m.Old) != len(step.old) || len(m.Files) != len(want) {
			t.Errorf("%s: the manifest is %+v", step.what, m)
		}
		clean(t, dir)
		if t.Failed() {
			t.Fatal("after", step.what)
		}
	}
}

func TestUnchangedBuildKeepsOldFilesUntouched(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, searching("one", "1"))
	mustWrite(t, dir, searching("two", "2"))
	before := states(t, dir)
	for range 2 {
		if _, _, err := write(t, dir, searching("two", "2"), func(op, path string) error { t.Errorf("%s %s", op, path); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	after := states(t, dir)
	if _, there := before[filepath.Join(dir, "search/w1.js")]; !there || len(after) != len(before) {
		t.Errorf("%d files and folders, before %d", len(after), len(before))
	}
	for name, old := range before {
		if now := after[name]; now == nil || !os.SameFile(old, now) || !old.ModTime().Equal(now.ModTime()) {
			t.Errorf("%s was touched", name)
		}
	}
}

func TestManifestOfFilesThatStay(t *testing.T) {
	dir, fresh := filepath.Join(t.TempDir(), "public"), t.TempDir()
	mustWrite(t, dir, searching("one", "1"))
	mustWrite(t, dir, searching("two", "2"))
	head := "{\n \"v\": 1,\n \"files\": [\n  \"index.html\",\n  \"search/en.js\",\n"
	tail := " \"stays\": [\n  \"search/w2.js\"\n ]"
	if got, want := manifestText(t, dir), head+"  \"search/w1.js\",\n  \"search/w2.js\"\n ],\n"+tail+",\n \"old\": [\n  \"search/w1.js\"\n ]\n}\n"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	mustWrite(t, dir, searching("three", "2"))
	mustWrite(t, fresh, searching("three", "2"))
	want := head + "  \"search/w2.js\"\n ],\n" + tail + "\n}\n"
	if a, b := manifestText(t, dir), manifestText(t, fresh); a != want || b != want {
		t.Errorf("%s\nand %s\nwant %s", a, b, want)
	}
}

// A Parley that knows only the list of all files must find the old ones in it.
func TestOldFilesAreListedWithAllOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, searching("one", "1"))
	mustWrite(t, dir, searching("two", "2"))
	var m struct {
		V     int
		Files []string
	}
	if err := json.Unmarshal([]byte(manifestText(t, dir)), &m); err != nil {
		t.Fatal(err)
	}
	if m.V != 1 || !slices.Equal(m.Files, slices.Sorted(maps.Keys(read(t, dir)))) {
		t.Errorf("%+v", m)
	}
	text, err := manifest{V: 1, Files: m.Files}.encode() // as it would write it
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, manifestName, string(text))
	mustWrite(t, dir, searching("three", "3"))
	expect(t, dir, searching("three", "3"))
}

// The other lists of a manifest decide when a file goes, never whose it is.
func TestOldNamesOfOtherFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, site{"index.html": "one"})
	put(t, dir, "mine.txt", "mine")
	put(t, dir, "mine.js", "mine")
	put(t, dir, "../beside.txt", "beside")
	put(t, dir, manifestName, `{"v":1,"files":["index.html"],"stays":["mine.js","../beside.txt"],"old":["mine.txt","../beside.txt"]}`)
	mustWrite(t, dir, site{"index.html": "two"})
	mustWrite(t, dir, site{"index.html": "three"})
	expect(t, dir, site{"index.html": "three", "mine.txt": "mine", "mine.js": "mine"})
	if _, err := os.Lstat(filepath.Join(dir, "../beside.txt")); err != nil {
		t.Error(err)
	}
	if got, want := manifestText(t, dir), "{\n \"v\": 1,\n \"files\": [\n  \"index.html\"\n ]\n}\n"; got != want {
		t.Errorf("%s", got)
	}
}

func TestOldFilesInTheWay(t *testing.T) {
	one, two := searching("one", "1", "2"), searching("two")
	cases := map[string]struct {
		write, want site
	}{
		"a folder where an old file lies": {two.and(site{"search/w1.js/a.html": "a"}), two.and(site{"search/w1.js/a.html": "a", "search/w2.js": "part 2"})},
		"a file where their folder lies":  {site{"index.html": "x", "search": "file"}, site{"index.html": "x", "search": "file"}},
	}
	for name, c := range cases {
		for when, before := range map[string]site{"as they go": one, "when they are old": two} {
			t.Run(name+" "+when, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				mustWrite(t, dir, one)
				mustWrite(t, dir, before)
				mustWrite(t, dir, c.write)
				want := c.want
				if when == "when they are old" {
					want = c.write
				}
				expect(t, dir, want)
				clean(t, dir)
				mustWrite(t, dir, one)
				expect(t, dir, one)
			})
		}
	}
}

func TestOldFilesAmongForeignOnes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, searching("one", "1", "2", "3"))
	mustWrite(t, dir, searching("two"))
	put(t, dir, "search/w4.js", "mine")
	if err := os.Remove(filepath.Join(dir, "search/w1.js")); err != nil {
		t.Fatal(err)
	}
	before := read(t, dir)
	for _, s := range []site{searching("x", "4"), {"search": "file"}} {
		if _, said, err := write(t, dir, s, nil); !errors.Is(err, errRefused) || len(said) == 0 {
			t.Errorf("%v %v", err, said)
		}
		expect(t, dir, before)
	}
	mustWrite(t, dir, searching("three"))
	expect(t, dir, searching("three").and(site{"search/w4.js": "mine"}))
}

// A page opened after a deploy broke off may name its parts: they stay for the
// next deploy, whatever that brings.
func TestPartsOfADeployThatBrokeOffStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, searching("one", "1"))
	if _, _, err := write(t, dir, searching("two", "2"), func(op, path string) error {
		if op == "rename" && path == "index.html" {
			return fs.ErrPermission
		}
		return nil
	}); err == nil {
		t.Fatal("no failure")
	}
	mustWrite(t, dir, searching("three", "3"))
	expect(t, dir, searching("three", "1", "2", "3"))
	mustWrite(t, dir, searching("four", "3"))
	expect(t, dir, searching("four", "3"))
}

func TestManifestInDisorder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, searching("one", "1", "2"))
	put(t, dir, manifestName, `{"v":1,"files":["search/w2.js","search/w1.js","search/w2.js","search/en.js","index.html","search/w1.js"],"stays":["search/w1.js"]}`)
	if got := mustWrite(t, dir, searching("one")); got.Deleted != 1 {
		t.Errorf("%+v", got)
	}
	expect(t, dir, searching("one", "1"))
}

// Wherever a deploy breaks off, the next run leaves what this one would have.
func TestDeployOfOldFilesBreaksOff(t *testing.T) {
	one, two := searching("one", "1", "2", "3"), searching("two", "2", "3", "4").and(site{"a.html": "a"})
	three := searching("three", "1", "4", "5").and(site{"b.html": "b"}) // 1 comes back
	for name, last := range map[string]site{"files come and go": three, "contents change": searching("new", "2", "3", "4").and(site{"a.html": "a"})} {
		t.Run(name, func(t *testing.T) {
			prepared := func(t *testing.T) string {
				dir := filepath.Join(t.TempDir(), "public")
				mustWrite(t, dir, one)
				mustWrite(t, dir, two)
				return dir
			}
			whole := prepared(t)
			steps := 0
			if _, _, err := write(t, whole, last, func(op, path string) error {
				if op != "stage" { // which several goroutines announce
					steps++
				}
				return nil
			}); err != nil || steps < 4 {
				t.Fatal(steps, err)
			}
			for stop := range steps {
				dir := prepared(t)
				promised := setOf(manifestOf(t, dir).Stays)
				n := 0
				_, _, err := write(t, dir, last, func(op, path string) error {
					if op == "stage" {
						return nil
					}
					if n++; n <= stop {
						return nil
					}
					return fs.ErrPermission
				})
				broken := read(t, dir)
				for name := range promised {
					if _, there := broken[name]; !there {
						t.Errorf("%s is gone after step %d", name, stop)
					}
				}
				if err == nil {
					t.Errorf("no failure at step %d", stop)
				}
				mustWrite(t, dir, last)
				expect(t, dir, read(t, whole))
				if got, want := manifestText(t, dir), manifestText(t, whole); got != want {
					t.Errorf("after step %d the manifest is\n%s\nwant\n%s", stop, got, want)
				}
				clean(t, dir)
			}
		})
	}
}
