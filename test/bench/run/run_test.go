package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMedianIsTheMiddleOne(t *testing.T) {
	value := func(n int64) int64 { return n }
	for _, test := range []struct {
		values []int64
		want   int64
	}{
		{[]int64{7}, 7},
		{[]int64{9, 1, 5}, 5},
		{[]int64{4, 1, 3, 2}, 2},
	} {
		if got := median(test.values, value); got != test.want {
			t.Errorf("median of %v is %d, want %d", test.values, got, test.want)
		}
	}
}

func TestWeighFollowsWhatAPageLoads(t *testing.T) {
	out := t.TempDir()
	for name, text := range map[string]string{
		"content/a.html": `<!doctype html><link rel="stylesheet" href="../site.css"><link rel=icon href="../icon.svg">
			<link rel="canonical" href="https://example.org/a"><link rel=next href="b.html">
			<script src="../boot.js"></script><script defer src="../boot.js"></script>
			<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><a href="b.html">b</a>`,
		"content/b.html": "not loaded",
		"site.css":       `@import "more.css"; p{background:url('dot.svg?v=1')} q{background:url(data:,x)}`,
		"more.css":       "p{}",
		"dot.svg":        "<svg/>",
		"icon.svg":       "<svg/>",
		"boot.js":        "let a=1",
	} {
		file := filepath.Join(out, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := weigh(out, "content/a.html")
	if err != nil {
		t.Fatal(err)
	}
	if w.requests != 6 {
		t.Errorf("%d requests, want 6", w.requests)
	}
	if want := zipped([]byte("let a=1")); w.script != want {
		t.Errorf("%d bytes of JavaScript, want %d", w.script, want)
	}
	if err := os.Remove(filepath.Join(out, "icon.svg")); err != nil {
		t.Fatal(err)
	}
	if _, err := weigh(out, "content/a.html"); err == nil {
		t.Error("a missing icon went unnoticed")
	}
}

func TestReportHoldsParleyToItsGoals(t *testing.T) {
	r := results{machine: "Measured.", sizes: []sizeResult{{
		pages: 10000,
		cold: map[string]sample{
			"floor":  {wall: time.Second, cpu: 2 * time.Second, memory: 30e6},
			"engine": {wall: 2100 * time.Millisecond, cpu: 4 * time.Second, memory: 200e6},
			"parley": {wall: 2600 * time.Millisecond, cpu: 5 * time.Second, memory: 420e6},
			"hugo":   {wall: 7 * time.Second, cpu: 13 * time.Second, memory: 1500e6},
		},
		live: 100e6,
	}}}
	text := r.markdown()
	for _, want := range []string{
		"| 10,000 | engine | 2.10 s | 4.00 s | 200 MB | 2.10 |",
		"| 10,000 pages, the engine's time by the floor's | at most 2 × | 2.10 × | **missed** |",
		"| 10,000 pages, Hugo's time by the engine's | at least 3 × | 3.33 × | met |",
		"| 10,000 pages, memory of the engine | at most 250 MB | 200 MB | met |",
		"| 10,000 pages, with the search's index, by the floor's | at most 2.8 × | 2.60 × | met |",
		"| 10,000 pages, memory with the index | at most 400 MB | 420 MB | **missed** |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
}

func TestReplaceFiguresKeepsTheRest(t *testing.T) {
	page := "# Performance\n" + beginMark + "old\n" + endMark + "\nMore.\n"
	got, err := replaceFigures(page, "new\n")
	if want := "# Performance\n" + beginMark + "\nnew\n\n" + endMark + "\nMore.\n"; err != nil || got != want {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
	if again, err := replaceFigures(got, "new\n"); err != nil || again != got {
		t.Errorf("a second time gives %q (%v)", again, err)
	}
	if _, err := replaceFigures("# Performance\n", "new"); err == nil {
		t.Error("a page without marks was accepted")
	}
}

func TestFlags(t *testing.T) {
	for _, test := range []struct {
		args string
		ok   bool
	}{
		{"", true},
		{"-sizes 1000 -tools floor,parley", true},
		{"-update", true},
		{"-update -sizes 1000", false},
		{"-update -reload=false", false},
		{"-sizes 0", false},
		{"-sizes many", false},
		{"-tools floor,jekyll", false},
	} {
		opts, err := parseFlags(strings.Fields(test.args), &strings.Builder{})
		if (err == nil) != test.ok {
			t.Errorf("%q: %v", test.args, err)
		}
		if test.args == "" && !slices.Equal(opts.sizes, allSizes) {
			t.Errorf("sizes are %v without flags", opts.sizes)
		}
	}
}
