package block

import (
	"html"
	"html/template"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// calloutNames are the kinds of callout. An answer is opened by whoever has thought of
// one of their own.
var calloutNames = []string{"note", "tip", "warning", "example", folded}

const folded = "answer"

// Callout sets a passage off from the text around it.
//
//	::: tip Say it out loud
//	Numbers on paper ...
//	:::
type Callout struct {
	Kind  string // one of calloutNames
	Title string // "" for the kind's own word
	Body  course.Body
}

// BlockName implements course.Block.
func (c *Callout) BlockName() string { return c.Kind }

// Prose implements Prose.
func (c *Callout) Prose() course.Body { return c.Body }

// Search implements Searched. What is to be thought of first is not found.
func (c *Callout) Search() []course.Body {
	if c.Kind == folded {
		return nil
	}
	return []course.Body{{HTML: html.EscapeString(c.Title)}, c.Body}
}

func readCallout(c markdown.Container, s *markdown.Scope) course.Block {
	if blank(c.Lines) {
		s.Report(diag.EmptyBlock, c.At, c.Len, "this "+c.Name+" says nothing", "write its text on the lines before :::")
		return nil
	}
	return &Callout{Kind: c.Name, Title: s.Words(c.Args, c.ArgsAt), Body: s.Prose(c.Lines)}
}

// CalloutView is what blocks/callout draws.
type CalloutView struct {
	Kind  string
	Title string
	Body  template.HTML
	Folds bool // it opens when somebody asks for it
}

// View implements Viewed.
func (c *Callout) View(p Page) (string, any) {
	return "blocks/callout", CalloutView{c.Kind, c.Title, p.HTML(c.Body), c.Kind == folded}
}
