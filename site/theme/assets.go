package theme

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Asset is a file that pages load. Path is where it lies in the output; it
// holds a hash of the content, so that it may be cached for good.
type Asset struct {
	Name  string // as templates call it: "site.css"
	Path  string // "assets/site-1a2b3c4d.css"
	Bytes func() ([]byte, error)

	inline string // a data: address that pages hold instead of loading the file
}

// Assets lists the theme's files: the style sheets site.css, home.css and
// terms.css, the scripts boot.js, core.js, card.js and search.js, and icon.svg. They are
// bundled at the first call; what fails is reported to the list given to Load,
// and Bytes returns it.
func (t *Theme) Assets() []Asset { return t.bundle() }

func (t *Theme) assetPath(name string) (string, error) {
	for _, a := range t.bundle() {
		if a.Name == name && a.inline != "" {
			return a.inline, nil
		}
		if a.Name == name {
			return a.Path, nil
		}
	}
	return "", errors.New("the theme has no such asset")
}

// bundle makes all assets. Each script that loads others knows them by name:
// core.js the card, which it adds at its first use, and boot.js every one that may
// be added. The card and the search bring their own styles, and the search its
// words too, so that pages need not.
func bundle(f files, cfg *course.Config, words map[course.Lang]*phrases, report *diag.List) []Asset {
	b := bundler{f, report}
	sheet := func(name string) Asset { return asset(name, b.build("styles/"+name, "", nil)) }
	styles := func(name string) string {
		return constant(strings.TrimSpace(string(b.build("styles/"+name, "", nil).data)))
	}
	card := asset("card.js", b.build("client/card.ts", "", map[string]string{"STYLES": styles("card.css")}))
	search := asset("search.js", b.build("client/search/box.ts", "", map[string]string{
		"STYLES": styles("search.css"), "WORDS": constant(searchWords(cfg.Languages, words)),
	}))
	name := func(a Asset) string { return path.Base(a.Path) }
	core := asset("core.js", b.build("client/core.ts", "", map[string]string{"CARD": constant(name(card)), "SEARCH": constant(name(search))}))
	scripts := constant([]string{name(core), name(card), name(search)})
	return []Asset{
		asset("site.css", b.build("styles/site.css", brandCSS(cfg.Brand), nil)),
		sheet("home.css"),
		sheet("terms.css"),
		asset("boot.js", b.build("client/boot.ts", "", map[string]string{"SCRIPTS": scripts})),
		core,
		card,
		search,
		b.icon(cfg),
	}
}

// searchWords are what the search says, in the site's languages.
func searchWords(langs []course.Lang, words map[course.Lang]*phrases) map[course.Lang]any {
	out := map[course.Lang]any{}
	for _, lang := range langs {
		said := words[lang].under("search.")
		for _, pageOnly := range []string{"everything", "letters", "parts"} {
			delete(said, pageOnly)
		}
		out[lang] = said
	}
	return out
}

// constant writes a value as a script does.
func constant(value any) string {
	text, _ := json.Marshal(value) // of words, which cannot fail
	return string(text)
}

type result struct {
	data []byte
	err  error
}

func asset(name string, r result) Asset {
	sum := sha256.Sum256(r.data)
	ext := path.Ext(name)
	return Asset{
		Name:  name,
		Path:  "assets/" + strings.TrimSuffix(name, ext) + "-" + fmt.Sprintf("%x", sum[:4]) + ext,
		Bytes: func() ([]byte, error) { return r.data, r.err },
	}
}

// icon is the brand's own, or the theme's in the brand's colour.
func (b bundler) icon(cfg *course.Config) Asset {
	if own := cfg.Brand.Icon; own != "" {
		data, err := fs.ReadFile(b.files.fsys, path.Clean(own))
		if err == nil {
			a := asset("icon"+path.Ext(own), result{data: data})
			a.Name = "icon.svg"
			return a
		}
		b.report.Add(diag.Unreadable, diag.Pos{File: "parley.yaml"},
			fmt.Sprintf("the brand's icon %s cannot be read", own), "write the path of an image in the site")
	}
	data, file, err := b.files.read("icon.svg")
	if err != nil {
		b.report.Add(diag.BadTheme, diag.Pos{File: file}, "the theme has no icon", "add a square SVG")
	} else if c, ok := parseColour(cfg.Brand.Color); ok {
		data = []byte(strings.ReplaceAll(string(data), iconColour, c.String()))
	}
	a := asset("icon.svg", result{data, err})
	if len(data) < maxInline {
		a.inline = "data:image/svg+xml," + inAddress.Replace(strings.TrimSpace(string(data)))
	}
	return a
}

// maxInline is the largest icon, in bytes, that stands in each page.
const maxInline = 600

// inAddress escapes a drawing for a data: address.
var inAddress = strings.NewReplacer("%", "%25", "#", "%23", `"`, "'", "<", "%3C", ">", "%3E", "\n", "")

// iconColour is the colour of icon.svg that a brand's own replaces.
const iconColour = "#0b5c60"

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
	if l := m.Location; l != nil {
		_, file, _ := b.files.read(strings.TrimPrefix(l.File, space+":"))
		d.Pos = diag.Pos{File: file, Line: l.Line, Col: l.Column + 1}
	}
	return d
}

const space = "theme"

// plugin reads imports from the theme's files, which may be embedded.
func (b bundler) plugin(entry, after string) api.Plugin {
	return api.Plugin{Name: space, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := a.Path
			if strings.HasPrefix(name, "data:") {
				return api.OnResolveResult{Path: name, External: true}, nil
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
