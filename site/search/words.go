package search

import (
	"encoding/json"
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

	lists []listed // by group
}

// words writes the shards of words with their postings, and the two lists of
// words without.
func (m *maker) words(r *root, v *inverted, names map[uint32][]phrase) {
	w := &wordWriter{m: m, r: r, v: v, names: names, lists: v.lists(m)}
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
		if w.lists[v.g.of[i]].usual {
			r.Usual = append(r.Usual, word)
		}
	}
	m.lists(r, v.g, w.lists)
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
	made := &w.lists[group]
	if made.rest != nil {
		w.posts = append(number(append(w.posts, '*'), made.units), w.m.add(*made.rest)...)
	}
	w.posts = append(w.posts, made.postings...)
	w.spoken = append(w.spoken, w.names[uint32(group)]...)
}

// flush makes a shard of what was added.
func (w *wordWriter) flush() {
	data := append(append(append(append([]byte(`["`), w.dict...), `","`...), w.posts...), '"')
	if len(w.spoken) > 0 {
		list, _ := json.Marshal(w.spoken) // of strings and numbers
		data = append(append(data, ','), list...)
	}
	w.r.Words.Names += w.m.add(w.m.shard("w", len(w.r.Groups), append(data, ']')))
	w.r.Groups = append(w.r.Groups, w.next-w.from)
	w.dict, w.posts, w.spoken, w.from, w.words = w.dict[:0], w.posts[:0], nil, w.next, dictionary{}
}
