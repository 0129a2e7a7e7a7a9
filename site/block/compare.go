package block

import (
	"fmt"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Compare sets two cases side by side. The learner writes what they share, and then
// sees a model.
//
//	::: compare anchors
//	### Two suppliers
//	...
//	### A salary
//	...
//	ask: What do both have in common? {#same}
//	model: Both ...
//	:::
type Compare struct {
	Name, Title string
	Cases       []Case
	Question    Question
}

// Case is one of two.
type Case struct {
	ID            string // may be empty
	Heading, Body course.Body
}

// BlockName implements course.Block.
func (c *Compare) BlockName() string { return "compare" }

// Items implements course.Itemed.
func (c *Compare) Items() []course.Item { return itemsOf([]Question{c.Question}) }

// Search implements Searched.
func (c *Compare) Search() []course.Body {
	found := []course.Body{plainBody(c.Title)}
	for _, k := range c.Cases {
		found = append(found, k.Heading, k.Body)
	}
	return append(found, c.Question.Prompt, c.Question.More)
}

func readCompare(c markdown.Container, s *markdown.Scope) course.Block {
	r := read(c, s, grammar{
		keys:   []string{"title", "ask", "model", "why", "hint", "see"},
		others: map[string]string{"question": "ask", "q": "ask", "task": "ask", "model answer": "model", "sample answer": "model", "answer": "model"},
	})
	k := &Compare{Name: r.name()}
	top, items := r.parts()
	k.Title = r.titleOf(r.top(top, []string{"title"}, "a case"))
	var question []line
	for _, lines := range items {
		story, asks := r.story(lines)
		if asks != nil && question == nil {
			question = asks
		}
		k.Cases = append(k.Cases, story)
	}
	r.wholeCompare(len(k.Cases), question)
	if question != nil {
		k.Question = r.question(question)
	}
	switch {
	case r.failed:
		return nil
	case k.Question.Model.HTML == "":
		r.failLine(diag.MissingText, &question[0], "there is no model to compare one's own answer with", "write one below: model: Both ...")
		return nil
	}
	return k
}

// wholeCompare reports what a comparison lacks.
func (r *reader) wholeCompare(cases int, question []line) {
	at, length := r.block.At, r.block.Len
	switch {
	case r.doubts > 0:
	case cases != 2:
		r.fail(diag.BadQuestion, at, length, "a comparison is of two cases, and here "+areSo(cases), "begin each of two cases with a heading: ### Two suppliers")
	case question == nil:
		r.fail(diag.MissingText, at, length, "this comparison asks nothing", "write below the cases: ask: What do both have in common? {#same}")
	}
}

// areSo says how many there are.
func areSo(n int) string {
	switch n {
	case 0:
		return "is none"
	case 1:
		return "is one"
	}
	return fmt.Sprintf("are %d", n)
}

// story reads a case, up to the line that asks.
func (r *reader) story(lines []line) (story Case, asks []line) {
	body := lines[1:]
	for i := range body {
		if l := &body[i]; l.kind == keyLine && l.key == "ask" {
			body, asks = body[:i], body[i:]
			break
		} else if l.kind == keyLine {
			r.failLine(diag.UncertainLine, l, l.key+": stands below the question", "write: ask: What do both have in common?\nabove this line")
		} else if l.kind == optionLine {
			r.doubt(l, "a case has no options", "- "+string(l.text.Text))
		}
	}
	for i := range asks {
		if l := &asks[i]; i > 0 && l.kind == keyLine && l.key == "ask" {
			r.failLine(diag.DoubledKey, l, "\"ask\" is set twice", "ask one question")
		}
	}
	if blankKinds(body) {
		r.failLine(diag.MissingText, &lines[0], "this case tells nothing", "write its story below the heading")
		return story, asks
	}
	story.Heading, story.Body = r.Inline(lines[0].text), r.Prose(prose(markdown.Line{}, body))
	if lines[0].id != "" && r.Claim(lines[0].id, lines[0].idAt) {
		story.ID = lines[0].id
	}
	return story, asks
}

// CompareView is what blocks/compare draws.
type CompareView struct {
	Name, Page, Title string
	Cases             []StepView
	Questions         []QuestionView // one
}

// View implements Viewed.
func (c *Compare) View(p Page) (string, any) {
	v := CompareView{Name: c.Name, Page: string(p.PageID()), Title: c.Title, Questions: viewsOf([]Question{c.Question}, p)}
	for _, k := range c.Cases {
		view := StepView{Heading: p.HTML(k.Heading), Body: p.HTML(k.Body)}
		if k.ID != "" {
			view.ID = p.Anchor(k.ID)
		}
		v.Cases = append(v.Cases, view)
	}
	return "blocks/compare", v
}
