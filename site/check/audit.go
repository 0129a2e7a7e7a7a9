package check

import (
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// audit asks blocks that have more to find out than their own lines say.
func audit(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		for _, b := range p.Blocks {
			if b, ok := b.(course.Audited); ok {
				b.Audit(func(d diag.Diagnostic) { report.Append(d) })
			}
		}
	}
}
