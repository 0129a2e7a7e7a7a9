package exchange

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
)

// Plain text as Markdown, and back.

var (
	inlineSign   = regexp.MustCompile("[\\\\*_`\\[\\]<~$|]|&(?:#?[0-9A-Za-z]+;)|\\{|[-=]+>|_{2,}")
	lineSign     = regexp.MustCompile(`^([ \t]*)([-+#>=•:»›]|\d{1,9}[.)]|\(?[A-Za-z][.)][ \t]|[\pL-]{1,21}(?: [\pL]{1,20})?\s*:)`)
	paragraphEnd = regexp.MustCompile(`\n[ \t]*\n\s*`)
	hardBreak    = "\\\n"
)

// plainMarkdown is plain text as Markdown that shows just it; its line feeds break
// lines, two of them paragraphs.
func plainMarkdown(text string) string {
	text = inlineSign.ReplaceAllStringFunc(text, func(s string) string {
		switch {
		case s[0] == '&':
			return "&amp;" + s[1:]
		case s == "{":
			return "&#123;"
		case strings.HasSuffix(s, ">"):
			return s[:len(s)-1] + "&#62;"
		}
		return `\` + s
	})
	paragraphs := paragraphEnd.Split(strings.TrimSpace(text), -1)
	for i, p := range paragraphs {
		lines := strings.Split(p, "\n")
		for k, l := range lines {
			lines[k] = atLineStart(strings.Join(strings.Fields(l), " "))
		}
		paragraphs[i] = strings.Join(lines, hardBreak)
	}
	return strings.Join(paragraphs, "\n\n")
}

// atLineStart keeps a line from beginning with what would be a sign or a key.
func atLineStart(l string) string {
	m := lineSign.FindStringSubmatchIndex(l)
	if m == nil {
		return strings.TrimSpace(l)
	}
	at := m[5] - 1 // the last byte of the sign, such as the colon of a key
	if strings.HasSuffix(l[:m[5]], " ") || strings.HasSuffix(l[:m[5]], "\t") {
		at--
	}
	if l[at] >= 0x80 { // of a bullet, which is no ASCII
		at = m[4]
	}
	r := []rune(l[at:])[0]
	return strings.TrimSpace(l[:at]) + spaceBefore(l[:at]) + fmt.Sprintf("&#%d;", r) + l[at+len(string(r)):]
}

func spaceBefore(s string) string {
	if strings.TrimSpace(s) != "" && strings.TrimRight(s, " \t") != s {
		return " "
	}
	return ""
}

// hardMarkdown is plain text as Markdown of which no sign can be taken for one.
func hardMarkdown(text string) string {
	var b strings.Builder
	for i, p := range paragraphEnd.Split(strings.TrimSpace(text), -1) {
		if i > 0 {
			b.WriteString("\n\n")
		}
		for k, l := range strings.Split(p, "\n") {
			if k > 0 {
				b.WriteString(hardBreak)
			}
			for _, r := range strings.Join(strings.Fields(l), " ") {
				if r == ' ' || r >= '\ufdd0' && r <= '\ufddf' || unicode.IsLetter(r) && (r < '！' || r > '～') || unicode.IsDigit(r) && r < 0x80 {
					b.WriteRune(r)
				} else {
					fmt.Fprintf(&b, "&#%d;", r)
				}
			}
		}
	}
	return b.String()
}

var escapedSign = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~\n]|&#?[0-9A-Za-z]+;")

// unmarked is Markdown without its marks, if it is nothing but plain text that
// plainMarkdown would write so.
func unmarked(md string) (text string, ok bool) {
	text = escapedSign.ReplaceAllStringFunc(md, func(s string) string {
		if s[0] == '\\' {
			return s[1:]
		}
		return html.UnescapeString(s)
	})
	return text, plainMarkdown(text) == md || hardMarkdown(text) == md
}

// oneLine is Markdown as the words of one paragraph.
func oneLine(md string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(md, hardBreak, " ")), " ")
}
