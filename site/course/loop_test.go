package course_test

import (
	"os"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// TestMeaningsAreTold holds that the guide for authors names every step of a
// negotiation and everything that a field can mean.
func TestMeaningsAreTold(t *testing.T) {
	guide, err := os.ReadFile("../../docs/authoring.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(course.MeaningNames(), course.FormSteps...) {
		if !strings.Contains(string(guide), "`"+name+"`") {
			t.Errorf("docs/authoring.md does not name `%s`", name)
		}
	}
}
