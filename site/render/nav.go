package render

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// maxNavPages bounds the pages a folder shows in the navigation.
const maxNavPages = 60

// nav is the navigation as seen from a folder: the way down to it with the
// siblings on each level. It is made once a folder, because its addresses are
// relative to that folder and differ in nothing between its pages.
func (l *language) nav(folder, dir string) template.HTML {
	made, _ := l.navs.LoadOrStore(folder, sync.OnceValue(func() template.HTML {
		return l.partial("partials/nav", l.navNodes(folder, dir))
	}))
	return made.(func() template.HTML)()
}

// frame is what surrounds every page of a folder.
type frame struct{ assets, masthead template.HTML }

func (l *language) frame(root, home string) frame {
	made, ok := l.frames.Load(root + " " + home)
	if !ok {
		made, _ = l.frames.LoadOrStore(root+" "+home, sync.OnceValue(func() frame {
			top := strings.TrimSuffix(home, "index.html")
			view := theme.Frame{
				Site: l.site(), Root: root, Home: home, Search: top + "search.html",
				Progress: top + "progress.html", Lang: string(l.lang), Folder: l.prefix,
			}
			if l.r.Course.HasNegotiations(l.lang) {
				view.Negotiations = top + "negotiations.html"
			}
			return frame{l.partial("partials/assets", view), l.partial("partials/masthead", view)}
		}))
	}
	return made.(func() frame)()
}

func (l *language) navNodes(folder, dir string) []theme.NavNode {
	var out []theme.NavNode
	c := l.r.Course
	if s, ok := c.Section(l.lang, "content"); ok {
		out = append(out, l.looseNodes(s.Pages, dir)...)
	}
	for _, s := range l.topSections() {
		if s.Folder != "content" {
			out = append(out, l.sectionNode(s, folder, dir))
		}
	}
	return out
}

// looseNodes are the pages that lie in content/ itself. That folder has no page
// of its own; what lists all of a large one is its document to print.
func (l *language) looseNodes(pages []*course.Page, dir string) []theme.NavNode {
	if len(pages) <= maxNavPages {
		return l.pageNodes(pages, dir)
	}
	all := theme.NavNode{Href: relative(dir, l.prints["content"][0]), Title: l.r.Theme.Text(l.lang, "all", len(pages))}
	return append(l.pageNodes(pages[:maxNavPages], dir), all)
}

// topSections are what the navigation and the header begin with: the loose
// pages of content/, its folders, then the other top folders.
func (l *language) topSections() []*course.Section {
	var out []*course.Section
	if s, ok := l.r.Course.Section(l.lang, "content"); ok {
		loose := *s
		loose.Sections, loose.Index = nil, nil
		out = append(append(out, &loose), s.Sections...)
	}
	for _, f := range course.Folders {
		if s, ok := l.r.Course.Section(l.lang, f.Name); ok && f.Name != "content" && f.Name != "glossary" {
			out = append(out, s)
		}
	}
	if s, ok := l.r.Course.Section(l.lang, "glossary"); ok {
		out = append(out, s)
	}
	return out
}

func (l *language) sectionNode(s *course.Section, folder, dir string) theme.NavNode {
	n := theme.NavNode{
		Href:  relative(dir, l.r.Course.OutputOf(l.lang, s.IndexID())),
		Title: l.sectionTitle(s),
		Open:  folder == s.Folder || strings.HasPrefix(folder, s.Folder+"/"),
	}
	if s.Index != nil {
		n.Number = l.stageNumber(s.Index.Stage.Text)
	}
	if !n.Open || s.Folder == "glossary" {
		return n // a vocabulary has its own page, with letters to jump to
	}
	pages := s.Pages
	if len(pages) > maxNavPages {
		pages = pages[:maxNavPages]
		n.More = &theme.Link{Href: n.Href, Title: l.r.Theme.Text(l.lang, "all", s.Count())}
	}
	n.Children = l.pageNodes(pages, dir)
	for i := range n.Children { // the folder's own number stands above them
		if n.Children[i].Number == n.Number {
			n.Children[i].Number = 0
		}
	}
	for _, sub := range s.Sections {
		n.Children = append(n.Children, l.sectionNode(sub, folder, dir))
	}
	return n
}

func (l *language) pageNodes(pages []*course.Page, dir string) []theme.NavNode {
	out := make([]theme.NavNode, 0, len(pages))
	for _, p := range pages {
		out = append(out, theme.NavNode{
			Href: relative(dir, l.r.Course.Output(p)), Title: shortTitle(p.Title), Number: l.stageNumber(p.Stage.Text),
		})
	}
	return out
}

// shortTitle is what stands before the colon of a long title: "Prepare: know
// your limit before you meet" is "Prepare" in a narrow column.
func shortTitle(title string) string {
	if head, _, ok := strings.Cut(title, ": "); ok {
		return head
	}
	return title
}

// sectionTitle is the title of a folder's index, or its name made readable.
func (l *language) sectionTitle(s *course.Section) string {
	if s.Index != nil && s.Index.Title != "" {
		return s.Index.Title
	}
	switch s.Folder {
	case "glossary", "exercises":
		return l.r.Theme.Text(l.lang, "section."+s.Folder)
	}
	name := strings.ReplaceAll(path.Base(s.Folder), "-", " ")
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// makeSite is what all pages of the language share.
func (l *language) makeSite() *theme.Site {
	c := l.r.Course
	s := &theme.Site{
		Name: c.Config.Name, Description: c.Config.Description, Copyright: c.Config.Copyright, Attribution: c.Config.Attribution,
		ID: c.Config.ID, InFile: c.Config.RecordInFile, CSP: template.HTMLAttr(`content="` + CSP + `"`), Languages: len(c.Config.Languages), Glossary: l.hasGlossary(), Tags: len(l.tags()) > 0,
	}
	if a := c.Assets[c.Config.Brand.Logo]; a != nil {
		s.Logo = &theme.Image{Src: escapePath(course.AssetOutput(a.Path)), Width: a.Width, Height: a.Height}
	}
	for _, sec := range l.topSections() {
		if sec.Folder != "content" {
			s.Top = append(s.Top, theme.NavNode{Href: escapePath(c.OutputOf(l.lang, sec.IndexID())), Title: l.sectionTitle(sec)})
		}
	}
	const shown = 5 // what a header can hold; the navigation has them all
	if len(s.Top) > shown {
		s.Top = append(s.Top[:shown-1:shown-1], s.Top[len(s.Top)-1])
	}
	return s
}

// makeStages are the framework's steps with the overview of each: its first
// lesson. There are none where no page belongs to a step: a framework that leads
// nowhere says nothing.
func (l *language) makeStages() []theme.Stage {
	cfg := l.r.Course.Config
	if !slices.ContainsFunc(l.r.Course.Pages, func(p *course.Page) bool { return p.Stage.Text != "" }) {
		return nil
	}
	var out []theme.Stage
	for i, s := range cfg.Stages {
		v := theme.Stage{ID: s.ID, Number: i + 1, Name: s.Name(l.lang, cfg.Languages[0]), Bands: s.Bands}
		if p := l.overview(s.ID); p != nil {
			v.Href = l.r.Course.Output(p)
			v.Description = p.Description
		}
		out = append(out, v)
	}
	return out
}

// overview is a stage's own page, the index of a folder for it, or its first lesson.
func (l *language) overview(stage string) *course.Page {
	var best *course.Page
	for _, p := range l.r.Course.In(l.lang) {
		if p.Stage.Text != stage || p.Kind != course.Lesson && !p.Index() {
			continue
		}
		if p.Index() {
			return p
		}
		if best == nil || cmp.Or(cmp.Compare(p.Order, best.Order), cmp.Compare(p.ID, best.ID)) < 0 {
			best = p
		}
	}
	return best
}

func (l *language) stageNumber(id string) int {
	return slices.IndexFunc(l.r.Course.Config.Stages, func(s course.Stage) bool { return s.ID == id }) + 1
}

// stage is a stage as seen from a folder.
func (l *language) stage(id, dir string) *theme.Stage {
	n := l.stageNumber(id)
	if n == 0 {
		return nil
	}
	s := l.stages()[n-1]
	if s.Href != "" {
		s.Href = relative(dir, s.Href)
	}
	return &s
}
