package report

import "github.com/parley-kit/parley/site/bargain"

// agent is bargain.Agency. low, high and best are points of the party: of the deals that
// earn the agent most, and of the best deal that all could accept.
type agent struct {
	Party    string `json:"party"`
	Agent    string `json:"agent"`
	Most     figure `json:"most"` // that it earns
	Ties     int64  `json:"ties"`
	Low      figure `json:"low"`
	High     figure `json:"high"`
	Best     figure `json:"best"`
	AtBest   figure `json:"at_best"` // what it earns by that
	Agrees   bool   `json:"agrees"`
	Tempting int64  `json:"tempting"` // deals that earn it something and are worse for the party than none
}

func agentsOf(a *bargain.Analysis) (out []agent) {
	for _, g := range a.Agencies {
		out = append(out, agent{
			a.Problem.Parties[g.Fee.Party].Name, g.Fee.Agent, figure(g.Most), g.Ties, figure(g.Low), figure(g.High),
			figure(g.Best), figure(g.AtBest), g.Agrees(), g.Tempting,
		})
	}
	return out
}

// agents says whether each agent wants what those want for whom it talks.
func (w *writer) agents() {
	if len(w.a.Agencies) == 0 {
		return
	}
	w.line("What do the agents want?")
	for i := range w.a.Agencies {
		w.agent(&w.a.Agencies[i])
	}
	w.line("  A fee is in the unit of the points, and the agent cares for nothing else.")
	w.line("")
}

func (w *writer) agent(g *bargain.Agency) {
	party := w.p.Parties[g.Fee.Party].Name
	points, fee := w.scales[g.Fee.Party], scaleOf(0, g.Most)
	who := party + " / " + g.Fee.Agent
	switch {
	case g.Acceptable == 0:
		w.line("  %s: there is no deal to earn by.", who)
	case g.Most <= 0:
		w.line("  %s: no deal that all could accept earns it anything, so it has no reason to find one.", who)
	case g.Agrees():
		w.line("  %s wants what %s wants: the deals that earn it most, %s, are worth %s, the best that others accept.", who, party, fee.text(g.Most), points.text(g.Best))
	case g.Opposed():
		w.line("  %s wants another deal than %s: those that earn it most, %s, are worth at most %s. The best is worth %s, and earns it %s.",
			who, party, fee.text(g.Most), points.text(g.High), points.text(g.Best), fee.text(g.AtBest))
	default:
		w.line("  %s does not mind: %s of %s that all could accept earn it most, %s. They are worth from %s to %s.",
			who, whole(g.Ties), count(g.Acceptable, "deal", "deals"), fee.text(g.Most), points.text(g.Low), points.text(g.High))
	}
	if g.Tempting > 0 {
		w.line("    It earns something by deals that are worse for %s than none: %s of %s.", party, whole(g.Tempting), whole(w.a.Outcomes))
	}
}
