package search

import (
	"encoding/binary"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// unit is a page, or a part of a very long one.
type unit struct {
	page      *course.Page
	continues bool   // the page of the unit before
	title     int    // words in its title
	body      int    // words in its text
	text      []byte // for excerpts, as a shard has it after another
	words     []byte // its postings, each after its word
}

// counter counts the words of a run of pages. It is for one goroutine.
type counter struct {
	reader   reader
	ids      map[string]uint32
	words    []string
	known    map[string][]uint32 // what runs of letters beyond ASCII are made of
	accented map[uint32]string   // words as they were before they were folded
	units    []unit
	sizes    []int // by words: how many bytes their postings take, each after its unit
	texts    store
	packed   store
	names    []name

	// Of the unit being read: its postings, and where each word's is, if that is
	// one of the word.
	postings []posting
	places   []uint32
	now      field
	at       int // section
	small    []byte
	buf      []byte
	chain    chain
	found    []uint32 // scratch: the words of a heading or title
	joined   int      // how many of them are several in one
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
	c.postings = c.postings[:0]
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
	c.pack(u)
	c.buf = appendText(append(c.buf[:0], ','), p, sections)
	u.text = c.texts.keep(c.buf)
}

// pack keeps the postings of the unit that has been read.
func (c *counter) pack(u *unit) {
	c.buf = c.buf[:0]
	for i := range c.postings {
		p := &c.postings[i]
		u.body += int(p.body)
		if p.title > 0 {
			p.mark = uint8(mark(c.words[p.word]))
		}
		c.buf = binary.AppendUvarint(c.buf, uint64(p.word))
		from := len(c.buf)
		c.buf = p.append(c.buf)
		c.sizes[p.word] += unitSize + len(c.buf) - from
	}
	u.words = c.packed.keep(c.buf)
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
	if at := int(c.places[id]); at < len(c.postings) && c.postings[at].word == id {
		return &c.postings[at]
	}
	c.places[id] = uint32(len(c.postings))
	c.postings = append(c.postings, posting{word: id})
	return &c.postings[len(c.postings)-1]
}

// id is the number of a word.
func (c *counter) id(word string) uint32 {
	if id, ok := c.ids[word]; ok {
		return id
	}
	id := uint32(len(c.words))
	word = strings.Clone(word) // the rest of the text is not to be kept
	c.words = append(c.words, word)
	c.ids[word] = id
	c.places = append(c.places, 0)
	c.sizes = append(c.sizes, 0)
	return id
}

// smallID is the number of a word in c.small.
func (c *counter) smallID() uint32 {
	word := c.small[:min(len(c.small), maxToken)]
	if id, ok := c.ids[string(word)]; ok { // without a copy
		return id
	}
	return c.id(string(word))
}
