package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxToken is the length of the longest word, in letters; the rest of a longer
// one is not looked at.
const maxToken = 40

// Tokens are the words of a text, folded. client/search/tokens.ts does exactly
// the same with a query; testdata/tokens.txt holds the two together.
//
// Words are runs of letters, marks and digits. Accents are dropped; letters of
// scripts that put no space between words are taken two by two.
func Tokens(text string) []string {
	var out []string
	cut(plain(text), func(word string) {
		if folded := fold(word); folded != "" {
			out = append(out, folded)
		}
	})
	return out
}

// plain brings a text to small letters, each of one sign, without what only shapes
// it: soft hyphens, joiners, the Arabic lengthening stroke, the signs that choose
// between forms of a letter or between an emoji in colours and one in ink. Accents stay, since
// endings are known by them.
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(text) {
		if r != 0xad && r != 0x640 && (r < 0x200b || r > 0x200d) && !unicode.Is(unicode.Variation_Selector, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String()) // what was apart may be one letter now
}

// fold brings a plain word to the letters it is searched by.
func fold(word string) string {
	var b strings.Builder
	n := 0
	for _, r := range spelled.Replace(norm.NFC.String(without(norm.NFKD.String(word)))) {
		if n++; n > maxToken {
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

// spelled are letters that decomposition leaves as they are.
var spelled = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ı", "i", "ς", "σ")

// without drops accents, Hebrew points and Arabic vowels.
func without(word string) string {
	return strings.Map(func(r rune) rune {
		if accent(r) {
			return -1
		}
		return r
	}, word)
}

func accent(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x591 && r <= 0x5c7 && unicode.IsMark(r) || r >= 0x64b && r <= 0x65f || r == 0x670
}

// cut finds the words of a plain text.
func cut(text string, each func(string)) {
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !wordly(runes[i]) {
			i++
			continue
		}
		var word []rune
		for ; i < len(runes); i++ {
			if n := len(word); n > 0 && accent(runes[i]) && unspaced(word[n-1]) {
				continue // it would part what is taken two by two
			} else if wordly(runes[i]) {
				word = append(word, runes[i])
			} else if !apostrophe(runes[i]) || i+1 == len(runes) || !wordly(runes[i+1]) || elides(fold(string(word))) {
				break
			}
		}
		pieces(word, each)
	}
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

// elides tells whether a word before an apostrophe is one by itself: l'accord,
// qu'il, but not don't.
func elides(word string) bool { return utf8.RuneCountInString(word) == 1 || word == "qu" }

// pieces takes a word apart where its script does.
func pieces(word []rune, each func(string)) {
	for i := 0; i < len(word); {
		j, dense := i+1, unspaced(word[i])
		for j < len(word) && unspaced(word[j]) == dense {
			j++
		}
		if !dense || j == i+1 {
			each(string(word[i:j]))
		} else {
			for k := i; k+1 < j; k++ {
				each(string(word[k : k+2]))
			}
		}
		i = j
	}
}

// unspaced tells of a letter whose script puts no space between words.
func unspaced(r rune) bool {
	return r >= 0xe00 && (r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}
