package report

import (
	"fmt"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/parley-kit/parley/site/bargain"
)

// writer writes an analysis in words.
type writer struct {
	*strings.Builder
	a      *bargain.Analysis
	p      *bargain.Problem
	scales []scale
	joint  scale
}

// Text is an analysis for a trainer: whether there is a deal, how hard it is, where
// the frontier lies, what kind each issue is, what another walk-away would change.
func Text(a *bargain.Analysis) (string, error) {
	w := &writer{&strings.Builder{}, a, a.Problem, scales(a), scaleOf(a.JointMin, a.JointMax)}
	w.deal()
	w.hard()
	w.frontier()
	w.issues()
	w.agents()
	if err := w.walkAways(); err != nil {
		return "", err
	}
	var out strings.Builder
	for line := range strings.Lines(w.String()) {
		out.WriteString(strings.TrimRight(line, " \n") + "\n") // tables pad their last column, too
	}
	return out.String(), nil
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// table writes rows of cells; numbers are to the right.
func (w *writer) table(rows [][]string, left int) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	wide := make([]int, left) // the columns to the left, padded by hand: tabwriter aligns all one way
	for _, row := range rows {
		for c := range left {
			wide[c] = max(wide[c], len([]rune(row[c])))
		}
	}
	for _, row := range rows {
		fmt.Fprint(t, "  ")
		for c, cell := range row {
			if c < left {
				cell += strings.Repeat(" ", wide[c]-len([]rune(cell)))
			}
			fmt.Fprint(t, cell, "\t")
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

func (w *writer) deal() {
	a := w.a
	w.line("Is there a deal?")
	switch {
	case a.Rational == 0 && w.p.Votes.Few(len(w.p.Parties)):
		w.line("  Not for all. None of the %s leaves everybody at or above the walk-away value.", count(a.Outcomes, "possible deal", "possible deals"))
	case a.Rational == 0:
		w.line("  No. None of the %s leaves everybody at or above the walk-away value.", count(a.Outcomes, "possible deal", "possible deals"))
		w.line("  The right result is to walk away.")
	case a.Nash.None != "":
		w.line("  Barely. %s of %s leave everybody at or above the walk-away value, but none leaves everybody above it.", whole(a.Rational), count(a.Outcomes, "possible deal", "possible deals"))
	default:
		w.line("  Yes. %s of %s, %s, leave everybody at or above the walk-away value.", whole(a.Rational), count(a.Outcomes, "possible deal", "possible deals"), percent(a.Rational, a.Outcomes))
	}
	w.votes()
	rows := [][]string{{"", "walk-away", "worst deal", "best deal", "best that others accept"}}
	for i, party := range w.p.Parties {
		ideal := "none"
		if a.Ideal != nil {
			ideal = w.scales[i].text(a.Ideal[i])
		}
		rows = append(rows, []string{party.Name, w.scales[i].text(party.Reservation), w.scales[i].text(a.Worst[i]), w.scales[i].text(a.Best[i]), ideal})
	}
	w.table(rows, 1)
	for i, party := range w.p.Parties {
		switch {
		case party.Reservation > a.Best[i]:
			w.line("  %s can do better without a deal, whatever the deal.", party.Name)
		case party.Reservation < a.Worst[i]:
			w.line("  To %s any deal is better than none: its walk-away value says nothing.", party.Name)
		}
	}
	w.line("")
}

// votes says how many deals would pass where some may be against.
func (w *writer) votes() {
	v := w.p.Votes
	if !v.Few(len(w.p.Parties)) {
		return
	}
	must := ""
	if len(v.Veto) > 0 {
		names := make([]string, len(v.Veto))
		for i, party := range v.Veto {
			names[i] = w.p.Parties[party].Name
		}
		must = ", " + list(names) + " among them"
	}
	passing, _, err := w.p.Winning(v)
	if err != nil {
		w.line("  %d of %d have to agree%s; there are too many deals to count those that would pass.", v.Need, len(w.p.Parties), must)
		return
	}
	w.line("  %d of %d have to agree%s. %s of %s would pass.", v.Need, len(w.p.Parties), must, whole(passing), count(w.a.Outcomes, "possible deal", "possible deals"))
	if passing == 0 && w.a.Rational == 0 {
		w.line("  The right result is to walk away.")
	}
}

// levels are how hard a negotiation is said to be, by the part of the deals that
// are acceptable to all: a rule of thumb.
var levels = []struct {
	below float64
	words string
}{
	{0.01, "Very hard: hardly any deal will do."},
	{0.10, "Hard: few deals will do."},
	{0.40, "Moderate: it takes care to find a deal that will do."},
	{0.75, "Easy: most of what one comes upon will do."},
	{2, "Very easy: almost any deal will do, so the question is how good a one."},
}

func (w *writer) hard() {
	a := w.a
	w.line("How hard is it?")
	if a.Rational == 0 {
		w.line("  There is nothing to find.")
	} else {
		for _, level := range levels {
			if a.RationalFraction < level.below {
				w.line("  %s (A rule of thumb, by the part of the deals that are acceptable.)", level.words)
				break
			}
		}
	}
	switch c := a.Correlation; {
	case !a.Conflict:
		w.line("  There is no conflict: one deal is the best for everybody.")
	case math.IsNaN(c):
	case c < -0.999:
		w.line("  What one gains the other loses: the correlation of their values over all deals is %.2f.", c)
	case c < -0.05:
		w.line("  Interests are opposed in part: the correlation of the values over all deals is %.2f. (-1: what one gains the other loses.)", c)
	default:
		w.line("  Interests are hardly opposed: the correlation of the values over all deals is %.2f. (-1: what one gains the other loses.)", c)
	}
	if !math.IsNaN(a.Opposition) {
		pie := ""
		if len(w.p.Parties) == 2 {
			pie = "; 0.707: two who split one pie"
		}
		w.line("  Opposition is %.3f: how far the nearest deal is from giving everybody all. (0: it can be had%s.)", a.Opposition, pie)
	}
	w.line("")
}

func (w *writer) issues() {
	w.line("What are the issues like?")
	head := []string{"", ""}
	for _, party := range w.p.Parties {
		head = append(head, party.Name)
	}
	rows := [][]string{head}
	seen := map[bargain.Kind]bool{}
	for k := range w.p.Issues {
		is := &w.p.Issues[k]
		seen[is.Kind()] = true
		row := []string{is.Name, string(is.Kind())}
		for i := range w.p.Parties {
			row = append(row, w.scales[i].text(is.Swing(i)))
		}
		rows = append(rows, row)
	}
	w.table(rows, 2)
	w.line("  The numbers are how much hangs on the issue: the best option less the worst.")
	for _, kind := range kinds {
		if seen[kind.kind] {
			w.line("  %s: %s", kind.kind, kind.means)
		}
	}
	w.line("")
}

var kinds = []struct {
	kind  bargain.Kind
	means string
}{
	{bargain.Distributive, "what one gains the other loses."},
	{bargain.Compatible, "all want the same option, so whoever haggles over it loses."},
	{bargain.Tradable, "it matters more to one than to the other, so it can be given for something else."},
	{bargain.Idle, "nobody cares."},
}
