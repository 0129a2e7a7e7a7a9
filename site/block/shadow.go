package block

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/markdown"
)

// shadow is a line as it was meant, with the place in the file of every byte: what
// Word, telephones and mail programs made of it is undone. Only the signs of a
// block are looked for in it; the words that readers see come from the line itself,
// with their dashes and quotation marks.
type shadow struct {
	text string
	at   []int // of each byte of text and of its end, from the beginning of the line
}

// plainSigns are what typed signs are meant to be.
var plainSigns = map[rune]string{
	// boxes
	'☐': "[ ]", '□': "[ ]", '⬜': "[ ]", '▢': "[ ]", '◻': "[ ]", '❏': "[ ]", '❑': "[ ]", '\uf0a8': "[ ]", '\uf06f': "[ ]", '🗌': "[ ]",
	'☑': "[x]", '☒': "[×]", '✓': "[x]", '✔': "[x]", '✅': "[x]", '🗹': "[x]", '🗸': "[x]", '\uf0fc': "[x]", '\uf0fe': "[x]", '\uf0fd': "[×]",
	'✗': "[✗]", '✘': "[✗]", '❌': "[✗]", '❎': "[✗]", '✕': "[✗]", '✖': "[✗]",
	// bullets
	'•': "•", '‣': "•", '◦': "•", '▪': "•", '▫': "•", '●': "•", '○': "•", '■': "•", '⁃': "•", '∙': "•", '·': "•", '➢': "•", '❖': "•", '\uf0b7': "•", '\uf0a7': "•", '\uf0d8': "•", '\uf076': "•",
	// arrows
	'→': "->", '⇒': "->", '➔': "->", '➜': "->", '➝': "->", '➞': "->", '➡': "->", '⟶': "->", '⟹': "->", '⇨': "->", '↦': "->", '🡒': "->", '🡺': "->", '⮕': "->", '\uf0e0': "->", '\uf0e8': "->",
	'←': "<-", '⇐': "<-", '\uf0df': "<-", '\uf0e7': "<-", '↔': "<->", '⇔': "<->", '\uf0f3': "<->",
	// dashes
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '─': "-", '﹣': "-",
	// quotation marks
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '‘': "'", '’': "'", '‚': "'", '‛': "'", '›': ">", '»': ">",
	'±': "+-", '…': "...", '⁄': "/", '∕': "/", '×': "x", '∶': ":", '꞉': ":", '﹕': ":",
}

// escapable are the signs that Google Docs sets a backslash before when it copies
// as Markdown. What is no sign of a block stays plain text by Markdown itself.
const escapable = "-[]#_>*+(){}=.!&"

// entity is what a text begins with when it was copied out of the source of a page.
func entity(text string) string {
	for name, sign := range map[string]string{"&gt;": ">", "&lt;": "<", "&nbsp;": " ", "&amp;": "&"} {
		if strings.HasPrefix(text, name) {
			return sign
		}
	}
	return ""
}

// shadowOf reads a line.
func shadowOf(line markdown.Line) shadow {
	text := string(line.Text)
	skip := 0
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	write := func(from int, s string) {
		for range len(s) {
			at = append(at, from)
		}
		b.WriteString(s)
	}
	for i, r := range text {
		if i < skip {
			continue
		}
		switch s, known := plainSigns[r]; {
		case r == '\\' && i+1 < len(text) && strings.IndexByte(escapable, text[i+1]) >= 0:
		case r == '&' && entity(text[i:]) != "":
			skip = i + strings.IndexByte(text[i:], ';') + 1
			write(i, entity(text[i:]))
		case r < utf8.RuneSelf:
			write(i, string(r))
		case known:
			write(i, s)
		case invisible(r):
		case unicode.IsSpace(r):
			write(i, " ")
		case r >= '！' && r <= '～': // full-width ASCII
			write(i, string(r-'！'+'!'))
		case r >= '①' && r <= '⑳':
			write(i, strconv.Itoa(int(r-'①')+1)+")")
		case r == '\u20e3': // the box of an emoji of a digit
			write(i, ")")
		default:
			write(i, string(r))
		}
	}
	return shadow{b.String(), append(at, len(text))}
}

// invisible tells of signs that stand in a line without being seen: soft hyphens,
// joiners, marks of direction, what chooses the look of a sign.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= '\ufe00' && r <= '\ufe0f'
}

// from is the shadow from a place of its text on.
func (s shadow) from(i int) shadow { return shadow{s.text[i:], s.at[i:]} }

// to is the shadow up to a place of its text.
func (s shadow) to(i int) shadow { return shadow{s.text[:i], s.at[:i+1]} }

// trim is the shadow without blanks around.
func (s shadow) trim() shadow {
	s = s.from(len(s.text) - len(strings.TrimLeft(s.text, " \t")))
	return s.to(len(strings.TrimRight(s.text, " \t")))
}

// words are the words of the line that the shadow is of, from its beginning to its
// end, and where they stand in the file.
func (s shadow) words(line markdown.Line) markdown.Line {
	from, to := s.at[0], s.at[len(s.text)]
	if len(s.text) == 0 {
		to = from
	}
	if len(s.text) > 0 && from > 0 && line.Text[from-1] == '\\' { // it belongs to the sign behind it
		from--
	}
	text := line.Text[from:to]
	for { // a sign that is left out of the shadow may stand at either end
		r, n := utf8.DecodeRune(text)
		if n == 0 || !invisible(r) && !unicode.IsSpace(r) {
			break
		}
		text, from = text[n:], from+n
	}
	for {
		r, n := utf8.DecodeLastRune(text)
		if n == 0 || !invisible(r) && !unicode.IsSpace(r) {
			break
		}
		text = text[:len(text)-n]
	}
	return markdown.Line{Text: text, At: line.At + from}
}

// plain is a value as it was meant, such as one that is compared or computed with.
func plain(line markdown.Line) string {
	return strings.Join(strings.Fields(shadowOf(line).text), " ")
}
