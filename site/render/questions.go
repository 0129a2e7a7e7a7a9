package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// questionData is a question as a card asks it: Questions in
// client/progress/dealing.ts. All of it is plain text.
type questionData struct {
	Prompt  string   `json:"prompt"`
	More    []string `json:"more,omitempty"`    // what else is asked, piece by piece
	Options []string `json:"options,omitempty"` // what there is to choose from, or to order
	Right   []string `json:"right"`
	Why     string   `json:"why,omitempty"`
}

// questionsFile is the language's script of what cards ask. It stands apart from the
// course's, which is read on pages that ask nothing.
func (l *language) questionsFile() string {
	return "course." + strings.ToLower(string(l.lang)) + ".questions.js"
}

// asks tells whether there is anything that a card could ask.
func (l *language) asks() bool {
	for _, p := range l.practised() {
		for _, b := range p.Blocks {
			if quiz, ok := b.(*block.Quiz); ok && len(quiz.Items()) > 0 {
				return true
			}
		}
	}
	return false
}

// questionScript hands over the questions of quizzes by their references. A step of
// a worked example makes no sense on its own, nor does a question about the story of its
// page, and what is only noted has no answer.
func (l *language) questionScript() ([]byte, error) {
	all := map[string]questionData{}
	for _, p := range l.practised() {
		if tellsStory(p) {
			continue
		}
		from := l.r.langs[p.Lang]
		for _, b := range p.Blocks {
			quiz, ok := b.(*block.Quiz)
			if !ok {
				continue
			}
			_, view := quiz.View(from.on(p))
			for _, q := range view.(block.QuizView).Questions {
				if right := from.rightOf(q); q.Item != "" && len(right) > 0 {
					all[string(p.ID)+"#"+q.Item] = from.questionOf(q, right)
				}
			}
		}
	}
	var b bytes.Buffer
	b.WriteString(`parley.shard(`)
	if err := json.NewEncoder(&b).Encode(all); err != nil { // maps come sorted
		return nil, err
	}
	return fmt.Appendf(bytes.TrimSuffix(b.Bytes(), []byte("\n")), ");\n"), nil
}

// tellsStory tells whether a page's questions are about what it tells: cases to
// compare, or one for later.
func tellsStory(p *course.Page) bool {
	return p.Later.Text != "" || slices.ContainsFunc(p.Blocks, func(b course.Block) bool { _, ok := b.(*block.Compare); return ok })
}

// practised lists what learners of the language practise on: its pages, and those of
// the site's own that are not translated.
func (l *language) practised() []*course.Page {
	c := l.r.Course
	var out []*course.Page
	for _, p := range c.Pages {
		if !p.Draft && (p.Lang == l.lang || p.Lang == c.Config.Languages[0] && !c.Exists(l.lang, p.ID)) {
			out = append(out, p)
		}
	}
	return out
}

// rightOf is what is right, in words; empty where nothing is judged.
func (l *language) rightOf(q block.QuestionView) []string {
	if q.Truth != "" {
		return []string{l.r.Theme.Text(l.lang, "quiz."+q.Truth)}
	}
	right := plainTexts(q.Words)
	if q.Kind == "order" {
		for i := range right {
			right[i] = fmt.Sprintf("%d. %s", i+1, right[i])
		}
	}
	return right
}

func (l *language) questionOf(q block.QuestionView, right []string) questionData {
	d := questionData{Prompt: plainText(q.Prompt), Right: right, Why: plainText(q.Why)}
	if more := plainText(q.More); more != "" {
		d.More = []string{more}
	}
	if len(q.Sentence) > 0 {
		var pieces []string
		for _, piece := range q.Sentence {
			pieces = append(pieces, plainText(piece.Text))
		}
		d.More = append(d.More, strings.TrimSpace(strings.Join(pieces, " ____ ")))
	}
	if q.Truth != "" {
		d.Options = []string{l.r.Theme.Text(l.lang, "quiz.true"), l.r.Theme.Text(l.lang, "quiz.false")}
	}
	for _, o := range q.Options {
		d.Options = append(d.Options, plainText(o.Text))
	}
	return d
}

func plainTexts(list []template.HTML) []string {
	out := make([]string, 0, len(list))
	for _, h := range list {
		out = append(out, plainText(h))
	}
	return out
}
