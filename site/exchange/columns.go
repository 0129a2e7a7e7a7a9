package exchange

import (
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// shape is what a column's cells hold.
type shape uint8

const (
	text     shape = iota
	list           // of texts
	pairs          // of a term and how it differs
	number         // a whole one
	yesNo          // true or false in front matter
	calendar       // a day
)

// The columns that are no keys of front matter.
const (
	idColumn         = "id"
	textColumn       = "text"
	definitionColumn = "definition" // read only: the first paragraph of the text
)

// column is a key of a term's front matter, and what else people call it.
type column struct {
	key   string
	shape shape
	also  []string
}

// columns are the keys a term may have, in the order in which they are written.
// TestColumns holds them to those of package load.
var columns = []column{
	{"term", text, []string{"name", "preferred-term", "preferred-name"}},
	{"also", list, []string{"alias", "aliases", "synonym", "synonyms", "other-names", "also-called"}},
	{"avoid", list, []string{"avoid-fix", "discouraged", "do-not-use", "not"}},
	{"abbr", text, []string{"abbreviation", "acronym"}},
	{"linking", text, nil},
	{"group", text, []string{"theme"}},
	{"stage", text, nil},
	{"related", list, []string{"see-also", "related-terms"}},
	{"confused-with", pairs, []string{"confusable-with", "not-the-same-as"}},
	{"source", text, []string{"sources", "reference"}},
	{"checked", text, nil},
	{"description", text, []string{"summary"}},
	{"title", text, nil},
	{"tags", list, []string{"tag"}},
	{"order", number, nil},
	{"competency", list, []string{"competencies"}},
	{"minutes", number, nil},
	{"authors", list, []string{"author"}},
	{"updated", calendar, nil},
	{"draft", yesNo, nil},
	{"was", list, nil},
	{"retired", list, nil},
	{"later", text, nil},
	{"link-terms", yesNo, nil},
	{"introduces", list, nil},
}

// others are the synonyms of the columns that are no keys.
var others = []column{
	{key: idColumn, also: []string{"slug"}},
	{key: textColumn, also: []string{"body", "notes", "markdown"}},
	{key: definitionColumn, also: []string{"meaning"}},
}

// shapeOf is the shape of a column; those that are no keys are texts.
func shapeOf(key string) shape {
	for _, c := range columns {
		if c.key == key {
			return c.shape
		}
	}
	return text
}

// columnNamed finds the column that a heading means.
func columnNamed(heading string) (key string, ok bool) {
	name := strings.Join(strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool {
		return r == '_' || r == '-' || r == ' ' || r == '\u00a0'
	}), "-")
	for _, of := range [][]column{columns, others} {
		for _, c := range of {
			if c.key == name {
				return c.key, true
			}
			for _, also := range c.also {
				if also == name {
					return c.key, true
				}
			}
		}
	}
	return "", false
}

// headings are the columns of a table that is written, in order.
func headings() []string {
	out := []string{idColumn}
	for _, c := range columns {
		out = append(out, c.key)
	}
	return append(out, textColumn)
}

// meant proposes a column for a heading that is not known.
func meant(heading string) string {
	var names []string
	for _, of := range [][]column{columns, others} {
		for _, c := range of {
			names = append(append(names, c.key), c.also...)
		}
	}
	if near, ok := diag.Nearest(strings.ToLower(heading), names); ok {
		return "did you mean \"" + near + "\"?"
	}
	return "the columns are " + strings.Join(headings(), ", ")
}
