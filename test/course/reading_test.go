package course

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// What a reader can take in at the end of a day.
const (
	hardest = 10.0 // grade of the median page
	longest = 22.0 // words of a sentence, over the course
)

// TestReading measures the course by Flesch and Kincaid's grade (Kincaid, Fishburne,
// Rogers and Chissom 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. Its
// report is part of make check.
func TestReading(t *testing.T) {
	type row struct {
		kind   course.Kind
		grades []float64
	}
	var rows []row
	var all []float64
	hard := ""
	words, sentences := 0, 0
	for _, p := range english(bundled(t)) {
		m := measure(text(t, p))
		if m.words < 60 {
			continue // too little to say
		}
		words, sentences = words+m.words, sentences+m.sentences
		i := slices.IndexFunc(rows, func(r row) bool { return r.kind == p.Kind })
		if i < 0 {
			rows = append(rows, row{kind: p.Kind})
			i = len(rows) - 1
		}
		rows[i].grades = append(rows[i].grades, m.grade())
		all = append(all, m.grade())
		if m.grade() > hardest || m.perSentence() > longest {
			hard += fmt.Sprintf("\n  %s: grade %.1f, %.1f words a sentence", p.Source, m.grade(), m.perSentence())
		}
	}
	report := fmt.Sprintf("reading ease: %d words; grade %.1f (median of %d pages), %.1f words a sentence", words, median(all), len(all), float64(words)/float64(max(sentences, 1)))
	for _, r := range rows {
		report += fmt.Sprintf("\n  %-11s grade %.1f (%d pages)", r.kind, median(r.grades), len(r.grades))
	}
	if hard != "" {
		report += "\n  harder than the rest:" + hard
	}
	fmt.Println(report) // also where the test passes
	if median(all) > hardest || float64(words)/float64(max(sentences, 1)) > longest {
		t.Errorf("the course is too hard to read: grade %.0f and %.0f words a sentence are the most", hardest, longest)
	}
}

// TestMeasure counts a text that was counted by hand.
func TestMeasure(t *testing.T) {
	m := measure("## A heading\n\nThe cat sat. Did [it](x.md) see [[batna|the table]]?\n\n- one apple\n- two\n\n| a | table |\n")
	if m.words != 11 || m.sentences != 4 || m.syllables != 13 {
		t.Errorf("%+v", m)
	}
}

type measured struct{ words, sentences, syllables int }

func (m measured) perSentence() float64 { return float64(m.words) / float64(m.sentences) }

func (m measured) grade() float64 {
	return 0.39*m.perSentence() + 11.8*float64(m.syllables)/float64(m.words) - 15.59
}

var (
	fence    = regexp.MustCompile("(?s)```.*?```")
	marker   = regexp.MustCompile(`^\s*([-*>]|\d+\.)\s*(\[.\]\s*)?`)
	linked   = regexp.MustCompile(`!?\[\[?(?:[^\]|]*\|)?([^\]]*)\]\]?(\([^)]*\))?`)
	ident    = regexp.MustCompile(`\{#.*?\}`)
	sentence = regexp.MustCompile(`[.?!:]+[\s"”)]+`)
	word     = regexp.MustCompile(`[A-Za-z][A-Za-z'’-]*`)
	silent   = regexp.MustCompile(`(?:[^laeiouy]es|ed|[^laeiouy]e)$`)
	vowels   = regexp.MustCompile(`[aeiouy]{1,2}`)
)

// measure counts what is read as sentences: no headings, tables or names of blocks.
func measure(body string) measured {
	var b strings.Builder
	for line := range strings.SplitSeq(fence.ReplaceAllString(body, ""), "\n") {
		if strings.HasPrefix(line, ":::") || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "!") {
			continue
		}
		line = marker.ReplaceAllString(line, "")
		line = strings.TrimSpace(ident.ReplaceAllString(linked.ReplaceAllString(line, "$1"), ""))
		if line != "" && !strings.ContainsAny(line[len(line)-1:], ".?!:") {
			line += "."
		}
		b.WriteString(line + " ")
	}
	var m measured
	for _, s := range sentence.Split(b.String(), -1) {
		found := word.FindAllString(s, -1)
		if len(found) == 0 {
			continue
		}
		m.sentences++
		m.words += len(found)
		for _, w := range found {
			w = silent.ReplaceAllString(strings.ToLower(w), "")
			m.syllables += max(1, len(vowels.FindAllString(strings.TrimPrefix(w, "y"), -1)))
		}
	}
	return m
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
