package load_test

import (
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// TestReadHead reads a term's front matter as it stands: every form of a value,
// and where its lines are.
func TestReadHead(t *testing.T) {
	src := "---\nterm: BATNA   # a remark\nalso: one, two\nrelated: [\"a, b\", c]\n\n# a remark\nconfused-with:\n  zopa: A set: of deals.\nsource: |\n  Raiffa\n  1982\n---\nText.\n"
	cfg := &course.Config{Languages: []course.Lang{"en", "de"}}
	for _, line := range []string{"\n", "\r\n"} {
		src := strings.ReplaceAll(src, "\n", line)
		var report diag.List
		h, ok := load.ReadHead("glossary.de/batna.md", []byte(src), cfg, &report)
		if !ok || h.ID != "glossary/batna" || h.Lang != "de" || h.Kind != course.TermKind {
			t.Fatalf("%+v\n%s", h, golden.Problems(&report))
		}
		if got := src[h.End:]; got != "---"+line+"Text."+line || src[h.Body:] != "Text."+line {
			t.Errorf("the settings end before %q", got)
		}
		want := []struct{ key, text, list, pairs, lines string }{
			{"term", "BATNA", "BATNA", "", "term: BATNA   # a remark"},
			{"also", "one, two", "one|two", "", "also: one, two"},
			{"related", "", "a, b|c", "", `related: ["a, b", c]`},
			{"confused-with", "", "", "zopa=A set: of deals.", "confused-with:" + line + "  zopa: A set: of deals."},
			{"source", "Raiffa\n1982", "Raiffa\n1982", "", "source: |" + line + "  Raiffa" + line + "  1982"},
		}
		if len(h.Fields) != len(want) {
			t.Fatalf("%d fields", len(h.Fields))
		}
		for i, w := range want {
			f := h.Fields[i]
			pairs := ""
			for _, p := range f.Pairs {
				pairs += p.Key + "=" + p.Text
			}
			if f.Key != w.key || f.Text != w.text || strings.Join(f.List, "|") != w.list || pairs != w.pairs || src[f.From:f.To] != w.lines {
				t.Errorf("want %+v\nhave %+v at %q", w, f, src[f.From:f.To])
			}
		}
	}
}

// TestReadHeadReports holds that what Load would report is reported, but for
// variables.
func TestReadHeadReports(t *testing.T) {
	for src, code := range map[string]diag.Code{
		"---\nterm: x\norder: ten\n---\n":           diag.BadValue,
		"---\nterm: x\nsuorce: y\n---\n":            diag.UnknownKey,
		"---\nterm: x\n":                            diag.FrontMatterOpen,
		"---\nterm: \xff\n---\n":                    diag.NotUTF8,
		"Text alone.\n":                             diag.MissingTerm,
		"---\nterm: x\ntitle: Of {{nobody}}\n---\n": "",
	} {
		var report diag.List
		_, ok := load.ReadHead("glossary/x.md", []byte(src), &course.Config{Languages: []course.Lang{"en"}}, &report)
		found := report.Sorted()
		if ok != (code == "") || len(found) > 0 != (code != "") || len(found) > 0 && found[0].Code != code {
			t.Errorf("%q: %v\n%s", src, ok, golden.Problems(&report))
		}
	}
}
