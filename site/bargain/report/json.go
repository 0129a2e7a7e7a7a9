// Package report says what an analysis found: in words for a trainer, as JSON for
// a program, as a picture.
package report

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/parley-kit/parley/site/bargain"
)

// figure is a number as it is written: to twelve digits, so that 0.1 + 0.2 reads
// 0.3, and null where there is none.
type figure float64

// MarshalJSON writes a figure.
func (f figure) MarshalJSON() ([]byte, error) {
	v := float64(f)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return []byte("null"), nil
	case v == 0: // and not -0
		return []byte("0"), nil
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return nil, err
	}
	return json.Marshal(rounded)
}

func figures(values []float64) []figure {
	if values == nil {
		return nil
	}
	out := make([]figure, len(values))
	for i, v := range values {
		out[i] = figure(v)
	}
	return out
}

// document is an analysis as JSON. Values are by party, in the order of parties.
type document struct {
	Version          int                   `json:"v"`
	Parties          []string              `json:"parties"`
	WalkAway         []figure              `json:"walk_away"`
	Outcomes         int64                 `json:"outcomes"`
	Acceptable       int64                 `json:"acceptable"`
	Passing          *int64                `json:"passing,omitempty"` // where some may be against
	RationalFraction figure                `json:"rational_fraction"`
	ParetoOutcomes   int64                 `json:"pareto_outcomes"`
	ParetoPoints     int                   `json:"pareto_points"`
	Nash             [][]figure            `json:"nash"`
	Kalai            [][]figure            `json:"kalai_smorodinsky"`
	Egalitarian      [][]figure            `json:"egalitarian"`
	Utilitarian      [][]figure            `json:"utilitarian"`
	Opposition       figure                `json:"opposition"`
	Correlation      figure                `json:"correlation"`
	Best             []figure              `json:"best"`
	Worst            []figure              `json:"worst"`
	Ideal            []figure              `json:"ideal"`
	JointMin         figure                `json:"joint_min"`
	JointMax         figure                `json:"joint_max"`
	Conflict         bool                  `json:"conflict"`
	Frontier         [][]figure            `json:"frontier"`
	Issues           []issue               `json:"issues"`
	Agents           []agent               `json:"agents,omitempty"`
	Deals            map[string][][]string `json:"deals"`
	None             map[string]string     `json:"none,omitempty"`
	Definitions      map[string]string     `json:"definitions"`
}

type issue struct {
	Name  string       `json:"name"`
	Kind  bargain.Kind `json:"kind"`
	Swing []figure     `json:"swing"`
}

// keys are what the solutions are called in JSON, in the order of
// Analysis.Solutions.
var keys = []string{"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}

// maxDeals is how many deals are written out for each solution.
const maxDeals = 25

// JSON is an analysis for programs. outcomes, acceptable, pareto_outcomes and
// pareto_points are counts; nash, kalai_smorodinsky, egalitarian and utilitarian
// are lists of utilities by party, null where there is no such solution and none
// says why. deals are the options of these solutions, at most 25 each. A figure
// that is not defined is null.
func JSON(a *bargain.Analysis) ([]byte, error) {
	p := a.Problem
	d := document{
		Version: 1, Outcomes: a.Outcomes, Acceptable: a.Rational, RationalFraction: figure(a.RationalFraction),
		ParetoOutcomes: a.ParetoOutcomes, ParetoPoints: len(a.Frontier.Points), Frontier: utilities(a.Frontier.Points),
		Nash: utilities(a.Nash.Points), Kalai: utilities(a.KalaiSmorodinsky.Points),
		Egalitarian: utilities(a.Egalitarian.Points), Utilitarian: utilities(a.Utilitarian.Points),
		Opposition: figure(a.Opposition), Correlation: figure(a.Correlation), Conflict: a.Conflict,
		Best: figures(a.Best), Worst: figures(a.Worst), Ideal: figures(a.Ideal),
		JointMin: figure(a.JointMin), JointMax: figure(a.JointMax),
		Deals: map[string][][]string{}, None: map[string]string{}, Definitions: map[string]string{},
	}
	if p.Votes.Few(len(p.Parties)) {
		if passing, _, err := p.Winning(p.Votes); err == nil {
			d.Passing = &passing
		}
	}
	for _, party := range p.Parties {
		d.Parties = append(d.Parties, party.Name)
		d.WalkAway = append(d.WalkAway, figure(party.Reservation))
	}
	for k := range p.Issues {
		is := issue{Name: p.Issues[k].Name, Kind: p.Issues[k].Kind()}
		for i := range p.Parties {
			is.Swing = append(is.Swing, figure(p.Issues[k].Swing(i)))
		}
		d.Issues = append(d.Issues, is)
	}
	d.Agents = agentsOf(a)
	for i, s := range a.Solutions() {
		d.Definitions[keys[i]] = s.Definition
		d.Deals[keys[i]] = deals(a, s)
		if s.None != "" {
			d.None[keys[i]] = s.None
		}
	}
	b, err := json.MarshalIndent(d, "", "  ")
	return append(compact(b), '\n'), err
}

func utilities(points []bargain.Point) (out [][]figure) {
	for _, q := range points {
		out = append(out, figures(q.U))
	}
	return out
}

func deals(a *bargain.Analysis, s bargain.Solution) [][]string {
	out := [][]string{}
	for _, q := range s.Points {
		for o := range a.Frontier.Outcomes(q) {
			if len(out) == maxDeals {
				return out
			}
			out = append(out, a.Problem.Names(o))
		}
	}
	return out
}

// compact puts each list that holds no other list on one line: a frontier of
// pairs is unreadable with a line for each number.
func compact(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			end := i + 1
			for ; b[end] != '"'; end++ {
				if b[end] == '\\' {
					end++
				}
			}
			out = append(out, b[i:end+1]...)
			i = end
		case '[':
			if line, n := oneLine(b[i:]); n > 0 {
				out = append(out, line...)
				i += n - 1
				continue
			}
			out = append(out, b[i])
		default:
			out = append(out, b[i])
		}
	}
	return out
}

// oneLine is the list that b begins with on one line, and how long it was; 0 if
// it holds other lists or objects.
func oneLine(b []byte) (line []byte, n int) {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case '"':
			start := i
			for i++; b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
			line = append(line, b[start:i+1]...)
		case '[', '{':
			if i > 0 {
				return nil, 0
			}
			line = append(line, c)
		case ']':
			return append(line, c), i + 1
		case '\n', ' ':
		case ',':
			line = append(line, ", "...)
		default:
			line = append(line, c)
		}
	}
	return nil, 0
}
