package theme

import (
	"fmt"
	"html/template"
	"strings"
)

var sampleNav = []NavNode{
	{Href: "index.html", Title: "Framework", Open: true, Children: []NavNode{
		{Href: "prepare.html", Title: "Prepare", Number: 1},
		{Href: "explore.html", Title: "Explore", Number: 2},
	}, More: &Link{"index.html", "All 90 pages"}},
	{Href: "../glossary/index.html", Title: "Glossary"},
}

// sample is a view that uses everything a layout may find in it.
func sample(layout string) *Page {
	stage := &Stage{ID: "S1", Number: 1, Name: "Prepare", Href: "prepare.html", Description: "Decide goals & limits."}
	terms := []TermLink{{Href: "rv.html", Name: "reservation value", Abbr: "RV", Definition: "The value at which …", Lang: "de"}}
	contrast := Contrast{TermLink{Name: "BATNA", Definition: "A course of action."}, terms[0], "One is an action.", "Can you do it?"}
	p := &Page{
		Layout: layout, Kind: "exercise", Lang: "en", Dir: "ltr", Root: "../", Home: "../index.html",
		Title: "Prepare <& know>", HeadTitle: "Prepare – Negotiation", Description: "Decide goals.",
		Canonical: "https://example.org/prepare.html", NoIndex: true, Draft: true,
		Alternates: []Alternate{{Lang: "en", Name: "English", Href: "prepare.html", Current: true}, {Lang: "de", Name: "Deutsch", Href: "../de/index.html", Missing: true}},
		Crumbs:     []Link{{"../index.html", "Home"}, {"index.html", "Framework"}},
		Nav:        "<ul><li><a href=\"prepare.html\">Prepare</a></li></ul>",
		Body:       template.HTML("<h2 id=\"the-idea\">The idea</h2>" + strings.Repeat("<p>Work out what you will do if there is no deal.</p>", 80)),
		Stage:      stage, Minutes: 6, Updated: &Date{"2026-11-20", "20 November 2026"}, Authors: []string{"Ana", "Ben"},
		Prev: &Link{"a.html", "A"}, Next: &Link{"b.html", "B"},
		Edit: "https://example.org/edit", Report: "mailto:a@example.org", Print: "print.html",
		Site: &Site{
			Name: "Negotiation", Description: "A short course.", Copyright: "© Us", CSP: `content="default-src 'none'"`, Languages: 2,
			Logo: &Image{"logo.svg", 120, 30}, Glossary: true, Tags: true, Top: sampleNav,
		},
		HomePage: &Home{
			Cards: []Card{{"coming", "a.html", "A", 6}, {"ended", "b.html", "B", 0}, {"minutes", "c.html", "C", 5}},
			Map:   "<svg></svg>", Narrow: "<svg></svg>", Stages: []Stage{*stage, {Number: 2, Name: "Explore"}},
			Start: &Link{"a.html", "A"}, Facts: Facts{7, 60, 1},
		},
		Term: &Term{
			Name: "BATNA", Abbr: "B", Also: []string{"x", "y"}, Avoid: []string{"z", "w"}, Group: &Link{"g.html", "Preparation"},
			Related: terms, ConfusedWith: []Contrast{contrast}, Source: "Fisher 1981", Definition: "The <em>best</em> one.", Pairs: "pairs.html",
			Near: &Near{"<svg></svg>", "<svg></svg>", true, true, "target – ZOPA"},
			Uses: []Use{{Link{"a.html", "A"}, "Your ", "BATNA", " counts."}}, MoreUses: []Use{{Link: Link{"b.html", "B"}}}, UsesLeft: 3,
		},
		List: &List{Count: 2, Groups: []Group{
			{Entries: []Entry{{Href: "a.html", Title: "A", Description: "About A", Kind: "lesson", Minutes: 1, Stage: stage}}},
			{Title: "More", Entries: []Entry{{Href: "b.html", Title: "B"}}},
		}},
		Glossary: &Glossary{
			Letters: []Letter{{"R", "letter-r", terms}}, Groups: []TermGroup{{"Preparation", "group-preparation", terms}}, Count: 1, Pairs: "pairs.html",
		},
		Search: &Search{
			Letters: []Link{{"search-a.html", "A"}}, Parts: []Link{{"search-a.html", "1"}, {"search-a-2.html", "2"}}, Count: 2,
			Lists: []ListedUnder{{"A", "letter-a", []Listed{{Link{"a.html", "A & B"}, "term", []string{"B <1>"}, []Link{{"a.html#x", "X"}}, ` lang="de"`}}}},
		},
		ID: "content/prepare", Scripts: []string{"learn.en.js"}, Progress: "../progress.html",
		Own: &Own{"progress", "This page needs JavaScript.", "../course.en.js", "progress.html", "record.html", "coaches.html", "ask.html"}, Negotiations: "../negotiations.html", Sharing: "../sharing.html",
		Pairs:    []Pair{{"_a:b", "BATNA or reservation value?", contrast}},
		TagIndex: []Counted{{Link{"t.html", "limits"}, 3}},
		Sheets:   &Sheets{Pages: []Sheet{{ID: "s1", Title: "A", Kind: "term", Body: "<p>x</p>", Term: &Term{Abbr: "B"}, Prefix: "s1-"}}, Part: 1, Parts: []Link{{"print.html", "1"}, {"print-2.html", "2"}}},
		Target:   "new.html", Directory: "coaches.html",
	}
	coach := Coach{
		Link: Link{"amal.html", "Amal <A>"}, Description: "Asks & waits.", TextLang: ` lang="de"`, Strengths: []string{"Preparing", "x"}, Situations: []string{"salaries"}, Languages: []string{"English"},
		Training: []string{"two days"}, Hours: "2 a month", Free: true, Words: []string{"lusab", "babad"}, All: "coaches.html", Ask: "ask.html",
	}
	p.Coach = &coach
	p.Coaches = &Coaches{All: []Coach{coach, {Link: Link{"b.html", "B"}}}, Strengths: coach.Strengths, Situations: coach.Situations, Languages: coach.Languages, Busy: true, Ask: "ask.html"}
	for i := range 8 {
		e := TOCEntry{ID: fmt.Sprintf("h%d", i), Title: "A heading of the page"}
		e.Children = []TOCEntry{{ID: fmt.Sprintf("h%d-1", i), Title: "Below it"}}
		p.TOC = append(p.TOC, e)
	}
	for _, tag := range []string{"limits", "estimates", "preparation"} {
		p.Tags = append(p.Tags, Link{"../tags/" + tag + ".html", tag})
	}
	return p
}

// bytesOf is the content of one asset.
func bytesOf(t interface {
	Helper()
	Fatal(...any)
}, th *Theme, name string) string {
	t.Helper()
	for _, a := range th.Assets() {
		if a.Name == name {
			data, err := a.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
	}
	t.Fatal("no asset " + name)
	return ""
}
