package check

import (
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// steps holds that every step of a learning path leads to a page, each to another.
// Links that lead nowhere are found as such.
func steps(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out, nobody could mend it
		}
		for _, b := range p.Blocks {
			if path, ok := b.(course.Curriculum); ok {
				pathSteps(c, p, path, report)
			}
		}
	}
}

func pathSteps(c *course.Course, p *course.Page, path course.Curriculum, report *diag.List) {
	seen := map[*course.Page]bool{}
	for _, s := range path.Steps() {
		link := &p.Links[s.Link]
		t := c.Resolve(p, link)
		switch {
		case !t.OK:
		case t.Found == nil:
			report.Add(diag.BadStep, link.Place(p), "a step is a page of the course, and this link leads elsewhere", "link to a page, or write it as prose above the path")
		case t.Found == p:
			report.Add(diag.BadStep, link.Place(p), "this step leads to the path itself", "link to another page")
		case seen[t.Found]:
			report.Add(diag.BadStep, link.Place(p), fmt.Sprintf("%s is a step of this path already", t.Found.Source), "keep one of the two")
		default:
			seen[t.Found] = true
		}
	}
}
