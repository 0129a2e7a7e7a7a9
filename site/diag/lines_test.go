package diag_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/diag"
)

func TestLinesPos(t *testing.T) {
	for _, c := range []struct {
		name, src      string
		offset, length int
		want           diag.Pos
	}{
		{"empty", "", 0, 0, diag.Pos{Line: 1, Col: 1}},
		{"first", "ab\ncd", 0, 2, diag.Pos{Line: 1, Col: 1, End: 3}},
		{"second line", "ab\ncd", 4, 1, diag.Pos{Line: 2, Col: 2, End: 3}},
		{"crlf", "ab\r\ncd", 4, 2, diag.Pos{Line: 2, Col: 1, End: 3}},
		{"between cr and lf", "ab\r\ncd", 3, 1, diag.Pos{Line: 1, Col: 3}},
		{"lone cr", "ab\rcd\r\re", 7, 1, diag.Pos{Line: 4, Col: 1, End: 2}},
		{"over the end of a line", "ab\r\ncd", 1, 5, diag.Pos{Line: 1, Col: 2, End: 3}},
		{"behind the last line break", "ab\n", 3, 0, diag.Pos{Line: 2, Col: 1}},
		{"byte order mark", "\ufeffab", 3, 2, diag.Pos{Line: 1, Col: 1, End: 3}},
		{"in the byte order mark", "\ufeffab", 1, 3, diag.Pos{Line: 1, Col: 1, End: 2}},
		{"only a byte order mark", "\ufeff", 0, 3, diag.Pos{Line: 1, Col: 1}},
		{"a mark later on", "a\ufeffb", 4, 1, diag.Pos{Line: 1, Col: 3, End: 4}},
		{"code points", "aé漢😀b", 1 + 2 + 3 + 4, 1, diag.Pos{Line: 1, Col: 5, End: 6}},
		{"inside a character", "aé漢😀b", 1 + 2 + 3 + 2, 1, diag.Pos{Line: 1, Col: 4, End: 5}},
		{"half a character", "漢字", 0, 1, diag.Pos{Line: 1, Col: 1, End: 2}},
		{"bytes that are no text", "\xff\x80\x80\x80\x80b", 5, 1, diag.Pos{Line: 1, Col: 6, End: 7}},
		{"a character cut short", "\xe6\xbc\nb", 1, 1, diag.Pos{Line: 1, Col: 2, End: 3}},
		{"before the start", "ab", -5, 1, diag.Pos{Line: 1, Col: 1, End: 2}},
		{"behind the end", "ab\ncd", 99, 1, diag.Pos{Line: 2, Col: 3}},
		{"endless", "ab\ncd", 1, math.MaxInt, diag.Pos{Line: 1, Col: 2, End: 3}},
		{"backwards", "ab", 1, -1, diag.Pos{Line: 1, Col: 2}},
	} {
		c.want.File = "f.md"
		if got := diag.NewLines([]byte(c.src)).Pos("f.md", c.offset, c.length); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// walk finds the place of an offset by reading from the start.
func walk(src string, offset int) (line, col int) {
	line, col = 1, 1
	at := 0
	if strings.HasPrefix(src, "\ufeff") {
		at = 3
	}
	for at < len(src) {
		r, size := utf8.DecodeRuneInString(src[at:])
		if strings.HasPrefix(src[at:], "\r\n") {
			size = 2
		}
		if offset < at+size {
			break
		}
		at += size
		if r == '\n' || r == '\r' {
			line, col = line+1, 1
		} else {
			col++
		}
	}
	return line, col
}

func TestLinesAgainstWalk(t *testing.T) {
	parts := []string{"a", "b", "\n", "\r", "\r\n", "é", "漢", "😀", "\ufeff", "\xff", "\x80", "\xe6\xbc", "\xf0\x9f\x98"}
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		var src string
		for range random.IntN(20) {
			src += parts[random.IntN(len(parts))]
		}
		lines := diag.NewLines([]byte(src))
		for offset := range len(src) + 1 {
			line, col := walk(src, offset)
			got := lines.Pos("", offset, random.IntN(4))
			if got.Line != line || got.Col != col {
				t.Fatalf("%q at %d: %d:%d, want %d:%d", src, offset, got.Line, got.Col, line, col)
			}
			if width := utf8.RuneCountInString(lines.Text(line)); got.End != 0 && (got.End <= got.Col || got.End > width+1) {
				t.Fatalf("%q at %d: End %d in a line of %d", src, offset, got.End, width)
			}
		}
	}
}

func TestExcerpts(t *testing.T) {
	files := map[string]string{
		"a.md": "\ufeffone\r\ntwo\rthree\n\xff\xfe",
		"b.md": "",
	}
	ds := []diag.Diagnostic{
		{Pos: diag.Pos{File: "a.md", Line: 1}},
		{Pos: diag.Pos{File: "gone.md", Line: 1}},
		{Pos: diag.Pos{File: "a.md", Line: 2}},
		{Pos: diag.Pos{File: "a.md", Line: 3}},
		{Pos: diag.Pos{File: "a.md", Line: 4}},
		{Pos: diag.Pos{File: "a.md", Line: 5}},
		{Pos: diag.Pos{File: "a.md", Line: -1}},
		{Pos: diag.Pos{File: "b.md", Line: 1}},
		{Pos: diag.Pos{File: "gone.md", Line: 2}},
		{Pos: diag.Pos{File: "whole.md"}},
		{Pos: diag.Pos{Line: 3}},
		{Pos: diag.Pos{File: "a.md", Line: 2}, Source: "known"},
	}
	reads := map[string]int{}
	diag.Excerpts(ds, func(file string) ([]byte, error) {
		reads[file]++
		if src, ok := files[file]; ok {
			return []byte(src), nil
		}
		return nil, errors.New("gone")
	})
	want := []string{"one", "", "two", "three", "\xff\xfe", "", "", "", "", "", "", "known"}
	for i, d := range ds {
		if d.Source != want[i] {
			t.Errorf("%v has source %q, want %q", d.Pos, d.Source, want[i])
		}
	}
	if len(reads) != 3 || reads["a.md"] != 1 || reads["b.md"] != 1 || reads["gone.md"] != 1 {
		t.Errorf("reads: %v", reads)
	}
}

func TestList(t *testing.T) {
	var l diag.List
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			l.Add(diag.BrokenLink, diag.Pos{File: "b.md", Line: 1, Col: 2}, "m", "")
			l.Add(diag.RawHTML, diag.Pos{File: "a.md", Line: 10}, "m", "")
			l.Add(diag.ExternalFailed, diag.Pos{File: "a.md", Line: 9}, "m", "")
			l.Append(diag.Diagnostic{Code: "P9999", Pos: diag.Pos{File: "b.md"}, Severity: diag.Note})
		})
	}
	all.Wait()
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Pos.String()+" "+d.Severity.String()+" "+string(d.Code))
	}
	want := "a.md:9 note P0212, a.md:10 warning P0501, b.md note P9999, b.md:1:2 error P0201"
	if strings.Join(got, ", ") != want {
		t.Errorf("sorted %q, want %q", got, want)
	}
	if n := l.Errors(); n != 4 {
		t.Errorf("%d errors", n)
	}
}
