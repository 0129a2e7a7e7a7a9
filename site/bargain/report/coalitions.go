package report

import (
	"encoding/json"
	"math/bits"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
)

// game writes what can be said of coalitions.
type game struct {
	writer
	g       *bargain.Game
	shapley []float64
	core    bargain.Core
	scale   scale
}

// CoalitionText is for a trainer: whether a division is stable, and what each player
// brings.
func CoalitionText(g *bargain.Game) string {
	w := &game{writer{Builder: &strings.Builder{}}, g, g.Shapley(), g.Core(), scale{2}}
	w.stable()
	w.brings()
	w.excesses()
	var out strings.Builder
	for line := range strings.Lines(w.String()) {
		out.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return out.String()
}

// together is what all make.
func together(g *bargain.Game) float64 { return g.Value[len(g.Value)-1] }

func members(g *bargain.Game, set int) (names []string) {
	for i, name := range g.Players {
		if set>>i&1 == 1 {
			names = append(names, name)
		}
	}
	return names
}

func (w *game) name(set int) string { return strings.Join(members(w.g, set), " + ") }

// shares is a division in words: A 60, B 45.
func (w *game) shares(x []float64) string {
	var parts []string
	for i, v := range x {
		parts = append(parts, w.g.Players[i]+" "+w.scale.text(v))
	}
	return strings.Join(parts, ", ")
}

func (w *game) stable() {
	all, needed := w.scale.text(together(w.g)), w.scale.text(w.core.Needed)
	w.line("Is there a division that no coalition could better by itself?")
	if w.core.Empty {
		w.line("  No, the core is empty: all together make %s, and coalitions could claim %s between them.", all, needed)
		w.line("  Whatever is agreed, somebody could do better with others.")
	} else {
		w.line("  Yes, the core is not empty: all together make %s, and %s would be enough.", all, needed)
		w.line("  One is: %s.", w.shares(w.core.Division))
	}
	w.line("")
}

func (w *game) brings() {
	w.line("What does each bring?")
	w.line("  Shapley value: %s.", w.shares(w.shapley))
	w.line("  (What each adds to those before it, on average over all orders in which they can come together.)")
	blocking := w.g.Blocking(w.shapley)
	if len(blocking) == 0 {
		w.line("  It is in the core: no coalition could better it.")
	}
	for _, set := range blocking {
		value := w.g.Value[set]
		w.line("  It is not in the core: %s would get %s, and can make %s by itself.", w.name(set), w.scale.text(value-w.g.Excess(set, w.shapley)), w.scale.text(value))
	}
	w.line("")
}

func (w *game) excesses() {
	w.line("What would each coalition gain by leaving?")
	rows := [][]string{{"", "makes", "Shapley"}}
	if !w.core.Empty {
		rows[0] = append(rows[0], "core")
	}
	for _, set := range bySize(w.g) {
		row := []string{w.name(set), w.scale.text(w.g.Value[set]), w.scale.text(w.g.Excess(set, w.shapley))}
		if !w.core.Empty {
			row = append(row, w.scale.text(w.g.Excess(set, w.core.Division)))
		}
		rows = append(rows, row)
	}
	w.table(rows, 1)
	w.line("  The excess: what it makes by itself less what it gets by the division. Above 0 it has a reason to leave.")
}

// bySize are the coalitions but that of all, those alone first.
func bySize(g *bargain.Game) (sets []int) {
	for size := 1; size < len(g.Players); size++ {
		for set := range g.Value {
			if bits.OnesCount(uint(set)) == size {
				sets = append(sets, set)
			}
		}
	}
	return sets
}

// coalitionDocument is CoalitionText for programs. Divisions are in the order of players;
// core is null where it is empty.
type coalitionDocument struct {
	Version    int             `json:"v"`
	Players    []string        `json:"players"`
	Together   figure          `json:"together"`
	Needed     figure          `json:"needed"` // what all have to make for a core
	Core       []figure        `json:"core"`
	Shapley    []figure        `json:"shapley"`
	InCore     bool            `json:"shapley_in_core"`
	Coalitions []coalitionLine `json:"coalitions"`
}

type coalitionLine struct {
	Members       []string `json:"members"`
	Makes         figure   `json:"makes"`
	ShapleyExcess figure   `json:"shapley_excess"`
	CoreExcess    *figure  `json:"core_excess,omitempty"`
}

// CoalitionJSON is what CoalitionText says, for programs.
func CoalitionJSON(g *bargain.Game) ([]byte, error) {
	core, shapley := g.Core(), g.Shapley()
	d := coalitionDocument{
		Version: 1, Players: g.Players, Together: figure(together(g)), Needed: figure(core.Needed),
		Core: figures(core.Division), Shapley: figures(shapley), InCore: g.InCore(shapley),
	}
	for _, set := range bySize(g) {
		line := coalitionLine{Members: members(g, set), Makes: figure(g.Value[set]), ShapleyExcess: figure(g.Excess(set, shapley))}
		if !core.Empty {
			excess := figure(g.Excess(set, core.Division))
			line.CoreExcess = &excess
		}
		d.Coalitions = append(d.Coalitions, line)
	}
	b, err := json.MarshalIndent(d, "", "  ")
	return append(compact(b), '\n'), err
}
