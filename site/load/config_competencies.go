package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// goodCompetencyID bounds what names a competency in records and attributes.
var goodCompetencyID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,39}$`)

const competencyExample = "write - {id: preparing, name: Preparing, stages: S1}"

// competencies reads a list of competencies, each {id, name, stages}; a name is
// one text or one a language.
func (r *reader) competencies(v value, c *course.Config) []course.Competency {
	var out []course.Competency
	for _, item := range v.list {
		k := r.competency(item, c)
		switch {
		case k.ID == "" || len(k.Names) == 0:
			r.bad(item, "a competency needs an id and a name", competencyExample)
		case !goodCompetencyID.MatchString(k.ID):
			r.bad(item, fmt.Sprintf("the id %q cannot name a competency", k.ID), "use up to 40 letters, digits and hyphens")
		case slices.ContainsFunc(out, func(other course.Competency) bool { return other.ID == k.ID }):
			r.bad(item, fmt.Sprintf("two competencies have the id %q", k.ID), "give one of them another")
		default:
			out = append(out, k)
		}
	}
	if v.kind != list {
		r.bad(v, "a list of competencies is wanted here", competencyExample+" for each, one a line")
	}
	return out
}

func (r *reader) competency(item value, c *course.Config) course.Competency {
	k := course.Competency{Names: map[course.Lang]string{}, Pos: r.pos(item.at, item.end)}
	for _, f := range item.fields {
		switch {
		case f.key == "id":
			k.ID = r.str(f.value)
		case f.key == "name":
			k.Names[c.Languages[0]] = r.str(f.value)
		case strings.HasPrefix(f.key, "name."):
			k.Names[course.Lang(f.key[5:])] = r.str(f.value)
		case f.key == "stages" || f.key == "stage":
			k.Stages = r.stagesOf(f.value, c)
		default:
			r.unknown(f, []string{"id", "name", "name.de", "stages"})
		}
	}
	return k
}

// stagesOf reads the stages in which a competency shows: S1, or [S2, S3].
func (r *reader) stagesOf(v value, c *course.Config) []string {
	var out []string
	for _, ref := range r.refs(v) {
		if _, ok := c.Stage(ref.Text); !ok {
			r.report.Add(diag.UnknownStage, ref.Pos, fmt.Sprintf("unknown stage %q", ref.Text), "name a stage of stages:, or leave this out")
			continue
		}
		out = append(out, ref.Text)
	}
	return out
}
