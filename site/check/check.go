// Package check holds the rules that need more than one page to be told. A rule
// is one file and one line in rules.
package check

import (
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// rules lists every rule.
func rules() []func(*course.Course, *diag.List) {
	return []func(*course.Course, *diag.List){
		links,
		pictures,
		references,
		stages,
		moves,
		translations,
	}
}

// Course holds a course against every rule. It changes nothing.
func Course(c *course.Course, report *diag.List) {
	for _, rule := range rules() {
		rule(c, report)
	}
}
