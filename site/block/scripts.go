package block

import (
	"slices"

	"github.com/parley-kit/parley/site/course"
)

// scripts are the assets that blocks load, in the order in which they run: the
// first opens the record.
var scripts = []string{"learn.js", "forms.js", "cards.js", "table.js", "coalition.js", "plan.js"}

// Scripts lists the assets that a page with these blocks loads. Whatever they do,
// the blocks say everything without them.
func Scripts(blocks []course.Block) []string {
	wanted := map[string]bool{}
	for _, b := range blocks {
		if path, ok := b.(*Path); ok && path.Every != "" {
			wanted["plan.js"] = true
		}
		switch b.(type) {
		case *Scale, *Form:
			wanted["learn.js"], wanted["forms.js"] = true, true
		case course.Itemed, *Path:
			wanted["learn.js"] = true
		case *Simulation:
			wanted["learn.js"], wanted["table.js"] = true, true
		case *Coalition:
			wanted["learn.js"], wanted["table.js"], wanted["coalition.js"] = true, true, true
		case *Cards:
			wanted["learn.js"], wanted["cards.js"] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(scripts), func(name string) bool { return !wanted[name] })
}
