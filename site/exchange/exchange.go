// Package exchange writes a vocabulary as a table, as JSON and as cards to
// learn with, and reads tables as spreadsheet programs save them. What it writes
// it reads back without loss: the same terms, the same pages. It knows values
// and bytes; files are its callers' business.
//
//	the source of a page <--> Term <--> a row of CSV, an object of JSON
//	                            (Reader.Read gives Rows, Plan says what to do with them)
package exchange

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// Term is a term as its page's source says it.
type Term struct {
	// ID is the page's path below glossary/. That of a term elsewhere begins
	// with a slash and is the whole path: "/content/pricing/anchor".
	ID string
	// Fields are what the front matter sets, by key. Nothing in it is empty.
	Fields map[string]Value
	// Text is the Markdown below it, without blank lines before it and without
	// the line feed that ends it.
	Text string
}

// Value is what stands behind a key. Its column's shape says which of the three
// is meant; numbers, switches and dates are texts.
type Value struct {
	Text  string
	List  []string
	Pairs []Pair
}

// Pair tells a term from another: the other's name or ID, and how.
type Pair struct{ With, How string }

func (v Value) empty() bool { return v.Text == "" && len(v.List) == 0 && len(v.Pairs) == 0 }

func (v Value) equal(w Value) bool {
	return v.Text == w.Text && slices.Equal(v.List, w.List) && slices.Equal(v.Pairs, w.Pairs)
}

// Name is what the term is called.
func (t *Term) Name() string { return t.Fields["term"].Text }

// set notes what a key is set to, unless it is nothing.
func (t *Term) set(key string, v Value) {
	if t.Fields == nil {
		t.Fields = map[string]Value{}
	}
	if delete(t.Fields, key); !v.empty() {
		t.Fields[key] = v
	}
}

// Differences lists the columns in which two terms differ, apart from their IDs;
// none if they make the same page.
func (t *Term) Differences(u *Term) []string {
	var keys []string
	for _, c := range columns {
		if !t.Fields[c.key].equal(u.Fields[c.key]) {
			keys = append(keys, c.key)
		}
	}
	if t.Text != u.Text {
		keys = append(keys, textColumn)
	}
	return keys
}

// Equal tells whether two terms are one in everything.
func (t *Term) Equal(u *Term) bool {
	return t.ID == u.ID && t.Text == u.Text && maps.EqualFunc(t.Fields, u.Fields, Value.equal)
}

// glossary is the folder in which a path makes a term.
const glossary = "glossary/"

// TermID is a page's ID as the tables have it.
func TermID(id course.ID) string {
	rest, inside := strings.CutPrefix(string(id), glossary)
	if !inside || strings.HasPrefix(rest, glossary) || strings.HasSuffix(rest, ".md") {
		return "/" + string(id)
	}
	return rest
}

// PageID is the ID of a term's page.
func (t *Term) PageID() course.ID {
	if whole, ok := strings.CutPrefix(t.ID, "/"); ok {
		return course.ID(whole)
	}
	return course.ID(glossary + t.ID)
}

// File is where the source of a term's new page belongs. lang is "" for the
// site's own language.
func (t *Term) File(lang course.Lang) string {
	top, rest, _ := strings.Cut(string(t.PageID()), "/")
	if lang != "" {
		top += "." + string(lang)
	}
	return top + "/" + rest + ".md"
}

// saysKind tells whether the page's path does not make it a term by itself.
func (t *Term) saysKind() bool {
	id := string(t.PageID())
	return !strings.HasPrefix(id, glossary) || path.Base(id) == "index"
}
