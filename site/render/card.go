package render

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/theme"
)

// card is what a page that mentions a term shows of it on demand: plain words,
// from which client/card.ts makes elements. It lies beside the term's page as a
// script, since pages opened from a disk can read nothing else; its addresses
// begin there.
type card struct {
	Name       string         `json:"name"`
	Abbr       string         `json:"abbr,omitempty"`
	Definition string         `json:"definition"`
	Lang       string         `json:"lang"`
	Dir        string         `json:"dir"`
	Confused   []cardContrast `json:"confused,omitempty"`
	Words      cardWords      `json:"words"`
}

type cardContrast struct {
	Name string `json:"name"`
	Href string `json:"href"`
	Lang string `json:"lang,omitempty"` // where it is another than the card's
	How  string `json:"how"`
}

// cardWords are the interface's, in the language of the term.
type cardWords struct {
	Confused string `json:"confused,omitempty"`
	Open     string `json:"open"`
	Close    string `json:"close"`
}

// addCards adds the card of each term. They are published with the pages: a card
// names other terms, whose pages have to be there.
func (l *language) addCards(add adder) {
	for _, p := range l.r.Course.In(l.lang) {
		if p.Term == nil {
			continue
		}
		page := l.r.Course.Output(p)
		add(strings.TrimSuffix(page, ".html")+".card.js", output.PageClass, p.Source, whole(func() ([]byte, error) {
			// What encoding/json writes ends no script: it escapes < and the line ends that JSON allows.
			data, err := json.Marshal(l.card(p, path.Dir(page)))
			return fmt.Appendf(nil, "window.parley.card(%s);\n", data), err
		}))
	}
}

func (l *language) card(p *course.Page, dir string) card {
	text := func(key string) string { return l.r.Theme.Text(l.lang, key) }
	own := l.termLink(p, dir)
	c := card{
		Name: own.Name, Abbr: own.Abbr, Definition: own.Definition, Lang: string(l.lang), Dir: theme.Dir(l.lang),
		Words: cardWords{Open: text("term.open"), Close: text("term.close")},
	}
	for _, v := range l.contrastViews(p, own, dir) {
		c.Confused = append(c.Confused, cardContrast{v.Term.Name, v.Term.Href, v.Term.Lang, v.How})
		c.Words.Confused = text("term.confused")
	}
	return c
}
