package block

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// fieldKinds are what a field can ask for. range stands beside number or money.
var fieldKinds = []string{"short", "long", "number", "money", "date", "choice", "scale", "rows"}

// Of a field's other settings, "settles " is followed by a form and its estimate,
// "means " by what the field means to Parley.
var fieldSettings = append(slices.Clone(fieldKinds), "range", "required", "confidence", "estimate", "settles ", "means ", "private")

// Field is a question of a Form.
type Field struct {
	course.Field
	Range      bool // from one number to another
	Private    bool // leaves the device only when ticked by itself
	Required   bool
	Confidence bool // of a range: how sure somebody is of it, in per cent
	Label      course.Body
	Help       course.Body // may be empty
	Choices    []string    // of a choice; of a scale from low to high, or none
	Columns    []string    // of rows
	at         int
}

// readField makes a field of its lines; nil when there is none, which has been
// reported.
func (r *formReader) readField(raw *rawField) *Field {
	l := &raw.line
	f := &Field{at: l.raw.At}
	if m := listInside.FindStringSubmatch(string(l.text.Text)); m != nil {
		r.doubt(l, m[2]+": stands on a line of its own, indented below the field",
			l.written(m[1]+" ("+kindOfKey(m[2])+")")+"\n         "+m[2]+": "+m[3])
		return nil
	}
	if len(raw.below) > 0 {
		r.doubt(l, "the answers of a choice stand on one line below it, with semicolons between them", "choice: "+strings.Join(raw.below, "; "))
		return nil
	}
	last := l
	if n := len(raw.more); n > 0 {
		last = &raw.more[n-1]
		l.id, l.idAt = last.id, last.idAt
	}
	for _, with := range r.settings(last, fieldSettings...) {
		r.set(f, l, with)
	}
	f.ID = r.item(l)
	f.Label = r.Inline(l.text)
	if last != l {
		f.Label = r.Inline(l.text, last.text)
	}
	if len(raw.help) > 0 {
		f.Help = r.Inline(raw.help...)
	}
	r.lists(f, raw)
	r.consistent(f, l, raw.keys)
	if r.failed {
		return nil
	}
	f.Hash = hashOf(f.Label.HTML, f.Kind, strconv.FormatBool(f.Range), strings.Join(f.Choices, "; "), strings.Join(f.Columns, "; "))
	return f
}

// set takes one word in the parentheses of a field.
func (r *formReader) set(f *Field, l *line, with fieldSetting) {
	twice := false
	switch with.name {
	case "required":
		twice, f.Required = f.Required, true
	case "confidence":
		twice, f.Confidence = f.Confidence, true
	case "private":
		twice, f.Private = f.Private, true
	case "estimate":
		twice, f.Estimate = f.Estimate, true
	case "range":
		twice, f.Range = f.Range, true
	case "settles":
		twice = f.Settles.Form != ""
		r.settles(f, with)
	case "means":
		twice = f.Means != ""
		r.means(f, with)
	default:
		if f.Kind != "" && f.Kind != with.name {
			r.fail(diag.Contradiction, with.at, len(with.name), fmt.Sprintf("a field is either %s or %s", f.Kind, with.name), fmt.Sprintf("write (%s) or (%s)", f.Kind, with.name))
		}
		twice, f.Kind = f.Kind == with.name, with.name
	}
	if twice {
		r.fail(diag.DoubledKey, with.at, len(with.name), with.name+" stands there twice", "keep one of the two")
	}
}

// means reads what a field means to Parley.
func (r *formReader) means(f *Field, with fieldSetting) {
	names := course.MeaningNames()
	f.Means = strings.ToLower(with.value)
	if _, ok := course.MeaningOf(f.Means); ok {
		return
	}
	help := "a field can mean " + strings.Join(names, ", ")
	if near, ok := diag.Nearest(f.Means, names); ok {
		help = "write: means " + near
	}
	r.fail(diag.BadValue, with.at, with.length, "Parley knows no meaning \""+with.value+"\"", help)
}

// listInside is a key in the parentheses of a field: (choice: yes; no).
var listInside = regexp.MustCompile(`^(.*?)\s*\(\s*(choice|choices|anchors|columns)\s*:\s*([^()]*?)\s*\)\s*$`)

// kindOfKey is the kind of field that a key belongs to.
func kindOfKey(key string) string {
	switch key {
	case "columns":
		return "rows"
	case "anchors":
		return "scale"
	}
	return "choice"
}

// settles reads "FORM: FIELD".
func (r *formReader) settles(f *Field, with fieldSetting) {
	form, field, _ := strings.Cut(with.value, ":")
	f.Settles = course.Settling{
		Form: strings.TrimSpace(form), Field: strings.TrimPrefix(strings.TrimSpace(field), "#"),
		At: course.Ref{Text: with.value, Pos: r.Pos(with.at, with.length)},
	}
}

// lists reads the lines of choices and columns below a field.
func (r *formReader) lists(f *Field, raw *rawField) {
	for _, key := range fieldKeys {
		l, ok := raw.keys[key]
		if !ok {
			continue
		}
		kind, to, example := kindOfKey(key), &f.Choices, "I do; my manager; somebody else"
		switch kind {
		case "rows":
			to, example = &f.Columns, "Issue; Mine; Theirs"
		case "scale":
			example = "not at all; partly; fully"
		}
		if f.Kind == "" && !f.Range {
			f.Kind = kind // the line says it
		}
		if f.Kind != kind {
			r.failLine(diag.Contradiction, &l, fmt.Sprintf("%s: belongs to a field of the kind %s", key, kind), fmt.Sprintf("write (%s) behind the field, or remove this line", kind))
			continue
		}
		least := 2
		if kind == "rows" {
			least = 1
		}
		*to = r.list(&l, least, example)
	}
}

// consistent holds a field's settings against each other.
func (r *formReader) consistent(f *Field, l *line, keys settled) {
	if f.Kind == "" {
		f.Kind = "short"
		if f.Range {
			f.Kind = "number"
		}
	}
	number := f.Kind == "number" || f.Kind == "money"
	label := l.words()
	switch {
	case f.Kind == "choice" && !has(keys, "choice") && !has(keys, "choices"):
		r.failLine(diag.MissingSetting, l, "this choice has nothing to choose from", "add an indented line below it, such as: choice: yes; no; not yet")
	case f.Kind == "rows" && !has(keys, "columns"):
		r.failLine(diag.MissingSetting, l, "these rows have no columns", "add an indented line below it, such as: columns: Issue; Mine; Theirs")
	case f.Range && !number:
		r.failLine(diag.Contradiction, l, "only a number or an amount of money can be a range", "write "+l.withID("- "+label+" (number, range)"))
	case f.Confidence && !f.Range && !number:
		r.failLine(diag.Contradiction, l, "confidence says how sure somebody is of a range, and this is none", "leave confidence out")
	case f.Confidence && !f.Range:
		r.failLine(diag.Contradiction, l, "confidence says how sure somebody is of a range, and this is none", "write "+l.withID("- "+label+" ("+f.Kind+", range, confidence)"))
	case f.Means != "" && !r.suits(f):
		meaning, _ := course.MeaningOf(f.Means)
		r.failLine(diag.Contradiction, l, fmt.Sprintf("a field that means %s is %s, and this one is %s", f.Means, strings.Join(meaning.Kinds, " or "), f.Kind),
			"write "+l.withID("- "+label+" ("+meaning.Kinds[0]+", means "+f.Means+")"))
	case f.Estimate && f.Settles.Form != "":
		r.failLine(diag.Contradiction, l, "a field cannot be an estimate and settle another", "make two fields of it")
	}
}

// suits tells whether a field is of a kind that its meaning can have.
func (r *formReader) suits(f *Field) bool {
	meaning, ok := course.MeaningOf(f.Means)
	return !ok || slices.Contains(meaning.Kinds, f.Kind) && !f.Range // what is unknown was reported
}

func has(keys settled, key string) bool {
	_, ok := keys[key]
	return ok
}
