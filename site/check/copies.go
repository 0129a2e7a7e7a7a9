package check

import (
	"fmt"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// copies tells of pages that were copied from the bundled course, whose own page has
// changed since: what was mended there is not in the copy.
func copies(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Original == "" || p.Copied.Text == p.Original {
			continue
		}
		kind := p.Kind
		switch top, _, _ := strings.Cut(p.Source, "/"); {
		case strings.HasPrefix(top, "exercises"):
			kind = course.Exercise
		case strings.HasPrefix(top, "glossary"):
			kind = course.TermKind
		}
		report.Add(diag.OriginalChanged, p.Copied.Pos, "the course's page that this was copied from has changed since",
			fmt.Sprintf("see ours with: parley new %s %s --print; take over what you want, then write: copied: %s", kind, strings.TrimSuffix(p.Source, ".md"), p.Original))
	}
}
