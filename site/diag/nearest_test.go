package diag_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

func TestNearest(t *testing.T) {
	terms := []string{"reservation value", "BATNA", "bargaining zone", "target", "Überzeugung", "anchor", "anger", "交渉力"}
	for _, c := range []struct{ word, want string }{
		{"reservaton value", "reservation value"},   // a letter is missing
		{"reservation values", "reservation value"}, // one too many
		{"reservetion value", "reservation value"},  // another one
		{"reservatoin value", "reservation value"},  // two swapped
		{"RESERVATION-VALUE", "reservation value"},
		{"batna", "BATNA"},
		{"BATAN", "BATNA"},
		{"überzeugnug", "Überzeugung"},
		{"ÜBERZEUGUNG", "Überzeugung"},
		{"交涉力", "交渉力"},
		{"ancher", "anchor"},
		{"zopa", ""},
		{"reservation", "reservation value"},
		{"value", ""},
		{"targets and limits", ""},
		{"", ""},
		{"x", ""},
		{strings.Repeat("reservation ", 1000), ""},
		{"\xff\xfe", ""},
	} {
		got, ok := diag.Nearest(c.word, terms)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%.30q gives %q, %v; want %q", c.word, got, ok, c.want)
		}
	}
	if got, ok := diag.Nearest("target", []string{"target"}); ok {
		t.Errorf("the word itself was suggested: %q", got)
	}
	if got, ok := diag.Nearest("target", nil); ok {
		t.Errorf("nothing gives %q", got)
	}
	if got, _ := diag.Nearest("cat", []string{"hat", "rat", "bat"}); got != "bat" {
		t.Errorf("of equals %q wins", got)
	}
}

// alignment is the textbook's whole matrix, to hold Nearest's band against.
func alignment(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestNearestIsNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := make([]byte, random.IntN(14))
		for i := range b {
			b[i] = "abcde"[random.IntN(5)]
		}
		return string(b)
	}
	for range 3000 {
		asked := word()
		names := make([]string, 12)
		for i := range names {
			names[i] = word()
		}
		want, least := "", 1000
		slices.Sort(names)
		for _, name := range names {
			at := alignment(asked, name)
			if name != asked && at <= (max(len(asked), len(name))+1)/3 && at < least {
				want, least = name, at
			}
		}
		random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		if got, ok := diag.Nearest(asked, names); got != want || ok != (want != "") {
			t.Fatalf("%q of %q gives %q, want %q", asked, names, got, want)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	names := make([]string, 5000)
	for i := range names {
		names[i] = "a term of the glossary, number " + strconv.Itoa(i)
	}
	for b.Loop() {
		diag.Nearest("a term of teh glosary, nubmer x", names)
	}
}
