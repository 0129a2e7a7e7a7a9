package search

import (
	"html"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// The size of a unit: what is ranked, and shown as one result. A page is one unit
// unless it is very long.
const (
	maxSection  = 6 << 10  // of text, in bytes; a longer section counts as several
	maxUnitText = 60 << 10 // in bytes
	maxSections = 40
)

// section is a run of a page's text under one heading.
type section struct {
	anchor, heading string
	text            string
}

// goesOn tells of a section that was cut off the one before.
func (s section) goesOn(before section) bool {
	return s.anchor == before.anchor && s.heading == before.heading
}

// reader takes the text out of a page's bodies, which are HTML of Parley's own.
type reader struct {
	c        *course.Course
	page     *course.Page
	sections []section
	buf      []byte
	level    int // of the heading being read; 0 outside
	from     int // where its words began
	skip     string
}

// read is the text of a page by its sections. The first has no heading.
func (r *reader) read(p *course.Page) []section {
	r.page, r.sections, r.buf = p, r.sections[:0], r.buf[:0]
	r.sections = append(r.sections, section{})
	r.body(p.Body)
	r.end()
	return r.sections
}

// end closes the section being read.
func (r *reader) end() {
	last := &r.sections[len(r.sections)-1]
	text := strings.TrimSpace(string(r.buf))
	r.buf = r.buf[:0]
	for len(text) > maxSection {
		at := strings.LastIndexByte(text[:maxSection], ' ')
		if at <= 0 {
			at = maxSection
			for at > 0 && text[at]&0xc0 == 0x80 {
				at--
			}
		}
		more := section{anchor: last.anchor, heading: last.heading}
		last.text = text[:at]
		text = strings.TrimSpace(text[at:])
		r.sections = append(r.sections, more)
		last = &r.sections[len(r.sections)-1]
	}
	last.text = text
}

// body reads a body with what stands in its holes.
func (r *reader) body(b course.Body) {
	at := 0
	for _, h := range b.Holes {
		switch h.Kind {
		case course.BlockHole:
			r.html(b.HTML[at:h.At])
			at = int(h.At)
			r.space()
			if blk, ok := r.page.Blocks[h.N].(block.Searched); ok {
				for _, inner := range blk.Search() {
					r.body(inner)
					r.space()
				}
			}
		case course.LinkHole:
			if link := &r.page.Links[h.N]; link.Kind == course.ToNamed {
				r.html(b.HTML[at:h.At])
				at = int(h.At)
				t := r.c.Resolve(r.page, link)
				r.words(t.NamedWords(link))
			}
		}
	}
	r.html(b.HTML[at:])
}

// html reads a run of HTML. A run may end inside the attribute of a heading's
// anchor only where a hole of no width stands, which body does not cut at.
func (r *reader) html(s string) {
	for s != "" {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			r.escaped(s)
			return
		}
		r.escaped(s[:at])
		end := strings.IndexByte(s[at:], '>')
		if end < 0 {
			return
		}
		r.tag(s[at+1 : at+end])
		s = s[at+end+1:]
	}
}

// tag heeds a tag, given without its brackets.
func (r *reader) tag(tag string) {
	name, closing := strings.CutPrefix(tag, "/")
	if i := strings.IndexAny(name, " \n/"); i >= 0 {
		name = name[:i]
	}
	switch {
	case r.skip != "":
		if closing && name == r.skip {
			r.skip = ""
		}
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		r.heading(int(name[1]-'0'), tag, closing)
	case name == "sup" && strings.Contains(tag, ` id="fnref`), name == "a" && strings.Contains(tag, `"footnote-backref"`), name == "annotation":
		r.skip = name // the number of a footnote, at its mark and behind it; the source of a formula
	case !inline(name):
		r.space()
	}
}

// heading begins a section at a heading, or ends its words.
func (r *reader) heading(level int, tag string, closing bool) {
	if closing && r.level > 0 {
		last := &r.sections[len(r.sections)-1]
		last.heading = strings.TrimSpace(string(r.buf[r.from:]))
		r.buf, r.level = r.buf[:r.from], 0
		return
	}
	r.end()
	anchor := ""
	if _, rest, ok := strings.Cut(tag, ` id="`); ok {
		anchor, _, _ = strings.Cut(rest, `"`)
		anchor = html.UnescapeString(anchor)
	}
	r.sections = append(r.sections, section{anchor: anchor})
	r.level, r.from = level, len(r.buf)
}

// escaped adds words of HTML.
func (r *reader) escaped(s string) {
	if r.skip != "" {
		return
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	r.words(s)
}

// words adds plain words, with single spaces between them.
func (r *reader) words(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '\n' || c == '\t' || c == ' ' && i+1 < len(s) && s[i+1] <= ' ' {
			r.buf = append(r.buf, s[from:i]...)
			r.space()
			for i+1 < len(s) && s[i+1] <= ' ' {
				i++
			}
			from = i + 1
		}
	}
	if from < len(s) && s[from] == ' ' {
		r.space()
		from++
	}
	r.buf = append(r.buf, s[from:]...)
}

func (r *reader) space() {
	if n := len(r.buf); n > 0 && r.buf[n-1] != ' ' {
		r.buf = append(r.buf, ' ')
	}
}

// inline tells of elements that do not part words.
func inline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
		"samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
		"math", "mi", "mn", "mo", "mrow", "mstyle", "mtext":
		return true
	}
	return false
}
