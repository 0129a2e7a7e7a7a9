package theme

import (
	"bytes"
	"html/template"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

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
