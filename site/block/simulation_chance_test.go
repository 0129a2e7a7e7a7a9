package block_test

import (
	"math"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/block"
)

// bonus is a table in which a bonus depends on what each side forecasts.
func bonus(buyer, seller string) string {
	return sim("price: 80,000 to 140,000 in steps of 500, Buyer pays Seller\nwalk-away: Buyer 140,000, Seller 80,000\n",
		"| Issue | Option | Buyer | Seller |\n|-|-|-|-|\n| Bonus | none | 0 | 0 |\n| | 40,000 if sales reach 2 million | "+buyer+" | "+seller+" |\n")
}

// TestChance reads cells that depend on an event, as people type them.
func TestChance(t *testing.T) {
	for _, c := range []struct {
		cell  string
		worth float64
	}{
		{"70 % x 40,000", 28_000}, {"0.7 x 40,000", 28_000}, {"0,7 x 40.000", 28_000}, {"70% × 40 000", 28_000},
		{"70 % * 40'000", 28_000}, {"70 % · 40.000", 28_000}, {"70 %X40000", 28_000}, {"-70 % x 40,000", -28_000},
		{"− 70 % x 40,000", -28_000}, {"70 % x -40,000", -28_000}, {"+70 % x 40,000 points", 28_000},
		{"12,5 % x 80", 10}, {"0 % x 40,000", 0}, {"1 x 40,000", 40_000}, {"100 % x 40,000", 40_000},
	} {
		blocks, said := playedBlocks(t, bonus("-40 % x 40,000", c.cell))
		if len(blocks) != 1 || said != "" {
			t.Errorf("%s: %s", c.cell, said)
			continue
		}
		if got := block.ProblemOf(blocks[0].(*block.Simulation)).Issues[1].Payoffs[1][1]; math.Abs(got-c.worth) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.cell, got, c.worth)
		}
	}
	for cell, want := range map[string]string{
		"170 % x 98765": "a chance from 0 to 100 %", "98765 x 0.7": "a chance from 0 to 100 %", "7 x 98765": "a chance from 0 to 100 %",
		"70 % x": "is not a number", "x 98765": "is not a number", "70 % x canary": "a chance from 0 to 100 %", "70 % x 98765 x 2": "a chance from 0 to 100 %",
		"-70 % x -98765 canary": "a chance from 0 to 100 %", "70 % of 98765": "is not a number",
	} {
		blocks, said := playedBlocks(t, bonus("-40 % x 40,000", cell))
		if len(blocks) != 0 || !strings.Contains(said, want) || !strings.Contains(said, "P0432") || strings.Contains(said, "98765") || strings.Contains(said, "canary") {
			t.Errorf("%s: %d blocks, %s", cell, len(blocks), said)
		}
	}
}

// TestContingent holds that a bet between forecasts adds what bargain reckons.
func TestContingent(t *testing.T) {
	blocks, said := playedBlocks(t, bonus("-40 % x 40,000", "70 % x 40,000"))
	if len(blocks) != 1 || said != "" {
		t.Fatal(said)
	}
	p := block.ProblemOf(blocks[0].(*block.Simulation))
	c := bargain.Contingent{Fixed: 100_000, Bonus: 40_000, Seller: .7, Buyer: .4}
	at := func(price string, option int) []float64 {
		for j, o := range p.Issues[0].Options {
			if o == price {
				return p.Utilities(bargain.Outcome{j, option})
			}
		}
		t.Fatalf("no price %s", price)
		return nil
	}
	fixed, bet := at("122000", 0), at("100000", 1)
	seller, buyer := c.Against(122_000)
	if math.Abs(bet[0]-fixed[0]-buyer) > 1e-6 || math.Abs(bet[1]-fixed[1]-seller) > 1e-6 || seller != 6000 || buyer != 6000 {
		t.Errorf("the bet %v against a price %v; bargain says %v and %v", bet, fixed, buyer, seller)
	}
	a, err := bargain.Analyze(p)
	if err != nil || math.Abs(a.JointMax-a.JointMin-c.Gain()) > 1e-6 || math.Abs(c.Gain()-12_000) > 1e-6 {
		t.Errorf("joint gain %v, want %v (%v)", a.JointMax-a.JointMin, c.Gain(), err)
	}
}

// TestChanceInBrief holds a brief's table against what the forecast comes to.
func TestChanceInBrief(t *testing.T) {
	for cell, says := range map[string]string{"70 % x 40,000": "", "28,000": "", "60 % x 40,000": "the points of this row are not those of Seller"} {
		_, said := playedBlocks(t, bonus("-40 % x 40,000", "70 % x 40,000")+"\n::: brief Seller\n| Issue | Option | Points |\n|-|-|-|\n| Bonus | none | 0 |\n| | 40,000 if sales reach 2 million | "+cell+" |\n:::\n")
		if says == "" && said != "" || !strings.Contains(said, says) {
			t.Errorf("%s: %s", cell, said)
		}
	}
}
