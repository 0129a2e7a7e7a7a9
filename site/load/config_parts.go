package load

import (
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// stages reads a list of stages, each {id, name, bands}; a name is one text or
// one a language.
func (r *reader) stages(v value, own course.Lang) []course.Stage {
	var out []course.Stage
	for _, item := range v.list {
		s := course.Stage{Names: map[course.Lang]string{}, Pos: r.pos(item.at, item.end)}
		for _, f := range item.fields {
			switch {
			case f.key == "id":
				s.ID = r.str(f.value)
			case f.key == "name":
				s.Names[own] = r.str(f.value)
			case strings.HasPrefix(f.key, "name."):
				s.Names[course.Lang(f.key[5:])] = r.str(f.value)
			case f.key == "bands":
				s.Bands = r.bands(f.value)
			default:
				r.unknown(f, []string{"id", "name", "name.de", "bands"})
			}
		}
		if s.ID == "" || len(s.Names) == 0 {
			r.bad(item, "a stage needs an id and a name", "write - {id: S1, name: Prepare}")
			continue
		}
		if slices.ContainsFunc(out, func(other course.Stage) bool { return other.ID == s.ID }) {
			r.bad(item, "two stages have the id \""+s.ID+"\"", "give one of them another")
			continue
		}
		out = append(out, s)
	}
	if v.kind != list {
		r.bad(v, "a list of stages is wanted here", "write - {id: S1, name: Prepare} for each, one a line")
	}
	return out
}

// bands reads which dimensions of a negotiation a stage crosses.
func (r *reader) bands(v value) []string {
	var out []string
	for _, ref := range r.refs(v) {
		if !slices.Contains([]string{"table", "deal", "setup"}, ref.Text) {
			r.report.Add(diag.BadValue, ref.Pos, "there is no band \""+ref.Text+"\"", "write table, deal or setup")
			continue
		}
		out = append(out, ref.Text)
	}
	return out
}

func (r *reader) setVariables(c *course.Config, v value) {
	if v.kind != mapping {
		r.bad(v, "names and their texts are wanted here", "write, indented under variables: firm: Acme")
		return
	}
	for _, f := range v.fields {
		if !markdown.IsVariableName(f.key) {
			r.say(diag.BadValue, f.at, len(f.key), "\""+f.key+"\" cannot name a variable", "use letters, digits and hyphens")
			continue
		}
		c.Variables[f.key] = r.str(f.value)
	}
}

func (r *reader) brand(c *course.Config, v value) {
	keys := []string{"logo", "icon", "color", "color-dark"}
	if v.kind != mapping {
		r.bad(v, "the parts of the brand are wanted here", "write, indented under brand: logo: static/logo.svg")
		return
	}
	for _, f := range v.fields {
		switch f.key {
		case "logo":
			c.Brand.Logo, c.Brand.LogoPos = r.str(f.value), r.pos(f.value.at, f.value.end)
		case "icon":
			c.Brand.Icon, c.Brand.IconPos = r.str(f.value), r.pos(f.value.at, f.value.end)
		case "color", "colour":
			c.Brand.Color = r.color(f.value)
		case "color-dark", "colour-dark":
			c.Brand.ColorDark = r.color(f.value)
		default:
			r.unknown(f, keys)
		}
	}
	c.Brand.Pos = r.pos(v.at, v.at+1)
}

func (r *reader) home(c *course.Config, v value) {
	if v.kind != mapping {
		r.bad(v, "the pages that the home page leads to are wanted here", "write, indented under home: coming: content/framework/prepare")
		return
	}
	for _, f := range v.fields {
		ref := course.Ref{Text: strings.TrimSuffix(r.str(f.value), ".md"), Pos: r.pos(f.value.at, f.value.end)}
		switch f.key {
		case "coming":
			c.Home.Coming = ref
		case "ended":
			c.Home.Ended = ref
		case "minutes":
			c.Home.Minutes = ref
		default:
			r.unknown(f, []string{"coming", "ended", "minutes"})
		}
	}
}

// rules reads how findings about the vocabulary count: a level for each code.
func (r *reader) rules(v value) map[diag.Code]diag.Level {
	if v.kind != mapping {
		r.bad(v, "codes and how they count are wanted here", "write, indented under rules: P0312: error")
		return nil
	}
	words := make([]string, len(diag.Levels))
	for i, l := range diag.Levels {
		words[i] = string(l)
	}
	out := map[diag.Code]diag.Level{}
	for _, f := range v.fields {
		code := diag.Code(strings.ToUpper(f.key))
		if _, known := diag.Lookup(code); !known || !code.Adjustable() {
			r.say(diag.BadValue, f.at, len(f.key), "\""+f.key+"\" is no code that can be set here",
				"write one from P0301 to P0312; parley explain CODE says what it means")
			continue
		}
		if level := r.oneOf(f.value, words...); slices.Contains(words, level) {
			out[code] = diag.Level(level)
		}
	}
	return out
}
