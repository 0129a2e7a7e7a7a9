package search

import (
	"encoding/json"
	"math"

	"github.com/parley-kit/parley/site/course"
)

// texts writes the texts of the units, as they are kept: there are many.
func (m *maker) texts(r *root, units []unit) {
	all := 0
	for _, u := range units {
		all += len(u.text) - 1
	}
	size := max(textsSize, int(math.Sqrt(float64(3*all))))
	var froms []int // the first unit of each shard
	length := 0
	for i, u := range units {
		if length == 0 || length+len(u.text)-1 > size {
			froms, length = append(froms, i), 0
		}
		length += len(u.text)
	}
	shards := make([]Shard, len(froms))
	for i, from := range froms {
		to := len(units)
		if i+1 < len(froms) {
			to = froms[i+1]
		}
		r.InTexts = append(r.InTexts, to-from)
	}
	spread(len(shards), func() func(int) {
		return func(i int) {
			data := [][]byte{[]byte("[")}
			for _, u := range units[froms[i] : froms[i]+r.InTexts[i]] {
				data = append(data, u.text)
			}
			data[1] = data[1][1:] // without the comma
			shards[i] = m.shard("t", i, append(data, []byte("]"))...)
		}
	})
	for _, s := range shards {
		r.Texts += m.add(s)
	}
}

// terms writes what the terms are called, for a query that finds nothing.
func (m *maker) terms(r *root, units []unit) {
	var terms [][2]any
	for i, u := range units {
		if t := u.page.Term; t != nil && !u.continues {
			terms = append(terms, [2]any{t.Name, i})
		}
	}
	if len(terms) > 0 {
		data, _ := json.Marshal(terms) // of strings and numbers
		r.Terms = m.add(m.shard("s", 0, data))
	}
}

// appendText writes a unit as a value of JavaScript: its id, its title and, for
// each section, anchor, heading and text.
func appendText(dst []byte, p *course.Page, sections []section) []byte {
	dst = quoted(append(dst, '['), string(p.ID))
	dst = quoted(append(dst, ','), p.Title)
	for _, s := range sections {
		dst = quoted(append(dst, ",["...), s.anchor)
		dst = quoted(append(dst, ','), s.heading)
		dst = append(quoted(append(dst, ','), s.text), ']')
	}
	return append(dst, ']')
}

// quoted writes a string as JSON does, but leaves letters as they are.
func quoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(append(dst, s[from:i]...), '\\', c)
		case c == 0xe2:
			if i+2 >= len(s) || s[i+1] != 0x80 || s[i+2] != 0xa8 && s[i+2] != 0xa9 {
				continue
			}
			dst = append(append(dst, s[from:i]...), ' ')
			i += 2
		default:
			dst = append(append(dst, s[from:i]...), ' ')
		}
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}

// special are the bytes that quoted may have to write otherwise.
var special = func() (of [256]bool) {
	for c := range of {
		of[c] = c < ' ' || c == '"' || c == '\\' || c == 0x7f || c == 0xe2 // a line separator may begin with it
	}
	return of
}()
