package genius

import (
	"regexp"
	"strings"
)

// Values in these files hold signs that XML wants escaped and are not: 19" LCD,
// R&D, <5 days. Other readers of the format took them as they stood. mend escapes
// them, so that a strict reader does, too; every other mistake is left for that to
// find. Lines stay where they are.
func mend(s string) string {
	var b strings.Builder
	for s != "" {
		at := strings.IndexAny(s, "<&")
		if at < 0 {
			break
		}
		b.WriteString(s[:at])
		s = s[at:]
		if s[0] == '&' {
			n := ampersand(&b, s)
			s = s[n:]
			continue
		}
		s = s[markup(&b, s):]
	}
	b.WriteString(s)
	return b.String()
}

// ampersand writes the one that s begins with, and returns how much it took.
func ampersand(b *strings.Builder, s string) int {
	if isReference(s) {
		b.WriteByte('&')
	} else {
		b.WriteString("&amp;")
	}
	return 1
}

// isReference tells whether s begins with a reference such as &amp; or &#34;. One
// to an entity that XML does not have is left for the reader to refuse.
func isReference(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 64)], ';')
	return end > 1 && strings.IndexFunc(s[1:end], func(r rune) bool {
		return !(r == '#' || r == '_' || r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127)
	}) < 0
}

// markup copies what a "<" begins, and returns how much of s it took.
func markup(b *strings.Builder, s string) int {
	for _, whole := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}, {"</", ">"}} {
		if strings.HasPrefix(s, whole[0]) {
			end := strings.Index(s[len(whole[0]):], whole[1])
			if end < 0 {
				b.WriteString(s)
				return len(s)
			}
			end += len(whole[0]) + len(whole[1])
			b.WriteString(s[:end])
			return end
		}
	}
	at := 0
	for at < len(s) && s[at] != '>' {
		if (s[at] == '"' || s[at] == '\'') && strings.HasSuffix(strings.TrimRight(s[:at], " \t\r\n"), "=") {
			end := closing(s[at:])
			if end == 0 { // no XML, however it is mended: the reader will say so here
				b.WriteString(s[at:])
				return len(s)
			}
			b.WriteByte(s[at])
			escape(b, s[at+1:at+end], s[at])
			b.WriteByte(s[at])
			at += end + 1
			continue
		}
		b.WriteByte(s[at])
		at++
	}
	return at
}

// farthest is how far, in bytes, a quotation mark that ends a value is looked for
// beyond the first.
const farthest = 1000

// follows is what can follow a value: the end of the tag, or an attribute.
var follows = regexp.MustCompile(`^\s*(?:/?>|[\pL_:][\pL\pN_:.-]*\s*=\s*["'])`)

// closing finds the quotation mark that ends the value whose first is s[0]: the
// first one after which something stands that can follow a value. 0 if there is
// none.
func closing(s string) int {
	for end, first := 0, true; ; first = false {
		next := strings.IndexByte(s[end+1:], s[0])
		if next < 0 {
			return 0
		}
		end += 1 + next
		if !first && (end > farthest || strings.Contains(s[1:end], "\n")) {
			return 0
		}
		if rest := s[end+1:]; follows.MatchString(rest[:min(len(rest), 200)]) {
			return end
		}
	}
}

func escape(b *strings.Builder, value string, quote byte) {
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '&':
			ampersand(b, value[i:])
		case '<':
			b.WriteString("&lt;")
		case quote:
			b.WriteString(map[byte]string{'"': "&#34;", '\'': "&#39;"}[c])
		default:
			b.WriteByte(c)
		}
	}
}
