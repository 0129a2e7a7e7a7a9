package block

import (
	"slices"

	"github.com/parley-kit/parley/site/course"
)

// SimulationView is what blocks/simulation draws.
type SimulationView struct {
	Page    course.ID
	Name    string
	Title   Title
	Roles   []string
	Issues  []IssueView
	Unit    string
	Minutes int
	Rounds  int
	Agree   AgreeView
	Key     string // whether there is something to open: "" where nothing was sealed
	Parts   []SealedView
	Demo    []DemoView
}

// IssueView is an issue as all know it.
type IssueView struct {
	Name    string
	Options []string // nil of a price
	From    string   // of a price
	To      string
	Step    string
}

// AgreeView says who has to agree; Need is 0 where all have to.
type AgreeView struct {
	Need, Of int
	Must     []string
}

// Has tells of a role without which there is no deal.
func (a AgreeView) Has(role string) bool { return slices.Contains(a.Must, role) }

// SealedView is a part that a code opens. Box is a JWE; "" where nothing was sealed.
type SealedView struct {
	Key, Role, Box string
}

// DemoView is a code of a preview, which everybody may see.
type DemoView struct {
	Opener, Code string
	Debrief      bool
}

func demo(opener, code string) DemoView {
	if opener == DebriefOpener {
		return DemoView{"", code, true}
	}
	return DemoView{opener, code, false}
}

// BriefView is what blocks/brief draws, also of a debrief, whose Role is "".
type BriefView struct {
	Page         course.ID
	Role, Member string
	Part         SealedView
}

// View implements Viewed.
func (sim *Simulation) View(p Page) (string, any) {
	v := SimulationView{
		Page: p.PageID(), Name: sim.Name, Title: Title{sim.Title, sim.Level}, Roles: sim.Roles, Unit: sim.Unit,
		Minutes: sim.Minutes, Rounds: sim.Rounds,
	}
	if sim.Agree.Need < len(sim.Roles) || len(sim.Agree.Must) > 0 {
		v.Agree = AgreeView{Need: sim.Agree.Need, Of: len(sim.Roles)}
		for _, i := range sim.Agree.Must {
			v.Agree.Must = append(v.Agree.Must, sim.Roles[i])
		}
	}
	for _, is := range sim.Issues {
		one := IssueView{Name: is.Name, Options: is.Options}
		if n := len(is.Options); is.Price && n > 1 {
			one = IssueView{Name: is.Name, From: is.Options[0], To: is.Options[n-1], Step: sim.step}
		}
		v.Issues = append(v.Issues, one)
	}
	for _, part := range sim.Sealed() {
		v.Parts = append(v.Parts, viewOf(part, p))
	}
	v.Key = v.Parts[0].Box
	for _, opener := range append([]string{"", DebriefOpener}, sim.Roles...) {
		if code := p.DemoCode(opener); code != "" {
			v.Demo = append(v.Demo, demo(opener, code))
		}
	}
	return "blocks/simulation", v
}

func viewOf(part Part, p Page) SealedView { return SealedView{part.Key, part.Role, p.Seal(part)} }

// View implements Viewed.
func (b *Brief) View(p Page) (string, any) {
	return "blocks/brief", BriefView{p.PageID(), b.Role, b.Member, viewOf(b.Sealed()[0], p)}
}

// View implements Viewed.
func (d *Debrief) View(p Page) (string, any) {
	return "blocks/brief", BriefView{Page: p.PageID(), Part: viewOf(d.Sealed()[0], p)}
}

// Openers lists who opens parts of a page, each once, the debrief and whoever leads
// last, who have one code each; codes is how many each of the others has.
func Openers(blocks []course.Block) (openers []string, codes int) {
	seen := map[string]bool{"": true, DebriefOpener: true}
	something := false // is sealed
	for _, b := range blocks {
		switch b := b.(type) {
		case *Simulation:
			codes = max(codes, b.Codes)
		case *Coalition:
			codes = max(codes, b.Codes)
		}
		sealed, ok := b.(Sealed)
		if !ok {
			continue
		}
		for _, part := range sealed.Sealed() {
			something = true
			if !seen[part.Opener] {
				seen[part.Opener] = true
				openers = append(openers, part.Opener)
			}
		}
	}
	if codes == 0 || !something {
		return nil, 0
	}
	return append(openers, DebriefOpener, ""), codes
}
