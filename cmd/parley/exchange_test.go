package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExchangeBuilds exports the vocabulary of a whole site, imports it into one
// that has none, and builds both: not a byte may differ.
func TestExchangeBuilds(t *testing.T) {
	for _, format := range []string{"csv", "json"} {
		a, b := t.TempDir(), t.TempDir()
		if r := run(t, a, "init", ".", "--copy"); r.status != 0 {
			t.Fatal(r.err)
		}
		odd := map[string]string{
			"glossary/marked.md":           "\ufeff---\nterm: marked   # a remark\nsource: >\n  folded\n  text\n---\nText without an end",
			"glossary/deep/er/index.md":    "---\nkind: term\nterm: the folder's own\n---\nText.\n\n\n",
			"glossary/nasty.md":            "---\nterm: \"= 'nasty': [x] # {y}\"\ntitle: Nasty\nalso:\n  - \"one\\ntwo\"\n  - \"a\\u2028b\"\nconfused-with:\n  \"batna\": \"'Quoted' how: so. Is it?\"\nupdated: 2026-11-23\nlink-terms: off\n---\n---\n\n\"Quoted\" & <b>bold</b> \u2028 end  \nof line.\n",
			"content/framework/of-ours.md": "---\nkind: term\nterm: elsewhere\n---\nText.\n",
		}
		settings, _ := os.ReadFile(filepath.Join(a, "parley.yaml"))
		loose, _, _ := strings.Cut(string(settings), "rules:") // the course is strict with itself
		write(t, a, "parley.yaml", loose)
		for name, text := range odd {
			write(t, a, name, text)
		}
		table := run(t, a, "export", "terms", "--format", format)
		if table.status != 0 || table.err != "" {
			t.Fatalf("status %d\n%s", table.status, table.err)
		}
		copyBut(t, a, b, "glossary", "content/framework/of-ours.md")
		write(t, b, "table", table.out)
		if r := run(t, b, "import", "terms", "table"); r.status != 0 || r.out != "303 terms written\n" || r.err != "" {
			t.Fatalf("status %d\n%s%s", r.status, r.out, r.err)
		}
		if again := run(t, b, "export", "terms", "--format", format); again.out != table.out {
			t.Errorf("%s: other bytes the second time:\n%s\n%s", format, table.out, again.out)
		}
		for _, dir := range []string{a, b} {
			if r := run(t, dir, "build"); r.status != 0 {
				t.Fatalf("status %d\n%s", r.status, r.err)
			}
		}
		want, got := files(t, filepath.Join(a, "public")), files(t, filepath.Join(b, "public"))
		for name := range want {
			if !bytes.Equal(want[name], got[name]) {
				t.Errorf("%s: %s differs", format, name)
			}
		}
		if len(want) != len(got) || len(want) < 60 {
			t.Errorf("%s: %d files, and %d", format, len(want), len(got))
		}
	}
}

// copyBut copies a folder without some paths in it.
func copyBut(t *testing.T, from, to string, but ...string) {
	t.Helper()
	for name, data := range files(t, from) {
		left := false
		for _, b := range but {
			left = left || name == b || strings.HasPrefix(name, b+"/")
		}
		if !left {
			write(t, to, name, string(data))
		}
	}
}

// files reads a folder's files, by their paths.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[name], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestImportStandardInput reads a table that another program hands over.
func TestImportStandardInput(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "init", ".", "--bare")
	for input, want := range map[string]string{
		"term\ntrust\n":              "1 term written\n",
		"term,linking\ntrust,never,": "-:2:7: error: ",
	} {
		var out bytes.Buffer
		a := testApp(dir)
		a.In, a.Out, a.Err = strings.NewReader(input), &out, &out
		a.Run(t.Context(), []string{"import", "terms", "-"})
		if !strings.HasPrefix(out.String(), want) {
			t.Errorf("%q: %s", input, out.String())
		}
	}
}

// TestInstall writes all files of a set or none: whichever of them fails, the
// folder is as it was.
func TestInstall(t *testing.T) {
	tests := []struct {
		name string
		last change
		says string // "" for no error
	}{
		{"all well", change{file: "deep/er/new.md", data: []byte("new")}, ""},
		{"a file that has come up", change{file: "there.md", data: []byte("new")}, "there.md is there already; nothing was changed"},
		{"a folder of that name", change{file: "folder", data: []byte("new")}, "folder is there already"},
		{"a file that has changed", change{file: "there.md", data: []byte("new"), over: true, old: []byte("else")}, "there.md cannot be written: it has been changed meanwhile"},
		{"a file that is gone", change{file: "gone.md", data: []byte("new"), over: true, old: []byte("else")}, "it has been changed meanwhile"},
		{"a file as a folder", change{file: "there.md/new.md", data: []byte("new")}, "there.md/new.md cannot be written: "},
		{"out of the folder", change{file: "../new.md", data: []byte("new")}, "../new.md cannot be written: path escapes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "there.md", "there")
			write(t, dir, "old.md", "old")
			write(t, dir, "folder/x.md", "x")
			if err := os.Chmod(filepath.Join(dir, "old.md"), 0o640); err != nil {
				t.Fatal(err)
			}
			before := files(t, dir)
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			err = install(root, []change{
				{file: "first.md", data: []byte("first")},
				{file: "old.md", data: []byte("newer"), over: true, old: []byte("old")},
				test.last,
			})
			after := files(t, dir)
			if test.says == "" {
				if err != nil || string(after["first.md"]) != "first" || string(after["old.md"]) != "newer" || string(after[test.last.file]) != "new" || len(after) != len(before)+2 {
					t.Errorf("%v: %q", err, after)
				}
			} else {
				if err == nil || !strings.Contains(err.Error(), test.says) {
					t.Errorf("error %v, want %s", err, test.says)
				}
				for name := range after {
					if !bytes.Equal(before[name], after[name]) {
						t.Errorf("%s holds %q", name, after[name])
					}
				}
				if len(after) != len(before) {
					t.Errorf("%d files, and %d", len(before), len(after))
				}
			}
			if info, err := os.Stat(filepath.Join(dir, "old.md")); err != nil || info.Mode().Perm() != 0o640 {
				t.Errorf("the rights have become %v (%v)", info.Mode(), err)
			}
		})
	}
}
