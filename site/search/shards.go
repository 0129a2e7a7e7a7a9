package search

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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

// maker makes the shards of one index.
type maker struct {
	prefix string
	index  *Index
}

const hashLength = 5

var plain32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// shard adds a shard of a kind with a number and returns its hash.
func (m *maker) shard(kind string, n int, data []byte) string {
	sum := sha256.Sum256(data)
	hash := plain32.EncodeToString(sum[:4])[:hashLength]
	name := m.prefix + kind + strconv.Itoa(n) + "-" + hash
	m.index.Shards = append(m.index.Shards, Shard{name, script(name, data)})
	return hash
}

// script wraps data, which is a value of JavaScript, in the call that hands it over.
func script(name string, data []byte) []byte {
	b := make([]byte, 0, len(data)+len(name)+32)
	b = append(b, `parley.shard("`...)
	b = append(b, name...)
	b = append(b, `",`...)
	b = append(b, data...)
	return append(b, ");\n"...)
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
	m.words(&r, v, phrases(g, counters))
	m.texts(&r, counters)
	m.terms(&r, v.units)
	data, _ := json.Marshal(r) // of strings and numbers, which cannot fail
	name := strings.ToLower(string(lang))
	m.index.Root = Shard{name, script(name, data)}
	return m.index
}

// words writes the shards of words with their postings, and the two lists of
// words without.
func (m *maker) words(r *root, v *inverted, names map[uint32][]phrase) {
	var dict, posts []byte
	var d dictionary
	top, from, last := -1, 0, ""
	weights := make([]byte, v.g.count)
	usual := make([]bool, v.g.count)
	var spoken []phrase // the names that begin with a group of the shard
	flush := func() {
		if len(dict) == 0 {
			return
		}
		data := append(append(append(append([]byte(`["`), dict...), `","`...), posts...), '"')
		if len(spoken) > 0 {
			list, _ := json.Marshal(spoken) // of strings and numbers
			data = append(append(data, ','), list...)
		}
		r.Words.Names += m.shard("w", len(r.Groups), append(data, ']'))
		r.Groups = append(r.Groups, top+1-from)
		dict, posts, spoken, from, d = dict[:0], posts[:0], nil, top+1, dictionary{}
	}
	for i, w := range v.g.words {
		if len(dict) == 0 {
			r.Words.From = append(r.Words.From, between(last, w))
		}
		of := int(v.g.of[i])
		dict = d.append(dict, w)
		if of > top {
			entries := v.of(of)
			weights[of] = digits[min(63, int(math.Round(4*math.Log2(float64(max(len(entries), 1))))))]
			dict = append(dict, ' ')
			if top++; len(posts) > 0 {
				posts = append(posts, ' ')
			}
			top, rest := v.tiers(entries)
			if rest != nil {
				data := append(v.appendEntries([]byte{'"'}, rest), '"')
				posts = append(number(append(posts, '*'), len(entries)), m.shard("r", of, data)...)
			}
			posts = v.appendEntries(posts, top)
			spoken = append(spoken, names[uint32(of)]...)
			usual[of] = len(entries) > len(v.units)/2 && len(v.units) >= fewUnits
		} else {
			dict = number(append(dict, '!'), top-of)
		}
		last = w
		if len(dict)+len(posts) > wordsSize {
			flush()
		}
	}
	flush()
	for i, w := range v.g.words {
		if usual[v.g.of[i]] {
			r.Usual = append(r.Usual, w)
		}
	}
	m.lists(r, v.g, weights)
}

// lists writes the words by their beginnings and, backwards, by their ends.
func (m *maker) lists(r *root, g *groups, weights []byte) {
	type weighed struct {
		word   string
		weight byte
	}
	var all []weighed
	for i, w := range g.words {
		if utf8.RuneCountInString(w) > 1 {
			all = append(all, weighed{w, weights[g.of[i]]})
		}
	}
	list := func(kind string, l *list) {
		var dict []byte
		var d dictionary
		last, n := "", 0
		for _, w := range all {
			if len(dict) == 0 {
				l.From = append(l.From, between(last, w.word))
			}
			dict = append(d.append(dict, w.word), ' ', w.weight)
			last = w.word
			if len(dict) > endsSize {
				l.Names += m.shard(kind, n, append(append([]byte{'"'}, dict...), '"'))
				dict, d = dict[:0], dictionary{}
				n++
			}
		}
		if len(dict) > 0 {
			l.Names += m.shard(kind, n, append(append([]byte{'"'}, dict...), '"'))
		}
	}
	list("b", &r.Begins)
	for i := range all {
		all[i].word = reversed(all[i].word)
	}
	slices.SortFunc(all, func(a, b weighed) int { return compare(a.word, b.word) })
	list("e", &r.Ends)
}

func reversed(word string) string {
	r := []rune(word)
	slices.Reverse(r)
	return string(r)
}

// between is the shortest beginning of next that is behind last.
func between(last, next string) string {
	for i := range next {
		if i > 0 && compare(next[:i], last) > 0 {
			return next[:i]
		}
	}
	return next
}

// texts writes the texts of the units.
func (m *maker) texts(r *root, counters []*counter) {
	var data []byte
	n := 0
	flush := func() {
		if n > 0 {
			r.Texts += m.shard("t", len(r.InTexts), append(data, ']'))
			r.InTexts = append(r.InTexts, n)
			data, n = data[:0], 0
		}
	}
	for _, c := range counters {
		from := 0
		for _, u := range c.units {
			if n > 0 && len(data)+u.text-from > textsSize {
				flush()
			}
			data = append(data, "[,"[min(n, 1)])
			data = append(data, c.texts[from:u.text]...)
			from = u.text
			n++
		}
	}
	flush()
}

// terms writes what the terms are called, for a query that finds nothing.
func (m *maker) terms(r *root, units []unit) {
	var terms [][2]any
	for i, u := range units {
		if t := u.page.Term; t != nil && !u.continues {
			terms = append(terms, [2]any{t.Name, i})
		}
	}
	if len(terms) > 0 {
		data, _ := json.Marshal(terms) // of strings and numbers
		r.Terms = m.shard("s", 0, data)
	}
}

// fewUnits is the size of a site of which no word is usual.
const fewUnits = 20

// appendText writes a unit as a value of JavaScript: its id, its title and, for
// each section, anchor, heading and text.
func appendText(dst []byte, p *course.Page, sections []section) []byte {
	dst = quoted(append(dst, '['), string(p.ID))
	dst = quoted(append(dst, ','), p.Title)
	for _, s := range sections {
		dst = quoted(append(dst, ",["...), s.anchor)
		dst = quoted(append(dst, ','), s.heading)
		dst = append(quoted(append(dst, ','), s.text), ']')
	}
	return append(dst, ']')
}

// quoted writes a string as JSON does, but leaves letters as they are.
func quoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < ' ' || c == 0x7f:
			dst = append(dst, ' ')
		case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xa8 || s[i+2] == 0xa9):
			dst = append(dst, ' ')
			i += 2
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
