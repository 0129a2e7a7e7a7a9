package check

import (
	"fmt"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// links follows every link of every page, to its page, file or heading.
func links(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		for i := range p.Links {
			link := &p.Links[i]
			if t := c.Resolve(p, link); !t.OK {
				broken(c, p, link, report)
			} else {
				reached(c, p, link, t, report)
			}
		}
	}
}

// reached looks at a link that leads somewhere.
func reached(c *course.Course, p *course.Page, link *course.Link, t course.Target, report *diag.List) {
	if t.Found != nil && !t.Found.HasAnchor(t.Fragment) {
		var ids []string
		for _, h := range t.Found.Headings {
			ids = append(ids, h.ID)
		}
		help := fmt.Sprintf("%s has no headings to link to", t.Found.Source)
		if near, ok := diag.Nearest(t.Fragment, ids); ok {
			help = "did you mean #" + near + "?"
		} else if len(ids) > 0 {
			help = "its headings are #" + strings.Join(ids, ", #")
		}
		report.Add(diag.BrokenAnchor, link.Place(p), fmt.Sprintf("there is no heading #%s in %s", t.Fragment, t.Found.Source), help)
	}
	if link.Kind == course.ToNamed {
		if named := c.Named(p.Lang, link.To); len(named) > 1 {
			report.Add(diag.AmbiguousTerm, link.Place(p),
				fmt.Sprintf("%q may mean %q or %q", link.To, named[0].Title, named[1].Title),
				fmt.Sprintf("write [[%s|%s]]", path.Base(string(named[0].ID)), link.To))
		}
	}
}

// broken looks at a link that leads nowhere.
func broken(c *course.Course, p *course.Page, link *course.Link, report *diag.List) {
	pos := link.Place(p)
	switch id := course.ID(link.To); {
	case link.Kind == course.ToNamed:
		report.Add(diag.UnknownTerm, pos, fmt.Sprintf("unknown term %q", link.To), meant(c, p.Lang, link.To))
	case link.Kind == course.ToAsset:
		help := "put the file there, or correct the path"
		if stem, ok := strings.CutSuffix(link.To, ".html"); ok && c.Exists(p.Lang, course.ID(stem)) {
			help = "link to the source file: " + relative(p.Source, stem+".md")
		}
		report.Add(diag.BrokenLink, pos, "there is no file "+link.To, help)
	case link.Kind == course.ToPage && c.Drafts[id]:
		report.Add(diag.DraftLink, pos, fmt.Sprintf("%s is a draft, which is not published", id), "publish it (remove draft: true), or take the link out")
	case link.Kind == course.ToPage:
		report.Add(diag.BrokenLink, pos, fmt.Sprintf("there is no page %s.md", id), nearestPage(c, p, link))
	}
}

// nearestPage proposes the page somebody may have meant, as a path from the
// page with the link.
func nearestPage(c *course.Course, p *course.Page, link *course.Link) string {
	base := path.Base(link.To)
	names := make([]string, 0, len(c.Pages))
	byName := map[string]*course.Page{}
	for _, q := range c.In(p.Lang) {
		n := path.Base(string(q.ID))
		if _, taken := byName[n]; !taken {
			names = append(names, n)
			byName[n] = q
		}
	}
	if near, ok := diag.Nearest(base, names); ok {
		return "did you mean " + relative(p.Source, byName[near].Source) + "?"
	}
	return "correct the path, or write the page"
}

// relative is the way from one source file to another.
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
	return up + to
}

// meant proposes the term somebody may have meant.
func meant(c *course.Course, lang course.Lang, name string) string {
	if near, ok := diag.Nearest(name, c.Names(lang)); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "correct the name, or add the term: parley new term \"" + name + "\""
}

// pictures looks for the file of every picture.
func pictures(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		for _, img := range p.Images {
			if c.Assets[img.Asset] == nil {
				report.Add(diag.BrokenLink, img.Place(p),
					"there is no picture "+img.Asset, "put the file there, or correct the path")
			}
		}
	}
}
