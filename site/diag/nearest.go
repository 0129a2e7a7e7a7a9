package diag

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxTypo is the length, in code points, above which nobody can have meant one
// of a list of names.
const maxTypo = 100

// Nearest finds the name somebody may have meant by word: the one reached by
// the fewest insertions, deletions, replacements and swaps of neighbouring
// letters, at most about a third of the longer of the two. Capital and small
// letters are the same; among equals the first in alphabetical order wins. The
// word itself is never the answer.
func Nearest(word string, among []string) (string, bool) {
	if utf8.RuneCountInString(word) > maxTypo {
		return "", false
	}
	t := typo{word: fold(nil, word)}
	t.letters = letters(t.word)
	best, bestAt := "", maxTypo
	for _, name := range among {
		if name == word || len(name) > utf8.UTFMax*2*maxTypo {
			continue
		}
		t.name = fold(t.name[:0], name)
		limit := min((max(len(t.word), len(t.name))+1)/3, bestAt)
		if at := t.distance(limit); at <= limit && (at < bestAt || name < best) {
			best, bestAt = name, at
		}
	}
	return best, best != ""
}

func fold(to []rune, s string) []rune {
	for _, r := range s {
		to = append(to, unicode.ToLower(r))
	}
	return to
}

// letters is the set of a word's letters, each in one of 64 places. An edit
// changes at most two places, so sets far apart rule a name out cheaply.
func letters(word []rune) uint64 {
	var set uint64
	for _, r := range word {
		set |= 1 << (uint32(r) % 64)
	}
	return set
}

// typo measures how far names are from one word, reusing its rows.
type typo struct {
	word    []rune
	name    []rune
	letters uint64
	rows    [3][]int
}

// distance is the optimal string alignment distance (Damerau-Levenshtein with
// no second edit of swapped letters) between word and name, or anything above
// limit when it is more than limit. Only cells within limit of the diagonal
// can matter.
func (t *typo) distance(limit int) int {
	a, b := t.word, t.name
	far := limit + 1
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return far
	}
	if bits.OnesCount64(t.letters^letters(b)) > 2*limit {
		return far
	}
	for i := range t.rows {
		t.rows[i] = slices.Grow(t.rows[i][:0], len(b)+1)[:len(b)+1]
	}
	before, above, row := t.rows[0], t.rows[1], t.rows[2]
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-limit), min(len(b), i+limit)
		row[from-1] = far
		if from == 1 {
			row[0] = i
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(row[j-1]+1, above[j-1]+cost)
			if j < i+limit {
				d = min(d, above[j]+1)
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return far
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
