package block

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/diag"
)

var ruler = regexp.MustCompile(`^[\s|:+-]*-[\s|:+-]*$`)

// cells are what stands between the bars of a row.
func cells(l line) []string {
	text := strings.TrimSpace(string(l.raw.Text))
	text = strings.TrimSuffix(strings.TrimPrefix(text, "|"), "|")
	var out []string
	for _, cell := range strings.Split(strings.ReplaceAll(text, `\|`, "\x00"), "|") {
		out = append(out, strings.TrimSpace(strings.ReplaceAll(cell, "\x00", "|")))
	}
	return out
}

var weightWords = []string{"weight", "(weight)", "gewicht", "(gewicht)"}

// IsWeight tells of an option's name that it stands for none: its row has weights.
func IsWeight(option string) bool { return slices.Contains(weightWords, strings.ToLower(option)) }

// weighed is an issue while its rows are read.
type weighed struct {
	line   line
	weight []float64 // by role; nil where the cells are points
}

// table reads who is there, the issues and their options, and what each is worth. An
// empty cell of the first column goes on with the issue above.
func (sim *Simulation) table(r *confidential) {
	rows := slices.DeleteFunc(slices.Clone(r.rows), func(l line) bool { return ruler.Match(bytes.TrimSpace(l.raw.Text)) })
	if len(rows) == 0 {
		if _, price := r.keys["price"]; !price {
			r.wrong(diag.BadSimulation, r.open, "this simulation has no table", "write one: | Issue | Option | Buyer | Seller |, and below it a row for each option")
		}
		return
	}
	head := cells(rows[0])
	if len(head) < 2+bargain.MinParties {
		r.wrong(diag.BadSimulation, rows[0], "the first row names the columns: issue, option, and a column for each role", "write: | Issue | Option | Buyer | Seller |")
		return
	}
	sim.Roles = head[2:]
	if len(sim.Roles) > bargain.MaxParties {
		r.wrong(diag.BadSimulation, rows[0], fmt.Sprintf("there are %d roles, and at most %d can be analysed", len(sim.Roles), bargain.MaxParties), "leave out who has no points of their own, or make them a member of a role's team: ::: brief "+sim.Roles[0]+" / adviser")
		return
	}
	for i, role := range sim.Roles {
		if role == "" || roleAt(sim.Roles, role) != i {
			r.wrong(diag.BadSimulation, rows[0], "each role has a name of its own above its column", "write: | Issue | Option | Buyer | Seller |")
			return
		}
		sim.private.problem.Parties = append(sim.private.problem.Parties, bargain.Party{Name: role})
	}
	var issues []*weighed
	for _, l := range rows[1:] {
		issues = sim.row(r, l, issues)
	}
	for k, w := range issues {
		sim.weigh(r, k, w)
	}
}

// row reads the row of an option.
func (sim *Simulation) row(r *confidential, l line, issues []*weighed) []*weighed {
	p := &sim.private.problem
	row := cells(l)
	if want := 2 + len(sim.Roles); len(row) != want {
		r.wrong(diag.BadSimulation, l, fmt.Sprintf("this row has %d cells, and the first row has %d", len(row), want), "write a cell for each column: issue, option, and what it is worth to each role")
		return issues
	}
	if name := row[0]; name != "" && (len(issues) == 0 || p.Issues[len(p.Issues)-1].Name != name) {
		if slices.ContainsFunc(p.Issues, func(is bargain.Issue) bool { return is.Name == name }) {
			r.wrong(diag.BadSimulation, l, "the rows of an issue do not stand together, or two issues have one name", "put them below each other, or give one of them another name")
			return issues
		}
		p.Issues = append(p.Issues, bargain.Issue{Name: name, Payoffs: make([][]float64, len(sim.Roles))})
		sim.Issues = append(sim.Issues, Issue{Name: name})
		issues = append(issues, &weighed{line: l})
	} else if len(issues) == 0 {
		r.wrong(diag.BadSimulation, l, "this row names no issue", "write its name into the first cell")
		return issues
	}
	values := make([]float64, len(sim.Roles))
	for i, cell := range row[2:] {
		value, ok := payoff(cell)
		if !ok {
			r.noPayoff(l, cell, sim.Roles[i])
			return issues
		}
		values[i] = value
	}
	w, issue, public := issues[len(issues)-1], &p.Issues[len(p.Issues)-1], &sim.Issues[len(sim.Issues)-1]
	if IsWeight(row[1]) {
		w.weight = values
		return issues
	}
	if row[1] == "" || slices.Contains(issue.Options, row[1]) {
		r.wrong(diag.BadSimulation, l, "each option of an issue has a name of its own", "write another one into the second cell")
		return issues
	}
	issue.Options, public.Options = append(issue.Options, row[1]), append(public.Options, row[1])
	for i, v := range values {
		issue.Payoffs[i] = append(issue.Payoffs[i], v)
	}
	return issues
}

// noPayoff says what is wrong with a cell.
func (r *confidential) noPayoff(l line, cell, role string) {
	if _, form, _ := expectation(plainNumber(cell)); form {
		r.wrong(diag.BadSimulation, l, "what this is worth to "+role+" is not a number: a chance from 0 to 100 % stands ahead of the sign, and what it is of behind it", "write: 70 % x 40,000, or 0.7 x 40,000")
		return
	}
	r.wrong(diag.BadSimulation, l, "what this is worth to "+role+" is not a number", "write a number into each cell, such as 1200, or 70 % x 40,000 for what depends on an event; 0 for what is worth nothing")
}

// payoff reads a cell: a number, a share in percent, or an expectation.
func payoff(cell string) (float64, bool) {
	if value, form, ok := expectation(plainNumber(cell)); form {
		return value, ok
	}
	text, percent := strings.CutSuffix(plainNumber(cell), "%")
	value, _, ok := number(strings.TrimSpace(text))
	if percent {
		value = rounded(value / 100)
	}
	return value, ok
}

const weightSlack = 0.001 // by which weights may miss 1: people round them

// weigh turns values into points where an issue has weights: each is the product.
func (sim *Simulation) weigh(r *confidential, k int, w *weighed) {
	if w.weight == nil {
		return
	}
	issue := &sim.private.problem.Issues[k]
	for i, row := range issue.Payoffs {
		for j := range row {
			row[j] = rounded(row[j] * w.weight[i])
		}
	}
	if k > 0 {
		return
	}
	// The weights of a role sum to 1, of all issues.
	var sums []float64
	for _, l := range r.rows {
		row := cells(l)
		if len(row) != 2+len(sim.Roles) || !IsWeight(row[1]) {
			continue
		}
		if sums == nil {
			sums = make([]float64, len(sim.Roles))
		}
		for i, cell := range row[2:] {
			value, _ := payoff(cell)
			sums[i] += value
		}
	}
	for i, sum := range sums {
		if sum < 1-weightSlack || sum > 1+weightSlack {
			r.wrong(diag.BadSimulation, w.line, "the weights of "+sim.Roles[i]+" do not sum to 1", "change them so that they do; 0.3 and 30 % are the same")
		}
	}
}
