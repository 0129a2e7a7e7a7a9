package render

import (
	"html/template"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// plainText is the text of finished HTML, with single blanks.
func plainText(h template.HTML) string {
	var b strings.Builder
	text := string(h)
	if !writeText(&b, text) {
		b.Reset()
		tokenText(&b, text)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// writeText goes from tag to tag, which is all there is to HTML of our own
// making. A tokenizer can do more, and asks for 4 KB first: a page of a term
// quotes thirty sentences. False means that the HTML holds something that only
// a tokenizer understands.
func writeText(b *strings.Builder, text string) bool {
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			b.WriteString(unescape(text))
			return true
		}
		b.WriteString(unescape(text[:i]))
		end := tagEnd(text[i:])
		if end < 0 {
			return false
		}
		text = text[i+end:]
	}
}

// unescape resolves references.
func unescape(text string) string {
	if strings.IndexByte(text, '&') < 0 {
		return text
	}
	return html.UnescapeString(text)
}

// wordless are the elements in which a tokenizer takes tags for text.
var wordless = []string{"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"}

// tagEnd is the length of the plain tag that text begins with; -1 when it is
// something else.
func tagEnd(text string) int {
	name := strings.TrimPrefix(text[1:], "/")
	n := 0
	for n < len(name) && (name[n]|0x20 >= 'a' && name[n]|0x20 <= 'z' || name[n] >= '0' && name[n] <= '9') {
		n++
	}
	if n == 0 || name[0] <= '9' || slices.Contains(wordless, strings.ToLower(name[:n])) {
		return -1
	}
	quote := byte(0)
	for i := len(text) - len(name) + n; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '>':
			return i + 1
		case (c == '"' || c == '\'') && text[i-1] == '=':
			quote = c
		case c == '"', c == '\'', c == '<':
			return -1
		}
	}
	return -1
}

// tokenText writes the text of any HTML.
func tokenText(b *strings.Builder, text string) {
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}
