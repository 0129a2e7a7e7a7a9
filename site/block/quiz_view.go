package block

import (
	"encoding/json"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// QuizView is what blocks/quiz draws.
type QuizView struct {
	Name       string
	Page       string
	Title      string
	Pass       int
	Exam       bool
	Retry      int
	Draw       int
	Confidence bool
	Questions  []QuestionView
}

// QuestionView is what partials/question draws, and partials/answers.
type QuestionView struct {
	Step   bool   // of a worked example
	ID     string // of the element: with a prefix where pages share a document
	Item   string // the item's own; "" while it has none
	Name   string // of its inputs
	Kind   string
	Hash   string
	Also   string // hashes of the same question in other languages
	Weight int
	Prompt template.HTML
	More   template.HTML
	Truth  string

	Options  []OptionView // in the order in which they are shown
	Choices  []OptionView // the right sides of pairs
	Count    int          // how many steps there are to order
	Unit     string
	Sentence []PieceView
	Hints    []template.HTML

	Right    string // indices, between blanks
	Value    string
	Within   string
	Accept   string          // JSON
	Words    []template.HTML // the right answers in words
	Feedback []FeedbackView
	Why      template.HTML
	See      template.HTML
	Model    template.HTML
}

// OptionView is one of several; Index is its place in the source.
type OptionView struct {
	Index int
	Text  template.HTML
}

// PieceView is a piece of a sentence; behind all but the last is a blank.
type PieceView struct {
	Text template.HTML
	Size int // of the blank; 0 when there is none
	N    int
}

// FeedbackView is what is said about an option.
type FeedbackView struct {
	Index    int
	Of, Says template.HTML
}

// View implements Viewed.
func (q *Quiz) View(p Page) (string, any) {
	return "blocks/quiz", QuizView{
		Name: q.Name, Page: string(p.PageID()), Title: q.Title, Pass: q.Pass, Exam: q.Exam, Retry: q.Retry, Draw: q.Draw,
		Confidence: q.Confidence, Questions: viewsOf(q.Questions, p),
	}
}

func viewsOf(questions []Question, p Page) []QuestionView {
	views := make([]QuestionView, len(questions))
	for i := range questions {
		views[i] = questions[i].view(p)
	}
	return views
}

func (q *Question) view(p Page) QuestionView {
	v := QuestionView{
		Item: q.ID, Kind: q.Kind, Hash: q.Hash, Weight: q.Weight, Truth: q.Truth, Unit: q.Unit, Count: len(q.Options),
		Prompt: p.HTML(q.Prompt), More: p.HTML(q.More),
		Why: p.HTML(q.Why), See: p.HTML(q.See), Model: p.HTML(q.Model),
	}
	v.Name = p.Anchor("_" + q.Hash) // no anchor begins so
	if q.ID != "" {
		v.ID = p.Anchor(q.ID)
		v.Name = v.ID
		v.Also = p.AlsoHashes(q.ID)
	}
	for _, h := range q.Hints {
		v.Hints = append(v.Hints, p.HTML(h))
	}
	q.viewOptions(&v, p)
	q.viewKey(&v, p)
	for i, o := range q.Options {
		if o.Feedback.HTML != "" {
			v.Feedback = append(v.Feedback, FeedbackView{i, p.HTML(o.Text), p.HTML(o.Feedback)})
		}
	}
	for i, piece := range q.Sentence {
		view := PieceView{Text: p.HTML(piece), N: i + 1}
		if i < len(q.Accept) {
			for _, word := range q.Accept[i] {
				view.Size = max(view.Size, len([]rune(word)))
			}
			view.Size = max(6, (view.Size+7)/6*6) // so that it tells little of what belongs there
		}
		v.Sentence = append(v.Sentence, view)
	}
	return v
}

// viewOptions puts the options in the order in which they are shown.
func (q *Question) viewOptions(v *QuestionView, p Page) {
	seed := q.ID
	if seed == "" {
		seed = q.Hash
	}
	order := inOrder(len(q.Options))
	if q.Kind == ordering || q.Shuffle && (q.Kind == single || q.Kind == multiple) && !slices.ContainsFunc(q.Options, wholeSet) {
		order = shuffled(len(q.Options), seed)
	}
	for _, i := range order {
		v.Options = append(v.Options, OptionView{i, p.HTML(q.Options[i].Text)})
	}
	rights := inOrder(len(q.Rights))
	if q.Shuffle {
		rights = shuffled(len(q.Rights), seed+" right")
	}
	for _, i := range rights {
		v.Choices = append(v.Choices, OptionView{i, p.HTML(wordsOf(q.Rights[i].Text))})
	}
}

var sets = regexp.MustCompile(`(?i)^(?:all of|none of|neither of|both of|all the above|none\b|all\b \(|alle (?:genannten|oben|drei|vier|antworten)|kein(?:e|er|es)? (?:der|davon|von))`)

// wholeSet tells of an option that speaks of the others, so that all have to stand
// where they are.
func wholeSet(o Option) bool { return sets.MatchString(o.words) }

// viewKey is what is right, for programs and in words.
func (q *Question) viewKey(v *QuestionView, p Page) {
	var right []string
	word := func(parts ...template.HTML) {
		joined := ""
		for _, part := range parts {
			joined += string(part)
		}
		v.Words = append(v.Words, template.HTML(joined))
	}
	switch q.Kind {
	case single, multiple:
		if q.Truth != "" {
			right = []string{map[string]string{"true": "0", "false": "1"}[q.Truth]}
		}
		for i, o := range q.Options {
			if o.Right {
				right = append(right, strconv.Itoa(i))
				word(p.HTML(o.Text))
			}
		}
	case ordering:
		for _, o := range q.Options {
			word(p.HTML(o.Text))
		}
	case match, classify:
		for _, o := range q.Options {
			right = append(right, strconv.Itoa(o.To))
			word(p.HTML(o.Text), " → ", p.HTML(q.Rights[o.To].Text))
		}
	case numeric:
		v.Value, v.Within = decimal(q.Value), decimal(q.Within)
		word(template.HTML(html.EscapeString(q.Shown)))
	case blanks, shortText:
		accept, _ := json.Marshal(q.Accept) // of strings
		v.Accept = string(accept)
		for _, all := range q.Accept {
			word(template.HTML(html.EscapeString(strings.Join(all, " / "))))
		}
	}
	v.Right = strings.Join(right, " ")
}

// wordsOf is a body as plain words, for where no element may stand. What a hole
// would open is left out.
func wordsOf(b course.Body) course.Body {
	var out strings.Builder
	inside := false
	for _, c := range b.HTML {
		switch {
		case c == '<':
			inside = true
		case c == '>' && inside:
			inside = false
		case !inside:
			out.WriteRune(c)
		}
	}
	return course.Body{HTML: out.String()}
}

// plainBody is a text that is no Markdown.
func plainBody(text string) course.Body { return course.Body{HTML: html.EscapeString(text)} }
