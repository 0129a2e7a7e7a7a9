package theme

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/parley-kit/parley/site/diag"
)

// bundler runs esbuild over a theme's files.
type bundler struct {
	files  files
	report *diag.List
}

// build bundles and minifies one entry file; after is put behind it.
func (b bundler) build(entry, after string, define map[string]string) result {
	done := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		Outfile:           "out" + strings.Replace(path.Ext(entry), ".ts", ".js", 1),
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
		Define:            define,
		TsconfigRaw:       "{}",
		Plugins:           []api.Plugin{b.plugin(entry, after)},
	})
	for _, m := range done.Errors {
		b.report.Append(b.finding(entry, m))
	}
	if len(done.Errors) > 0 || len(done.OutputFiles) != 1 {
		return result{err: fmt.Errorf("%s could not be bundled", entry)}
	}
	return result{data: done.OutputFiles[0].Contents}
}

func (b bundler) finding(entry string, m api.Message) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.BadTheme, Severity: diag.Error, Message: m.Text, Pos: diag.Pos{File: entry}}
	if strings.Contains(m.Text, errNoLibrary.Error()) {
		d.Code, d.Message = diag.MissingLib, errNoLibrary.Error()
	}
	if l := m.Location; l != nil {
		_, file, _ := b.files.read(strings.TrimPrefix(l.File, space+":"))
		d.Pos = diag.Pos{File: file, Line: l.Line, Col: l.Column + 1}
	}
	return d
}

const space = "theme"

// libFolder holds the npm packages that the client's scripts import, as modules
// that cmd/bundle has made.
const libFolder = "lib/"

var errNoLibrary = errors.New("this parley was built without its bundled code: run `make` and use bin/parley")

// library is the module of a package that a script imports by name: "idb" is
// lib/idb.js, "@noble/hashes/sha2.js" is lib/noble.js.
func library(name string) string {
	scope, _, _ := strings.Cut(name, "/")
	return libFolder + strings.TrimPrefix(scope, "@") + ".js"
}

// plugin reads imports from the theme's files, which may be embedded.
func (b bundler) plugin(entry, after string) api.Plugin {
	return api.Plugin{Name: space, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := a.Path
			if strings.HasPrefix(name, "data:") {
				return api.OnResolveResult{Path: name, External: true}, nil
			}
			if a.Kind == api.ResolveJSImportStatement && !strings.HasPrefix(name, ".") {
				return api.OnResolveResult{Path: library(name), Namespace: space, SideEffects: api.SideEffectsFalse}, nil
			}
			if a.Kind != api.ResolveEntryPoint {
				name = path.Join(path.Dir(a.Importer), name)
			}
			if path.Ext(name) == "" {
				name += ".ts"
			}
			return api.OnResolveResult{Path: name, Namespace: space}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: space}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, _, err := b.files.read(a.Path)
			if err != nil && strings.HasPrefix(a.Path, libFolder) {
				return api.OnLoadResult{}, errNoLibrary
			}
			if err != nil {
				return api.OnLoadResult{}, fmt.Errorf("the theme has no file %s", a.Path)
			}
			loader := api.LoaderTS
			if path.Ext(a.Path) == ".css" {
				loader = api.LoaderCSS
			}
			text := string(data)
			if a.Path == entry {
				text += after
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}
