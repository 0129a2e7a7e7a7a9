package block_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

const table = `
| Issue    | Option  | Buyer | Seller |
|----------|---------|------:|-------:|
| Delivery | 2 weeks |  1200 |    400 |
|          | 8 weeks |     0 |    900 |
| Warranty | 1 year  |   300 |    800 |
|          | 3 years |   600 |      0 |
`

func sim(keys, rows string) string { return "::: simulation\n" + keys + "\n" + rows + ":::\n" }

// playedBlocks reads a page's blocks, and what is said of them, also by Audit.
func playedBlocks(t *testing.T, text string) ([]course.Block, string) {
	t.Helper()
	var report diag.List
	p := &course.Page{ID: "exercises/deal", Kind: course.Exercise, Lang: "en", Source: "exercises/deal.md"}
	markdown.New(markdown.Options{Languages: []course.Lang{"en"}, Block: block.Read, Blocks: block.Names()}).Convert(markdown.Source{File: p.Source, Text: []byte(text)}, p, &report)
	for _, b := range p.Blocks {
		if b, ok := b.(course.Audited); ok {
			b.Audit(func(d diag.Diagnostic) { report.Append(d) })
		}
	}
	ds := report.Sorted()
	diag.Excerpts(ds, func(string) ([]byte, error) { return []byte(text), nil })
	var out strings.Builder
	if err := diag.Print(&out, diag.Text, ds, diag.Options{}); err != nil {
		t.Fatal(err)
	}
	return p.Blocks, out.String()
}

// spoken says which code a finding has, by what it says.
var spoken = map[string]diag.Code{
	"there is no deal":                    diag.NoDeal,
	"no-deal: intended":                   diag.NoDeal,
	"all sides want the same":             diag.NoConflict,
	"is above its best possible deal":     diag.OddWalkAway,
	"no role of the simulation":           diag.UnknownRole,
	"is worse than its walk-away value":   diag.OddTarget,
	"a confidential text holds a link":    diag.ConfidentialLink,
	"this walk-away value is not the one": diag.BriefDiffers,
	"is not a number":                     diag.BadSimulation,
	"the first row names the columns":     diag.BadSimulation,
}

// TestSimulations reads tables as people type them: each is what was meant, or an
// error that says what to write. No finding quotes what is confidential.
func TestSimulations(t *testing.T) {
	const walk = "walk-away: Buyer 900, Seller 700\n"
	for _, c := range []struct{ name, text, says string }{
		{"as it should be", sim(walk, table), ""},
		{"a minus sign and groups", sim("walk-away: buyer 1'100; SELLER −3,0\n", strings.Replace(table, "|    400 |", "| −400 |", 1)), ""},
		{"many decimals", sim("walk-away: Buyer 900.1234567, Seller 700.123\n", table), "above its best"},
		{"names that look like keys", sim("walk-away: Delay 1, Buyer 1\n", "| Issue | Option | Delay | Buyer |\n|-|-|-|-|\n| time: a | rounds: b | 1 | 2 |\n|  | c | 2 | 1 |\n"), ""},
		{"no walk-away", sim("", table), "nothing says what each role has without a deal"},
		{"a walk-away for one", sim("walk-away: Buyer 900\n", table), "the walk-away value of Seller is missing"},
		{"a walk-away for a stranger", sim("walk-away: Buyer 900, Broker 700\n", table), "names a role of the table"},
		{"a missing cell", sim(walk, strings.Replace(table, "|    400 |", "|", 1)), "this row has 3 cells, and the first row has 4"},
		{"an empty cell", sim(walk, strings.Replace(table, "    400", "       ", 1)), "what this is worth to Seller is not a number"},
		{"a text for a number", sim(walk, strings.Replace(table, "    400", "canary", 1)), "what this is worth to Seller is not a number"},
		{"two options of one name", sim(walk, strings.Replace(table, "8 weeks", "2 weeks", 1)), "each option of an issue has a name of its own"},
		{"an issue in two places", sim(walk, table+"| Delivery | 9 weeks | 1 | 2 |\n"), "do not stand together"},
		{"nine roles", sim(walk, "| I | O | A | B | C | D | E | F | G | H | K |\n|-|-|-|-|-|-|-|-|-|-|-|\n| x | y | 1|1|1|1|1|1|1|1|1|\n"), "there are 9 roles, and at most 8 can be analysed"},
		{"one role", sim(walk, "| Issue | Option | Buyer |\n|-|-|-|\n| x | y | 1|\n"), "the first row names the columns"},
		{"two roles of one name", sim(walk, strings.Replace(table, "Seller", "buyer", 1)), "each role has a name of its own"},
		{"no table", sim(walk, ""), "this simulation has no table"},
		{"prose", sim(walk+"\nOnce there was a canary.\n", table), "this line is neither"},
		{"a near miss", sim("walkaway: Buyer 900, Seller 700\n", table), "did you mean walk-away:?"},
		{"a key twice", sim(walk+walk, table), `"walk-away" is set twice`},
		{"weights", sim("walk-away: Buyer 0.3, Seller 0.3\n", weights("0.70005", "0.3")), ""},
		{"weights that do not sum", sim("walk-away: Buyer 0.3, Seller 0.3\n", weights("0.7", "0.4")), "the weights of Buyer do not sum to 1"},
		{"a walk-away above the best", sim("walk-away: Buyer 1900, Seller 700\n", table), "the walk-away value of Buyer is above its best possible deal"},
		{"a walk-away below the worst", sim("walk-away: Buyer 100, Seller 700\n", table), "below its worst possible deal"},
		{"a target below the walk-away", sim("walk-away: Buyer 900, Seller 700\ntarget: Buyer 800, Seller 1000\n", table), "the target of Buyer is worse than its walk-away value"},
		{"no deal", sim("walk-away: Buyer 1500, Seller 1500\n", table), "there is no deal that those who have to agree could accept"},
		{"no deal, intended", sim("walk-away: Buyer 1500, Seller 1500\nno-deal: intended\n", table), ""},
		{"a deal where none is intended", sim(walk+"no-deal: intended\n", table), "no-deal: intended is written, and there are deals"},
		{"no conflict", sim("walk-away: Buyer 300, Seller 0\n", "| Issue | Option | Buyer | Seller |\n|-|-|-|-|\n| x | y | 1200| 900 |\n| | z | 0 | 0 |\n"), "all sides want the same"},
		{"a price", sim("price: 30,000 to 70,000 in steps of 500, Buyer pays Seller\nwalk-away: Seller 42,000, Buyer 58,000\ntarget: Seller 56,000, Buyer 45,000\n", ""), ""},
		{"a price without a zone", sim("price: 30,000 to 70,000 in steps of 500, Buyer pays Seller\nwalk-away: Seller 52,000, Buyer 48,000\n", ""), "there is no deal"},
		{"a price whose steps miss", sim("price: 30,000 to 70,100 in steps of 500, Buyer pays Seller\nwalk-away: Seller 42,000, Buyer 58,000\n", ""), "the steps of this price do not lead"},
		{"a dispute", sim(dispute, ""), ""},
		{"a dispute with a walk-away", sim(dispute+"walk-away: Plaintiff 1, Defendant 2\n", ""), "both say what there is without a deal"},
		{"votes", sim("walk-away: Developer 45, City 55, Residents 40, Port workers 45\nagree: 3 of 4, Developer must\n", port), ""},
		{"votes of others", sim("walk-away: Developer 45, City 55, Residents 40, Port workers 45\nagree: 3 of 5\n", port), "counts other roles than the table has"},
		{"a brief for nobody", sim(walk, table) + "\n::: brief Broker\nA canary.\n:::\n", "no role of the simulation has this brief's name"},
		{"a brief without a simulation", "::: brief Buyer\nA canary.\n:::\n", "there is no simulation above this brief"},
		{"an empty brief", sim(walk, table) + "\n::: brief Buyer\n\n:::\n", "this block says nothing"},
		{"a brief with a link", sim(walk, table) + "\n::: brief Buyer\nSee [the canary](https://example.org/).\n:::\n", "a confidential text holds a link"},
		{"a brief with a picture", sim(walk, table) + "\n::: brief Buyer\n![canary](canary.png)\n:::\n", "a confidential text holds a link"},
		{"a brief with other points", sim(walk, table) + "\n::: brief Buyer\n| Issue | Option | Points |\n|-|-|-|\n| Delivery | 2 weeks | 1300 |\n:::\n", "the points of this row are not those of Buyer"},
		{"a brief with the right points", sim(walk, table) + "\n::: brief Seller\n| Issue | Option | Points |\n|-|-|-|\n| Delivery | 2 weeks | 400 |\n| | 8 weeks | 900 |\n:::\n", ""},
		{"a brief with another issue", sim(walk, table) + "\n::: brief Buyer\n| Issue | Option | Points |\n|-|-|-|\n| Canary | 2 weeks | 1200 |\n:::\n", "names an issue or an option that the simulation has not"},
		{"a brief with another walk-away", sim(walk, table) + "\n::: brief Buyer\nwalk-away: 950\n\nA canary.\n:::\n", "this walk-away value is not the one of the simulation"},
		{"a brief of a team", sim(walk, table) + "\n::: brief Buyer / engineer\nA canary.\n:::\n", ""},
	} {
		blocks, said := playedBlocks(t, c.text)
		if c.says == "" && said != "" || !strings.Contains(said, c.says) {
			t.Errorf("%s: said\n%s\nwanted %q", c.name, said, c.says)
		}
		for words, code := range spoken {
			if strings.Contains(said, words) && !strings.Contains(said, "["+string(code)+"]") {
				t.Errorf("%s: %q has another code than %s:\n%s", c.name, words, code, said)
			}
		}
		if low := strings.ToLower(said); strings.Contains(low, "canary") || strings.Contains(said, "1300") || strings.Contains(said, "950") {
			t.Errorf("%s: quoted\n%s", c.name, said)
		}
		if strings.Contains(said, "error") != (len(blocks) == 0 || c.says != "") {
			t.Errorf("%s: %d blocks, and\n%s", c.name, len(blocks), said)
		}
	}
}

func weights(first, second string) string {
	return "| Issue | Option | Buyer | Seller |\n|-|-|-|-|\n| Price | weight | " + first + " | 30% |\n| | low | 1 | 0 |\n| | high | 0 | 1 |\n| Time | weight | " + second + " | 70 % |\n| | soon | 0 | 1 |\n| | late | 1 | 0 |\n"
}

const dispute = "price: 0 to 1,200,000 in steps of 10,000, Defendant pays Plaintiff\naward: 1,200,000 25%; 700,000 50%; 300,000 25%\nwins: Plaintiff 55%, Defendant 40%\ncosts: Plaintiff 180,000, Defendant 160,000\n"

const port = `
| Issue | Option | Developer | City | Residents | Port workers |
|-------|--------|----------:|-----:|----------:|-------------:|
| Scale | small  | 8  | 10 | 30 | 0  |
|       | medium | 25 | 28 | 16 | 15 |
|       | large  | 40 | 35 | 0  | 30 |
| Green | 10%    | 22 | 5  | 0  | 5  |
|       | 25%    | 14 | 20 | 15 | 5  |
|       | 40%    | 0  | 30 | 30 | 0  |
| Money | none   | 25 | 15 | 0  | 0  |
|       | 5M     | 17 | 12 | 14 | 6  |
|       | 10M    | 9  | 8  | 24 | 9  |
|       | 15M    | 0  | 0  | 30 | 10 |
| Jobs  | none   | 13 | 5  | 10 | 0  |
|       | target | 8  | 15 | 5  | 35 |
|       | quota  | 0  | 20 | 0  | 55 |
`

// TestDispute holds the walk-away values of a lawsuit to checked numbers.
func TestDispute(t *testing.T) {
	blocks, said := playedBlocks(t, sim(dispute, ""))
	if len(blocks) != 1 {
		t.Fatal(said)
	}
	p := block.ProblemOf(blocks[0].(*block.Simulation))
	for i, want := range []float64{-450_000, 218_750} {
		if got := p.Parties[i].Reservation; math.Abs(got-want) > 1e-6 {
			t.Errorf("%s: %v, want %v", p.Parties[i].Name, got, want)
		}
	}
}

// TestOnlySomeReveal holds that nothing but these files looks into a simulation.
func TestOnlySomeReveal(t *testing.T) {
	allowed := map[string]bool{"site/block/simulation.go": true, "cmd/parley/analyze.go": true, "site/block/simulation_test.go": true, "site/block/simulation_chance_test.go": true, "site/block/simulation_fees_test.go": true}
	_ = filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		src, _ := os.ReadFile(path)
		if name := strings.TrimPrefix(filepath.ToSlash(path), "../../"); strings.Contains(string(src), "Problem"+"Of(") && !allowed[name] {
			t.Errorf("%s looks into a simulation", name)
		}
		return nil
	})
}

// TestGuide reads the simulations of the guide: a page that is copied from it works.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/simulations.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, text := range strings.Split(string(guide), "\n```") {
		if _, example, _ := strings.Cut(text, "\n"); i%2 == 1 && strings.Contains(example, "\n::: simulation") {
			n++
			if blocks, said := playedBlocks(t, example); said != "" || len(blocks) < 4 {
				t.Errorf("%d blocks of\n%s\n%s", len(blocks), example, said)
			}
		}
	}
	if n < 2 {
		t.Errorf("%d examples", n)
	}
}
