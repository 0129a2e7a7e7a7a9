// Package theme turns views into HTML: it reads a theme's layouts, strings,
// styles and scripts, and runs a layout over a view in a language. A theme is
// the folder themes/NAME of a site, laid over themes/default file by file.
package theme

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Theme is a theme in the languages of one site. It is safe for use by several
// goroutines.
type Theme struct {
	files   files
	config  *course.Config
	strings map[course.Lang]*phrases
	source  *source
	bundle  func() bundled

	mu    sync.Mutex
	bound map[course.Lang]*bound
}

// Load reads the theme that cfg names from fsys, in which a site's own files
// already lie over the embedded ones. What does not parse is reported, with
// its place; the error is only for a theme without any layout.
func Load(fsys fs.FS, cfg *course.Config, report *diag.List) (*Theme, error) {
	if n := cfg.Theme; n != "" && (strings.ContainsAny(n, "/\\") || !slices.Contains(names(fsys), n)) {
		report.Add(diag.BadTheme, diag.Pos{File: "parley.yaml"}, fmt.Sprintf("there is no theme %q", n),
			"choose one of these: "+strings.Join(names(fsys), ", "))
		copied := *cfg
		copied.Theme, cfg = "", &copied
	}
	f := newFiles(fsys, cfg.Theme)
	t := &Theme{
		files:   f,
		config:  cfg,
		strings: loadStrings(f, cfg.Languages, report),
		source:  parseSource(f, report),
		bound:   map[course.Lang]*bound{},
	}
	t.bundle = sync.OnceValue(func() bundled { return bundle(f, cfg, t.strings, report) })
	if len(t.source.files) == 0 {
		return nil, fmt.Errorf("%s/layouts holds no layout", f.dirs[len(f.dirs)-1])
	}
	t.check(report)
	return t, nil
}

// check reports languages without strings, layouts that are missing and those
// that html/template refuses.
func (t *Theme) check(report *diag.List) {
	for _, lang := range t.config.Languages {
		if _, _, err := t.files.read("i18n/" + string(lineage(lang)[0]) + ".yaml"); err != nil {
			report.Add(diag.MissingString, diag.Pos{File: "parley.yaml"},
				fmt.Sprintf("the theme has no words in the language %q; its buttons and labels will be in English", lang),
				fmt.Sprintf("translate themes/default/i18n/en.yaml to %s/i18n/%s.yaml", t.files.dirs[0], lang))
		}
	}
	for _, name := range Layouts {
		if _, ok := t.source.files[name]; !ok {
			report.Add(diag.BadTheme, diag.Pos{File: t.files.dirs[0] + "/layouts/" + name + ".html"},
				fmt.Sprintf("the theme has no layout %q", name), "every theme needs: "+strings.Join(Layouts, ", "))
		}
	}
	t.source.check(report)
}

// Execute runs a layout or partial ("page", "partials/nav", "blocks/callout")
// over a view in a language. An error names the template's file and line: see
// Error.
func (t *Theme) Execute(w io.Writer, lang course.Lang, layout string, view any) error {
	b, err := t.in(lang)
	if err != nil {
		return err
	}
	return b.execute(w, layout, view)
}

// in gives the templates bound to a language, made at its first use.
func (t *Theme) in(lang course.Lang) (*bound, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if b, ok := t.bound[lang]; ok {
		return b, nil
	}
	if t.source.broken != nil {
		return nil, t.source.broken
	}
	b, err := t.source.bind(t.phrases(lang), t.assetPath, true)
	if err != nil {
		return nil, err
	}
	t.bound[lang] = b
	return b, nil
}

// Text is a string of the interface with its arguments put in; the first, when
// it is an int, chooses between the forms one and other. An unknown key comes
// back as it is.
func (t *Theme) Text(lang course.Lang, key string, args ...any) string {
	return t.phrases(lang).text(key, args...)
}

// Date writes a day (2026-11-20) in a language's words: "20 November 2026".
// What is no date comes back as it is.
func (t *Theme) Date(lang course.Lang, iso string) string {
	return t.phrases(lang).date(iso)
}

func (t *Theme) phrases(lang course.Lang) *phrases {
	if ps, ok := t.strings[lang]; ok {
		return ps
	}
	return t.strings[fallback]
}
