package main

import (
	"fmt"
	"testing"

	"github.com/parley-kit/parley/site/bargain"
)

// TestRolePlays holds the bundled role plays to the figures that they were made
// for, and that their notes for whoever leads name.
func TestRolePlays(t *testing.T) {
	for name, want := range map[string]string{
		"kitchen":         "81 outcomes, 33 rational, 81 efficient, Nash [-50000 50000], at most 0 together, zone 16000",
		"milling-machine": "81 outcomes, 0 rational, 81 efficient, Nash none, at most 0 together, zone -4000",
		"hall":            "25 outcomes, 9 rational, 9 efficient, Nash [4000 4000], at most 8000 together",
		"libraries":       "390625 outcomes, 340909 rational, 49 efficient, Nash [15300 14700], at most 30000 together",
		"harbour":         "108 outcomes, 21 rational, 68 efficient, Nash [57 88 59 74], at most 290 together, winning 61, for all 21",
		"stage-set":       "144 outcomes, 37 rational, 12 efficient, Nash [80 92], at most 172 together",
		"tiles":           "400 outcomes, 229 rational, 34 efficient, Nash [34500 -27500], at most 7000 together, zone 10000",
		"puppets":         "125 outcomes, 22 rational, 21 efficient, Nash [5200 5200], at most 10400 together",
		"climbing":        "123 outcomes, 73 rational, 57 efficient, Nash [-114000 126000], at most 12000 together, zone 20000",
		"bottling-line":   "1452 outcomes, 400 rational, 124 efficient, Nash [420000 -245000], at most 175000 together, zone 231250",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// An empty folder: the bundled course is meant.
			p, _, err := testApp(t.TempDir()).pageProblem(t.Context(), "exercises/role-play-"+name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := bargain.Analyze(p)
			if err != nil {
				t.Fatal(err)
			}
			nash := "none"
			if len(a.Nash.Points) > 0 {
				nash = fmt.Sprint(a.Nash.Points[0].U)
			}
			got := fmt.Sprintf("%d outcomes, %d rational, %d efficient, Nash %s, at most %.0f together", a.Outcomes, a.Rational, a.ParetoOutcomes, nash, a.JointMax)
			switch {
			case len(p.Parties) > 2: // agree: 3 of 4, Developer must
				winning, all, err := p.Winning(bargain.Votes{Veto: []int{0}, Need: 3})
				if err != nil {
					t.Fatal(err)
				}
				got += fmt.Sprintf(", winning %d, for all %d", winning, all)
			case p.Issues[0].Name == "Price" && min(p.Parties[0].Reservation, p.Parties[1].Reservation) < 0: // whose payer's numbers are below 0
				got += fmt.Sprintf(", zone %.0f", -p.Parties[0].Reservation-p.Parties[1].Reservation)
			}
			if got != want {
				t.Errorf("it has\n\t%s\nand should have\n\t%s", got, want)
			}
		})
	}
}
