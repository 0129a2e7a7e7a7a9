package block

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// decide finds out of which kind a question is, and reads its answers.
func (a *asked) decide() {
	before := a.r.errors
	gaps := a.gaps()
	a.forgotten(gaps)
	type way struct {
		what  string
		there bool
		first *line
		read  func()
	}
	ways := []way{
		{"blanks to fill", gaps, a.head, a.readBlanks},
		{"options to tick", len(a.options) > 0, first(a.options), a.choice},
		{"steps to put in order", len(a.steps) > 0, first(a.steps), a.order},
		{"pairs", len(a.pairs) > 0, first(a.pairs), a.match},
		{"an answer to type", len(a.equals) > 0, firstLine(a.equals), a.typed},
	}
	ways = slices.DeleteFunc(ways, func(w way) bool { return !w.there })
	a.More = a.rest(gaps)
	switch {
	case a.r.errors > before: // more would only be said about what is not there
	case len(ways) > 1:
		a.r.failLine(diag.Contradiction, ways[1].first, "this question has both "+ways[0].what+" and "+ways[1].what, "make two questions of it, each with its own ###")
	case len(ways) == 1:
		ways[0].read()
	default:
		a.Kind = reflection
		a.unsigned()
	}
	if a.r.errors == before {
		a.idleKeys()
	}
}

func first(of []*answer) *line {
	if len(of) == 0 {
		return nil
	}
	return of[0].line
}

func firstLine(of []*line) *line {
	if len(of) == 0 {
		return nil
	}
	return of[0]
}

// forgotten reports bullets that look like answers without their signs.
func (a *asked) forgotten(gaps bool) {
	r := a.r
	_, model := a.keys["model"]
	prompt := gaps || len(a.equals) > 0 || model // then a list above the answer is prose
	for i, l := range a.strays {
		words := string(l.text.Text)
		switch {
		case len(a.pairs) > 0:
			r.doubt(l, "this is no pair: there is no arrow in it", "- "+asPair(words))
		case len(a.steps) > 0:
			r.doubt(l, "this step has no number", fmt.Sprintf("%d. %s", len(a.steps)+i+1, words))
		case prompt && (len(a.equals) == 0 || l.raw.At < a.equals[0].raw.At):
		case prompt:
			r.doubt(l, "this stands below the answer, and nothing says what it is", "why: "+words)
		default:
			help := asOption(words)
			if pairs := barePairs([]string{plain(l.text)}); len(a.strays) > 1 && pairs != nil {
				help += "\nor, if it is a pair: " + pairs[0]
			}
			r.doubt(l, "this option has no box", help)
		}
	}
}

// asPair is the line of a pair that has another sign than an arrow.
func asPair(words string) string {
	for _, sign := range []string{" = ", " -- ", " - ", " – ", " — ", ": ", "="} {
		if left, right, ok := strings.Cut(words, sign); ok {
			return strings.TrimSpace(left) + " -> " + strings.TrimSpace(right)
		}
	}
	return words + " -> its other side"
}

// asOption is the line of an option of which only the words were written: bold type
// and a remark at the end say that it is right.
func asOption(words string) string {
	plain, box := unbold(words), "- [ ] "
	if plain != words {
		box = "- [x] "
	}
	if m := calledRight.FindStringSubmatchIndex(plain); m != nil {
		plain = strings.TrimSpace(plain[:m[0]])
		if m[2] < 0 {
			box = "- [x] "
		}
	}
	return box + plain
}

// rest is the prompt below the heading; what has blanks in it is the question itself.
func (a *asked) rest(gaps bool) course.Body {
	if gaps {
		return course.Body{}
	}
	a.prompt = slices.DeleteFunc(a.prompt, func(l line) bool { // a line to write on
		return l.kind == textLine && toWriteOn.Match(l.text.Text)
	})
	return body(a.r.Unlinked, prose(markdown.Line{}, a.prompt))
}

var toWriteOn = regexp.MustCompile(`^[\\_\s.…]{3,}$`)

// idleKeys reports keys that say nothing about a question of this kind.
func (a *asked) idleKeys() {
	for _, k := range []struct {
		key   string
		kinds []string
		help  string
	}{
		{"choose", []string{single, multiple}, "write options, such as - [x] Prepare"},
		{"unit", []string{numeric}, "write the unit behind the number: = 42 EUR"},
		{"shuffle", []string{single, multiple, ordering, match, classify}, "remove this line: there is nothing to shuffle"},
		{"model", []string{reflection}, "write why: in place of model:"},
	} {
		if l, ok := a.keys[k.key]; ok && !slices.Contains(k.kinds, a.Kind) {
			a.r.failLine(diag.Contradiction, &l, k.key+": does not go with the answers of this question", k.help)
		}
	}
	if l, ok := a.keys["weight"]; ok && a.Kind == reflection {
		a.r.failLine(diag.Contradiction, &l, "a question that has no right answer is not scored, so it weighs nothing", "remove this line, or write an answer")
	}
}

// bad reports that nobody can answer the question; not where some of its lines are
// in doubt, which may well be why.
func (a *asked) bad(l *line, message, help string) {
	if a.r.doubts == 0 {
		a.r.failLine(diag.BadQuestion, l, message, help)
	}
}

// option reads an answer: its words and its feedback.
func (a *asked) option(of *answer) Option {
	r := a.r
	lines := append([]markdown.Line{of.line.text}, of.more...)
	o := Option{Text: r.Inline(lines...), Right: of.line.marked, Feedback: body(r.Prose, of.feedback)}
	for _, l := range lines {
		o.words = strings.TrimSpace(o.words + " " + plain(l))
	}
	return o
}

func (a *asked) choice() {
	rights := 0
	seen := map[string]bool{}
	for _, of := range a.options {
		o := a.option(of)
		if o.Right {
			rights++
		}
		if seen[strings.ToLower(o.words)] {
			a.bad(of.line, "two options of this question say the same", "remove one of them")
		}
		seen[strings.ToLower(o.words)] = true
		a.Options = append(a.Options, o)
	}
	a.Kind = single
	if rights > 1 {
		a.Kind = multiple
	}
	switch {
	case len(a.options) == 1:
		a.bad(a.options[0].line, "this question has one option", "write another one: - [ ] The lowest price you would accept")
	case rights == 0:
		a.bad(a.head, "this question has no right answer", "tick the option that is right: - [x] "+a.Options[0].words)
	}
	if l, ok := a.keys["choose"]; ok {
		a.choose(&l, rights)
	}
}

func (a *asked) choose(l *line, rights int) {
	switch strings.ToLower(plain(l.text)) {
	case "many", "multiple", "several", "any":
		a.Kind = multiple
	case "one", "single":
		if rights > 1 {
			a.r.failLine(diag.Contradiction, l, fmt.Sprintf("one option is to be chosen, and %d are right", rights), "remove this line, or all ticks but one")
		}
	default:
		a.r.failLine(diag.BadValue, l, "choose: is one or many", "write: choose: many")
	}
}

func (a *asked) order() {
	a.Kind = ordering
	ones := true
	for _, of := range a.steps {
		ones = ones && of.line.number == 1
	}
	seen := map[string]bool{}
	for i, of := range a.steps {
		o := a.option(of)
		if !ones && of.line.number != i+1 {
			a.r.doubt(of.line, "the numbers are not in order, so it is not certain which order is right", fmt.Sprintf("%d. %s", i+1, o.words)+"    (if the lines stand in the right order)")
			return
		}
		if seen[strings.ToLower(o.words)] {
			a.bad(of.line, "two steps say the same, so nobody can tell their order", "remove one of them")
		}
		seen[strings.ToLower(o.words)] = true
		a.Options = append(a.Options, o)
	}
	if len(a.steps) == 1 {
		a.bad(a.steps[0].line, "there is one step, so nothing to put in order", "write another one: 2. Explore")
	}
}

func (a *asked) match() {
	a.Kind = match
	lefts, at := map[string]bool{}, map[string]int{}
	for _, of := range a.pairs {
		o := a.option(of)
		if lefts[strings.ToLower(o.words)] {
			a.bad(of.line, "two pairs begin with the same words", "remove one of them")
		}
		lefts[strings.ToLower(o.words)] = true
		words := plain(of.line.to)
		n, known := at[strings.ToLower(words)]
		if !known {
			n = len(a.Rights)
			at[strings.ToLower(words)] = n
			a.Rights = append(a.Rights, Right{a.r.Inline(of.line.to), words})
		} else {
			a.Kind = classify
		}
		o.To = n
		a.Options = append(a.Options, o)
	}
	switch {
	case len(a.pairs) == 1:
		a.bad(a.pairs[0].line, "there is one pair, so nothing to choose from", "write another one: - What I expect -> estimate")
	case len(a.Rights) == 1:
		a.bad(a.pairs[0].line, "all pairs end with the same words, so nothing can be wrong", "write one that ends otherwise")
	}
}

// deadEnd reports a wrong answer that leads nowhere.
func (a *asked) deadEnd() {
	if a.Kind == reflection || a.Why.HTML != "" || a.See.HTML != "" {
		return
	}
	l, below := a.head, ""
	for i, of := range slices.Concat(a.options, a.pairs) {
		if l, below = nil, "below the option (  > ...) or "; a.Options[i].Feedback.HTML == "" && !a.Options[i].Right {
			l = of.line
			break
		}
	}
	if len(a.pairs) > 0 && l != nil { // none of them is wrong by itself
		l, below = a.head, "below each pair (  > ...) or "
	}
	if l != nil {
		a.r.warnLine(diag.DeadEnd, l, "whoever answers wrongly here is led nowhere", "say why "+below+"for the whole question (why: ...), or name a place to read (see: [...](...))")
	}
}
