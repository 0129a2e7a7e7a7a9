package block

import (
	"slices"

	"github.com/parley-kit/parley/site/course"
)

// Scripts lists the assets that a page with these blocks loads, sorted. Whatever
// they do, the blocks say everything without them.
func Scripts(blocks []course.Block) []string {
	var out []string
	for _, b := range blocks {
		script := ""
		switch b.(type) {
		case course.Itemed, *Path:
			script = "learn.js"
		case *Cards:
			script = "progress.js"
		}
		if script != "" && !slices.Contains(out, script) {
			out = append(out, script)
		}
	}
	slices.Sort(out)
	return out
}
