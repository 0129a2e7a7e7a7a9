package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// The rules about words that need more than one page. Those that a page alone
// can break are found while it is read: see markdown/wording.go.

// claims looks for names that two terms have.
func claims(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Term == nil || p.Bundled {
			continue
		}
		names := append([]course.Ref{{Text: p.Term.Name, Pos: p.Term.NamePos}, {Text: p.Term.Abbr, Pos: p.Term.AbbrPos}}, p.Term.Also...)
		for _, name := range names {
			if name.Text == "" {
				continue
			}
			for _, q := range c.Named(p.Lang, name.Text) {
				// Of two pages of the site the later one is told; of a page and a bundled one the page.
				if q == p || q.Lang != p.Lang || q.Term == nil || !q.Bundled && q.ID > p.ID || !q.Term.Has(name.Text) {
					continue
				}
				pos := name.Pos
				if pos.File == "" {
					pos = diag.Pos{File: p.Source, Line: 1}
				}
				report.Add(diag.NameClaimedTwice, pos, fmt.Sprintf("%q is a name of the term %q too (%s)", name.Text, q.Term.Name, q.Source),
					"delete it from one of the two, or write a longer name")
				break
			}
		}
	}
}

// unused looks for terms that no other page mentions.
func unused(c *course.Course, report *diag.List) {
	used := map[course.Lang]map[course.ID]bool{}
	for _, p := range c.Pages {
		if used[p.Lang] == nil {
			used[p.Lang] = map[course.ID]bool{}
		}
		for _, id := range uses(c, p) {
			used[p.Lang][id] = used[p.Lang][id] || id != p.ID
		}
	}
	for _, p := range c.Pages {
		if p.Term == nil || p.Bundled || p.Unread || p.Draft {
			continue
		}
		if pos := cmp.Or(p.Term.NamePos, diag.Pos{File: p.Source, Line: 1}); !used[p.Lang][p.ID] {
			report.Add(diag.NeverUsed, pos, fmt.Sprintf("no page mentions the term %q", p.Term.Name), "use it where it is meant, or delete it")
		}
	}
}

// sources looks for terms without a source; a translation may leave it to its
// original.
func sources(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Term == nil || p.Bundled || p.Unread || p.Draft || p.Term.Source != "" {
			continue
		}
		if q, ok := c.Page(c.Config.Languages[0], p.ID); ok && q.Term != nil && q.Term.Source != "" {
			continue
		}
		report.Add(diag.NoSource, cmp.Or(p.Term.NamePos, diag.Pos{File: p.Source, Line: 1}),
			fmt.Sprintf("the term %q names no source", p.Term.Name), "add a line such as: source: Raiffa 1982")
	}
}

// uses lists the pages that a page mentions, links to or names in its settings.
func uses(c *course.Course, p *course.Page) []course.ID {
	var out []course.ID
	for i := range p.Mentions {
		out = append(out, p.Mentions[i].Term)
	}
	for i := range p.Links {
		if t := c.Resolve(p, &p.Links[i]); t.Found != nil {
			out = append(out, t.Page)
		}
	}
	refs := slices.Clone(p.Introduces)
	if p.Term != nil {
		refs = append(refs, p.Term.Related...)
		for _, contrast := range p.Term.ConfusedWith {
			refs = append(refs, contrast.With)
		}
	}
	for _, ref := range refs {
		for _, q := range c.Named(p.Lang, ref.Text) {
			out = append(out, q.ID)
		}
	}
	return out
}

// order looks for terms in lessons that come before the lesson that introduces
// them. The order is that of stages, then of the key order; a lesson without a
// stage has no place in it.
func order(c *course.Course, report *diag.List) {
	for _, lang := range c.Config.Languages {
		orderIn(c, lang, report)
	}
}

func orderIn(c *course.Course, lang course.Lang, report *diag.List) {
	introduced := map[course.ID]*course.Page{} // by the first lesson that does
	for _, p := range c.In(lang) {
		for _, ref := range p.Introduces {
			for _, q := range c.Named(lang, ref.Text) {
				if first := introduced[q.ID]; placed(c, p) && (first == nil || before(c, p, first)) {
					introduced[q.ID] = p
				}
			}
		}
	}
	if len(introduced) == 0 {
		return
	}
	for _, p := range c.In(lang) {
		if p.Bundled || !placed(c, p) {
			continue
		}
		told := map[course.ID]bool{}
		for i := range p.Mentions {
			m := &p.Mentions[i]
			lesson := introduced[m.Term]
			if lesson == nil || told[m.Term] || !before(c, p, lesson) {
				continue
			}
			told[m.Term] = true
			name := string(m.Term)
			if q, ok := c.Nearest(lang, m.Term); ok && q.Term != nil {
				name = q.Term.Name
			}
			report.Add(diag.UsedTooEarly, m.Place(p), fmt.Sprintf("%q is used here, and only %q introduces it (%s)", name, lesson.Title, lesson.Source),
				"explain it here, move the lesson, or use a plainer word")
		}
	}
}

// placed tells whether a page has a place in the order of the framework.
func placed(c *course.Course, p *course.Page) bool {
	_, ok := c.Config.Stage(p.Stage.Text)
	return ok && p.Kind == course.Lesson
}

// before tells whether a lesson comes before another.
func before(c *course.Course, p, q *course.Page) bool {
	stage := func(p *course.Page) int {
		return slices.IndexFunc(c.Config.Stages, func(s course.Stage) bool { return s.ID == p.Stage.Text })
	}
	return cmp.Or(cmp.Compare(stage(p), stage(q)), cmp.Compare(p.Order, q.Order)) < 0
}
