// Package vocabulary finds a course's terms in prose: their names and
// abbreviations in every inflection, the words a firm discourages, and other
// spellings. It takes one pass over a text, whatever the number of terms, and
// where it cannot be certain it finds nothing.
//
// A text is read word by word. Each word is looked up as it stands; only a word
// seen for the first time is stemmed. Names are sequences of stems in a tree,
// and of the names that lead on from a word the longest wins. What the stems
// propose is then held against the words themselves: see inflected.
package vocabulary

import (
	"encoding/binary"
	"hash/fnv"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/course"
)

// Kind says what was found.
type Kind uint8

// The kinds of name.
const (
	Name    Kind = iota // the term itself
	Also                // another accepted name
	Abbr                // the abbreviation: letter for letter
	Avoid               // a discouraged word
	Variant             // another spelling of a name
)

// Pattern is one way to write a term.
type Pattern struct {
	Term course.ID
	Kind Kind
	Text string // as the glossary has it; of a Variant: the right spelling
	// Auto tells whether a mention is linked without being asked for. Names of
	// several terms, ordinary words and discouraged ones are not.
	Auto bool

	weak  bool // see Match.Weak
	words []word
	seps  []sep // before each word but the first
}

// Vocabulary is the terms of one language. It does not change and is safe for
// use by several goroutines.
type Vocabulary struct {
	lang     course.Lang
	names    map[course.ID]string
	byName   map[string]course.ID // by every name in small letters, and by the file's
	patterns []Pattern
	stems    map[string]int32 // stem -> its number, from 1
	next     map[edge]int32   // node and stem -> node
	ends     map[int32][]int32
	finders  sync.Pool
	sum      uint64
}

// edge leads from a node of the tree of names by a stem.
type edge struct{ node, stem int32 }

// New indexes the terms of a language; pages that are no terms are skipped. foreign
// are terms of the site's own language that are not translated: of these only
// abbreviations and names in capitals are known.
func New(lang course.Lang, pages, foreign []*course.Page) *Vocabulary {
	v := &Vocabulary{
		lang: lang, names: map[course.ID]string{}, byName: map[string]course.ID{}, stems: map[string]int32{},
		next: map[edge]int32{}, ends: map[int32][]int32{},
	}
	v.finders.New = func() any { return &Finder{v: v, known: map[string]info{}} }
	for _, p := range pages {
		if p.Term != nil {
			v.add(p, false)
		}
	}
	for _, p := range foreign {
		if p.Term != nil {
			v.add(p, true)
		}
	}
	v.claim()
	v.sum = v.checksum()
	return v
}

// Empty tells whether there is nothing to be found.
func (v *Vocabulary) Empty() bool { return len(v.patterns) == 0 }

// Sum tells vocabularies apart: with the same one a text has the same mentions.
func (v *Vocabulary) Sum() uint64 { return v.sum }

// TermName is what a term is called; "" when the vocabulary lacks it.
func (v *Vocabulary) TermName(id course.ID) string { return v.names[id] }

// Named finds the term that an author means by a name, as in [[name]].
func (v *Vocabulary) Named(name string) (course.ID, bool) {
	id, ok := v.byName[fold(name)]
	return id, ok
}

func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Finder lends a finder; give it back by Return.
func (v *Vocabulary) Finder() *Finder { return v.finders.Get().(*Finder) }

// Return takes a finder back.
func (v *Vocabulary) Return(f *Finder) { v.finders.Put(f) }

func (v *Vocabulary) add(p *course.Page, foreign bool) {
	t := p.Term
	for _, name := range append([]string{string(p.ID), path.Base(string(p.ID)), t.Name, t.Abbr}, texts(t.Also)...) {
		if _, taken := v.byName[fold(name)]; !taken && name != "" {
			v.byName[fold(name)] = p.ID
		}
	}
	if foreign {
		for _, name := range []string{t.Name, t.Abbr} {
			if capitals(name) {
				v.pattern(Pattern{Term: p.ID, Kind: Abbr, Text: name, Auto: true})
			}
		}
		v.names[p.ID] = t.Name
		return
	}
	v.names[p.ID] = t.Name
	kind := Name
	if capitals(t.Name) {
		kind = Abbr
	}
	v.pattern(Pattern{Term: p.ID, Kind: kind, Text: t.Name, Auto: !t.Careful || len(split(t.Name)) > 1, weak: t.Careful})
	if t.Abbr != "" && t.Abbr != t.Name {
		v.pattern(Pattern{Term: p.ID, Kind: Abbr, Text: t.Abbr, Auto: true})
	}
	for _, also := range t.Also {
		kind, auto := Also, !t.Careful || len(split(also.Text)) > 1 // a phrase is unambiguous
		if capitals(also.Text) {
			kind, auto = Abbr, true
		}
		v.pattern(Pattern{Term: p.ID, Kind: kind, Text: also.Text, Auto: auto, weak: t.Careful})
	}
	for _, avoid := range t.Avoid {
		v.pattern(Pattern{Term: p.ID, Kind: Avoid, Text: avoid.Text})
	}
	for _, name := range append([]string{t.Name}, texts(t.Also)...) {
		v.variants(p.ID, name)
	}
}

func texts(refs []course.Ref) []string {
	out := make([]string, len(refs))
	for i, ref := range refs {
		out[i] = ref.Text
	}
	return out
}

// pattern adds a way to write a term; one that no text could be held against
// with certainty is left out.
func (v *Vocabulary) pattern(p Pattern) {
	words, seps, ok := v.read(p.Text)
	if !ok {
		return
	}
	p.words, p.seps = words, seps
	if len(words) == 1 {
		p.weak = p.weak || !words[0].caps || len(words[0].text) < 4
	}
	v.insert(p)
}

// variants adds the spellings of a name that differ at its hyphens: as one
// word, and apart.
func (v *Vocabulary) variants(id course.ID, name string) {
	words, seps, ok := v.read(name)
	if !ok {
		return
	}
	for i, s := range seps {
		if s != hyphen {
			continue
		}
		joined := v.word(words[i].text + words[i+1].text)
		p := Pattern{Term: id, Kind: Variant, Text: name}
		p.words = slices.Concat(words[:i], []word{joined}, words[i+2:])
		p.seps = slices.Concat(seps[:i], seps[i+1:])
		v.insert(p)
	}
}

func (v *Vocabulary) insert(p Pattern) {
	node := int32(0)
	for _, w := range p.words {
		stem, ok := v.stems[w.stem]
		if !ok {
			stem = int32(len(v.stems) + 1)
			v.stems[w.stem] = stem
		}
		to, ok := v.next[edge{node, stem}]
		if !ok {
			to = int32(len(v.next) + 1)
			v.next[edge{node, stem}] = to
		}
		node = to
	}
	v.ends[node] = append(v.ends[node], int32(len(v.patterns)))
	v.patterns = append(v.patterns, p)
}

// claim finds the names that several terms have: nobody can tell which is meant.
func (v *Vocabulary) claim() {
	for _, end := range v.ends {
		for k, i := range end {
			for _, j := range end[:k] {
				a, b := &v.patterns[j], &v.patterns[i]
				if a.Term != b.Term && a.Kind < Avoid && b.Kind < Avoid && same(a, b) {
					a.Auto, b.Auto = false, false
				}
			}
		}
	}
}

// same tells whether two patterns are one name, but for capital letters where
// these mean nothing.
func same(a, b *Pattern) bool {
	return slices.EqualFunc(a.words, b.words, func(x, y word) bool {
		if x.caps && y.caps {
			return x.text == y.text
		}
		return x.lower == y.lower && x.caps == y.caps
	})
}

func (v *Vocabulary) checksum() uint64 {
	h := fnv.New64a()
	for i := range v.patterns {
		p := &v.patterns[i]
		auto := byte('-')
		if p.Auto {
			auto = '+'
		}
		for _, s := range []string{string(p.Term), p.Text, v.names[p.Term]} {
			h.Write(binary.AppendUvarint(nil, uint64(len(s))))
			h.Write([]byte(s))
		}
		h.Write([]byte{byte(p.Kind), auto})
	}
	return h.Sum64()
}
