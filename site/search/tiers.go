package search

import (
	"math"
	"slices"
)

// tier is how many units a word's shard lists; those of a more frequent word that
// weigh less are in a shard of their own, which few queries need.
const tier = 2000

// listed is a group as the shards of words have it.
type listed struct {
	postings []byte
	rest     *Shard // the units that weigh less
	units    int
	weight   byte // how many units hold it, as a sign
	usual    bool // more than half of the units hold it
}

// lister makes lists of postings. It is for one goroutine.
type lister struct {
	m       *maker
	v       *inverted
	entries []entry // scratch, as the others
	top     []entry
	weights []int
	buf     []byte
}

// lists makes the lists of all groups.
func (v *inverted) lists(m *maker) []listed {
	lists := make([]listed, v.g.count)
	spread(len(lists), func() func(int) {
		l := &lister{m: m, v: v}
		return func(group int) { lists[group] = l.list(group) }
	})
	return lists
}

func (l *lister) list(group int) listed {
	l.entries = l.v.of(group, l.entries[:0])
	n := len(l.entries)
	made := listed{
		units:  n,
		weight: digits[min(63, int(math.Round(4*math.Log2(float64(max(n, 1))))))],
		usual:  n > len(l.v.units)/2 && len(l.v.units) >= fewUnits,
	}
	top, rest := l.tiers()
	if rest != nil {
		l.buf = append(l.v.appendEntries(append(l.buf[:0], '"'), rest), '"')
		s := l.m.shard("r", group, slices.Clone(l.buf))
		made.rest = &s
	}
	l.buf = l.v.appendEntries(l.buf[:0], top)
	made.postings = slices.Clone(l.buf)
	return made
}

// tiers parts the postings of a group in the heaviest and the rest, each by unit.
func (l *lister) tiers() (top, rest []entry) {
	if len(l.entries) <= tier {
		return l.entries, nil
	}
	var many [1024]int // how many are of each weight
	l.weights = l.weights[:0]
	for i := range l.entries {
		e := &l.entries[i]
		weight := int(e.title)*200 + e.heads.count()*50 + int(e.impact)
		l.weights = append(l.weights, weight)
		many[weight]++
	}
	least, room := len(many)-1, tier // there is room for so many of the least weight
	for ; many[least] < room; least-- {
		room -= many[least]
	}
	top, rest = l.top[:0], l.entries[:0]
	for i, e := range l.entries {
		switch {
		case l.weights[i] > least:
			top = append(top, e)
		case l.weights[i] == least && room > 0:
			top = append(top, e)
			room--
		default:
			rest = append(rest, e)
		}
	}
	l.top = top
	return top, rest
}
