package check

import (
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// cards holds that no two coaches show the same card. A translation shows its
// original's.
func cards(c *course.Course, report *diag.List) {
	first := map[string]*course.Page{}
	for _, p := range c.Pages {
		if p.Coach == nil || p.Coach.Card.Text == "" {
			continue
		}
		card := p.Coach.Card
		other := first[card.Text]
		if other == nil {
			first[card.Text] = p
		} else if other.ID != p.ID {
			report.Add(diag.DoubledCard, card.Pos, fmt.Sprintf("%s has this card too", other.Source), "ask both coaches for the six words of their card, and leave it out where they differ")
		}
	}
}
