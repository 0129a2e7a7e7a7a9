package course

import (
	"slices"

	"github.com/parley-kit/parley/site/diag"
)

// What blocks say that other pages, records or rules hang on.

// Rated is a block of statements in which learners rate themselves.
type Rated interface {
	Itemed
	// Rates is the competency that it measures, by ID; its Text is "" when there is
	// none.
	Rates() Ref
}

// Form is a block that learners fill in. Its name is unique among the forms of a
// language.
type Form interface {
	Itemed
	FormName() Ref
	FormStep() string // one of FormSteps; "" for a form that belongs to no negotiation
	Fields() []Field
}

// Field is a question of a form.
type Field struct {
	Item
	Kind     string // what is asked for, such as "money"
	Estimate bool   // may be locked before a negotiation, and compared after it
	Settles  Settling
	Means    string // the name of one of Meanings; mostly ""
}

// Settling says which estimate a field says the truth about.
type Settling struct {
	Form, Field string // as written; "" when the field settles nothing
	At          Ref    // both, and where they stand
}

// Curriculum is a block that puts pages in an order.
type Curriculum interface {
	Block
	Steps() []Step
}

// Step is a page of a curriculum.
type Step struct {
	Link    uint32   // of the page's Links: where it leads
	After   []uint32 // those that are better done before
	Minutes int      // 0 when it is not said
}

// Broken is a block that is not there because of a mistake in it. What would have
// hung on it, such as a field that settles one of its estimates, is not wrong for that.
type Broken struct {
	Word string   // of the block: "quiz"
	Name string   // as written behind it
	IDs  []string // that stand in it
}

// HasBroken tells whether a block with an ID in it could not be read.
func (p *Page) HasBroken(id string) bool {
	return slices.ContainsFunc(p.Broken, func(b Broken) bool { return slices.Contains(b.IDs, id) })
}

// BrokenForm tells whether a form of a language could not be read: a block of its
// name was not, or a whole page.
func (c *Course) BrokenForm(lang Lang, name string) bool {
	for _, lang := range []Lang{lang, c.Config.Languages[0]} {
		for _, p := range c.In(lang) {
			if p.Unread || slices.ContainsFunc(p.Broken, func(b Broken) bool { return b.Name != "" && b.Name == name }) {
				return true
			}
		}
	}
	return false
}

// FormAt is a form and the page it stands on.
type FormAt struct {
	Form
	Page *Page
}

// Forms lists a language's forms, by page.
func (c *Course) Forms(lang Lang) []FormAt { return c.forms[lang]().all }

// Form finds a form by name in a language, or else in the site's own.
func (c *Course) Form(lang Lang, name string) (FormAt, bool) {
	for _, lang := range []Lang{lang, c.Config.Languages[0]} {
		if f, ok := c.forms[lang]().byName[name]; ok {
			return f, true
		}
	}
	return FormAt{}, false
}

// Field finds a field by its ID.
func (f FormAt) Field(id string) (Field, bool) {
	for _, field := range f.Fields() {
		if field.ID == id {
			return field, true
		}
	}
	return Field{}, false
}

// forms are a language's, with each at hand by its name: the first of that name.
type forms struct {
	all    []FormAt
	byName map[string]FormAt
}

func (c *Course) makeForms(lang Lang) forms {
	f := forms{byName: map[string]FormAt{}}
	for _, p := range c.In(lang) {
		for _, b := range p.Blocks {
			form, ok := b.(Form)
			if !ok {
				continue
			}
			at := FormAt{form, p}
			f.all = append(f.all, at)
			if name := form.FormName().Text; f.byName[name].Form == nil {
				f.byName[name] = at
			}
		}
	}
	return f
}

// Audited is a block with more to find out about it than its own lines say, such as
// whether there can be a deal. It is asked once for each check.
type Audited interface {
	Block
	Audit(report func(diag.Diagnostic))
}
