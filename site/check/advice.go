package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// maxAdvice bounds the proposals of one rule: each compares a wrong name with
// all the right ones, and a site with more mistakes has one cause for most.
const maxAdvice = 200

// maxListed is how many headings a help names.
const maxListed = 8

// advice proposes what somebody may have meant.
type advice struct {
	c       *course.Course
	left    int
	anchors map[*course.Page]map[string]bool // of pages with many headings
}

func newAdvice(c *course.Course) *advice {
	return &advice{c, maxAdvice, map[*course.Page]map[string]bool{}}
}

// hasAnchor tells whether a page has a heading with an anchor.
func (a *advice) hasAnchor(p *course.Page, id string) bool {
	const many = 100
	if id == "" || len(p.Headings) < many {
		return p.HasAnchor(id)
	}
	if a.anchors[p] == nil {
		a.anchors[p] = make(map[string]bool, len(p.Headings))
		for _, h := range p.Headings {
			a.anchors[p][h.ID] = true
		}
		for _, id := range p.ItemIDs() {
			a.anchors[p][id] = true
		}
	}
	return a.anchors[p][id]
}

// more takes one proposal from those that are left.
func (a *advice) more() bool {
	a.left--
	return a.left >= 0
}

// anchor helps with a heading that a page does not have.
func (a *advice) anchor(t course.Target) string {
	headings := t.Found.Headings
	if len(headings) == 0 {
		return fmt.Sprintf("%s has no headings to link to", t.Found.Source)
	}
	var ids []string
	if a.more() {
		for _, h := range headings {
			ids = append(ids, h.ID)
		}
		if near, ok := diag.Nearest(t.Fragment, ids); ok {
			return "did you mean #" + near + "?"
		}
		if near, ok := nearWord(t.Fragment, ids); ok {
			return "did you mean #" + near + "?"
		}
	}
	ids = nil
	for _, h := range headings[:min(len(headings), maxListed)] {
		ids = append(ids, h.ID)
	}
	help := "its headings are #" + strings.Join(ids, ", #")
	if len(headings) > maxListed {
		help += " ..."
	}
	return help
}

// nearWord finds the anchor that has a word somebody wrote alone: idea for
// the-idea.
func nearWord(wanted string, anchors []string) (string, bool) {
	var words []string
	of := map[string]string{}
	for _, anchor := range anchors {
		for word := range strings.SplitSeq(anchor, "-") {
			if _, taken := of[word]; !taken && len(word) > 3 {
				words, of[word] = append(words, word), anchor
			}
		}
	}
	if anchor, ok := of[wanted]; ok {
		return anchor, true
	}
	near, ok := diag.Nearest(wanted, words)
	return of[near], ok
}

// elsewhere helps with an address on the web, or of mail, that lacks its
// beginning and is therefore read as a path.
func elsewhere(p *course.Page, to string) (help string, ok bool) {
	written := strings.TrimSuffix(relative(p.Source, to), "/index")
	switch name, host, mail := strings.Cut(written, "@"); {
	case strings.HasPrefix(strings.ToLower(written), "www."):
		return "an address on the web begins with https: write https://" + written, true
	case mail && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(written, "/ "):
		return "an address of mail begins with mailto: write mailto:" + written, true
	}
	return "", false
}

// leftOut helps with a path of the bundled course that the site does without.
func (a *advice) leftOut(wanted string) (help string, ok bool) {
	for _, ref := range a.c.Config.Without {
		hidden := strings.TrimSuffix(path.Clean(ref.Text), ".md")
		if wanted == hidden || strings.HasPrefix(wanted, hidden+"/") {
			return fmt.Sprintf("parley.yaml leaves it out (without: %s, line %d); take the link out, or that entry", ref.Text, ref.Pos.Line), true
		}
	}
	return "", false
}

// term helps with a name that no term has.
func (a *advice) term(p *course.Page, name string) string {
	lang := p.Lang
	if help, ok := a.leftOut(name); ok {
		return help
	}
	if own := "glossary/" + strings.ToLower(strings.Join(strings.Fields(name), "-")); slices.ContainsFunc(a.c.Config.Without, func(ref course.Ref) bool { return strings.TrimSuffix(ref.Text, ".md") == own }) {
		help, _ := a.leftOut(own)
		return help
	}
	if strings.Contains(name, "/") { // somebody meant a page
		if to, ok := a.source(p, name); ok {
			_, id := course.SourceID(to, a.c.Config.Languages)
			return fmt.Sprintf("did you mean [[%s]]?", id)
		}
		return "correct the page's path, or write the page"
	}
	if a.more() {
		names := a.c.Names(lang)
		if own := a.c.Config.Languages[0]; own != lang {
			names = append(names, a.c.Names(own)...)
		}
		if near, ok := diag.Nearest(name, names); ok {
			return fmt.Sprintf("did you mean %q?", near)
		}
		for _, p := range a.c.In(lang) {
			if strings.EqualFold(path.Base(string(p.ID)), name) || strings.EqualFold(p.Title, name) {
				return fmt.Sprintf("if you mean the page %s, write [[%s]]", p.Source, p.ID)
			}
		}
	}
	return "correct the name, or add the term: parley new term \"" + name + "\""
}

// page helps with a path that no page has.
func (a *advice) page(p *course.Page, link *course.Link) string {
	if help, ok := a.leftOut(link.To); ok {
		return help
	}
	if help, ok := elsewhere(p, link.To); ok {
		return help
	}
	if to, ok := a.source(p, link.To); ok {
		return "did you mean " + a.link(p, to, link.Fragment) + "?"
	}
	return "correct the path, or write the page"
}

// source is the file of the page that a wrong ID may mean.
func (a *advice) source(p *course.Page, wanted string) (string, bool) {
	if !a.more() {
		return "", false
	}
	sources := map[string]string{} // by ID
	var ids, folders []string
	for _, lang := range []course.Lang{p.Lang, a.c.Config.Languages[0]} {
		for _, q := range a.c.In(lang) {
			if _, taken := sources[string(q.ID)]; !taken {
				ids = append(ids, string(q.ID))
				folders = append(folders, q.Folder())
				sources[string(q.ID)] = q.Source
			}
		}
	}
	folder, index := strings.CutSuffix(wanted, "/index")
	if !index {
		near, ok := nearestPath(wanted, ids)
		return sources[near], ok
	}
	if to := sources[folder]; to != "" { // a page, written without its ending
		return to, true
	}
	near, ok := diag.Nearest(folder, folders)
	return near + "/index.md", ok
}

// file helps with a path that no file has.
func (a *advice) file(p *course.Page, wanted string) string {
	if help, ok := elsewhere(p, wanted); ok {
		return help
	}
	if stem, ok := strings.CutSuffix(wanted, ".html"); ok && a.c.Exists(p.Lang, course.ID(stem)) {
		return "link to the source file: " + a.link(p, stem+".md", "")
	}
	if a.more() {
		if near, ok := nearestPath(wanted, a.c.Files); ok {
			return "did you mean " + a.link(p, near, "") + "?"
		}
	}
	top, _, _ := strings.Cut(wanted, "/")
	top, _, _ = strings.Cut(top, ".")
	for _, f := range course.Folders {
		if f.Name == top {
			return "put the file there, or correct the path"
		}
	}
	if top == "static" {
		return "put the file there, or correct the path"
	}
	return "put the file next to the page or into static/: files elsewhere are not published"
}

// link is a path as it is written in a link of a page.
func (a *advice) link(p *course.Page, to, fragment string) string {
	written := relative(p.Source, to)
	if fragment != "" {
		written += "#" + fragment
	}
	return bracketed(written)
}

// nearestPath finds the path somebody may have meant: the same in other
// letters, the same name in another folder, or a name that is spelt alike.
func nearestPath(wanted string, among []string) (string, bool) {
	base := path.Base(wanted)
	var same, here, anywhere []string
	byBase := map[string]string{}
	for _, to := range among {
		b := path.Base(to)
		switch {
		case strings.EqualFold(to, wanted):
			return to, true
		case b == "index":
			continue
		case strings.EqualFold(b, base):
			same = append(same, to)
		case path.Dir(to) == path.Dir(wanted):
			here = append(here, b)
		}
		if _, taken := byBase[b]; !taken {
			byBase[b] = to
			anywhere = append(anywhere, b)
		}
	}
	if len(same) > 0 {
		if near, ok := diag.Nearest(wanted, same); ok {
			return near, true
		}
		return same[0], true
	}
	if near, ok := diag.Nearest(base, here); ok {
		return path.Join(path.Dir(wanted), near), true
	}
	near, ok := diag.Nearest(base, anywhere)
	return byBase[near], ok
}
