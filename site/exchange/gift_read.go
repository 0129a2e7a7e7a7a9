package exchange

import (
	"fmt"
	"path"
	"regexp"
	"sort"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/diag"
)

// GIFT is the text form of questions that Moodle imports and exports. Questions are
// divided by empty lines; braces hold the answers; see
// https://docs.moodle.org/en/GIFT_format.

// giftUnit is what stands between empty lines.
type giftUnit struct {
	line     int    // of its first line
	text     string // escapes hidden, comments blank
	lines    []string
	starts   []int  // of the lines in the text
	id       string // of a comment
	comments []giftComment
}

type giftComment struct {
	line int
	text string
}

// giftQuestion is a question that is being read.
type giftQuestion struct {
	r       *QuizReader
	unit    *giftUnit
	title   string
	before  string // the text, and what follows the answers
	after   string
	braces  bool
	answers string
	at      int    // of the answers in the unit's text
	start   int    // of the question there
	general string // feedback
	format  string
	gap     bool // the answers stand inside the text

	attempt
	quiet bool // it has been said what is not kept
	extra []string
}

// GIFT reads a file. Every category makes a page; what a question has that Parley
// has no place for is reported by its line.
func (r *QuizReader) GIFT(src []byte, report *diag.List) []*QuizFile {
	text, ok := r.begin(src, report)
	if !ok {
		return nil
	}
	r.page(strings.TrimSuffix(path.Base(r.File), path.Ext(r.File)))
	units := giftUnits(text)
	if len(units) > maxQuestions {
		r.wrongLine(units[maxQuestions].line, fmt.Sprintf("there are more than %d questions", maxQuestions), "divide the file")
		return nil
	}
	for i := range units {
		r.giftUnit(&units[i])
	}
	files := r.finish()
	if len(files) == 0 && report.Errors() == 0 {
		r.wrongLine(1, "there is no question in this file", "write one: What is a BATNA? {=What you do without a deal ~The lowest price}")
	}
	return files
}

// giftUnits divides a file.
func giftUnits(text string) []giftUnit {
	var units []giftUnit
	open := false
	for i, l := range strings.Split(lineFeeds(text), "\n") {
		l = strings.TrimSpace(strings.Map(noReserved, l))
		if l == "" {
			open = false
			continue
		}
		category := strings.HasPrefix(l, "$CATEGORY:")
		if !open || category {
			units = append(units, giftUnit{line: i + 1})
		}
		open = !category
		u := &units[len(units)-1]
		if strings.HasPrefix(l, "//") {
			u.comments = append(u.comments, giftComment{i + 1, strings.TrimSpace(l[2:])})
			l = " "
		}
		u.lines = append(u.lines, hideEscaped.Replace(l))
	}
	for i := range units {
		u, at := &units[i], 0
		u.text = strings.Join(u.lines, "\n")
		for _, l := range u.lines {
			u.starts = append(u.starts, at)
			at += len(l) + 1
		}
	}
	return units
}

var (
	idComment  = regexp.MustCompile(`\bparley-id:\s*([^\s\[\]]+)`)
	idNumber   = regexp.MustCompile(`\[id:([^\[\]]+)\]`)
	pageAdvice = regexp.MustCompile(`^parley-page:\s*(\S+)`)
	quizAdvice = regexp.MustCompile(`^parley-quiz:\s*([\pL\pN_-]*)$`)
)

// giftUnit reads a unit.
func (r *QuizReader) giftUnit(u *giftUnit) {
	text := strings.TrimSpace(u.text)
	if name, ok := strings.CutPrefix(text, "$CATEGORY:"); ok {
		r.category(name)
	}
	for _, c := range u.comments {
		if m := pageAdvice.FindStringSubmatch(c.text); m != nil {
			r.rename(c.line, m[1])
		} else if m := quizAdvice.FindStringSubmatch(c.text); m != nil {
			r.quizNamed(m[1])
		} else if m := idComment.FindStringSubmatch(c.text); m != nil {
			u.id = m[1]
		} else if m := idNumber.FindStringSubmatch(c.text); m != nil && u.id == "" {
			u.id = m[1]
		}
	}
	if text == "" || strings.HasPrefix(text, "$CATEGORY:") {
		return
	}
	g := &giftQuestion{r: r, unit: u}
	if g.split(text) {
		g.put()
	}
}

// category begins the page of a category: its last name is the title.
func (r *QuizReader) category(written string) {
	const slash = "\ufddc"
	parts := strings.Split(strings.ReplaceAll(showEscaped.Replace(strings.TrimSpace(written)), "//", slash), "/")
	title := strings.TrimSpace(strings.ReplaceAll(parts[len(parts)-1], slash, "/"))
	if title == "" {
		title = "Quiz"
	}
	r.page(title)
}

// lineOf is the line of a place in the unit's text.
func (g *giftQuestion) lineOf(at int) int {
	return g.unit.line + max(sort.SearchInts(g.unit.starts, at+1)-1, 0)
}

// split takes a question apart; ok is false when it cannot be read.
func (g *giftQuestion) split(text string) (ok bool) {
	g.at = strings.Index(g.unit.text, text)
	g.start = g.at
	if rest, named := strings.CutPrefix(text, "::"); named {
		if i := strings.Index(rest, "::"); i >= 0 {
			g.title = strings.Join(strings.Fields(showEscaped.Replace(rest[:i])), " ")
			g.at += 2 + i + 2
			text = rest[i+2:]
		}
	}
	from, to := strings.IndexByte(text, '{'), strings.IndexByte(text, '}')
	bad := func(at int, what, help string) bool {
		g.r.wrongLine(g.lineOf(g.at+at), what, help)
		return false
	}
	switch {
	case from < 0 && to < 0: // a description
		g.before = text
		g.format = readGIFTText(text, "").format
		return true
	case to < 0:
		return bad(from, "the brace { of this question is not closed before the empty line", "write } behind its answers, and no empty line between")
	case from < 0 || to < from:
		return bad(to, "this brace } closes nothing", `write { before the answers, or \} for a brace in the text`)
	}
	g.braces, g.before, g.answers, g.after = true, text[:from], text[from+1:to], text[to+1:]
	if i := strings.IndexAny(g.after, "{}"); i >= 0 {
		return bad(to+1+i, "a question of GIFT has one pair of braces, and this is another one", `make two questions, with an empty line between; a brace in the text is \{`)
	}
	g.at += from + 1
	if i := strings.LastIndex(g.answers, "####"); i >= 0 {
		g.answers, g.general = g.answers[:i], g.answers[i+4:]
	}
	g.gap = strings.TrimSpace(g.after) != ""
	g.format = readGIFTText(g.before, "").format
	if strings.TrimSpace(g.before+g.after) == "" {
		return bad(from, "this question asks nothing", "write its text before the brace {")
	}
	return true
}

// put writes the question: with its Markdown, or else all of it as plain text.
func (g *giftQuestion) put() {
	if !g.braces {
		g.description()
		return
	}
	var what string
	for _, g.attempt = range attempts() {
		q := block.QuestionSource{}
		g.extra = nil
		if !g.read(&q) {
			return
		}
		g.quiet = true
		q.ID = g.r.itemID(g.unit.id, g.title, &q)
		ok, problem := g.r.proves(&q)
		if ok {
			if g.form != allForm && g.format == "markdown" {
				g.quiet = false
				g.warn(g.start-g.at, "the Markdown of this question cannot stand in a quiz ("+what+"): kept as plain text", "look at the page, and write it by hand")
			}
			g.named(q.ID)
			g.r.put(&q)
			return
		}
		if what == "" {
			what = problem
		}
	}
	g.quiet = false
	g.warn(g.start-g.at, "this question cannot stand in a quiz: "+what+"; it is left out", "write it on the page by hand")
}

// named says what became of a name that is none of Parley's.
func (g *giftQuestion) named(id string) {
	if g.title == "" || g.title == id || g.title == g.unit.id || strings.HasPrefix(showEscaped.Replace(g.before), strings.TrimSuffix(g.title, "...")) {
		return
	}
	g.quiet = false
	g.warn(g.start-g.at, fmt.Sprintf("questions have no names in Parley: %q is kept as the id %s", short(g.title), id), "nothing needs to be done")
}

// warn says what is not kept, at a place of the answers.
func (g *giftQuestion) warn(at int, message, help string) {
	if !g.quiet {
		g.r.warn(g.lineOf(g.at+at), message, help)
	}
}

// description puts text between the quizzes of the page.
func (g *giftQuestion) description() {
	t := readGIFTText(g.before, "")
	for _, form := range []int{allForm, noForm, noSigns} {
		md, lost := t.markdown(form)
		if g.lost(0, lost); g.r.provesProse(md) {
			g.r.prose(md)
			return
		}
		g.quiet = true
	}
	g.quiet = false
	g.warn(0, "this text cannot stand on a page; it is left out", "write it on the page by hand")
}

// lost reports elements of HTML that are left out.
func (g *giftQuestion) lost(at int, lost []string) {
	for _, l := range lost {
		g.warn(at, "the HTML "+l+" has no place in Markdown: left out, and what stands in it kept", "look at the page, and write it by hand")
	}
}
