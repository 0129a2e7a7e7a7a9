package check

import (
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// retired holds that no page has an item that it says it retired: answers to the one
// would count for the other.
func retired(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Bundled || len(p.Retired) == 0 {
			continue
		}
		there := map[string]bool{}
		for _, id := range p.ItemIDs() {
			there[id] = true
		}
		for _, was := range p.Retired {
			if there[was.Text] {
				report.Add(diag.Contradiction, was.Pos, fmt.Sprintf("{#%s} is on this page, and retired: says that it is gone", was.Text),
					"take it out of retired:, or give the item another id if it is a new one")
			}
		}
	}
}

// retiredOf are the ids that a page retires; none where there is no page.
func retiredOf(p *course.Page) []course.Ref {
	if p == nil {
		return nil
	}
	return p.Retired
}
