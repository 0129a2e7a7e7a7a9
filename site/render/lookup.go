package render

import "github.com/parley-kit/parley/site/course"

// Competency is a competency's name. It implements block.Lookup.
func (f *filler) Competency(id string) string {
	cfg := f.l.r.Course.Config
	k, _ := cfg.Competency(id)
	return k.Name(f.l.lang, cfg.Languages[0])
}

// LinkedPage is the page that a link leads to. It implements block.Lookup.
func (f *filler) LinkedPage(link uint32) *course.Page {
	return f.l.r.Course.Resolve(f.page, &f.page.Links[link]).Found
}

// FieldRef is a field's reference. It implements block.Lookup.
func (f *filler) FieldRef(form, field string) string {
	at, ok := f.l.r.Course.Form(f.page.Lang, form)
	if !ok {
		return ""
	}
	return string(at.Page.ID) + "#" + field
}

// CourseScript leads to the script of the course. It implements block.Lookup.
func (f *filler) CourseScript() string { return relative(f.dir, f.l.courseFile()) }

// Vocabulary leads to the page of all terms. It implements block.Lookup.
func (f *filler) Vocabulary() string {
	if !f.l.hasGlossary() {
		return ""
	}
	return relative(f.dir, f.l.r.Course.OutputOf(f.l.lang, course.GlossaryID))
}
