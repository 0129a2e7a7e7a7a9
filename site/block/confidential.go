package block

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// confidential goes through the lines of a block that only some may read. It is no
// reader, since what that reports shows lines as they should be: here nothing that is
// said quotes a line.
type confidential struct {
	*markdown.Scope
	open   line // the block's own first line
	keys   map[string]line
	rows   []line // of tables, without their frames
	prose  []line
	failed bool
}

// confidentialLines sorts the lines of a block. Keys stand ahead of everything else.
func confidentialLines(c markdown.Container, s *markdown.Scope, known []string) *confidential {
	r := &confidential{Scope: s, keys: map[string]line{}}
	r.open = line{raw: markdown.Line{Text: []byte(c.Name), At: c.At}}
	inProse := false
	for _, raw := range c.Lines {
		l := line{raw: raw, text: raw}
		text := bytes.TrimSpace(raw.Text)
		key, value, colon := bytes.Cut(text, []byte(":"))
		name := strings.ToLower(strings.Join(strings.Fields(string(key)), "-"))
		switch {
		case len(text) == 0:
			if inProse {
				r.prose = append(r.prose, l)
			}
		case known != nil && text[0] == '|' && slices.Contains(known, "walk-away") && slices.Contains(known, "agree"):
			r.rows = append(r.rows, l)
		case colon && !inProse && slices.Contains(known, name):
			if _, twice := r.keys[name]; twice {
				r.wrong(diag.DoubledKey, l, "\""+name+"\" is set twice", "keep one of the two lines")
			}
			l.key = name
			at := bytes.Index(raw.Text, value)
			l.text = markdown.Line{Text: bytes.TrimSpace(value), At: raw.At + at + len(value) - len(bytes.TrimLeft(value, " \t"))}
			r.keys[name] = l
		case colon && !inProse && meantKey(name, known) != "":
			r.wrong(diag.UnknownKey, l, "there is no such setting here", "did you mean "+meantKey(name, known)+":?")
		default:
			inProse = true
			r.prose = append(r.prose, l)
		}
	}
	return r
}

func meantKey(name string, known []string) string {
	near, ok := diag.Nearest(name, known)
	if !ok || strings.Contains(name, " ") {
		return ""
	}
	return near
}

// wrong reports an error at a line, which is not shown.
func (r *confidential) wrong(code diag.Code, l line, message, help string) {
	r.failed = true
	text := bytes.TrimSpace(l.raw.Text)
	at := l.raw.At + max(bytes.Index(l.raw.Text, text), 0)
	r.Private(code, at, max(len(text), 1), message, help)
}

// words are what a key says; "" where it is not there.
func (r *confidential) words(key string) string {
	l, ok := r.keys[key]
	if !ok {
		return ""
	}
	return r.Words(string(l.text.Text), l.text.At)
}

// whole reads a whole number; 0 where the key is not there.
func (r *confidential) whole(key string, low, high int, example string) int {
	l, ok := r.keys[key]
	if !ok {
		return 0
	}
	value, _, fine := number(plainNumber(string(l.text.Text)))
	if n := int(value); fine && float64(n) == value && n >= low && n <= high {
		return n
	}
	r.wrong(diag.BadValue, l, fmt.Sprintf("%s: is a whole number from %d to %d", key, low, high), "write: "+example)
	return 0
}

// plainNumber is a number without what word processors put into it, and without its
// unit of time.
func plainNumber(text string) string {
	text = strings.NewReplacer("\u2212", "-", "\u2013", "-", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2019", "'").Replace(text)
	text = strings.TrimSpace(text)
	for _, unit := range []string{"minutes", "minuten", "min.", "min", "points", "punkte"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, unit))
	}
	return text
}
