package render

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/theme"
)

// Everything from A to Z is one page while it has at most about maxListed links;
// beyond, each letter has its own, in parts of that many. A page shows at most
// maxHeadings of its headings.
const (
	maxListed   = 1000
	maxHeadings = 100
)

// shelf holds the pages of one letter.
type shelf struct {
	name   string
	pages  []*course.Page // sorted when the first page of it is drawn
	links  int            // of the pages and their headings
	sort   func()
	output []string // where they are listed, where each letter has its own pages
}

// addSearch adds the page that lists everything. What is done here is done at
// every build: letters are counted, and sorted only when they are drawn.
func (l *language) addSearch(add adder) {
	shelves, links := l.shelves()
	page := func(id course.ID, draw func() *theme.Page) {
		add(l.r.Course.OutputOf(l.lang, id), output.PageClass, "search", l.drawing(func(*paper) *theme.Page { return draw() }))
	}
	if links > maxListed {
		for _, s := range shelves {
			for part := range (s.links + maxListed - 1) / maxListed {
				id := course.SearchID + course.ID("-"+anchorOf(s.name))
				if part > 0 {
					id += course.ID(fmt.Sprintf("-%d", part+1))
				}
				s.output = append(s.output, l.r.Course.OutputOf(l.lang, id))
				page(id, func() *theme.Page { return l.letterPage(id, shelves, s, part) })
			}
		}
	}
	page(course.SearchID, func() *theme.Page {
		v, dir := l.searchPage(course.SearchID, shelves)
		if links <= maxListed {
			for _, s := range shelves {
				s.sort()
				v.Search.Lists = append(v.Search.Lists, l.listed(s, s.pages, dir))
			}
		}
		return v
	})
}

// searchPage is the view that the page of everything and those of its letters
// begin as.
func (l *language) searchPage(id course.ID, shelves []*shelf) (*theme.Page, string) {
	v := l.blank("search", id, l.r.Theme.Text(l.lang, "search"))
	dir := path.Dir(l.r.Course.OutputOf(l.lang, id))
	v.Crumbs, v.Nav = l.crumbsTo(".", dir), l.nav(".", dir)
	v.Search = &theme.Search{}
	for _, s := range shelves {
		to := "#letter-" + anchorOf(s.name)
		if len(s.output) > 0 {
			to = relative(dir, s.output[0])
		}
		v.Search.Letters = append(v.Search.Letters, theme.Link{Href: to, Title: s.name})
		v.Search.Count += len(s.pages)
	}
	return v, dir
}

// letterPage lists one letter, or a part of it.
func (l *language) letterPage(id course.ID, shelves []*shelf, s *shelf, part int) *theme.Page {
	v, dir := l.searchPage(id, shelves)
	v.HeadTitle = s.name + " – " + v.HeadTitle
	v.Crumbs = append(v.Crumbs, theme.Link{Href: relative(dir, l.r.Course.OutputOf(l.lang, course.SearchID)), Title: v.Title})
	v.Alternates = l.alternates(course.SearchID, dir)
	s.sort()
	from, to := s.cut(part), s.cut(part+1)
	v.Search.Lists = []theme.ListedUnder{l.listed(s, s.pages[from:to], dir)}
	if len(s.output) > 1 {
		for k, out := range s.output {
			v.Search.Parts = append(v.Search.Parts, theme.Link{Href: relative(dir, out), Title: fmt.Sprint(k + 1)})
		}
	}
	return v
}

// cut is the index of the first page of a part. No page is torn apart; as a page
// has far fewer links than a part, none is empty.
func (s *shelf) cut(part int) int {
	before, parts := 0, len(s.output)
	for i, p := range s.pages {
		if before*parts >= part*s.links {
			return i
		}
		before += linksTo(p)
	}
	return len(s.pages)
}

// shelves puts the language's pages under their letters, in the order of the
// alphabet, and counts their links. No draft is among them.
func (l *language) shelves() (shelves []*shelf, links int) {
	known := map[rune]*shelf{} // by the first character, since to find its letter takes long
	byName := map[string]*shelf{}
	same := l.sameLetter()
	for _, p := range l.r.Course.In(l.lang) {
		if p.Draft {
			continue
		}
		first, _ := utf8.DecodeRuneInString(norm.NFC.String(listedName(p)))
		s := known[first]
		if s == nil {
			name := letter(listedName(p), same)
			if s = byName[name]; s == nil {
				s = &shelf{name: name}
				s.sort = sync.OnceFunc(func() { l.sortListed(s.pages) })
				byName[name], shelves = s, append(shelves, s)
			}
			known[first] = s
		}
		s.pages = append(s.pages, p)
		s.links += linksTo(p)
		links += linksTo(p)
	}
	compare := l.collator()
	slices.SortStableFunc(shelves, func(a, b *shelf) int { return compare(a.name, b.name) })
	return shelves, links
}

// sortListed sorts as the language's dictionaries do.
func (l *language) sortListed(pages []*course.Page) {
	c, buf := collate.New(xlanguage.Make(string(l.lang)), collate.IgnoreCase), &collate.Buffer{}
	keys := make(map[*course.Page][]byte, len(pages))
	for _, p := range pages {
		keys[p] = c.KeyFromString(buf, listedName(p))
	}
	slices.SortStableFunc(pages, func(a, b *course.Page) int { return bytes.Compare(keys[a], keys[b]) })
}

// listedName is what a page is listed as.
func listedName(p *course.Page) string {
	if p.Term != nil {
		return p.Term.Name
	}
	return p.Title
}

// linksTo counts a page and the headings that are listed with it. Terms are alike
// inside: they have their other names instead.
func linksTo(p *course.Page) int {
	n := 1
	if p.Term != nil {
		return n
	}
	for i := range p.Headings {
		if p.Headings[i].Level == 2 {
			n++
		}
	}
	return min(n, 1+maxHeadings)
}

// listed are pages of a letter as seen from a folder.
func (l *language) listed(s *shelf, pages []*course.Page, dir string) theme.ListedUnder {
	out := theme.ListedUnder{Name: s.name, ID: "letter-" + anchorOf(s.name), Pages: make([]theme.Listed, 0, len(pages))}
	for _, p := range pages {
		href := relative(dir, l.r.Course.Output(p))
		e := theme.Listed{Link: theme.Link{Href: href, Title: listedName(p)}, Kind: string(p.Kind), Attr: l.textLang(p)}
		if t := p.Term; t != nil {
			if t.Abbr != "" {
				e.Names = append(e.Names, t.Abbr)
			}
			for _, also := range t.Also {
				e.Names = append(e.Names, also.Text)
			}
			out.Pages = append(out.Pages, e)
			continue
		}
		for i := range p.Headings {
			if h := &p.Headings[i]; h.Level == 2 && len(e.Headings) < maxHeadings {
				e.Headings = append(e.Headings, theme.Link{Href: href + "#" + escapePath(h.ID), Title: h.Text})
			}
		}
		out.Pages = append(out.Pages, e)
	}
	return out
}

// anchorOf is a letter in an address.
func anchorOf(letter string) string {
	if letter == "#" {
		return "other"
	}
	return strings.ToLower(letter)
}
