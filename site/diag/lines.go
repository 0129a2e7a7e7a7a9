package diag

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Lines turns byte offsets of one source into places people can find. A line
// ends with LF, CRLF or a lone CR; a byte order mark at the start of the file
// counts no column; a byte that is not UTF-8 counts as one code point.
type Lines struct {
	src    []byte
	starts []int // offset of each line's first byte
}

// NewLines indexes src, which must not change afterwards.
func NewLines(src []byte) *Lines {
	first := 0
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		first = len("\ufeff")
	}
	starts := append(make([]int, 0, 1+bytes.Count(src, []byte("\n"))), first)
	if bytes.IndexByte(src, '\r') < 0 { // nearly every file
		for at := first; ; {
			i := bytes.IndexByte(src[at:], '\n')
			if i < 0 {
				return &Lines{src: src, starts: starts}
			}
			at += i + 1
			starts = append(starts, at)
		}
	}
	for at := first; at < len(src); {
		i := bytes.IndexAny(src[at:], "\r\n")
		if i < 0 {
			break
		}
		at += i + 1
		if src[at-1] == '\r' && at < len(src) && src[at] == '\n' {
			at++
		}
		starts = append(starts, at)
	}
	return &Lines{src: src, starts: starts}
}

// Pos is the place of the length bytes at offset. Offsets outside the source
// are clamped to it, and a range that runs on into the next line ends with its
// first line; End is 0 for a range without a character. The line is found by
// binary search, the column by counting from the line's start.
func (l *Lines) Pos(file string, offset, length int) Pos {
	offset = min(max(offset, 0), len(l.src))
	line, found := slices.BinarySearch(l.starts, offset)
	if !found {
		line = max(line-1, 0)
	}
	from, to := l.span(line)
	end := to
	if length < to-offset { // compared without adding, as the sum may overflow
		end = offset + max(length, 0)
	}
	offset = min(max(offset, from), to)
	offset -= l.inside(from, offset)
	pos := Pos{File: file, Line: line + 1, Col: utf8.RuneCount(l.src[from:offset]) + 1}
	if end > offset && length > 0 {
		for end < to && l.inside(from, end) > 0 {
			end++
		}
		pos.End = pos.Col + utf8.RuneCount(l.src[offset:end])
	}
	return pos
}

// Span is the bytes that a place means, from its column to its end; where a part
// is unknown, the rest of its line.
func (l *Lines) Span(p Pos) (from, to int) {
	if p.Line < 1 || p.Line > len(l.starts) {
		return 0, 0
	}
	at, end := l.span(p.Line - 1)
	from, to = at, end
	col := 1
	for i := range string(l.src[at:end]) {
		if col == p.Col {
			from = at + i
		}
		if p.End > 0 && col == p.End {
			to = at + i
		}
		col++
	}
	if col == p.Col {
		from = end
	}
	return from, to
}

// Text is a line, counted from 1, without its ending; "" when there is none.
func (l *Lines) Text(line int) string {
	if line < 1 || line > len(l.starts) {
		return ""
	}
	from, to := l.span(line - 1)
	return string(l.src[from:to])
}

// Size is how many bytes Text has for a line.
func (l *Lines) Size(line int) int {
	if line < 1 || line > len(l.starts) {
		return 0
	}
	from, to := l.span(line - 1)
	return to - from
}

// span is a line's bytes without its ending; the line counts from 0.
func (l *Lines) span(line int) (from, to int) {
	from, to = l.starts[line], len(l.src)
	if line+1 == len(l.starts) {
		return from, to
	}
	to = l.starts[line+1] - 1
	if l.src[to] == '\n' && to > from && l.src[to-1] == '\r' {
		to--
	}
	return from, to
}

// inside is the number of bytes by which offset lies behind the start of the
// character it falls into, 0 at a character's start.
func (l *Lines) inside(from, offset int) int {
	for back := 1; back < utf8.UTFMax && offset-back >= from; back++ {
		if utf8.RuneStart(l.src[offset-back]) {
			if _, size := utf8.DecodeRune(l.src[offset-back:]); size > back {
				return back
			}
			return 0
		}
	}
	return 0
}
