package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

func TestForeignFolders(t *testing.T) {
	cases := map[string]struct {
		prepare func(t *testing.T, dir string)
		want    string
	}{
		"files of somebody":  {func(t *testing.T, dir string) { put(t, dir, "thesis.txt", "years of work") }, "thesis.txt"},
		"a hidden file":      {func(t *testing.T, dir string) { put(t, dir, ".git/config", "") }, ".git"},
		"a damaged manifest": {func(t *testing.T, dir string) { put(t, dir, manifestName, `{"v":1,"files":[`) }, "damaged"},
		"an empty manifest":  {func(t *testing.T, dir string) { put(t, dir, manifestName, "") }, "damaged"},
		"a later manifest":   {func(t *testing.T, dir string) { put(t, dir, manifestName, `{"v":2,"files":[]}`) }, "version 2"},
		"a manifest that leads outside": {func(t *testing.T, dir string) {
			put(t, dir, manifestName, `{"v":1,"files":["../beside.txt"]}`)
		}, "damaged"},
		"a manifest that is a link": {func(t *testing.T, dir string) {
			put(t, dir, "real.json", `{"v":1,"files":["real.json"]}`)
			link(t, "real.json", filepath.Join(dir, manifestName))
		}, "not a file"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			put(t, dir, "../beside.txt", "beside")
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			c.prepare(t, dir)
			before, around := read(t, dir), read(t, filepath.Dir(dir))
			_, said, err := write(t, dir, first, nil)
			if err == nil || len(said) != 1 || said[0].Code != diag.OutputForeign || !strings.Contains(said[0].Message, c.want) {
				t.Errorf("%v %+v", err, said)
			}
			if len(said) == 1 && !strings.Contains(said[0].Help, "choose an empty folder") {
				t.Errorf("help %q", said[0].Help)
			}
			expect(t, dir, before)
			expect(t, filepath.Dir(dir), around)
			clean(t, dir)
		})
	}
}

func TestOutputIsAFile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "public", "a file")
	_, said, err := write(t, filepath.Join(dir, "public"), first, nil)
	if err == nil || len(said) != 1 || said[0].Code != diag.OutputForeign {
		t.Errorf("%v %+v", err, said)
	}
	link(t, "nowhere", filepath.Join(dir, "dangling"))
	_, said, err = write(t, filepath.Join(dir, "dangling"), first, nil)
	if err == nil || len(said) != 1 || !strings.Contains(said[0].Message, "leads nowhere") {
		t.Errorf("%v %+v", err, said)
	}
	expect(t, dir, site{"public": "a file", "dangling": "-> nowhere"})
}

func TestOccupiedPlaces(t *testing.T) {
	cases := map[string]struct {
		prepare func(t *testing.T, dir string)
		want    []string
	}{
		"files where pages belong": {func(t *testing.T, dir string) {
			put(t, dir, "new/b.html", "mine")
			put(t, dir, "Z.html", "mine")
		}, []string{"Z.html", "new/b.html"}},
		"the same bytes":                {func(t *testing.T, dir string) { put(t, dir, "Z.html", "z") }, []string{"Z.html"}},
		"a file where a folder belongs": {func(t *testing.T, dir string) { put(t, dir, "new", "mine") }, []string{"new"}},
		"a folder where a page belongs": {func(t *testing.T, dir string) { put(t, dir, "Z.html/mine.txt", "mine") }, []string{"Z.html/mine.txt"}},
		"a link where a page belongs":   {func(t *testing.T, dir string) { link(t, "a.html", filepath.Join(dir, "Z.html")) }, []string{"Z.html"}},
		"a link out where a folder belongs": {func(t *testing.T, dir string) {
			link(t, filepath.Dir(dir), filepath.Join(dir, "new"))
		}, []string{"new"}},
		"a link inside where a folder belongs": {func(t *testing.T, dir string) {
			link(t, "old", filepath.Join(dir, "new"))
		}, []string{"new"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, first)
			c.prepare(t, dir)
			before := read(t, dir)
			_, said, err := write(t, dir, second, func(op, path string) error { t.Errorf("%s %s", op, path); return nil })
			if !errors.Is(err, errRefused) || len(said) != len(c.want) {
				t.Fatalf("%v %+v", err, said)
			}
			for i, want := range c.want {
				if said[i].Code != diag.OutputOccupied || said[i].Pos.File != filepath.ToSlash(dir)+"/"+want {
					t.Errorf("said %+v, want something about %s", said[i], want)
				}
			}
			expect(t, dir, before)
		})
	}
}

// What Parley wrote may have been replaced by a link since.
func TestLinksAreNotFollowed(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "public")
	mustWrite(t, dir, first)
	put(t, base, "outside/gone.html", "outside")
	put(t, base, "outside/index.html", "outside")
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, "old")), os.Remove(filepath.Join(dir, "index.html"))); err != nil {
		t.Fatal(err)
	}
	link(t, "../outside", filepath.Join(dir, "old"))
	link(t, "../outside/index.html", filepath.Join(dir, "index.html"))
	mustWrite(t, dir, second)
	want := maps.Clone(second)
	want["old"] = "-> ../outside"
	expect(t, dir, want)
	expect(t, filepath.Join(base, "outside"), site{"gone.html": "outside", "index.html": "outside"})
}

func TestStagingLinkBesideTheFolder(t *testing.T) {
	base := t.TempDir()
	put(t, base, "precious/a.txt", "a")
	link(t, "precious", filepath.Join(base, ".parley-public"))
	if _, said, err := write(t, filepath.Join(base, "public"), first, nil); err == nil || len(said) != 1 {
		t.Errorf("%v %+v", err, said)
	}
	expect(t, filepath.Join(base, "precious"), site{"a.txt": "a"})
}

func TestOutputFolderMayBeALink(t *testing.T) {
	base := t.TempDir()
	put(t, base, "www/public/.keep", "")
	_ = os.Remove(filepath.Join(base, "www/public/.keep"))
	link(t, "www/public", filepath.Join(base, "public"))
	mustWrite(t, filepath.Join(base, "public"), first)
	mustWrite(t, filepath.Join(base, "public"), second)
	expect(t, filepath.Join(base, "www/public"), second)
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no symbolic links:", err)
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	for name, before := range map[string]site{"first build": nil, "update": first} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			if before != nil {
				mustWrite(t, dir, before)
			}
			tried := false
			_, said, err := write(t, dir, second, func(op, path string) error {
				if path != manifestName || tried {
					return nil
				}
				tried = true
				_, said, err := write(t, dir, first, nil)
				if !errors.Is(err, errBusy) || len(said) != 1 || said[0].Message != "another build is writing this folder" {
					t.Errorf("the second build: %v %+v", err, said)
				}
				return nil
			})
			if err != nil || !tried {
				t.Fatal(err, said)
			}
			expect(t, dir, second)
			clean(t, dir)
			mustWrite(t, dir, first) // the lock is gone with the build
		})
	}
}
