package load

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// Front matter and parley.yaml are YAML, read forgivingly: a plain value may
// hold colons and a list may be written with commas, because that is how people
// who never heard of YAML write them. Simple entries are read line by line here;
// quotes, nested lists and block texts go to the YAML library, entry by entry,
// so that one bad entry costs only itself and every value keeps its place.

// value is what stands behind a key. Exactly one of text, list and fields is
// meant, as kind says. at and end are offsets in the file.
type value struct {
	kind    valueKind
	text    string
	list    []value
	fields  []field
	at, end int
}

type valueKind uint8

const (
	scalar valueKind = iota
	list
	mapping
)

// field is a key with its value; at and to are the offsets of its lines, without
// the last one's end.
type field struct {
	key    string
	at, to int
	value  value
}

// maxFields bounds front matter and parley.yaml, in bytes.
const maxFields = 128 << 10

var (
	keyLine   = regexp.MustCompile(`^([^\s:#\-\[{"'][^:]*?)[ \t]*:(?:[ \t]|\r?$)`)
	noBlank   = regexp.MustCompile(`^([\w-]+:)([^\s:/].*)$`)
	aliasMark = regexp.MustCompile(`^[&*][\w-]+(\s|$)`)
)

// reader reads the fields of one file.
type reader struct {
	file   string
	src    []byte
	report *diag.List
	places *diag.Lines

	variables map[string]string
	words     [][2]int // the values that readers see as prose, by offsets
	entries   []field  // of the page's head, once it is read
}

func (r *reader) say(code diag.Code, at, length int, message, help string) {
	if r.places == nil {
		r.places = diag.NewLines(r.src)
	}
	r.report.Add(code, r.places.Pos(r.file, at, length), message, help)
}

func (r *reader) pos(at, end int) diag.Pos {
	if r.places == nil {
		r.places = diag.NewLines(r.src)
	}
	return r.places.Pos(r.file, at, max(end-at, 1))
}

// span is a line of the file without its line end.
type span struct {
	at   int
	text string
}

func splitLines(src []byte, from, to int) []span {
	var out []span
	for from < to {
		end := bytes.IndexByte(src[from:to], '\n')
		next := to
		if end >= 0 {
			next = from + end + 1
			end += from
		} else {
			end = to
		}
		out = append(out, span{from, strings.TrimSuffix(string(src[from:end]), "\r")})
		from = next
	}
	return out
}

// fields reads the entries between two offsets.
func (r *reader) fields(from, to int) []field {
	if to-from > maxFields {
		r.say(diag.FrontMatterYAML, from, 1, fmt.Sprintf("over %d KB of settings", maxFields>>10), "move the text below the second ---")
		return nil
	}
	lines := splitLines(r.src, from, to)
	var out []field
	seen := map[string]bool{}
	for i := 0; i < len(lines); {
		line := lines[i]
		if t := strings.TrimSpace(line.text); t == "" || t[0] == '#' {
			i++
			continue
		}
		m := keyLine.FindStringSubmatch(line.text)
		if m == nil {
			help := "write a key, a colon, a space and the value; begin a remark with #"
			if m := noBlank.FindStringSubmatch(line.text); m != nil {
				help = "put a blank after the colon: " + m[1] + " " + m[2]
			}
			r.say(diag.FrontMatterYAML, line.at, len(line.text), "this line is not of the form \"key: value\"", help)
			i++
			continue
		}
		j := i + 1
		for j < len(lines) && continues(lines[j].text) {
			j++
		}
		if seen[m[1]] {
			r.say(diag.DoubledKey, line.at, len(m[1]), "\""+m[1]+"\" is set twice", "keep one of the two")
		}
		seen[m[1]] = true
		last := trimEnd(lines, i, j)
		if v, ok := r.value(m[1], lines[i:last]); ok {
			out = append(out, field{key: m[1], at: line.at, to: lines[last-1].at + len(lines[last-1].text), value: v})
		}
		i = j
	}
	return out
}

// continues tells whether a line belongs to the entry above it.
func continues(line string) bool {
	return line == "" || line[0] == ' ' || line[0] == '\t' || line == "-" || strings.HasPrefix(line, "- ") || strings.TrimSpace(line) == ""
}

// trimEnd leaves blank lines at an entry's end out of it.
func trimEnd(lines []span, i, j int) int {
	for j > i+1 && strings.TrimSpace(lines[j-1].text) == "" {
		j--
	}
	return j
}

// value reads one entry: the line with the key and those that continue it.
func (r *reader) value(key string, lines []span) (value, bool) {
	head := lines[0].text
	colon := len(key) + strings.IndexByte(head[len(key):], ':') + 1
	rest := head[colon:]
	at := lines[0].at + colon + len(rest) - len(strings.TrimLeft(rest, " \t"))
	text := withoutRemark(strings.TrimSpace(rest))
	if len(lines) == 1 {
		if v, ok := r.simple(text, at); ok {
			return v, true
		}
		return r.yaml(lines)
	}
	if text == "" {
		if v, ok := r.block(lines[1:]); ok {
			return v, true
		}
	} else if v, ok := r.wrapped(text, at, lines); ok {
		return v, true
	}
	return r.yaml(lines)
}

// simple reads a value of one line when it is plain text or a plain list.
func (r *reader) simple(text string, at int) (value, bool) {
	end := at + len(text)
	switch {
	case text == "":
		return value{at: at, end: end}, true
	case aliasMark.MatchString(text), strings.HasPrefix(text, "- "), strings.HasPrefix(text, "? "):
		return value{}, false
	case text[0] == '[' && text[len(text)-1] == ']' && !strings.ContainsAny(text[1:len(text)-1], "[]{}\"'"):
		return value{kind: list, list: splitList(text[1:len(text)-1], at+1), at: at, end: end}, true
	case strings.IndexByte("[{\"'|>", text[0]) >= 0:
		return value{}, false
	}
	return value{text: text, at: at, end: end}, true
}

// wrapped reads plain text that runs on over indented lines.
func (r *reader) wrapped(text string, at int, lines []span) (value, bool) {
	v, ok := r.simple(text, at)
	if !ok || v.kind != scalar {
		return v, false
	}
	for _, line := range lines[1:] {
		more := strings.TrimSpace(line.text)
		if more == "" || more[0] == '#' || strings.HasPrefix(more, "- ") || line.text[0] == '-' {
			return v, false
		}
		v.text += " " + more
		v.end = line.at + len(strings.TrimRight(line.text, " \t"))
	}
	return v, true
}

// splitList splits "a, b" at its commas.
func splitList(s string, at int) []value {
	var out []value
	for _, part := range strings.Split(s, ",") {
		if t := strings.TrimSpace(part); t != "" {
			from := at + len(part) - len(strings.TrimLeft(part, " \t"))
			out = append(out, value{text: unquoted(t), at: from, end: from + len(t)})
		}
		at += len(part) + 1
	}
	return out
}

// unquoted takes the quotation marks off an item that stands in them.
func unquoted(s string) string {
	if n := len(s); n > 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}

// block reads the lines under a key when all are "- text" or all "key: text" at
// one indentation.
func (r *reader) block(lines []span) (value, bool) {
	v := value{at: lines[0].at, end: lines[len(lines)-1].at + len(lines[len(lines)-1].text)}
	indent := -1
	for _, line := range lines {
		body := strings.TrimLeft(line.text, " ")
		if t := strings.TrimSpace(body); t == "" || t[0] == '#' {
			continue
		}
		depth := len(line.text) - len(body)
		if indent < 0 {
			indent = depth
			v.at = line.at + depth
			v.kind = mapping
			if strings.HasPrefix(body, "-") {
				v.kind = list
			}
		}
		if depth != indent {
			return v, false
		}
		if !r.blockLine(&v, body, line.at+depth) {
			return v, false
		}
	}
	return v, indent >= 0
}

func (r *reader) blockLine(v *value, body string, at int) bool {
	if v.kind == list {
		if !strings.HasPrefix(body, "- ") {
			return false
		}
		rest := body[2:]
		text := withoutRemark(strings.TrimSpace(rest))
		item, ok := r.simple(text, at+2+len(rest)-len(strings.TrimLeft(rest, " \t")))
		v.list = append(v.list, item)
		return ok && item.kind == scalar
	}
	m := keyLine.FindStringSubmatch(body)
	if m == nil {
		return false
	}
	colon := len(m[1]) + strings.IndexByte(body[len(m[1]):], ':') + 1
	rest := body[colon:]
	item, ok := r.simple(withoutRemark(strings.TrimSpace(rest)), at+colon+len(rest)-len(strings.TrimLeft(rest, " \t")))
	v.fields = append(v.fields, field{key: m[1], at: at, value: item})
	return ok && (item.text != "" || len(item.list) > 0)
}

// withoutRemark cuts "  # remark" off a plain value. A # that is not followed by
// a blank stays: "We are #1".
func withoutRemark(s string) string {
	if s == "" || s[0] == '"' || s[0] == '\'' {
		return s
	}
	if s[0] == '#' && (len(s) == 1 || s[1] == ' ') {
		return ""
	}
	for i := 1; i+1 < len(s); i++ {
		if s[i] == '#' && (s[i-1] == ' ' || s[i-1] == '\t') && s[i+1] == ' ' {
			return strings.TrimRight(s[:i], " \t")
		}
	}
	return s
}
