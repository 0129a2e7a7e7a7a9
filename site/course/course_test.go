package course

import (
	"slices"
	"testing"
)

func TestSourceID(t *testing.T) {
	languages := []Lang{"en", "de", "pt-BR"}
	for _, c := range []struct {
		file string
		lang Lang
		id   ID
	}{
		{"content/a.md", "en", "content/a"},
		{"content.de/a.md", "de", "content/a"},
		{"content.DE/a.md", "de", "content/a"},
		{"content.pt-br/x/index.md", "pt-BR", "content/x/index"},
		{"content.en/a.md", "en", "content/a"},
		{"content.fr/a.md", "en", "content.fr/a"},
		{"glossary/a.b.md", "en", "glossary/a.b"},
		{"content/a.MD", "en", "content/a"},
		{"content/de.x/a.md", "en", "content/de.x/a"},
		{"a.de.md", "en", "a.de"},
		{"a", "en", "a"},
	} {
		if lang, id := SourceID(c.file, languages); lang != c.lang || id != c.id {
			t.Errorf("%s is %s %s, want %s %s", c.file, lang, id, c.lang, c.id)
		}
	}
}

func TestOwn(t *testing.T) {
	for lang, want := range map[Lang]string{"en": "English", "de": "Deutsch", "fr": "Français", "pt-BR": "Português", "x-ours": "x-ours"} {
		if got := lang.Own(); got != want {
			t.Errorf("%s is called %q, want %q", lang, got, want)
		}
	}
}

// sample is a course in two languages.
func sample() *Course {
	page := func(lang Lang, id ID, more func(*Page)) *Page {
		p := &Page{Lang: lang, ID: id, Source: string(id) + "." + string(lang) + ".md", Title: string(id)}
		if more != nil {
			more(p)
		}
		return p
	}
	term := func(name string, also ...string) func(*Page) {
		return func(p *Page) {
			p.Term = &Term{Name: name}
			for _, a := range also {
				p.Term.Also = append(p.Term.Also, Ref{Text: a})
			}
		}
	}
	c := New(&Config{Languages: []Lang{"en", "de"}, Stages: []Stage{{ID: "S1"}, {ID: "S2"}}}, []*Page{
		page("de", "content/a", nil),
		page("en", "content/framework/late", func(p *Page) { p.Stage.Text = "S2" }),
		page("en", "content/framework/early", func(p *Page) { p.Stage.Text = "S1"; p.Order = 9 }),
		page("en", "content/framework/none", nil),
		page("en", "content/framework/index", func(p *Page) { p.Order = 2 }),
		page("en", "content/deep/er/x", nil),
		page("en", "content/a", nil),
		page("en", "content/draft", func(p *Page) { p.Draft = true }),
		page("en", "glossary/batna", term("BATNA", "best  alternative")),
		page("en", "glossary/hidden", func(p *Page) { p.Draft = true; p.Term = &Term{Name: "hidden term"} }),
		page("de", "glossary/batna", term("BATNA", "beste Alternative")),
		page("en", "glossary/target", term("target")),
		{Lang: "en", ID: "content/a", Source: "content/a.longer.en.md"},
	})
	c.Assets = map[string]*Asset{"content/x.pdf": {Path: "content/x.pdf"}}
	return c
}

func TestNew(t *testing.T) {
	c := sample()
	if len(c.Doubled) != 1 || c.Doubled[0][0].Source != "content/a.en.md" || c.Doubled[0][1].Source != "content/a.longer.en.md" {
		t.Errorf("doubled: %v", c.Doubled)
	}
	if n := len(c.In("en")); n != 10 {
		t.Errorf("%d pages in English", n)
	}
	if n := len(c.In("de")); n != 2 {
		t.Errorf("%d pages in German", n)
	}
	if n := len(c.In("fr")); n != 0 {
		t.Errorf("%d pages in French", n)
	}
}

// The page of confusable terms is there when one term names another.
func TestPairs(t *testing.T) {
	c := sample()
	batna, _ := c.Page("en", "glossary/batna")
	german, _ := c.Page("de", "glossary/batna")
	for _, q := range []struct {
		from   *Page
		with   string
		en, de bool
	}{
		{batna, "target", true, false},
		{german, "target", false, true}, // which is not translated
		{batna, "batna", false, false},
		{batna, "content/a", false, false},
		{batna, "no such term", false, false},
	} {
		q.from.Term.ConfusedWith = []Contrast{{With: Ref{Text: q.with}}}
		if en, de := c.Exists("en", PairsID), c.Exists("de", PairsID); en != q.en || de != q.de {
			t.Errorf("confused with %q: in English %v, in German %v", q.with, en, de)
		}
		q.from.Term.ConfusedWith = nil
	}
}

func TestDropDrafts(t *testing.T) {
	c := sample()
	c.Files = []string{"content/x.pdf"}
	c.DropDrafts()
	if len(c.Drafts) != 2 || len(c.In("en")) != 8 || len(c.Files) != 1 || len(c.Doubled) != 1 {
		t.Errorf("%d drafts, %d pages, %v, %v", len(c.Drafts), len(c.In("en")), c.Files, c.Doubled)
	}
	if _, ok := c.Page("en", "content/draft"); ok {
		t.Error("the draft is still found")
	}
	for name, want := range map[string]ID{"content/draft": "content/draft", "Hidden Term": "glossary/hidden", "hidden": "glossary/hidden", "draft": "", "target": ""} {
		if p, ok := c.Draft(name); ok != (want != "") || ok && p.ID != want {
			t.Errorf("%q is the draft %v", name, p)
		}
	}
	if s, _ := c.Section("en", "content"); len(s.Pages) != 1 {
		t.Errorf("the section has %d pages", len(s.Pages))
	}
}

func TestNamed(t *testing.T) {
	c := sample()
	for _, q := range []struct {
		lang Lang
		name string
		want ID
		in   Lang
	}{
		{"en", "batna", "glossary/batna", "en"},
		{"en", " best Alternative ", "glossary/batna", "en"},
		{"de", "BATNA", "glossary/batna", "de"},
		{"de", "beste alternative", "glossary/batna", "de"},
		{"de", "target", "glossary/target", "en"}, // not translated
		{"en", "content/a", "content/a", "en"},
		{"de", "content/a", "content/a", "de"},
		{"en", "beste Alternative", "", ""},
		{"en", "a", "", ""},
		{"en", "", "", ""},
	} {
		ps := c.Named(q.lang, q.name)
		if q.want == "" {
			if len(ps) > 0 {
				t.Errorf("%q in %s is %s", q.name, q.lang, ps[0].ID)
			}
		} else if len(ps) != 1 || ps[0].ID != q.want || ps[0].Lang != q.in {
			t.Errorf("%q in %s is %v, want %s in %s", q.name, q.lang, ps, q.want, q.in)
		}
	}
}

func TestResolve(t *testing.T) {
	c := sample()
	german, _ := c.Page("de", "content/a")
	for _, q := range []struct {
		link Link
		page ID
		lang Lang
		ok   bool
	}{
		{Link{Kind: ToPage, To: "content/a"}, "content/a", "de", true},
		{Link{Kind: ToPage, To: "glossary/target"}, "glossary/target", "en", true},
		{Link{Kind: ToPage, To: "glossary/index"}, "glossary/index", "de", true},         // generated, in German too
		{Link{Kind: ToPage, To: "content/deep/index"}, "content/deep/index", "en", true}, // only in English
		{Link{Kind: ToPage, To: "tags/index"}, "", "de", false},                          // no page has a tag
		{Link{Kind: ToPage, To: "content/none"}, "", "de", false},
		{Link{Kind: ToNamed, To: "target"}, "glossary/target", "en", true},
		{Link{Kind: ToNamed, To: "none"}, "", "de", false},
		{Link{Kind: ToAsset, To: "content/x.pdf"}, "", "de", true},
		{Link{Kind: ToAsset, To: "content/y.pdf"}, "", "de", false},
		{Link{Kind: ToURL, To: "https://example.com"}, "", "de", true},
		{Link{Kind: Refused}, "", "de", false},
	} {
		if got := c.Resolve(german, &q.link); got.Page != q.page || got.Lang != q.lang || got.OK != q.ok {
			t.Errorf("%+v leads to %s %s, %v", q.link, got.Lang, got.Page, got.OK)
		}
	}
}

func TestOutputOf(t *testing.T) {
	c := sample()
	for _, q := range []struct {
		lang Lang
		id   ID
		want string
	}{
		{"en", "content/a", "content/a.html"},
		{"de", "content/a", "de/content/a.html"},
		{"en", HomeID, "index.html"},
		{"de", HomeID, "de/index.html"},
	} {
		if got := c.OutputOf(q.lang, q.id); got != q.want {
			t.Errorf("%s %s is written to %s, want %s", q.lang, q.id, got, q.want)
		}
	}
}

func TestSections(t *testing.T) {
	c := sample()
	s, ok := c.Section("en", "content/framework")
	if !ok || s.Index == nil || s.IndexID() != "content/framework/index" || s.Count() != 3 {
		t.Fatalf("%+v", s)
	}
	var ids []string
	for _, p := range s.All() {
		ids = append(ids, string(p.ID))
	}
	want := []string{"content/framework/index", "content/framework/early", "content/framework/late", "content/framework/none"}
	if !slices.Equal(ids, want) {
		t.Errorf("read in the order %v", ids)
	}
	top, _ := c.Section("en", "content")
	if len(top.Sections) != 2 || top.Sections[0].Folder != "content/deep" {
		t.Errorf("sections %+v", top.Sections)
	}
	if _, ok := c.Section("de", "content/framework"); ok {
		t.Error("German has no such section")
	}
	if root, ok := c.Section("en", "."); !ok || len(root.Sections) != 2 {
		t.Errorf("%+v", root)
	}
}

func TestStage(t *testing.T) {
	c := &Config{Languages: []Lang{"en"}, Stages: []Stage{{ID: "S1", Names: map[Lang]string{"en": "Prepare", "de": "Vorbereiten"}}, {ID: "S2"}}}
	s, ok := c.Stage("S1")
	if !ok || s.Name("de", "en") != "Vorbereiten" || s.Name("fr", "en") != "Prepare" {
		t.Errorf("%+v", s)
	}
	if _, ok := c.Stage("S9"); ok {
		t.Error("found a stage that is not there")
	}
}
