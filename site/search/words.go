package search

import (
	"encoding/json"
	"math"
)

// fewUnits is the size of a site of which no word is usual.
const fewUnits = 20

// wordWriter writes the shards of words. A shard is three values: its words, each
// with its group; the postings of the groups that are new in it; the names that
// begin with one of these.
type wordWriter struct {
	m     *maker
	r     *root
	v     *inverted
	names map[uint32][]phrase

	dict   []byte
	words  dictionary
	posts  []byte
	spoken []phrase
	from   int // the first group of the shard
	next   int // group

	weights []byte // how many units hold each group, as a sign
	usual   []bool // more than half of the units hold the group
}

// words writes the shards of words with their postings, and the two lists of
// words without.
func (m *maker) words(r *root, v *inverted, names map[uint32][]phrase) {
	w := &wordWriter{m: m, r: r, v: v, names: names, weights: make([]byte, v.g.count), usual: make([]bool, v.g.count)}
	last := ""
	for i, word := range v.g.words {
		if len(w.dict) == 0 {
			r.Words.From = append(r.Words.From, between(last, word))
		}
		last = word
		w.add(word, int(v.g.of[i]))
		if len(w.dict)+len(w.posts) > wordsSize {
			w.flush()
		}
	}
	if len(w.dict) > 0 {
		w.flush()
	}
	for i, word := range v.g.words {
		if w.usual[v.g.of[i]] {
			r.Usual = append(r.Usual, word)
		}
	}
	m.lists(r, v.g, w.weights)
}

// add writes a word, and its group where that is new.
func (w *wordWriter) add(word string, group int) {
	w.dict = w.words.append(w.dict, word)
	if group < w.next {
		w.dict = number(append(w.dict, '!'), w.next-1-group)
		return
	}
	w.dict = append(w.dict, ' ')
	if w.next > w.from {
		w.posts = append(w.posts, ' ')
	}
	w.next++
	entries := w.v.of(group)
	w.weights[group] = digits[min(63, int(math.Round(4*math.Log2(float64(max(len(entries), 1))))))]
	w.usual[group] = len(entries) > len(w.v.units)/2 && len(w.v.units) >= fewUnits
	top, rest := w.v.tiers(entries)
	if rest != nil {
		data := append(w.v.appendEntries([]byte{'"'}, rest), '"')
		w.posts = append(number(append(w.posts, '*'), len(entries)), w.m.shard("r", group, data)...)
	}
	w.posts = w.v.appendEntries(w.posts, top)
	w.spoken = append(w.spoken, w.names[uint32(group)]...)
}

// flush makes a shard of what was added.
func (w *wordWriter) flush() {
	data := append(append(append(append([]byte(`["`), w.dict...), `","`...), w.posts...), '"')
	if len(w.spoken) > 0 {
		list, _ := json.Marshal(w.spoken) // of strings and numbers
		data = append(append(data, ','), list...)
	}
	w.r.Words.Names += w.m.shard("w", len(w.r.Groups), append(data, ']'))
	w.r.Groups = append(w.r.Groups, w.next-w.from)
	w.dict, w.posts, w.spoken, w.from, w.words = w.dict[:0], w.posts[:0], nil, w.next, dictionary{}
}
