package site

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// unprovoked are the codes that no test can provoke, with the reason. A code
// that a test provokes after all fails the test.
var unprovoked = map[diag.Code]string{
	diag.Internal: "no input is known that makes Parley itself fail",
}

// TestCodes holds that each code of the catalogue is wanted by a test: that its
// number stands in an expected output, or its name in the code of a test. Those
// of package diag itself do not count: they only print.
func TestCodes(t *testing.T) {
	names := codeNames(t)
	wanted := map[diag.Code]string{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains([]string{"node_modules", "public", "bin"}, d.Name()) || name != "." && d.Name()[0] == '.' || name == "site/diag"):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		isTest := strings.HasSuffix(name, "_test.go") && name != "site/codes_test.go"
		if !isTest && path.Ext(name) != ".txtar" {
			return nil
		}
		src, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		for _, m := range regexp.MustCompile(`\bP\d{4}\b`).FindAll(src, -1) {
			wanted[diag.Code(m)] = name
		}
		if isTest {
			for _, m := range regexp.MustCompile(`\bdiag\.([A-Z]\w+)\b`).FindAllSubmatch(src, -1) {
				// Those that merely must not come do not count.
				if code, ok := names[string(m[1])]; ok && string(m[1]) != "Internal" {
					wanted[code] = name
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range diag.Catalogue {
		_, ok := wanted[e.Code]
		switch _, excused := unprovoked[e.Code]; {
		case !ok && !excused:
			t.Errorf("no test wants %s (%s)", e.Code, e.Title)
		case ok && excused:
			t.Errorf("%s wants %s: take it out of the list", wanted[e.Code], e.Code)
		}
	}
}

// codeNames maps the names of the constants to their codes.
func codeNames(t *testing.T) map[string]diag.Code {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("diag", "catalogue.go"))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]diag.Code{}
	for _, m := range regexp.MustCompile(`(?m)^\t(\w+) +Code = "(P\d{4})"`).FindAllSubmatch(src, -1) {
		names[string(m[1])] = diag.Code(m[2])
	}
	if len(names) != len(diag.Catalogue) {
		t.Fatalf("%d names, and %d codes", len(names), len(diag.Catalogue))
	}
	return names
}
