// Package check holds the rules that need more than one page to be told. A rule
// is one file and one line in rules.
package check

import (
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// rules lists every rule but the one about links, which is Checker.links.
func rules() []func(*course.Course, *diag.List) {
	return []func(*course.Course, *diag.List){
		pictures,
		references,
		stages,
		competencies,
		cards,
		forms,
		steps,
		moves,
		retired,
		translations,
		claims,
		order,
		audit,
	}
}

// Course holds a course against every rule. It changes nothing.
func Course(c *course.Course, report *diag.List) { (&Checker{}).Course(c, report) }

// Checker holds a course against the rules again and again, as it is edited:
// the links of a page are followed anew only when the page has changed, or
// anything that a link can lead to. The zero Checker is ready; one Course runs
// at a time.
type Checker struct {
	// Advice adds what is worth knowing and wrong in nobody's eyes: terms without
	// a source or a use. Without it they are looked for where parley.yaml says how
	// they count.
	Advice bool

	last  *course.Course
	found map[*course.Page][]diag.Diagnostic // by the links of last's pages
}

// Course is the package's Course, remembering what it can.
func (k *Checker) Course(c *course.Course, report *diag.List) {
	k.links(c, report)
	for _, rule := range rules() {
		rule(c, report)
	}
	if _, copiesCount := c.Config.Rules[diag.OriginalChanged]; k.Advice || copiesCount {
		copies(c, report)
	}
	if _, unusedCounts := c.Config.Rules[diag.NeverUsed]; k.Advice || unusedCounts {
		unused(c, report)
	}
	if _, sourceCounts := c.Config.Rules[diag.NoSource]; k.Advice || sourceCounts {
		sources(c, report)
	}
}
