package render

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

// addSections adds the pages of folders that have no index of their own.
func (l *language) addSections(page func(course.ID, string, func() *theme.Page)) {
	var walk func(s *course.Section)
	walk = func(s *course.Section) {
		if s.Index == nil && s.Folder != "content" && s.Folder != "glossary" {
			page(s.IndexID(), s.Folder, func() *theme.Page { return l.sectionPage(s) })
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

// sectionPage is a folder's page that nobody wrote.
func (l *language) sectionPage(s *course.Section) *theme.Page {
	v := l.blank("section", s.IndexID(), l.sectionTitle(s))
	dir := path.Dir(l.r.Course.OutputOf(l.lang, s.IndexID()))
	v.Crumbs = l.crumbsTo(path.Dir(s.Folder), dir)
	v.Nav = theme.MarkCurrent(l.nav(s.Folder, dir), "index.html")
	v.List = l.sectionList(s.Folder, dir)
	if parts := l.prints[s.Folder]; len(parts) > 0 {
		v.Print = relative(dir, parts[0])
	}
	return v
}

// sectionList lists a folder's pages, then its sections, each under its title.
func (l *language) sectionList(folder, dir string) *theme.List {
	s, ok := l.r.Course.Section(l.lang, folder)
	if !ok {
		return nil
	}
	list := &theme.List{Count: s.Count()}
	if len(s.Pages) > 0 {
		list.Groups = append(list.Groups, theme.Group{Entries: l.entries(s.Pages, dir)})
	}
	for _, sub := range s.Sections {
		pages := sub.All()
		const shown = 100 // further pages stand on the section's own page
		if len(pages) > shown {
			pages = pages[:shown]
		}
		group := theme.Group{Title: l.sectionTitle(sub), Href: relative(dir, l.r.Course.OutputOf(l.lang, sub.IndexID()))}
		if i := slices.IndexFunc(pages, func(p *course.Page) bool { return p.ID == sub.IndexID() }); i >= 0 {
			// Its heading leads to the page already.
			group.Description = pages[i].Description
			pages = slices.Delete(slices.Clone(pages), i, i+1)
		}
		group.Entries = l.entries(pages, dir)
		list.Groups = append(list.Groups, group)
	}
	if len(list.Groups) == 0 {
		return nil
	}
	return list
}

func (l *language) entries(pages []*course.Page, dir string) []theme.Entry {
	out := make([]theme.Entry, 0, len(pages))
	for _, p := range pages {
		e := theme.Entry{
			Href: relative(dir, l.r.Course.Output(p)), Title: p.Title, Description: p.Description,
			Minutes: p.Minutes, Stage: l.stage(p.Stage.Text, dir),
		}
		if p.Kind != course.Plain {
			e.Kind = string(p.Kind)
		}
		out = append(out, e)
	}
	return apart(out)
}

// apart leaves the stage out where it does not tell the entries apart: on a stage's own page.
func apart(entries []theme.Entry) []theme.Entry {
	first := func(e theme.Entry) bool {
		return e.Stage != nil && entries[0].Stage != nil && e.Stage.Number == entries[0].Stage.Number
	}
	if len(entries) > 1 && !slices.ContainsFunc(entries, func(e theme.Entry) bool { return !first(e) }) {
		for i := range entries {
			entries[i].Stage = nil
		}
	}
	return entries
}

// tag is a word that pages share.
type tag struct {
	name  string
	id    course.ID
	pages []*course.Page
}

// tagID names the page of a tag.
func tagID(name string) course.ID {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(strings.TrimSpace(name))) {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '/', r == '\\', strings.ContainsRune(`<>:"|?*.%#`, r):
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	return course.ID("tags/" + cmp.Or(strings.Trim(b.String(), "-"), "tag") + "-tag")
}

func (l *language) makeTags() []tag {
	byID := map[course.ID]*tag{}
	byName := map[string]*tag{}
	for _, p := range l.r.Course.In(l.lang) {
		for _, name := range p.Tags {
			t := byName[name]
			if t == nil {
				id := tagID(name)
				if t = byID[id]; t == nil {
					t = &tag{name: name, id: id}
					byID[id] = t
				}
				byName[name] = t
			}
			if ps := t.pages; len(ps) == 0 || ps[len(ps)-1] != p {
				t.pages = append(ps, p)
			}
		}
	}
	var out []tag
	for _, t := range byID {
		out = append(out, *t)
	}
	compare := l.collator()
	slices.SortFunc(out, func(a, b tag) int { return cmp.Or(compare(a.name, b.name), cmp.Compare(a.id, b.id)) })
	return out
}

// collator compares words as the language's dictionaries do.
func (l *language) collator() func(a, b string) int {
	c := collate.New(xlanguage.Make(string(l.lang)), collate.IgnoreCase)
	return c.CompareString
}

func (l *language) tagsPage() *theme.Page {
	v := l.blank("tags", course.TagsID, l.r.Theme.Text(l.lang, "tags"))
	l.placeGenerated(v, course.TagsID)
	for _, t := range l.tags() {
		v.TagIndex = append(v.TagIndex, theme.Counted{
			Link:  theme.Link{Href: relative(path.Dir(l.r.Course.OutputOf(l.lang, course.TagsID)), l.r.Course.OutputOf(l.lang, t.id)), Title: t.name},
			Count: len(t.pages),
		})
	}
	return v
}

func (l *language) tagPage(t tag) *theme.Page {
	v := l.blank("tag", t.id, t.name)
	dir := l.placeGenerated(v, t.id)
	v.Crumbs = append(v.Crumbs, theme.Link{Href: relative(dir, l.r.Course.OutputOf(l.lang, course.TagsID)), Title: l.r.Theme.Text(l.lang, "tags")})
	pages := slices.Clone(t.pages)
	order := l.order()
	rank := func(p *course.Page) int {
		if i, ok := order.at[p]; ok {
			return i
		}
		return len(order.pages) // terms come after what is read in order
	}
	slices.SortStableFunc(pages, func(a, b *course.Page) int { return cmp.Compare(rank(a), rank(b)) })
	v.List = &theme.List{Count: len(pages), Groups: []theme.Group{{Entries: l.entries(pages, dir)}}}
	return v
}

// placeGenerated gives a generated page its crumbs and navigation.
func (l *language) placeGenerated(v *theme.Page, id course.ID) (dir string) {
	dir = path.Dir(l.r.Course.OutputOf(l.lang, id))
	v.Crumbs = l.crumbsTo(".", dir)
	v.Nav = l.nav(path.Dir(string(id)), dir)
	return dir
}
