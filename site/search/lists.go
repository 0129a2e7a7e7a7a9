package search

import (
	"slices"
	"unicode/utf8"
)

// dictionary writes sorted words, each as the number of letters it shares with
// the one before and the rest.
type dictionary struct {
	previous string
}

func (d *dictionary) append(dst []byte, word string) []byte {
	shared, letters := 0, 0
	for shared < len(word) && shared < len(d.previous) && letters < 63 {
		_, n := utf8.DecodeRuneInString(word[shared:])
		if shared+n > len(d.previous) || word[shared:shared+n] != d.previous[shared:shared+n] {
			break
		}
		shared += n
		letters++
	}
	d.previous = word
	return append(append(dst, digits[letters]), word[shared:]...)
}

// lists writes the words by their beginnings and, backwards, by their ends.
func (m *maker) lists(r *root, g *groups, lists []listed) {
	type weighed struct {
		word   string
		weight byte
	}
	var all []weighed
	for i, w := range g.words {
		if utf8.RuneCountInString(w) > 1 {
			all = append(all, weighed{w, lists[g.of[i]].weight})
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
				l.Names += m.add(m.shard(kind, n, append(append([]byte{'"'}, dict...), '"')))
				dict, d = dict[:0], dictionary{}
				n++
			}
		}
		if len(dict) > 0 {
			l.Names += m.add(m.shard(kind, n, append(append([]byte{'"'}, dict...), '"')))
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
