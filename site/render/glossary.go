package render

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/theme"
)

func (l *language) hasGlossary() bool {
	_, ok := l.r.Course.Section(l.lang, "glossary")
	return ok
}

// groupAnchor is where the glossary lists a group. Spellings with one anchor are
// one group.
func (l *language) groupAnchor(group string) string {
	id := "group-" + strings.ToLower(strings.Join(strings.Fields(group), "-"))
	if s, ok := l.r.Course.Section(l.lang, "glossary"); ok && s.Index != nil && s.Index.HasAnchor(id) {
		return "_" + id // no heading begins so
	}
	return id
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
	if p := section.Index; p != nil {
		v.Body, v.Description = l.on(p).HTML(p.Body), p.Description
		l.askFor(p, v)
	}
	if parts := l.prints["glossary"]; len(parts) > 0 {
		v.Print = relative(dir, parts[0])
	}
	terms, same, compare := l.byName(), l.sameLetter(), l.collator()
	g := &theme.Glossary{Count: len(terms)}
	if c.Exists(l.lang, course.PairsID) {
		g.Pairs = relative(dir, c.OutputOf(l.lang, course.PairsID))
	}
	for _, p := range terms {
		link := l.termLink(p, dir)
		g.Letters = addLetter(g.Letters, letter(p.Term.Name, same), link, section.Index)
		if p.Term.Group != "" {
			g.Groups = addGroup(g.Groups, p.Term.Group, l.groupAnchor(p.Term.Group), link)
		}
	}
	slices.SortStableFunc(g.Groups, func(a, b theme.TermGroup) int { return compare(a.Name, b.Name) })
	if len(terms) > 0 {
		v.Glossary = g
	}
	return v
}

// letter is the heading a term stands under: its first letter, without accents
// unless the language counts it as a letter of its own; # where it begins with
// none.
func letter(name string, same func(a, b string) bool) string {
	first, _ := utf8.DecodeRuneInString(norm.NFC.String(name))
	if !unicode.IsLetter(first) {
		return "#"
	}
	plain, _ := utf8.DecodeRuneInString(norm.NFD.String(string(first)))
	if same(string(first), string(plain)) {
		first = plain
	}
	return string(unicode.ToUpper(first))
}

// sameLetter tells whether the language's dictionaries list two letters as one:
// German does with a and ä, Swedish does not.
func (l *language) sameLetter() func(a, b string) bool {
	c := collate.New(xlanguage.Make(string(l.lang)), collate.Loose)
	return func(a, b string) bool { return c.CompareString(a, b) == 0 }
}

// addLetter puts a term under its letter. Its anchor is one that neither another
// letter nor a heading of the introduction has.
func addLetter(letters []theme.Letter, name string, t theme.TermLink, intro *course.Page) []theme.Letter {
	if k := len(letters); k > 0 && letters[k-1].Name == name {
		letters[k-1].Terms = append(letters[k-1].Terms, t)
		return letters
	}
	id := "letter-" + strings.ToLower(name)
	if name == "#" {
		id = "letter-other"
	}
	taken := func(l theme.Letter) bool { return l.ID == id }
	for n := 2; slices.ContainsFunc(letters, taken) || intro != nil && intro.HasAnchor(id); n++ {
		id = "letter-" + strings.ToLower(name) + "-" + strconv.Itoa(n)
	}
	return append(letters, theme.Letter{Name: name, ID: id, Terms: []theme.TermLink{t}})
}

func addGroup(groups []theme.TermGroup, name, id string, t theme.TermLink) []theme.TermGroup {
	for i := range groups {
		if groups[i].ID == id {
			groups[i].Terms = append(groups[i].Terms, t)
			return groups
		}
	}
	return append(groups, theme.TermGroup{Name: name, ID: id, Terms: []theme.TermLink{t}})
}
