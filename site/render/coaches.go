package render

import (
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// hasCoaches tells whether the language has a generated page of all coaches.
func (l *language) hasCoaches() bool {
	_, written := l.r.Course.Page(l.lang, course.CoachesID)
	return !written && l.r.Course.Exists(l.lang, course.CoachesID)
}

// coachesPage lists all coaches, by name: any other order would rank people.
func (l *language) coachesPage() *theme.Page {
	c := l.r.Course
	v := l.blank("coaches", course.CoachesID, l.r.Theme.Text(l.lang, "coaches"))
	dir := l.placeGenerated(v, course.CoachesID)
	v.Description = l.r.Theme.Text(l.lang, "coaches.page.lead")
	list := &theme.Coaches{Ask: l.askForCoach(dir)}
	pages := c.Coaches(l.lang)
	compare := l.collator()
	slices.SortStableFunc(pages, func(a, b *course.Page) int { return compare(a.Title, b.Title) })
	for _, p := range pages {
		coach := l.coach(p, dir)
		list.All = append(list.All, *coach)
		list.Strengths = append(list.Strengths, coach.Strengths...)
		list.Situations = append(list.Situations, coach.Situations...)
		list.Languages = append(list.Languages, coach.Languages...)
		list.Busy = list.Busy || !coach.Free
	}
	for _, words := range []*[]string{&list.Strengths, &list.Situations, &list.Languages} {
		slices.SortStableFunc(*words, compare)
		*words = slices.CompactFunc(*words, strings.EqualFold)
	}
	v.Coaches = list
	return v
}

// coach is the view of a coach from a folder.
func (l *language) coach(p *course.Page, dir string) *theme.Coach {
	c, facts := l.r.Course, p.Coach
	v := &theme.Coach{
		Link: theme.Link{Href: relative(dir, c.Output(p)), Title: p.Title}, Description: p.Description, TextLang: l.textLang(p),
		Situations: facts.Situations, Languages: facts.Languages, Training: facts.Training, Free: facts.Free(),
		All: l.directory(dir), Ask: l.askForCoach(dir),
	}
	if p.Lang != l.lang {
		v.TextLang = langAttr(p.Lang)
	}
	if v.Free {
		v.Hours = facts.Hours
	}
	for _, strength := range facts.Strengths {
		if k, ok := c.Config.Competency(strength); ok {
			strength = k.Name(l.lang, c.Config.Languages[0])
		}
		v.Strengths = append(v.Strengths, strength)
	}
	if facts.Card.Text != "" {
		v.Words = course.CardWords(facts.Card.Text)
	}
	return v
}

// directory is the address of the page of all coaches from a folder; "" where there
// are none.
func (l *language) directory(dir string) string {
	if !l.r.Course.Exists(l.lang, course.CoachesID) {
		return ""
	}
	return relative(dir, l.r.Course.OutputOf(l.lang, course.CoachesID))
}

// askForCoach is the address of the sheet that asks for a coach from a folder; ""
// where there is none.
func (l *language) askForCoach(dir string) string {
	form, ok := l.r.Course.FormFor(l.lang, course.RequestStep)
	if !ok {
		return ""
	}
	return relative(dir, l.r.Course.Output(form.Page))
}

// coaching gives a page what it says of coaches: a coach's own all of it, the sheet
// that asks for one the way to them.
func (l *language) coaching(p *course.Page, v *theme.Page) {
	dir := path.Dir(l.r.Course.Output(p))
	if p.Coach != nil {
		v.Layout, v.Coach = "coach", l.coach(p, dir)
		return
	}
	for _, b := range p.Blocks {
		if form, ok := b.(course.Form); ok && form.FormStep() == course.RequestStep {
			v.Directory = l.directory(dir)
		}
	}
}

// coachData is a coach as learners choose one: by name, never by a key.
type coachData struct {
	Page course.ID `json:"page"`
	Name string    `json:"name"`
	Card string    `json:"card,omitempty"`
}

func (l *language) coachData() []coachData {
	var out []coachData
	for _, p := range l.r.Course.Coaches(l.lang) {
		if !p.Draft {
			out = append(out, coachData{p.ID, p.Title, p.Coach.Card.Text})
		}
	}
	return out
}
