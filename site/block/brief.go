package block

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
	"github.com/parley-kit/parley/site/seal"
)

// Brief is what one role is told, and nobody else. Several briefs of a role, for the
// members of a team, have a name behind a slash.
//
//	::: brief Buyer
//	You need the machines before the fair.
//	:::
type Brief struct {
	Role   string // as the simulation writes it
	Member string // of a team; may be empty

	content seal.Content
}

// BlockName implements course.Block.
func (*Brief) BlockName() string { return "brief" }

// Debrief is what whoever leads the exercise knows and does: how to run it, what to
// ask afterwards. It is sealed for the facilitator's code alone.
//
//	::: debrief
//	Ask first what each would do another time.
//	:::
type Debrief struct{ content seal.Content }

// BlockName implements course.Block.
func (*Debrief) BlockName() string { return "debrief" }

// told is a confidential text as it is sealed; see tree.
type told struct {
	Body []any `json:"body"`
}

func readBrief(c markdown.Container, s *markdown.Scope) course.Block {
	r := confidentialLines(c, s, []string{"walk-away"})
	sim, coalition := simulationAbove(s)
	name, member, _ := strings.Cut(c.Args, "/")
	out := &Brief{Member: strings.TrimSpace(member)}
	var roles []string
	switch {
	case sim != nil:
		roles = sim.Roles
	case coalition != nil:
		roles = coalition.Roles
	}
	at := roleAt(roles, name)
	switch {
	case roles == nil && s.Unread("simulation"):
		r.failed = true // for the mistakes in it, which have been told
	case roles == nil:
		r.wrong(diag.UnknownRole, r.open, "there is no simulation above this brief that can be read", "write the simulation first, and its briefs below it on the same page")
	case at < 0:
		r.wrong(diag.UnknownRole, r.open, "no role of the simulation has this brief's name", "write ::: brief "+strings.Join(roles, ", or ::: brief "))
	case sim != nil:
		out.Role = roles[at]
		sim.compare(r, at)
	default:
		out.Role = roles[at]
		coalition.compare(r, at)
	}
	var ahead []line
	if sim != nil && at >= 0 && out.Member != "" {
		ahead = sim.tellFee(r, at, out.Member)
	}
	text, ok := r.text("write what this role has to know", ahead...)
	if !ok || r.failed {
		return nil
	}
	out.content = seal.NewContent(told{text})
	return out
}

func readDebrief(c markdown.Container, s *markdown.Scope) course.Block {
	r := confidentialLines(c, s, nil)
	switch sim, coalition := simulationAbove(s); {
	case coalition != nil:
		coalition.sealed = true
	case sim == nil && s.Unread("simulation"):
		r.failed = true
	case sim == nil:
		r.wrong(diag.UnknownRole, r.open, "there is no simulation above this debrief that can be read", "write the simulation first, and the debrief below it on the same page")
	}
	text, ok := r.text("write how to run the exercise, and what to ask afterwards")
	if !ok || r.failed {
		return nil
	}
	return &Debrief{seal.NewContent(told{text})}
}

// text is the prose of a confidential block, with lines ahead of it that the author
// has written elsewhere.
func (r *confidential) text(help string, ahead ...line) (body []any, ok bool) {
	if len(r.prose) == 0 {
		r.wrong(diag.EmptyBlock, r.open, "this block says nothing", help)
		return nil, false
	}
	var lines []markdown.Line
	for _, l := range append(ahead, r.prose...) {
		lines = append(lines, l.raw)
	}
	html, ok := r.Confide(lines)
	if !ok {
		return nil, false
	}
	body, err := tree(html)
	return body, err == nil
}

// simulationAbove is the last simulation above a block, of one kind or the other; nil
// where there is none.
func simulationAbove(s *markdown.Scope) (*Simulation, *Coalition) {
	for _, b := range slices.Backward(s.Above()) {
		switch b := b.(type) {
		case *Simulation:
			return b, nil
		case *Coalition:
			return nil, b
		}
	}
	return nil, nil
}

// compare holds the numbers of a brief against the simulation's.
func (sim *Simulation) compare(r *confidential, role int) {
	p := sim.private
	if l, ok := r.keys["walk-away"]; ok {
		want := p.problem.Parties[role].Reservation
		if sim.pays(role) {
			want = -want
		}
		if value, fine := payoff(string(l.text.Text)); !fine || math.Abs(value-want) > 1e-9 {
			r.wrong(diag.BriefDiffers, l, "this walk-away value is not the one of the simulation", "write the same number in both")
		}
	}
	columns := -1
	for i, l := range r.prose {
		text := strings.TrimSpace(string(l.raw.Text))
		if !strings.HasPrefix(text, "|") {
			columns = -1
			continue
		}
		row := cells(l)
		if columns < 0 {
			if columns = pointColumns(row, sim.Roles[role]); columns < 0 {
				columns = math.MaxInt // another table
			}
			continue
		}
		if columns == math.MaxInt || ruler.MatchString(text) || len(row) <= columns {
			continue
		}
		if row[0] == "" {
			row[0] = issueAbove(r.prose[:i])
		}
		value, fine := payoff(row[columns])
		want, known := sim.points(row[0], row[1], role)
		switch {
		case !known:
			r.wrong(diag.BriefDiffers, l, "this row of the brief names an issue or an option that the simulation has not", "write the names as they are in the simulation's table")
		case !fine || math.Abs(value-want) > 1e-9:
			r.wrong(diag.BriefDiffers, l, fmt.Sprintf("the points of this row are not those of %s in the simulation", sim.Roles[role]), "write the same number in both")
		}
	}
}

// pointColumns finds the column of a role's points in a table whose first two columns
// are issues and options; below 0 where it is another table.
func pointColumns(head []string, role string) int {
	if len(head) < 3 || !oneOfFold(head[0], "issue", "thema", "punkt") || !oneOfFold(head[1], "option") {
		return -1
	}
	for i, cell := range head[2:] {
		if oneOfFold(cell, "points", "your points", "punkte", "ihre punkte", role) {
			return i + 2
		}
	}
	return -1
}

func oneOfFold(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(text, word) })
}

// issueAbove is the last issue that a table has named.
func issueAbove(lines []line) string {
	for _, l := range slices.Backward(lines) {
		if row := cells(l); row[0] != "" {
			return row[0]
		}
	}
	return ""
}

// points are what an option is worth to a role.
func (sim *Simulation) points(issue, option string, role int) (float64, bool) {
	for _, is := range sim.private.problem.Issues {
		for j, name := range is.Options {
			if strings.EqualFold(is.Name, issue) && strings.EqualFold(name, option) {
				return is.Payoffs[role][j], true
			}
		}
	}
	return 0, false
}
