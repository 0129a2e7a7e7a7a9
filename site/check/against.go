package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Against holds a course against what is published: whatever learners' records
// hang on - the site's id, pages and terms, their former addresses, their items -
// has to be there still, or to be named under was:. Drafts are not there: they
// will not be published. A listing of another site is only reported as such.
func Against(c *course.Course, published *course.Listing, report *diag.List) {
	if published.Site != c.Config.ID {
		pos := c.Config.IDPos
		if pos.File == "" {
			pos = diag.Pos{File: "parley.yaml", Line: 1}
		}
		report.Add(diag.BadValue, pos, fmt.Sprintf("the site is published under the id %q, and learners' records are kept by that id", published.Site),
			fmt.Sprintf("write id: %s again, or learners will not find their records; if you named another site's course.json, name this one's", published.Site))
		return
	}
	k := newKeeper(c, published)
	for i := range published.Pages {
		k.page(&published.Pages[i], report)
	}
}

// address is a page's ID in a language, and so its place in the output.
type address struct {
	lang course.Lang
	id   course.ID
}

// keeper knows what a course keeps of a published one.
type keeper struct {
	*advice
	moved    map[address]*course.Page // by each former ID
	promised map[address]*course.Page // drafts, by each former ID
	fresh    map[course.Lang]*freshPages
}

// freshPages are those that were not published before: one may continue what is
// gone.
type freshPages struct {
	ids, titles []string // titles in small letters
	byID        map[string]*course.Page
	byTitle     map[string]*course.Page
}

func newKeeper(c *course.Course, published *course.Listing) *keeper {
	k := &keeper{newAdvice(c), map[address]*course.Page{}, map[address]*course.Page{}, map[course.Lang]*freshPages{}}
	before := map[address]bool{}
	for i := range published.Pages {
		p := &published.Pages[i]
		lang, _ := k.lang(p)
		before[address{lang, p.ID}] = true
	}
	for _, p := range slices.Concat(c.Pages, c.Drafts) {
		moved := k.moved
		if p.Draft {
			moved = k.promised
		}
		for _, was := range p.Was {
			moved[address{p.Lang, course.ID(was.Text)}] = p
		}
		if !p.Draft && !before[address{p.Lang, p.ID}] {
			k.add(p)
		}
	}
	return k
}

// add takes a page in as fresh.
func (k *keeper) add(p *course.Page) {
	f := k.fresh[p.Lang]
	if f == nil {
		f = &freshPages{byID: map[string]*course.Page{}, byTitle: map[string]*course.Page{}}
		k.fresh[p.Lang] = f
	}
	id, title := string(p.ID), strings.ToLower(p.Title)
	f.ids, f.titles = append(f.ids, id), append(f.titles, title)
	f.byID[id], f.byTitle[title] = p, p
}

// lang is a published page's language as the site has it now; ok is false when
// it is gone. The site's own language may go by another name than before: its
// pages are known by standing at the top.
func (k *keeper) lang(p *course.ListedPage) (lang course.Lang, ok bool) {
	for _, l := range k.c.Config.Languages {
		if strings.EqualFold(string(l), string(p.Lang)) {
			return l, true
		}
	}
	if own := k.c.Config.Languages[0]; p.Path == k.c.OutputOf(own, p.ID) {
		return own, true
	}
	return p.Lang, false
}

// now finds the page that stands at an address or says that it was there.
func (k *keeper) now(at address) (*course.Page, bool) {
	if p, ok := k.c.Page(at.lang, at.id); ok && !p.Draft {
		return p, true
	}
	p, ok := k.moved[at]
	return p, ok
}

// page looks for one published page.
func (k *keeper) page(old *course.ListedPage, report *diag.List) {
	lang, _ := k.lang(old)
	var lost []string // former IDs that nobody names any more
	for _, was := range old.Was {
		id := course.ID(was)
		if _, ok := k.now(address{lang, id}); !ok && !k.c.Exists(lang, id) { // nobody can name what is there
			lost = append(lost, was)
		}
	}
	p, ok := k.now(address{lang, old.ID})
	if !ok {
		k.vanished(old, append([]string{string(old.ID)}, lost...), report)
		return
	}
	for _, was := range lost {
		report.Add(diag.VanishedPage, diag.Pos{File: p.Source}, fmt.Sprintf("%s was %s before, and no page says so any more", described(old), was),
			fmt.Sprintf("add \"was: %s\" to %s again", was, p.Source))
	}
	k.items(old, p, report)
}

// vanished reports a page that is gone, with the IDs that was: has to name.
func (k *keeper) vanished(old *course.ListedPage, ids []string, report *diag.List) {
	lang, known := k.lang(old)
	at := address{lang, old.ID}
	pos, what, restore, or := diag.Pos{File: k.source(at)}, "is gone", "restore it", ", or "
	draft, isDraft := k.draft(at)
	if isDraft {
		pos, what = diag.Pos{File: draft.Source}, "is a draft now, so it will not be published"
		restore, or = "publish it (remove draft: true)", ", or delete it and "
	}
	for _, left := range k.c.Config.Without {
		if within(string(old.ID), left.Text) {
			restore = fmt.Sprintf("take %s out of without: in parley.yaml", left.Text)
		}
	}
	was := fmt.Sprintf("add \"was: %s\" to ", strings.Join(ids, ", "))
	help := restore + or + was + "the page that continues it"
	switch next := k.next(old, lang); {
	case !known:
		help = fmt.Sprintf("the site has no language %s any more: restore it under languages: in parley.yaml", old.Lang)
	case path.Base(string(old.ID)) == "index" && k.c.Exists(lang, old.ID): // so no other can say that it was there
		help = restore + ": the page that Parley makes at its address holds none of its text"
	case next != nil && next.Draft:
		help = fmt.Sprintf("%s, or publish %s (remove draft: true), which continues it", restore, next.Source)
	case next != nil:
		help = fmt.Sprintf("%s%s%s%s if that page continues it", restore, or, was, next.Source)
	}
	report.Add(diag.VanishedPage, pos, described(old)+" "+what, help)
}

// described names a published page.
func described(p *course.ListedPage) string {
	kind, where := "page", p.Path
	if p.Kind == course.TermKind {
		kind = "term"
	}
	if where == "" {
		where = string(p.ID)
	}
	if p.Title == "" {
		return fmt.Sprintf("the published %s %s", kind, where)
	}
	return fmt.Sprintf("the published %s %q (%s)", kind, p.Title, where)
}

// source is the file where a page used to be.
func (k *keeper) source(at address) string {
	file := string(at.id) + ".md"
	if top, rest, ok := strings.Cut(file, "/"); ok && at.lang != k.c.Config.Languages[0] {
		return top + "." + string(at.lang) + "/" + rest
	}
	return file
}

// draft finds the draft at an address, whether drafts are left out or not.
func (k *keeper) draft(at address) (*course.Page, bool) {
	if p, ok := k.c.Page(at.lang, at.id); ok {
		return p, p.Draft
	}
	i := slices.IndexFunc(k.c.Drafts, func(p *course.Page) bool { return p.Lang == at.lang && p.ID == at.id })
	if i < 0 {
		return nil, false
	}
	return k.c.Drafts[i], true
}

// next is the page that probably continues one that is gone: a draft that says
// so, the one that does in another language, or a page that is new and has the
// same title or nearly the same name. nil when there is none.
func (k *keeper) next(old *course.ListedPage, lang course.Lang) *course.Page {
	if p, ok := k.promised[address{lang, old.ID}]; ok {
		return p
	}
	for _, l := range k.c.Config.Languages {
		if other, ok := k.moved[address{l, old.ID}]; ok {
			if p, ok := k.c.Page(lang, other.ID); ok && !p.Draft {
				return p
			}
		}
	}
	f, title := k.fresh[lang], strings.ToLower(old.Title)
	if f == nil {
		return nil
	}
	if p, ok := f.byTitle[title]; ok {
		return p
	}
	if !k.more() {
		return nil
	}
	if near, ok := nearestPath(string(old.ID), f.ids); ok {
		return f.byID[near]
	}
	near, _ := diag.Nearest(title, f.titles)
	return f.byTitle[near]
}

// within tells whether a page is what without: names, or lies in it.
func within(id, left string) bool {
	rest, ok := strings.CutPrefix(id, strings.TrimSuffix(path.Clean(left), ".md"))
	return ok && (rest == "" || rest[0] == '/')
}

// items looks for the items of a published page on the page that continues it, or
// under its retired: and that of its original.
func (k *keeper) items(old *course.ListedPage, p *course.Page, report *diag.List) {
	if p.Unread || len(p.Broken) > 0 || len(old.Items) == 0 {
		return // what is wrong with the page has been reported
	}
	there, before := map[string]bool{}, map[string]bool{}
	for _, id := range old.Items {
		before[id] = true
	}
	var fresh []string
	original, _ := k.c.Page(k.c.Config.Languages[0], p.ID)
	for _, page := range []*course.Page{p, original} {
		for _, was := range retiredOf(page) {
			there[was.Text] = true
		}
	}
	for _, id := range p.ItemIDs() {
		there[id] = true
		if !before[id] {
			fresh = append(fresh, id)
		}
	}
	for _, id := range old.Items {
		if there[id] {
			continue
		}
		help := fmt.Sprintf("bring {#%s} back: learners' answers hang on it; if it is gone for good, write \"retired: %s\" at the top of the page", id, id)
		if near, ok := diag.Nearest(id, fresh); ok {
			help = fmt.Sprintf("if it is {#%s} now, write {#%s} again: learners' answers hang on it", near, id)
		}
		report.Add(diag.VanishedItem, diag.Pos{File: p.Source}, fmt.Sprintf("the published item {#%s} is gone from this page", id), help)
	}
}
