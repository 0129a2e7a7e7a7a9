package block

import (
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Worked is an example in steps: some are solved, the others are for the learner.
//
//	::: worked van
//	### A lease {#lease}
//	A lease costs €620 a month, so €14,880.
//
//	### The delay {#delay}
//	What does the used van cost in all?
//	= 14100 +- 1 EUR
//	why: 4 × €350 = €1,400.
//	:::
type Worked struct {
	Name, Title string
	Steps       []Step
}

// Step is one of them: Question is nil where it is solved.
type Step struct {
	ID       string // "" where a solved step has none
	Heading  course.Body
	Body     course.Body
	Question *Question
}

// BlockName implements course.Block.
func (w *Worked) BlockName() string { return "worked" }

// questions are those of the steps to solve.
func (w *Worked) questions() []Question {
	var all []Question
	for i := range w.Steps {
		if q := w.Steps[i].Question; q != nil {
			all = append(all, *q)
		}
	}
	return all
}

// Items implements course.Itemed.
func (w *Worked) Items() []course.Item { return itemsOf(w.questions()) }

// Search implements Searched.
func (w *Worked) Search() []course.Body {
	found := []course.Body{plainBody(w.Title)}
	for _, s := range w.Steps {
		if s.Question != nil {
			found = append(found, s.Question.Prompt, s.Question.More)
		} else {
			found = append(found, s.Heading, s.Body)
		}
	}
	return found
}

func readWorked(c markdown.Container, s *markdown.Scope) course.Block {
	others := maps.Clone(otherWords)
	others["step"] = "###"
	r := read(c, s, grammar{keys: append([]string{"title"}, questionKeys...), boxes: true, pairs: true, equal: true, others: others})
	w := &Worked{Name: r.name()}
	top, items := r.parts()
	w.Title = r.titleOf(r.top(top, []string{"title"}, "a step"))
	for _, lines := range items {
		w.Steps = append(w.Steps, r.step(lines))
	}
	switch {
	case r.failed:
		return nil
	case len(w.Steps) == 0:
		r.fail(diag.EmptyBlock, c.At, c.Len, "this example has no steps", "write one: ### The dealer's price {#price}, and below it how it is solved")
		return nil
	}
	return w
}

// step reads a heading and what stands below it: how the step is solved, or a
// question.
func (r *reader) step(lines []line) Step {
	var answers, keys, numbers *line
	for i := range lines[1:] {
		l := &lines[i+1]
		switch l.kind {
		case optionLine, pairLine, answerLine:
			answers = l
		case numberedLine:
			numbers = l
		case keyLine:
			if l.key == "model" {
				answers = l
			} else if keys == nil {
				keys = l
			}
		case textLine:
			if gap.MatchString(shadowOf(l.text).text) {
				answers = l
			}
		}
	}
	switch {
	case answers != nil || numbers != nil && keys != nil:
		q := r.question(lines)
		return Step{ID: q.ID, Question: &q}
	case numbers != nil:
		r.doubt(numbers, "this list may be part of the solution, or steps to put in order", "- "+string(numbers.text.Text)+"    (a list)\nor, below the list, a line: why: ...    (steps to put in order)")
	case keys != nil:
		example := "such as = 42 +- 2"
		if at := slices.IndexFunc(lines, func(l line) bool { return l.kind == keyLine }); at > 1 {
			if _, corrected := unsigned(lines[1:at]); corrected != nil {
				example = "perhaps " + strings.Join(corrected, " / ")
			}
		}
		r.failLine(diag.BadQuestion, keys, "there is no answer above "+keys.key+":, so this step has nothing to solve", "write one, "+example+", or remove this line")
	case blankKinds(lines[1:]):
		r.failLine(diag.MissingText, &lines[0], "this step says nothing", "write below it how it is solved, or an answer: = 42 +- 2")
	}
	s := Step{Heading: r.Inline(lines[0].text), Body: body(r.Prose, prose(markdown.Line{}, lines[1:]))}
	if lines[0].id != "" && r.Claim(lines[0].id, lines[0].idAt) {
		s.ID = lines[0].id
	}
	return s
}

// blankKinds tells whether lines say nothing.
func blankKinds(lines []line) bool {
	return !slices.ContainsFunc(lines, func(l line) bool { return l.kind != blankLine })
}

// WorkedView is what blocks/worked draws.
type WorkedView struct {
	Name, Page, Title string
	Steps             []StepView
	Questions         []QuestionView // of the steps to solve
}

// StepView is a step: solved, or with a question.
type StepView struct {
	ID       string
	Heading  template.HTML
	Body     template.HTML
	Question *QuestionView
}

// View implements Viewed.
func (w *Worked) View(p Page) (string, any) {
	v := WorkedView{Name: w.Name, Page: string(p.PageID()), Title: w.Title}
	for _, s := range w.Steps {
		if s.Question != nil {
			q := s.Question.view(p)
			q.Step = true
			v.Questions = append(v.Questions, q)
			v.Steps = append(v.Steps, StepView{Question: &q})
			continue
		}
		view := StepView{Heading: p.HTML(s.Heading), Body: p.HTML(s.Body)}
		if s.ID != "" {
			view.ID = p.Anchor(s.ID)
		}
		v.Steps = append(v.Steps, view)
	}
	return "blocks/worked", v
}
