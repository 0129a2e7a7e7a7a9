package block

import (
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/markdown"
)

// QuizSource is a quiz as its source says it, for other programs: its texts are
// Markdown as it was typed.
type QuizSource struct {
	Name      string
	At, End   int      // offsets of its first and behind its last line but the closing one
	Settings  []string // the keys on top, such as "pass"
	Questions []QuestionSource
}

// QuestionSource is a question of a QuizSource.
type QuestionSource struct {
	ID, Kind     string // as in Question
	At           int    // offset of its heading
	Prompt, More string

	Options []OptionSource
	Truth   string // "true" or "false" where that is the choice

	Value, Within float64
	Unit          string
	Accept        [][]string // what the text, or each blank of More, accepts

	Why, See, Model string
	Hints           []string
	Keys            []string // of choose, shuffle and weight, those that are set
}

// OptionSource is an option, a step, or a pair.
type OptionSource struct {
	Text, To string // To is the right side of a pair
	Right    bool
	Feedback string
}

// ReadSource reads the container of a quiz. ok is false when it could not be shown,
// which has been reported.
func ReadSource(c markdown.Container, s *markdown.Scope) (q *QuizSource, ok bool) {
	r := read(c, s, quizGrammar())
	q = &QuizSource{Name: r.name(), At: c.At, End: c.At + c.Len}
	if n := len(c.Lines); n > 0 {
		q.End = c.Lines[n-1].At + len(c.Lines[n-1].Text)
	}
	top, items := r.parts()
	of := r.top(top, quizKeys, "a question")
	(&Quiz{}).keys(r, of)
	for _, key := range quizKeys {
		if _, there := of[key]; there {
			q.Settings = append(q.Settings, key)
		}
	}
	for _, lines := range items {
		a := &asked{r: r, head: &lines[0], keys: settled{}}
		a.Weight, a.Shuffle = 1, true
		for i := range lines[1:] {
			a.line(&lines[i+1])
		}
		prompt := slices.Clone(a.prompt) // finish marks its blanks
		a.finish()
		q.Questions = append(q.Questions, a.source(prompt))
	}
	return q, !r.failed
}

// source is a question's source, after it was read.
func (a *asked) source(prompt []line) QuestionSource {
	q := QuestionSource{
		ID: a.ID, Kind: a.Kind, At: a.head.raw.At, Prompt: string(a.head.text.Text), More: typedAs(prose(markdown.Line{}, prompt)),
		Truth: a.Truth, Value: a.Value, Within: a.Within, Unit: a.Unit, Accept: a.Accept,
	}
	for _, of := range [][]*answer{a.options, a.steps, a.pairs} {
		for _, one := range of {
			q.Options = append(q.Options, one.source())
		}
	}
	for _, p := range a.prosed {
		text := typedAs(prose(p.line.text, p.more))
		switch p.line.key {
		case "hint":
			q.Hints = append(q.Hints, text)
		case "why":
			q.Why = text
		case "model":
			q.Model = text
		}
	}
	if l, there := a.keys["see"]; there {
		q.See = string(l.text.Text)
	}
	for _, key := range []string{"choose", "shuffle", "weight"} {
		if _, there := a.keys[key]; there {
			q.Keys = append(q.Keys, key)
		}
	}
	return q
}

func (of *answer) source() OptionSource {
	words := string(of.line.text.Text)
	for _, l := range of.more {
		words += " " + string(l.Text)
	}
	return OptionSource{Text: words, To: string(of.line.to.Text), Right: of.line.marked, Feedback: typedAs(of.feedback)}
}

// typedAs joins lines.
func typedAs(lines []markdown.Line) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = strings.TrimRight(string(l.Text), "\r")
	}
	return strings.Trim(strings.Join(texts, "\n"), "\n")
}

var typedGap = regexp.MustCompile(`_{2,}[ \x{a0}]?\(([^()]*)\)`)

// Gaps are the places of blanks in the Markdown of More.
func Gaps(more string) [][]int { return typedGap.FindAllStringIndex(more, -1) }
