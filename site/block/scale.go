package block

import (
	"fmt"
	"html/template"
	"regexp"
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
	r := read(c, s, grammar{keys: []string{"competency", "title", "anchors"}, settings: true})
	out := &Scale{Level: s.Below()}
	keys := settled{}
	ask, statements := r.statements(keys)
	for i := range statements {
		out.Statements = append(out.Statements, r.statement(statements[i]))
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

// statements divides the lines of a scale into its keys, the prose on top and its
// statements, each with the lines that it runs on over.
func (r *reader) statements(keys settled) (ask []line, statements [][]line) {
	for i := 0; i < len(r.lines); i++ {
		l := &r.lines[i]
		last := len(statements) - 1
		switch {
		case l.kind == keyLine:
			r.take(keys, l)
			if l.key == "anchors" && len(l.text.Text) == 0 {
				i += r.listedBelow(l, r.lines[i+1:])
			}
		case l.kind == bulletLine, l.kind == numberedLine, l.kind == optionLine && !l.marked:
			statements = append(statements, []line{*l})
		case l.kind == textLine && last >= 0 && l.indent > statements[last][0].indent && r.lines[i-1].kind != blankLine:
			statements[last] = append(statements[last], *l)
		case l.kind == blankLine || l.kind == textLine && last < 0 && l.id == "":
			ask = append(ask, *l)
		default:
			r.doubt(l, "this line is no statement of the scale", l.withID("- "+l.words()))
		}
	}
	return ask, statements
}

// answerLabel is a number before an answer that stands on a line of its own.
var answerLabel = regexp.MustCompile(`^\s*(?:[-*•]\s*)?(?:\d{1,2}\s*[=:.)-]\s*)?`)

// listedBelow reports answers on lines below a key that wants them behind it. It
// says how many lines these are.
func (r *reader) listedBelow(key *line, below []line) int {
	var names []string
	for _, l := range below {
		if l.kind != textLine && l.kind != numberedLine || l.id != "" {
			break
		}
		names = append(names, answerLabel.ReplaceAllString(string(l.text.Text), ""))
	}
	if len(names) > 0 {
		r.doubt(key, "the answers stand behind the colon, with semicolons between them", key.key+": "+strings.Join(names, "; "))
	}
	return len(names)
}

// otherReverse is what test manuals write for (reverse).
var otherReverse = regexp.MustCompile(`(?i)\s*\(\s*(?:r|rev\.?|invers\w*|inverted|negative|reverse[d]?[- ](?:scored|coded))\s*\)\s*$`)

// statement makes an item of its lines.
func (r *reader) statement(lines []line) Statement {
	first, last := &lines[0], &lines[len(lines)-1]
	if m := otherReverse.FindStringIndex(string(last.text.Text)); m != nil {
		r.doubt(last, "a statement that is better the less it was so is marked (reverse)", last.written(string(last.text.Text[:m[0]])+" (reverse)"))
	}
	with := r.settings(last, "reverse")
	var text []markdown.Line
	for _, l := range lines {
		text = append(text, l.text)
	}
	if first != last && first.id == "" {
		first.id, first.idAt = last.id, last.idAt
	}
	return Statement{Item: course.Item{ID: r.item(first)}, Text: r.Inline(text...), Reverse: len(with) > 0, at: first.raw.At}
}

// anchors finds out what can be answered. Names of one's own stand in place of the
// theme's, however many they are.
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
		if named {
			s.Max = a.min + len(s.Names) - 1
		}
		return
	}
	help := "write ::: scale " + strings.Join(known, " or ::: scale ")
	if near, ok := diag.Nearest(word, known); ok {
		help = "did you mean ::: scale " + near + "?"
	}
	r.fail(diag.BadValue, r.block.ArgsAt, len(r.block.Args), fmt.Sprintf("there are no answers called %q", r.block.Args), help)
}

// otherSigns stand between answers that should have semicolons.
var otherSigns = regexp.MustCompile(`\s*[,|/]\s*`)

// list reads a; b; c behind a key: at least so many, no two alike.
func (r *reader) list(l *line, least int, example string) []string {
	text := strings.ReplaceAll(r.Words(string(l.text.Text), l.text.At), "；", ";")
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			out = append(out, part)
		}
	}
	switch doubled := slices.Clone(out); {
	case r.failed && text == "": // listed below, which has been reported
	case len(out) == 1 && otherSigns.MatchString(text):
		r.doubt(l, "between these stand semicolons", l.key+": "+strings.Join(otherSigns.Split(strings.TrimSpace(text), -1), "; "))
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
	Leads      []Lead // where to read and practise the competency
}

// MarkView is an answer; Label is "" when the theme names it.
type MarkView struct{ Value, Label string }

// StatementView is one statement. ID is "" while it has none.
type StatementView struct {
	ID, Anchor string
	Name       string // of its buttons, in the document
	Hash       string
	Also       string // hashes of the same statement in other languages
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
	if v.Competency != "" {
		v.Leads = p.Leads(v.Competency)
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
			sv.Anchor, sv.Also = p.Anchor(st.ID), p.AlsoHashes(st.ID)
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
