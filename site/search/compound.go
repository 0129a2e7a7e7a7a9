package search

import (
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// compounding are the languages that write compounds as one word.
var compounding = []string{"da", "de", "fi", "nb", "nl", "nn", "no", "sv"}

// links stand between the parts of a compound.
var links = []string{"", "s", "es", "n", "en", "er", "e"}

// minPart is the length in bytes of a compound's shortest part.
const minPart = 4

// compounds finds the words that are made of two others of the site, as
// Verhandlungsführung is, and the groups of these: a page with the compound is
// found by its parts.
func (g *groups) compounds(lang course.Lang, at map[string]uint32) {
	base, _, _ := strings.Cut(strings.ToLower(string(lang)), "-")
	if !slices.Contains(compounding, base) {
		return
	}
	g.parts = map[uint32][2]uint32{}
	for i, w := range g.words {
		for cut := len(w) - minPart; cut >= minPart; cut-- {
			tail, known := at[w[cut:]]
			if !known {
				continue
			}
			if head, ok := headOf(w[:cut], at); ok {
				if own := g.of[i]; g.of[head] != own && g.of[tail] != own {
					g.parts[uint32(i)] = [2]uint32{g.of[head], g.of[tail]}
				}
				break
			}
		}
	}
}

// headOf finds the first part of a compound, given with what links it.
func headOf(begin string, at map[string]uint32) (uint32, bool) {
	for _, link := range links {
		if head, ok := strings.CutSuffix(begin, link); ok && len(head) >= minPart {
			if i, known := at[head]; known {
				return i, true
			}
		}
	}
	return 0, false
}
