package search

import (
	"math"
	"slices"
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
	body     uint32
	heads    heads
	sections uint64
}

// inverted lists the postings of all counters by group, and where each group's begin.
type inverted struct {
	g        *groups
	units    []unit
	counters []*counter
	starts   []uint32
	refs     []ref
	average  float64 // words of a unit's text
	scratch  []entry
}

// ref is where a posting is.
type ref struct{ counter, at uint32 }

func invert(g *groups, counters []*counter) *inverted {
	v := &inverted{g: g, counters: counters, starts: make([]uint32, g.count+1)}
	total, words := 0, 0
	for i, c := range counters {
		v.units = append(v.units, c.units...)
		for j := range c.postings {
			g.each(i, c.postings[j].word, func(group uint32) {
				v.starts[group+1]++
				total++
			})
		}
	}
	for i := range v.starts[1:] {
		v.starts[i+1] += v.starts[i]
	}
	for _, u := range v.units {
		words += u.body
	}
	v.average = math.Max(float64(words)/math.Max(float64(len(v.units)), 1), 1)
	next := slices.Clone(v.starts)
	v.refs = make([]ref, total)
	for i, c := range counters {
		for j := range c.postings {
			g.each(i, c.postings[j].word, func(group uint32) {
				v.refs[next[group]] = ref{uint32(i), uint32(j)}
				next[group]++
			})
		}
	}
	return v
}

// of lists the postings of a group by unit. Those of one unit become one.
func (v *inverted) of(group int) []entry {
	out := v.scratch[:0]
	base := make([]uint32, len(v.counters))
	for i := 1; i < len(v.counters); i++ {
		base[i] = base[i-1] + uint32(len(v.counters[i-1].units))
	}
	for _, r := range v.refs[v.starts[group]:v.starts[group+1]] {
		p := v.counters[r.counter].postings[r.at]
		if v.g.of[v.g.local[r.counter][p.word]] != uint32(group) { // a compound with the word in it
			p.body, p.title, p.heads = (p.body+1)/2, 0, 0
		}
		u := base[r.counter] + p.unit
		if n := len(out); n > 0 && out[n-1].unit == u {
			e := &out[n-1]
			if p.title > 0 {
				e.title, e.mark = max(e.title, p.title), v.mark(r.counter, &p)
			}
			e.body += uint32(p.body)
			e.sections |= p.sections
			for i := range p.heads.count() {
				e.heads = e.heads.with(p.heads.at(i))
			}
			continue
		}
		out = append(out, entry{u, p.title, v.mark(r.counter, &p), uint32(p.body), p.heads, p.sections})
	}
	v.scratch = out
	return out
}

func (v *inverted) mark(counter uint32, p *posting) uint8 {
	if p.title == 0 {
		return 0
	}
	return uint8(mark(v.counters[counter].words[p.word]))
}

// impact is the weight of a word in a unit's text by BM25, from 1 to 31; 0 where
// the text lacks it.
func (v *inverted) impact(e *entry) int {
	if e.body == 0 {
		return 0
	}
	tf := float64(e.body) / (1 - bodyLength + bodyLength*float64(v.units[e.unit].body)/v.average)
	return max(1, int(math.Round(tf/(tf+saturation)*31)))
}

// tier is how many units a word's shard lists; those of a more frequent word that
// weigh less are in a shard of their own, which few queries need.
const tier = 2000

// tiers parts the postings of a group in the heaviest and the rest, each by unit.
func (v *inverted) tiers(entries []entry) (top, rest []entry) {
	if len(entries) <= tier {
		return entries, nil
	}
	weight := func(e *entry) int { return int(e.title)*200 + e.heads.count()*50 + v.impact(e) }
	weights := make([]int, len(entries))
	for i := range entries {
		weights[i] = weight(&entries[i])
	}
	sorted := slices.Sorted(slices.Values(weights))
	least := sorted[len(sorted)-tier] // as many of this weight as there is room for
	room := tier - (len(sorted) - upper(sorted, least))
	for i, e := range entries {
		if weights[i] > least || weights[i] == least && room > 0 {
			if weights[i] == least {
				room--
			}
			top = append(top, e)
		} else {
			rest = append(rest, e)
		}
	}
	return top, rest
}

// upper is the first place in a sorted list that is above x.
func upper(sorted []int, x int) int {
	at, _ := slices.BinarySearch(sorted, x+1)
	return at
}

// appendEntries writes the postings of a group.
func (v *inverted) appendEntries(dst []byte, entries []entry) []byte {
	previous := -1
	for i := range entries {
		e := &entries[i]
		dst = number(dst, int(e.unit)-previous-1)
		previous = int(e.unit)
		impact, n := v.impact(e), e.heads.count()
		if e.title == 0 && n == 0 {
			dst = append(dst, digits[impact])
		} else {
			dst = append(dst, digits[32|impact], digits[int(e.title)|n<<2])
			if e.title > 0 {
				dst = append(dst, digits[min(v.units[e.unit].title, 63)], digits[e.mark])
			}
			for i := range n {
				section, words := e.heads.at(i)
				dst = append(number(dst, section), digits[words])
			}
		}
		if impact > 0 {
			dst = number(dst, int(e.sections))
		}
	}
	return dst
}
