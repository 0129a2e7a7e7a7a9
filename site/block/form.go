package block

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Form is a worksheet: fields to fill in before or after a negotiation, with
// headings and prose between them.
//
//	::: form preparation
//	title: My preparation
//	step: preparation
//
//	### Without a deal
//	- What will you do if there is no deal? (long, required) {#batna}
//	  > What you will really do, not what you wish.
//	- Expected result (money, range, confidence, estimate) {#expected}
//	- Who decides (choice) {#who}
//	  choice: I do; my manager; somebody else
//	:::
type Form struct {
	Name  course.Ref
	Title string
	Level int    // of the title as a heading
	Step  string // one of course.FormSteps, or ""
	Lock  bool   // its estimates may be locked
	Fold  bool   // what comes after its first part is folded away
	Parts []FormPart
}

// FormPart is a field, or prose that stands between fields.
type FormPart struct {
	Field *Field
	Prose course.Body
}

// BlockName implements course.Block.
func (*Form) BlockName() string { return "form" }

// FormName implements course.Form.
func (f *Form) FormName() course.Ref { return f.Name }

// FormStep implements course.Form.
func (f *Form) FormStep() string { return f.Step }

// Fields implements course.Form.
func (f *Form) Fields() []course.Field {
	var out []course.Field
	for _, p := range f.Parts {
		if p.Field != nil {
			out = append(out, p.Field.Field)
		}
	}
	return out
}

// Items implements course.Itemed.
func (f *Form) Items() []course.Item {
	var items []course.Item
	for _, field := range f.Fields() {
		items = appendItem(items, field.Item)
	}
	return items
}

// Search implements Searched.
func (f *Form) Search() []course.Body {
	out := []course.Body{{HTML: html.EscapeString(f.Title)}}
	for _, p := range f.Parts {
		if p.Field != nil {
			out = append(out, p.Field.Label)
		} else {
			out = append(out, p.Prose)
		}
	}
	return out
}

// formKeys are the keys of a form.
var formKeys = []string{"title", "step", "lock", "fold"}

// fieldKeys are the keys of a field, on lines below it.
var fieldKeys = []string{"choice", "choices", "anchors", "columns"}

func readForm(c markdown.Container, s *markdown.Scope) course.Block {
	r := &formReader{reader: read(c, s, grammar{keys: slices.Concat(formKeys, fieldKeys), settings: true}), keys: settled{}}
	out := &Form{Name: r.named("preparation"), Level: s.Below(), Lock: true}
	for i := range r.lines {
		r.add(&r.lines[i])
	}
	r.endField()
	r.endProse()
	if r.fields == 0 && !r.failed {
		r.fail(diag.EmptyBlock, c.At, c.Len, "this form has no fields", "write one a line, such as: - What will you do without a deal? (long) {#batna}")
	}
	out.Title = s.Words(string(r.keys["title"].text.Text), r.keys["title"].text.At)
	if _, set := r.keys["lock"]; set {
		out.Lock = r.yes(r.keys, "lock")
	}
	out.Step, out.Fold = r.step(), r.yes(r.keys, "fold")
	if r.failed {
		return nil
	}
	out.Parts = r.parts
	return out
}

// named is the name behind the word after the colons of a block that needs one,
// since other pages or records use it.
func (r *reader) named(example string) course.Ref {
	what := r.block.Name
	if strings.TrimSpace(r.block.Args) == "" {
		r.fail(diag.MissingSetting, r.block.At, r.block.Len, "this "+what+" has no name", "write ::: "+what+" and a name that stays: ::: "+what+" "+example)
	}
	return course.Ref{Text: r.name(), Pos: r.Pos(r.block.ArgsAt, len(r.block.Args))}
}

// formReader puts the lines of a form together.
type formReader struct {
	*reader
	keys   settled
	parts  []FormPart
	prose  []line // since the last field
	field  *rawField
	fields int
}

// rawField is a field with the lines below it.
type rawField struct {
	line  line
	more  []line // that the line runs on over
	help  []markdown.Line
	keys  settled
	below []string // further bullets, indented: answers, by the look of it
	open  bool     // no empty line has ended it
}

// step reads which step of a negotiation the form is for.
func (r *formReader) step() string {
	l, ok := r.keys["step"]
	if !ok {
		return ""
	}
	said := strings.ToLower(plain(l.text))
	if slices.Contains(course.FormSteps, said) {
		return said
	}
	help := "the steps are " + strings.Join(course.FormSteps, ", ")
	if near, ok := diag.Nearest(said, course.FormSteps); ok {
		help = "write: step: " + near
	}
	r.failLine(diag.BadValue, &l, "a negotiation has no step \""+plain(l.text)+"\"", help)
	return ""
}

// room to write on, as on paper.
var room = regexp.MustCompile(`\s*:?\s*(?:_{3,}|\.{4,}|…{2,}).*$`)

func (r *formReader) add(l *line) {
	switch {
	case l.kind == bulletLine && r.field != nil && r.field.open && l.indent > r.field.line.indent && l.id == "" && !settingEnd.Match(l.text.Text):
		r.field.below = append(r.field.below, l.words())
	case (l.kind == bulletLine || l.kind == numberedLine || l.kind == textLine) && room.Match(l.text.Text):
		r.doubt(l, "readers fill a form in by themselves: no line is needed to write on", l.withID("- "+string(room.ReplaceAll(l.text.Text, nil))))
	case l.kind == textLine && l.id != "" && r.field != nil && r.field.open && r.field.line.id == "" && l.indent > r.field.line.indent && len(r.field.help) == 0:
		r.field.more = append(r.field.more, *l)
	case l.kind == textLine && l.id != "":
		r.doubt(l, "a field begins with a bullet", l.withID("- "+strings.TrimSpace(string(l.text.Text)+" "+string(l.tail.Text))))
	case l.kind == bulletLine || l.kind == numberedLine:
		r.endField()
		r.endProse()
		r.field = &rawField{line: *l, keys: settled{}, open: true}
		r.fields++
	case l.kind == keyLine && slices.Contains(formKeys, l.key):
		r.take(r.keys, l)
	case l.kind == keyLine && r.field == nil:
		r.failLine(diag.MissingSetting, l, l.key+": stands below no field", "write the field above it, such as: - Who decides? (choice) {#who}")
	case l.kind == keyLine:
		r.take(r.field.keys, l)
	case l.kind == feedbackLine && r.field != nil:
		r.field.help = append(r.field.help, l.text)
	case l.kind == textLine && r.field != nil && r.field.open:
		r.doubt(l, "this line right below a field may be its help or the next text", "> "+l.words()+"\nor, for text between two fields, leave an empty line above it")
	case l.kind == optionLine || l.kind == feedbackLine:
		r.doubt(l, "this line is no field of the form", l.withID("- "+l.words()))
	case l.kind == blankLine && r.field != nil:
		r.field.open = false
	default:
		r.endField()
		r.prose = append(r.prose, *l)
	}
}

// endField closes the field that is being read.
func (r *formReader) endField() {
	if r.field == nil {
		return
	}
	if field := r.readField(r.field); field != nil {
		r.parts = append(r.parts, FormPart{Field: field})
	}
	r.field = nil
}

// endProse closes the prose that is being read.
func (r *formReader) endProse() {
	if lines := prose(markdown.Line{}, r.prose); !blank(lines) {
		r.parts = append(r.parts, FormPart{Prose: r.Prose(lines)})
	}
	r.prose = nil
}
