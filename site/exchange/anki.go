package exchange

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/parley-kit/parley/site/course"
)

// ankiHead tells Anki (2.1.54 and later) how to read the file, so that nobody
// has to set columns by hand. The deck is a column, since the header "#deck"
// only chooses a deck that exists and a column makes it. Fields have no names,
// since those of Anki's note type Basic are translated.
const ankiHead = "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:5\n"

// Anki is a language's terms as a text file that Anki imports: a note that asks
// what a term means, for each with a definition, and one for each two terms that
// are taken for each other. A note keeps its identity as long as its page keeps
// its path, so that importing again updates it.
func Anki(c *course.Course, lang course.Lang, pages []*course.Page) []byte {
	d := deck{course: c, lang: lang}
	d.out.WriteString(ankiHead)
	for _, p := range pages {
		if definition := d.plain(p, p.Term.Definition); definition != "" {
			front := p.Term.Name
			if p.Term.Abbr != "" {
				front += " (" + p.Term.Abbr + ")"
			}
			d.note([]course.ID{p.ID}, front, []string{definition}, tags(p))
		}
	}
	for _, p := range pages {
		for _, other := range p.Term.ConfusedWith {
			d.pair(p, other, pages)
		}
	}
	return d.out.Bytes()
}

// deck is a file of notes that is being written.
type deck struct {
	course *course.Course
	lang   course.Lang
	out    bytes.Buffer
	paired map[[2]course.ID]bool
}

// note writes a note about the pages of some terms.
func (d *deck) note(about []course.ID, front string, back, tags []string) {
	h := sha256.New()
	for _, part := range append([]course.ID{"parley", course.ID(d.course.Config.ID), course.ID(d.lang)}, about...) {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	for i := range back {
		back[i] = ankiText(back[i])
	}
	name := strings.Join(strings.Fields(strings.ReplaceAll(d.course.Config.Name, "::", ":")), " ")
	row := []string{hex.EncodeToString(h.Sum(nil)[:10]), name, ankiText(front), strings.Join(back, "<br>"), strings.Join(tags, " ")}
	for i, s := range row {
		row[i] = quoteIf(s, strings.Contains(s, `"`))
	}
	d.out.WriteString(strings.Join(row, "\t") + "\n")
}

// pair asks which of two terms is which, once for both directions.
func (d *deck) pair(p *course.Page, c course.Contrast, pages []*course.Page) {
	found := d.course.Named(d.lang, c.With.Text)
	if len(found) == 0 || found[0].Term == nil || found[0] == p {
		return
	}
	q := found[0]
	both := [2]course.ID{min(p.ID, q.ID), max(p.ID, q.ID)}
	if d.paired[both] {
		return
	}
	if d.paired == nil {
		d.paired = map[[2]course.ID]bool{}
	}
	d.paired[both] = true
	ask, back := c.Ask, []string{c.How}
	if slices.Contains(pages, q) {
		for _, c := range q.Term.ConfusedWith {
			if named := d.course.Named(d.lang, c.With.Text); len(named) > 0 && named[0] == p {
				ask = cmp.Or(ask, c.Ask)
				back = append(back, c.How)
			}
		}
	}
	back = slices.DeleteFunc(back, func(s string) bool { return s == "" })
	if len(back) == 0 {
		return
	}
	front := p.Term.Name + " " + or(d.lang) + " " + q.Term.Name + "? " + ask
	d.note(both[:], strings.TrimSpace(front), slices.Compact(back), tags(p))
}

// or is the word between two choices, in the languages of the interface.
func or(lang course.Lang) string {
	switch tag, _, _ := strings.Cut(string(lang), "-"); tag {
	case "en":
		return "or"
	case "de":
		return "oder"
	}
	return "/"
}

// tags are a page's group, stage and tags, each as one word.
func tags(p *course.Page) []string {
	var out []string
	for _, t := range append([]string{p.Term.Group, p.Stage.Text}, p.Tags...) {
		if t = strings.Join(strings.Fields(t), "-"); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// ankiText is a text as a field of a note: HTML without line ends, and without
// the brackets that Anki plays sounds for.
func ankiText(s string) string {
	return strings.ReplaceAll(html.EscapeString(strings.Join(strings.Fields(s), " ")), "[", "&#91;")
}

// plain is the text of a page's body: of links their words, of pictures the words
// that stand for them.
func (d *deck) plain(p *course.Page, body course.Body) string {
	var b strings.Builder
	at := uint32(0)
	for _, h := range body.Holes {
		b.WriteString(body.HTML[at:h.At])
		at = h.At
		switch h.Kind {
		case course.LinkHole:
			if link := &p.Links[h.N]; link.Kind == course.ToNamed {
				t := d.course.Resolve(p, link)
				b.WriteString(html.EscapeString(t.NamedWords(link)))
			}
		case course.ImageHole:
			b.WriteString(html.EscapeString(p.Images[h.N].Alt))
		}
	}
	b.WriteString(body.HTML[at:])
	z := xhtml.NewTokenizer(strings.NewReader(b.String()))
	var out strings.Builder
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return strings.Join(strings.Fields(out.String()), " ")
		case xhtml.TextToken:
			out.Write(z.Text())
		}
	}
}
