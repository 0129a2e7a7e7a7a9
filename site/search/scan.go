package search

// What scan does with a byte.
const (
	other   uint8 = iota // it parts words
	small                // a letter or digit
	capital              //
	quote                // '
	beyond               // a part of what is not ASCII
)

var classes = func() (of [256]uint8) {
	for c := range of {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			of[c] = small
		case c >= 'A' && c <= 'Z':
			of[c] = capital
		case c == '\'':
			of[c] = quote
		case c >= 0x80:
			of[c] = beyond
		}
	}
	return of
}()

// scan adds the words of a text as Tokens does, without a copy of most; it also
// adds what words joined by hyphens make together, so that "walkaway" finds
// "walk-away".
func (c *counter) scan(text string) {
	c.chain.end(c)
	for i := 0; i < len(text); {
		if k := classes[text[i]]; k == other || k == quote {
			i++
			continue
		}
		from := i
		for i < len(text) && classes[text[i]] == small {
			i++
		}
		if i == len(text) || classes[text[i]] == other {
			id := c.id(text[from:min(i, from+maxToken)])
			c.add(id)
			c.chain.word(c, text, from, i, id)
			continue
		}
		c.small = append(c.small[:0], text[from:i]...)
		k := other
	word:
		for ; i < len(text); i++ {
			k = classes[text[i]]
			switch k {
			case small:
				c.small = append(c.small, text[i])
			case capital:
				c.small = append(c.small, text[i]|0x20)
			case quote:
				if i+1 == len(text) || classes[text[i+1]] == other || classes[text[i+1]] == quote || elides(string(c.small)) {
					break word
				}
			default:
				break word
			}
		}
		if k == beyond {
			for i < len(text) && classes[text[i]] != other {
				i++
			}
			c.strange(text[from:i], from)
			continue
		}
		id := c.smallID()
		c.add(id)
		c.chain.word(c, text, from, i, id)
	}
	c.chain.end(c)
}

// strange adds the words of a run that is not ASCII.
func (c *counter) strange(run string, from int) {
	ids, ok := c.known[run]
	if !ok {
		cut(plain(run), func(word string) {
			folded := fold(word)
			if folded == "" {
				return
			}
			id := c.id(folded)
			if kept := c.accented[id]; folded != word && (kept == "" || word < kept) {
				c.accented[id] = word
			}
			ids = append(ids, id)
		})
		if len(run) < 64 {
			c.known[run] = ids
		}
	}
	for _, id := range ids {
		c.add(id)
	}
}

// chain is a run of words with hyphens between.
type chain struct {
	joined []byte
	words  int
	end_   int // of the last word in the text
}

// word goes on with a word, or begins anew.
func (h *chain) word(c *counter, text string, from, to int, id uint32) {
	if h.words > 0 && from == h.end_+1 && text[h.end_] == '-' {
		h.joined = append(h.joined, c.words[id]...)
		h.words++
	} else {
		h.end(c)
		if to == len(text) || text[to] != '-' {
			return
		}
		h.joined, h.words = append(h.joined[:0], c.words[id]...), 1
	}
	h.end_ = to
}

// end adds the joined words.
func (h *chain) end(c *counter) {
	if h.words > 1 && c.now != inName && len(h.joined) <= maxToken && lettered(h.joined) {
		c.add(c.id(string(h.joined)))
		c.joined++
	}
	h.words = 0
}

// lettered tells that not all is digits, as in a date.
func lettered(word []byte) bool {
	for _, c := range word {
		if c > '9' {
			return true
		}
	}
	return false
}
