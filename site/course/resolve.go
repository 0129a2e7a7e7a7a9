package course

import (
	"path"
	"slices"
	"strings"
)

// Target is where a link leads.
type Target struct {
	Lang     Lang
	Page     ID     // "" when it is no page
	Found    *Page  // the page, when it is a written one
	Asset    *Asset // the file, when it is one
	URL      string // the address, when it is elsewhere
	Fragment string
	OK       bool
}

// Resolve follows a link of a page: to a page in the page's own language, or
// else in the site's; to a file; or elsewhere. Not OK means that it leads
// nowhere. A wiki link that names two terms leads to the first.
func (c *Course) Resolve(from *Page, link *Link) Target {
	t := Target{Lang: from.Lang, Fragment: link.Fragment}
	switch link.Kind {
	case ToURL:
		t.URL, t.OK = link.To, true
	case ToAsset:
		t.Asset, t.OK = c.Assets[link.To], c.Assets[link.To] != nil
	case ToNamed:
		if ps := c.Named(from.Lang, link.To); len(ps) > 0 {
			t.page(ps[0])
		}
	case ToPage:
		id := ID(link.To)
		for _, lang := range []Lang{from.Lang, c.Config.Languages[0]} {
			if p, ok := c.Page(lang, id); ok {
				t.page(p)
			} else if c.Exists(lang, id) {
				t.Lang, t.Page, t.OK = lang, id, true
			}
			if t.OK {
				break
			}
		}
	}
	return t
}

func (t *Target) page(p *Page) { t.Lang, t.Page, t.Found, t.OK = p.Lang, p.ID, p, true }

// NamedWords are what a reader sees of [[...]], whose target is t: the author's
// words, or the title of a page that is no term.
func (t *Target) NamedWords(link *Link) string {
	switch {
	case link.Words != "":
		return link.Words
	case t.Found != nil && t.Found.Term == nil:
		return t.Found.Title
	case !t.OK && strings.Contains(link.To, "/"): // a page that the site leaves out: its path is no word
		return strings.ReplaceAll(path.Base(link.To), "-", " ")
	}
	return link.To
}

// AssetOutput is the output path of a file: its own path, but what lies in
// static/ stands at the top.
func AssetOutput(path string) string { return strings.TrimPrefix(path, "static/") }

// HasAnchor tells whether a page has a place with this anchor.
func (p *Page) HasAnchor(id string) bool {
	if id == "" {
		return true
	}
	for i := range p.Headings {
		if p.Headings[i].ID == id {
			return true
		}
	}
	return slices.Contains(p.ItemIDs(), id) || p.HasBroken(id)
}
