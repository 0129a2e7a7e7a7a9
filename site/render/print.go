package render

import (
	"fmt"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/theme"
)

// sheetPages is how many pages one printed document holds.
const sheetPages = 200

// addPrints adds each folder of pages as documents to print.
func (l *language) addPrints(add adder) {
	var walk func(s *course.Section)
	walk = func(s *course.Section) {
		if pages := l.printed(s); len(pages) > 0 {
			l.addPrint(add, s, pages)
		}
		for _, sub := range s.Sections {
			walk(sub)
		}
	}
	root, _ := l.r.Course.Section(l.lang, ".")
	for _, s := range root.Sections {
		walk(s)
	}
}

// printed lists the pages of a folder's document: its own, not those of the
// folders in it, which have documents of their own.
func (l *language) printed(s *course.Section) []*course.Page {
	if len(s.Pages) == 0 {
		return nil
	}
	var pages []*course.Page
	if s.Index != nil && s.Index.Body.HTML != "" && s.Index.ID != course.HomeID {
		pages = append(pages, s.Index)
	}
	return append(pages, s.Pages...)
}

func (l *language) addPrint(add adder, s *course.Section, pages []*course.Page) {
	parts := (len(pages) + sheetPages - 1) / sheetPages
	var outputs []string
	for part := range parts {
		id := course.ID(s.Folder + "/print")
		if part > 0 {
			id = course.ID(fmt.Sprintf("%s/print-%d", s.Folder, part+1))
		}
		outputs = append(outputs, l.r.Course.OutputOf(l.lang, id))
		from, to := part*sheetPages, min((part+1)*sheetPages, len(pages))
		add(outputs[part], output.PageClass, s.Folder, l.drawing(func(k *paper) *theme.Page {
			return l.printPage(k, s, id, part, outputs, pages[from:to])
		}))
	}
	l.prints[s.Folder] = outputs
}

func (l *language) printPage(k *paper, s *course.Section, id course.ID, part int, outputs []string, pages []*course.Page) *theme.Page {
	v := l.blank("print", id, l.sectionTitle(s))
	v.NoIndex = true
	v.Alternates = nil
	dir := path.Dir(outputs[part])
	v.Sheets = &theme.Sheets{Part: part + 1}
	if len(outputs) > 1 {
		for i, out := range outputs {
			v.Sheets.Parts = append(v.Sheets.Parts, theme.Link{Href: relative(dir, out), Title: fmt.Sprint(i + 1)})
		}
	}
	inside := make(map[*course.Page]string, len(pages))
	for _, p := range pages {
		inside[p] = sheetID(p) + ":"
	}
	for _, p := range pages {
		f := &filler{l: l, page: p, dir: dir, prefix: inside[p], inside: inside, paper: k}
		sheet := theme.Sheet{ID: sheetID(p), Title: p.Title, Kind: string(p.Kind), Stage: l.stage(p.Stage.Text, dir), Prefix: inside[p], Body: f.HTML(p.Body), TextLang: l.textLang(p)}
		v.Sheets.Practice = v.Sheets.Practice || len(block.Scripts(p.Blocks)) > 0
		if p.Term != nil {
			sheet.Term = l.term(p, dir)
		}
		v.Sheets.Pages = append(v.Sheets.Pages, sheet)
	}
	return v
}

// sheetID is a page's anchor in a printed document. Neither a file's name nor a
// heading's anchor holds a colon, so what colons join is nobody else's anchor.
func sheetID(p *course.Page) string {
	return "s-" + strings.ReplaceAll(strings.ReplaceAll(path.Base(string(p.ID)), " ", "::"), "%", ":-")
}
