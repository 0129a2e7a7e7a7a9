package rename

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Settings are changed as text, entry by entry, so that everything else in them
// stays as its author wrote it.

// same tells whether two names are one.
func same(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// likeFirst gives a name the capital letter that the old one was written with.
func likeFirst(old, name string) string {
	o, _ := utf8.DecodeRuneInString(old)
	r, n := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(old[min(utf8.RuneLen(o), len(old)):])
	if unicode.IsUpper(o) && unicode.IsLower(second) && unicode.IsLower(r) {
		return string(unicode.ToUpper(r)) + name[n:]
	}
	return name
}

var plainYAML = regexp.MustCompile(`^[\pL\pN][\pL\pN '’().&/+-]*$`)

// yamlText is a name as it stands in a list of settings: in quotes when it holds
// signs that mean something there.
func yamlText(s string) string {
	if plainYAML.MatchString(s) {
		return s
	}
	return strconv.Quote(s)
}

// lineEnd is the end of the line that an offset lies in, before its line break.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		at += i
	} else {
		at = len(text)
	}
	if at > 0 && text[at-1] == '\r' {
		at--
	}
	return at
}

// newline is the line break of a file.
func newline(text []byte) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// quoteEnd is at, or behind the quotation mark that stands there.
func quoteEnd(text []byte, at int) int {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		return at + 1
	}
	return at
}

// itemIndent tells whether an item stands on a line of its own, after "- ", and
// what stands before that.
func itemIndent(text []byte, lines *diag.Lines, pos diag.Pos) (string, bool) {
	from, _ := lines.Span(pos)
	start := bytes.LastIndexByte(text[:from], '\n') + 1
	before := string(text[start:from])
	indent := before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	rest := strings.TrimLeft(before, " \t")
	return indent, strings.HasPrefix(rest, "- ") && strings.Trim(rest, "- \"'") == ""
}

// hasKey tells whether the settings have a key.
func hasKey(text []byte, key string) bool {
	from, _ := keyValue(text, key)
	return from >= 0
}

// keyValue is where the value of a key without items stands: behind the colon, to
// the end of its line; -1 when there is no such key.
func keyValue(text []byte, key string) (from, to int) {
	at := bytes.Index(text, []byte("\n"+key+":"))
	if at < 0 {
		return -1, -1
	}
	from = at + 1 + len(key) + 1
	return from, lineEnd(text, from)
}

// removeItem takes one item out of a list, with its comma or its line.
func (t *Term) removeItem(s *source, list []course.Ref, i int) {
	from, to := s.lines.Span(list[i].Pos)
	to = quoteEnd(s.text, to)
	if from > 0 && (s.text[from-1] == '"' || s.text[from-1] == '\'') {
		from--
	}
	if _, listed := itemIndent(s.text, s.lines, list[i].Pos); listed {
		from = bytes.LastIndexByte(s.text[:from], '\n') + 1
		to = min(lineEnd(s.text, to)+len(newline(s.text)), len(s.text))
	} else if rest := s.text[to:]; len(rest) > 0 && rest[0] == ',' {
		to++
		for to < len(s.text) && s.text[to] == ' ' {
			to++
		}
	} else if before := bytes.TrimRight(s.text[:from], " "); i > 0 && bytes.HasSuffix(before, []byte(",")) {
		from = len(before) - 1
	}
	t.edit(t.Page.Source, s, from, to, "")
}
