package vocabulary_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/site/vocabulary"
)

// TestMentions holds the finder to its figures on mentions labelled by hand
// before it was tuned: at least 95 % of the true ones found, at most 1 % of all
// links false. See testdata/mentions.README.md.
func TestMentions(t *testing.T) {
	words := bundled(t)
	f := words.Finder()
	defer words.Return(f)
	src, err := os.ReadFile("testdata/mentions.txt")
	if err != nil {
		t.Fatal(err)
	}
	real, found, wrong := 0, 0, 0
	for i, line := range strings.Split(string(src), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, " | ")
		lonely := len(fields) == 5 && fields[4] == "-" // the page has no other term; see Match.Weak
		term, text := course.ID("glossary/"+fields[1]), fields[3]
		text = strings.Replace(text, "… ", "and ", 1) // no sentence begins here
		before, rest, _ := strings.Cut(text, "⟦")
		span, after, _ := strings.Cut(rest, "⟧")
		plain := []byte(before + span + after)
		f.Begin(plain)
		f.Text(0, len(plain), 0)
		hit := false
		for _, m := range f.Matches(nil) {
			if m.Auto && !(m.Weak && lonely) && m.From < len(before)+len(span) && m.To > len(before) {
				hit = hit || m.Pattern.Term == term
				// The word as part of a longer name, of another term, is no link of the word.
				part := m.Pattern.Term != term && m.To-m.From > len(span)
				if fields[0] == "false" && !part {
					wrong++
					t.Logf("mentions.txt:%d: linked, and is none: %s", i+1, text)
				}
			}
		}
		if fields[0] == "true" {
			real++
			if hit {
				found++
			} else {
				t.Logf("mentions.txt:%d: not found: %s", i+1, text)
			}
		}
	}
	t.Logf("%d of %d true mentions found (%.1f %%), %d false links (%.1f %%)", found, real, 100*float64(found)/float64(real), wrong, 100*float64(wrong)/float64(found+wrong))
	share := math.Round(1000*float64(wrong)/float64(found+wrong)) / 10
	if real < 200 || float64(found) < 0.95*float64(real) || share > 1 {
		t.Errorf("the figures are missed")
	}
}

// bundled is the vocabulary of the bundled course.
func bundled(t *testing.T) *vocabulary.Vocabulary {
	t.Helper()
	var report diag.List
	c := (&load.Loader{Base: os.DirFS("../..")}).Load(t.Context(), nil, &report)
	if c == nil {
		t.Fatal(report.Sorted())
	}
	return vocabulary.New("en", c.In("en"), nil)
}
