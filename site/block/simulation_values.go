package block

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/diag"
)

// perRole reads "Buyer 900, Seller 700": a number for each role, by role; NaN where
// none is named. A number may stand with % behind it.
func (r *confidential) perRole(l line, roles []string, example string) []float64 {
	out := make([]float64, len(roles))
	for i := range out {
		out[i] = math.NaN()
	}
	rest := plainNumber(string(l.text.Text))
	for rest != "" {
		who, after := -1, ""
		for _, i := range byLength(roles) {
			if cut, ok := cutFold(rest, roles[i]); ok {
				who, after = i, cut
				break
			}
		}
		m := amountAhead.FindStringSubmatch(after)
		if who < 0 || m == nil || !math.IsNaN(out[who]) {
			r.wrong(diag.BadSimulation, l, l.key+": names a role of the table and its number, one after the other", "write: "+example)
			return nil
		}
		value, ok := payoff(m[1] + m[2])
		if !ok {
			r.wrong(diag.BadSimulation, l, l.key+": has something for "+roles[who]+" that is not a number", "write: "+example)
			return nil
		}
		out[who] = value
		rest = strings.TrimLeft(after[len(m[0]):], " ,;")
	}
	return out
}

// amountAhead is a number at the head of a text, with its groups, and %. Groups end
// where the digits do: 0.2345 is not 0.234 and a 5.
var amountAhead = regexp.MustCompile(`^[\s:=]*([+-]?(?:\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d+)?\b|\d+(?:[.,]\d+)?))\s*(%?)`)

// byLength are the indices of names, the longest first, so that none is taken for
// the beginning of another.
func byLength(names []string) []int {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(names[b]), len(names[a])) })
	return order
}

func cutFold(text, name string) (rest string, ok bool) {
	if len(text) <= len(name) || !strings.EqualFold(text[:len(name)], name) || !strings.ContainsAny(text[len(name):len(name)+1], " :=") {
		return "", false
	}
	return text[len(name):], true
}

// priceForm is "30,000 to 70,000 in steps of 500, Buyer pays Seller".
var priceForm = regexp.MustCompile(`^(.+?)\s*(?:to|-|bis)\s*(.+?)\s+(?:in steps of|step|in schritten von)\s+(.+?)\s*[,;]\s+(\S.*?)\s+(?:pays|zahlt(?: an)?)\s+(\S.*)$`)

const mostPrices = 2000

// price reads a price between two bounds: an issue of its own.
func (sim *Simulation) price(r *confidential) {
	l, ok := r.keys["price"]
	if !ok || r.failed {
		return
	}
	const example = "price: 30,000 to 70,000 in steps of 500, Buyer pays Seller"
	m := priceForm.FindStringSubmatch(plainNumber(string(l.text.Text)))
	if m == nil {
		r.wrong(diag.BadSimulation, l, "price: says from where to where, in which steps, and who pays whom", "write: "+example)
		return
	}
	low, _, ok1 := number(m[1])
	high, _, ok2 := number(m[2])
	step, _, ok3 := number(m[3])
	if !ok1 || !ok2 || !ok3 {
		r.wrong(diag.BadSimulation, l, "the lowest price, the highest and the step are plain numbers", "write: "+example+"    (what is paid, and for how long, says unit: EUR a month)")
		return
	}
	if n := (high - low) / step; !(step > 0) || !(high > low) || n > mostPrices || math.Abs(n-math.Round(n)) > 1e-9 {
		r.wrong(diag.BadSimulation, l, "the steps of this price do not lead from its lowest to its highest", "write: "+example)
		return
	}
	p := sim.private
	if len(sim.Roles) == 0 {
		sim.Roles = []string{m[4], m[5]}
		p.problem.Parties = []bargain.Party{{Name: m[4]}, {Name: m[5]}}
	}
	p.pays = [2]int{roleAt(sim.Roles, m[4]), roleAt(sim.Roles, m[5])}
	if p.pays[0] < 0 || p.pays[1] < 0 || p.pays[0] == p.pays[1] {
		r.wrong(diag.BadSimulation, l, "price: names a role that has no column in the table", "the columns are "+strings.Join(sim.Roles, " and ")+"; write, for example: price: 30,000 to 70,000 in steps of 500, "+sim.Roles[0]+" pays "+sim.Roles[1])
		return
	}
	issue := p.prices(len(sim.Roles), low, high, step)
	sim.step = strconv.FormatFloat(step, 'f', -1, 64)
	p.problem.Issues = append([]bargain.Issue{issue}, p.problem.Issues...)
	sim.Issues = append([]Issue{{Name: issue.Name, Options: issue.Options, Price: true}}, sim.Issues...)
}

// prices is the issue of a price: what one side gets by it, the other gives.
func (p *played) prices(roles int, low, high, step float64) bargain.Issue {
	issue := bargain.Issue{Name: "Price", Payoffs: make([][]float64, roles)}
	for i := range issue.Payoffs {
		issue.Payoffs[i] = make([]float64, 0, int((high-low)/step)+1)
	}
	for n := 0; ; n++ {
		at := rounded(low + float64(n)*step)
		if at > high+step/2 {
			break
		}
		issue.Options = append(issue.Options, strconv.FormatFloat(at, 'f', -1, 64))
		for i := range issue.Payoffs {
			v := 0.0
			switch i {
			case p.pays[0]:
				v = -at
			case p.pays[1]:
				v = at
			}
			issue.Payoffs[i] = append(issue.Payoffs[i], v)
		}
	}
	return issue
}

// walkAways reads what each role's best alternative is worth to it, or reckons it
// from a dispute: what a court would give, how likely, and what that costs.
func (sim *Simulation) walkAways(r *confidential) {
	if r.failed {
		return
	}
	p := sim.private
	var values []float64
	l, said := r.keys["walk-away"]
	award, dispute := r.keys["award"]
	switch {
	case said && dispute:
		r.wrong(diag.Contradiction, l, "walk-away: and award: both say what there is without a deal", "keep one of the two")
		return
	case dispute:
		values = sim.dispute(r, award)
	case said:
		values = r.perRole(l, sim.Roles, "walk-away: "+sim.Roles[0]+" 900, "+sim.Roles[1]+" 700")
	default:
		r.wrong(diag.BadSimulation, r.open, "nothing says what each role has without a deal", "write: walk-away: "+sim.Roles[0]+" 900, "+sim.Roles[1]+" 700")
		return
	}
	for i, v := range values {
		switch {
		case math.IsNaN(v):
			r.wrong(diag.BadSimulation, l, "the walk-away value of "+sim.Roles[i]+" is missing", "write it behind the role's name; 0 where no deal is worth nothing")
		case sim.pays(i):
			v = -v // a price it pays
		}
		p.problem.Parties[i].Reservation = v
	}
	if l, ok := r.keys["target"]; ok {
		p.targets = r.perRole(l, sim.Roles, "target: "+sim.Roles[0]+" 1200, "+sim.Roles[1]+" 1100")
		for i := range p.targets {
			if sim.pays(i) {
				p.targets[i] = -p.targets[i]
			}
		}
	}
}

// pays tells of the role that pays a price: its own numbers are prices, too.
func (sim *Simulation) pays(role int) bool {
	p := sim.private.pays
	return p[0] != p[1] && p[0] == role
}

// dispute reckons walk-away values from a lawsuit (bargain.Litigation). The role that
// is paid is the plaintiff.
func (sim *Simulation) dispute(r *confidential, award line) []float64 {
	p := sim.private
	wins, ok1 := r.keys["wins"]
	costs, ok2 := r.keys["costs"]
	if !ok1 || !ok2 || p.pays[0] == p.pays[1] {
		r.wrong(diag.BadSimulation, award, "a dispute has a price, awards, each side's chance that the claim wins, and each side's costs",
			"write: price: ..., award: 1,200,000 25%; 700,000 50%; 300,000 25%, wins: Plaintiff 55%, Defendant 40%, costs: Plaintiff 180,000, Defendant 160,000")
		return nil
	}
	mean, whole := 0.0, 0.0
	for part := range strings.SplitSeq(plainNumber(string(award.text.Text)), ";") {
		m := awardForm.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil {
			r.wrong(diag.BadSimulation, award, "award: lists amounts with the chance of each", "write: award: 1,200,000 25%; 700,000 50%; 300,000 25%")
			return nil
		}
		amount, _, _ := number(m[1])
		chance, _ := payoff(m[2] + "%")
		mean, whole = mean+amount*chance, whole+chance
	}
	if math.Abs(whole-1) > weightSlack {
		r.wrong(diag.BadSimulation, award, "the chances of the awards do not sum to 100 %", "change them so that they do")
		return nil
	}
	chances := r.perRole(wins, sim.Roles, "wins: Plaintiff 55%, Defendant 40%")
	cost := r.perRole(costs, sim.Roles, "costs: Plaintiff 180,000, Defendant 160,000")
	if chances == nil || cost == nil {
		return nil
	}
	zone := bargain.Litigation(
		bargain.View{Win: chances[p.pays[1]], Award: mean, Cost: cost[p.pays[1]]},
		bargain.View{Win: chances[p.pays[0]], Award: mean, Cost: cost[p.pays[0]]})
	out := make([]float64, len(sim.Roles))
	out[p.pays[1]], out[p.pays[0]] = rounded(zone.Seller), rounded(zone.Buyer)
	return out
}

var (
	awardForm = regexp.MustCompile(`^([\d ',.]+?)\s+(\d+(?:[.,]\d+)?)\s*%$`)
	ofForm    = regexp.MustCompile(`(?i)\b(\d)\s*(?:of|von)\s*(\d)\b`)
)

// agreement reads "3 of 4, Developer must".
func agreement(r *confidential, l line, roles []string) Agreement {
	out := Agreement{Need: len(roles)}
	text := plainNumber(string(l.text.Text))
	m := ofForm.FindStringSubmatchIndex(text)
	if m != nil {
		need, _ := strconv.Atoi(text[m[2]:m[3]])
		of, _ := strconv.Atoi(text[m[4]:m[5]])
		if of != len(roles) || need < 1 || need > of {
			r.wrong(diag.BadSimulation, l, "agree: counts other roles than the table has", "write how many of all have to agree, such as: agree: "+strconv.Itoa(max(1, len(roles)-1))+" of "+strconv.Itoa(len(roles)))
			return out
		}
		out.Need = need
		text = text[:m[0]] + " " + text[m[1]:]
	}
	text = strings.ToLower(text)
	for _, i := range byLength(roles) {
		if name := strings.ToLower(roles[i]); strings.Contains(text, name) {
			text = strings.ReplaceAll(text, name, " ")
			out.Must = append(out.Must, i)
		}
	}
	slices.Sort(out.Must)
	if m == nil && len(out.Must) > 0 {
		out.Need = len(out.Must)
	}
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune(" ,;.", c) }) {
		if !slices.Contains([]string{"must", "agree", "and", "needed", "muss", "müssen", "zustimmen", "und", "all", "alle"}, word) {
			r.wrong(diag.BadSimulation, l, "agree: says how many roles have to agree, and which of them must", "write: agree: 3 of 4, "+roles[0]+" must")
			return out
		}
	}
	return out
}
