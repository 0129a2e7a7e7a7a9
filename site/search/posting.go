package search

import "encoding/binary"

// posting says that a unit holds a word.
type posting struct {
	word     uint32
	heads    heads
	sections uint64 // with the word in their text, a bit each
	body     uint16 // how often in the text
	title    uint8  // how often in the title
	mark     uint8  // of the word, where the title has it
}

// append writes a posting without its word. There are millions: most take three
// bytes so, instead of 24.
func (p *posting) append(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(p.body)<<1|p.named())
	dst = binary.AppendUvarint(dst, p.sections)
	if p.named() == 1 {
		dst = append(dst, p.title, p.mark)
		dst = binary.LittleEndian.AppendUint32(dst, uint32(p.heads))
	}
	return dst
}

func (p *posting) named() uint64 {
	if p.title > 0 || p.heads > 0 {
		return 1
	}
	return 0
}

// read takes a posting from the beginning of src and tells its length.
func (p *posting) read(src []byte) int {
	head, n := binary.Uvarint(src)
	sections, more := binary.Uvarint(src[n:])
	n += more
	*p = posting{body: uint16(head >> 1), sections: sections}
	if head&1 == 1 {
		p.title, p.mark, p.heads = src[n], src[n+1], heads(binary.LittleEndian.Uint32(src[n+2:]))
		n += 6
	}
	return n
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

// store is memory that many small runs of bytes share.
type store struct{ room []byte }

const storeSize = 256 << 10

// keep copies b into the store.
func (s *store) keep(b []byte) []byte {
	if cap(s.room)-len(s.room) < len(b) {
		s.room = make([]byte, 0, max(storeSize, len(b)))
	}
	from := len(s.room)
	s.room = append(s.room, b...)
	return s.room[from:len(s.room):len(s.room)]
}
