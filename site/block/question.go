package block

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// The kinds of question.
const (
	single     = "single"
	multiple   = "multiple"
	ordering   = "order"
	match      = "match"
	classify   = "classify"
	numeric    = "numeric"
	blanks     = "blanks"
	shortText  = "text"
	reflection = "reflection"
)

// Question is one question of a quiz, a step to solve, or what a comparison asks.
type Question struct {
	ID     string // "" while it has none
	Kind   string // one of the kinds above
	Hash   string
	Weight int
	Prompt course.Body // inline
	More   course.Body // the rest of the prompt

	Options []Option // of a choice; the left sides of pairs; the steps of an order
	Rights  []Right  // the right sides of pairs, each once
	Truth   string   // "true" or "false" where that is the choice
	Shuffle bool

	Value, Within float64 // of a number
	Unit          string
	Shown         string // the number as it was typed

	Sentence []course.Body // of blanks: what stands around them, one more than there are
	Accept   [][]string    // what each blank accepts, or the one text

	Hints []course.Body
	Why   course.Body
	See   course.Body // inline
	Model course.Body
}

// Option is one of several.
type Option struct {
	Text     course.Body // inline
	Right    bool        // of a choice
	To       int         // of a pair: an index of Rights
	Feedback course.Body

	words string // as typed
}

// Right is a right side of pairs.
type Right struct {
	Text  course.Body
	words string
}

// asked is a question while its lines are gone through.
type asked struct {
	Question
	r       *reader
	head    *line
	prompt  []line // below the heading
	options []*answer
	steps   []*answer
	pairs   []*answer
	equals  []*line
	strays  []*line // bullets without a box
	keys    settled
	key     *prosed   // the prose key that lines go on with
	prosed  []*prosed // all of them
	open    *answer   // the answer that lines go on with
	apart   bool      // a blank line came before this one
}

// answer is an option, a step or a pair with what goes on below it.
type answer struct {
	line     *line
	more     []markdown.Line
	feedback []markdown.Line
	said     bool // its feedback has begun
}

// prosed is a key that prose stands behind.
type prosed struct {
	line *line
	more []line
}

// question reads a question: its heading and what follows.
func (r *reader) question(lines []line) Question {
	a := &asked{r: r, head: &lines[0], keys: settled{}}
	a.Weight, a.Shuffle = 1, true
	for i := range lines[1:] {
		a.line(&lines[i+1])
	}
	return a.finish()
}

// finish makes a question of what was gone through.
func (a *asked) finish() Question {
	r := a.r
	a.ID = r.item(a.head)
	a.Prompt = r.Inline(a.head.text)
	a.settle()
	a.decide()
	a.prose()
	a.Hash = a.hash()
	if !r.failed {
		a.deadEnd()
	}
	return a.Question
}

// line takes one line.
func (a *asked) line(l *line) {
	r := a.r
	switch l.kind {
	case blankLine:
		a.blank(l)
		return
	case textLine, codeLine:
		a.text(l)
	case keyLine:
		a.keyed(l)
	case optionLine:
		r.noID(l, "an option")
		a.plainBefore(l)
		a.begin(&a.options, l)
	case numberedLine:
		if a.key != nil {
			a.key.more = append(a.key.more, *l)
			break
		}
		r.noID(l, "a step")
		a.begin(&a.steps, l)
	case pairLine:
		if a.key != nil && a.answered() && len(a.pairs) == 0 {
			a.key.more = append(a.key.more, *l)
			break
		}
		r.noID(l, "a pair")
		a.begin(&a.pairs, l)
	case bulletLine:
		a.bullet(l)
	case feedbackLine:
		a.feedback(l)
	case answerLine:
		a.equals = append(a.equals, l)
		a.open, a.key = nil, nil
	}
	a.apart = false
}

// begin takes an answer, which the lines below may go on with.
func (a *asked) begin(to *[]*answer, l *line) {
	a.open, a.key = &answer{line: l}, nil
	*to = append(*to, a.open)
}

// answered tells whether an answer has been seen.
func (a *asked) answered() bool {
	return len(a.options)+len(a.steps)+len(a.pairs)+len(a.equals) > 0
}

func (a *asked) blank(l *line) {
	a.apart = true
	switch {
	case a.key != nil:
		a.key.more = append(a.key.more, *l)
	case !a.answered():
		a.prompt = append(a.prompt, *l)
	}
}

// text takes prose: more of what is open, or an error.
func (a *asked) text(l *line) {
	r, words := a.r, unbold(string(l.text.Text))
	switch {
	case a.key != nil:
		a.key.more = append(a.key.more, *l)
	case !a.answered():
		a.prompt = append(a.prompt, *l)
	case a.open != nil && !a.apart && l.indent > 0 && l.kind == textLine:
		if a.open.said {
			a.open.feedback = append(a.open.feedback, l.text)
		} else {
			a.open.more = append(a.open.more, l.text)
		}
	case a.open != nil && !a.apart:
		r.doubt(l, "this line may go on with the one above, or begin something new",
			"  "+words+"    (with blanks before it, if it goes on)\nor:    > "+words+"    (if it is feedback)\nor:    why: "+words+"    (if it explains the answer)")
	default:
		r.doubt(l, "this stands below the answers, and nothing says what it is", "why: "+words+"\nor:    ### "+words+"    (if it is a question)")
	}
}

// plainBefore reports a question without ### that a key's prose has taken in: an
// option below it belongs to it.
func (a *asked) plainBefore(*line) {
	if a.key == nil || !a.answered() {
		return
	}
	for i := len(a.key.more) - 1; i > 0; i-- {
		l := &a.key.more[i]
		if l.kind == textLine && a.key.more[i-1].kind == blankLine {
			a.r.doubt(l, "a question begins with ###", "### "+unbold(string(l.text.Text)))
			return
		}
		if l.kind != blankLine && l.kind != textLine {
			return
		}
	}
}

func (a *asked) keyed(l *line) {
	r := a.r
	a.open, a.key = nil, nil
	switch {
	case slices.Contains(quizKeys, l.key):
		r.failLine(diag.UnknownKey, l, l.key+": belongs to the whole block", "write it above the first question")
	case l.key == "hint" || l.key == "why" || l.key == "model":
		if l.key != "hint" {
			r.take(a.keys, l)
		}
		a.key = &prosed{line: l}
		a.prosed = append(a.prosed, a.key)
	default:
		r.take(a.keys, l)
	}
}

// bullet takes a bullet without a box: prose, or an option of which the box was
// forgotten, as will be seen.
func (a *asked) bullet(l *line) {
	switch {
	case a.key != nil:
		a.key.more = append(a.key.more, *l)
	case a.answered():
		a.strays = append(a.strays, l)
		a.open = nil
	default:
		a.prompt = append(a.prompt, *l)
		a.strays = append(a.strays, l)
	}
}

func (a *asked) feedback(l *line) {
	r, words := a.r, string(l.text.Text)
	switch {
	case a.open == nil || a.key != nil:
		r.doubt(l, "feedback stands right below an option", "why: "+words)
	case len(a.steps) > 0 && a.open == a.steps[len(a.steps)-1]:
		r.doubt(l, "a step of an order has no feedback of its own", "why: "+words+"    (below the last step)")
	default:
		a.open.said = true
		a.open.feedback = append(a.open.feedback, l.text)
	}
}

// prose reads the texts behind keys.
func (a *asked) prose() {
	for _, p := range a.prosed {
		text := body(a.r.Prose, prose(p.line.text, p.more))
		if text.HTML == "" {
			a.r.failLine(diag.MissingText, p.line, p.line.key+": says nothing", "write it behind the colon, or remove the line")
		}
		switch p.line.key {
		case "hint":
			a.Hints = append(a.Hints, text)
		case "why":
			a.Why = text
		case "model":
			a.Model = text
		}
	}
}

// leads is what a see: has to be.
var leads = regexp.MustCompile(`^(?:\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\([^()]+\))\.?$`)

// settle reads the keys that hold one value.
func (a *asked) settle() {
	r := a.r
	if l, ok := a.keys["weight"]; ok {
		a.Weight = r.count(a.keys, "weight", "2")
		if a.Weight > 100 {
			r.failLine(diag.BadValue, &l, "a question weighs 100 at most", "write: weight: 2")
		}
	}
	if _, ok := a.keys["shuffle"]; ok {
		a.Shuffle = r.yes(a.keys, "shuffle")
	}
	if l, ok := a.keys["see"]; ok {
		if !leads.Match(l.text.Text) {
			r.failLine(diag.BadValue, &l, "see: names one place to read", "write a link or a term: see: [The limit](../content/limit.md), or see: [[reservation value]]")
			return
		}
		a.See = r.Inline(l.text)
	}
}

// hash is the hash of what is asked and what is right.
func (a *asked) hash() string {
	parts := []string{a.Kind, string(a.head.text.Text)}
	for _, l := range a.prompt {
		parts = append(parts, string(l.text.Text))
	}
	for _, o := range a.Options {
		parts = append(parts, o.words, strconv.FormatBool(o.Right))
		if len(a.Rights) > 0 {
			parts = append(parts, a.Rights[o.To].words)
		}
	}
	parts = append(parts, a.Truth)
	if a.Kind == numeric {
		parts = append(parts, decimal(a.Value), decimal(a.Within), a.Unit)
	}
	for _, accept := range a.Accept {
		parts = append(parts, strings.Join(accept, ";"))
	}
	return hashOf(parts...)
}

// itemsOf lists the questions that have an id.
func itemsOf(questions []Question) []course.Item {
	var items []course.Item
	for i := range questions {
		if q := &questions[i]; q.ID != "" {
			items = append(items, course.Item{ID: q.ID, Hash: q.Hash})
		}
	}
	return items
}
