// Package diag holds what Parley has to say about somebody's files: a
// Diagnostic is data (code, place, sentence, help, fix), and the printers of
// this package are the only code that turns it into text, JSON, SARIF or
// GitHub annotations. Every other package reports by adding to a List.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// Severity says what a finding means for the run.
type Severity uint8

// The severities, mildest first. A run with an Error exits with status 1 and
// writes nothing.
const (
	Note Severity = iota
	Warning
	Error
)

// String is the severity's name as printed and as used in JSON.
func (s Severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// Level is how a site wants a kind of finding to count. The set is closed: see
// Levels.
type Level string

// Levels lists every level, strictest first.
var Levels = []Level{"error", "warning", "note", "off"}

// Severity is the level's severity; ok is false for "off".
func (l Level) Severity() (s Severity, ok bool) {
	switch l {
	case "error":
		return Error, true
	case "warning":
		return Warning, true
	}
	return Note, l == "note"
}

// Pos is a place in a source file. Line and Col count from 1, Col in Unicode
// code points; 0 means "the whole file" or "the whole line". End is the column
// after the last one meant, 0 when unknown.
type Pos struct {
	File string // path in the site, with forward slashes
	Line int
	Col  int
	End  int
}

// String is file:line:col, shortened where a part is unknown.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Fix is a certain repair: replace the bytes [From, To) of the file, which are
// Old, by Text. Of a Fresh one, a new random id stands where Text has FreshID.
type Fix struct {
	File string `json:"file"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Old  string `json:"old"`
	Text string `json:"text"`

	Fresh bool `json:"fresh,omitempty"`
}

// FreshID stands in a Fix for an id that is made when the repair is.
const FreshID = "?"

// Diagnostic is one finding.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Pos      Pos
	Message  string // what is wrong, in the user's words, lower case, no full stop
	Help     string // what to write instead; may be empty
	Source   string // the text of line Pos.Line, for the excerpt; filled by Excerpts
	Fix      *Fix
	Private  bool // the line is for some alone: no printer shows it
}

// Private is a finding in something confidential.
func Private(code Code, pos Pos, message, help string) Diagnostic {
	return Diagnostic{Code: code, Severity: code.severity(), Pos: pos, Message: message, Help: help, Private: true}
}

// List collects the diagnostics of a run. The zero List is ready; it is safe
// for use by several goroutines.
type List struct {
	mu  sync.Mutex
	all []Diagnostic
}

// Add reports a finding with the severity of its code.
func (l *List) Add(code Code, pos Pos, message, help string) {
	l.Append(Diagnostic{Code: code, Severity: code.severity(), Pos: pos, Message: message, Help: help})
}

// Append adds findings made elsewhere.
func (l *List) Append(ds ...Diagnostic) {
	if len(ds) == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, ds...)
}

// AddFix reports a finding with its certain repair.
func (l *List) AddFix(code Code, pos Pos, message, help string, fix Fix) {
	l.Append(Diagnostic{Code: code, Severity: code.severity(), Pos: pos, Message: message, Help: help, Fix: &fix})
}

// Settle passes every finding through keep, which may change it or drop it.
func (l *List) Settle(keep func(*Diagnostic) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := l.all[:0:0] // findings are shared with whoever remembers them
	for _, d := range l.all {
		if keep(&d) {
			kept = append(kept, d)
		}
	}
	l.all = kept
}

// Sorted is a copy of what was found, by file, line, column and code, without
// doubles.
func (l *List) Sorted() []Diagnostic {
	l.mu.Lock()
	defer l.mu.Unlock()
	ds := slices.Clone(l.all)
	slices.SortStableFunc(ds, compare)
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return compare(a, b) == 0 && a.Severity == b.Severity
	})
}

// Errors counts the findings that stop a build.
func (l *List) Errors() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, d := range l.all {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Col, b.Pos.Col),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
	)
}
