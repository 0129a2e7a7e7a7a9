package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// competencies holds every page's competencies, and those that its scales measure, against those of parley.yaml.
func competencies(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that has other competencies, nobody could mend it
		}
		named := p.Competency
		for _, b := range p.Blocks {
			if scale, ok := b.(course.Rated); ok && scale.Rates().Text != "" {
				named = append(slices.Clip(named), scale.Rates())
			}
		}
		for _, ref := range named {
			if _, ok := c.Config.Competency(ref.Text); !ok {
				report.Add(diag.UnknownCompetency, ref.Pos, fmt.Sprintf("unknown competency %q", ref.Text), competencyHelp(c.Config, ref.Text))
			}
		}
	}
}

// competencyHelp helps with a competency that the site does not have.
func competencyHelp(config *course.Config, wanted string) string {
	var known []named
	for _, k := range config.Competencies {
		known = append(known, named{k.ID, k.Names})
	}
	ids, meant := meant(wanted, known)
	switch {
	case meant != "":
		return "did you mean " + meant + "?"
	case len(ids) == 0:
		return "parley.yaml lists no competencies; add them there (competencies:), or remove this line"
	}
	return "the competencies are " + strings.Join(ids, ", ") + " (competencies: in parley.yaml)"
}

// named is what parley.yaml gives an id and names, one a language.
type named struct {
	id    string
	names map[course.Lang]string
}

// meant lists the ids and finds the one that somebody meant who wrote it in
// other letters, misspelt, or wrote a name; "" when none is near.
func meant(wanted string, known []named) (ids []string, id string) {
	var names []string
	of := map[string]string{} // the id by name
	for _, k := range known {
		ids = append(ids, k.id)
		for _, name := range k.names {
			names, of[name] = append(names, name), k.id
		}
	}
	if i := slices.IndexFunc(ids, func(id string) bool { return strings.EqualFold(id, wanted) }); i >= 0 {
		return ids, ids[i]
	}
	if id := of[wanted]; id != "" {
		return ids, id
	}
	slices.Sort(names) // a map's order must not choose between two that are as near
	if near, ok := diag.Nearest(wanted, append(slices.Clone(names), longIDs(ids)...)); ok {
		if id := of[near]; id != "" {
			return ids, id
		}
		return ids, near
	}
	return ids, ""
}

// longIDs are the ids that can be misspelt: of S1 to S7 each is near to each.
func longIDs(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return len(id) < 4 })
}

// listed names the first few.
func listed(names []string) string {
	const most = 8
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " ..."
	}
	return strings.Join(names, ", ")
}
