package search

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// opened is an index read back as a browser reads it, by another hand than wrote it.
type opened struct {
	root   root
	words  []string       // in order
	groups map[string]int // of the words
	found  [][]hit        // by group
	texts  []text         // by unit
	names  []spoken
	shards map[string]string // data by name
}

type text struct {
	id, title string
	sections  [][3]string // anchor, heading, text
}

type hit struct {
	unit, impact, title int
	heads               [][2]int
	sections            int
}

type spoken struct {
	groups      []int
	unit        int
	term        string
	discouraged bool
}

var shardName = regexp.MustCompile(`^[a-z0-9-]+(\.[wrbets][0-9]+-[a-z2-7]{4})?$`)

// open runs every shard as a browser would and reads what it hands over. What is
// wrong with the index as such is an error.
func open(t testing.TB, index *Index) *opened {
	t.Helper()
	o := &opened{groups: map[string]int{}, shards: map[string]string{}}
	for _, s := range append(slices.Clip(index.Shards), index.Root) {
		o.shard(t, s)
	}
	if err := json.Unmarshal([]byte(o.shards[index.Root.Name]), &o.root); err != nil {
		t.Fatalf("the root: %v", err)
	}
	used := 1 + len(o.list(t, "t", o.root.Texts))
	used += o.readWords(t)
	o.readTexts(t)
	used += o.readLists(t)
	if o.root.Terms != "" {
		used++
	}
	if used != len(o.shards) {
		t.Errorf("the root leads to %d of %d shards", used, len(o.shards))
	}
	return o
}

// shard runs a shard, and holds its name to what it may be.
func (o *opened) shard(t testing.TB, s Shard) {
	t.Helper()
	script := string(s.Append(nil))
	if !utf8.ValidString(script) || strings.ContainsAny(script, "\u2028\u2029\x00") {
		t.Errorf("%s holds what a script may not", s.Name)
	}
	if !shardName.MatchString(s.Name) {
		t.Errorf("a shard is called %q", s.Name)
	}
	if _, twice := o.shards[s.Name]; twice {
		t.Errorf("two shards are called %s", s.Name)
	}
	vm := goja.New()
	_ = vm.Set("parley", map[string]any{"shard": func(name string, data goja.Value) {
		if name != s.Name {
			t.Errorf("%s says that it is %s", s.Name, name)
		}
		_ = vm.Set("data", data)
	}})
	if _, err := vm.RunString(script); err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	data, err := vm.RunString("JSON.stringify(data)")
	if err != nil {
		t.Fatal(err)
	}
	o.shards[s.Name] = data.String()
	if strings.Contains(s.Name, ".") { // all but the root
		_, value, _ := strings.Cut(script, ",")
		sum := sha256.Sum256([]byte(strings.TrimSuffix(value, ");\n")))
		if hash := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:hashLength]; !strings.HasSuffix(s.Name, "-"+hash) {
			t.Errorf("the hash of %s is %s", s.Name, hash)
		}
	}
}

// list is the data of the shards of a kind, in order.
func (o *opened) list(t testing.TB, kind, hashes string) (data []string) {
	t.Helper()
	lang, _, _ := strings.Cut(firstKey(o.shards), ".")
	for i := 0; i < len(hashes); i += hashLength {
		name := lang + "." + kind + itoa(i/hashLength) + "-" + hashes[i:i+hashLength]
		one, ok := o.shards[name]
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		data = append(data, one)
	}
	return data
}

func firstKey(m map[string]string) (first string) {
	for key := range m {
		if first == "" || key < first {
			first = key
		}
	}
	return first
}

func itoa(n int) string {
	data, _ := json.Marshal(n)
	return string(data)
}

// cursor reads signs.
type cursor struct {
	text string
	at   int
}

func (c *cursor) sign() int {
	c.at++
	return strings.IndexByte(digits, c.text[c.at-1])
}

func (c *cursor) number() (n int) {
	for shift := 0; ; shift += 5 {
		d := c.sign()
		n |= d & 31 << shift
		if d < 32 {
			return n
		}
	}
}

// word reads a word of a dictionary, by the one before, and the sign behind it.
func (c *cursor) word(before string) (word string, sign byte) {
	shared := c.sign()
	end := c.at + strings.IndexAny(c.text[c.at:], " !")
	word = string([]rune(before)[:shared]) + c.text[c.at:end]
	sign = c.text[end]
	c.at = end + 1
	return word, sign
}

// readWords reads the words with their postings and names, and says how many
// shards they are in.
func (o *opened) readWords(t testing.TB) (shards int) {
	t.Helper()
	list := o.list(t, "w", o.root.Words.Names)
	if len(list) != len(o.root.Groups) || len(list) != len(o.root.Words.From) {
		t.Fatalf("%d shards of words, %d numbers of groups, %d beginnings", len(list), len(o.root.Groups), len(o.root.Words.From))
	}
	shards = len(list)
	for i, data := range list {
		var parts []json.RawMessage
		var dict, posts string
		decode(t, data, &parts)
		decode(t, string(parts[0]), &dict)
		decode(t, string(parts[1]), &posts)
		word, top := "", len(o.found)-1
		for c := (cursor{text: dict}); c.at < len(dict); {
			next, sign := c.word(word)
			if len(o.words) > 0 && compare(o.words[len(o.words)-1], next) >= 0 {
				t.Errorf("%q stands behind %q", next, o.words[len(o.words)-1])
			}
			if word == "" && (compare(o.root.Words.From[i], next) > 0 || i > 0 && compare(o.root.Words.From[i], o.words[len(o.words)-1]) <= 0) {
				t.Errorf("shard %d begins with %q, and by the root with %q", i, next, o.root.Words.From[i])
			}
			word = next
			o.words = append(o.words, word)
			if sign == ' ' {
				top++
				o.groups[word] = top
			} else {
				o.groups[word] = top - c.number()
			}
		}
		if top+1-len(o.found) != o.root.Groups[i] {
			t.Errorf("shard %d has %d groups, and by the root %d", i, top+1-len(o.found), o.root.Groups[i])
		}
		if o.root.Groups[i] > 0 {
			for _, p := range strings.Split(posts, " ") {
				shards += o.readPostings(t, p)
			}
		}
		if len(parts) > 2 {
			o.readNames(t, string(parts[2]))
		}
	}
	return shards
}

func decode(t testing.TB, data string, to any) {
	t.Helper()
	if err := json.Unmarshal([]byte(data), to); err != nil {
		t.Fatal(err)
	}
}

// readPostings reads those of the next group, and says in how many more shards they are.
func (o *opened) readPostings(t testing.TB, text string) (more int) {
	t.Helper()
	var hits []hit
	if rest, ok := strings.CutPrefix(text, "*"); ok {
		c := cursor{text: rest}
		units := c.number()
		hash := rest[c.at : c.at+hashLength]
		lang, _, _ := strings.Cut(firstKey(o.shards), ".")
		data, ok := o.shards[lang+".r"+itoa(len(o.found))+"-"+hash]
		if !ok {
			t.Fatalf("no rest of group %d", len(o.found))
		}
		decode(t, data, &text)
		hits = append(o.hits(t, rest[c.at+hashLength:]), o.hits(t, text)...)
		if len(hits) != units {
			t.Errorf("%d postings, and it says %d", len(hits), units)
		}
		more = 1
	} else {
		hits = o.hits(t, text)
	}
	o.found = append(o.found, hits)
	return more
}

func (o *opened) hits(t testing.TB, text string) (hits []hit) {
	t.Helper()
	unit := -1
	for c := (cursor{text: text}); c.at < len(text); {
		unit += c.number() + 1
		h := hit{unit: unit}
		first := c.sign()
		h.impact = first & 31
		if first > 31 {
			named := c.sign()
			if h.title = named & 3; h.title > 0 {
				c.sign()
				c.sign()
			}
			for range named >> 2 {
				h.heads = append(h.heads, [2]int{c.number(), c.sign()})
			}
		}
		if h.impact > 0 {
			h.sections = c.number()
		}
		if unit >= o.root.Units {
			t.Errorf("there is no unit %d", unit)
		}
		hits = append(hits, h)
	}
	return hits
}

func (o *opened) readNames(t testing.TB, data string) {
	t.Helper()
	var list [][4]json.RawMessage
	decode(t, data, &list)
	for _, one := range list {
		var s spoken
		discouraged := 0
		decode(t, string(one[0]), &s.groups)
		decode(t, string(one[1]), &s.unit)
		decode(t, string(one[2]), &s.term)
		decode(t, string(one[3]), &discouraged)
		s.discouraged = discouraged == 1
		o.names = append(o.names, s)
	}
}

func (o *opened) readTexts(t testing.TB) {
	t.Helper()
	for i, data := range o.list(t, "t", o.root.Texts) {
		var units [][]json.RawMessage
		decode(t, data, &units)
		if len(units) != o.root.InTexts[i] {
			t.Errorf("%d texts, and the root says %d", len(units), o.root.InTexts[i])
		}
		for _, unit := range units {
			var one text
			decode(t, string(unit[0]), &one.id)
			decode(t, string(unit[1]), &one.title)
			for _, s := range unit[2:] {
				var section [3]string
				decode(t, string(s), &section)
				one.sections = append(one.sections, section)
			}
			o.texts = append(o.texts, one)
		}
	}
	kinds := 0
	for _, k := range o.root.Kinds {
		kinds += k.Units
	}
	if len(o.texts) != o.root.Units || kinds != o.root.Units {
		t.Errorf("%d units, %d texts, %d by kinds", o.root.Units, len(o.texts), kinds)
	}
}

// readLists holds the lists b and e to the words, and says how many shards they have.
func (o *opened) readLists(t testing.TB) (shards int) {
	t.Helper()
	for kind, l := range map[string]list{"b": o.root.Begins, "e": o.root.Ends} {
		var got []string
		for i, data := range o.list(t, kind, l.Names) {
			var dict string
			decode(t, data, &dict)
			word := ""
			for c := (cursor{text: dict}); c.at < len(dict); {
				word, _ = c.word(word)
				c.sign()
				if n := len(got); n > 0 && (compare(got[n-1], word) >= 0 || word == "" || l.From[i] > word) {
					t.Errorf("%s%d: %q behind %q", kind, i, word, got[n-1])
				}
				got = append(got, word)
			}
			shards++
		}
		if kind == "e" {
			for i := range got {
				got[i] = reversed(got[i])
			}
			slices.SortFunc(got, compare)
		}
		var want []string
		for _, w := range o.words {
			if utf8.RuneCountInString(w) > 1 {
				want = append(want, w)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s lists %d words of %d", kind, len(got), len(want))
		}
	}
	return shards
}

// units are those that hold a word or another of its group.
func (o *opened) units(word string) (units []int) {
	if group, ok := o.groups[word]; ok {
		for _, h := range o.found[group] {
			units = append(units, h.unit)
		}
	}
	return units
}
