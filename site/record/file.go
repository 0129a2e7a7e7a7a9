package record

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"strconv"
)

// FileHead is the first line of My file.
type FileHead struct {
	Site  string // Config.ID
	Name  string // the course's
	Saved string // when: ISO 8601, UTC
}

// State says whether a file is as Parley saved it.
type State string

const (
	IsWhole State = "whole"
	Cut     State = "cut"     // its end is missing
	Changed State = "changed" // something was edited, or got lost within
)

// Refusal is why a file is not read at all: the error of Read.
type Refusal struct {
	Why  string // "size", "none" (not a record), "newer", "site"
	Head FileHead
}

// Error implements error.
func (r *Refusal) Error() string { return "refused: " + r.Why }

// Bad is a line that is no event. Lines count from 1.
type Bad struct {
	Line int
	Problem
}

// File is what My file holds.
type File struct {
	Head   FileHead
	Record *Record
	Count  int   // lines with an event
	Bad    []Bad // the first MaxBad
	Wrong  int   // how many there are
	State  State
}

// Read reads My file of a site. What is wrong with some lines is reported, and the
// others are read. The error is a *Refusal, or what r says.
func Read(r io.Reader, site string) (*File, error) {
	f := &File{Record: New(), State: Cut}
	s := &scanner{in: bufio.NewReader(r), sum: sha256.New()}
	for s.next() {
		if s.line == 1 {
			if err := f.begin(s.text, site); err != nil {
				return nil, err
			}
			continue
		}
		f.add(s)
	}
	switch {
	case s.err != nil:
		return nil, s.err
	case s.line == 0:
		return nil, &Refusal{Why: "none"}
	}
	return f, nil
}

func (f *File) begin(text []byte, site string) error {
	head := object(bytes.TrimPrefix(text, []byte("\ufeff")))
	v := num(head, "v")
	if head["parley"] != "record" || v < 1 {
		return &Refusal{Why: "none"}
	}
	f.Head = FileHead{Site: short(head, "site"), Name: short(head, "name"), Saved: short(head, "saved")}
	switch {
	case v > Version:
		return &Refusal{Why: "newer", Head: f.Head}
	case str(head, "site") != site:
		return &Refusal{Why: "site", Head: f.Head}
	}
	return nil
}

// short reads a text that is going to be shown.
func short(head map[string]any, name string) string {
	text := []rune(str(head, name))
	return string(text[:min(len(text), 200)])
}

// object reads a line with an object; nil if it is none.
func object(line []byte) map[string]any {
	canonical, err := Canonical(line)
	if err != nil {
		return nil
	}
	var object map[string]any
	if json.Unmarshal(canonical, &object) != nil {
		return nil
	}
	return object
}

// add takes a line after the first.
func (f *File) add(s *scanner) {
	if len(bytes.Trim(s.text, " \t\r")) == 0 {
		return
	}
	if f.State != Cut {
		f.State = Changed
		f.wrong(s.line, Problem{Why: "after"})
		return
	}
	e, problem := parse(s.text)
	switch {
	case problem == nil:
		f.Record.Add(e)
		f.Count++
	case !f.end(s):
		f.wrong(s.line, *problem)
	}
}

func (f *File) wrong(line int, problem Problem) {
	if f.Wrong++; len(f.Bad) < MaxBad {
		f.Bad = append(f.Bad, Bad{line, problem})
	}
}

// end reads the last line, if it is one.
func (f *File) end(s *scanner) bool {
	end := object(s.text)
	if n, ok := end["end"].(float64); ok {
		f.State = Changed
		if n == float64(f.Count+f.Wrong) && end["sha256"] == hex.EncodeToString(s.before) {
			f.State = IsWhole
		}
		return true
	}
	return false
}

var newline = []byte("\n")

// scanner reads lines, and the sum of all bytes before the line.
type scanner struct {
	in     *bufio.Reader
	sum    hash.Hash
	before []byte
	text   []byte // without its end
	line   int
	size   int
	err    error
}

func (s *scanner) next() bool {
	s.text = s.text[:0]
	s.before = s.sum.Sum(nil)
	for {
		part, err := s.in.ReadSlice('\n')
		s.size += len(part)
		s.text = append(s.text, part...)
		s.sum.Write(part)
		switch {
		case s.size > MaxFile || len(bytes.TrimSuffix(s.text, newline)) > MaxLine:
			s.err = &Refusal{Why: "size"}
			return false
		case err == io.EOF:
			if len(s.text) == 0 {
				return false
			}
			s.line++
			return true
		case err == nil:
			s.line++
			s.text = bytes.TrimSuffix(s.text, newline)
			return true
		case err != bufio.ErrBufferFull:
			s.err = err
			return false
		}
	}
}

// Write writes My file.
func Write(w io.Writer, head FileHead, r *Record) error {
	sum := sha256.New()
	b := bufio.NewWriter(io.MultiWriter(w, sum))
	line := appendString([]byte(`{"name":`), head.Name)
	line = appendString(append(line, `,"parley":"record","saved":`...), head.Saved)
	line = appendString(append(line, `,"site":`...), head.Site)
	line = strconv.AppendInt(append(line, `,"v":`...), Version, 10)
	fmt.Fprintf(b, "%s}\n", line)
	events := r.All()
	for _, e := range events {
		b.WriteString(e.Line)
		b.WriteByte('\n')
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "{\"end\":%d,\"sha256\":\"%x\"}\n", len(events), sum.Sum(nil))
	return err
}
