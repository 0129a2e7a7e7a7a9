package search

import (
	"encoding/binary"
	"math"
)

// saturation and bodyLength are BM25's k1 and b for the text of a page.
const (
	saturation = 1.6
	bodyLength = 0.7
)

// entry is a posting of a group of words.
type entry struct {
	unit     uint32
	title    uint8
	mark     uint8 // of the word in the title
	impact   uint8
	body     uint32
	heads    heads
	sections uint64
}

// unitSize is how many bytes the number of a unit takes before a posting.
const unitSize = 4

// inverted is the units with their postings, by group.
type inverted struct {
	g       *groups
	units   []unit
	norms   []float64 // of each unit's length, for impact
	parts   []part
	average float64 // words of a unit's text
}

// part is the postings of a counter. Those of a group, by unit, are a run of
// packed, each after its unit.
type part struct {
	packed       []byte
	begins, ends []int // by group
}

func invert(g *groups, counters []*counter) *inverted {
	v := &inverted{g: g, parts: make([]part, len(counters))}
	firsts, words := make([]int, len(counters)), 0
	for i, c := range counters {
		firsts[i] = len(v.units)
		v.units = append(v.units, c.units...)
	}
	for _, u := range v.units {
		words += u.body
	}
	v.average = math.Max(float64(words)/math.Max(float64(len(v.units)), 1), 1)
	v.norms = make([]float64, len(v.units))
	for i, u := range v.units {
		v.norms[i] = 1 - bodyLength + bodyLength*float64(u.body)/v.average
	}
	spread(len(counters), func() func(int) {
		return func(i int) { v.parts[i] = g.part(i, counters[i], firsts[i]) }
	})
	return v
}

// part sorts the postings of a counter by group, and takes them from it. first is
// the number of its first unit.
func (g *groups) part(i int, c *counter, first int) part {
	t := part{begins: make([]int, g.count), ends: make([]int, g.count)}
	for word, size := range c.sizes {
		g.each(i, uint32(word), func(group uint32) { t.ends[group] += size })
	}
	total := 0
	for group, size := range t.ends {
		t.begins[group], t.ends[group] = total, total
		total += size
	}
	t.packed = make([]byte, total)
	var p posting
	var number [unitSize]byte
	for k := range c.units {
		binary.LittleEndian.PutUint32(number[:], uint32(first+k))
		for data := c.units[k].words; len(data) > 0; {
			word, n := binary.Uvarint(data)
			data = data[n:]
			n = p.read(data)
			own := g.of[g.local[i][word]]
			g.each(i, uint32(word), func(group uint32) {
				at := t.ends[group]
				at += copy(t.packed[at:], number[:])
				if group == own {
					at += copy(t.packed[at:], data[:n])
				} else { // a compound with the word in it
					half := posting{body: (p.body + 1) / 2, sections: p.sections}
					at += len(half.append(t.packed[at:at]))
				}
				t.ends[group] = at
			})
			data = data[n:]
		}
		c.units[k].words = nil
	}
	return t
}

// of lists the postings of a group by unit, after those in out. Those of one unit
// become one.
func (v *inverted) of(group int, out []entry) []entry {
	var p posting
	for i := range v.parts {
		t := &v.parts[i]
		for data := t.packed[t.begins[group]:t.ends[group]]; len(data) > 0; {
			u := binary.LittleEndian.Uint32(data)
			data = data[unitSize:]
			data = data[p.read(data):]
			if n := len(out); n > 0 && out[n-1].unit == u {
				e := &out[n-1]
				if p.title > 0 {
					e.title, e.mark = max(e.title, p.title), p.mark
				}
				e.body += uint32(p.body)
				e.sections |= p.sections
				for i := range p.heads.count() {
					e.heads = e.heads.with(p.heads.at(i))
				}
				continue
			}
			out = append(out, entry{unit: u, title: p.title, mark: p.mark, body: uint32(p.body), heads: p.heads, sections: p.sections})
		}
	}
	for i := range out {
		out[i].impact = v.impact(&out[i])
	}
	return out
}

// impact is the weight of a word in a unit's text by BM25, from 1 to 31; 0 where
// the text lacks it.
func (v *inverted) impact(e *entry) uint8 {
	if e.body == 0 {
		return 0
	}
	tf := float64(e.body) / v.norms[e.unit]
	return max(1, uint8(math.Round(tf/(tf+saturation)*31)))
}

// appendEntries writes the postings of a group.
func (v *inverted) appendEntries(dst []byte, entries []entry) []byte {
	previous := -1
	for i := range entries {
		e := &entries[i]
		dst = number(dst, int(e.unit)-previous-1)
		previous = int(e.unit)
		n := e.heads.count()
		if e.title == 0 && n == 0 {
			dst = append(dst, digits[e.impact])
		} else {
			dst = append(dst, digits[32|e.impact], digits[int(e.title)|n<<2])
			if e.title > 0 {
				dst = append(dst, digits[min(v.units[e.unit].title, 63)], digits[e.mark])
			}
			for i := range n {
				section, words := e.heads.at(i)
				dst = append(number(dst, section), digits[words])
			}
		}
		if e.impact > 0 {
			dst = number(dst, int(e.sections))
		}
	}
	return dst
}
