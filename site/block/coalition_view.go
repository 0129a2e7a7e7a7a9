package block

import (
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// CoalitionView is what blocks/coalition draws.
type CoalitionView struct {
	Page    course.ID
	Name    string
	Title   Title
	Roles   []string
	Rows    []CoalitionRow
	Unit    string
	Minutes int
	Rounds  int
	Key     string // as of SimulationView
	Parts   []SealedView
	Demo    []DemoView
}

// CoalitionRow is a coalition and what it makes by itself.
type CoalitionRow struct {
	Names   string
	Members string // indices of roles, with blanks between
	Makes   string
}

// View implements Viewed.
func (c *Coalition) View(p Page) (string, any) {
	v := CoalitionView{Page: p.PageID(), Name: c.Name, Title: Title{c.Title, c.Level}, Roles: c.Roles, Unit: c.Unit, Minutes: c.Minutes, Rounds: c.Rounds}
	for _, set := range c.Named {
		var names, members []string
		for i, role := range c.Roles {
			if set>>i&1 == 1 {
				names, members = append(names, role), append(members, strconv.Itoa(i))
			}
		}
		v.Rows = append(v.Rows, CoalitionRow{strings.Join(names, " + "), strings.Join(members, " "), decimal(c.Game.Value[set])})
	}
	for _, part := range c.Sealed() {
		v.Parts = append(v.Parts, viewOf(part, p))
	}
	if len(v.Parts) == 0 {
		return "blocks/coalition", v
	}
	v.Key = v.Parts[0].Box
	for _, opener := range append([]string{"", DebriefOpener}, c.Roles...) {
		if code := p.DemoCode(opener); code != "" {
			v.Demo = append(v.Demo, demo(opener, code))
		}
	}
	return "blocks/coalition", v
}
