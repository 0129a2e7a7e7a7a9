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

// Quiz asks questions.
//
//	::: quiz batna-basics
//	pass: 70%
//
//	### What is a BATNA? {#meaning}
//	- [ ] The lowest price you would accept
//	  > That is the reservation value.
//	- [x] What you will do if there is no deal
//	why: A BATNA is an action, not a number.
//	:::
type Quiz struct {
	Name       string // may be empty
	Title      string
	Pass       int  // percent; 0 when there is no mark to reach
	Exam       bool // answers at the end, and one attempt
	Retry      int  // tries a question; 0 is without limit
	Draw       int  // so many questions are drawn; 0 is all
	Confidence bool // learners say how sure they are before they learn what is right
	Questions  []Question
}

// quizKeys stand on top of a quiz, questionKeys in a question.
var (
	quizKeys     = []string{"title", "pass", "exam", "retry", "draw", "confidence"}
	questionKeys = []string{"why", "hint", "see", "weight", "choose", "unit", "shuffle", "model"}
)

// otherWords are what other programs and books call keys.
var otherWords = map[string]string{
	"explanation": "why", "reason": "why", "because": "why", "rationale": "why", "general feedback": "why", "feedback": "why",
	"tip": "hint", "clue": "hint", "points": "weight", "marks": "weight", "score": "weight", "pass mark": "pass", "passing score": "pass", "pass rate": "pass",
	"answer": "=", "correct answer": "=", "right answer": "=", "solution": "=", "correct": "=", "a": "=",
	"question": "###", "q": "###", "model answer": "model", "sample answer": "model",
}

func quizGrammar() grammar {
	return grammar{keys: append(append([]string(nil), quizKeys...), questionKeys...), boxes: true, pairs: true, equal: true, others: otherWords}
}

// BlockName implements course.Block.
func (q *Quiz) BlockName() string { return "quiz" }

// Items implements course.Itemed.
func (q *Quiz) Items() []course.Item { return itemsOf(q.Questions) }

// Search implements Searched: the prompts, and nothing that gives an answer away.
func (q *Quiz) Search() []course.Body {
	found := []course.Body{plainBody(q.Title)}
	for i := range q.Questions {
		found = append(found, q.Questions[i].Prompt, q.Questions[i].More)
	}
	return found
}

func readQuiz(c markdown.Container, s *markdown.Scope) course.Block {
	r := read(c, s, quizGrammar())
	q := &Quiz{Name: r.name()}
	top, items := r.parts()
	q.keys(r, r.top(top, quizKeys, "a question"))
	for _, lines := range items {
		q.Questions = append(q.Questions, r.question(lines))
	}
	switch {
	case r.failed:
		return nil
	case len(q.Questions) == 0:
		r.fail(diag.EmptyBlock, c.At, c.Len, "this quiz asks nothing", "write a question: ### What is a BATNA?")
		return nil
	case q.Draw > len(q.Questions):
		r.fail(diag.BadValue, c.At, c.Len, "draw: asks for "+strconv.Itoa(q.Draw)+" questions, and there are "+strconv.Itoa(len(q.Questions)),
			"write a smaller number, or more questions")
		return nil
	}
	return q
}

// keys reads the keys on top.
func (q *Quiz) keys(r *reader, of settled) {
	q.Title = r.titleOf(of)
	q.Exam, q.Confidence = r.yes(of, "exam"), r.yes(of, "confidence")
	q.Retry, q.Draw = r.count(of, "retry", "2"), r.count(of, "draw", "5")
	if l, ok := of["pass"]; ok {
		text := strings.TrimSpace(strings.TrimSuffix(plain(l.text), "%"))
		value, _, isNumber := number(text)
		switch {
		case isNumber && value > 0 && value < 1:
			r.failLine(diag.BadValue, &l, "it is not certain what this share means", "write: pass: "+decimal(rounded(value*100))+"%")
		case !isNumber || value < 1 || value > 100:
			r.failLine(diag.BadValue, &l, "pass: is a share of the points between 1% and 100%", "write: pass: 70%")
		}
		q.Pass = int(value)
	}
	if l, ok := of["retry"]; ok && q.Exam {
		r.failLine(diag.Contradiction, &l, "an examination has one attempt, and this allows several", "remove this line, or exam: true")
	}
}

var nameForm = regexp.MustCompile(`^[\pL\pN_-]+$`)

// name is what the block is called, behind the word after the colons.
func (r *reader) name() string {
	name := strings.TrimSpace(r.block.Args)
	if name == "" || nameForm.MatchString(name) {
		return name
	}
	better := strings.Trim(regexp.MustCompile(`[^\pL\pN_]+`).ReplaceAllString(name, "-"), "-")
	r.fail(diag.UncertainLine, r.block.At, r.block.Len, "a block's name is one word", "write: ::: "+r.block.Name+" "+better)
	return ""
}

// parts divides the lines at the headings: what stands on top, and what each
// heading begins.
func (r *reader) parts() (top []line, items [][]line) {
	for _, l := range r.lines {
		switch {
		case l.kind == headingLine:
			items = append(items, []line{l})
		case len(items) == 0:
			top = append(top, l)
		default:
			items[len(items)-1] = append(items[len(items)-1], l)
		}
	}
	return top, items
}

// underlined is the line below a heading as Notepad has it.
var underlined = regexp.MustCompile(`^[-=_]{3,}$`)

// top reads what stands above the first heading, which begins what: keys, and
// nothing else.
func (r *reader) top(lines []line, known []string, what string) settled {
	of := settled{}
	asked := false // a question without ### was reported: what follows is part of it
	for i := range lines {
		l := &lines[i]
		switch {
		case l.kind == blankLine:
		case l.kind == keyLine && slices.Contains(known, l.key):
			r.take(of, l)
		case asked:
		case l.kind == keyLine:
			r.failLine(diag.UnknownKey, l, l.key+": belongs to "+what, "write it below a heading: ### What is a BATNA?")
		case (l.kind == textLine || l.kind == numberedLine || l.kind == bulletLine) && !underlined.MatchString(strings.TrimSpace(string(l.text.Text))):
			asked = true
			r.doubt(l, what+" begins with ###", l.withID("### "+unbold(string(l.text.Text))))
		default:
			asked = true
			r.doubt(l, what+" with ### has to stand above this line", "### What is a BATNA?")
		}
	}
	return of
}

// unbold is a text without the stars or underlines around all of it.
func unbold(text string) string {
	for _, mark := range []string{"**", "__", "*", "_"} {
		if inner, ok := strings.CutPrefix(text, mark); ok && len(inner) > len(mark) && strings.HasSuffix(inner, mark) {
			return strings.TrimSpace(strings.TrimSuffix(inner, mark))
		}
	}
	return text
}

// titleOf reads the key title.
func (r *reader) titleOf(of settled) string {
	l, ok := of["title"]
	if !ok {
		return ""
	}
	return r.Words(string(l.text.Text), l.text.At)
}

// count reads a key that is a whole number from 1 on; 0 where it is missing.
func (r *reader) count(of settled, key, example string) int {
	l, ok := of[key]
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(plain(l.text))
	if err != nil || n < 1 || n > 1000 {
		r.failLine(diag.BadValue, &l, key+": is a whole number from 1 on", "write: "+key+": "+example)
	}
	return n
}
