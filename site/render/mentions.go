package render

import (
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// mention writes the opening tag of a term's link. A term that the site leaves
// out has none: then the words stand alone.
func (f *filler) mention(b *paper, m *course.Mention) {
	if q, ok := f.mentioned(m); ok {
		b.WriteString(`<a class="term"`)
		attr(b, "href", f.address(course.Target{Lang: q.Lang, Page: q.ID, Found: q, OK: true}))
		b.WriteByte('>')
	}
}

// mentioned is the page of the term: in the page's language, or else in the
// site's own.
func (f *filler) mentioned(m *course.Mention) (*course.Page, bool) {
	q, ok := f.l.r.Course.Nearest(f.page.Lang, m.Term)
	return q, ok && q.Term != nil
}

// use is a page that mentions a term, and where it does so first.
type use struct {
	page    *course.Page
	mention int // in its Mentions
}

// makeUses lists where each term is mentioned: in reading order, then in the
// vocabulary.
func (l *language) makeUses() map[course.ID][]use {
	uses := map[course.ID][]use{}
	add := func(p *course.Page) {
		for i := range p.Mentions {
			if m := &p.Mentions[i]; m.First && m.Term != p.ID {
				uses[m.Term] = append(uses[m.Term], use{p, i})
			}
		}
	}
	order := l.order()
	for _, p := range order.pages {
		add(p)
	}
	for _, p := range l.r.Course.In(l.lang) {
		if _, read := order.at[p]; !read {
			add(p)
		}
	}
	return uses
}

// Of the pages that use a term, usesShown are seen at once and usesListed listed:
// a common term of a large site is on thousands.
const (
	usesShown  = 8
	usesListed = 30
)

// usesOf puts the pages that use a term into its view.
func (l *language) usesOf(p *course.Page, v *theme.Term, dir string) {
	all := l.uses()[p.ID]
	listed := all[:min(len(all), usesListed)]
	v.UsesLeft = len(all) - len(listed)
	for _, u := range listed {
		before, words, after := l.sentence(u.page, u.mention)
		if strings.Trim(before+after, " .:;,!?()") == "" {
			before, words, after = "", "", "" // the term by itself tells nothing of its use
		}
		v.Uses = append(v.Uses, theme.Use{
			Link:   theme.Link{Href: relative(dir, l.r.Course.Output(u.page)), Title: u.page.Title},
			Before: before, Words: words, After: after,
		})
	}
	if len(v.Uses) > usesShown+1 { // nobody opens a list to find one page
		v.Uses, v.MoreUses = v.Uses[:usesShown], v.Uses[usesShown:]
	}
}
