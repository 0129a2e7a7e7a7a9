package block

import (
	"html/template"
	"strconv"

	"github.com/parley-kit/parley/site/course"
)

// fewChoices is how many stand side by side as buttons; more make a menu.
const fewChoices = 5

// paperRows is how many empty rows a table has on paper.
const paperRows = 4

// FormView is what blocks/form draws.
type FormView struct {
	Page  course.ID
	Name  string
	Title Title
	Step  string // of a negotiation that it is for, or ""
	Lock  bool   // it has estimates, and they may be locked
	Parts []PartView
	More  []PartView // folded away at first
}

// PartView is a field, or prose between fields.
type PartView struct {
	Field *FieldView
	Prose template.HTML
}

// FieldView is one field. ID is "" while it has none.
type FieldView struct {
	ID, Anchor string
	Kind       string // what is asked for: "range" for two numbers
	Of         string // of a range: "number" or "money"
	Name       string // of its inputs, in the document
	Hash       string
	Label      template.HTML
	Help       template.HTML
	Private    bool
	Required   bool
	Confidence bool
	Estimate   bool
	Settles    FieldRef // the estimate that it says the truth about
	Means      string   // to Parley; mostly ""
	Choices    []ChoiceView
	Menu       bool // the choices are a menu
	Columns    []string
	PaperRows  []struct{}
}

// IsSentence tells whether a column, counted from 0, holds sentences.
func (v FieldView) IsSentence(column int) bool { return course.IsSentence(v.Means, column) }

// ChoiceView is an answer to choose; Label is "" when the theme names it.
type ChoiceView struct{ Value, Label string }

// View implements Viewed.
func (f *Form) View(p Page) (string, any) {
	v := FormView{Page: p.PageID(), Name: f.Name.Text, Title: Title{f.Title, f.Level}, Step: f.Step}
	for _, part := range f.Parts {
		if part.Field == nil {
			v.Parts = append(v.Parts, PartView{Prose: p.HTML(part.Prose)})
			continue
		}
		v.Lock = v.Lock || part.Field.Estimate && f.Lock
		v.Parts = append(v.Parts, PartView{Field: part.Field.view(p)})
	}
	if f.Fold {
		at := secondPart(v.Parts)
		v.Parts, v.More = v.Parts[:at], v.Parts[at:]
	}
	return "blocks/form", v
}

// secondPart is where prose stands again after the first fields.
func secondPart(parts []PartView) int {
	for i := 1; i < len(parts); i++ {
		if parts[i].Field == nil && parts[i-1].Field != nil {
			return i
		}
	}
	return len(parts)
}

func (f *Field) view(p Page) *FieldView {
	v := &FieldView{
		ID: f.ID, Kind: f.Kind, Name: p.Anchor(name(f.ID, f.at)), Hash: f.Hash,
		Label: p.HTML(f.Label), Help: p.HTML(f.Help),
		Private: f.Private, Required: f.Required, Confidence: f.Confidence, Estimate: f.Estimate,
		Means: f.Means, Columns: f.Columns, Menu: len(f.Choices) > fewChoices && f.Kind == "choice",
	}
	if f.Range {
		v.Kind, v.Of = "range", f.Kind
	}
	if f.ID != "" {
		v.Anchor = p.Anchor(f.ID)
	}
	if f.Settles.Form != "" {
		v.Settles = p.FieldRef(f.Settles.Form, f.Settles.Field)
	}
	for _, c := range f.Choices {
		v.Choices = append(v.Choices, ChoiceView{c, c})
	}
	if f.Kind == "scale" {
		v.Choices = scaleChoices(f.Choices)
	}
	if f.Kind == "rows" {
		v.PaperRows = make([]struct{}, paperRows)
	}
	return v
}

// scaleChoices number the answers of a scale from 1; one without names has five,
// which the theme names.
func scaleChoices(names []string) []ChoiceView {
	if len(names) == 0 {
		names = make([]string, 5)
	}
	var out []ChoiceView
	for i, name := range names {
		out = append(out, ChoiceView{strconv.Itoa(i + 1), name})
	}
	return out
}
