package block

import (
	"fmt"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
	"github.com/parley-kit/parley/test/golden"
)

// inBlock hands the reader of a block one whose lines are these.
func inBlock(t *testing.T, lines string, do func(markdown.Container, *markdown.Scope)) *diag.List {
	t.Helper()
	var report diag.List
	called := false
	convert := markdown.New(markdown.Options{Languages: []course.Lang{"en"}, Block: func(c markdown.Container, s *markdown.Scope) course.Block {
		called = true
		do(c, s)
		return nil
	}})
	p := &course.Page{ID: "content/a", Lang: "en", Source: "content/a.md", Title: "A"}
	convert.Convert(markdown.Source{File: p.Source, Text: []byte("::: x\n" + strings.TrimRight(lines, "\n") + "\n:::\n")}, p, &report)
	if !called {
		t.Fatalf("no block in\n%s", lines)
	}
	return &report
}

var allLines = grammar{keys: []string{"why", "hint", "see", "weight", "choose", "unit", "shuffle", "model", "pass", "exam", "retry", "title"}, boxes: true, pairs: true, equal: true}

var kindNames = []string{"blank", "text", "code", "heading", "key", "option", "numbered", "bullet", "feedback", "answer", "pair"}

func (l line) String() string {
	s := kindNames[l.kind]
	switch l.kind {
	case headingLine:
		s += fmt.Sprint(l.level)
	case keyLine:
		s += " " + l.key
	case numberedLine:
		s += " " + fmt.Sprint(l.number)
	case optionLine:
		s += map[bool]string{true: " x", false: " _"}[l.marked]
	}
	if l.kind != blankLine {
		s += " |" + string(l.text.Text) + "|"
	}
	if l.kind == pairLine {
		s += string(l.to.Text) + "|"
	}
	if l.id != "" {
		s += " #" + l.id
	}
	return s
}

// TestLines holds the reader to an archive: lines that are typed, and what they
// are, or the error about them.
func TestLines(t *testing.T) {
	golden.Run(t, "testdata/lines/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		var b strings.Builder
		for typed := range strings.SplitSeq(strings.TrimRight(string(files["typed"]), "\n"), "\n") {
			var got line
			report := inBlock(t, typed, func(c markdown.Container, s *markdown.Scope) {
				r := read(c, s, allLines)
				got = r.lines[0]
				for _, l := range []markdown.Line{got.text, got.to} { // what a line says stands where it says
					if from := l.At - got.raw.At; len(l.Text) > 0 && string(got.raw.Text[from:from+len(l.Text)]) != string(l.Text) {
						t.Errorf("%q does not stand at %d of %q", l.Text, from, got.raw.Text)
					}
				}
			})
			fmt.Fprintf(&b, "%s\n", strings.ReplaceAll(typed, "\t", "⇥"))
			if report.Errors() == 0 {
				fmt.Fprintf(&b, "      %s\n", got)
			}
			for _, d := range report.Sorted() {
				fmt.Fprintf(&b, "      %s: %s\n", d.Code, d.Message)
				for help := range strings.SplitSeq(d.Help, "\n") {
					fmt.Fprintf(&b, "          %s\n", help)
				}
			}
		}
		return map[string]string{"read": b.String()}
	})
}

// TestItemIDs takes ids for items, and says what is wrong with those that it does not.
func TestItemIDs(t *testing.T) {
	var ids []string
	report := inBlock(t, "- a {#one}\n- b {#one}\n- c\n- d {#1x}\n- e {#parley}\n- f {#two.5_-}", func(c markdown.Container, s *markdown.Scope) {
		r := read(c, s, grammar{})
		for i := range r.lines {
			ids = append(ids, r.item(&r.lines[i]))
		}
	})
	if got := strings.Join(ids, ","); got != "one,,,,,two.5_-" {
		t.Error(got)
	}
	want := []struct {
		code diag.Code
		fix  string
	}{{diag.DoubledItem, "one=>?"}, {diag.MissingItem, "=> {#?}"}, {diag.BadValue, ""}, {diag.BadValue, ""}}
	found := report.Sorted()
	if len(found) != len(want) {
		t.Fatal(golden.Problems(report))
	}
	for i, d := range found {
		fix := ""
		if d.Fix != nil {
			fix = d.Fix.Old + "=>" + d.Fix.Text
		}
		if d.Code != want[i].code || fix != want[i].fix || d.Fix != nil && !d.Fix.Fresh {
			t.Errorf("%v %q", d, fix)
		}
	}
}

// TestSettings takes what is a setting off the end of a field, and nothing else.
func TestSettings(t *testing.T) {
	known := []string{"long", "required", "money", "confidence", "settles "}
	for _, c := range []struct{ typed, text, found, code string }{
		{"- What will you do? (long, required) {#a}", "What will you do?", "long required", ""},
		{"- Limit(money)", "Limit", "money", ""},
		{"- Limit（Money； required）", "Limit", "money required", ""},
		{"- Limit ( money ,required )", "Limit", "money required", ""},
		{"- Actual (money, settles preparation: Expected)", "Actual", "money settles=preparation: Expected", ""},
		{"- Limit (as you said)", "Limit (as you said)", "", ""},
		{"- Limit (in EUR) and more", "Limit (in EUR) and more", "", ""},
		{"- Anything else (more)", "Anything else (more)", "", ""},
		{"- Limit (requird)", "", "", "P0103"},
		{"- Limit (money, in EUR)", "", "", "P0103"},
		{"- Limit (settles)", "Limit", "settles", ""}, // check says which estimates there are
		{"- Limit (money, settles: prep)", "Limit", "money settles=prep", ""},
		{"- Limit (money required)", "", "", "P0103"},
		{"- Limit (long please)", "", "", "P0103"},
		{"- Limit (money", "", "", "P0408"},
		{"- Limit [money]", "", "", "P0408"},
		{"- Limit {money, long}", "", "", "P0408"},
	} {
		var got []string
		var l line
		report := inBlock(t, c.typed, func(b markdown.Container, s *markdown.Scope) {
			r := read(b, s, grammar{})
			l = r.lines[0]
			for _, f := range r.settings(&l, known...) {
				if f.value != "" {
					f.name += "=" + f.value
				}
				got = append(got, f.name)
			}
		})
		if found := report.Sorted(); c.code != "" {
			if len(found) != 1 || string(found[0].Code) != c.code {
				t.Errorf("%s: %s", c.typed, golden.Problems(report))
			}
		} else if len(found) > 0 || string(l.text.Text) != c.text || strings.Join(got, " ") != c.found {
			t.Errorf("%s: %q %v %s", c.typed, l.text.Text, got, golden.Problems(report))
		}
	}
}

// FuzzLines reads any lines: nothing panics, and what a line says is part of it.
func FuzzLines(f *testing.F) {
	for _, seed := range []string{"- [x] a {#b}\n> c\nwhy: d", "☑ a\n→ b", "= 42 ± 2", "A ⇒ B (x, y)", "```\n- [x]\n```", "\u200b\u00ad{#"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if strings.Contains(typed, ":::") || strings.Contains(typed, "```") || strings.Contains(typed, "~~~") || strings.ContainsAny(typed, "\r\x00") {
			return // no block, or none that ends
		}
		inBlock(t, typed, func(c markdown.Container, s *markdown.Scope) {
			r := read(c, s, allLines)
			for _, l := range r.lines {
				from := l.text.At - l.raw.At
				if len(l.text.Text) > 0 && (from < 0 || from+len(l.text.Text) > len(l.raw.Text)) {
					t.Errorf("%q is no part of %q", l.text.Text, l.raw.Text)
				}
				r.settings(&l, "long", "settles ")
			}
		})
	})
}
