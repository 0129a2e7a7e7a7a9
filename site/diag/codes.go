package diag

import (
	"cmp"
	"slices"
)

// Code names a kind of finding for good: it is printed, explained by
// `parley explain`, and used in configuration. Codes are never reused.
type Code string

// Entry is what the catalogue knows about a code.
type Entry struct {
	Code     Code
	Severity Severity
	Title    string // one line, lower case
	Explain  string // why it matters and what to do, plain sentences; Markdown
}

// Lookup finds a code's entry.
func Lookup(code Code) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(Catalogue, code, func(e Entry, c Code) int { return cmp.Compare(e.Code, c) })
	if !ok {
		return Entry{}, false
	}
	return Catalogue[i], true
}

func (c Code) severity() Severity {
	if e, ok := Lookup(c); ok {
		return e.Severity
	}
	return Error
}
