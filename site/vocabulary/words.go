package vocabulary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/german"
	"golang.org/x/text/unicode/norm"
)

// word is a word of a name.
type word struct {
	text  string // composed, straight apostrophes, without soft hyphens
	lower string
	stem  string
	caps  bool // all capitals: a text has to write it so
	title bool // begins with a capital letter
}

// sep is what stands between two words.
type sep uint8

// The separators. A blank and a hyphen are alike to the reader of a text, and
// not to a speller.
const (
	start  sep = iota // the first word, or a new part of the text
	blank             // white space, line breaks
	hyphen            // one hyphen between letters
	slash             // one slash between letters
	ampers            // one & between letters
	other             // anything else
	glued             // nothing: marks stand inside a word
)

// isWord tells whether a rune is a part of a word: letters, digits, marks and
// what joins or breaks letters invisibly.
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == softHyphen || r == '\u200c' || r == '\u200d'
}

const softHyphen = '\u00ad'

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isApostrophe(r rune) bool { return r == '\'' || r == '\u2019' }

// wordEnd is the length of the word that text begins with; an apostrophe
// between letters belongs to it.
func wordEnd(text []byte) int {
	i := 0
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			switch {
			case asciiWord[c]:
				i++
				continue
			case c == '\'' && i > 0 && i+1 < len(text) && beginsWord(text[i+1:]):
				i++
				continue
			}
			return i
		}
		r, n := utf8.DecodeRune(text[i:])
		if !isWord(r) && !(isApostrophe(r) && i > 0 && beginsWord(text[i+n:])) {
			return i
		}
		i += n
	}
	return i
}

func beginsWord(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r != softHyphen && isWord(r)
}

var asciiWord = func() (set [utf8.RuneSelf]bool) {
	for c := range set {
		set[c] = isWord(rune(c))
	}
	return set
}()

// between classes what stands between two words of one text.
func between(text []byte) sep {
	switch {
	case len(text) == 0:
		return glued
	case len(text) == 1 && text[0] == ' ':
		return blank
	}
	r, n := utf8.DecodeRune(text)
	if n == len(text) {
		switch {
		case isHyphen(r):
			return hyphen
		case r == '/':
			return slash
		case r == '&':
			return ampers
		}
	}
	for _, r := range string(text) {
		if !unicode.IsSpace(r) {
			return other
		}
	}
	return blank
}

// plain is a word as it is compared: composed, with straight apostrophes,
// without what is invisible.
func plain(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch r {
		case softHyphen, '\u200c', '\u200d':
			return -1
		case '\u2019':
			return '\''
		}
		return r
	}, s))
}

// withoutGenitive takes 's or a bare final apostrophe off.
func withoutGenitive(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
}

// split cuts a name at what is no letter.
func split(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !isWord(r) && !isApostrophe(r) })
}

// read takes a name apart; ok is false when it holds signs that a text could
// write in many ways: such a name is linked only by its author.
func (v *Vocabulary) read(name string) (words []word, seps []sep, ok bool) {
	text := []byte(strings.TrimSpace(name))
	for at := 0; at < len(text); {
		n := wordEnd(text[at:])
		if n == 0 {
			from := at
			for at < len(text) && wordEnd(text[at:]) == 0 {
				_, size := utf8.DecodeRune(text[at:])
				at += size
			}
			s := between(text[from:at])
			if len(words) == 0 || at == len(text) || s == other {
				return nil, nil, false
			}
			seps = append(seps, s)
			continue
		}
		words = append(words, v.word(string(text[at:at+n])))
		at += n
	}
	return words, seps, len(words) > 0
}

func (v *Vocabulary) word(s string) word {
	w := word{text: plain(s)}
	w.lower = strings.ToLower(w.text)
	if base, ok := strings.CutSuffix(w.text, "s"); ok && capitals(base) {
		w.stem = v.stem(strings.ToLower(base)) // BATNAs: no rule of grammar knows it
	} else {
		w.stem = v.stem(w.lower)
	}
	w.caps = capitals(w.text)
	r, _ := utf8.DecodeRuneInString(w.text)
	w.title = unicode.IsUpper(r)
	return w
}

// stem is what a word's inflections have in common; of a language without
// rules here, the word itself.
func (v *Vocabulary) stem(lower string) string {
	lower = withoutGenitive(lower)
	base, _, _ := strings.Cut(string(v.lang), "-")
	switch base {
	case "en":
		if singular, ok := irregular[lower]; ok {
			lower = singular
		}
		env := snowballstem.NewEnv(lower)
		english.Stem(env)
		stem := env.Current()
		if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
			stem = stem[:n-1] // add, adding: the stemmer undoubles only the second
		}
		return stem
	case "de":
		for _, end := range []string{"nissen", "nisses", "nisse"} {
			if base, ok := strings.CutSuffix(lower, end); ok {
				lower = base + "nis"
			}
		}
		env := snowballstem.NewEnv(lower)
		german.Stem(env)
		return env.Current()
	}
	return lower
}

// capitals tells whether a name is an abbreviation by its looks: at least two
// capital letters and no small one.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r), unicode.IsSpace(r):
			return false
		}
	}
	return n > 1
}
