package vocabulary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rewriting is a certain repair of a text: other words for a match, in the same
// case and number, and the article before it where it changes.
type Rewriting struct {
	From, To int // in bytes of the source
	Text     string
	Words    string // the term's words alone, for a message
}

// Rewrite writes a match as its term is written. ok is false where that is not
// certain: Words then still say what to write.
func (f *Finder) Rewrite(m Match) (r Rewriting, ok bool) {
	to := f.v.names[m.Pattern.Term]
	if m.Pattern.Kind != Avoid {
		to = m.Pattern.Text
	}
	raw := string(f.src[m.From:m.To])
	ok = true
	switch {
	case m.form == plural && f.english():
		to = Plural(to)
	case m.form == exact:
	case m.Pattern.Kind == Avoid, !f.english():
		ok = false
	}
	to = likeCase(raw, to, f.begins(m.From))
	r = Rewriting{From: m.From, To: m.To, Text: spread(raw, to), Words: to}
	if strings.HasSuffix(r.Text, "\n") && r.To < len(f.src) && f.src[r.To] == ' ' {
		r.To++ // the blank behind a single word that now ends its line
	}
	if f.english() {
		f.article(&r, to)
	}
	return r, ok && r.Text != raw
}

func (f *Finder) english() bool {
	return f.v.lang == "en" || strings.HasPrefix(string(f.v.lang), "en-")
}

// begins tells whether a sentence may begin at an offset.
func (f *Finder) begins(at int) bool {
	for i := range f.tokens {
		if int(f.tokens[i].from) == at {
			return f.tokens[i].first
		}
	}
	return false
}

// likeCase gives words the capital letters of those they replace. Capitals of
// the name itself stay.
func likeCase(from, to string, first bool) string {
	letters, upper := 0, 0
	for _, r := range from {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	r, n := utf8.DecodeRuneInString(to)
	old, _ := utf8.DecodeRuneInString(from)
	switch {
	case letters > 1 && upper == letters && strings.Contains(strings.TrimSpace(from), " "):
		return strings.ToUpper(to)
	case unicode.IsUpper(old) && (first || !capitals(strings.Fields(from + " x")[0])):
		return string(unicode.ToUpper(r)) + to[n:]
	}
	return to
}

// spread puts the line break of the old words between the new ones, so that
// every line stays the line it is.
func spread(from, to string) string {
	i := strings.IndexByte(from, '\n')
	if i < 0 {
		return to
	}
	begin, end := i, i+1
	for begin > 0 && isBlank(from[begin-1]) {
		begin--
	}
	for end < len(from) && (isBlank(from[end]) || from[end] == '>') {
		end++
	}
	head, tail, found := strings.Cut(to, " ")
	if !found {
		return to + from[begin:end]
	}
	return head + from[begin:end] + tail
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// article takes the a or an before the words into the repair when the new ones
// want the other.
func (f *Finder) article(r *Rewriting, to string) {
	for i := 1; i < len(f.tokens); i++ {
		t, before := f.tokens[i], f.tokens[i-1]
		if int(t.from) != r.From || t.sep != blank {
			continue
		}
		word := string(f.src[before.from:before.to])
		low := strings.ToLower(word)
		if low != "a" && low != "an" {
			return
		}
		want := word[:1]
		if vowelSound(to) {
			want += "n"
		}
		if want != word {
			r.Text = want + string(f.src[before.to:r.From]) + r.Text
			r.From = int(before.from)
		}
		return
	}
}

// vowelSound tells whether English says "an" before a word, by its letters: a
// heuristic that knows the commonest exceptions.
func vowelSound(s string) bool {
	letters := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(letters) == 0 {
		return false
	}
	word := strings.ToLower(letters[0])
	if fields := strings.Fields(s); len(fields) > 0 && capitals(fields[0]) && !pronounceable(word) {
		return strings.ContainsRune("aefhilmnorsx", rune(word[0])) // spelled letter by letter
	}
	for _, p := range []string{"hour", "honest", "honour", "honor", "heir"} {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	for _, p := range []string{"uni", "use", "usu", "util", "eu", "one", "once", "ubi"} {
		if strings.HasPrefix(word, p) && !strings.HasPrefix(word, "unin") && !strings.HasPrefix(word, "unim") {
			return false
		}
	}
	return word != "" && strings.ContainsRune("aeiou", rune(word[0]))
}

// pronounceable tells whether capitals are read as a word, as BATNA is and RV is
// not: a vowel after the first letter, and no run of three consonants.
func pronounceable(word string) bool {
	if len(word) > 1 && strings.IndexByte("mnlr", word[0]) >= 0 && strings.IndexByte("aeiouy", word[1]) < 0 {
		return false // MLATNA begins with its letter
	}
	run, vowels := 0, 0
	for i, r := range word {
		if strings.ContainsRune("aeiouy", r) {
			run = 0
			if i > 0 {
				vowels++
			}
			continue
		}
		if run++; run == 3 {
			return false
		}
	}
	return vowels > 0
}
