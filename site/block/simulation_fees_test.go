package block_test

import (
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/seal"
)

const (
	walks  = "walk-away: Buyer 900, Seller 700\n"
	agents = "\n::: brief Buyer / agent\nA canary.\n:::\n\n::: brief Seller / agent\nA canary.\n:::\n"
	paid   = "price: 30,000 to 70,000 in steps of 500, Buyer pays Seller\nwalk-away: Seller 42,000, Buyer 58,000\n"
)

// TestFees reads what agents earn, as people type it.
func TestFees(t *testing.T) {
	for _, c := range []struct {
		text string
		want []bargain.Fee
	}{
		{sim(walks+"fee: Buyer / agent 10 % above 900, Seller / agent 200\n", table) + agents, []bargain.Fee{{Agent: "agent", Share: .1, Above: 900}, {Party: 1, Agent: "agent", Flat: 200}}},
		{sim(walks+"fee: seller/AGENT: 1,200; buyer/agent = 12,5% über 1.000\n", table) + agents, []bargain.Fee{{Party: 1, Agent: "AGENT", Flat: 1200}, {Agent: "agent", Share: .125, Above: 1000}}},
		{sim(walks+"fee: Buyer / agent 5 %\n", table) + agents, []bargain.Fee{{Agent: "agent", Share: .05}}},
		{sim(walks+"fee: Buyer / agent 2: 200\n", table) + strings.ReplaceAll(agents, "agent", "agent 2"), []bargain.Fee{{Agent: "agent 2", Flat: 200}}},
		{sim(paid+"fee: Buyer / agent 10 % below 58,000, Seller / agent 10 % above 42,000\n", "") + agents, []bargain.Fee{{Agent: "agent", Share: .1, Above: -58_000}, {Party: 1, Agent: "agent", Share: .1, Above: 42_000}}},
		{sim(paid+"fee: Buyer / agent 3 %, Seller / agent 3 %\n", "") + agents, []bargain.Fee{{Agent: "agent", Share: .03, Price: true}, {Party: 1, Agent: "agent", Share: .03}}},
	} {
		blocks, said := playedBlocks(t, c.text)
		if len(blocks) != 3 || said != "" {
			t.Errorf("%d blocks of\n%s\n%s", len(blocks), c.text, said)
			continue
		}
		got := block.ProblemOf(blocks[0].(*block.Simulation)).Fees
		for i, want := range c.want {
			if len(got) != len(c.want) || got[i] != want {
				t.Errorf("%s: %+v, want %+v", c.text, got, c.want)
				break
			}
		}
	}
}

// TestBadFees holds what is said of fees that cannot be meant. Nothing is quoted.
func TestBadFees(t *testing.T) {
	for fee, says := range map[string]string{
		"98765":                                 "names a role of the table, its agent behind a slash",
		"":                                      "names an agent and what it earns",
		"Buyer 98765":                           "its agent behind a slash",
		"Buyer / canary":                        "its agent behind a slash",
		"Broker / canary 98765":                 "names a role of the table",
		"Buyer / agent 98765 Seller / agent 7":  "names a role of the table",
		"Buyer / agent 98765 above 900":         "a fixed fee with a threshold",
		"Buyer / agent 98765 %":                 "a part up to 100 %",
		"Buyer / agent 0 %":                     "a part up to 100 %",
		"Buyer / agent -98765":                  "is not a number above 0",
		"Buyer / agent 10 % below 98765":        "would want a bad deal",
		"Buyer / agent 10 %, Buyer / Agent 987": "an agent of Buyer twice",
		"Buyer / canary 10 % above 98765":       "no brief is for the agent of Buyer",
	} {
		blocks, said := playedBlocks(t, sim(walks+"fee: "+fee+"\n", table)+agents)
		if !strings.Contains(said, says) || strings.Contains(said, "98765") || strings.Contains(said, "canary") {
			t.Errorf("%s: %d blocks, said\n%s\nwanted %q", fee, len(blocks), said, says)
		}
	}
	if _, said := playedBlocks(t, sim(paid+"fee: Buyer / agent 10 % above 98765\n", "")+agents); !strings.Contains(said, "so its agent earns by what it saves") || strings.Contains(said, "98765") {
		t.Error(said)
	}
}

// TestFeeIsTold opens what is sealed: an agent reads its own fee, whoever leads all of
// them, and nobody else any.
func TestFeeIsTold(t *testing.T) {
	text := sim(walks+"fee: Buyer / agent 12 % above 912, Seller / agent 231\n", table) + agents + "\n::: brief Buyer\nA canary.\n:::\n\n::: brief Buyer / engineer\nA canary.\n:::\n\n::: debrief\nAsk.\n:::\n"
	blocks, said := playedBlocks(t, text)
	if said != "" {
		t.Fatal(said)
	}
	want := map[string][2]bool{"Buyer/agent": {true, false}, "Seller/agent": {false, true}, "solution": {true, true}}
	met := 0
	for _, b := range blocks {
		for _, part := range b.(block.Sealed).Sealed() {
			name := part.Opener
			if part.Key == "solution" {
				name = "solution"
			}
			plain := unsealed(t, part)
			has := [2]bool{strings.Contains(plain, "12 % above 912"), strings.Contains(plain, "231")}
			if has != want[name] {
				t.Errorf("%s: %s", part.Key, plain)
			}
			if _, ok := want[name]; ok {
				met++
			}
		}
	}
	if met != len(want) {
		t.Errorf("%d parts hold a fee", met)
	}
}

func unsealed(t *testing.T, part block.Part) string {
	t.Helper()
	code := seal.Demo().Code("deal", part.Opener, 0)
	box, err := seal.Demo().On("deal").Seal(part.Key, part.Content, []seal.Code{code})
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jose.ParseEncryptedJSON(string(box), []jose.KeyAlgorithm{jose.PBES2_HS256_A128KW}, []jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		t.Fatal(err)
	}
	letters := strings.ReplaceAll(code.String(), "-", "")
	_, _, plain, err := parsed.DecryptMulti([]byte(letters))
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

var _ course.Audited = (*block.Simulation)(nil)
