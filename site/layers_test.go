package site

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/parley-kit/parley"

// base are the parts that every later one may use.
var base = []string{"diag", "course"}

// layers says what each package below site may import of the others. A package
// that is not here fails the test: decide where it belongs, in doc.go too.
var layers = map[string][]string{
	"diag":           {},
	"course":         {"diag"},
	"formula":        {},
	"bargain":        {},
	"bargain/genius": {"bargain"},
	"bargain/report": {"bargain"},
	"vocabulary":     base,
	"markdown":       append(base[:2:2], "formula", "vocabulary"),
	"block":          append(base[:2:2], "markdown", "bargain", "seal"),
	"load":           append(base[:2:2], "vocabulary", "markdown", "block"),
	"exchange":       append(base[:2:2], "markdown", "block", "load"),
	"check":          base,
	"theme":          base,
	"fix":            {"diag"},
	"rename":         base,
	"output":         {"diag"},
	"search":         append(base[:2:2], "block"),
	"render":         append(base[:2:2], "block", "search", "theme", "output", "seal"),
	"preview":        {"diag"},
	"record":         {},
	"seal":           {},
	"envelope":       {"course", "record"},
}

// top is what package site itself may import: the pipeline.
var top = []string{"check", "course", "diag", "formula", "load", "output", "render", "seal", "theme"}

// TestLayers holds the imports to one way, on every system.
func TestLayers(t *testing.T) {
	found := map[string]bool{}
	for _, dir := range packages(t, "..", "site") {
		name, inside := strings.CutPrefix(dir, "site/")
		if dir != "site" && !inside {
			t.Fatalf("unexpected folder %s", dir)
		}
		allowed, known := layers[name]
		if dir == "site" {
			name, allowed, known = "site", top, true
		}
		if !known {
			t.Errorf("package %s is not in the list of layers", dir)
			continue
		}
		found[name] = true
		for _, imported := range imports(t, filepath.Join("..", dir)) {
			if bad := forbidden(imported, allowed); bad != "" {
				t.Errorf("package %s imports %s: %s", dir, imported, bad)
			}
		}
	}
	for name := range layers {
		if !found[name] {
			t.Errorf("the list of layers names %s, which does not exist", name)
		}
	}
}

// forbidden says why a package below site may not import a path; "" if it may.
func forbidden(imported string, allowed []string) string {
	rest, ours := strings.CutPrefix(imported, module)
	switch {
	case !ours:
		return ""
	case rest == "":
		return "only cmd imports the embedded files"
	case !strings.HasPrefix(rest, "/site/"):
		return "nothing in site knows what lies outside it"
	case !slices.Contains(allowed, strings.TrimPrefix(rest, "/site/")):
		return "it may import only " + strings.Join(allowed, ", ")
	}
	return ""
}

// TestLayersInOrder holds the list of layers to the order of doc.go, in which a package
// imports only what stands above it.
func TestLayersInOrder(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, parts, _ := strings.Cut(string(doc), "# The parts")
	parts, _, _ = strings.Cut(parts, "// #")
	var order []string
	for _, m := range regexp.MustCompile(`(?m)^//\t([a-z/]+) `).FindAllStringSubmatch(parts, -1) {
		order = append(order, m[1])
	}
	for name, allowed := range layers {
		at := slices.Index(order, name)
		if at < 0 {
			t.Errorf("doc.go does not describe %s", name)
		}
		for _, lower := range allowed {
			if slices.Index(order, lower) > at {
				t.Errorf("%s imports %s, which doc.go lists after it", name, lower)
			}
		}
	}
	if len(order) != len(layers) {
		t.Errorf("doc.go describes %d packages, and there are %d", len(order), len(layers))
	}
}

// TestLayersNames holds what is true of every package: none is called util, none
// registers itself by init.
func TestLayersNames(t *testing.T) {
	for _, top := range []string{"site", "cmd", "test"} {
		for _, dir := range packages(t, "..", top) {
			if slices.Contains([]string{"util", "utils", "common", "helpers", "misc"}, path.Base(dir)) {
				t.Errorf("%s: a package is named by what it knows", dir)
			}
		}
	}
	for _, file := range sources(t, ".go") {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: an init function; use a visible slice", file)
			}
		}
	}
}

// packages lists the folders below top that hold Go files.
func packages(t *testing.T, root, top string) []string {
	t.Helper()
	var dirs []string
	err := fs.WalkDir(os.DirFS(root), top, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case path.Ext(name) == ".go" && !slices.Contains(dirs, path.Dir(name)):
			dirs = append(dirs, path.Dir(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

// imports lists what a package imports, on any system, its tests apart.
func imports(t *testing.T, dir string) []string {
	t.Helper()
	ctx := build.Default
	ctx.UseAllFiles = true // of every system
	p, err := ctx.ImportDir(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p.Imports
}
