package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// What Parley prints quotes other people's files. A control character in them
// could recolour or overwrite the terminal, a bidirectional override could
// turn a sentence round, and a character without a shape is a mistake nobody
// finds: all of them are printed as escapes.

// shown tells whether a terminal may get r as it is.
func shown(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f:
		return true
	case r == '\u200c' || r == '\u200d': // they join and part letters in Persian, Hindi, emoji
		return true
	}
	return unicode.IsGraphic(r) || unicode.In(r, unicode.Co, unicode.Prepended_Concatenation_Mark)
}

// escape is the first character of s as a terminal may show it, and its size
// in s.
func escape(s string) (text string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf(`\x%02x`, s[0]), size
	case shown(r):
		return s[:size], size
	case r == '\n':
		return `\n`, size
	case r == '\r':
		return `\r`, size
	case r == '\t':
		return `\t`, size
	case r < 0x80: // above, \x means a byte that is no text
		return fmt.Sprintf(`\x%02x`, r), size
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r), size
	}
	return fmt.Sprintf(`\u{%x}`, r), size
}

// maxSentence is how many characters of a message or file name are printed.
const maxSentence = 1000

// visible is s for a line of output, with escapes and not endlessly long.
func visible(s string) string {
	var b strings.Builder
	for count := 0; s != ""; count++ {
		if count == maxSentence {
			b.WriteString("…")
			break
		}
		text, size := escape(s)
		b.WriteString(text)
		s = s[size:]
	}
	return b.String()
}

// columns is the width of r on a terminal: 0, 1 or 2.
func columns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me) || r == '\u200c' || r == '\u200d':
		return 0
	case r >= 0x1160 && r <= 0x11ff: // vowels and finals of a Korean syllable written in parts
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
