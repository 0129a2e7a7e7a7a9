package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// history makes up what three browsers did: test/client/record/histories.mjs makes
// up the same from the same seed, line by line.
type history struct {
	state   uint32
	ids     []string // of all events so far
	lines   []string
	devices [3]device
}

type device struct {
	dev      string
	seq, lam int
	clock    int64
	has      []string
}

// next is mulberry32.
func (h *history) next() uint32 {
	h.state += 0x6D2B79F5
	a := h.state
	t := (a ^ a>>15) * (1 | a)
	t = (t + (t^t>>7)*(61|t)) ^ t
	return t ^ t>>14
}

func (h *history) pick(n int) int { return int(h.next() % uint32(n)) }

func (h *history) name(length int) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	b := make([]byte, length)
	for i := range b {
		b[i] = letters[h.pick(len(letters))]
	}
	return string(b)
}

func newHistory(seed uint32) *history {
	h := &history{state: seed}
	for i := range h.devices {
		h.devices[i] = device{dev: h.name(11), clock: 1_700_000_000 + int64(h.pick(1_000_000))}
	}
	for range 4 + h.pick(12) {
		h.step(&h.devices[h.pick(3)])
	}
	return h
}

func (h *history) step(d *device) {
	switch h.pick(10) {
	case 5:
		ids := []string{h.name(22)} // one that nobody has seen yet
		for range h.pick(4) {
			if len(h.ids) > 0 {
				ids = append(ids, h.ids[h.pick(len(h.ids))])
			}
		}
		h.add(d, `"t":"delete","v":1,"ids":["`+strings.Join(ids, `","`)+`"]`)
	case 6:
		other := &h.devices[h.pick(3)]
		d.has = append(d.has, other.has...)
		d.lam = max(d.lam, other.lam)
	case 7:
		d.clock -= int64(h.pick(10_000_000)) // the clock was set back
	case 8:
		if len(h.lines) > 0 { // an id with another content
			line := strings.Replace(h.lines[h.pick(len(h.lines))], `"at":"20`, `"at":"21`, 1)
			if h.pick(3) == 0 {
				line = line[:30] + h.conflict()
			}
			d.has = append(d.has, line)
		}
	case 9:
		h.add(d, h.newer())
	default:
		h.add(d, h.body())
	}
}

// conflict is the rest of an event that has only its id from another.
func (h *history) conflict() string {
	rest := `,"dev":"` + h.name(11) + `","seq":1,"lam":` + fmt.Sprint(1+h.pick(9)) + `,"at":"2024-01-01T00:00:00Z",`
	if h.pick(2) == 0 || len(h.ids) == 0 {
		return rest + `"t":"read","v":1,"page":"content/x","hash":"00112233"}`
	}
	return rest + `"t":"delete","v":1,"ids":["` + h.ids[h.pick(len(h.ids))] + `"]}`
}

func (h *history) add(d *device, rest string) {
	d.seq++
	d.lam++
	d.clock += int64(h.pick(100_000))
	id := h.name(22)
	at := time.Unix(d.clock, 0).UTC().Format(time.RFC3339)
	line := fmt.Sprintf(`{"id":"%s","dev":"%s","seq":%d,"lam":%d,"at":"%s",%s}`, id, d.dev, d.seq, d.lam, at, rest)
	h.ids = append(h.ids, id)
	h.lines = append(h.lines, line)
	d.has = append(d.has, line)
}

func (h *history) body() string {
	const hash = `"hash":"0a1b2c3d"`
	item := fmt.Sprintf(`"item":"exercises/x#q%d",%s`, h.pick(5), hash)
	name := "AAAAAAAAAAAAAAAAAAAAA" + fmt.Sprint(h.pick(3))
	switch h.pick(6) {
	case 0:
		return fmt.Sprintf(`"t":"answer","v":1,%s,"score":%s,"chosen":["\u00e4 \ud83d\ude00","b"]`, item, []string{"0", "0.5", "1", "null", "1.0", "5e-1"}[h.pick(6)])
	case 1:
		return fmt.Sprintf(`"t":"rating","v":1,%s,"round":"%s","value":%d`, item, name, h.pick(4))
	case 2:
		return fmt.Sprintf(`"t":"field","v":1,%s,"case":"%s","value":{"low":"%d","high":"2"}`, item, name, h.pick(9))
	case 3:
		return fmt.Sprintf(`"t":"case","v":1,"case":"%s","name":"n%d","forms":["x#f"]`, name, h.pick(9))
	case 4:
		return `"t":"read","v":1,"page":"content/x",` + hash
	}
	return fmt.Sprintf(`"t":"review","v":1,"card":"term:glossary/t%d","grade":%d,%s`, h.pick(3), 1+h.pick(4), hash)
}

// newer is an event that a later Parley might write.
func (h *history) newer() string {
	id := h.name(22)
	if len(h.ids) > 0 {
		id = h.ids[h.pick(len(h.ids))]
	}
	more := `,"__proto__":{"b":[1e21,-0,0.1e-6,null],"a":"\u2028\u007f"},"` + "\U0001F600" + `":1,"` + "\ufb33" + `":2`
	return []string{`"t":"badge","v":1` + more, `"v":2,"t":"answer"` + more, `"v":3,"t":"delete","ids":["` + id + `"]`}[h.pick(3)]
}

func recordOf(t testing.TB, lines []string) *Record {
	t.Helper()
	r := New()
	for _, line := range lines {
		e, err := Parse([]byte(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		r.Add(e)
	}
	return r
}

func written(r *Record) string {
	var b strings.Builder
	for _, e := range r.All() {
		b.WriteString(e.Line + "\n")
	}
	return b.String()
}

func joined(records ...*Record) *Record {
	r := records[0].Clone()
	for _, o := range records[1:] {
		r.Merge(o)
	}
	return r
}

const (
	histories = 10_000
	perSum    = 200
)

// TestMergeLaws holds the laws of merging on histories that are made up, and what
// comes out to what the client finds: one sum for every two hundred of them.
func TestMergeLaws(t *testing.T) {
	var found []string
	sum := sha256.New()
	met := map[string]int{}
	for seed := range uint32(histories) {
		h := newHistory(seed)
		a, b, c := recordOf(t, h.devices[0].has), recordOf(t, h.devices[1].has), recordOf(t, h.devices[2].has)
		before := written(a) + written(b) + written(c)
		all := joined(a, b, c)
		want := written(all)
		for name, r := range map[string]*Record{
			"other order": joined(c, b, a), "other brackets": joined(a, joined(b, c)), "another": joined(b, joined(c, a)),
			"once more": joined(all, a, all, c), "by line": recordOf(t, slices.Concat(h.devices[2].has, h.devices[1].has, h.devices[0].has)),
			"with an old backup": joined(all, recordOf(t, h.lines[:len(h.lines)/2]), a, b, c),
		} {
			if name == "with an old backup" { // it may hold what no device had left
				if got := written(joined(a, b, c, recordOf(t, h.lines[:len(h.lines)/2]))); got != written(r) {
					t.Fatalf("seed %d, %s:\n%s\nis not\n%s", seed, name, written(r), got)
				}
			} else if got := written(r); got != want {
				t.Fatalf("seed %d, %s:\n%s\nis not\n%s", seed, name, got, want)
			}
		}
		if written(a)+written(b)+written(c) != before {
			t.Fatalf("seed %d: merging changed what was merged", seed)
		}
		holds(t, seed, h, all, met)
		sum.Write([]byte(before + want))
		if (seed+1)%perSum == 0 {
			found = append(found, hex.EncodeToString(sum.Sum(nil)[:8]))
			sum.Reset()
		}
	}
	for _, what := range []string{"deleted", "quarantined", "newer"} {
		if met[what] < histories/20 {
			t.Errorf("only %d %s", met[what], what)
		}
	}
	fixture(t, "histories.json", found)
}

// holds checks what must be true of a record that knows all of a history.
func holds(t *testing.T, seed uint32, h *history, all *Record, met map[string]int) {
	t.Helper()
	gone := map[string]bool{}
	contents := map[string]map[string]bool{}
	for _, d := range h.devices {
		for _, line := range d.has {
			e, _ := Parse([]byte(line))
			for _, id := range e.gone() {
				gone[id] = true
			}
			if contents[e.ID] == nil {
				contents[e.ID] = map[string]bool{}
			}
			contents[e.ID][e.Line] = true
		}
	}
	kept := map[string]int{}
	for _, e := range all.All() {
		kept[e.ID]++
		if gone[e.ID] && e.T != Delete {
			t.Fatalf("seed %d: %s came back", seed, e.ID)
		}
		if !contents[e.ID][e.Line] {
			t.Fatalf("seed %d: %s was changed", seed, e.Line)
		}
		if e.Newer {
			met["newer"]++
		}
	}
	for id, lines := range contents {
		switch {
		case gone[id]:
			met["deleted"]++
		case kept[id] != len(lines):
			t.Fatalf("seed %d: %s has %d contents of %d", seed, id, kept[id], len(lines))
		case len(lines) > 1:
			met["quarantined"]++
			if slices.ContainsFunc(all.Events(), func(e Event) bool { return e.ID == id }) || !slices.Contains(all.Quarantined(), id) {
				t.Fatalf("seed %d: %s counts, with %d contents", seed, id, len(lines))
			}
		}
	}
}

// TestOrder holds that no clock takes part in it.
func TestOrder(t *testing.T) {
	for seed := range uint32(200) {
		h := newHistory(seed)
		order := func(from, to string) (ids []string) {
			for _, e := range recordOf(t, strings.Split(strings.ReplaceAll(strings.Join(h.lines, "\n"), from, to), "\n")).All() {
				ids = append(ids, e.ID)
			}
			return ids
		}
		if len(h.lines) == 0 {
			continue
		}
		if got, want := order(`"at":"20`, `"at":"19`), order("\n", "\n"); !slices.Equal(got, want) {
			t.Fatalf("seed %d: the clock was set back, and the order is another", seed)
		}
	}
}
