package search

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// name is one of the names of a term. A query that holds its words speaks of the
// term.
type name struct {
	unit        int // of the counter, then of the index
	term        string
	words       []uint32 // of the counter
	discouraged bool
}

// addNames takes up the names of a term's page.
func (c *counter) addNames(t *course.Term) {
	add := func(text string, discouraged bool) {
		for _, text := range spellings(text) {
			c.found, c.now = c.found[:0], inName
			c.scan(text)
			if len(c.found) > 0 {
				c.names = append(c.names, name{len(c.units) - 1, t.Name, slices.Clone(c.found), discouraged})
			}
		}
	}
	add(t.Name, false)
	for _, text := range names(t) {
		add(text, false)
	}
	for _, avoid := range t.Avoid {
		add(avoid.Text, true)
	}
}

// spellings are a name with and without its hyphens.
func spellings(text string) []string {
	if joined := strings.ReplaceAll(text, "-", ""); joined != text {
		return []string{text, joined}
	}
	return []string{text}
}

// names are the other names that a term may be called by.
func names(t *course.Term) []string {
	var out []string
	if t.Abbr != "" {
		out = append(out, t.Abbr)
	}
	for _, also := range t.Also {
		out = append(out, also.Text)
	}
	return out
}

// phrase is a name as the shard with its first word has it: its groups, its unit
// and what the term is called; whether it is discouraged.
type phrase struct {
	groups      []uint32
	unit        int
	term        string
	discouraged bool
}

// MarshalJSON writes a list, which is shorter than an object.
func (p phrase) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{p.groups, p.unit, p.term, map[bool]int{true: 1}[p.discouraged]})
}

// phrases are the names of all counters, by their first group.
func phrases(g *groups, counters []*counter) map[uint32][]phrase {
	out := map[uint32][]phrase{}
	base := 0
	for i, c := range counters {
		for _, n := range c.names {
			p := phrase{unit: base + n.unit, term: n.term, discouraged: n.discouraged}
			for _, w := range n.words {
				p.groups = append(p.groups, g.of[g.local[i][w]])
			}
			same := func(q phrase) bool {
				return slices.Equal(q.groups, p.groups) && q.unit == p.unit
			}
			if first := p.groups[0]; !slices.ContainsFunc(out[first], same) {
				out[first] = append(out[first], p)
			}
		}
		base += len(c.units)
	}
	return out
}
