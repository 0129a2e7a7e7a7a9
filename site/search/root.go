package search

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// root is the shard that names the others. Each list of names is a string of
// hashes, hashLength signs each.
type root struct {
	V       int       `json:"v"`
	Units   int       `json:"n"`
	Folder  string    `json:"d,omitempty"` // of the language's pages, with a slash
	Kinds   []kindRun `json:"k"`
	Parts   []int     `json:"c,omitempty"` // units that go on with the page before
	Usual   []string  `json:"u,omitempty"` // words that more than half of the units hold
	Asking  []string  `json:"q,omitempty"` // words of a question about a term
	Terms   string    `json:"s,omitempty"` // the shard of all terms
	Words   list      `json:"w"`
	Groups  []int     `json:"g"` // how many groups each shard of words has
	Begins  list      `json:"b"`
	Ends    list      `json:"e"`
	Texts   string    `json:"t"`
	InTexts []int     `json:"x"` // how many units each shard of texts has
	Title   float64   `json:"a"` // words of a title, on average
}

// list is shards in the order of their words: where each begins, and its hash.
type list struct {
	From  []string `json:"f"`
	Names string   `json:"h"`
}

type kindRun struct {
	Kind  course.Kind `json:"k"`
	Units int         `json:"n"`
}

// write makes the shards of what was counted.
func write(c *course.Course, lang course.Lang, pages []*course.Page, counters []*counter) *Index {
	m := &maker{index: &Index{}, prefix: strings.ToLower(string(lang)) + "."}
	g := gather(lang, counters)
	v := invert(g, counters)
	r := root{V: 1, Units: len(v.units)}
	if lang != c.Config.Languages[0] {
		r.Folder = strings.ToLower(string(lang)) + "/"
	}
	titles := 0
	for i, u := range v.units {
		titles += u.title
		if u.continues {
			r.Parts = append(r.Parts, i)
		}
		if n := len(r.Kinds); n == 0 || r.Kinds[n-1].Kind != u.page.Kind {
			r.Kinds = append(r.Kinds, kindRun{Kind: u.page.Kind})
		}
		r.Kinds[len(r.Kinds)-1].Units++
	}
	r.Title = math.Round(float64(titles)/math.Max(float64(len(v.units)), 1)*100) / 100
	r.Asking = asking(lang)
	m.words(&r, v, phrases(g, counters))
	m.texts(&r, v.units)
	m.terms(&r, v.units)
	data, _ := json.Marshal(r) // of strings and numbers, which cannot fail
	name := strings.ToLower(string(lang))
	m.index.Root = Shard{name, [][]byte{data}}
	return m.index
}

// asking are the words, folded, around a term in a question what it is.
func asking(lang course.Lang) []string {
	base, _, _ := strings.Cut(strings.ToLower(string(lang)), "-")
	return strings.Fields(map[string]string{
		"en": "a an are define definition does explain explained is mean meaning means of the what whats",
		"de": "bedeutet begriff das definition der die ein eine erklarung heisst ist meint was von",
		"fr": "c ce definition de des du est la le les que qu quoi signifie un une veut dire",
	}[base])
}
