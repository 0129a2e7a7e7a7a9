package search

import (
	"github.com/parley-kit/parley/site/course"
)

// posting says that a unit holds a word.
type posting struct {
	word     uint32
	unit     uint32
	sections uint64 // with the word in their text, a bit each
	heads    heads
	body     uint16 // how often in the text
	title    uint8  // how often in the title
}

// mark is a sign of a word, to tell the words of a group apart where they stand in
// titles: from 0 to 63.
func mark(word string) (m uint32) {
	for _, r := range word {
		m = m*31 + uint32(r)
	}
	return m % 63
}

// heads are up to three headings with a word: for each, from the lowest bits, the
// section, 6 bits, and the number of words in the heading less one, 4 bits. The
// two highest bits count them.
type heads uint32

func (h heads) count() int { return int(h >> 30) }

func (h heads) at(i int) (section, words int) {
	v := int(h >> (10 * i))
	return v & 63, v>>6&15 + 1
}

func (h heads) with(section, words int) heads {
	n := h.count()
	for i := range n {
		if s, _ := h.at(i); s == section {
			return h
		}
	}
	if n == 3 {
		return h
	}
	return h&(1<<30-1) | heads(section|(min(words, 16)-1)<<6)<<(10*n) | heads(n+1)<<30
}

// unit is a page, or a part of a very long one.
type unit struct {
	page      *course.Page
	continues bool // the page of the unit before
	title     int  // words in its title
	body      int  // words in its text
	text      int  // where its text for excerpts ends in texts
}

// counter counts the words of a run of pages. It is for one goroutine.
type counter struct {
	reader   reader
	ids      map[string]uint32
	words    []string
	known    map[string][]uint32 // what runs of letters beyond ASCII are made of
	accented map[uint32]string   // words as they were before they were folded
	units    []unit
	postings []posting
	texts    []byte
	names    []name

	// Of the unit being read: where each of its words' postings is. A word's
	// place counts while it is not below the unit's first.
	places []uint32
	first  int
	now    field
	at     int // section
	length int // words of the heading being read
	small  []byte
	chain  chain
	found  []uint32 // scratch: the words of a heading or title
	joined int      // how many of them are several in one
}

// field is what is being read.
type field uint8

const (
	inBody field = iota
	inTitle
	inHeading
	inName
)

func newCounter(c *course.Course) *counter {
	return &counter{reader: reader{c: c}, ids: map[string]uint32{}, known: map[string][]uint32{}, accented: map[uint32]string{}}
}

// page reads a page into its units.
func (c *counter) page(p *course.Page) {
	sections := c.reader.read(p)
	for first := true; first || len(sections) > 0; first = false {
		n, size := 0, 0
		for n < len(sections) && n < maxSections && (n == 0 || size+len(sections[n].text) <= maxUnitText) {
			size += len(sections[n].text)
			n++
		}
		c.unit(p, sections[:n], !first)
		sections = sections[n:]
	}
}

func (c *counter) unit(p *course.Page, sections []section, continues bool) {
	c.first = len(c.postings)
	c.units = append(c.units, unit{page: p, continues: continues})
	u := &c.units[len(c.units)-1]
	c.at = 0
	u.title = c.named(inTitle, p.Title)
	if t := p.Term; t != nil && !continues {
		for _, name := range names(t) {
			c.named(inHeading, name)
		}
		c.addNames(t)
	}
	c.now = inBody
	c.scan(p.Description)
	for i, s := range sections {
		c.at = i
		if s.heading != "" && (i == 0 || !s.goesOn(sections[i-1])) {
			c.named(inHeading, s.heading)
		}
		c.now = inBody
		c.scan(s.text)
	}
	for i := c.first; i < len(c.postings); i++ {
		u.body += int(c.postings[i].body)
	}
	c.texts = appendText(c.texts, p, sections)
	u.text = len(c.texts)
}

// named counts the words of a title or heading, whose number is known only at
// their end.
func (c *counter) named(where field, text string) int {
	c.found, c.now, c.joined = c.found[:0], where, 0
	c.scan(text)
	n := len(c.found) - c.joined
	for _, id := range c.found {
		p := c.posting(id)
		if where == inTitle {
			p.title = uint8(min(int(p.title)+1, 3))
		} else {
			p.heads = p.heads.with(c.at, n)
		}
	}
	return n
}

// add takes up a word that scan has found.
func (c *counter) add(id uint32) {
	if c.now != inBody {
		c.found = append(c.found, id)
		return
	}
	p := c.posting(id)
	p.sections |= 1 << c.at
	if p.body < 1<<16-1 {
		p.body++
	}
}

// posting is the one of a word in this unit.
func (c *counter) posting(id uint32) *posting {
	if at := int(c.places[id]); at > c.first || at == c.first && at < len(c.postings) && c.postings[at].word == id {
		return &c.postings[at]
	}
	c.places[id] = uint32(len(c.postings))
	c.postings = append(c.postings, posting{word: id, unit: uint32(len(c.units) - 1)})
	return &c.postings[len(c.postings)-1]
}

// id is the number of a word.
func (c *counter) id(word []byte) uint32 {
	if id, ok := c.ids[string(word)]; ok {
		return id
	}
	id := uint32(len(c.words))
	c.words = append(c.words, string(word))
	c.ids[c.words[id]] = id
	c.places = append(c.places, 0)
	return id
}
