package render

import (
	"slices"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// What of a page's blocks My progress needs; see client/page.d.ts.

type scaleData struct {
	Competency string          `json:"competency,omitempty"`
	Title      string          `json:"title,omitempty"`
	Min        int             `json:"min"`
	Max        int             `json:"max"`
	Items      []statementData `json:"items"`
}

type statementData struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Reverse bool   `json:"reverse,omitempty"`
}

type formData struct {
	Name   string      `json:"name"`
	Title  string      `json:"title,omitempty"`
	Step   string      `json:"step,omitempty"`
	Fields []fieldData `json:"fields"`
}

type fieldData struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Label    string   `json:"label"`
	Estimate bool     `json:"estimate,omitempty"`
	Settles  string   `json:"settles,omitempty"` // reference of the estimate
	Means    string   `json:"means,omitempty"`
	Required bool     `json:"required,omitempty"`
	Private  bool     `json:"private,omitempty"`
	Columns  []string `json:"columns,omitempty"` // of rows
	Choices  []string `json:"choices,omitempty"` // where the first one has a meaning, as that more is better; of a scale its words
}

type pathData struct {
	Name  string     `json:"name"`
	Title string     `json:"title,omitempty"`
	Pass  int        `json:"pass"` // how many of a hundred steps finish it
	Steps []stepData `json:"steps"`
}

type stepData struct {
	Page    course.ID   `json:"page"`
	Minutes int         `json:"minutes,omitempty"`
	After   []course.ID `json:"after,omitempty"`
}

// blockData adds a page's blocks to what is known of the page. It takes the views
// that their layouts get, since these have found out what the blocks refer to.
func (l *language) blockData(p *course.Page, data pageData) pageData {
	for _, b := range p.Blocks {
		viewed, ok := b.(block.Viewed)
		if !ok {
			continue
		}
		switch b.(type) {
		case *block.Scale, *block.Form, *block.Path:
		default:
			continue
		}
		switch _, view := viewed.View(l.on(p)); v := view.(type) {
		case block.ScaleView:
			data.Scales = append(data.Scales, scaleOf(v))
		case block.FormView:
			data.Forms = append(data.Forms, formOf(v))
		case block.PathView:
			data.Paths = append(data.Paths, pathOf(v))
		}
	}
	return data
}

func scaleOf(v block.ScaleView) scaleData {
	out := scaleData{Competency: v.Competency, Title: v.Title.Text, Min: v.Min, Max: v.Max, Items: []statementData{}}
	for _, s := range v.Statements {
		if s.ID != "" {
			out.Items = append(out.Items, statementData{s.ID, plainText(s.Text), s.Reverse})
		}
	}
	return out
}

func formOf(v block.FormView) formData {
	out := formData{Name: v.Name, Title: v.Title.Text, Step: v.Step, Fields: []fieldData{}}
	for _, part := range slices.Concat(v.Parts, v.More) {
		if f := part.Field; f != nil && f.ID != "" {
			out.Fields = append(out.Fields, fieldData{f.ID, f.Kind, plainText(f.Label), f.Estimate, f.Settles.Ref, f.Means, f.Required, f.Private, f.Columns, toldChoices(f)})
		}
	}
	return out
}

// toldChoices lists the choices of a field whose first one means something, and the
// words of a scale, of which the record holds numbers.
func toldChoices(f *block.FieldView) (out []string) {
	isScale := f.Kind == "scale" && len(f.Choices) > 0 && f.Choices[0].Label != ""
	if !isScale && !slices.Contains([]string{"direction", "accepted", "answer"}, f.Means) {
		return nil
	}
	for _, c := range f.Choices {
		out = append(out, c.Label)
	}
	return out
}

func pathOf(v block.PathView) pathData {
	out := pathData{Name: v.Name, Title: v.Title.Text, Pass: v.Pass, Steps: []stepData{}}
	for _, part := range v.Parts {
		for _, s := range part.Steps {
			if s.Page != "" {
				out.Steps = append(out.Steps, stepData{s.Page, s.Minutes, s.Before})
			}
		}
	}
	return out
}
