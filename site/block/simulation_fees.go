package block

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// fee is what an agent earns, a member of a role's team. It is confidential: the agent
// reads it in its own brief, and whoever leads in the solution.
type fee struct {
	bargain.Fee
	words string // "10 % above 900", as it was written
	told  bool   // a brief has it
}

const someNumber = `[+-]?(?:\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d+)?\b|\d+(?:[.,]\d+)?)`

// feeForm reads, behind a role, "/ agent 10 % above 900" up to the next one.
var feeForm = regexp.MustCompile(`^\s*/\s*([^\s/,;][^/,;]*?)\s*[:=]?\s+((` + someNumber + `)\s*(%?)(?:\s*(?i:(above|over|über)|(below|under|unter))\s+(` + someNumber + `))?)\s*(?:[,;]\s*|$)`)

const feeExample = "fee: Buyer / agent 10 % above 900, Seller / agent 200"

// fees reads what agents earn.
func (sim *Simulation) fees(r *confidential) {
	l, ok := r.keys["fee"]
	if !ok || r.failed {
		return
	}
	p := sim.private
	rest := plainNumber(string(l.text.Text))
	if rest == "" {
		r.wrong(diag.BadSimulation, l, "fee: names an agent and what it earns, one after the other", "write: "+feeExample)
	}
	for rest != "" {
		who, m := -1, []string(nil)
		for _, i := range byLength(sim.Roles) {
			if n := len(sim.Roles[i]); len(rest) > n && strings.EqualFold(rest[:n], sim.Roles[i]) {
				if m = feeForm.FindStringSubmatch(rest[n:]); m != nil {
					who, rest = i, rest[n+len(m[0]):]
					break
				}
			}
		}
		if who < 0 {
			r.wrong(diag.BadSimulation, l, "fee: names a role of the table, its agent behind a slash, and what that one earns", "write: "+feeExample)
			return
		}
		f := &fee{Fee: bargain.Fee{Party: who, Agent: m[1]}, words: m[2]}
		if sim.feeOf(who, m[1]) != nil {
			r.wrong(diag.BadSimulation, l, "fee: has an agent of "+sim.Roles[who]+" twice", "keep one of the two")
			return
		}
		if !sim.earned(r, l, f, m) {
			return
		}
		p.fees = append(p.fees, f)
		p.problem.Fees = append(p.problem.Fees, f.Fee)
	}
}

// earned reads the number of a fee, its % and its threshold. Of a role that pays a
// price the threshold is a price, too, and the agent earns by what is saved.
func (sim *Simulation) earned(r *confidential, l line, f *fee, m []string) bool {
	amount, ok := payoff(m[3] + m[4])
	role, share := sim.Roles[f.Party], m[4] != ""
	above, below := m[5] != "", m[6] != ""
	wrong := func(message, help string) bool {
		r.wrong(diag.BadSimulation, l, message, help)
		return false
	}
	switch {
	case !ok || amount < 0 || share && !(amount > 0 && amount <= 1):
		return wrong("the fee of the agent of "+role+" is not a number above 0, or a part up to 100 %", "write: "+feeExample)
	case (above || below) && !share:
		return wrong("the agent of "+role+" has a fixed fee with a threshold", "write a part of what is beyond it: "+feeExample)
	case above && sim.pays(f.Party):
		return wrong(role+" pays a price, so its agent earns by what it saves", fmt.Sprintf("write the threshold with below: fee: %s / agent 10 %% below 58,000", role))
	case below && !sim.pays(f.Party):
		return wrong("the agent of "+role+" earns by what is below a threshold, and would want a bad deal", "write the threshold with above: "+feeExample)
	case !share:
		f.Flat = amount
		return true
	}
	f.Share = amount
	f.Price = sim.pays(f.Party) && !below
	if m[7] != "" {
		if f.Above, ok = payoff(m[7]); !ok {
			return wrong("the threshold of the agent of "+role+" is not a number", "write: "+feeExample)
		}
		if below {
			f.Above = -f.Above
		}
	}
	return true
}

// feeOf is what a member of a role's team earns; nil if that one has no fee.
func (sim *Simulation) feeOf(role int, member string) *fee {
	for _, f := range sim.private.fees {
		if f.Party == role && strings.EqualFold(f.Agent, member) {
			return f
		}
	}
	return nil
}

// tellFee is the line of a member's brief that says its fee, in the words of the
// simulation; nil where there is none.
func (sim *Simulation) tellFee(r *confidential, role int, member string) []line {
	f := sim.feeOf(role, member)
	if f == nil {
		return nil
	}
	f.told = true
	at := func(text string) line { return line{raw: markdown.Line{Text: []byte(text), At: r.open.raw.At}} }
	return []line{at("**fee:** " + f.words), at("")}
}

// untold reports fees that no brief tells anybody.
func (sim *Simulation) untold(say func(code diag.Code, message, help string)) {
	for _, f := range sim.private.fees {
		if !f.told {
			role := sim.Roles[f.Party]
			say(diag.UnknownRole, "no brief is for the agent of "+role+" who has a fee", "write one below the simulation: ::: brief "+role+" / agent, with the name that stands behind the slash in fee:")
		}
	}
}

// agentFee is a fee as the solution has it, with what it makes of the agent's wishes:
// amounts in the unit of the points.
type agentFee struct {
	Role   int      `json:"role"`
	Member string   `json:"member"`
	Words  string   `json:"words"`          // as the brief has it
	Most   *float64 `json:"most,omitempty"` // the most it earns by a deal that all could accept
	Agrees bool     `json:"agrees"`         // the agent likes best what the role does
}

func (p *played) agentFees() (out []agentFee) {
	a, err := p.analysis()
	for i, f := range p.fees {
		one := agentFee{Role: f.Party, Member: f.Agent, Words: f.words}
		if err == nil && a.Agencies[i].Acceptable > 0 {
			one.Most, one.Agrees = &a.Agencies[i].Most, a.Agencies[i].Agrees()
		}
		out = append(out, one)
	}
	return out
}
