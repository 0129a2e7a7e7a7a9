package site

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
)

// TestEditsEqualFreshBuilds changes a site at random, again and again, and tells
// one builder each time what has changed: its files and findings must be those of
// a builder that sees the site for the first time.
func TestEditsEqualFreshBuilds(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			s := newScript(t, seed)
			kept := &Builder{Site: s.site, Base: s.base, Drafts: seed == 2}
			same(t, "at first", kept, s, nil)
			for step := range 24 {
				what, changed := s.step()
				switch {
				case s.IntN(5) == 0:
					changed = nil // look yourself
				case s.IntN(4) == 0:
					changed = append(changed, "notes.txt") // nobody knows that one
				}
				if !same(t, fmt.Sprintf("step %d, %s, told %v", step, what, changed), kept, s, changed) {
					return
				}
			}
		})
	}
}

// same builds anew with the builder that was told what changed, and with a
// fresh one.
func same(t *testing.T, when string, kept *Builder, s *script, changed []string) bool {
	t.Helper()
	gotFiles, gotFindings := draw(t, kept, changed)
	wantFiles, wantFindings := draw(t, &Builder{Site: s.site, Base: s.base, Drafts: kept.Drafts}, nil)
	if gotFindings != wantFindings {
		t.Errorf("%s: the findings are\n%s\nand should be\n%s", when, gotFindings, wantFindings)
	}
	for _, name := range slices.Sorted(maps.Keys(wantFiles)) {
		if got, there := gotFiles[name]; !there {
			t.Errorf("%s: %s is missing", when, name)
		} else if got != wantFiles[name] {
			t.Errorf("%s: %s is\n%.2000s\nand should be\n%.2000s", when, name, got, wantFiles[name])
		}
	}
	for name := range gotFiles {
		if _, wanted := wantFiles[name]; !wanted {
			t.Errorf("%s: %s should be gone", when, name)
		}
	}
	return !t.Failed()
}

// draw is everything a build yields: each file's bytes or error, and the findings.
func draw(t *testing.T, b *Builder, changed []string) (files map[string]string, findings string) {
	t.Helper()
	var report diag.List
	tree := b.Build(t.Context(), changed, &report)
	files = map[string]string{}
	if tree != nil {
		for _, f := range tree.Files() {
			data, err := f.Bytes()
			files[f.Path] = fmt.Sprint(string(data), err)
		}
	}
	for _, d := range report.Sorted() {
		findings += fmt.Sprintf("%s %s %s %s\n", d.Pos, d.Code, d.Message, d.Help)
	}
	return files, findings
}

// script edits a site at random. Its clock goes on with each change.
type script struct {
	*rand.Rand
	site, base fstest.MapFS
	now        time.Time
}

func newScript(t *testing.T, seed uint64) *script {
	t.Helper()
	s := &script{Rand: rand.New(rand.NewPCG(seed, 7)), site: fstest.MapFS{}, base: fstest.MapFS{}, now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	themes := repository(t)
	err := fs.WalkDir(themes, "themes/default", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "themes/default/lib") {
			return err
		}
		data, err := fs.ReadFile(themes, name)
		s.base[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"parley.yaml":           "name: Bundled\nid: bundled\nstages:\n  - {id: S1, name: Prepare}\n  - {id: S2, name: Talk}\n",
		"content/p0.md":         "# Bundled p0\n\n[p1](p1.md) [[t0]]\n",
		"content/base/index.md": "# Base\n\nText\n",
		"content/base/one.md":   "# Base one\n\n![x](x.png)\n",
		"content/base/x.png":    string(picture(3, 3)),
		"glossary/t0.md":        "---\nterm: t0\n---\nBundled.\n",
	} {
		s.base[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s.config()
	for range 8 {
		s.page()
	}
	return s
}

// step makes one change, in one or several files.
func (s *script) step() (what string, changed []string) {
	moves := []struct {
		what string
		make func() []string
	}{
		{"a page written", s.page}, {"a page written", s.page}, {"a page written", s.page},
		{"a file removed", s.remove}, {"a file moved", s.move},
		{"a term written", s.term}, {"a term written", s.term},
		{"the settings", s.config}, {"a file of the theme", s.theme}, {"a picture", s.asset},
		{"a broken page", s.broken}, {"a page and a term", func() []string { return append(s.page(), s.term()...) }},
	}
	m := moves[s.IntN(len(moves))]
	return m.what, m.make()
}

func (s *script) write(name, text string) []string {
	s.now = s.now.Add(10 * time.Second)
	s.site[name] = &fstest.MapFile{Data: []byte(text), ModTime: s.now}
	return []string{name}
}

// pick is one of the site's files.
func (s *script) pick() string {
	names := slices.Sorted(maps.Keys(s.site))
	names = slices.DeleteFunc(names, func(n string) bool { return n == "parley.yaml" })
	return names[s.IntN(len(names))]
}

func (s *script) remove() []string {
	name := s.pick()
	delete(s.site, name)
	return []string{name}
}

func (s *script) move() []string {
	from := s.pick()
	to := path.Join(path.Dir(from), fmt.Sprintf("moved%d%s", s.IntN(3), path.Ext(from)))
	f := s.site[from] // with its time, as a system's own move
	delete(s.site, from)
	s.site[to] = f
	return []string{from, to}
}

func (s *script) one(of ...string) string { return of[s.IntN(len(of))] }

func (s *script) page() []string {
	name := s.one("content/", "content/a/", "content/a/b/", "exercises/", "content.de/", "content.de/a/") + s.one("p0", "p1", "p2", "index") + ".md"
	front := s.one("", "", "draft: true\n") + s.one("", "order: 2\n", "order: 1\n") + s.one("", "stage: S1\n", "stage: S3\n") +
		s.one("", "tags: x, y\n", "tags: X\n") + s.one("", "was: content/former\n") + s.one("", "kind: worksheet\n", "minutes: 5\n")
	text := s.one("", "[p1](p1.md) ", "[other](../a/p2.md#part) ", "[made](b/) ") + s.one("", "[[t1]] ", "[[first name|words]] ") +
		s.one("", "![x](x.png) ", "[file](f.txt) ", "{{firm}} ") + s.one("", "\n\n## Part\n", "\n\n::: tip\n[[t0]] and [p0](p0.md)\n:::\n", "[^1]\n\n[^1]: Note.\n")
	return s.write(name, fmt.Sprintf("---\ntitle: Title %d\n%s---\nText %d %s\n", s.IntN(5), front, s.IntN(1000), text))
}

func (s *script) term() []string {
	name := s.one("glossary/", "glossary.de/") + s.one("t0", "t1", "t2") + ".md"
	return s.write(name, fmt.Sprintf("---\nterm: %s\nalso: %s\n%s---\nIt is %d. [p0](../content/p0.md)\n",
		s.one("first name", "second name", "third"), s.one("one", "two", "three"), s.one("", "group: g\n", "related: t0\n"), s.IntN(100)))
}

func (s *script) config() []string {
	return s.write("parley.yaml", "id: test-site\n"+s.one("name: One\n", "name: One\n", "name: Another\n", "name: [\n")+
		s.one("", "languages: de\n", "languages: de\n")+s.one("", "base: parley\n", "base: parley\n", "base: parley\nwithout: [content/base]\n")+
		s.one("", "url: https://example.com/x/\n")+s.one("", "brand: {color: \"#702020\", icon: content/x.png}\n")+s.one("", "theme: firm\n")+
		s.one("", "variables: {firm: Acme}\n")+s.one("", "stages:\n  - {id: S3, name: Other}\n"))
}

func (s *script) theme() []string {
	switch s.IntN(4) {
	case 0:
		return s.write("themes/default/layouts/partials/footer.html", s.one("<footer>1</footer>", "<footer>{{.Site.Name}}</footer>", "<footer>{{", "<footer>{{.None}}"))
	case 1:
		return s.write("themes/firm/i18n/en.yaml", s.one("menu: Choose\n", "nonsense: x\n"))
	case 2:
		return s.write("themes/firm/layouts/page.html", s.one("<p>{{.Title}}", "<main>{{.Body}}</main>"))
	}
	return s.write("themes/default/styles/print.css", s.one("body{color:red}", "body{color:blue}"))
}

func (s *script) asset() []string {
	if s.IntN(3) == 0 {
		return s.write(s.one("static/robots.txt", "content/f.txt", "content/a/f.txt"), fmt.Sprint("text ", s.IntN(100)))
	}
	return s.write(s.one("content/x.png", "content/a/x.png", "content/base/x.png", "static/icon.png"), string(picture(1+s.IntN(9), 1+s.IntN(9))))
}

func (s *script) broken() []string {
	return s.write("content/"+s.one("p0", "p1", "a/p2")+".md", s.one("---\ntitle: [\n---\nText", "\x00", "", "---\nnever closed\n", "# Ä \xff"))
}

func picture(w, h int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// TestOneEditLeavesTheRest changes a word of one page; no other page changes. Of
// the search only a few shards do.
func TestOneEditLeavesTheRest(t *testing.T) {
	site := fstest.MapFS{
		"parley.yaml":  {Data: []byte("name: T\nid: test-site\nbase: parley\n")},
		"content/a.md": {Data: []byte("# A\n\nBefore.\n")},
	}
	b := &Builder{Site: site, Base: repository(t)}
	before, _ := draw(t, b, nil)
	site["content/a.md"] = &fstest.MapFile{Data: []byte("# A\n\nAfter!.\n")} // as long, and no clock
	after, _ := draw(t, b, []string{"content/a.md"})
	shards, changed := 0, 0
	for name := range before {
		if strings.HasPrefix(name, "search/") {
			shards++
			if before[name] != after[name] {
				changed++
			}
			continue
		}
		mine := slices.Contains([]string{"content/a.html", "content/print.html", "course.json", "course.js", "course.en.js"}, name)
		if mine == (before[name] == after[name]) {
			t.Errorf("%s: changed %v, want %v", name, before[name] != after[name], mine)
		}
	}
	if changed < 2 || changed > 6 {
		t.Errorf("%d of %d shards of the search have other bytes or names", changed, shards)
	}
}

// TestNoPathOfThisMachine builds a site on disk, mistakes and all: neither the
// site nor the findings say where it lies.
func TestNoPathOfThisMachine(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"parley.yaml":       "name: T\nid: test-site\nbase: parley\nedit: https://example.com/{path}\nbrand: {icon: static/none.svg}\n",
		"content/a.md":      "# A\n\n[file](f.txt) [gone](gone.md) ![none](none.png) [up](../../x.md)\n",
		"content/f.txt":     "a file",
		"content/b.md":      "---\ntitle: [\n---\n",
		"static/robots.txt": "x",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	here, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	files, findings := draw(t, &Builder{Site: os.DirFS(dir), Base: repository(t)}, nil)
	if len(files) < 50 || findings == "" {
		t.Fatalf("%d files were drawn; found %q", len(files), findings)
	}
	files["the findings"] = findings
	for name, text := range files {
		if strings.Contains(text, dir) || strings.Contains(text, here) {
			t.Errorf("%s says where the site lies", name)
		}
	}
}

// TestBuildBrokenOff stops a build before it begins: nothing fails, and the next
// one is whole.
func TestBuildBrokenOff(t *testing.T) {
	b := &Builder{Base: repository(t)}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	var report diag.List
	if tree := b.Build(stopped, nil, &report); tree != nil {
		b.Draw(stopped, tree, &report)
	}
	got, _ := draw(t, b, nil)
	want, _ := draw(t, &Builder{Base: repository(t)}, nil)
	if len(got) != len(want) || len(got) < 50 {
		t.Errorf("after a build that was broken off there are %d files, not %d", len(got), len(want))
	}
}

// TestCourseIsWellFormed holds every page of the bundled course, with Parley's own
// theme, to what browsers need not repair: elements closed as they were opened
// and nested as they may be, anchors once, links that lead
// somewhere, and nothing left of what should have been filled in.
func TestCourseIsWellFormed(t *testing.T) {
	var report diag.List
	b := &Builder{Base: repository(t)}
	tree := b.Build(t.Context(), nil, &report)
	for _, d := range report.Sorted() {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	n := 0
	for _, f := range tree.Files() {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		n++
		page, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(string(page)) {
			t.Errorf("%s: %s", f.Path, fault)
		}
		follow(t, tree, f.Path, page)
	}
	if n < len(b.Course().Pages) {
		t.Errorf("%d pages were drawn of %d", n, len(b.Course().Pages))
	}
}

// follow holds that a page's addresses lead to files of the tree.
func follow(t *testing.T, tree *output.Tree, name string, page []byte) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			to, _, _ := strings.Cut(a.Val, "#")
			if a.Key != "href" && a.Key != "src" || to == "" || strings.Contains(to, ":") {
				continue
			}
			if plain, err := url.PathUnescape(to); err == nil {
				to = plain
			}
			if _, there := tree.Open(path.Join(path.Dir(name), to)); !there {
				t.Errorf("%s leads to %s, which is not there", name, a.Val)
			}
		}
	}
}

// void are the elements that are not closed.
var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// faults are what a browser would have to repair in a page, and what should have
// been filled in and was not.
func faults(page string) []string {
	var out, open, tree []string
	ids := map[string]bool{}
	if !strings.HasPrefix(page, "<!doctype html>\n<html lang=\"") {
		out = append(out, "it does not begin as a page")
	}
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := strings.TrimSpace(string(z.Raw()))
		tok := z.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			tree = append(tree, strings.Join(append(slices.Clone(open), tok.Data), " "))
			for _, a := range tok.Attr {
				if a.Key == "id" && (ids[a.Val] || a.Val == "") {
					out = append(out, "an anchor twice or empty: "+raw)
				}
				ids[a.Val] = ids[a.Val] || a.Key == "id"
			}
			if kind == html.StartTagToken && !slices.Contains(void, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			if k := len(open); k == 0 || open[k-1] != tok.Data {
				return append(out, fmt.Sprintf("</%s> closes none of %v", tok.Data, open))
			}
			open = open[:len(open)-1]
		case html.TextToken:
			for _, left := range []string{"{{", "}}", "[[", "]]", "ZgotmplZ", "%!", "<no value>"} {
				if strings.Contains(tok.Data, left) && !slices.Contains(open, "code") {
					out = append(out, "not filled in: "+tok.Data)
				}
			}
		}
	}
	if len(open) > 0 {
		out = append(out, fmt.Sprintf("left open: %v", open))
	}
	return append(out, repaired(page, tree)...)
}

// repaired tells where a browser's tree differs from the one that was written.
func repaired(page string, written []string) []string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	var read []string
	var walk func(n *html.Node, above []string)
	walk = func(n *html.Node, above []string) {
		if n.Type == html.ElementNode {
			above = append(slices.Clone(above), strings.ToLower(n.Data))
			read = append(read, strings.Join(above, " "))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, above)
		}
	}
	walk(doc, nil)
	for i := range min(len(read), len(written)) {
		if read[i] != written[i] {
			return []string{fmt.Sprintf("written as %s, read as %s", written[i], read[i])}
		}
	}
	if len(read) != len(written) {
		return []string{fmt.Sprintf("%d elements were written, %d are read", len(written), len(read))}
	}
	return nil
}

// TestFaults holds the judge itself to what it must see.
func TestFaults(t *testing.T) {
	for body, want := range map[string]string{
		"<p>fine <img src=x> <b>b</b></p>":                              "",
		"<p>a<div>b</div></p>":                                          "read as",
		"<p>a<b>b</p></b>":                                              "closes none",
		"<ul><li>a</ul>":                                                "closes none",
		"<p id=a></p><p id=a></p>":                                      "twice",
		"<p>{{site}}</p>":                                               "not filled in",
		"<p><code>{{site}}</code></p>":                                  "",
		"<a href=x><a href=y>y</a></a>":                                 "read as",
		"<table><tr><td>a</td></tr></table>":                            "read as",
		"<table><tbody><tr><td>a</td></tr></tbody></table>":             "",
		"<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg>":               "",
		"<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>":              "",
		"<p>a<math display=block><mi>a</mi></math></p><p>[[batna]]</p>": "not filled in",
	} {
		got := strings.Join(faults("<!doctype html>\n<html lang=\"en\"><head><title>t</title></head><body>"+body+"</body></html>\n"), "; ")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: found %q, want %q", body, got, want)
		}
	}
}
