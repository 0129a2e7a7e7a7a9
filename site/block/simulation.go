package block

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Simulation is a negotiation to practise: who talks about what, and, sealed, what it
// is worth to each.
//
//	::: simulation delivery
//	walk-away: Buyer 900, Seller 700
//	time: 30
//
//	| Issue    | Option  | Buyer | Seller |
//	|----------|---------|------:|-------:|
//	| Delivery | 2 weeks |  1200 |    400 |
//	|          | 8 weeks |     0 |    900 |
//	:::
//
// What is public of it are its fields. The rest is told to nobody but seal and Audit.
type Simulation struct {
	Play
	Issues []Issue
	Agree  Agreement

	step    string // of a price
	pos     diag.Pos
	private *played
}

// Play says who plays and how, as all know it.
type Play struct {
	Name    string // may be empty
	Title   string
	Level   int // of the title as a heading
	Roles   []string
	Unit    string // of the points: "points", "EUR"
	Minutes int    // 0 when it is not said
	Rounds  int    // 0 when it is not said
	Codes   int    // for each role
}

// Issue is something to agree on, as all know it.
type Issue struct {
	Name    string
	Options []string
	Price   bool // its options are amounts that one side pays the other
}

// Agreement says who has to agree for a deal to stand.
type Agreement struct {
	Need int   // how many roles; all where nothing else is said
	Must []int // those without whom there is none
}

// played is what only some may know of a simulation.
type played struct {
	problem bargain.Problem
	targets []float64 // by role; NaN where there is none
	noDeal  bool      // that there is no deal is intended
	pays    [2]int    // who pays a price, and who is paid; equal where there is none
	fees    []*fee    // of agents

	analysis func() (*bargain.Analysis, error)
}

// BlockName implements course.Block.
func (*Simulation) BlockName() string { return "simulation" }

// simulationKeys stand above the table.
var simulationKeys = []string{"title", "walk-away", "target", "time", "rounds", "unit", "agree", "codes", "no-deal", "price", "award", "wins", "costs", "fee", "coalitions"}

func readSimulation(c markdown.Container, s *markdown.Scope) course.Block {
	r := confidentialLines(c, s, simulationKeys)
	play := Play{Name: strings.TrimSpace(c.Args), Level: s.Below(), Codes: 1, Unit: "points"}
	play.settings(r)
	for _, l := range r.prose {
		r.wrong(diag.BadSimulation, l, "in a simulation stand settings and a table, and this line is neither", "write what all may know above the block, and what one role may know into ::: brief "+"Buyer")
		break
	}
	if l, ok := r.keys["coalitions"]; ok {
		return readCoalition(r, l, play)
	}
	sim := &Simulation{Play: play, pos: s.Pos(c.At, c.Len), private: &played{}}
	sim.table(r)
	sim.price(r)
	sim.agreed(r)
	sim.walkAways(r)
	sim.fees(r)
	if r.failed {
		return nil
	}
	p := sim.private
	if err := p.problem.Check(); err != nil {
		r.wrong(diag.BadSimulation, r.open, "this negotiation cannot be analysed", "see docs/simulations.md: two to eight roles, at least one issue with options, and a number in each cell")
		return nil
	}
	p.analysis = sync.OnceValues(func() (*bargain.Analysis, error) { return bargain.Analyze(&p.problem) })
	return sim
}

// settings reads the keys that say how a negotiation is played.
func (p *Play) settings(r *confidential) {
	p.Title = r.words("title")
	if unit := r.words("unit"); unit != "" {
		p.Unit = unit
	}
	p.Minutes = r.whole("time", 1, 24*60, "time: 45")
	p.Rounds = r.whole("rounds", 1, 100, "rounds: 2")
	if n := r.whole("codes", 1, 30, "codes: 12"); n > 0 {
		p.Codes = n
	}
}

// agreed reads who has to agree, and whether anybody should.
func (sim *Simulation) agreed(r *confidential) {
	switch said := strings.ToLower(r.words("no-deal")); said {
	case "":
	case "intended", "beabsichtigt":
		sim.private.noDeal = true
	default:
		r.wrong(diag.BadSimulation, r.keys["no-deal"], "no-deal: is either there or not", "write no-deal: intended, or leave the line out")
	}
	sim.Agree = Agreement{Need: len(sim.Roles)}
	if l, ok := r.keys["agree"]; ok {
		sim.Agree = agreement(r, l, sim.Roles)
		sim.private.problem.Votes = bargain.Votes{Veto: sim.Agree.Must, Need: sim.Agree.Need}
	}
}

// roleAt finds a role by name, in any case.
func roleAt(roles []string, name string) int {
	return slices.IndexFunc(roles, func(role string) bool { return strings.EqualFold(role, strings.TrimSpace(name)) })
}

// Audit implements course.Audited: what is wrong with a negotiation that can be read.
func (sim *Simulation) Audit(report func(diag.Diagnostic)) {
	p := sim.private
	say := func(code diag.Code, message, help string) {
		report(diag.Private(code, sim.pos, message, help))
	}
	sim.untold(say)
	a, err := p.analysis()
	if err != nil {
		say(diag.BadSimulation, "this negotiation has more possible deals than can be looked at", "take an issue or some options away")
		return
	}
	deal := a.Rational > 0
	if !deal && p.problem.Votes.Few(len(sim.Roles)) {
		winning, _, err := p.problem.Winning(p.problem.Votes)
		deal = err == nil && winning > 0
	}
	switch {
	case !deal && !p.noDeal:
		say(diag.NoDeal, "there is no deal that those who have to agree could accept", "lower a walk-away value, or write no-deal: intended if walking away is what is to be learnt")
	case deal && p.noDeal:
		say(diag.NoDeal, "no-deal: intended is written, and there are deals that all could accept", "raise a walk-away value, or take the line away")
	}
	if !a.Conflict {
		say(diag.NoConflict, "all sides want the same: one deal is the best for each of them", "give two sides different wishes on at least one issue")
	}
	for i, party := range p.problem.Parties {
		if len(p.targets) > i && p.targets[i] < party.Reservation {
			say(diag.OddTarget, fmt.Sprintf("the target of %s is worse than its walk-away value", party.Name), "a target is what the side hopes for, and better than its walk-away value; correct one of the two")
		}
		switch {
		case party.Reservation > a.Best[i]:
			if !p.noDeal {
				say(diag.OddWalkAway, fmt.Sprintf("the walk-away value of %s is above its best possible deal", party.Name), "lower it: nobody could ever satisfy this side")
			}
		case party.Reservation < a.Worst[i]:
			say(diag.OddWalkAway, fmt.Sprintf("the walk-away value of %s is below its worst possible deal, so it would take anything", party.Name), "raise it, or say in its brief that no alternative is left")
		}
	}
}

// ProblemOf is the whole negotiation, for whoever has its sources and asks for an
// analysis. A test holds that nothing else does.
func ProblemOf(sim *Simulation) *bargain.Problem { return &sim.private.problem }
