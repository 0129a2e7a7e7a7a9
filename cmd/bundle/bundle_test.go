package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// samples are a script that runs by itself and a module for the client.
var samples = []library{
	{File: "temml.js", Packages: []string{"temml"}, Global: "temml", Target: api.ES2017},
	{File: "scope.js", Packages: []string{"@scope/part"}, Code: `export { part } from "@scope/part"`, Target: api.ES2022},
}

// site makes a folder with one npm package in it, called temml as the real one.
func site(t *testing.T, code string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"node_modules/temml/package.json":           `{"name": "temml", "version": "1.2.3", "license": "MIT", "main": "main.js"}`,
		"node_modules/temml/main.js":                code,
		"node_modules/temml/LICENSE":                "Take it.\r\n",
		"node_modules/@scope/part/package.json":     `{"name": "@scope/part", "version": "4.5.6", "license": "ISC"}`,
		"node_modules/@scope/part/index.js":         "export const part = 'a part'",
		"node_modules/@scope/part/LICENCE.md":       "Take that.",
		"node_modules/unused/package.json":          `{"name": "unused", "version": "7.8.9"}`,
		"themes/default/lib/README.md":              "keep me",
		"themes/default/lib/from-an-older-build.js": "stale",
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func lib(t *testing.T, root string) map[string]string {
	t.Helper()
	dir := filepath.Join(root, "themes", "default", "lib")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

const good = "import {part} from '@scope/part'; export default {renderToString: () => part}"

func TestBundle(t *testing.T) {
	root := site(t, good)
	if err := run(root, samples); err != nil {
		t.Fatal(err)
	}
	files := lib(t, root)
	if len(files) != 4 || files["README.md"] != "keep me" {
		t.Errorf("files: %v", files)
	}
	if js := files["temml.js"]; !strings.Contains(js, "a part") || !strings.Contains(js, "var temml=") || strings.Contains(js, root) {
		t.Errorf("temml.js: %s", js)
	}
	if js := files["scope.js"]; !strings.Contains(js, "export {\n  part\n}") || strings.Contains(js, root) {
		t.Errorf("scope.js: %s", js)
	}
	text := files["LICENSES.txt"]
	if n := strings.Count(text, "Take that."); n != 1 {
		t.Errorf("the licence of a package that two scripts hold stands there %d times", n)
	}
	for _, want := range []string{"@scope/part 4.5.6 (ISC)\n\nTake that.\n", "temml 1.2.3 (MIT)\n\nTake it.\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("LICENSES.txt lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "unused") || strings.Index(text, "@scope") > strings.Index(text, "temml 1") {
		t.Errorf("LICENSES.txt names an unused package, or is not sorted:\n%s", text)
	}
}

func TestSameBytesElsewhere(t *testing.T) {
	a, b := site(t, good), site(t, good)
	for _, root := range []string{a, b} {
		if err := run(root, samples); err != nil {
			t.Fatal(err)
		}
	}
	other := lib(t, b)
	for name, data := range lib(t, a) {
		if other[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

// A file that would not change is not written again.
func TestUnchangedFilesAreLeftAlone(t *testing.T) {
	root := site(t, good)
	if err := run(root, samples); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "themes", "default", "lib", "temml.js")
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(root, samples); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) {
		t.Error("temml.js was replaced by the same bytes")
	}
}

func TestMistakes(t *testing.T) {
	unlicensed := site(t, good)
	if err := os.Remove(filepath.Join(unlicensed, "node_modules", "temml", "LICENSE")); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ root, want string }{
		"not installed": {t.TempDir(), "run `npm ci`"},
		"no licence":    {unlicensed, "has no licence file"},
		"syntax":        {site(t, "export default ("), "temml"},
		"missing part":  {site(t, "import 'nowhere'"), "nowhere"},
	} {
		if err := run(tt.root, samples); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one about %q", name, err, tt.want)
		}
	}
}
