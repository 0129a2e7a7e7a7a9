package check

import (
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Settle ends a run: findings about the vocabulary count as parley.yaml's rules:
// say, and those that a remark in the text allows are dropped. A remark that
// allows nothing is itself a finding. Findings are settled once.
func Settle(c *course.Course, report *diag.List) {
	remarks := map[string][]*remark{}
	for _, p := range c.Pages {
		for i := range p.Allowed {
			remarks[p.Source] = append(remarks[p.Source], &remark{allow: &p.Allowed[i], bundled: p.Bundled})
		}
	}
	report.Settle(func(d *diag.Diagnostic) bool {
		if !d.Code.Adjustable() {
			return true
		}
		for _, r := range remarks[d.Pos.File] {
			if r.allow.Code == d.Code && r.allow.From <= d.Pos.Line && d.Pos.Line <= r.allow.To {
				r.used = true
				return false
			}
		}
		return heeded(c.Config, d)
	})
	for _, of := range remarks {
		for _, r := range of {
			// What is off anyway cannot be told to be idle.
			if r.used || r.bundled || c.Config.Rules[r.allow.Code] == "off" {
				continue
			}
			var idle diag.List
			idle.Add(diag.IdleAllow, r.allow.Pos, fmt.Sprintf("there is no %s here to allow", r.allow.Code),
				"delete the remark, or move it above the paragraph that it speaks of")
			idle.Settle(func(d *diag.Diagnostic) bool { return heeded(c.Config, d) })
			report.Append(idle.Sorted()...)
		}
	}
}

// remark is an Allow and whether it has silenced something.
type remark struct {
	allow   *course.Allow
	bundled bool
	used    bool
}

// heeded gives a finding the severity that the site wants; false drops it.
func heeded(cfg *course.Config, d *diag.Diagnostic) bool {
	level, set := cfg.Rules[d.Code]
	if !set {
		return true
	}
	severity, on := level.Severity()
	d.Severity = severity
	return on
}

// Strict counts items without an id of their own as errors: what is published so
// keeps nobody's answers, and an id that comes later finds none.
func Strict(report *diag.List) {
	report.Settle(func(d *diag.Diagnostic) bool {
		if d.Code == diag.MissingItem || d.Code == diag.DoubledItem {
			d.Severity = diag.Error
		}
		return true
	})
}
