package render

import (
	"fmt"
	"html"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// blank is the view that every page of a language begins as.
func (l *language) blank(layout string, id course.ID, title string) *theme.Page {
	c := l.r.Course
	file := c.OutputOf(l.lang, id)
	dir := path.Dir(file)
	v := &theme.Page{
		Layout:    layout,
		Lang:      string(l.lang),
		Dir:       theme.Dir(l.lang),
		Site:      l.site(),
		Root:      strings.Repeat("../", strings.Count(file, "/")),
		Home:      relative(dir, c.OutputOf(l.lang, course.HomeID)),
		Title:     title,
		HeadTitle: title + " – " + c.Config.Name,
	}
	v.Progress = relative(dir, c.OutputOf(l.lang, course.ProgressID))
	v.Negotiations, v.Sharing = l.forNegotiations(dir, course.NegotiationsID), l.forNegotiations(dir, course.SharingID)
	f := l.frame(v.Root, v.Home)
	v.Assets, v.Masthead = f.assets, f.masthead
	if c.Config.URL != "" {
		v.Canonical = c.Config.URL + strings.TrimSuffix(escapePath(file), "index.html")
	}
	v.Alternates = l.alternates(id, dir)
	return v
}

// textLang marks the text of a bundled page on a site in another language.
func (l *language) textLang(p *course.Page) template.HTMLAttr {
	lang := l.r.Course.Config.BaseLanguage
	if !p.Bundled || lang == "" {
		return ""
	}
	return langAttr(lang)
}

// langAttr are the attributes of a text in a language.
func langAttr(lang course.Lang) template.HTMLAttr {
	return template.HTMLAttr(fmt.Sprintf(` lang="%s" dir="%s"`, html.EscapeString(string(lang)), theme.Dir(lang)))
}

// alternates are the page in every language, on a site of several.
func (l *language) alternates(id course.ID, dir string) []theme.Alternate {
	c := l.r.Course
	if len(c.Config.Languages) < 2 {
		return nil
	}
	var out []theme.Alternate
	for _, lang := range c.Config.Languages {
		a := theme.Alternate{Lang: string(lang), Name: lang.Own(), Current: lang == l.lang}
		to := id
		if lang != l.lang && !l.r.langs[lang].has(id) {
			a.Missing, to = true, course.HomeID
		}
		a.Href = relative(dir, c.OutputOf(lang, to))
		out = append(out, a)
	}
	return out
}

// has tells whether the language has this page, written or generated.
func (l *language) has(id course.ID) bool {
	if id == course.TagsID {
		return len(l.tags()) > 0
	}
	return l.r.Course.Exists(l.lang, id) || slices.ContainsFunc(l.tags(), func(t tag) bool { return t.id == id })
}

// page is the view of a written page.
// scripts are the assets that a page's blocks load, in the page's language.
func (l *language) scripts(p *course.Page) []string {
	names := block.Scripts(p.Blocks)
	for i, name := range names {
		names[i] = theme.Script(name, l.lang)
	}
	return names
}

func (l *language) page(p *course.Page, k *paper) *theme.Page {
	c := l.r.Course
	layout := "page"
	switch {
	case p.Term != nil:
		layout = "term"
	case p.Index():
		layout = "section"
	}
	v := l.blank(layout, p.ID, p.Title)
	dir := path.Dir(c.Output(p))
	v.ID, v.Kind = string(p.ID), string(p.Kind)
	v.Was = p.FormerIDs()
	v.Scripts = l.scripts(p)
	v.Description = p.Description
	v.TextLang = l.textLang(p)
	v.Draft = p.Draft
	v.NoIndex = p.Draft
	v.Crumbs = l.crumbs(p, dir)
	v.Nav = k.nav(l.nav(p.Folder(), dir), relative(dir, c.Output(p)))
	v.TOC = toc(p.Headings)
	v.Stage = l.stage(p.Stage.Text, dir)
	v.Minutes = p.Minutes
	if p.Updated != "" {
		v.Updated = &theme.Date{ISO: p.Updated, Text: l.r.Theme.Date(l.lang, p.Updated)}
	}
	v.Authors = p.Authors
	for _, t := range p.Tags {
		v.Tags = append(v.Tags, theme.Link{Href: relative(dir, c.OutputOf(l.lang, tagID(t))), Title: t})
	}
	v.Prev, v.Next = l.neighbours(p, dir)
	l.askFor(p, v)
	if parts := l.prints[p.Folder()]; len(parts) > 0 {
		v.Print = relative(dir, parts[0])
	}
	if p.Term != nil {
		l.termPage(p, v, dir, k)
	} else {
		v.Body = l.onPaper(p, k).HTML(p.Body)
	}
	if p.Index() {
		v.List = l.sectionList(p.Folder(), dir)
	}
	l.coaching(p, v)
	return v
}

// askFor says where a page is edited and where its mistakes are reported. What
// comes from the bundled course cannot be edited among the site's files.
func (l *language) askFor(p *course.Page, v *theme.Page) {
	if !p.Bundled {
		v.Edit = fillAddress(l.r.Course.Config.Edit, p, v)
	}
	v.Report = fillAddress(l.r.Course.Config.Report, p, v)
}

// fillAddress puts a page into an address of parley.yaml.
func fillAddress(template string, p *course.Page, v *theme.Page) string {
	if template == "" {
		return ""
	}
	escape := url.QueryEscape
	if strings.HasPrefix(template, "mailto:") {
		escape = func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	}
	return strings.NewReplacer(
		"{path}", (&url.URL{Path: p.Source}).EscapedPath(),
		"{title}", escape(p.Title),
		"{url}", escape(v.Canonical),
	).Replace(template)
}

// toc nests headings of the second and third level.
func toc(headings []course.Heading) []theme.TOCEntry {
	var out []theme.TOCEntry
	for _, h := range headings {
		e := theme.TOCEntry{ID: h.ID, Title: h.Text}
		switch {
		case h.Level <= 2:
			out = append(out, e)
		case h.Level == 3 && len(out) > 0:
			last := &out[len(out)-1]
			last.Children = append(last.Children, e)
		}
	}
	if len(out) == 1 && len(out[0].Children) == 0 {
		return nil
	}
	return out
}

// crumbs lead from the home page down to the folder of a page.
func (l *language) crumbs(p *course.Page, dir string) []theme.Link {
	folder := p.Folder()
	if p.Index() {
		folder = path.Dir(folder)
	}
	return l.crumbsTo(folder, dir)
}

// crumbsTo are the folders from the home page down to one.
func (l *language) crumbsTo(folder, dir string) []theme.Link {
	var out []theme.Link
	for f := folder; f != "." && f != "" && f != "content"; f = path.Dir(f) {
		if s, ok := l.r.Course.Section(l.lang, f); ok {
			out = append(out, theme.Link{Href: relative(dir, l.r.Course.OutputOf(l.lang, s.IndexID())), Title: l.sectionTitle(s)})
		}
	}
	out = append(out, theme.Link{Href: relative(dir, l.r.Course.OutputOf(l.lang, course.HomeID)), Title: l.r.Theme.Text(l.lang, "home")})
	slices.Reverse(out)
	return out
}

// reading is the order in which a language's pages follow each other.
type reading struct {
	pages []*course.Page
	at    map[*course.Page]int
}

// makeOrder lines up lessons and other prose: terms are looked up, not read
// one after the other.
func (l *language) makeOrder() reading {
	r := reading{at: map[*course.Page]int{}}
	for _, s := range l.topSections() {
		for _, p := range s.All() {
			if p.Term == nil && p.ID != course.HomeID {
				r.at[p] = len(r.pages)
				r.pages = append(r.pages, p)
			}
		}
	}
	return r
}

func (l *language) neighbours(p *course.Page, dir string) (prev, next *theme.Link) {
	order := l.order()
	i, ok := order.at[p]
	if !ok {
		return nil, nil
	}
	link := func(k int) *theme.Link {
		if k < 0 || k >= len(order.pages) {
			return nil
		}
		q := order.pages[k]
		return &theme.Link{Href: relative(dir, l.r.Course.Output(q)), Title: q.Title}
	}
	return link(i - 1), link(i + 1)
}
