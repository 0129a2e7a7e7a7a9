package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// wordsPerSection makes pages of about 750 words, with the lists, the table
// and the links.
const wordsPerSection = 37

// lesson writes the body of page n. link turns a target into an address as
// seen from this page.
func (c Corpus) lesson(o outline, terms []term, link func(target) string) string {
	r := rand.New(rand.NewPCG(c.Seed, uint64(o.number)<<1|1))
	w := &writer{Rand: r, terms: drawTerms(r, terms, 10)}
	links := c.links(w, o, link)
	var b strings.Builder
	// The introduction and the sections each take the next links of the page.
	take := func() string {
		if len(links) == 0 {
			return ""
		}
		s := links[0]
		links = links[1:]
		return " " + s
	}
	fmt.Fprintf(&b, "%s%s%s\n", w.paragraph(wordsPerSection), take(), take())
	for i, h := range o.headings {
		fmt.Fprintf(&b, "\n%s %s\n\n%s%s\n", strings.Repeat("#", h.level), h.text, w.paragraph(wordsPerSection), take())
		switch i {
		case 0:
			b.WriteString("\n" + w.bullets(4))
		case 2:
			b.WriteString("\n" + w.table())
		case 4:
			b.WriteString("\n" + w.steps(4))
		case 5:
			if o.number%5 == 0 {
				b.WriteString("\n" + w.code(o.number) + "\n")
			}
		case 6:
			fmt.Fprintf(&b, "\n> %s\n", w.sentence())
		}
	}
	fmt.Fprintf(&b, "\n%s%s%s\n", w.paragraph(25), take(), take())
	return b.String()
}

// drawTerms draws the terms that a page speaks of.
func drawTerms(r *rand.Rand, terms []term, n int) []term {
	drawn := make([]term, n)
	for i := range drawn {
		drawn[i] = terms[r.IntN(len(terms))]
	}
	return drawn
}

func (w *writer) bullets(n int) string {
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "- **%s**: %s\n", capital(w.pick(words["habit"])), w.sentence())
	}
	return b.String()
}

func (w *writer) steps(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d. %s before *%s*.\n", i+1, capital(w.pick(words["habit"])), w.pick(words["event"]))
	}
	return b.String()
}

func (w *writer) table() string {
	var b strings.Builder
	b.WriteString("| Issue | Who asks | Weight | Result |\n|---|:--|--:|:-:|\n")
	for range 5 {
		fmt.Fprintf(&b, "| %s | %s | %d %% | `%c%d` |\n", capital(w.pick(words["topic"])), w.pick(words["who"]),
			5+w.IntN(90), 'A'+w.IntN(6), w.IntN(1000))
	}
	return b.String()
}

// target is a place that a link leads to: a lesson by number, or a term.
type target struct {
	lesson   int    // 0 for a term
	term     string // a term's id
	fragment string // a heading's id; "" for the whole page
}

// links writes eight to twelve sentences with one link each: two to terms, one
// within the page, the others to lessons, of which half lie in the chapter and
// a third lead to a heading.
func (c Corpus) links(w *writer, o outline, link func(target) string) []string {
	var out []string
	add := func(words string, to target) {
		out = append(out, fmt.Sprintf("See [%s](%s).", words, link(to)))
	}
	for i := range 8 + w.IntN(5) {
		switch i {
		case 1, 4:
			t := w.terms[i]
			add("the "+t.name, target{term: t.id()})
			continue
		case 3:
			h := o.headings[w.IntN(len(o.headings))]
			add(strings.ToLower(h.text), target{lesson: o.number, fragment: h.id()})
			continue
		}
		other := c.outlineOf(c.neighbour(w, o.number, i%2 == 0))
		if i%3 != 0 {
			add(strings.ToLower(other.title), target{lesson: other.number})
			continue
		}
		h := other.headings[w.IntN(len(other.headings))]
		add(strings.ToLower(h.text)+" in another lesson", target{lesson: other.number, fragment: h.id()})
	}
	w.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// neighbour draws another page, of the same chapter when near.
func (c Corpus) neighbour(w *writer, n int, near bool) int {
	from, count := 1, c.Pages
	if near {
		from = (n-1)/pagesPerChapter*pagesPerChapter + 1
		count = min(pagesPerChapter, c.Pages-from+1)
	}
	if count == 1 {
		return from
	}
	// Drawing among the others keeps a page from linking to itself as another.
	m := from + w.IntN(count-1)
	if m >= n {
		m++
	}
	return m
}

// definition writes the two paragraphs of a term.
func (c Corpus) definition(t term, i int) string {
	w := &writer{Rand: rand.New(rand.NewPCG(c.Seed^0x7465726d, uint64(i)))}
	return fmt.Sprintf("A %s is %s %s that %s.\n\n%s\n", t.name, w.pick(words["quality"]),
		w.pick(words["noun"]), w.pick(words["effect"]), w.paragraph(60))
}
