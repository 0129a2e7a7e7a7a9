package load_test

import (
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

const (
	// patience is how long one input may take here. Alone on a machine each takes
	// under two seconds; the rest is for a machine that does other work.
	patience  = 20 * time.Second
	maxMemory = 512 << 20
)

// hostile is a page, made when its turn comes.
type hostile struct {
	name string
	text func() string
}

func rep(s string, n int) string { return strings.Repeat(s, n) }

// numbered repeats a text with a number in it.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// pathological are the inputs that make CommonMark parsers slow.
var pathological = []struct{ name, before, again, after string }{
	{"links", "", "[a](b", ""},
	{"emphasis", "", "a**b", "c* "},
	{"emphasis and strong", "", "*a_ ", ""},
	{"opening emphasis", "", "_a ", ""},
	{"closing emphasis", "", "a_ ", ""},
	{"mixed emphasis", "", "*a **a ", ""},
	{"angle links", "", "[a](<b", ""},
	{"brackets", "", "[", ""},
	{"images", "", "![[]()", ""},
	{"bracket pairs", "", "[ (](", ""},
	{"nested brackets", "", "[a", "]"},
	{"quotes in text", "", "> ", "a*"},
	{"wiki", "", "[[", ""},
	{"wiki pairs", "", "[[a]", ""},
	{"variables", "", "{{", ""},
	{"formulas", "", "$`", ""},
	{"colons", "", ":::", ""},
	{"entities", "", "&", ""},
	{"html openings", "", "<", ""},
	{"html declarations", "", "<!A ", ""},
	{"html instructions", "", "<?", ""},
	{"comments", "", "<!--", ""},
	{"cdata", "", "<![CDATA[", ""},
	{"tildes", "", "~~a ", ""},
	{"backslashes", "", "\\[", ""},
	{"footnotes", "", "[^a", ""},
	{"addresses", "", "www.a.", ""},
	{"mail addresses", "", "a@b.", ""},
	{"schemes", "", "http://a", ""},
	{"titles", "", "[a](b \"", ""},
	{"code spans", "x", "`a``", ""},
	{"emphasis pairs", "a**b", "c* ", ""},
	{"math then code", "", "$`a`", ""},
}

// surroundings are what a line may stand in, over and over.
var surroundings = []struct{ name, first, last string }{
	{"paragraphs", "", "\n\nt\n\n"}, {"lines", "", "\n"}, {"list", "- ", "\n"}, {"numbers", "1. ", "\n"}, {"quote", "> ", "\n"}, {"headings", "# ", "\n"},
	{"cells", "| ", " |\n"}, {"definitions", "\nt\n: ", "\n"}, {"notes", "[^x]: ", "\n"}, {"block", "\n::: note\n", "\n:::\n\n"},
	{"fences", "~~~\n", "\n~~~\n"}, {"indented fences", "      ~~~\n", "\n"}, {"html", "<div>\n~~~\n</div>\n\n", "\n"}, {"underlined", "", "\n===\n"},
}

// audit tells whether to take the time for every length of line and the largest
// pages.
func audit() bool { return os.Getenv("PARLEY_AUDIT") != "" }

// size is that of a page in bytes.
func size() int {
	if audit() {
		return 1000 << 10
	}
	return 100 << 10
}

func pathologicalCases() []hostile {
	var cases []hostile
	for _, p := range pathological {
		for _, in := range surroundings {
			for _, length := range []int{100, 6000} {
				if length > 100 && in.name != "paragraphs" && !audit() {
					continue
				}
				cases = append(cases, hostile{fmt.Sprintf("%s in %s of %d", p.name, in.name, length), func() string {
					line := in.first + p.before + rep(p.again, length/len(p.again)) + p.after + in.last
					head := "# T\n\n"
					if in.name == "cells" {
						head += "| a |\n|---|\n"
					}
					return head + rep(line, size()/len(line))
				}})
			}
		}
	}
	return append(cases, hostile{"backtick runs", func() string {
		var runs strings.Builder
		for i := range 1000 {
			runs.WriteString("e" + rep("`", i%100+i/100))
		}
		return "# T\n\n" + runs.String()[:19<<10]
	}})
}

// TestPathological reads inputs that take other parsers minutes. What matters is
// that each comes to an end, in time and memory; many are honest text as well.
func TestPathological(t *testing.T) {
	for _, c := range pathologicalCases() {
		t.Run(c.name, func(t *testing.T) { bounded(t, map[string][]byte{"content/a.md": []byte(c.text())}) })
	}
}

// bounded loads and checks a site within patience and maxMemory.
func bounded(t *testing.T, files map[string][]byte) *diag.List {
	t.Helper()
	site, base := golden.Site(t, files)
	return boundedSite(t, site, base)
}

func boundedSite(t *testing.T, site, base fs.FS) *diag.List {
	t.Helper()
	var report diag.List
	done, peak := make(chan struct{}), make(chan uint64)
	go func() { peak <- watchMemory(done) }()
	runtime.GC()
	before := heap()
	start := time.Now()
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		l := load.Loader{Site: site, Base: base, Math: func(tex string, _ bool) (string, error) { return "<math/>", nil }}
		if c := l.Load(t.Context(), nil, &report); c != nil {
			check.Course(c, &report)
		}
	}()
	select {
	case <-finished:
	case <-time.After(patience):
		t.Fatal("it does not come to an end")
	}
	close(done)
	most := max(<-peak, before) - before
	if most > maxMemory {
		t.Errorf("it took %d MB", most>>20)
	}
	if d := time.Since(start); d > time.Second || most > maxMemory/4 {
		t.Logf("%v, %d MB", d, most>>20)
	}
	for _, d := range report.Sorted() {
		if d.Code == diag.Internal {
			t.Errorf("%s: %s", d.Pos, d.Message)
		}
	}
	return &report
}

// watchMemory is the most memory the heap held until done.
func watchMemory(done <-chan struct{}) uint64 {
	var most uint64
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		most = max(most, heap())
		select {
		case <-done:
			return most
		case <-tick.C:
		}
	}
}

// heap is how much memory objects take, dead ones included.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
