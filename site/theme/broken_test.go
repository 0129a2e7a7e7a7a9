package theme

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parley-kit/parley/site/diag"
)

func TestBrokenThemesAreReported(t *testing.T) {
	for name, c := range map[string]struct {
		file, text, theme string
		at, message       string
	}{
		"template":      {file: "layouts/page.html", text: "<p>\n{{if}}</p>", at: "themes/default/layouts/page.html:2", message: "missing value for if"},
		"function":      {file: "layouts/page.html", text: "{{shout .Title}}", at: "themes/default/layouts/page.html:1", message: `"shout" not defined`},
		"partial":       {file: "layouts/page.html", text: "x\n{{template \"partials/none\" .}}", at: "themes/default/layouts/page.html:2", message: "no such template"},
		"open quote":    {file: "layouts/partials/stage.html", text: "<a href=\"{{.Href}}>", at: "themes/default/layouts/partials/", message: "not closed"},
		"strings":       {file: "i18n/de.yaml", text: "menu: [", at: "themes/default/i18n/de.yaml:", message: "not valid YAML"},
		"unknown key":   {file: "i18n/de.yaml", text: "skip: a\nmenue: b", at: "themes/default/i18n/de.yaml:2:1", message: `no string "menue"`},
		"lost value":    {file: "i18n/de.yaml", text: "moved.link: Weiter", at: "themes/default/i18n/de.yaml:1:1", message: "given %s"},
		"style":         {file: "styles/site.css", text: "@import './none.css';", at: "themes/default/styles/site.css:1:9", message: "no file styles/none.css"},
		"script":        {file: "client/core.ts", text: "let a =\n;", at: "themes/default/client/core.ts:2:1", message: "Unexpected"},
		"no such theme": {file: "layouts/x.html", text: "x", theme: "../firm", at: "parley.yaml", message: `no theme "../firm"`},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := config()
			cfg.Theme = c.theme
			_, found := load(t, layered(t, map[string]string{"themes/default/" + c.file: c.text}), cfg)
			if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
				return strings.HasPrefix(d.Pos.String(), c.at) && strings.Contains(d.Message, c.message)
			}) {
				t.Errorf("no finding %q at %s in:\n%+v", c.message, c.at, found)
			}
		})
	}
}

func TestMissingLayoutIsReported(t *testing.T) {
	fsys := layered(t, nil).(fstest.MapFS)
	delete(fsys, "themes/default/layouts/tags.html")
	th, found := load(t, fsys, config())
	if len(found) != 1 || !strings.Contains(found[0].Message, `no layout "tags"`) {
		t.Errorf("found %+v", found)
	}
	if err := th.Execute(io.Discard, "en", "tags", sample("tags")); err == nil {
		t.Error("a layout that is missing ran")
	}
}

func TestExecuteNamesThePlaceOfAnError(t *testing.T) {
	th, _ := load(t, layered(t, map[string]string{"themes/default/layouts/page.html": "<p>\n{{.Colour}}</p>"}), config())
	var e *Error
	if err := th.Execute(io.Discard, "en", "page", sample("page")); !errors.As(err, &e) {
		t.Fatalf("got %v", err)
	}
	if e.Pos.File != "themes/default/layouts/page.html" || e.Pos.Line != 2 || !strings.Contains(e.Message, "Colour") {
		t.Errorf("got %+v", e)
	}
}
