package render

import (
	"cmp"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// homePage asks what is next and shows the framework. content/index.md gives it
// its title and a text.
func (l *language) homePage() *theme.Page {
	c := l.r.Course
	v := l.blank("home", course.HomeID, c.Config.Name)
	v.HeadTitle = c.Config.Name
	v.Description = c.Config.Description
	dir := l.homeDir()
	if p, ok := c.Page(l.lang, course.HomeID); ok {
		v.ID, v.Scripts = string(p.ID), l.scripts(p)
		v.Title, v.Draft, v.NoIndex = cmp.Or(p.Title, v.Title), p.Draft, p.Draft
		v.Description = cmp.Or(p.Description, v.Description)
		v.Body = l.on(p).HTML(p.Body)
		l.askFor(p, v)
	}
	v.Nav = l.nav(".", dir)
	h := &theme.Home{Facts: l.facts()}
	for _, s := range l.stages() {
		if s.Href != "" {
			s.Href = relative(dir, s.Href)
		}
		h.Stages = append(h.Stages, s)
	}
	if len(h.Stages) > 0 {
		m := framework{stages: h.Stages, text: func(key string, args ...any) string { return l.r.Theme.Text(l.lang, key, args...) }}
		h.Map, h.Narrow = m.wide(), m.narrow()
	}
	h.Cards = l.cards(dir)
	if order := l.order(); len(order.pages) > 0 {
		for _, p := range order.pages {
			if p.Kind == course.Lesson {
				h.Start = &theme.Link{Href: relative(dir, c.Output(p)), Title: p.Title}
				break
			}
		}
	}
	v.HomePage = h
	return v
}

// cards are the three answers to "What is next?", those that have a page.
func (l *language) cards(dir string) []theme.Card {
	c := l.r.Course
	var out []theme.Card
	for _, card := range []struct {
		key   string
		named course.Ref
		best  *course.Page
	}{
		{"coming", c.Config.Home.Coming, l.bestOfStage(0)},
		{"ended", c.Config.Home.Ended, l.bestOfStage(len(c.Config.Stages) - 1)},
		{"minutes", c.Config.Home.Minutes, l.shortest()},
	} {
		p := card.best
		if named, ok := c.Nearest(l.lang, course.ID(card.named.Text)); ok {
			p = named
		}
		if p != nil {
			out = append(out, theme.Card{Key: card.key, Href: relative(dir, c.Output(p)), Page: p.Title, Minutes: p.Minutes})
		}
	}
	return out
}

// homeDir is the folder of the language's home page.
func (l *language) homeDir() string {
	if l.prefix == "" {
		return "."
	}
	return l.prefix[:len(l.prefix)-1]
}

// bestOfStage is what helps most at a stage: a worksheet, else its first lesson.
func (l *language) bestOfStage(i int) *course.Page {
	stages := l.r.Course.Config.Stages
	if i < 0 || i >= len(stages) {
		return nil
	}
	for _, p := range l.order().pages {
		if p.Kind == course.Worksheet && p.Stage.Text == stages[i].ID {
			return p
		}
	}
	return l.overview(stages[i].ID)
}

// shortest is the shortest exercise that says how long it takes, else the
// shortest lesson.
func (l *language) shortest() *course.Page {
	var best *course.Page
	rank := func(p *course.Page) int {
		if p.Kind == course.Exercise {
			return p.Minutes
		}
		return 1000 + p.Minutes
	}
	for _, p := range l.order().pages {
		if p.Minutes == 0 || (p.Kind != course.Exercise && p.Kind != course.Lesson) {
			continue
		}
		if best == nil || rank(p) < rank(best) {
			best = p
		}
	}
	return best
}

func (l *language) facts() theme.Facts {
	var f theme.Facts
	for _, p := range l.r.Course.In(l.lang) {
		switch p.Kind {
		case course.Lesson:
			f.Lessons++
		case course.TermKind:
			f.Terms++
		case course.Exercise:
			f.Exercises++
		}
	}
	return f
}
