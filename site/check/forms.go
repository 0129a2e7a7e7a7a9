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
			settlings(c, f, names, report)
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
