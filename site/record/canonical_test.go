package record

import (
	"cmp"
	"slices"
	"testing"
	"unicode/utf16"
)

// TestCompareUTF16 holds the order of texts to that of their UTF-16 units.
func TestCompareUTF16(t *testing.T) {
	signs := []string{"", "a", "b", "\x7f", "é", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uefff", "\uf000", "\ufb33", "\uffff", "\U00010000", "\U0001F600", "\U0010FFFF"}
	for _, a := range signs {
		for _, b := range signs {
			for _, c := range signs {
				one, other := c+a+"x", c+b
				want := cmp.Compare(slices.Compare(utf16.Encode([]rune(one)), utf16.Encode([]rune(other))), 0)
				if got := compareUTF16(one, other); got != want {
					t.Errorf("%q and %q: %d, not %d", one, other, got, want)
				}
			}
		}
	}
}
