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
		if _, ok := b.(course.Itemed); ok && !slices.Contains(out, "learn.js") {
			out = append(out, "learn.js")
		}
	}
	slices.Sort(out)
	return out
}
