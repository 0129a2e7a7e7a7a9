package render

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// A term's page quotes the sentences that use it. They are cut out of the pages'
// bodies when the term's page is drawn: to keep them would take more memory than
// all that is known of terms.

// Marks that stand around a mention while its paragraph is made plain. Sources
// hold no control characters.
const (
	wordsBegin = "\x02"
	wordsEnd   = "\x03"
)

// sentence is the sentence that a mention of a page stands in: the words of the
// mention, and those around them.
func (l *language) sentence(p *course.Page, n int) (before, words, after string) {
	m := &p.Mentions[n]
	for _, body := range bodies(p) {
		h := slices.IndexFunc(body.Holes, func(h course.Hole) bool {
			switch h.Kind {
			case course.TermHole:
				return int(h.N) == n
			case course.LinkHole: // of one that the author has written
				link := &p.Links[h.N]
				return !m.Linked && link.Line == m.Line && link.Col == m.Col
			}
			return false
		})
		if h >= 0 {
			paragraph := l.paragraph(p, body, h)
			if strings.Contains(paragraph, "footnote-ref") {
				paragraph = footnoteRef.ReplaceAllString(paragraph, "")
			}
			return cutSentence(plainText(template.HTML(paragraph)))
		}
	}
	return "", "", ""
}

// footnoteRef is the number of a footnote, which says nothing without its page.
var footnoteRef = regexp.MustCompile(`<sup[^>]*><a[^>]*footnote-ref[^>]*>[^<]*</a></sup>`)

// bodies are a page's own body and those of its blocks.
func bodies(p *course.Page) []course.Body {
	out := []course.Body{p.Body}
	for _, b := range p.Blocks {
		if prose, ok := b.(block.Prose); ok {
			out = append(out, prose.Prose())
		}
	}
	return out
}

// paragraph is the HTML around a hole, from the element that begins before it to
// the one that ends behind, with the marks around the words of the hole.
func (l *language) paragraph(p *course.Page, body course.Body, h int) string {
	at := int(body.Holes[h].At)
	from, to := at, at
	for from > 0 && !parts(body.HTML[from:]) {
		from--
	}
	for to < len(body.HTML) && !parts(body.HTML[to:]) {
		to++
	}
	var b strings.Builder
	pos, open := from, false
	write := func(until int) {
		piece := body.HTML[pos:until]
		if i := strings.Index(piece, "</a>"); open && i >= 0 && body.Holes[h].Kind == course.LinkHole {
			piece, open = piece[:i]+wordsEnd+piece[i:], false
		}
		b.WriteString(piece)
		pos = until
	}
	for i := range body.Holes {
		hole := &body.Holes[i]
		if int(hole.At) < from || int(hole.At) > to {
			continue
		}
		write(int(hole.At))
		if i == h {
			b.WriteString(wordsBegin)
			open = true
		}
		switch hole.Kind {
		case course.LinkHole:
			if link := &p.Links[hole.N]; link.Kind == course.ToNamed {
				t := l.r.Course.Resolve(p, link)
				b.WriteString(template.HTMLEscapeString(t.NamedWords(link)))
				if i == h {
					b.WriteString(wordsEnd)
					open = false
				}
			}
		case course.TermEndHole:
			if open && hole.N == body.Holes[h].N && body.Holes[h].Kind == course.TermHole {
				b.WriteString(wordsEnd)
				open = false
			}
		}
	}
	write(to)
	return b.String()
}

// parts tells whether HTML begins with a tag that ends or begins a paragraph, a
// list item or a cell.
func parts(html string) bool {
	if html == "" || html[0] != '<' {
		return false
	}
	name := strings.TrimPrefix(html[1:min(len(html), 6)], "/")
	for _, tag := range []string{"p>", "li", "ul", "ol", "td", "th", "tr", "dd", "dt", "dl", "h2", "h3", "h4", "h5", "h6", "div", "pre"} {
		if strings.HasPrefix(name, tag) {
			return true
		}
	}
	return false
}

// maxSentence is about how much of a sentence is shown, in bytes.
const maxSentence = 180

// cutSentence cuts the sentence with the marked words out of a paragraph.
func cutSentence(text string) (before, words, after string) {
	before, rest, ok := strings.Cut(text, wordsBegin)
	words, after, closed := strings.Cut(rest, wordsEnd)
	if !ok || !closed {
		return "", "", ""
	}
	from := 0
	for _, end := range []string{". ", "! ", "? ", ": "} {
		if k := strings.LastIndex(before, end); k >= 0 {
			from = max(from, k+len(end))
		}
	}
	before = before[from:]
	to := len(after)
	for _, end := range []string{". ", "! ", "? "} {
		if k := strings.Index(after, end); k >= 0 {
			to = min(to, k+1)
		}
	}
	after = after[:to]
	if room := (maxSentence - len(words)) / 2; len(before) > room && len(before)+len(after) > maxSentence {
		if k := strings.IndexByte(before[len(before)-max(room, 0):], ' '); k >= 0 {
			before = "… " + before[len(before)-max(room, 0)+k+1:]
		}
	}
	if room := maxSentence - len(before) - len(words); len(after) > max(room, 0) {
		if k := strings.LastIndexByte(after[:max(room, 0)], ' '); k >= 0 {
			after = after[:k] + " …"
		}
	}
	return before, words, after
}
