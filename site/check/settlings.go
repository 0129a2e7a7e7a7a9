package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// settlings follows the fields of a form to the estimates that they say the truth
// about.
func settlings(c *course.Course, f course.FormAt, names []string, report *diag.List) {
	before := map[string]bool{}
	for _, field := range f.Fields() {
		to := field.Settles
		switch {
		case to.At.Pos.Line == 0: // it settles nothing
		case to.Field == "":
			unsettled(c, f, field, report)
		default:
			settles(c, f, field, names, report)
			named := to.Form + ": " + to.Field
			if before[named] {
				report.Add(diag.DoubledSettling, to.At.Pos, fmt.Sprintf("another field of this form settles %s too", named),
					"take settles out of one of the two")
			}
			before[named] = true
		}
	}
}

// settles follows a field to its estimate.
func settles(c *course.Course, f course.FormAt, field course.Field, names []string, report *diag.List) {
	to := field.Settles
	form, ok := c.Form(f.Page.Lang, to.Form)
	if !ok {
		if !c.BrokenForm(f.Page.Lang, to.Form) {
			report.Add(diag.UnknownField, to.At.Pos, fmt.Sprintf("there is no form %q", to.Form), otherForm(c, f, to, names))
		}
		return
	}
	estimates := estimatesOf(form)
	switch found, ok := form.Field(to.Field); {
	case ok && found.Estimate && found.Kind != field.Kind:
		report.Add(diag.Contradiction, to.At.Pos, fmt.Sprintf("this field is %s, and the estimate that it settles is %s", field.Kind, found.Kind),
			fmt.Sprintf("write (%s, settles %s: %s), or correct the estimate in %s", found.Kind, to.Form, to.Field, form.Page.Source))
	case ok && found.Estimate:
	case ok:
		report.Add(diag.UnknownField, to.At.Pos, fmt.Sprintf("the field %q of %s is no estimate", to.Field, to.Form),
			fmt.Sprintf("write (estimate) behind it in %s, or name an estimate", form.Page.Source))
	default:
		help := fmt.Sprintf("%s has no estimates; write (estimate) behind a field in %s", to.Form, form.Page.Source)
		if near, ok := diag.Nearest(to.Field, estimates); ok {
			help = "did you mean settles " + to.Form + ": " + near + "?"
		} else if len(estimates) > 0 {
			help = "its estimates are " + listed(estimates)
		}
		report.Add(diag.UnknownField, to.At.Pos, fmt.Sprintf("the form %s has no field %q", to.Form, to.Field), help)
	}
}

// estimatesOf lists the estimates of a form by their ids.
func estimatesOf(form course.FormAt) (ids []string) {
	for _, field := range form.Fields() {
		if field.Estimate && field.ID != "" {
			ids = append(ids, field.ID)
		}
	}
	return ids
}

// otherForm proposes what a field may settle that names a form which is not there.
func otherForm(c *course.Course, f course.FormAt, to course.Settling, names []string) string {
	near, ok := diag.Nearest(to.Form, names)
	if !ok {
		if len(names) == 0 {
			return "no page has a form; write the one with the estimates first"
		}
		return "the forms are " + listed(names)
	}
	form, _ := c.Form(f.Page.Lang, near)
	estimates := estimatesOf(form)
	if slices.Contains(estimates, to.Field) {
		return "did you mean settles " + near + ": " + to.Field + "?"
	}
	if field, ok := diag.Nearest(to.Field, estimates); ok {
		return "did you mean settles " + near + ": " + field + "?"
	}
	if len(estimates) > 0 {
		return fmt.Sprintf("did you mean the form %s? its estimates are %s", near, listed(estimates))
	}
	return fmt.Sprintf("did you mean the form %s? it has no estimates; write (estimate) behind a field in %s", near, form.Page.Source)
}

// estimate is a field of a form that may be settled.
type estimate struct{ form, id, kind string }

// unsettled reports a field that says settles and not what.
func unsettled(c *course.Course, f course.FormAt, field course.Field, report *diag.List) {
	to := field.Settles
	help := "name a form and one of its estimates, for example settles preparation: expected, where the form preparation has the field {#expected} and (estimate) behind it"
	var all []string
	for _, e := range likely(c, f.Page.Lang, to.At.Text, field.Kind) {
		all = append(all, "settles "+e.form+": "+e.id)
	}
	if len(all) > 0 {
		help = "write " + strings.Join(all[:min(3, len(all))], "\nor:   ")
	}
	report.Add(diag.UnknownField, to.At.Pos, "this does not say which estimate of which form it settles", help)
}

// likely are the estimates that some words behind settles may mean: of a form or by
// an id that is one of the words or nearly one; else the only one there is. Those of
// a kind go before others.
func likely(c *course.Course, lang course.Lang, words, kind string) []estimate {
	var all []estimate
	var forms, ids []string
	for _, l := range slices.Compact([]course.Lang{lang, c.Config.Languages[0]}) {
		for _, form := range c.Forms(l) {
			forms = append(forms, form.FormName().Text)
			for _, field := range form.Fields() {
				if field.Estimate && field.ID != "" {
					all = append(all, estimate{form.FormName().Text, field.ID, field.Kind})
					ids = append(ids, field.ID)
				}
			}
		}
	}
	only := func(keep func(estimate) bool) {
		kept := slices.DeleteFunc(slices.Clone(all), func(e estimate) bool { return !keep(e) })
		if len(kept) > 0 {
			all = kept
		}
	}
	known := false
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }) {
		form, isForm := exactOrNear(word, forms)
		id, isID := exactOrNear(word, ids)
		known = known || isForm || isID
		only(func(e estimate) bool { return isForm && e.form == form || isID && e.id == id })
	}
	only(func(e estimate) bool { return e.kind == kind })
	if !known && len(all) > 1 {
		return nil
	}
	return all
}

// exactOrNear is the name that is a word, or nearly.
func exactOrNear(word string, names []string) (string, bool) {
	if slices.Contains(names, word) {
		return word, true
	}
	return diag.Nearest(word, names)
}
