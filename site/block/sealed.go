package block

import (
	"encoding/json"
	"math"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/seal"
)

// Sealed is a block with parts that only some may read. Whoever leads the exercise
// may read all of them.
type Sealed interface {
	course.Block
	Sealed() []Part
}

// DebriefOpener opens the numbers that the debrief is made of, and neither a brief nor
// what whoever leads is told: a code for all, once it is time. No role has this name.
const DebriefOpener = "/debrief"

// Part is something to be sealed.
type Part struct {
	Key     string // unique on the page
	Opener  string // the role, with its member behind a slash; DebriefOpener; "" for whoever leads
	Role    string // to which it belongs; "" for whoever leads
	Content seal.Content
}

// Sealed implements Sealed.
func (b *Brief) Sealed() []Part {
	opener := b.Role
	if b.Member != "" {
		opener += "/" + b.Member
	}
	return []Part{{"brief " + opener, opener, b.Role, b.content}}
}

// Sealed implements Sealed.
func (d *Debrief) Sealed() []Part { return []Part{{"debrief", "", "", d.content}} }

// Own is what a role knows of the numbers: its own. See client/sealed/table.ts.
type own struct {
	Role     string      `json:"role"`
	WalkAway float64     `json:"walkAway"`
	Target   *float64    `json:"target,omitempty"`
	Payoffs  [][]float64 `json:"payoffs"` // by issue, then by option
	Pays     bool        `json:"pays,omitempty"`
}

// solution is what the debrief is made of.
type solution struct {
	Roles    []string      `json:"roles"`
	WalkAway []float64     `json:"walkAway"`
	Payoffs  [][][]float64 `json:"payoffs"` // by role, issue, option
	Pays     []int         `json:"pays,omitempty"`
	NoDeal   bool          `json:"noDeal,omitempty"`
	Fees     []agentFee    `json:"fees,omitempty"`

	Outcomes int64       `json:"outcomes"`
	Rational float64     `json:"rational"` // part of the outcomes that all could accept
	Frontier [][]float64 `json:"frontier"` // distinct efficient payoffs, by role
	Joint    [2]float64  `json:"joint"`    // least and most of the sum
	Rules    []rule      `json:"rules"`
	Density  *density    `json:"density,omitempty"` // of two roles' outcomes
}

// density is bargain.Density.
type density struct {
	Columns int        `json:"columns"`
	Rows    int        `json:"rows"`
	Count   []int      `json:"count"`
	A       [2]float64 `json:"a"` // from where to where, of the first role
	B       [2]float64 `json:"b"`
}

type rule struct {
	Name   string      `json:"name"`
	Points [][]float64 `json:"points"`
	None   string      `json:"none,omitempty"`
}

// Sealed implements Sealed: to each role its own numbers, to the debrief all.
func (sim *Simulation) Sealed() []Part {
	var out []Part
	p := sim.private
	for i, role := range sim.Roles {
		out = append(out, Part{"points " + role, role, role, seal.Later(func() any { return sim.own(i) })})
	}
	return append(out, Part{"solution", DebriefOpener, "", seal.Later(func() any { return p.solution() })})
}

func (sim *Simulation) own(role int) own {
	party := sim.private.problem.Parties[role]
	o := own{Role: party.Name, WalkAway: party.Reservation, Pays: sim.pays(role)}
	if t := sim.private.targets; t != nil && !math.IsNaN(t[role]) {
		o.Target = &t[role]
	}
	for _, issue := range sim.private.problem.Issues {
		o.Payoffs = append(o.Payoffs, issue.Payoffs[role])
	}
	return o
}

func (p *played) solution() solution {
	s := solution{NoDeal: p.noDeal, Fees: p.agentFees()}
	if p.pays[0] != p.pays[1] {
		s.Pays = p.pays[:]
	}
	for i, party := range p.problem.Parties {
		s.Roles, s.WalkAway = append(s.Roles, party.Name), append(s.WalkAway, party.Reservation)
		var rows [][]float64
		for _, issue := range p.problem.Issues {
			rows = append(rows, issue.Payoffs[i])
		}
		s.Payoffs = append(s.Payoffs, rows)
	}
	a, err := p.analysis()
	if err != nil {
		return s // Audit has said so
	}
	s.Outcomes, s.Rational, s.Joint = a.Outcomes, a.RationalFraction, [2]float64{a.JointMin, a.JointMax}
	for _, point := range a.Frontier.Points {
		s.Frontier = append(s.Frontier, point.U)
	}
	for _, r := range a.Solutions() {
		one := rule{Name: r.Name, None: r.None}
		for _, point := range r.Points {
			one.Points = append(one.Points, point.U)
		}
		s.Rules = append(s.Rules, one)
	}
	if len(s.Roles) == 2 {
		if d, err := p.problem.Density(48, 48); err == nil {
			s.Density = &density{d.Columns, d.Rows, d.Count, [2]float64{d.LowA, d.HighA}, [2]float64{d.LowB, d.HighB}}
		}
	}
	return s
}

var _ json.Marshaler = seal.Content{} // so that a view that holds one tells nothing
