// Package fix repairs files: it puts the certain repairs of a run's findings
// together, file by file, and shows them as a diff. It reads and writes nothing
// itself.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// File is a file and what it becomes.
type File struct {
	Path          string
	Before, After []byte
	Edits         int
}

// Of lists the repairs that findings bring along.
func Of(found []diag.Diagnostic) []diag.Fix {
	var out []diag.Fix
	for _, d := range found {
		if d.Fix != nil {
			out = append(out, *d.Fix)
		}
	}
	return out
}

// Apply makes repairs in memory, by path. A repair whose old bytes are not there
// any more is left out, and of two that overlap the later: another run makes it
// if it is still wanted. The error is read's.
func Apply(fixes []diag.Fix, read func(string) ([]byte, error)) ([]File, error) {
	fixes = slices.Clone(fixes)
	slices.SortStableFunc(fixes, func(a, b diag.Fix) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Text, b.Text))
	})
	fixes = slices.Compact(fixes)
	var out []File
	for len(fixes) > 0 {
		path := fixes[0].File
		n := slices.IndexFunc(fixes, func(f diag.Fix) bool { return f.File != path })
		if n < 0 {
			n = len(fixes)
		}
		src, err := read(path)
		if err != nil {
			return nil, err
		}
		if f := edit(path, src, fixes[:n]); f.Edits > 0 {
			out = append(out, f)
		}
		fixes = fixes[n:]
	}
	return out, nil
}

func edit(path string, src []byte, fixes []diag.Fix) File {
	f := File{Path: path, Before: src}
	var b bytes.Buffer
	at := 0
	fresh := ids{src: src, made: map[string]bool{}}
	for _, x := range fixes {
		if x.From < at || x.To < x.From || x.To > len(src) || string(src[x.From:x.To]) != x.Old {
			continue
		}
		b.Write(src[at:x.From])
		if x.Fresh {
			x.Text = strings.Replace(x.Text, diag.FreshID, fresh.next(), 1)
		}
		b.WriteString(x.Text)
		at = x.To
		f.Edits++
	}
	b.Write(src[at:])
	f.After = b.Bytes()
	return f
}

// context is how many lines a diff shows around a change.
const context = 2

// Diff shows what becomes of a file, as unified diffs do; from and to name it.
func (f File) Diff(from, to string) string {
	a, b := lines(f.Before), lines(f.After)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	if head == len(a) && head == len(b) {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", from, to)
	for _, h := range hunks(a, b) {
		h.print(&out, a, b)
	}
	return out.String()
}

// lines splits a text after each line end.
func lines(text []byte) []string {
	out := strings.SplitAfter(string(text), "\n")
	if out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// hunk is a run of lines of either side that differ: [a, a2) and [b, b2).
type hunk struct{ a, a2, b, b2 int }

// hunks finds what differs, going on behind a change where both sides agree
// again. Repairs are small, so the nearest agreement is the right one.
func hunks(a, b []string) []hunk {
	var out []hunk
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			i, j = i+1, j+1
			continue
		}
		h := hunk{a: i, b: j}
		i, j = agree(a, b, i, j)
		h.a2, h.b2 = i, j
		if n := len(out); n > 0 && h.a-out[n-1].a2 <= 2*context {
			out[n-1].a2, out[n-1].b2 = h.a2, h.b2
		} else {
			out = append(out, h)
		}
	}
	return out
}

// agree is the nearest place behind i and j where a line is the same on both
// sides.
func agree(a, b []string, i, j int) (int, int) {
	for far := 1; i+far <= len(a) || j+far <= len(b); far++ {
		for k := 0; k <= far; k++ {
			x, y := i+k, j+far
			if x < len(a) && y < len(b) && a[x] == b[y] {
				return x, y
			}
			x, y = i+far, j+k
			if x < len(a) && y < len(b) && a[x] == b[y] {
				return x, y
			}
		}
	}
	return len(a), len(b)
}

func (h hunk) print(out *strings.Builder, a, b []string) {
	before := min(h.a, context)
	after := min(len(a)-h.a2, context)
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", h.a-before+1, h.a2-h.a+before+after, h.b-before+1, h.b2-h.b+before+after)
	line := func(mark, s string) {
		out.WriteString(mark + strings.TrimRight(s, "\r\n") + "\n")
	}
	for _, s := range a[h.a-before : h.a] {
		line(" ", s)
	}
	// Within a hunk that joins several changes, lines that agree are context.
	i, j := h.a, h.b
	for i < h.a2 || j < h.b2 {
		if i < h.a2 && j < h.b2 && a[i] == b[j] {
			line(" ", a[i])
			i, j = i+1, j+1
			continue
		}
		x, y := agree(a[:h.a2], b[:h.b2], i, j)
		for ; i < x; i++ {
			line("-", a[i])
		}
		for ; j < y; j++ {
			line("+", b[j])
		}
	}
	for _, s := range a[h.a2 : h.a2+after] {
		line(" ", s)
	}
}
