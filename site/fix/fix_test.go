package fix

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// TestApply makes what can be made: not twice, not over each other, and not where
// the file has changed.
func TestApply(t *testing.T) {
	src := "one two three four"
	at := func(old, text string) diag.Fix {
		i := strings.Index(src, old)
		return diag.Fix{File: "a.md", From: i, To: i + len(old), Old: old, Text: text}
	}
	gone := at("four", "4")
	gone.Old = "five"
	files, err := Apply([]diag.Fix{at("three", "3"), at("one", "1"), at("one", "1"), at("two three", "23"), gone, {File: "b.md", From: 90, To: 91}},
		func(string) ([]byte, error) { return []byte(src), nil })
	if err != nil || len(files) != 1 || string(files[0].After) != "1 23 four" || files[0].Edits != 2 {
		t.Errorf("%v %+v", err, files)
	}
	if _, err := Apply([]diag.Fix{at("one", "1")}, func(string) ([]byte, error) { return nil, errors.New("no") }); err == nil {
		t.Error("a file that cannot be read is no error")
	}
}

// TestApplyFresh makes ids up: six signs, no two alike.
func TestApplyFresh(t *testing.T) {
	src := strings.Repeat("### Why?\n", 50)
	var fixes []diag.Fix
	for i := range 50 {
		at := (i+1)*9 - 1
		fixes = append(fixes, diag.Fix{File: "a.md", From: at, To: at, Text: " {#" + diag.FreshID + "}", Fresh: true})
	}
	files, err := Apply(fixes, func(string) ([]byte, error) { return []byte(src), nil })
	if err != nil || len(files) != 1 || files[0].Edits != 50 {
		t.Fatalf("%v %+v", err, files)
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^### Why\? \{#([a-z][a-z0-9]{5})\}$`).FindAllStringSubmatch(string(files[0].After), -1) {
		seen[m[1]] = true
	}
	if len(seen) != 50 {
		t.Errorf("%d ids in\n%s", len(seen), files[0].After)
	}
}

// TestDiff shows changes with the lines around them.
func TestDiff(t *testing.T) {
	before := "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n"
	for _, c := range []struct{ after, want string }{
		{before, ""},
		{strings.Replace(before, "c\n", "C\n", 1), "--- x\n+++ y\n@@ -1,5 +1,5 @@\n a\n b\n-c\n+C\n d\n e\n"},
		{strings.Replace(strings.Replace(before, "a\n", "A\n", 1), "l\n", "L\n", 1),
			"--- x\n+++ y\n@@ -1,3 +1,3 @@\n-a\n+A\n b\n c\n@@ -10,3 +10,3 @@\n j\n k\n-l\n+L\n"},
		{strings.Replace(before, "e\n", "e\nnew\n", 1), "--- x\n+++ y\n@@ -4,4 +4,5 @@\n d\n e\n+new\n f\n g\n"},
		{"", "--- x\n+++ y\n@@ -1,12 +1,0 @@\n" + "-" + strings.Join(strings.Split(strings.TrimSpace(before), "\n"), "\n-") + "\n"},
	} {
		if got := (File{Before: []byte(before), After: []byte(c.after)}).Diff("x", "y"); got != c.want {
			t.Errorf("got\n%swant\n%s", got, c.want)
		}
	}
}
