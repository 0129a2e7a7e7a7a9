package render

import (
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

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

// FieldRef implements block.Lookup.
func (f *filler) FieldRef(form, field string) block.FieldRef {
	at, ok := f.l.r.Course.Form(f.page.Lang, form)
	if !ok {
		return block.FieldRef{}
	}
	return block.FieldRef{Ref: string(at.Page.ID) + "#" + field, Was: strings.Join(at.Page.FormerIDs(), "|")}
}

// Leads are the first lesson on a competency and the first page to practise it, in
// the site's own language where this one has neither. It implements block.Lookup.
func (f *filler) Leads(competency string) []block.Lead {
	c := f.l.r.Course
	for _, l := range []*language{f.l, f.l.r.langs[c.Config.Languages[0]]} {
		var lesson, practice *course.Page
		for _, p := range l.order().pages {
			is := slices.ContainsFunc(p.Competency, func(ref course.Ref) bool { return ref.Text == competency })
			switch {
			case !is || p.ID == f.page.ID || p.Draft:
			case p.Kind == course.Lesson && lesson == nil:
				lesson = p
			case (p.Kind == course.Exercise || p.Kind == course.Practice) && practice == nil:
				practice = p
			}
		}
		var out []block.Lead
		for _, p := range []*course.Page{lesson, practice} {
			if p != nil {
				out = append(out, block.Lead{Href: relative(f.dir, c.Output(p)), Title: p.Title})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// AlsoHashes implements block.Lookup.
func (f *filler) AlsoHashes(item string) string {
	return strings.Join(f.l.r.alsoHashes(f.page, item), " ")
}

// alsoHashes lists the hashes that an item has on the page's translations.
func (r *Renderer) alsoHashes(p *course.Page, id string) []string {
	var out []string
	for _, lang := range r.Course.Config.Languages {
		other, ok := r.Course.Page(lang, p.ID)
		if !ok || lang == p.Lang {
			continue
		}
		for _, item := range other.Items() {
			if item.ID == id {
				out = append(out, item.Hash)
			}
		}
	}
	return out
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
