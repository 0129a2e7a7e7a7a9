// Package block reads ::: containers. The lines inside are read by this
// package's own line reader before Markdown sees them; only the texts it finds
// are Markdown. One file a block holds its parsing, its checks and its view.
package block

import (
	"html/template"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// kind is one block: the names it answers to, its reader, and the partial
// template (under layouts/) that draws it.
type kind struct {
	names []string
	read  func(markdown.Container, *markdown.Scope) course.Block
}

// kinds lists every block there is.
func kinds() []kind {
	return []kind{
		{calloutNames, readCallout},
		{mediaNames, readMedia},
		{[]string{"quiz"}, readQuiz},
		{[]string{"worked"}, readWorked},
		{[]string{"compare"}, readCompare},
		{[]string{"scale"}, readScale},
		{[]string{"form"}, readForm},
		{[]string{"cards"}, readCards},
		{[]string{"path"}, readPath},
		{[]string{"sources"}, readSources},
		{[]string{"simulation"}, readSimulation},
		{[]string{"brief"}, readBrief},
		{[]string{"debrief"}, readDebrief},
	}
}

// Names lists the words that may follow the colons.
func Names() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.names...)
	}
	return names
}

// Read reads a container. It returns nil when the block cannot be shown, which
// has then been reported.
func Read(c markdown.Container, s *markdown.Scope) course.Block {
	written := c.Name
	c.Name = strings.ToLower(c.Name) // telephones begin a line with a capital letter
	for _, k := range kinds() {
		for _, name := range k.names {
			if name == c.Name {
				return k.read(c, s)
			}
		}
	}
	if name, colon := strings.CutSuffix(c.Name, ":"); colon && slices.Contains(Names(), name) {
		s.Report(diag.UncertainLine, c.At, c.Len, "behind the name of a block stands no colon", "write: ::: "+strings.TrimSpace(name+" "+c.Args))
		return nil
	}
	help := "the blocks are " + strings.Join(Names(), ", ")
	if near, ok := diag.Nearest(c.Name, Names()); ok {
		help = "did you mean ::: " + strings.TrimSpace(near+" "+c.Args) + "?"
	}
	s.Report(diag.UnknownBlock, c.At, c.Len, "there is no block \""+written+"\"", help)
	return nil
}

// Page is what a block's view may ask of the page it is drawn on.
type Page interface {
	HTML(course.Body) template.HTML
	Href(asset string) string
	PageID() course.ID       // its records hang on it
	Anchor(id string) string // an id in the document: with a prefix where pages share one
	Lookup
}

// Prose is a block that holds running text, in which terms are met.
type Prose interface {
	course.Block
	Prose() course.Body
}

// Viewed is a block that can be drawn: the partial's name and its view.
type Viewed interface {
	course.Block
	View(Page) (partial string, view any)
}

// blank tells whether lines hold nothing.
func blank(lines []markdown.Line) bool {
	for _, l := range lines {
		if strings.TrimSpace(string(l.Text)) != "" {
			return false
		}
	}
	return true
}

// Searched is a block that says what of it a search may find and show. Of others
// nothing is: what must stay hidden needs no rule.
type Searched interface {
	course.Block
	Search() []course.Body
}
