package check

import (
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// links follows every link of every page, to its page, file or heading.
func (k *Checker) links(c *course.Course, report *diag.List) {
	same := k.last != nil && sameTargets(k.last, c)
	found := map[*course.Page][]diag.Diagnostic{}
	a := newAdvice(c)
	for i, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out or has other stages, nobody could mend it
		}
		ds := k.found[p]
		if !same || k.last.Pages[i] != p {
			var fresh diag.List
			pageLinks(a, p, &fresh)
			ds = fresh.Sorted()
		}
		if len(ds) > 0 {
			found[p] = ds
			report.Append(ds...)
		}
	}
	k.last, k.found = c, found
}

func pageLinks(a *advice, p *course.Page, report *diag.List) {
	for i := range p.Links {
		link := &p.Links[i]
		if link.Kind == course.Refused {
			continue // reported where it was read
		}
		if t := a.c.Resolve(p, link); !t.OK {
			broken(a, p, link, report)
		} else {
			reached(a, p, link, t, report)
		}
	}
}

// sameTargets tells whether every link leads to the same in two courses: the
// same pages with the same names and headings, the same files.
func sameTargets(a, b *course.Course) bool {
	if len(a.Pages) != len(b.Pages) || !reflect.DeepEqual(a.Config, b.Config) || !slices.Equal(a.Files, b.Files) ||
		!slices.Equal(a.Drafts, b.Drafts) || !maps.EqualFunc(a.Assets, b.Assets, func(x, y *course.Asset) bool { return (x == nil) == (y == nil) }) {
		return false
	}
	for i, p := range a.Pages {
		if q := b.Pages[i]; p != q && !sameTarget(p, q) {
			return false
		}
	}
	return true
}

func sameTarget(p, q *course.Page) bool {
	if p.ID != q.ID || p.Lang != q.Lang || p.Source != q.Source || p.Title != q.Title || p.Bundled != q.Bundled ||
		p.Unread != q.Unread || p.Kind != q.Kind || (len(p.Tags) > 0) != (len(q.Tags) > 0) || (p.Term == nil) != (q.Term == nil) {
		return false
	}
	if p.Term != nil && (p.Term.Name != q.Term.Name || p.Term.Abbr != q.Term.Abbr || !slices.EqualFunc(p.Term.Also, q.Term.Also, func(x, y course.Ref) bool { return x.Text == y.Text })) {
		return false
	}
	if p.Term != nil && (len(p.Term.ConfusedWith) > 0) != (len(q.Term.ConfusedWith) > 0) { // the page of all pairs comes or goes
		return false
	}
	return slices.EqualFunc(p.Headings, q.Headings, func(x, y course.Heading) bool { return x.ID == y.ID }) &&
		slices.Equal(p.ItemIDs(), q.ItemIDs())
}

// reached looks at a link that leads somewhere.
func reached(a *advice, p *course.Page, link *course.Link, t course.Target, report *diag.List) {
	if t.Found != nil && !t.Found.Unread && !a.hasAnchor(t.Found, t.Fragment) && !generated(t) {
		report.Add(diag.BrokenAnchor, link.Place(p), fmt.Sprintf("there is no heading #%s in %s", t.Fragment, t.Found.Source), a.anchor(t))
	}
	if link.Kind == course.ToNamed {
		if named := a.c.Named(p.Lang, link.To); len(named) > 1 {
			report.Add(diag.AmbiguousTerm, link.Place(p),
				fmt.Sprintf("%q may mean %q (%s) or %q (%s)", link.To, named[0].Title, named[0].Source, named[1].Title, named[1].Source),
				fmt.Sprintf("write [[%s|%s]] or [[%s|%s]]", named[0].ID, link.To, named[1].ID, link.To))
		}
	}
}

// generated tells whether a link leads to a place that is not written but made:
// the letters of the glossary.
func generated(t course.Target) bool {
	return t.Page == course.GlossaryID && (strings.HasPrefix(t.Fragment, "letter-") || strings.HasPrefix(t.Fragment, "group-"))
}

// broken looks at a link that leads nowhere.
func broken(a *advice, p *course.Page, link *course.Link, report *diag.List) {
	pos := link.Place(p)
	if draft, ok := a.c.Draft(link.To); ok && link.Kind != course.ToAsset {
		report.Add(diag.DraftLink, pos, fmt.Sprintf("%s is a draft, which is not published", draft.Source), "publish it (remove draft: true), or take the link out")
		return
	}
	switch link.Kind {
	case course.ToNamed:
		report.Add(diag.UnknownTerm, pos, fmt.Sprintf("unknown term %q", link.To), a.term(p, link.To))
	case course.ToAsset:
		report.Add(diag.BrokenLink, pos, "there is no file "+link.To, a.file(p, link.To))
	case course.ToPage:
		report.Add(diag.BrokenLink, pos, fmt.Sprintf("there is no page %s.md", link.To), a.page(p, link))
	}
}

// pictures looks for the file of every picture.
func pictures(c *course.Course, report *diag.List) {
	a := newAdvice(c)
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out or has other stages, nobody could mend it
		}
		for i := range p.Images {
			if img := &p.Images[i]; c.Assets[img.Asset] == nil {
				report.Add(diag.BrokenLink, img.Place(p), "there is no picture "+img.Asset, a.file(p, img.Asset))
			}
		}
	}
}

// relative is the way from one source file to another, as it is written in a
// link.
func relative(from, to string) string {
	dir := path.Dir(from)
	up := ""
	for dir != "." && !strings.HasPrefix(to, dir+"/") {
		dir = path.Dir(dir)
		up += "../"
	}
	if dir != "." {
		to = to[len(dir)+1:]
	}
	return strings.ReplaceAll(strings.ReplaceAll(up+to, "%", "%25"), "#", "%23")
}

// bracketed is a path with the angle brackets that Markdown wants around blanks.
func bracketed(to string) string {
	if strings.Contains(to, " ") {
		return "<" + to + ">"
	}
	return to
}
