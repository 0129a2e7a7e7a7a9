package block_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/block"
)

func coalitions(said string) string {
	return "::: simulation\ntitle: Three firms\ncoalitions: " + said + "\ntime: 20\n:::\n"
}

const three = "A+B 110, A+C 90, B+C 60, A+B+C 140"

// TestCoalitions reads what coalitions make, as people type it.
func TestCoalitions(t *testing.T) {
	for _, c := range []struct {
		said  string
		roles string
		value []float64
	}{
		{three, "A B C", []float64{0, 0, 0, 110, 0, 90, 60, 140}},
		{"A + B + C: 140; C+B = 60; b+a 110; C+A 90", "A B C", []float64{0, 0, 0, 110, 0, 90, 60, 140}},
		{"Port 1,200, City of Ulm 0,5; Port+City of Ulm 3.000", "Port|City of Ulm", []float64{0, 1200, .5, 3000}},
		{"A −5, A+B 10", "A B", []float64{0, -5, 0, 10}},
		{"Team 1 + Team 2: 110", "Team 1|Team 2", []float64{0, 0, 0, 110}},
		// What is not said is what the parts make apart.
		{"A+B 110, C 7, C+D 60, A+B+C+D 200", "A B C D", []float64{0, 0, 0, 110, 7, 7, 7, 117, 0, 0, 0, 110, 60, 60, 60, 200}},
	} {
		blocks, said := playedBlocks(t, coalitions(c.said))
		if len(blocks) != 1 || said != "" {
			t.Errorf("%s: %s", c.said, said)
			continue
		}
		got := blocks[0].(*block.Coalition)
		want := strings.Split(c.roles, "|")
		if len(want) == 1 {
			want = strings.Fields(c.roles)
		}
		if !slices.Equal(got.Roles, want) || !slices.Equal(got.Game.Value, c.value) || got.Minutes != 20 || got.Title != "Three firms" {
			t.Errorf("%s: %q, %v", c.said, got.Roles, got.Game.Value)
		}
	}
}

// TestBadCoalitions holds what is said of lines that cannot be meant.
func TestBadCoalitions(t *testing.T) {
	for text, says := range map[string]string{
		coalitions(""):                        "fewer than two roles",
		coalitions("A 10"):                    "fewer than two roles",
		coalitions("A+B 110, A+C 90, B+C 60"): "no coalition has everybody, also C",
		coalitions("Port+City 110, Port+Cite 90, Port+City+Firm 60"):                   "did you mean City?",
		coalitions("A+B 110, B+A 90"):                                                  "coalition 2 of this line is there twice",
		coalitions("A+A 110"):                                                          "coalition 1 of this line has a role twice",
		coalitions("A+B"):                                                              "coalition 1 of this line is not names with + between them and a number",
		coalitions("A+B 110, A+C much"):                                                "coalition 2 of this line is not names",
		coalitions("A++B 110"):                                                         "is not names with + between them",
		coalitions("A+B+C+D+E+F+G+H+I 110"):                                            "more than 8 roles",
		coalitions("A+B 1" + strings.Repeat("0", 150)):                                 "too large",
		"::: simulation\ncoalitions: " + three + "\nwalk-away: A 98765\n:::\n":         "walk-away: belongs to a table",
		"::: simulation\ncoalitions: " + three + "\n" + table + ":::\n":                "a table says what options are worth",
		"::: simulation\ncoalitions: " + three + "\ntime: canary\n:::\n":               "time: is a whole number",
		coalitions(three) + "\n::: brief D\nA canary.\n:::\n":                          "no role of the simulation has this brief's name",
		coalitions(three) + "\n::: brief A\nwalk-away: 98765\n\nA canary.\n:::\n":      "is not what the role makes alone",
		coalitions("A 4, A+B 5") + "\n::: brief A\nwalk-away: 98765\n\nA canary.\n:::": "is not what the role makes alone",
	} {
		_, said := playedBlocks(t, text)
		if !strings.Contains(said, says) || strings.Contains(said, "98765") || strings.Contains(strings.ToLower(said), "canary") {
			t.Errorf("%s: said\n%s\nwanted %q", text, said, says)
		}
	}
	if _, said := playedBlocks(t, coalitions("A 4, A+B 5")+"\n::: brief a\nwalk-away: 4\n\nText.\n:::\n\n::: debrief\nText.\n:::\n"); said != "" {
		t.Error(said)
	}
}

// TestCoalitionExercises holds the two games of the exercises to their solutions.
func TestCoalitionExercises(t *testing.T) {
	for said, want := range map[string]struct {
		shapley [3]float64
		empty   bool
	}{
		three:                                {[3]float64{60, 45, 35}, false},
		"A+B 118, A+C 84, B+C 50, A+B+C 121": {[3]float64{172. / 3, 121. / 3, 70. / 3}, true},
	} {
		blocks, report := playedBlocks(t, coalitions(said))
		if len(blocks) != 1 {
			t.Fatal(report)
		}
		g := blocks[0].(*block.Coalition).Game
		for i, v := range g.Shapley() {
			if math.Abs(v-want.shapley[i]) > 1e-9 {
				t.Errorf("%s: Shapley %v", said, g.Shapley())
			}
		}
		if core := g.Core(); core.Empty != want.empty || g.InCore(g.Shapley()) || !core.Empty && !g.InCore(core.Division) {
			t.Errorf("%s: %+v", said, core)
		}
	}
}

// TestCoalitionIsSealed holds that the solution is for the debrief, and that a page
// without briefs has nothing to open.
func TestCoalitionIsSealed(t *testing.T) {
	blocks, _ := playedBlocks(t, coalitions(three))
	if openers, n := block.Openers(blocks); openers != nil || n != 0 {
		t.Errorf("%q open something with %d codes", openers, n)
	}
	blocks, said := playedBlocks(t, strings.Replace(coalitions(three), "time", "codes: 3\ntime", 1)+"\n::: brief B\nText.\n:::\n")
	if openers, n := block.Openers(blocks); n != 3 || !slices.Equal(openers, []string{"B", block.DebriefOpener, ""}) {
		t.Errorf("%q open something with %d codes: %s", openers, n, said)
	}
	parts := blocks[0].(block.Sealed).Sealed()
	if len(parts) != 1 || parts[0].Opener != block.DebriefOpener || !strings.Contains(unsealed(t, parts[0]), `"shapley":[60`) {
		t.Error(parts)
	}
	if all := fmt.Sprint(parts, blocks[0]); strings.Contains(all, "shapley") {
		t.Error(all)
	}
}

// TestOneMistakeOnce holds that a mistake in a simulation is told there alone, and not
// again at each of its briefs.
func TestOneMistakeOnce(t *testing.T) {
	_, said := playedBlocks(t, "::: simulation\nwalk-away: Ann 1, Bob\n\n| Issue | Option | Ann | Bob |\n|---|---|---|---|\n| A | x | 1 | 2 |\n|   | y | 2 | 1 |\n:::\n\n::: brief Ann\nText.\n:::\n\n::: brief Bob\nText.\n:::\n\n::: debrief\nText.\n:::\n")
	if n := strings.Count(said, "["); n != 1 {
		t.Errorf("it is told %d times:\n%s", n, said)
	}
}
