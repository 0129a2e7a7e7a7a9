package block

import (
	"regexp"
	"slices"
	"strings"
)

// An answer that lacks its sign leaves a question that looks sound and is never
// scored. A reflection with why: and no model: is looked through for one.

var (
	numberedBare = regexp.MustCompile(`^\(?(\d{1,2})(?:\s*[:)–-]+\s*|\s+)(\pL.*)$`)
	pairedBare   = regexp.MustCompile(`^[^:=]{0,58}[^\s.?!,;:=](?:\s-{1,2}\s|\s*=\s*|:\s)\s*\S.{0,60}$`)
	endsSentence = regexp.MustCompile(`[.?!]["']?$`)
)

// truths are the words that a bare answer of a question of truth may be.
var truths = map[string]string{"true": "true", "wahr": "true", "richtig": "true", "false": "false", "falsch": "false"}

// unsigned reports an answer without its sign in the prompt of a question that has
// none with one.
func (a *asked) unsigned() {
	_, why := a.keys["why"]
	_, model := a.keys["model"]
	if model {
		return
	}
	if l, corrected := unsigned(a.prompt); l != nil && (why || a.plainly(l)) {
		a.r.doubt(l, "this looks like the answer without its sign, and without one nothing is right or wrong",
			strings.Join(corrected, "\n       ")+"\nor, if learners answer in their own words, "+map[bool]string{true: "model: in place of why:", false: "add a line: model: what you would say"}[why])
	}
}

// plainly tells whether a line can hardly be anything but an answer, though no why:
// speaks of one: true or false alone, or the first of pairs with a dash in each.
func (a *asked) plainly(l *line) bool {
	if _, is := truths[strings.ToLower(strings.TrimRight(plain(l.text), ".!"))]; is {
		return true
	}
	n := 0
	for i := range a.prompt {
		if a.prompt[i].kind == blankLine {
			continue
		}
		if n++; !dashedPair.MatchString(plain(a.prompt[i].text)) {
			return false
		}
	}
	return n > 1
}

var dashedPair = regexp.MustCompile(`^[^\s.?!:][^.?!:]{0,40}\s-{1,2}\s[^.?!:]{1,40}$`)

// unsigned finds the answer that the last lines of a prompt probably are, and the
// lines as they should be; nil when there is none.
func unsigned(prompt []line) (first *line, corrected []string) {
	var lines []*line
	for i := range prompt {
		switch l := &prompt[i]; l.kind {
		case blankLine:
		case textLine:
			lines = append(lines, l)
		default:
			lines = nil
		}
	}
	if len(lines) == 0 {
		return nil, nil
	}
	last := lines[len(lines)-1]
	text := plain(last.text)
	if truth, is := truths[strings.ToLower(strings.TrimRight(text, ".!"))]; is {
		return last, []string{"= " + truth}
	}
	for _, read := range []func([]string) []string{bareSteps, barePairs} {
		var run []string
		at := len(lines)
		for ; at > 0 && read([]string{plain(lines[at-1].text)}) != nil; at-- {
			run = slices.Insert(run, 0, plain(lines[at-1].text))
		}
		if corrected := read(run); len(run) > 1 && corrected != nil {
			return lines[at], corrected
		}
	}
	if bareNumber(text) {
		return last, []string{"= " + text}
	}
	return nil, nil
}

// bareNumber tells whether a text is a number with its unit and nothing else.
func bareNumber(text string) bool {
	left, right := text, ""
	if m := plusMinus.FindStringIndex(text); m != nil {
		left, right = text[:m[0]], text[m[1]:]
	}
	q, ok := readQuantity(left)
	if right != "" {
		_, _, sound := readTolerance(right)
		ok = ok && sound
	}
	return ok && !strings.Contains(q.unit, " ") && !endsSentence.MatchString(text)
}

// bareSteps are lines that begin with a number and no full stop, as steps; nil when
// they are none, or stand in no order that they could mean.
func bareSteps(lines []string) (steps []string) {
	for _, text := range lines {
		m := numberedBare.FindStringSubmatch(text)
		if m == nil {
			return nil
		}
		steps = append(steps, m[1]+". "+m[2])
	}
	return steps
}

// barePairs are lines of two sides without an arrow, as pairs; nil when they are none,
// which what people say to one another is not.
func barePairs(lines []string) (pairs []string) {
	spoken := false
	for _, text := range lines {
		if !pairedBare.MatchString(text) {
			return nil
		}
		spoken = spoken || strings.Contains(text, ": ") && endsSentence.MatchString(text)
		pairs = append(pairs, "- "+asPair(text))
	}
	if spoken {
		return nil
	}
	return pairs
}
