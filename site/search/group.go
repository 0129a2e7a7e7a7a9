package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"

	"github.com/parley-kit/parley/site/course"
)

// stemmer is what takes a language's endings off; nil where none is known. Only
// Go stems: the index tells a browser which words belong together.
func stemmer(lang course.Lang) func(*snowballstem.Env) bool {
	base, _, _ := strings.Cut(strings.ToLower(string(lang)), "-")
	return map[string]func(*snowballstem.Env) bool{
		"da": danish.Stem, "nl": dutch.Stem, "en": english.Stem, "fi": finnish.Stem, "fr": french.Stem,
		"de": german.Stem, "hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nn": norwegian.Stem,
		"no": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem, "es": spanish.Stem,
		"sv": swedish.Stem, "tr": turkish.Stem,
	}[base]
}

// groups are the words of all counters, in the order of UTF-16 units as scripts
// compare them, with the group of each: words of one stem. Groups are numbered by
// their first word.
type groups struct {
	words []string
	of    []uint32             // word -> group
	count int                  // of groups
	local [][]uint32           // counter and its number of a word -> word
	parts map[uint32][2]uint32 // compound -> the groups of its parts
}

func gather(lang course.Lang, counters []*counter) *groups {
	g := &groups{}
	for _, c := range counters {
		g.words = append(g.words, c.words...)
	}
	slices.SortFunc(g.words, compare)
	g.words = slices.Compact(g.words)
	accented := map[string]string{}
	at := make(map[string]uint32, len(g.words))
	for i, w := range g.words {
		at[w] = uint32(i)
	}
	for _, c := range counters {
		local := make([]uint32, len(c.words))
		for i, w := range c.words {
			local[i] = at[w]
		}
		g.local = append(g.local, local)
		for id, w := range c.accented {
			if kept := accented[c.words[id]]; kept == "" || w < kept {
				accented[c.words[id]] = w
			}
		}
	}
	g.of = make([]uint32, len(g.words))
	stem, stems := stemmer(lang), map[string]uint32{}
	env := snowballstem.NewEnv("")
	for i, w := range g.words {
		s := w
		if stem != nil {
			if full := accented[w]; full != "" {
				s = full // endings are known by their accents
			}
			env.SetCurrent(s)
			stem(env)
			if s = env.Current(); s != w {
				s = fold(s)
			}
		}
		of, known := stems[s]
		if !known {
			of = uint32(len(stems))
			stems[s] = of
		}
		g.of[i] = of
	}
	g.count = len(stems)
	g.compounds(lang, at)
	return g
}

// each tells the groups that a counter's word belongs to: its own and, of a
// compound, those of its parts.
func (g *groups) each(counter int, word uint32, tell func(group uint32)) {
	w := g.local[counter][word]
	tell(g.of[w])
	if parts, ok := g.parts[w]; ok {
		tell(parts[0])
		if parts[1] != parts[0] {
			tell(parts[1])
		}
	}
}

// compare orders words as a browser's < does.
func compare(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			if a[i] < 0xee || b[i] < 0xee { // none above U+E000 against one above U+FFFF
				return cmp.Compare(a[i], b[i])
			}
			return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		}
	}
	return cmp.Compare(len(a), len(b))
}
