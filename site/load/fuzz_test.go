package load_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// FuzzPage reads any bytes as a page, of either kind, with raw HTML on and off.
func FuzzPage(f *testing.F) {
	seeds(f, func(name string, data []byte) {
		if filepath.Ext(name) == ".md" {
			f.Add(data, false)
			f.Add(data, true)
		}
	})
	f.Fuzz(func(t *testing.T, src []byte, rawHTML bool) {
		config := "name: Test\nid: test-site\nlanguages: de\nvariables: {firm: Acme & Sons}\n"
		if rawHTML {
			config += "raw-html: true\n"
		}
		site := fstest.MapFS{
			"parley.yaml":      {Data: []byte(config)},
			"content/a.md":     {Data: src},
			"glossary.de/b.md": {Data: src},
			"content/c.md":     {Data: []byte("# C\n\n## Part\n")},
		}
		c, report := read(t, site)
		sound(t, site, c, report)
		again, twice := read(t, site)
		for i, p := range c.Pages {
			if q := again.Pages[i]; q.Body.HTML != p.Body.HTML || q.Title != p.Title {
				t.Errorf("%s becomes\n%s\nand then\n%s", p.Source, p.Body.HTML, q.Body.HTML)
			}
		}
		if len(report.Sorted()) != len(twice.Sorted()) {
			t.Errorf("%d problems, and then %d", len(report.Sorted()), len(twice.Sorted()))
		}
	})
}

// FuzzConfig reads any bytes as parley.yaml.
func FuzzConfig(f *testing.F) {
	seeds(f, func(name string, data []byte) {
		if filepath.Base(name) == "parley.yaml" {
			f.Add(data)
		} else if matter, ok := strings.CutPrefix(string(data), "---\n"); ok {
			matter, _, _ = strings.Cut(matter, "---")
			f.Add([]byte(matter))
		}
	})
	f.Fuzz(func(t *testing.T, src []byte) {
		site := fstest.MapFS{"parley.yaml": {Data: src}, "content/a.md": {Data: []byte("# At {{firm}}\n\nText {{x}}\n")}}
		c, report := read(t, site)
		sound(t, site, c, report)
		if c == nil && report.Errors() == 0 {
			t.Error("no course, and nothing says why")
		}
	})
}

// seeds hands out the files of the test data of this package and those it
// depends on.
func seeds(f *testing.F, add func(name string, data []byte)) {
	for _, pattern := range []string{"testdata/*.txtar", "../markdown/testdata/*.txtar", "../check/testdata/*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for _, file := range txtar.Parse(src).Files {
				add(file.Name, file.Data)
			}
		}
	}
}

// read loads and checks a site.
func read(t *testing.T, site fstest.MapFS) (*course.Course, *diag.List) {
	base := fstest.MapFS{"parley.yaml": {Data: []byte("name: B\nid: bundled\nvariables: {firm: your firm}\n")}}
	var report diag.List
	l := load.Loader{Site: site, Base: base, Math: func(tex string, _ bool) (string, error) { return "<math></math>", nil }}
	c := l.Load(t.Context(), nil, &report)
	if c != nil {
		check.Course(c, &report)
	}
	return c, &report
}

// unsafe is what no page's HTML may hold: a script, a style, a handler, or an
// address that runs.
var unsafe = regexp.MustCompile(`(?i)<(?:script|style|iframe|object|embed|link|meta|base|form|svg|img)\b|<[^>]*[\s"'/](?:style|on[a-z]+|src|href|srcset|formaction)\s*=\s*["']?\s*(?:javascript|vbscript|data):|<[a-z][^>"']*(?:"[^"]*"[^>"']*)*\s(?:style|on[a-z]+)\s*=`)

// sound holds what is true of every course and report.
func sound(t *testing.T, site fstest.MapFS, c *course.Course, report *diag.List) {
	t.Helper()
	for _, d := range report.Sorted() {
		if d.Code == diag.Internal {
			t.Errorf("%s: %s", d.Pos, d.Message)
		}
		if file := site[d.Pos.File]; file != nil {
			inside(t, d, file.Data)
		}
		if !utf8.ValidString(d.Message + d.Help) {
			t.Errorf("%s: %q is no text", d.Pos, d.Message)
		}
	}
	if c == nil {
		return
	}
	for _, p := range c.Pages {
		bodies := []course.Body{p.Body}
		if p.Term != nil {
			bodies = append(bodies, p.Term.Definition)
		}
		for _, b := range p.Blocks {
			switch b := b.(type) {
			case *block.Callout:
				bodies = append(bodies, b.Body)
			case *block.Media:
				bodies = append(bodies, b.Transcript)
			}
		}
		for _, b := range bodies {
			holes(t, p, b)
			if m := unsafe.FindString(b.HTML); m != "" {
				t.Errorf("%s: %q in %s", p.Source, m, b.HTML)
			}
			if strings.ContainsAny(b.HTML, "\x1f\x00") || !utf8.ValidString(b.HTML) {
				t.Errorf("%s: a control character in %q", p.Source, b.HTML)
			}
		}
		for _, link := range p.Links {
			if lower := strings.ToLower(strings.TrimSpace(link.To)); link.Kind == course.ToURL && !regexp.MustCompile(`^(https?|mailto|tel):`).MatchString(lower) {
				t.Errorf("%s: a link to %q", p.Source, link.To)
			}
		}
	}
}

// inside holds that a finding's place is in its file.
func inside(t *testing.T, d diag.Diagnostic, src []byte) {
	t.Helper()
	lines := diag.NewLines(src)
	text := lines.Text(d.Pos.Line)
	if d.Pos.Line > 1 && text == "" && lines.Pos("", len(src), 0).Line < d.Pos.Line {
		t.Errorf("%s is not in the file: %s", d.Pos, d.Message)
	}
	if n := utf8.RuneCountInString(text); d.Pos.Col > n+1 || d.Pos.End > n+1 {
		t.Errorf("%s-%d is not in the line %q: %s", d.Pos, d.Pos.End, text, d.Message)
	}
}

// holes holds that a body's holes ascend and point at something.
func holes(t *testing.T, p *course.Page, b course.Body) {
	t.Helper()
	at := uint32(0)
	for _, h := range b.Holes {
		many := map[course.HoleKind]int{course.LinkHole: len(p.Links), course.ImageHole: len(p.Images), course.BlockHole: len(p.Blocks), course.AnchorHole: 1}[h.Kind]
		if h.At < at || int(h.At) > len(b.HTML) || int(h.N) >= many {
			t.Errorf("%s: the hole %+v after %d of %d bytes, of %d", p.Source, h, at, len(b.HTML), many)
		}
		at = h.At
	}
}
