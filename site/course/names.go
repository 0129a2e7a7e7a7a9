package course

import (
	"path"
	"slices"
	"strings"
)

// nameKey finds terms by what they are called.
type nameKey struct {
	lang Lang
	name string
}

// fold is a name as it is looked up: lower case, single spaces.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// names are what a term's page can be called, folded: its name, its other
// names, its abbreviation and its file's name. Other pages have none.
func (p *Page) names() []string {
	if p.Term == nil {
		return nil
	}
	names := []string{p.Term.Name, p.Term.Abbr, path.Base(string(p.ID))}
	for _, also := range p.Term.Also {
		names = append(names, also.Text)
	}
	for i, n := range names {
		names[i] = fold(n)
	}
	return names
}

// name indexes a term's page under its names.
func (c *Course) name(p *Page) {
	for _, n := range p.names() {
		if k := (nameKey{p.Lang, n}); n != "" && !slices.Contains(c.byName[k], p) {
			if c.byName == nil {
				c.byName = map[nameKey][]*Page{}
			}
			c.byName[k] = append(c.byName[k], p)
		}
	}
}

// Named finds what [[name]] means in a language: a term by any of its names, or
// a page by its ID. Several pages mean that the name is claimed twice.
func (c *Course) Named(lang Lang, name string) []*Page {
	for _, l := range []Lang{lang, c.Config.Languages[0]} {
		if ps := c.byName[nameKey{l, fold(name)}]; len(ps) > 0 {
			return ps
		}
	}
	if p, ok := c.Nearest(lang, ID(name)); ok {
		return []*Page{p}
	}
	return nil
}

// Names lists all a language's terms are called, for "did you mean".
func (c *Course) Names(lang Lang) []string {
	var out []string
	for _, p := range c.In(lang) {
		if p.Term != nil {
			out = append(out, p.Term.Name)
			for _, also := range p.Term.Also {
				out = append(out, also.Text)
			}
		}
	}
	return out
}
