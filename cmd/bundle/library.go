package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// library is a script that Parley carries.
type library struct {
	File    string     // its name in themes/default/lib
	Package string     // the npm package it is made of
	Global  string     // the variable that holds what the package exports
	Target  api.Target // the language level of the engine that runs it
}

// libraries lists everything that is bundled.
var libraries = []library{
	// Runs inside the tool, in goja, which speaks ES2017 and most of later
	// editions; package formula is its only user.
	{File: "temml.js", Package: "temml", Global: "temml", Target: api.ES2017},
}

// pkg is an npm package that went into a library.
type pkg struct{ Name, Version, License, Dir string }

// bundle makes the script and tells which packages are in it.
func (l library) bundle(root string) ([]byte, []pkg, error) {
	if _, err := os.Stat(filepath.Join(root, "node_modules", l.Package)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("the npm package %s is not installed: run `npm ci` first", l.Package)
	}
	dir, err := filepath.Abs(root)
	if err != nil {
		return nil, nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:     dir,
		EntryPoints:       []string{l.Package},
		Bundle:            true,
		Format:            api.FormatIIFE,
		GlobalName:        l.Global,
		Target:            l.Target,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone, // LICENSES.txt has the whole texts
		Metafile:          true,
	})
	if len(result.Errors) > 0 {
		lines := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return nil, nil, fmt.Errorf("%s:\n%s", l.Package, strings.Join(lines, ""))
	}
	packages, err := packagesOf(root, result.Metafile)
	return result.OutputFiles[0].Contents, packages, err
}

// packagesOf reads from esbuild's account of a build which packages it used.
func packagesOf(root, metafile string) ([]pkg, error) {
	var meta struct{ Inputs map[string]any }
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	var packages []pkg
	for input := range meta.Inputs {
		dir, ok := packageDir(input)
		if !ok || slices.ContainsFunc(packages, func(p pkg) bool { return p.Dir == dir }) {
			continue
		}
		p := pkg{Dir: dir}
		data, err := os.ReadFile(filepath.Join(root, dir, "package.json"))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &p); err != nil {
			return nil, fmt.Errorf("%s/package.json: %w", dir, err)
		}
		packages = append(packages, p)
	}
	return packages, nil
}

// packageDir is the package's folder within which a file lies:
// node_modules/a/node_modules/@b/c of node_modules/a/node_modules/@b/c/d/e.js.
func packageDir(file string) (string, bool) {
	const mark = "node_modules/"
	i := strings.LastIndex(file, mark)
	if i < 0 {
		return "", false
	}
	i += len(mark)
	name := strings.Split(file[i:], "/")
	n := 1
	if strings.HasPrefix(name[0], "@") {
		n = 2
	}
	if len(name) <= n {
		return "", false
	}
	return file[:i] + strings.Join(name[:n], "/"), true
}
