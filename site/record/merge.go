package record

import (
	"maps"
	"slices"
)

// Record is a set of events. Two become one by Merge, in any order, any number of
// times, with the same result.
//
// An id has one content. Where two were seen, both are kept and neither counts. A
// deleted id has none, and never has one again; what deletes is not deleted itself,
// or its ids would come back.
type Record struct {
	events map[string][]Event // by id: its contents, in the order of their text
	gone   map[string]bool
}

// New is an empty record.
func New() *Record {
	return &Record{events: map[string][]Event{}, gone: map[string]bool{}}
}

// Add joins an event that Parse has read.
func (r *Record) Add(e Event) {
	for _, id := range e.gone() {
		r.gone[id] = true
		r.drop(id)
	}
	if r.gone[e.ID] && e.T != Delete {
		return
	}
	at, there := slices.BinarySearchFunc(r.events[e.ID], e, func(a, b Event) int { return compareUTF16(a.Line, b.Line) })
	if !there {
		r.events[e.ID] = slices.Insert(r.events[e.ID], at, e)
	}
}

func (r *Record) drop(id string) {
	left := slices.DeleteFunc(r.events[id], func(e Event) bool { return e.T != Delete })
	if r.events[id] = left; len(left) == 0 {
		delete(r.events, id)
	}
}

// Merge joins all events of another record.
func (r *Record) Merge(o *Record) {
	for _, e := range o.All() {
		r.Add(e)
	}
}

// Clone is a record of its own with the same events.
func (r *Record) Clone() *Record {
	c := &Record{events: make(map[string][]Event, len(r.events)), gone: maps.Clone(r.gone)}
	for id, list := range r.events {
		c.events[id] = slices.Clone(list)
	}
	return c
}

// All lists every event in its order, contents that contradict each other too: what
// My file holds.
func (r *Record) All() []Event {
	out := make([]Event, 0, len(r.events))
	for _, list := range r.events {
		out = append(out, list...)
	}
	slices.SortFunc(out, Compare)
	return out
}

// Events lists in their order those that count.
func (r *Record) Events() []Event {
	return slices.DeleteFunc(r.All(), func(e Event) bool { return e.Newer || len(r.events[e.ID]) > 1 })
}

// Quarantined lists the ids with several contents.
func (r *Record) Quarantined() []string {
	var ids []string
	for id, list := range r.events {
		if len(list) > 1 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Lam is the highest Lamport counter; the next event has one more, at most MaxCount.
func (r *Record) Lam() int64 {
	var top int64
	for _, list := range r.events {
		for i := range list {
			top = max(top, list[i].Lam)
		}
	}
	return top
}
