package block

import (
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Path is a curriculum: pages in an order, with what is better done before each.
// The order is advice, and nothing is closed.
//
//	::: path first-steps
//	pass: 80%
//	- [Prepare](framework/prepare.md) (20 min)
//	- [Close](framework/close.md) (10 min)
//	  after: [Prepare](framework/prepare.md)
//	  needs: a negotiation that is coming
//	:::
type Path struct {
	Name  course.Ref
	Title string
	Level int         // of the title as a heading
	Pass  int         // how many of a hundred steps finish it
	Every string      // "day" or "week": dates for a calendar are offered; ""
	Intro course.Body // may be empty
	steps []pathStep
}

type pathStep struct {
	course.Step
	head  course.Body // a heading above it; may be empty
	text  course.Body
	after course.Body // may be empty
	needs course.Body
}

// BlockName implements course.Block.
func (*Path) BlockName() string { return "path" }

// Steps implements course.Curriculum.
func (t *Path) Steps() []course.Step {
	var out []course.Step
	for _, s := range t.steps {
		out = append(out, s.Step)
	}
	return out
}

// Search implements Searched.
func (t *Path) Search() []course.Body {
	out := []course.Body{{HTML: html.EscapeString(t.Title)}, t.Intro}
	for _, s := range t.steps {
		out = append(out, s.text)
	}
	return out
}

// afterWords are what people write in place of after:.
var afterWords = []string{"prerequisite", "prerequisites", "requires", "required", "before", "first", "voraussetzung", "voraussetzungen", "vorher", "zuerst"}

func readPath(c markdown.Container, s *markdown.Scope) course.Block {
	r := read(c, s, grammar{keys: []string{"pass", "title", "every", "after", "needs"}})
	out := &Path{Name: r.named("first-steps"), Level: s.Below()}
	keys := settled{}
	var intro []line
	var heads []head
	for i := range r.lines {
		l := &r.lines[i]
		switch {
		case l.kind == keyLine && (l.key == "pass" || l.key == "title" || l.key == "every"):
			r.take(keys, l)
		case l.kind == keyLine && len(out.steps) == 0:
			r.failLine(diag.MissingSetting, l, l.key+": stands below no step", "write the step above it, such as: - [Prepare](prepare.md)")
		case l.kind == keyLine:
			r.before(&out.steps[len(out.steps)-1], l)
		case l.kind == bulletLine || l.kind == numberedLine:
			r.noID(l, "a step")
			out.steps = append(out.steps, r.pathStep(l))
		case l.kind == headingLine:
			r.noID(l, "a heading of a path")
			heads = append(heads, head{len(out.steps), *l})
		case l.kind == blankLine || l.kind == textLine && len(out.steps) == 0 && len(heads) == 0:
			intro = append(intro, *l)
		default:
			if word, value, ok := strings.Cut(l.words(), ":"); ok && slices.Contains(afterWords, strings.ToLower(strings.TrimSpace(word))) {
				r.doubt(l, "what is better done before stands behind after:", "after: ["+strings.TrimSpace(value)+"](page.md)")
				continue
			}
			r.doubt(l, "this line is no step of the path", "- "+l.words())
		}
	}
	if len(out.steps) == 0 && !r.failed {
		r.fail(diag.EmptyBlock, c.At, c.Len, "this path has no steps", "write one a line, such as: - [Prepare](prepare.md) (20 min)")
	}
	out.Title = s.Words(string(keys["title"].text.Text), keys["title"].text.At)
	out.Pass = r.share(keys, "pass")
	out.Every = r.rhythm(keys)
	if r.failed {
		return nil
	}
	out.Intro = body(s.Prose, prose(markdown.Line{}, intro))
	for _, h := range heads {
		if h.before < len(out.steps) {
			out.steps[h.before].head = s.Prose([]markdown.Line{h.line.raw})
		}
	}
	return out
}

// head is a heading among the steps, and how many are before it.
type head struct {
	before int
	line   line
}

var (
	linkApart = regexp.MustCompile(`\[([^\[\]]+)\]\s+\(([^()\s]+)\)`)
	timeApart = regexp.MustCompile(`(?i)\s*[-–—,:]\s*(\d{1,4})\s*(?:min\.?|mins\.?|minutes?|minuten)$`)
)

// fileAlone is the path of a page that nothing else stands beside.
var fileAlone = regexp.MustCompile(`^[^\s\[\]()<>]+\.md$`)

// minutesBehind is how long a step takes, behind its words.
var minutesBehind = regexp.MustCompile(`(?i)\s*\(\s*(\d{1,4})\s*(?:min\.?|mins\.?|minutes?|minuten|')\s*\)\s*$`)

func (r *reader) pathStep(l *line) pathStep {
	var s pathStep
	time := "" // behind its words
	shadow := shadowOf(l.text)
	if m := minutesBehind.FindStringSubmatchIndex(shadow.text); m != nil {
		s.Minutes, _ = strconv.Atoi(shadow.text[m[2]:m[3]])
		time = " (" + strconv.Itoa(s.Minutes) + " min)"
		l.text = shadow.to(m[0]).trim().words(l.text)
	}
	words := string(l.text.Text)
	if m := linkApart.FindStringIndex(words); m != nil || timeApart.MatchString(shadow.text) {
		words = linkApart.ReplaceAllString(words, "[$1]($2)") + time
		r.doubt(l, "a step is a link, and how long it takes stands behind it in parentheses", "- "+timeApart.ReplaceAllString(words, " ($1 min)"))
		return s
	}
	s.text = r.Inline(l.text)
	links := linksOf(s.text)
	if len(links) == 0 {
		help := "write - [" + l.words() + "](page.md)" + time
		if file := strings.Trim(words, "<>`\"'"); fileAlone.MatchString(file) {
			help = "write - [Title](" + file + ")" + time + "    (with the title of the page in brackets)"
		}
		r.failLine(diag.BadStep, l, "this step leads to no page", help)
		return s
	}
	s.Link = links[0]
	return s
}

// before reads what is done before a step, or needed for it.
func (r *reader) before(s *pathStep, l *line) {
	to := &s.after
	if l.key == "needs" {
		to = &s.needs
	}
	if to.HTML != "" {
		r.failLine(diag.DoubledKey, l, "\""+l.key+"\" is set twice", "keep one of the two lines")
	}
	*to = r.Inline(l.text)
	if l.key == "after" {
		s.After = linksOf(*to)
	}
}

// linksOf lists the links of a text, by their numbers on the page.
func linksOf(text course.Body) []uint32 {
	var out []uint32
	for _, h := range text.Holes {
		if h.Kind == course.LinkHole {
			out = append(out, h.N)
		}
	}
	return out
}

// share reads a key that is "all" or "80%"; all where it is missing.
func (r *reader) share(keys settled, key string) int {
	l, ok := keys[key]
	if !ok {
		return 100
	}
	said := strings.ToLower(plain(l.text))
	if said == "all" || said == "alle" {
		return 100
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(said, "%")))
	if err != nil || n < 1 || n > 100 {
		r.failLine(diag.BadValue, &l, fmt.Sprintf("%s: is a share of the steps", key), "write "+key+": 80% or "+key+": all")
		return 100
	}
	return n
}

// rhythm reads every: how long after one step, or one heading, the next comes.
func (r *reader) rhythm(keys settled) string {
	l, ok := keys["every"]
	if !ok {
		return ""
	}
	switch said := strings.ToLower(plain(l.text)); said {
	case "day", "week":
		return said
	}
	r.failLine(diag.BadValue, &l, "every: says how long after one step the next one comes", "write every: week or every: day")
	return ""
}

// PathView is what blocks/path draws.
type PathView struct {
	Page  course.ID
	Name  string
	Title Title
	Pass  int
	Every string // "day", "week" or ""
	Intro template.HTML
	Parts []PathPartView
}

// PathPartView is a run of steps below one heading; Head may be empty.
type PathPartView struct {
	Head  template.HTML
	First int // the number of its first step
	Steps []PathStepView
}

// PathStepView is one step.
type PathStepView struct {
	Page      course.ID // it leads to; "" when that is no written page
	Was       string    // its former IDs, between bars
	Items     []string  // the ids of what is to be answered there
	Questions []string  // those of them that are neither rated nor filled in
	Text      template.HTML
	Minutes   int
	After     template.HTML
	Before    []course.ID // the pages that After links to
	Needs     template.HTML
}

// View implements Viewed.
func (t *Path) View(p Page) (string, any) {
	v := PathView{Page: p.PageID(), Name: t.Name.Text, Title: Title{t.Title, t.Level}, Pass: t.Pass, Every: t.Every, Intro: p.HTML(t.Intro)}
	for i, s := range t.steps {
		if i == 0 || s.head.HTML != "" {
			v.Parts = append(v.Parts, PathPartView{Head: p.HTML(s.head), First: i + 1})
		}
		sv := PathStepView{Text: p.HTML(s.text), Minutes: s.Minutes, After: p.HTML(s.after), Needs: p.HTML(s.needs)}
		if to := p.LinkedPage(s.Link); to != nil {
			sv.Page, sv.Items, sv.Questions = to.ID, to.ItemIDs(), questionIDs(to)
			sv.Was = strings.Join(to.FormerIDs(), "|")
			if sv.Minutes == 0 {
				sv.Minutes = to.Minutes
			}
		}
		for _, link := range s.After {
			if to := p.LinkedPage(link); to != nil {
				sv.Before = append(sv.Before, to.ID)
			}
		}
		part := &v.Parts[len(v.Parts)-1]
		part.Steps = append(part.Steps, sv)
	}
	return "blocks/path", v
}

// questionIDs are the ids of what a page asks, other than of what is rated or filled in:
// nobody is ever right there.
func questionIDs(p *course.Page) []string {
	var out []string
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case *Scale, *Form:
		case course.Itemed:
			out = append(out, ids(b.Items())...)
		}
	}
	return out
}

func ids(items []course.Item) []string {
	var out []string
	for _, item := range items {
		out = append(out, item.ID)
	}
	return out
}
