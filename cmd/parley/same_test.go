package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/parley-kit/parley"
	"github.com/parley-kit/parley/site"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
)

// shuffled is a file system that lists its folders in no order.
type shuffled struct{ fs.FS }

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	rand.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries, err
}

// TestSameBytes builds one site in many circumstances that must not matter.
// It changes what the whole process shares, so it does not run in parallel.
func TestSameBytes(t *testing.T) {
	tests := []struct {
		name  string
		procs int
		zone  *time.Location
		mix   func(fs.FS) fs.FS
	}{
		{"as it is", 2, time.UTC, nil},
		{"again", 2, time.UTC, nil},
		{"one thread", 1, time.UTC, nil},
		{"far in the east", 2, time.FixedZone("LINT", 14*3600), nil},
		{"folders in no order", 2, time.UTC, func(f fs.FS) fs.FS { return shuffled{f} }},
		{"folders in another order, one thread", 1, time.UTC, func(f fs.FS) fs.FS { return shuffled{f} }},
	}
	defer func(zone *time.Location, procs int) {
		time.Local = zone
		runtime.GOMAXPROCS(procs)
	}(time.Local, runtime.GOMAXPROCS(0))
	want := ""
	for _, test := range tests {
		time.Local = test.zone
		runtime.GOMAXPROCS(test.procs)
		dir := filepath.Join(t.TempDir(), strings.ReplaceAll(test.name, " ", "/"))
		bilingual(t, dir)
		got := hashes(t, build(t, dir, test.mix))
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%s: the bytes differ\n%s", test.name, differences(want, got))
		}
	}
	if n := strings.Count(want, "\n"); n < 100 {
		t.Errorf("only %d files were compared", n)
	}
}

// bilingual writes a site over the course, with a second language, pictures,
// tags, a move and a replaced page.
func bilingual(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"parley.yaml":                "name: Both\nid: both-1\nbase: parley\nlanguages: de\nurl: https://training.example.com/x/\nvariables: {firm: Acme}\n",
		"content/one.md":             "---\ntitle: One\ntags: b, a\nwas: content/old\n---\n{{firm}} [[BATNA]] ![A line](line.svg \"A line\") [file](f.txt)\n",
		"content/two.md":             "---\ntitle: Two\ntags: a, c\n---\n::: tip\nSay $`x^2`$.\n:::\n\n```go\nfunc f() {}\n```\n",
		"content/line.svg":           `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>`,
		"content/f.txt":              "a file",
		"content.de/one.md":          "---\ntitle: Eins\ntags: b\n---\nDas ist [zwei](two.md).\n",
		"content.de/two.md":          "# Zwei\n\nText mit Umlaut: Größe.\n",
		"glossary.de/batna.md":       "---\nterm: BATNA\nalso: [beste Alternative]\n---\nWas Sie sonst tun.\n",
		"glossary/walkaway-price.md": "---\nterm: walkaway price\nrelated: batna, target\n---\nOne of ours.\n",
		"static/robots.txt":          "User-agent: *\n",
	} {
		write(t, dir, name, text)
	}
}

// build builds the site in dir into a folder of its own.
func build(t *testing.T, dir string, mix func(fs.FS) fs.FS) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	if mix == nil {
		if r := run(t, filepath.Dir(dir), "build", "--source", dir, "--out", out); r.status != 0 {
			t.Fatalf("build: status %d\n%s", r.status, r.err)
		}
		return out
	}
	var found diag.List
	b := &site.Builder{Site: mix(os.DirFS(dir)), Base: mix(parley.Files)}
	tree := b.Build(t.Context(), nil, &found)
	if tree == nil || found.Errors() > 0 {
		t.Fatalf("build: %v", found.Sorted())
	}
	if _, err := output.Write(t.Context(), out, tree, &found); err != nil {
		t.Fatal(err)
	}
	return out
}

// hashes lists the files of a folder with what they hold.
func hashes(t *testing.T, dir string) string {
	t.Helper()
	var lines strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		fmt.Fprintf(&lines, "%s %x\n", name, sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines.String()
}

// differences lists the lines of want that got has not.
func differences(want, got string) string {
	var out strings.Builder
	for line := range strings.Lines(want) {
		if !strings.Contains(got, line) {
			out.WriteString(line)
		}
	}
	return out.String()
}
