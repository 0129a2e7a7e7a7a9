package theme

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// repository is the folder that holds themes/.
const repository = "../.."

func config() *course.Config {
	return &course.Config{Name: "Negotiation", Languages: []course.Lang{"en", "de"}}
}

func load(t testing.TB, fsys fs.FS, cfg *course.Config) (*Theme, []diag.Diagnostic) {
	t.Helper()
	var report diag.List
	th, err := Load(fsys, cfg, &report)
	if err != nil {
		t.Fatal(err)
	}
	th.Assets()
	return th, report.Sorted()
}

func loadDefault(t testing.TB) *Theme {
	t.Helper()
	th, found := load(t, os.DirFS(repository), config())
	for _, d := range found {
		t.Errorf("%s: %s (%s)", d.Pos, d.Message, d.Help)
	}
	return th
}

// layered lays files over the default theme, as a site does.
func layered(t testing.TB, over map[string]string) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(repository), "themes/default", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(repository), p)
		all[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for p, text := range over {
		all[p] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func run(t testing.TB, th *Theme, lang course.Lang, layout string, view any) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Execute(&b, lang, layout, view); err != nil {
		t.Fatalf("%s: %v", layout, err)
	}
	return b.String()
}

func TestLayoutsGiveWellFormedPages(t *testing.T) {
	th := loadDefault(t)
	for _, layout := range Layouts {
		for _, lang := range []course.Lang{"en", "de"} {
			page := run(t, th, lang, layout, sample(layout))
			for _, problem := range problems(page) {
				t.Errorf("%s (%s): %s", layout, lang, problem)
			}
			if strings.Contains(page, "ZgotmplZ") || strings.Contains(page, "%!") {
				t.Errorf("%s (%s): a value was refused or misprinted:\n%s", layout, lang, page)
			}
		}
	}
	for name, view := range map[string]any{
		"blocks/callout": Callout{Kind: "tip", Body: "<p>x</p>"},
		"blocks/media": Media{Kind: "video", Src: "a.mp4", Type: "video/mp4", Title: "T", Width: 4, Height: 3,
			Captions: []Track{{Src: "a.vtt", Lang: "en", Label: "English", Default: true}}, Transcript: "<p>x</p>"},
		"partials/nav": sampleNav,
	} {
		for _, problem := range problems(run(t, th, "en", name, view)) {
			t.Errorf("%s: %s", name, problem)
		}
	}
}

// A page with nothing to say beyond its title must do as well.
func TestLayoutsDoWithTheLeast(t *testing.T) {
	th := loadDefault(t)
	for _, layout := range Layouts {
		view := &Page{Lang: "en", Dir: "ltr", Title: "T", Site: &Site{Name: "N"}, Term: &Term{}}
		for _, problem := range problems(run(t, th, "en", layout, view)) {
			t.Errorf("%s: %s", layout, problem)
		}
	}
}

var void = []string{"meta", "link", "img", "br", "hr", "input", "source", "track", "path", "circle", "rect"}

// problems finds unbalanced tags, doubled ids, labels that lead nowhere, and
// what the content security policy forbids.
func problems(page string) []string {
	var found, open []string
	ids := map[string]int{}
	var wanted []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		tok := z.Token()
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			for _, a := range tok.Attr {
				switch a.Key {
				case "id":
					ids[a.Val]++
				case "aria-labelledby", "popovertarget":
					wanted = append(wanted, a.Val)
				}
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					found = append(found, "the attribute "+a.Key+" is forbidden by the policy")
				}
			}
		}
		switch {
		case kind == html.StartTagToken && !slices.Contains(void, tok.Data):
			open = append(open, tok.Data)
		case kind == html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				return append(found, "</"+tok.Data+"> closes "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
	for id, n := range ids {
		if n > 1 {
			found = append(found, "doubled id "+id)
		}
	}
	for _, id := range wanted {
		if ids[id] == 0 {
			found = append(found, "nothing has the id "+id)
		}
	}
	if len(open) > 0 {
		found = append(found, "never closed: "+strings.Join(open, " "))
	}
	if strings.HasPrefix(page, "<!doctype") {
		for _, tag := range []string{"<h1", "<main", "<title>"} {
			if n := strings.Count(page, tag); n != 1 {
				found = append(found, tag+" must be there once")
			}
		}
	}
	return found
}

func TestStringsAreCompleteAndUsed(t *testing.T) {
	var report diag.List
	f := newFiles(os.DirFS(repository), "")
	english := readStrings(f, "en", &report)
	german := readStrings(f, "de", &report)
	for key, p := range english {
		g, ok := german[key]
		if !ok {
			t.Errorf("de.yaml lacks %s", key)
			continue
		}
		if verbs(p) != verbs(g) {
			t.Errorf("%s: en has the values %q, de %q", key, verbs(p), verbs(g))
		}
		if !slices.Equal(slices.Sorted(maps.Keys(p.forms)), slices.Sorted(maps.Keys(g.forms))) {
			t.Errorf("%s has other forms in de than in en", key)
		}
	}
	for key := range german {
		if _, ok := english[key]; !ok {
			t.Errorf("de.yaml has %s, which is not in en.yaml", key)
		}
	}
	exact, families := usedKeys(t)
	for _, key := range exact {
		if _, ok := english[key]; !ok {
			t.Errorf("a layout uses %s, which is not in en.yaml", key)
		}
	}
	inGo := goSources(t)
	for key := range english {
		family := func(f string) bool { return strings.HasPrefix(key, f+".") }
		prefix, _, _ := strings.Cut(key, ".")
		if !slices.Contains(exact, key) && !slices.ContainsFunc(families, family) &&
			!strings.Contains(inGo, `"`+key+`"`) && !strings.Contains(inGo, `"`+prefix+`."`) {
			t.Errorf("nothing uses %s", key)
		}
	}
	for _, kind := range course.Kinds {
		if _, ok := english["kind."+string(kind)]; !ok {
			t.Errorf("en.yaml lacks kind.%s", kind)
		}
	}
}

// usedKeys lists the keys of layouts: {{t "key"}}, and the families of
// {{label "family" .}} and {{t (printf "family.%s..." .)}}.
func usedKeys(t *testing.T) (exact, families []string) {
	t.Helper()
	f := newFiles(os.DirFS(repository), "")
	for _, p := range f.list("layouts", ".html") {
		data, _, err := f.read(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bt "([^"]+)"`).FindAllStringSubmatch(string(data), -1) {
			exact = append(exact, m[1])
		}
		for _, m := range regexp.MustCompile(`(?:label "|printf ")([a-z]+)`).FindAllStringSubmatch(string(data), -1) {
			families = append(families, m[1])
		}
	}
	return exact, families
}

// goSources is the text of the engine's own files.
func goSources(t *testing.T) string {
	t.Helper()
	paths, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range paths {
		if strings.HasSuffix(p, "_test.go") {
			continue
		}
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

func TestTextAndDate(t *testing.T) {
	th := loadDefault(t)
	for _, c := range []struct{ got, want string }{
		{th.Text("en", "minutes", 1), "1 minute"},
		{th.Text("en", "minutes", 6), "6 minutes"},
		{th.Text("de", "minutes", 1), "1 Minute"},
		{th.Text("de", "moved.link", "A"), "Weiter zu A"},
		{th.Text("fr", "menu"), "Menu"},
		{th.Text("en", "no.such.key", 3), "no.such.key"},
		{th.Date("en", "2026-11-20"), "20 November 2026"},
		{th.Date("de", "2026-03-01"), "1. März 2026"},
		{th.Date("en", "soon"), "soon"},
		{th.Date("en", "2026-13-01"), "2026-13-01"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if Dir("ar") != "rtl" || Dir("he-IL") != "rtl" || Dir("de") != "ltr" {
		t.Error("Dir is wrong")
	}
}

func TestSiteOverridesFileByFile(t *testing.T) {
	cfg := config()
	cfg.Theme = "firm"
	th, found := load(t, layered(t, map[string]string{
		"themes/firm/layouts/partials/footer.html": `<footer>Ours</footer>`,
		"themes/firm/i18n/de.yaml":                 "menu: Auswahl\n",
		"themes/firm/styles/print.css":             ".firm-print{color:red}\n",
	}), cfg)
	if len(found) > 0 {
		t.Fatal(found)
	}
	page := run(t, th, "de", "page", sample("page"))
	if !strings.Contains(page, "<footer>Ours</footer>") || !strings.Contains(page, `aria-label="Auswahl"`) {
		t.Errorf("the firm's files are not used:\n%s", page)
	}
	if !strings.Contains(page, "Minuten") {
		t.Error("the strings below the firm's own are lost")
	}
	if css := bytesOf(t, th, "site.css"); !strings.Contains(css, ".firm-print") || !strings.Contains(css, ".top") {
		t.Error("the firm's style sheet is not laid over the theme's")
	}
}

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

func TestMarkCurrent(t *testing.T) {
	th := loadDefault(t)
	nav := run(t, th, "en", "partials/nav", []NavNode{{Href: "a.html", Title: "A"}, {Href: "a&b.html", Title: "B"}})
	got := string(MarkCurrent(template.HTML(nav), "a&b.html"))
	if !strings.Contains(got, `<a href="a&amp;b.html" aria-current="page">B`) || strings.Count(got, "aria-current") != 1 {
		t.Errorf("got %s", got)
	}
	if string(MarkCurrent(template.HTML(nav), "c.html")) != nav {
		t.Error("a page that is not in the navigation changed it")
	}
}

func TestHrefRefusesScripts(t *testing.T) {
	for address, want := range map[string]string{
		"javascript:alert(1)": `href="#"`,
		"JavaScript:x":        `href="#"`,
		"data:text/html,x":    `href="#"`,
		"mailto:a@b.c":        `href="mailto:a@b.c"`,
		"https://a/?b=1&c=2":  `href="https://a/?b=1&amp;c=2"`,
		"a/b:c.html":          `href="a/b:c.html"`,
		`"><script>`:          `href="&#34;&gt;&lt;script&gt;"`,
	} {
		if got := string(href(address)); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

// BenchmarkPage is a lesson as the default theme draws it; the body is copied.
func BenchmarkPage(b *testing.B) {
	th := loadDefault(b)
	view := sample("page")
	// An ordinary one: published, of one language, of a site without a logo.
	view.Draft, view.NoIndex, view.Alternates, view.Authors, view.Site.Logo, view.Kind = false, false, nil, nil, nil, "lesson"
	var buf bytes.Buffer
	for b.Loop() {
		buf.Reset()
		if err := th.Execute(&buf, "en", "page", view); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(buf.Len()))
}
