package site

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/formula"
)

// The policy of a page allows no style attribute, so what a formula needs to
// look right comes as classes, and the theme has a rule for each.
func TestThemeHasARuleForEveryFormulaClass(t *testing.T) {
	css, err := fs.ReadFile(repository(t), "themes/default/styles/math.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, class := range formula.Classes {
		if !strings.Contains(string(css), "."+class+" ") {
			t.Errorf("math.css has no rule for .%s", class)
		}
	}
}
