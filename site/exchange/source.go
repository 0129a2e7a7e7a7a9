package exchange

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// FromSource reads a term from its page's source, and reports why it cannot; a
// term is never read in part.
func FromSource(file string, src []byte, cfg *course.Config, report *diag.List) (*Term, bool) {
	h, ok := load.ReadHead(file, src, cfg, report)
	if !ok {
		return nil, false
	}
	t := &Term{ID: TermID(h.ID), Text: bodyText(string(src[h.Body:]))}
	for _, f := range h.Fields {
		if f.Key == "kind" { // follows from the path
			continue
		}
		t.set(f.Key, valueOf(f))
	}
	if t.Fields["title"].equal(t.Fields["term"]) {
		delete(t.Fields, "title")
	}
	return t, true
}

// valueOf is a field as its column holds it.
func valueOf(f load.Field) Value {
	switch shapeOf(f.Key) {
	case list:
		return Value{List: f.List}
	case pairs:
		var v Value
		for _, p := range f.Pairs {
			v.Pairs = append(v.Pairs, Pair{p.Key, p.Text})
		}
		return v
	case number:
		if n, err := strconv.Atoi(f.Text); err == nil {
			return Value{Text: strconv.Itoa(n)}
		}
	case yesNo:
		return Value{Text: truth(f.Text)}
	}
	return Value{Text: f.Text}
}

// truth is how a switch is written in front matter.
func truth(s string) string {
	switch strings.ToLower(s) {
	case "true", "yes", "on":
		return "true"
	case "false", "no", "off":
		return "false"
	}
	return s
}

var blankLines = regexp.MustCompile(`^(?:[ \t]*\n)+`)

// bodyText is the Markdown of a source as a Term holds it.
func bodyText(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return strings.TrimSuffix(withoutBlankLines(lineFeeds(s)), "\n")
}

func withoutBlankLines(s string) string { return s[len(blankLines.FindString(s)):] }

// Source is the term as its page's source. Read by load it says just the same;
// problems tell why it cannot be written.
func (t *Term) Source() (src []byte, problems []Problem) {
	var b bytes.Buffer
	b.WriteString("---\n")
	if t.saysKind() {
		b.WriteString("kind: term\n")
	}
	for _, c := range columns {
		if v, ok := t.Fields[c.key]; ok {
			lines, problem := entry(c.key, v)
			if problem != nil {
				problems = append(problems, *problem)
			}
			b.WriteString(lines)
		}
	}
	if problems != nil {
		return nil, problems
	}
	b.WriteString("---\n")
	if t.Text != "" {
		b.WriteString(t.Text)
		b.WriteByte('\n')
	}
	if b.Len() > maxPage {
		return nil, []Problem{{
			Key: textColumn, Message: fmt.Sprintf("this term's page would have %d KB; the most Parley reads is %d KB", b.Len()>>10, maxPage>>10),
			Help: "move a part of the text to another page",
		}}
	}
	return b.Bytes(), t.readsBack(b.Bytes())
}

// maxPage is the largest page that is read, in bytes.
const maxPage = 1 << 20

// Problem is why a value cannot stand in a page.
type Problem struct {
	Key, Message, Help string
	Internal           bool // it is Parley's fault
}

// readsBack proves that a source says what the term does.
func (t *Term) readsBack(src []byte) []Problem {
	var found diag.List
	back, ok := FromSource(t.File(""), src, &course.Config{Languages: []course.Lang{"en"}}, &found)
	if !ok {
		d := found.Sorted()[0]
		return []Problem{{Key: "term", Message: d.Message, Help: d.Help}}
	}
	if back.Equal(t) {
		return nil
	}
	return []Problem{{
		Key: "term", Internal: true, Help: "please report it with the table",
		Message: fmt.Sprintf("Parley would write this term so that it reads otherwise (%s)", strings.Join(t.Differences(back), ", ")),
	}}
}

// entry is a key and its value as lines of front matter, in quotation marks only
// where they are needed to read it back as it is.
func entry(key string, v Value) (lines string, problem *Problem) {
	for _, quote := range []func(string) string{plainly, carefully, quoted} {
		lines, ok := write(key, v, quote)
		if !ok {
			continue
		}
		if problem = try(key, v, lines); problem == nil {
			return lines, nil
		}
	}
	return "", problem
}

// write is an entry in which each text is written by quote; ok is false if one
// cannot be.
func write(key string, v Value, quote func(string) string) (lines string, ok bool) {
	ok = true
	put := func(s string) string {
		out := quote(s)
		ok = ok && !strings.ContainsAny(out, "\n\r")
		return out
	}
	switch {
	case v.List != nil:
		items := make([]string, len(v.List))
		for i, item := range v.List {
			items[i] = put(item)
		}
		lines = key + ": [" + strings.Join(items, ", ") + "]\n"
	case v.Pairs != nil:
		lines = key + ":\n"
		for _, p := range v.Pairs {
			lines += "  " + put(p.With) + ": " + put(p.How) + "\n"
		}
	default:
		lines = key + ": " + put(v.Text) + "\n"
	}
	return lines, ok
}

// try reads an entry back. What load finds wrong with it is the problem.
func try(key string, v Value, lines string) *Problem {
	before := 0
	src := "---\n" + lines + "---\n"
	if key != "term" {
		src, before = "---\nterm: x\n"+lines+"---\n", 1
	}
	var found diag.List
	h, ok := load.ReadHead("glossary/x.md", []byte(src), &course.Config{Languages: []course.Lang{"en"}}, &found)
	if ok {
		if len(h.Fields) == before+1 && h.Fields[before].Key == key && valueOf(h.Fields[before]).equal(v) {
			return nil
		}
		return &Problem{Key: key, Message: "Parley would write this value so that it reads otherwise", Help: "please report it with the table", Internal: true}
	}
	d := found.Sorted()[0]
	return &Problem{Key: key, Message: d.Message, Help: d.Help}
}

// plainly writes a text as it is.
func plainly(s string) string { return s }

var careless = regexp.MustCompile(`^\pL[\pL\pN ()/.-]*$`)

// carefully writes what is harmless in any YAML as it is.
func carefully(s string) string {
	if careless.MatchString(s) {
		return s
	}
	return quoted(s)
}

// quoted is a text in YAML's double quotation marks. What cannot be seen is
// written by its number, and so are line ends of every kind.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == ' ' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
