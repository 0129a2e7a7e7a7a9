package vocabulary

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// term makes a term of lines: "name; also, also; avoid, avoid; ABBR; careful".
func term(line string) *course.Page {
	parts := strings.Split(line+";;;;", ";")
	t := &course.Term{Name: strings.TrimSpace(parts[0]), Abbr: strings.TrimSpace(parts[3]), Careful: strings.TrimSpace(parts[4]) == "careful"}
	refs := func(s string) (out []course.Ref) {
		for _, name := range strings.Split(s, ",") {
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, course.Ref{Text: name})
			}
		}
		return out
	}
	t.Also, t.Avoid = refs(parts[1]), refs(parts[2])
	return &course.Page{ID: course.ID("glossary/" + strings.ReplaceAll(t.Name, " ", "-")), Term: t}
}

// found shows the matches of a text: [linked] {known but not linked} <discouraged>
// ⟨spelt otherwise⟩.
func found(v *Vocabulary, text string) string {
	f := v.Finder()
	defer v.Return(f)
	src := []byte(text)
	f.Begin(src)
	for group, part := 0, 0; part < len(src); group++ { // *...* is emphasis, ` cuts
		end := strings.IndexAny(text[part:], "*`")
		if end < 0 {
			end = len(src) - part
		}
		f.Text(part, part+end, group%2)
		if part+end < len(src) && src[part+end] == '`' {
			f.Cut()
		}
		part += end + 1
	}
	var b strings.Builder
	at := 0
	for _, m := range f.Matches(nil) {
		marks := "{}" // known, and not linked
		switch {
		case m.Pattern.Kind == Avoid:
			marks = "<>"
		case m.Pattern.Kind == Variant || m.Spelt:
			marks = "⟨⟩"
		case m.Auto:
			marks = "[]"
		}
		open, shut := []rune(marks)[0], []rune(marks)[1]
		fmt.Fprintf(&b, "%s%c%s%c", text[at:m.From], open, text[m.From:m.To], shut)
		at = m.To
	}
	return b.String() + text[at:]
}

// TestFind holds each file of testdata/find against what is marked in it. A file
// begins with its terms, one a line after "term:", and "lang:".
func TestFind(t *testing.T) {
	files, _ := filepath.Glob("testdata/find/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	unmark := strings.NewReplacer("[", "", "]", "", "{", "", "}", "", "<", "", ">", "", "⟨", "", "⟩", "")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var pages []*course.Page
			lang := course.Lang("en")
			for i, line := range strings.Split(strings.TrimSpace(string(src)), "\n") {
				if rest, ok := strings.CutPrefix(line, "term:"); ok {
					pages = append(pages, term(rest))
					continue
				}
				if rest, ok := strings.CutPrefix(line, "lang:"); ok {
					lang = course.Lang(strings.TrimSpace(rest))
					continue
				}
				if line == "" || line[0] == '#' && !strings.Contains(line, "|") {
					continue
				}
				want := strings.ReplaceAll(strings.TrimPrefix(line, "|"), "⏎", "\n")
				if got := found(New(lang, pages, nil), unmark.Replace(want)); got != want {
					t.Errorf("%s:%d:\n got %s\nwant %s", file, i+1, got, want)
				}
			}
		})
	}
}

// TestManyNames finds each of 5,000 names of one term, and not a piece of one.
func TestManyNames(t *testing.T) {
	p := term("first name")
	for i := range 5000 {
		p.Term.Also = append(p.Term.Also, course.Ref{Text: fmt.Sprintf("name%d of number%d", i%70, i)})
	}
	v := New("en", []*course.Page{p}, nil)
	for _, i := range []int{0, 1, 69, 70, 2500, 4999} {
		name := p.Term.Also[i].Text
		if got, want := found(v, "The "+name+" and name1 of nothing."), "The ["+name+"] and name1 of nothing."; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
