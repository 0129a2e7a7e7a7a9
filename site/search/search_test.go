package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// loaded reads a site with drafts, as the preview does.
func loaded(t testing.TB, files map[string]string) *course.Course {
	t.Helper()
	site := fstest.MapFS{"parley.yaml": {Data: []byte("name: Test\nid: test-site\nlanguages: de\nraw-html: true\n")}}
	for name, src := range files {
		site[name] = &fstest.MapFile{Data: []byte(src)}
	}
	formula := func(tex string, _ bool) (string, error) {
		return "<math><semantics><mrow><mi>x</mi></mrow><annotation encoding=\"application/x-tex\">" + tex + "</annotation></semantics></math>", nil
	}
	var report diag.List
	c := (&load.Loader{Site: site, Base: fstest.MapFS{"parley.yaml": {Data: []byte("name: B\nid: bundled\n")}}, Drafts: true, Math: formula}).Load(t.Context(), nil, &report)
	if c == nil {
		t.Fatal(report.Sorted())
	}
	return c
}

// built is the index of pages, checked.
func built(t testing.TB, pages ...*course.Page) *opened {
	t.Helper()
	return open(t, Build(course.New(&course.Config{Languages: []course.Lang{"en"}}, pages), "en"))
}

// page is a lesson of some HTML.
func page(id, title, html string) *course.Page {
	return &course.Page{ID: course.ID(id), Lang: "en", Kind: course.Lesson, Title: title, Body: course.Body{HTML: html}}
}

// secret is a block that does not say what of it may be found.
type secret struct{ course.Body }

func (secret) BlockName() string    { return "secret" }
func (s secret) Prose() course.Body { return s.Body }

var _ block.Prose = secret{}

// TestHidden holds that nothing is in an index but what a page shows to everybody.
func TestHidden(t *testing.T) {
	c := loaded(t, map[string]string{
		"content/shown.md": `---
title: Seen title
description: Seen description
tags: hiddentag
competency: hiddencompetency
authors: hiddenauthor
---
Seen prose {{site}} with a note.[^n] A formula $` + "`\\hiddenalpha+y`$" + `, [a link](https://hiddenhost.example/hiddenpath "hiddentitle")
and ![hiddenalt](hiddenpicture.png "hiddencaption") and <b title="hiddenattribute > hiddenrest">seen bold</b>.

<!-- parley: allow P0312 hiddenreason -->
<!-- hiddencomment -->

## Seen heading {#an-anchor}

` + "```hiddenlanguage\nseen code\n```" + `

::: tip Seen callout
seen inside [[seen term|seen words]]
:::

::: note hiddenblock
hiddeninside
:::

[^n]: Seen note.
`,
		"content/draft.md":        "---\ntitle: hiddendraft\ndraft: true\n---\nhiddendrafted\n",
		"content/unread.md":       "# hiddenunread\n\nhiddenuntold\n",
		"content.de/shown.md":     "---\ntitle: hiddengerman\n---\nhiddentext\n",
		"glossary/seen-term.md":   "---\nterm: seen term\navoid: [shunned word]\nsource: hiddensource\ngroup: hiddengroup\n---\nSeen definition.\n",
		"glossary/draft-term.md":  "---\nterm: hiddenterm\ndraft: true\nalso: hiddenalso\n---\nHiddendefinition.\n",
		"static/hiddenstatic.txt": "hiddenstatic",
	})
	p, _ := c.Page("en", "content/shown")
	for i, b := range p.Blocks {
		if callout, ok := b.(*block.Callout); ok && callout.Title == "hiddenblock" {
			p.Blocks[i] = secret{callout.Body}
		}
	}
	unread, _ := c.Page("en", "content/unread")
	unread.Unread = true

	index := Build(c, "en")
	o := open(t, index)
	for _, s := range append(index.Shards, index.Root) {
		if at := bytes.Index(bytes.ToLower(s.Append(nil)), []byte("hidden")); at >= 0 {
			t.Errorf("%s: %.100s", s.Name, s.Append(nil)[at:])
		}
	}
	if len(o.texts) != 2 {
		t.Fatalf("units: %v", o.texts)
	}
	for _, word := range strings.Fields("seen title description prose test note formula link bold heading code callout inside words definition term shunned") {
		if _, ok := o.groups[word]; !ok {
			t.Errorf("%q is not found", word)
		}
	}
	for _, word := range strings.Fields("h2 strong b p div href id tip callouttitle fnref hiddenalpha math mi annotation 1 anchor") {
		if _, ok := o.groups[word]; ok {
			t.Errorf("%q is found, which is no word of the page", word)
		}
	}
	if units := o.units("shunned"); units != nil {
		t.Errorf("a discouraged word is taken for a word of %v", units)
	}
	if got := o.texts[1].sections; !strings.Contains(got[1][2], "seen inside seen words") || strings.Contains(got[0][2]+got[1][2], "  ") {
		t.Errorf("%q", got)
	}
}

// TestSections holds where a page's sections begin, and that a heading is found
// with and without an anchor.
func TestSections(t *testing.T) {
	o := built(t, page("content/a", "A title", `<p>before</p><h2 id="one">First &amp; <em>fore</em>most</h2><p>after<br>break</p><ul><li>item</li><li>other</li></ul>`+
		`<h3>Without anchor</h3><p>a</p><h3>Another walk-away</h3><p>b</p>`))
	want := [][3]string{
		{"", "", "before"}, {"one", "First & foremost", "after break item other"}, {"", "Without anchor", "a"}, {"", "Another walk-away", "b"},
	}
	if got := o.texts[0].sections; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for word, want := range map[string][2]int{"foremost": {1, 2}, "without": {2, 2}, "another": {3, 3}, "away": {3, 3}, "walkaway": {3, 3}} {
		group, ok := o.groups[word]
		if !ok {
			t.Fatalf("%q is not found", word)
		}
		if heads := o.found[group][0].heads; len(heads) != 1 || heads[0] != want {
			t.Errorf("%q stands in the headings %v (section, words), and not in %v", word, heads, want)
		}
	}
}

// TestGroups holds that the forms of a word are one group, by the rules of its
// language, and that a term's names lead to it.
func TestGroups(t *testing.T) {
	term := page("glossary/rv", "reservation value", "<p>The value.</p>")
	term.Kind = course.TermKind
	term.Term = &course.Term{Name: "reservation value", Abbr: "RV", Also: []course.Ref{{Text: "walk-away value"}}, Avoid: []course.Ref{{Text: "bottom line"}}}
	o := built(t, term, page("content/a", "A", "<p>negotiate negotiates negotiated negotiating negotiable negotiations</p>"), page("content/b", "B", "<p>negotiation, negotiations</p>"))
	if o.groups["negotiates"] != o.groups["negotiating"] {
		t.Error("negotiates and negotiating are two words")
	}
	if got := o.units("negotiate"); len(got) < 1 {
		t.Errorf("negotiate is in %v", got)
	}
	var names []string
	for _, n := range o.names {
		var words []string
		for _, g := range n.groups {
			i := slices.IndexFunc(o.words, func(w string) bool { return o.groups[w] == g })
			words = append(words, o.words[i])
		}
		if n.unit != 0 || n.term != "reservation value" {
			t.Errorf("%v", n)
		}
		names = append(names, fmt.Sprint(strings.Join(words, " "), " ", n.discouraged))
	}
	slices.Sort(names)
	want := []string{"bottom line true", "reservation value false", "rv false", "walk away value false", "walkaway value false"}
	if !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
	if o.shards["en.s0-"+o.root.Terms] != `[["reservation value",0]]` {
		t.Errorf("terms: %s", o.shards["en.s0-"+o.root.Terms])
	}
}

// TestCompounds holds that a page with a compound is found by its parts, in the
// languages that write compounds as one word.
func TestCompounds(t *testing.T) {
	pages := []*course.Page{
		page("content/a", "A", "<p>Die Verhandlungsführung entscheidet.</p>"),
		page("content/b", "B", "<p>Eine Verhandlung braucht Führung.</p>"),
	}
	for lang, want := range map[course.Lang]int{"de": 2, "en": 1} {
		for _, p := range pages {
			p.Lang = lang
		}
		o := open(t, Build(course.New(&course.Config{Languages: []course.Lang{lang}}, pages), lang))
		for _, word := range []string{"verhandlung", "fuhrung"} {
			if got := o.units(word); len(got) != want {
				t.Errorf("%s: %s is in the units %v", lang, word, got)
			}
		}
		if got := o.units("verhandlungsfuhrung"); !slices.Equal(got, []int{0}) {
			t.Errorf("%s: the compound is in the units %v", lang, got)
		}
	}
}

// TestBadInput builds indexes of what no author would write. open holds each to
// the format.
func TestBadInput(t *testing.T) {
	million := strings.Repeat("one more word and another; ", 200_000)
	strange := "\"quoted\" 'single' back\\slash \\u0041 \u2028line\u2029paragraph\x00nul\x7f\x1b `${tick}` </script> <!-- ]]> \ufeff\U0010fffe é"
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(strange)
	var headings strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&headings, "<h2 id=\"h-%d\">Heading number%d</h2>\n<p>text%d</p>\n", i, i, i)
	}
	quoting := page("glossary/quoting", strange, "<p>"+escaped+`</p><h2 id="a&quot;\b">`+escaped+"</h2><p>\\</p>")
	quoting.Kind, quoting.Description = course.TermKind, strange
	quoting.Term = &course.Term{Name: strange, Abbr: `"\`, Also: []course.Ref{{Text: strange}, {Text: ""}, {Text: "-"}}, Avoid: []course.Ref{{Text: `\"`}, {Text: "a-b"}}}
	for _, c := range []struct {
		name  string
		pages []*course.Page
		want  map[string]int // word -> units that have it
		units int
	}{
		{"no page", nil, nil, 0},
		{"one page", []*course.Page{page("content/a", "Only", "<p>one</p>")}, map[string]int{"only": 1, "one": 1}, 1},
		{"an empty page", []*course.Page{page("content/a", "", "")}, nil, 1},
		{"pages without words", []*course.Page{page("content/a", "!", "<p>?</p>"), page("content/b", "…", "<p>👍</p>")}, nil, 2},
		{"a million words in one paragraph", []*course.Page{page("content/a", "Long", "<p>"+million+"end</p>"), page("content/b", "Short", "<p>word</p>")}, map[string]int{"end": 1, "short": 1}, 0},
		{"3,000 headings", []*course.Page{page("content/a", "Long", headings.String())}, map[string]int{"number0": 1, "number2999": 1, "text1500": 1, "heading": 76, "long": 76}, 76},
		{"words of 10,000 letters", []*course.Page{
			page("content/a", strings.Repeat("x", 10_000), "<p>"+strings.Repeat("ab", 5000)+" "+strings.Repeat("ü", 10_000)+" "+strings.Repeat("谈", 10_000)+" "+strings.Repeat("a-", 5000)+" "+strings.Repeat("𝒳", 10_000)+"</p>"),
		}, map[string]int{strings.Repeat("x", 40): 2, strings.Repeat("ab", 20): 1, strings.Repeat("u", 40): 1, "谈谈": 1}, 0},
		{"no space to cut at", []*course.Page{page("content/a", "A", "<p>a "+strings.Repeat("é,", 50_000)+"</p>")}, map[string]int{"e": 3}, 3},
		{"signs of scripts", []*course.Page{quoting, page("content/a", strange, "<p>"+escaped+"</p>")}, map[string]int{"quoted": 2, "slash": 2, "u0041": 2, "script": 2}, 2},
		{"HTML that breaks off", []*course.Page{page("content/a", "A", `<h2 id="x">never ended <b class="`), page("content/b", "B", "<p>&amp &#x; &bogus; </h3></sup><sup id=\"fnref:1\">gone")}, map[string]int{"never": 1, "bogus": 1}, 2},
		{"the same word a million times", []*course.Page{page("content/a", strings.Repeat("win ", 500), "<p>"+strings.Repeat("win ", 1_000_000)+"</p>")}, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := built(t, c.pages...)
			if c.units > 0 && o.root.Units != c.units || len(c.pages) == 0 && o.root.Units != 0 {
				t.Errorf("%d units", o.root.Units)
			}
			for word, n := range c.want {
				if got := o.units(word); len(got) != n {
					t.Errorf("%.50q is in %d units", word, len(got))
				}
			}
			for _, unit := range o.texts {
				for _, s := range unit.sections {
					if len(s[2]) > maxSection {
						t.Errorf("a section of %d bytes", len(s[2]))
					}
				}
			}
		})
	}
	t.Run("a language without pages", func(t *testing.T) {
		c := loaded(t, map[string]string{"content/a.md": "# A\n\nText\n"})
		if o := open(t, Build(c, "de")); o.root.Units != 0 || o.root.Folder != "de/" {
			t.Errorf("%+v", o.root)
		}
	})
}

// many makes pages of made-up words, always the same.
func many(n int) (pages []*course.Page) {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ne go ti a tion dé val ue réser off er price ünd co un ter part 谈 判 time lim it")
	word := func() string {
		w := ""
		for range 1 + r.IntN(1+r.IntN(4)) {
			w += syllables[r.IntN(len(syllables))]
		}
		return w
	}
	words := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = word()
		}
		return strings.Join(list, " ")
	}
	for i := range n {
		html := "<p>" + words(60) + "</p>"
		for s := range 3 {
			html += fmt.Sprintf("<h2 id=\"s%d\">%s</h2><p>%s-%s %s</p>", s, words(3), word(), word(), words(80))
		}
		p := page(fmt.Sprintf("content/p%04d", i), words(3), html)
		if i%9 == 0 {
			p.Kind, p.Term = course.TermKind, &course.Term{Name: p.Title, Abbr: word(), Also: []course.Ref{{Text: words(2)}}, Avoid: []course.Ref{{Text: words(1)}}}
		}
		pages = append(pages, p)
	}
	return pages
}

func of(pages []*course.Page) *Index {
	return Build(course.New(&course.Config{Languages: []course.Lang{"en"}}, pages), "en")
}

// TestSame holds that an index depends on the pages alone.
func TestSame(t *testing.T) {
	pages := many(200)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := of(pages)
	open(t, want)
	for _, processors := range []int{2, 4, 13} {
		runtime.GOMAXPROCS(processors)
		got := of(pages)
		same := func(a, b Shard) bool { return a.Name == b.Name && bytes.Equal(a.Append(nil), b.Append(nil)) }
		if !same(got.Root, want.Root) || !slices.EqualFunc(got.Shards, want.Shards, same) {
			t.Errorf("another index with %d processors", processors)
		}
	}
}

// TestFewChange counts what a browser has to load anew after an edit.
func TestFewChange(t *testing.T) {
	pages := many(1000)
	before := map[string]bool{}
	for _, s := range of(pages).Shards {
		before[s.Name] = true
	}
	for words, most := range map[string]int{"negoti": 3, "time limit": 15} {
		p := *pages[500]
		p.Body.HTML += "<p>" + words + "</p>"
		edited := slices.Clone(pages)
		edited[500] = &p
		changed := map[string]int{} // by kind
		for _, s := range of(edited).Shards {
			if !before[s.Name] {
				changed[s.Name[3:4]]++
			}
		}
		if changed["t"] != 1 || changed["w"] < 1 {
			t.Errorf("%s more: %v change", words, changed)
		}
		if n := changed["w"] + changed["b"] + changed["e"]; n > most {
			t.Errorf("%s more: %v change", words, changed)
		}
	}
}
