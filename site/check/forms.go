package check

import (
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// forms holds that every form of a language has a name of its own, and that a field
// that settles an estimate leads to one.
func forms(c *course.Course, report *diag.List) {
	for _, lang := range c.Config.Languages {
		first := map[string]course.FormAt{}
		var names []string
		for _, f := range c.Forms(lang) {
			name := f.FormName()
			if other, taken := first[name.Text]; !taken {
				first[name.Text] = f
				names = append(names, name.Text)
			} else if !f.Page.Bundled || !other.Page.Bundled {
				doubled(f, other, report)
			}
		}
		for _, f := range c.Forms(lang) {
			if f.Page.Bundled {
				continue // on a site that leaves pages out, nobody could mend it
			}
			for _, field := range f.Fields() {
				if field.Settles.Form != "" {
					settles(c, f, field, names, report)
				}
			}
		}
	}
}

// doubled reports the second of two forms of one name: of the site's own pages,
// where the other is the bundled course's.
func doubled(f, other course.FormAt, report *diag.List) {
	if f.Page.Bundled {
		f, other = other, f
	}
	name := f.FormName()
	report.Add(diag.DoubledForm, name.Pos, fmt.Sprintf("%s has a form called %q too", other.Page.Source, name.Text),
		"give the one that is newer another name")
}

// settles follows a field to the estimate that it says the truth about.
func settles(c *course.Course, f course.FormAt, field course.Field, names []string, report *diag.List) {
	to := field.Settles
	form, ok := c.Form(f.Page.Lang, to.Form)
	if !ok && c.BrokenForm(f.Page.Lang, to.Form) {
		return
	}
	if !ok {
		help := "no page has a form; write the one with the estimates first"
		if near, ok := diag.Nearest(to.Form, names); ok {
			help = "did you mean settles " + near + ": " + to.Field + "?"
		} else if len(names) > 0 {
			help = "the forms are " + listed(names)
		}
		report.Add(diag.UnknownField, to.At.Pos, fmt.Sprintf("there is no form %q", to.Form), help)
		return
	}
	var estimates []string
	for _, other := range form.Fields() {
		if other.Estimate && other.ID != "" {
			estimates = append(estimates, other.ID)
		}
	}
	switch found, ok := form.Field(to.Field); {
	case ok && found.Estimate:
	case ok:
		report.Add(diag.UnknownField, to.At.Pos, fmt.Sprintf("the field %q of %s is no estimate", to.Field, to.Form),
			fmt.Sprintf("write (estimate) behind it in %s, or name an estimate", form.Page.Source))
	default:
		help := fmt.Sprintf("%s has no estimates; write (estimate) behind a field in %s", to.Form, form.Page.Source)
		if near, ok := diag.Nearest(to.Field, estimates); ok {
			help = "did you mean settles " + to.Form + ": " + near + "?"
		} else if len(estimates) > 0 {
			help = "its estimates are " + listed(estimates)
		}
		report.Add(diag.UnknownField, to.At.Pos, fmt.Sprintf("the form %s has no field %q", to.Form, to.Field), help)
	}
}
