package report

import (
	"strings"

	"github.com/parley-kit/parley/site/bargain"
)

func (w *writer) frontier() {
	a := w.a
	w.line("Where is the frontier?")
	payoffs := ""
	if n := int64(len(a.Frontier.Points)); n != a.ParetoOutcomes {
		payoffs = ", with " + count(n, "different payoff", "different payoffs") + ","
	}
	if a.ParetoOutcomes == a.Outcomes {
		w.line("  Everywhere: on no deal%s can anybody gain without another losing. There is only something to divide.", payoffs)
	} else {
		w.line("  On %s%s nobody can gain without another losing. All others leave value on the table.", count(a.ParetoOutcomes, "deal", "deals"), payoffs)
	}
	head := []string{""}
	for _, party := range w.p.Parties {
		head = append(head, party.Name)
	}
	rows := [][]string{append(head, "together", "")}
	for i, party := range w.p.Parties {
		rows = append(rows, w.row("best for "+party.Name, bestFor(a.Frontier.Points, i)))
	}
	for _, s := range a.Solutions() {
		rows = append(rows, w.solution(s)...)
	}
	mid := w.row("the middle of every issue", bargain.Point{U: w.p.Midpoint()})
	rows = append(rows, mid)
	w.table(rows, 1)
	for _, s := range a.Solutions() {
		if s.None != "" {
			w.line("  %s: %s.", s.Name, s.None)
		}
	}
	w.sameDeals()
	w.line("  What the names mean:")
	for _, s := range a.Solutions() {
		w.line("  - %s: %s.", s.Name, s.Definition)
	}
	w.line("")
}

// maxRows is how many payoffs of a solution the table shows.
const maxRows = 3

func (w *writer) solution(s bargain.Solution) (rows [][]string) {
	for x, q := range s.Points {
		if x == maxRows && len(s.Points) > maxRows {
			more := w.row("", q)
			for c := range more {
				more[c] = ""
			}
			more[0] = "  and " + count(int64(len(s.Points)-x), "more payoff", "more payoffs")
			return append(rows, more)
		}
		rows = append(rows, w.row(s.Name, q))
	}
	return rows
}

// row is a payoff, and the number of deals that have it if there are several.
func (w *writer) row(name string, q bargain.Point) []string {
	row := []string{name}
	var sum float64
	for i, v := range q.U {
		row = append(row, w.scales[i].text(v))
		sum += v
	}
	ties := ""
	if q.Outcomes > 1 {
		ties = count(q.Outcomes, "deal", "deals")
	}
	return append(row, w.joint.text(sum), ties)
}

// bestFor is the efficient payoff that is best for a party, and among these for
// all together.
func bestFor(points []bargain.Point, party int) bargain.Point {
	best := points[0]
	for _, q := range points[1:] {
		if q.U[party] > best.U[party] || q.U[party] == best.U[party] && sum(q.U) > sum(best.U) {
			best = q
		}
	}
	return best
}

func sum(values []float64) (s float64) {
	for _, v := range values {
		s += v
	}
	return s
}

// sameDeals writes the solutions' deals out, each deal once.
func (w *writer) sameDeals() {
	var order []string
	names := map[string][]string{}
	for _, s := range w.a.Solutions() {
		if len(s.Points) == 0 {
			continue
		}
		o := w.a.Frontier.First(s.Points[0])
		var parts []string
		for k, option := range w.p.Names(o) {
			parts = append(parts, w.p.Issues[k].Name+": "+option)
		}
		deal := strings.Join(parts, "; ")
		name := s.Name
		if len(s.Points) > 1 || s.Points[0].Outcomes > 1 {
			name += " (the first)"
		}
		if names[deal] == nil {
			order = append(order, deal)
		}
		names[deal] = append(names[deal], name)
	}
	for _, deal := range order {
		w.line("  %s:", list(names[deal]))
		w.line("    %s", deal)
	}
}

// shifts are the walk-away values that are tried, in parts of a party's range
// beside what it is.
var shifts = []struct {
	by   float64
	name string
}{{-0.2, "20% of the range lower"}, {-0.1, "10% lower"}, {0, "as it is"}, {0.1, "10% higher"}, {0.2, "20% higher"}}

// walkAways tries others, one party after the other.
func (w *writer) walkAways() error {
	a := w.a
	w.line("What would another walk-away change?")
	for i, party := range w.p.Parties {
		head := []string{party.Name, "walk-away", "acceptable"}
		for _, other := range w.p.Parties {
			head = append(head, "Nash: "+other.Name)
		}
		rows := [][]string{head}
		for _, shift := range shifts {
			r := make([]float64, len(w.p.Parties))
			for j := range r {
				r[j] = w.p.Parties[j].Reservation
			}
			r[i] += shift.by * (a.Best[i] - a.Worst[i])
			b, err := a.With(r)
			if err != nil {
				return err
			}
			row := []string{shift.name, w.scales[i].text(r[i]), percent(b.Rational, b.Outcomes)}
			for j := range r {
				cell := "-"
				if len(b.Nash.Points) > 0 {
					cell = w.scales[j].text(b.Nash.Points[0].U[j])
				}
				row = append(row, cell)
			}
			rows = append(rows, row)
		}
		w.table(rows, 1)
		switch limit := w.limit(i); {
		case a.Ideal == nil && limit == "":
			w.line("  However little %s asked for, there would be no deal.", party.Name)
		case a.Ideal == nil:
			w.line("  With a walk-away value of %s or less, %s could have a deal.", limit, party.Name)
		default:
			w.line("  Above %s, %s leaves the others no deal to accept.", limit, party.Name)
		}
	}
	return nil
}

// limit is the highest walk-away value of a party that leaves a deal, "" if none
// does.
func (w *writer) limit(i int) string {
	if w.a.Ideal != nil {
		return w.scales[i].text(w.a.Ideal[i])
	}
	r := make([]float64, len(w.p.Parties))
	for j := range r {
		r[j] = w.p.Parties[j].Reservation
	}
	r[i] = w.a.Worst[i]
	b, err := w.a.With(r)
	if err != nil || b.Ideal == nil {
		return ""
	}
	return w.scales[i].text(b.Ideal[i])
}
