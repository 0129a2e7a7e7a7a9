package render

import (
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// term is a term's view from a folder.
func (l *language) term(p *course.Page, dir string) *theme.Term {
	t := p.Term
	v := &theme.Term{Name: t.Name, Abbr: t.Abbr, Also: texts(t.Also), Avoid: texts(t.Avoid), Source: t.Source, Checked: t.Checked}
	if t.Group != "" {
		v.Group = &theme.Link{
			Href:  relative(dir, l.r.Course.OutputOf(l.lang, course.GlossaryID)) + "#" + escapePath(l.groupAnchor(t.Group)),
			Title: t.Group,
		}
	}
	own := l.termLink(p, dir)
	own.Href = "" // it stands on its own page
	v.ConfusedWith = l.contrastViews(p, own, dir)
	for _, q := range l.relatives(p) {
		v.Related = append(v.Related, l.termLink(q, dir))
	}
	return v
}

// termPage completes the view of a term's own page: the definition ahead of the
// text, the terms around it, and where it is used.
func (l *language) termPage(p *course.Page, v *theme.Page, dir string, k *paper) {
	v.Term = l.term(p, dir)
	f := l.onPaper(p, k)
	if rest, ok := afterDefinition(p); ok {
		v.Term.Definition, v.Body = f.HTML(p.Term.Definition), f.HTML(rest)
	} else {
		v.Body = f.HTML(p.Body)
	}
	if v.Description == "" {
		v.Description = l.definition(p)
	}
	v.Term.Near = l.near(p, dir)
	l.usesOf(p, v.Term, dir)
	if len(v.Term.ConfusedWith) > 0 {
		v.Term.Pairs = relative(dir, l.r.Course.OutputOf(l.lang, course.PairsID))
	}
}

// afterDefinition is a term's body without its first paragraph, the definition.
func afterDefinition(p *course.Page) (course.Body, bool) {
	d := p.Term.Definition
	paragraph := "<p>" + d.HTML + "</p>\n"
	if d.HTML == "" || !strings.HasPrefix(p.Body.HTML, paragraph) {
		return course.Body{}, false
	}
	rest := course.Body{HTML: p.Body.HTML[len(paragraph):]}
	for _, h := range p.Body.Holes[len(d.Holes):] {
		h.At -= uint32(len(paragraph))
		rest.Holes = append(rest.Holes, h)
	}
	return rest, true
}

// definition is a term's definition in plain words.
func (l *language) definition(p *course.Page) string {
	return plainText(l.on(p).HTML(p.Term.Definition))
}

func texts(refs []course.Ref) []string {
	var out []string
	for _, ref := range refs {
		out = append(out, ref.Text)
	}
	return out
}

func (l *language) named(ref course.Ref) (*course.Page, bool) {
	ps := l.r.Course.Named(l.lang, ref.Text)
	if len(ps) == 0 || ps[0].Term == nil {
		return nil, false
	}
	return ps[0], true
}

func (l *language) termLink(p *course.Page, dir string) theme.TermLink {
	v := theme.TermLink{
		Href: relative(dir, l.r.Course.Output(p)), Name: p.Term.Name, Abbr: p.Term.Abbr, Definition: l.definition(p),
	}
	if p.Lang != l.lang {
		v.Lang = string(p.Lang)
	}
	return v
}
