package render

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

func (l *language) hasTerms() bool {
	s, ok := l.r.Course.Section(l.lang, "glossary")
	return ok && s.Count() > 0
}

// term is a term's view from a folder.
func (l *language) term(p *course.Page, dir string) *theme.Term {
	t := p.Term
	v := &theme.Term{Name: t.Name, Abbr: t.Abbr, Also: t.Also, Avoid: t.Avoid, Source: t.Source}
	if t.Group != "" {
		v.Group = &theme.Link{
			Href:  relative(dir, l.r.Course.OutputOf(l.lang, course.GlossaryID)) + "#" + groupAnchor(t.Group),
			Title: t.Group,
		}
	}
	for _, ref := range t.Related {
		if q, ok := l.named(ref); ok {
			v.Related = append(v.Related, l.termLink(q, dir))
		}
	}
	for _, c := range t.ConfusedWith {
		if q, ok := l.named(c.With); ok {
			v.ConfusedWith = append(v.ConfusedWith, theme.Contrast{Term: l.termLink(q, dir), How: c.How})
		}
	}
	return v
}

func (l *language) named(ref course.Ref) (*course.Page, bool) {
	ps := l.r.Course.Named(l.lang, ref.Text)
	if len(ps) == 0 || ps[0].Term == nil {
		return nil, false
	}
	return ps[0], true
}

func (l *language) termLink(p *course.Page, dir string) theme.TermLink {
	return theme.TermLink{
		Href: relative(dir, l.r.Course.Output(p)), Name: p.Term.Name, Abbr: p.Term.Abbr,
		Definition: plainText(l.on(p).HTML(p.Term.Definition)),
	}
}

func groupAnchor(group string) string {
	return "group-" + strings.ReplaceAll(strings.ToLower(group), " ", "-")
}

// glossaryPage is the vocabulary by letter and by group. A glossary/index.md
// gives it its title and an introduction.
func (l *language) glossaryPage() *theme.Page {
	c := l.r.Course
	section, _ := c.Section(l.lang, "glossary")
	v := l.blank("glossary", course.GlossaryID, l.sectionTitle(section))
	dir := path.Dir(c.OutputOf(l.lang, course.GlossaryID))
	v.Crumbs = l.crumbsTo(".", dir)
	v.Nav = theme.MarkCurrent(l.nav("glossary", dir), "index.html")
	if section.Index != nil {
		v.Body = l.on(section.Index).HTML(section.Index.Body)
		v.Description = section.Index.Description
	}
	var terms []*course.Page
	for _, p := range c.In(l.lang) {
		if p.Term != nil {
			terms = append(terms, p)
		}
	}
	compare := l.collator()
	slices.SortStableFunc(terms, func(a, b *course.Page) int { return compare(a.Term.Name, b.Term.Name) })
	g := &theme.Glossary{Count: len(terms)}
	for _, p := range terms {
		link := l.termLink(p, dir)
		g.Letters = addLetter(g.Letters, letter(p.Term.Name), link)
		g.Groups = addGroup(g.Groups, p.Term.Group, link)
	}
	slices.SortStableFunc(g.Groups, func(a, b theme.TermGroup) int { return compare(a.Name, b.Name) })
	v.Glossary = g
	return v
}

// letter is the heading a term stands under: its first letter without accents,
// or # where it begins with none.
func letter(name string) string {
	for _, r := range norm.NFD.String(name) {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(r))
		}
		break
	}
	return "#"
}

func addLetter(letters []theme.Letter, name string, t theme.TermLink) []theme.Letter {
	if k := len(letters); k > 0 && letters[k-1].Name == name {
		letters[k-1].Terms = append(letters[k-1].Terms, t)
		return letters
	}
	id := "letter-" + strings.ToLower(name)
	if name == "#" {
		id = "letter-other"
	}
	for n := 2; slices.ContainsFunc(letters, func(l theme.Letter) bool { return l.ID == id }); n++ {
		id = "letter-" + strings.ToLower(name) + "-" + strconv.Itoa(n)
	}
	return append(letters, theme.Letter{Name: name, ID: id, Terms: []theme.TermLink{t}})
}

func addGroup(groups []theme.TermGroup, name string, t theme.TermLink) []theme.TermGroup {
	if name == "" {
		return groups
	}
	for i := range groups {
		if groups[i].Name == name {
			groups[i].Terms = append(groups[i].Terms, t)
			return groups
		}
	}
	return append(groups, theme.TermGroup{Name: name, ID: groupAnchor(name), Terms: []theme.TermLink{t}})
}
