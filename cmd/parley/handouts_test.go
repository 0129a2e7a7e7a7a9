package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// TestByGroup holds that the sheets of a group lie together, in each exercise, and what
// is for all behind them.
func TestByGroup(t *testing.T) {
	var sheets []sheet
	for _, p := range []*course.Page{{ID: "one"}, {ID: "two"}} {
		for _, opener := range []string{"Buyer", "Seller"} {
			for group := range 2 {
				sheets = append(sheets, sheet{page: p, opener: opener, group: group + 1})
			}
		}
		sheets = append(sheets, sheet{page: p, group: 1}, sheet{page: p, opener: block.DebriefOpener, group: 1})
	}
	var got []string
	for _, s := range byGroup(sheets) {
		got = append(got, fmt.Sprintf("%s%s%d", s.page.ID[:1], s.opener, s.group))
	}
	want := "oBuyer1 oSeller1 oBuyer2 oSeller2 o/debrief1 o1 tBuyer1 tSeller1 tBuyer2 tSeller2 t/debrief1 t1"
	if got := strings.Join(got, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
