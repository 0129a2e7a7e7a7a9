package block

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// ownAnchors is a scale whose answers are named in the block alone.
const ownAnchors = "own"

// anchorsOf are the sets of answers whose names the theme has, each with its
// lowest and its highest value.
var anchorsOf = []struct {
	name     string
	min, max int
}{
	{"frequency", 0, 3}, // of the last three negotiations: it has no other meaning with another number
	{"agreement", 1, 5},
}

// maxAnchors is how many answers somebody can still tell apart.
const maxAnchors = 11

// Scale is statements about what somebody has done, which learners rate.
//
//	::: scale frequency
//	competency: preparing
//	- Wrote down my best alternative and gave it a value {#c1.1}
//	- Entered talks knowing only what I wanted to ask for (reverse) {#c1.5}
//	:::
type Scale struct {
	Anchors    string // of anchorsOf, or ownAnchors
	Min, Max   int
	Names      []string // of the answers, from Min on; empty when the theme names them
	Title      string
	Level      int // of the title as a heading
	Competency course.Ref
	Ask        course.Body // what is asked of every statement; may be empty
	Statements []Statement
}

// Statement is one item of a Scale.
type Statement struct {
	course.Item
	Text    course.Body
	Reverse bool // the lower the better
	at      int  // where it stands, which names it while it has no id
}

// BlockName implements course.Block.
func (*Scale) BlockName() string { return "scale" }

// Rates implements course.Rated.
func (s *Scale) Rates() course.Ref { return s.Competency }

// Items implements course.Itemed.
func (s *Scale) Items() []course.Item {
	var items []course.Item
	for i := range s.Statements {
		items = appendItem(items, s.Statements[i].Item)
	}
	return items
}

// appendItem adds an item that has an id.
func appendItem(items []course.Item, item course.Item) []course.Item {
	if item.ID == "" {
		return items
	}
	return append(items, item)
}

// Search implements Searched.
func (s *Scale) Search() []course.Body {
	out := []course.Body{s.Ask}
	for i := range s.Statements {
		out = append(out, s.Statements[i].Text)
	}
	return out
}

func readScale(c markdown.Container, s *markdown.Scope) course.Block {
	r := read(c, s, grammar{keys: []string{"competency", "title", "anchors"}})
	out := &Scale{Level: s.Below()}
	keys := settled{}
	var ask []line
	for i := range r.lines {
		l := &r.lines[i]
		switch {
		case l.kind == keyLine:
			r.take(keys, l)
		case l.kind == bulletLine || l.kind == numberedLine:
			out.Statements = append(out.Statements, r.statement(l))
		case l.kind == blankLine || l.kind == textLine && len(out.Statements) == 0:
			ask = append(ask, *l)
		default:
			r.doubt(l, "this line is no statement of the scale", l.withID("- "+l.words()))
		}
	}
	if len(out.Statements) == 0 && !r.failed {
		r.fail(diag.EmptyBlock, c.At, c.Len, "this scale has no statements", "write one a line, such as: - Wrote down my target {#target}")
	}
	r.anchors(out, keys)
	if l, ok := keys["competency"]; ok {
		out.Competency = course.Ref{Text: plain(l.text), Pos: s.Pos(l.text.At, len(l.text.Text))}
	}
	out.Title = s.Words(string(keys["title"].text.Text), keys["title"].text.At)
	if r.failed {
		return nil
	}
	out.Ask = body(s.Prose, prose(markdown.Line{}, ask))
	for i := range out.Statements {
		st := &out.Statements[i]
		st.Hash = hashOf(st.Text.HTML, strconv.FormatBool(st.Reverse), out.Anchors, strings.Join(out.Names, "; "))
	}
	return out
}

func (r *reader) statement(l *line) Statement {
	with := r.settings(l, "reverse")
	return Statement{Item: course.Item{ID: r.item(l)}, Text: r.Inline(l.text), Reverse: len(with) > 0, at: l.raw.At}
}

// anchors finds out what can be answered.
func (r *reader) anchors(s *Scale, keys settled) {
	own, named := keys["anchors"]
	if named {
		s.Names = r.list(&own, 2, "never; sometimes; always")
	}
	word := strings.ToLower(plain(markdown.Line{Text: []byte(r.block.Args)}))
	s.Anchors, s.Max = ownAnchors, len(s.Names)-1
	if word == "" && !named {
		r.fail(diag.MissingSetting, r.block.At, r.block.Len, "this scale does not say what can be answered",
			"write ::: scale frequency, ::: scale agreement, or a line such as anchors: never; sometimes; always")
	}
	if word == "" {
		return
	}
	var known []string
	for _, a := range anchorsOf {
		known = append(known, a.name)
		if a.name != word {
			continue
		}
		s.Anchors, s.Min, s.Max = a.name, a.min, a.max
		if n := a.max - a.min + 1; named && len(s.Names) != n && len(s.Names) > 0 {
			r.failLine(diag.Contradiction, &own, fmt.Sprintf("%s has %d answers, and anchors: names %d", word, n, len(s.Names)),
				fmt.Sprintf("name %d, or write ::: scale alone", n))
		}
		return
	}
	help := "write ::: scale " + strings.Join(known, " or ::: scale ")
	if near, ok := diag.Nearest(word, known); ok {
		help = "did you mean ::: scale " + near + "?"
	}
	r.fail(diag.BadValue, r.block.ArgsAt, len(r.block.Args), fmt.Sprintf("there are no answers called %q", r.block.Args), help)
}

// list reads a; b; c behind a key: at least so many, no two alike.
func (r *reader) list(l *line, least int, example string) []string {
	text := r.Words(string(l.text.Text), l.text.At)
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			out = append(out, part)
		}
	}
	switch doubled := slices.Clone(out); {
	case len(out) < 2 && strings.Count(text, ",") > 0:
		r.doubt(l, "between these stand semicolons", l.key+": "+strings.Join(strings.FieldsFunc(strings.ReplaceAll(text, ", ", ","), func(c rune) bool { return c == ',' }), "; "))
	case len(out) < least:
		r.failLine(diag.BadValue, l, fmt.Sprintf("%s: wants %d at least, with semicolons between them", l.key, least), "write "+l.key+": "+example)
	case len(out) > maxAnchors && l.key == "anchors":
		r.failLine(diag.BadValue, l, fmt.Sprintf("nobody can tell %d answers apart", len(out)), fmt.Sprintf("name at most %d", maxAnchors))
	default:
		slices.Sort(doubled)
		if len(slices.Compact(doubled)) < len(out) {
			r.failLine(diag.BadValue, l, l.key+": names one thing twice", "leave one of them out")
		}
	}
	return out
}

// ScaleView is what blocks/scale draws.
type ScaleView struct {
	Page       course.ID
	Anchors    string // "frequency", "agreement", "own"
	Competency string // ID; may be empty
	Title      Title
	Ask        template.HTML // "" when the theme asks
	Min, Max   int
	Marks      []MarkView
	Statements []StatementView
}

// MarkView is an answer; Label is "" when the theme names it.
type MarkView struct{ Value, Label string }

// StatementView is one statement. ID is "" while it has none.
type StatementView struct {
	ID, Anchor string
	Name       string // of its buttons, in the document
	Hash       string
	Text       template.HTML
	Reverse    bool
}

// View implements Viewed.
func (s *Scale) View(p Page) (string, any) {
	v := ScaleView{
		Page: p.PageID(), Anchors: s.Anchors, Competency: s.Competency.Text, Title: Title{s.Title, s.Level},
		Ask: p.HTML(s.Ask), Min: s.Min, Max: s.Max,
	}
	if s.Title == "" {
		v.Title.Text = p.Competency(v.Competency)
	}
	for value := s.Min; value <= s.Max; value++ {
		m := MarkView{Value: strconv.Itoa(value)}
		if len(s.Names) > 0 {
			m.Label = s.Names[value-s.Min]
		}
		v.Marks = append(v.Marks, m)
	}
	for i := range s.Statements {
		st := &s.Statements[i]
		sv := StatementView{ID: st.ID, Name: p.Anchor(name(st.ID, st.at)), Hash: st.Hash, Text: p.HTML(st.Text), Reverse: st.Reverse}
		if st.ID != "" {
			sv.Anchor = p.Anchor(st.ID)
		}
		v.Statements = append(v.Statements, sv)
	}
	return "blocks/scale", v
}

// name is what an item's inputs are called; while it has no id, after its place.
func name(id string, at int) string {
	if id == "" {
		return "_" + strconv.Itoa(at)
	}
	return id
}
