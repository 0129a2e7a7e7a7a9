package search

import (
	"encoding/json"
	"math"

	"github.com/parley-kit/parley/site/course"
)

// texts writes the texts of the units.
func (m *maker) texts(r *root, counters []*counter) {
	var data []byte
	n, all := 0, 0
	for _, c := range counters {
		all += len(c.texts)
	}
	size := max(textsSize, int(math.Sqrt(float64(3*all))))
	flush := func() {
		if n > 0 {
			r.Texts += m.shard("t", len(r.InTexts), append(data, ']'))
			r.InTexts = append(r.InTexts, n)
			data, n = data[:0], 0
		}
	}
	for _, c := range counters {
		from := 0
		for _, u := range c.units {
			if n > 0 && len(data)+u.text-from > size {
				flush()
			}
			data = append(data, "[,"[min(n, 1)])
			data = append(data, c.texts[from:u.text]...)
			from = u.text
			n++
		}
	}
	flush()
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
		r.Terms = m.shard("s", 0, data)
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
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c < ' ' || c == 0x7f:
			dst = append(dst, ' ')
		case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xa8 || s[i+2] == 0xa9):
			dst = append(dst, ' ')
			i += 2
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}
