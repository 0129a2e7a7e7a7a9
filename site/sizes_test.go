package site

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	maxFile     = 350 // lines
	maxFunction = 50  // lines, with its first and last
)

// longFiles and longFunctions are let pass, for the reason given. An entry that
// is no longer needed fails the test.
var (
	longFiles     = map[string]string{}
	longFunctions = map[string]string{}
)

// TestSizes keeps files and functions short enough to be read at a sitting.
// Tests and generated files may be long.
func TestSizes(t *testing.T) {
	for _, ext := range []string{".go", ".ts"} {
		for _, file := range sources(t, ext) {
			src, err := os.ReadFile(filepath.Join("..", file))
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(src, []byte("\n")); (n > maxFile) != (longFiles[file] != "") {
				t.Errorf("%s has %d lines; at most %d, or a reason in longFiles", file, n, maxFile)
			}
			if ext == ".go" {
				functionSizes(t, file, src)
			}
		}
	}
	for file := range longFiles {
		if _, err := os.Stat(filepath.Join("..", file)); err != nil {
			t.Errorf("longFiles: %v", err)
		}
	}
}

func functionSizes(t *testing.T, file string, src []byte) {
	t.Helper()
	places := token.NewFileSet()
	f, err := parser.ParseFile(places, file, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name := file + " " + fn.Name.Name
		seen[name] = true
		n := places.Position(fn.End()).Line - places.Position(fn.Pos()).Line + 1
		if (n > maxFunction) != (longFunctions[name] != "") {
			t.Errorf("%s has %d lines; at most %d, or a reason in longFunctions", name, n, maxFunction)
		}
	}
	for name := range longFunctions {
		if of, _, _ := strings.Cut(name, " "); of == file && !seen[name] {
			t.Errorf("longFunctions: there is no %s", name)
		}
	}
}

// sources lists our own files with an extension, tests and generated ones apart.
func sources(t *testing.T, ext string) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		base := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains([]string{"testdata", "node_modules", "public", "bin"}, base) || name == "themes/default/lib" || name != "." && base[0] == '.'):
			return fs.SkipDir
		case path.Ext(base) != ext, strings.Contains(base, "_test."), strings.Contains(base, ".test."), strings.Contains(base, ".gen."):
		default:
			files = append(files, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no %s files found", ext)
	}
	return files
}
