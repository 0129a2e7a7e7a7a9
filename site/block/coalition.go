package block

import (
	"fmt"
	"math/bits"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/seal"
)

// Coalition is a negotiation about who goes together with whom, and how they divide
// what they make. What each coalition makes by itself all know.
//
//	::: simulation harbour
//	coalitions: A+B 110, A+C 90, B+C 60, A+B+C 140
//	time: 30
//	:::
type Coalition struct {
	Play
	Game  bargain.Game // its players are the roles
	Named []int        // the coalitions to show: those alone, then the others as they were written

	sealed bool // something on the page is
}

// BlockName implements course.Block.
func (*Coalition) BlockName() string { return "simulation" }

const coalitionExample = "coalitions: A+B 110, A+C 90, B+C 60, A+B+C 140"

// coalitionForm is "A + B 110" at the head of a text.
var coalitionForm = regexp.MustCompile(`^([^,;+]+?(?:\s*\+\s*[^,;+]+?)*)(?:\s*[:=]\s*|\s+)(` + someNumber + `)\s*(?:[,;]\s*|$)`)

// said is what a coalition makes, as it was written.
type said struct {
	set   int // of roles, by bit
	value float64
}

func readCoalition(r *confidential, l line, play Play) course.Block {
	c := &Coalition{Play: play}
	for _, key := range simulationKeys {
		if other, ok := r.keys[key]; ok && !oneOfFold(key, "title", "time", "rounds", "unit", "codes", "coalitions") {
			r.wrong(diag.Contradiction, other, key+": belongs to a table, and coalitions: takes the place of one", "keep one of the two")
		}
	}
	if len(r.rows) > 0 {
		r.wrong(diag.Contradiction, r.rows[0], "a table says what options are worth, and coalitions: takes the place of one", "keep one of the two")
	}
	all := c.values(r, l)
	if r.failed || !c.whole(r, l, all) {
		return nil
	}
	c.game(all)
	if c.Game.Check() != nil {
		r.wrong(diag.BadSimulation, l, "coalitions: has a number that is too large to reckon with", "write: "+coalitionExample)
		return nil
	}
	return c
}

// values reads what coalitions make, and who there is.
func (c *Coalition) values(r *confidential, l line) (all []said) {
	wrong := func(message, help string) []said {
		r.wrong(diag.BadSimulation, l, message, help)
		return nil
	}
	met := map[int]bool{}
	for rest := plainNumber(string(l.text.Text)); rest != ""; {
		nth := fmt.Sprintf("coalition %d of this line ", len(all)+1)
		m := coalitionForm.FindStringSubmatch(rest)
		if m == nil {
			return wrong(nth+"is not names with + between them and a number behind", "write: "+coalitionExample)
		}
		rest = rest[len(m[0]):]
		one := said{}
		for name := range strings.SplitSeq(m[1], "+") {
			i := roleAt(c.Roles, name)
			if i < 0 {
				i = len(c.Roles)
				c.Roles = append(c.Roles, strings.TrimSpace(name))
			}
			if one.set>>i&1 == 1 {
				return wrong(nth+"has a role twice", "write each role once: "+coalitionExample)
			}
			one.set |= 1 << i
		}
		if len(c.Roles) > bargain.MaxParties {
			return wrong(fmt.Sprintf("there are more than %d roles", bargain.MaxParties), "name at most that many; is a name written in two ways?")
		}
		if met[one.set] {
			return wrong(nth+"is there twice", "keep one of the two; A+B and B+A are the same")
		}
		met[one.set] = true
		one.value, _, _ = number(m[2])
		all = append(all, one)
	}
	return all
}

// whole checks that it is said what all make together.
func (c *Coalition) whole(r *confidential, l line, all []said) bool {
	if len(c.Roles) < bargain.MinParties {
		r.wrong(diag.BadSimulation, l, "coalitions: has fewer than two roles", "write: "+coalitionExample)
		return false
	}
	largest := 0
	for _, s := range all {
		if bits.OnesCount(uint(s.set)) > bits.OnesCount(uint(largest)) {
			largest = s.set
		}
	}
	if largest == 1<<len(c.Roles)-1 {
		return true
	}
	var in, out []string
	for i, role := range c.Roles {
		if largest>>i&1 == 1 {
			in = append(in, role)
		} else {
			out = append(out, role)
		}
	}
	help := "write it, too: " + strings.Join(c.Roles, "+") + " 140"
	if near, ok := diag.Nearest(out[0], in); ok {
		help = "did you mean " + near + "? Otherwise " + help
	}
	r.wrong(diag.BadSimulation, l, "what all make together is missing: no coalition has everybody, also "+out[0], help)
	return false
}

// game fills in what was not said: who is alone makes nothing, and others together what
// they make at best in two parts.
func (c *Coalition) game(all []said) {
	c.Game = bargain.Game{Players: c.Roles, Value: make([]float64, 1<<len(c.Roles))}
	known := map[int]bool{}
	for i := range c.Roles {
		c.Named = append(c.Named, 1<<i)
		known[1<<i] = true
	}
	for _, s := range all {
		c.Game.Value[s.set] = s.value
		if !known[s.set] {
			c.Named = append(c.Named, s.set)
		}
		known[s.set] = true
	}
	for set := 1; set < len(c.Game.Value); set++ { // parts come before what they are parts of
		if known[set] {
			continue
		}
		best := 0.0
		for part := (set - 1) & set; part > 0; part = (part - 1) & set {
			if value := c.Game.Value[part] + c.Game.Value[set&^part]; part == (set-1)&set || value > best {
				best = value
			}
		}
		c.Game.Value[set] = best
	}
}

// compare holds a brief against what its role makes alone, and takes note that the page
// has something sealed.
func (c *Coalition) compare(r *confidential, role int) {
	c.sealed = true
	if l, ok := r.keys["walk-away"]; ok {
		if value, fine := payoff(string(l.text.Text)); !fine || value != c.Game.Value[1<<role] {
			r.wrong(diag.BriefDiffers, l, "this walk-away value is not what the role makes alone in the simulation", "write the same number in both")
		}
	}
}

// division is what whoever leads reads after the game, by role.
type division struct {
	Roles    []string  `json:"roles"`
	Shapley  []float64 `json:"shapley"`
	Core     []float64 `json:"core,omitempty"` // a division in it; none where it is empty
	Needed   float64   `json:"needed"`         // what all have to make together for a core
	Together float64   `json:"together"`
}

// Sealed implements Sealed. Where nobody has a brief, nothing is sealed.
func (c *Coalition) Sealed() []Part {
	if !c.sealed {
		return nil
	}
	return []Part{{"division", DebriefOpener, "", seal.Later(func() any {
		core, shapley := c.Game.Core(), c.Game.Shapley()
		for _, x := range [][]float64{core.Division, shapley} {
			for i := range x {
				x[i] = rounded(x[i])
			}
		}
		return division{c.Roles, shapley, core.Division, rounded(core.Needed), c.Game.Value[len(c.Game.Value)-1]}
	})}}
}
