package render

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// contrast is a term that another is taken for.
type contrast struct {
	with     *course.Page
	how, ask string
}

// byName lists the language's terms as its dictionaries do.
func (l *language) byName() []*course.Page {
	var terms []*course.Page
	for _, p := range l.r.Course.In(l.lang) {
		if p.Term != nil {
			terms = append(terms, p)
		}
	}
	compare := l.collator()
	slices.SortStableFunc(terms, func(a, b *course.Page) int { return compare(a.Term.Name, b.Term.Name) })
	return terms
}

// makeContrasts finds what each term is taken for. A pair holds both ways,
// whichever of the two names the other; what a term says itself comes first and
// wins, and what it leaves unsaid is taken from the other.
func (l *language) makeContrasts() map[*course.Page][]contrast {
	all := map[*course.Page][]contrast{}
	terms := l.byName()
	for _, p := range terms {
		for _, c := range p.Term.ConfusedWith {
			if q, ok := l.named(c.With); ok && q != p && at(all[p], q) < 0 {
				all[p] = append(all[p], contrast{q, c.How, c.Ask})
			}
		}
	}
	own := make([][]contrast, len(terms)) // before what comes from others
	for i, p := range terms {
		own[i] = slices.Clone(all[p])
	}
	for i, p := range terms {
		for _, c := range own[i] {
			if c.with.Lang != l.lang {
				continue // its page is in another language, and does not speak of this one
			}
			k := at(all[c.with], p)
			if k < 0 {
				all[c.with] = append(all[c.with], contrast{p, c.how, c.ask})
				continue
			}
			other := &all[c.with][k]
			other.how, other.ask = cmp.Or(other.how, c.how), cmp.Or(other.ask, c.ask)
		}
	}
	return all
}

func at(contrasts []contrast, p *course.Page) int {
	return slices.IndexFunc(contrasts, func(c contrast) bool { return c.with == p })
}

// contrastViews are a term's views from a folder, beside own.
func (l *language) contrastViews(p *course.Page, own theme.TermLink, dir string) []theme.Contrast {
	var out []theme.Contrast
	for _, c := range l.contrasts()[p] {
		out = append(out, theme.Contrast{Own: own, Term: l.termLink(c.with, dir), How: c.how, Ask: c.ask})
	}
	return out
}

// hasPairs tells whether the language has a generated page of confusable terms.
func (l *language) hasPairs() bool {
	_, written := l.r.Course.Page(l.lang, course.PairsID)
	return !written && l.r.Course.Exists(l.lang, course.PairsID)
}

// pairsPage shows every two terms that are taken for each other, once.
func (l *language) pairsPage() *theme.Page {
	c := l.r.Course
	v := l.blank("pairs", course.PairsID, l.r.Theme.Text(l.lang, "pairs"))
	dir := path.Dir(c.OutputOf(l.lang, course.PairsID))
	v.Crumbs = l.crumbsTo("glossary", dir)
	v.Nav = theme.MarkCurrent(l.nav("glossary", dir), "index.html")
	terms := l.byName()
	rank := make(map[*course.Page]int, len(terms))
	for i, p := range terms {
		rank[p] = i
	}
	for i, p := range terms {
		pairs := slices.Clone(l.contrasts()[p])
		pairs = slices.DeleteFunc(pairs, func(c contrast) bool {
			other, here := rank[c.with]
			return here && other < i // it stands there
		})
		compare := l.collator()
		slices.SortStableFunc(pairs, func(a, b contrast) int { return compare(a.with.Term.Name, b.with.Term.Name) })
		for _, c := range pairs {
			pair := theme.Pair{
				ID:       pairID(p, c.with),
				Title:    l.r.Theme.Text(l.lang, "pairs.title", p.Term.Name, c.with.Term.Name),
				Contrast: theme.Contrast{Own: l.termLink(p, dir), Term: l.termLink(c.with, dir), How: c.how, Ask: c.ask},
			}
			v.Pairs = append(v.Pairs, pair)
			v.TOC = append(v.TOC, theme.TOCEntry{ID: pair.ID, Title: pair.Title})
		}
	}
	return v
}

// pairID is the anchor of a pair on the page of all.
func pairID(a, b *course.Page) string {
	return "_" + strings.TrimPrefix(sheetID(a), "s-") + ":" + strings.TrimPrefix(sheetID(b), "s-")
}
