// Package golden runs cases that lie in files: a txtar archive holds what goes
// in and, under want/, what must come out. PARLEY_UPDATE=1 writes what came out
// into the archives; read the difference before you commit it.
package golden

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Prefix is what the names of expected files begin with.
const Prefix = "want/"

// Run runs run over the input files of each archive that matches a pattern, and
// holds what it returns, by name without Prefix, against the archive.
func Run(t *testing.T, pattern string, run func(t *testing.T, files map[string][]byte) map[string]string) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files match %s (%v)", pattern, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			input, want := split(archive)
			got := run(t, input)
			if os.Getenv("PARLEY_UPDATE") != "" {
				update(t, name, archive, got)
				return
			}
			compare(t, got, want)
		})
	}
}

func split(archive *txtar.Archive) (input map[string][]byte, want map[string]string) {
	input, want = map[string][]byte{}, map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, Prefix); ok {
			want[name] = string(f.Data)
		} else {
			input[f.Name] = f.Data
		}
	}
	return input, want
}

func compare(t *testing.T, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if ended(got[name]) != want[name] {
			t.Errorf("%s:\n--- got\n%s--- want\n%s", name, ended(got[name]), want[name])
		}
	}
	for name := range want {
		if _, there := got[name]; !there {
			t.Errorf("%s: nothing came out", name)
		}
	}
}

func update(t *testing.T, name string, archive *txtar.Archive, got map[string]string) {
	t.Helper()
	before := string(txtar.Format(archive))
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, Prefix) })
	for _, n := range slices.Sorted(maps.Keys(got)) {
		archive.Files = append(archive.Files, txtar.File{Name: Prefix + n, Data: []byte(ended(got[n]))})
	}
	if after := string(txtar.Format(archive)); after != before {
		if err := os.WriteFile(name, []byte(after), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// ended is s with a line end, as the archive stores it.
func ended(s string) string {
	if s == "" || strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "\n"
}
