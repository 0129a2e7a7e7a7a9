package vocabulary

import (
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// TestRewrite writes the term for what stands in its place, in the same case and
// number, with the article that the new words want and line for line.
func TestRewrite(t *testing.T) {
	v := New("en", []*course.Page{
		term("reservation value; walk-away point; walk-away price, bottom line"),
		term("MLATNA;; probable alternative"),
		term("agreement;; hand-shake"),
		term("option;; possible term"),
		term("unilateral offer;; one-sided offer"),
		term("RV;; limit number"),
	}, nil)
	for _, c := range []struct {
		text, want string
		certain    bool
	}{
		{"a walk-away price", "a reservation value", true},
		{"two walk-away prices", "two reservation values", true},
		{"Bottom lines differ", "Reservation values differ", true},
		{"THE BOTTOM LINE HERE", "THE RESERVATION VALUE HERE", true},
		{"a walk-away\nprice", "a reservation\nvalue", true},
		{"two walk-away\nprices here", "two reservation\nvalues here", true},
		{"a limit\nnumber here", "an RV\nhere", true},
		{"a probable alternative", "an MLATNA", true},
		{"A hand-shake", "An agreement", true},
		{"an one-sided offer", "a unilateral offer", true},
		{"a possible term", "an option", true},
		{"a limit number", "an RV", true},
		{"the limit numbers", "the RVs", true},
		{"a walkaway point", "a walk-away point", true},
		{"two walk away points", "two walk-away points", true},
		{"a walk-away price's end", "a reservation value's end", true},
	} {
		f := v.Finder()
		src := []byte(c.text)
		f.Begin(src)
		f.Text(0, len(src), 0)
		ms := f.Matches(nil)
		if len(ms) != 1 {
			t.Errorf("%q: %d matches", c.text, len(ms))
			continue
		}
		r, certain := f.Rewrite(ms[0])
		if got := c.text[:r.From] + r.Text + c.text[r.To:]; got != c.want || certain != c.certain {
			t.Errorf("%q becomes %q (certain: %v), want %q", c.text, got, certain, c.want)
		}
	}
	german := New("de", []*course.Page{term("Limit;; Schmerzgrenze")}, nil)
	for text, certain := range map[string]bool{"die Schmerzgrenze": true, "viele Schmerzgrenzen": false} {
		f := german.Finder()
		src := []byte(text)
		f.Begin(src)
		f.Text(0, len(src), 0)
		ms := f.Matches(nil)
		if len(ms) != 1 {
			t.Fatalf("%q: %d matches", text, len(ms))
		}
		if _, ok := f.Rewrite(ms[0]); ok != certain {
			t.Errorf("%q is rewritten: %v", text, ok)
		}
	}
}
