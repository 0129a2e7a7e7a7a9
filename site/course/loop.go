package course

import "slices"

// The practice loop: the worksheets of one negotiation, and what of them Parley
// understands. Everything else in a worksheet is the firm's own.

// NegotiationSteps are the steps that every negotiation has, in their order.
var NegotiationSteps = []string{"preparation", "talks", "review", "commitment", "closing"}

// FormSteps are what a form can be for in a negotiation: its steps, and beside them how
// far one may go, what to go through before a yes, how it is carried out, to ask for a
// coach, and what a coach writes down of a session.
var FormSteps = append(slices.Clone(NegotiationSteps), "mandate", "agreement", "implementation", RequestStep, "coaching")

// RequestStep is to ask for a coach.
const RequestStep = "request"

// Meaning is what a field of a form can mean to Parley, whatever its words are.
type Meaning struct {
	Name  string
	Kinds []string // of the fields that can mean it
}

// Meanings are all there are.
var Meanings = []Meaning{
	// Before the talks.
	{"talk-date", []string{"date"}},
	{"no-deal", []string{"long", "short"}},
	{"reservation", []string{"money", "number"}},
	{"target", []string{"money", "number"}},
	{"target-reason", []string{"short", "long"}},
	{"their-need", []string{"long", "short"}},
	{"plan", []string{"short", "long"}}, // if this happens, then I do that
	{"direction", []string{"choice"}},   // the first says that more is better
	{"alternatives", []string{"rows"}},
	{"rate", []string{"number"}}, // per cent a year
	{"interests", []string{"rows"}},
	{"parties", []string{"rows"}},
	{"assumptions", []string{"rows"}},
	// What each option of an issue is worth, in points.
	{"points", []string{"rows"}},
	{"points-no-deal", []string{"number"}},
	{"points-target", []string{"number"}},
	// During them: whose offer it is, what it is, what it is worth to oneself.
	{"offers", []string{"rows"}},
	{"contingent", []string{"rows"}},
	{"promises", []string{"rows"}},
	// Before a yes, and after it: promises may be taken over from the sheet before.
	{"promises-agreed", []string{"rows"}},
	{"answer", []string{"choice"}}, // the first is a yes
	{"promises-kept", []string{"rows"}},
	// After them; the first four may be taken over from what was noted before.
	{"ended", []string{"choice"}}, // the first is a deal
	{"their-first", []string{"money", "number"}},
	{"result", []string{"money", "number"}},
	{"counted", []string{"short", "long"}},
	{"change", []string{"long", "short"}},
	{"lesson", []string{"short", "long"}},
	{"checklist", []string{"choice"}}, // what to confirm before a lesson is passed on
	// What is practised next.
	{"practice", []string{"short", "choice"}},
	{"cue", []string{"long", "short"}},
	{"measure", []string{"short"}},
	{"accepted", []string{"choice"}}, // the first says that the partner will ask
	{"check-date", []string{"date"}},
	{"review-date", []string{"date"}},
	{"check-ins", []string{"rows"}},
	{"outcome", []string{"choice"}},
	{"next", []string{"short", "long"}},
	{"next-date", []string{"date"}},
	// What a coach saw: the act or the answer it is about, what it brought about, what
	// could be tried instead.
	{"seen", []string{"rows"}},
	{"agreed", []string{"rows"}},
	{"meeting", []string{"date"}},
}

// MeaningOf finds a meaning by its name.
func MeaningOf(name string) (Meaning, bool) {
	i := slices.IndexFunc(Meanings, func(m Meaning) bool { return m.Name == name })
	if i < 0 {
		return Meaning{}, false
	}
	return Meanings[i], true
}

// sentences are the columns, counted from 0, of the meanings whose rows tell something:
// such a cell is as high as what is written in it.
var sentences = map[string][]int{
	"offers":          {1, 3},
	"promises":        {1},
	"promises-agreed": {1},
	"promises-kept":   {1},
	"check-ins":       {2},
	"seen":            {1, 2},
	"agreed":          {1},
}

// IsSentence tells whether a column of rows of a meaning holds sentences.
func IsSentence(meaning string, column int) bool {
	return slices.Contains(sentences[meaning], column)
}

// MeaningNames lists them.
func MeaningNames() []string {
	names := make([]string, len(Meanings))
	for i, m := range Meanings {
		names[i] = m.Name
	}
	return names
}

// HasNegotiations tells whether there is a worksheet for a step of a negotiation, in
// a language or in the site's own, and so a page of them.
func (c *Course) HasNegotiations(lang Lang) bool {
	return slices.ContainsFunc([]Lang{lang, c.Config.Languages[0]}, func(lang Lang) bool {
		return slices.ContainsFunc(c.Forms(lang), func(f FormAt) bool { return slices.Contains(NegotiationSteps, f.FormStep()) })
	})
}
