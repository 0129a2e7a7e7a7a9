package render

import (
	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/seal"
)

// Seal seals a part of the page for its openers' codes, and for whoever leads the
// exercise. Where pages share a document, what is sealed stays on the page's own. It
// implements block.Page.
func (f *filler) Seal(part block.Part) string {
	r := f.l.r
	if r.Secret.IsZero() || f.inside != nil {
		return ""
	}
	id := string(f.page.ID)
	page, _ := r.seals.LoadOrStore(f.page, r.Secret.On(string(f.l.lang)+" "+id))
	box, err := page.(*seal.Page).Seal(part.Key, part.Content, r.codes(f.page, part.Opener))
	if err != nil {
		panic(err) // of plain data that JSON holds
	}
	return string(box)
}

// codes are those that open what is for somebody: their own, and that of whoever leads.
func (r *Renderer) codes(p *course.Page, opener string) []seal.Code {
	_, n := block.Openers(p.Blocks)
	return Codes(r.Secret, p.ID, opener, n)
}

// Codes lists the codes that open what is for somebody in an exercise: n of their own,
// and that of whoever leads. They are the same in every language.
func Codes(secret seal.Secret, exercise course.ID, opener string, n int) []seal.Code {
	var out []seal.Code
	if opener == block.DebriefOpener {
		n = 1
	}
	if opener != "" {
		for i := range n {
			out = append(out, secret.Code(string(exercise), opener, i))
		}
	}
	return append(out, secret.Code(string(exercise), "", 0))
}

// DemoCode implements block.Page.
func (f *filler) DemoCode(opener string) string {
	if !f.l.r.Demo || f.inside != nil {
		return ""
	}
	return f.l.r.Secret.Code(string(f.page.ID), opener, 0).String()
}
