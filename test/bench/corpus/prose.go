package corpus

import (
	"math/rand/v2"
	"strings"
)

// sentences are templates for one sentence each. A name in braces is drawn
// from words; a capital in it makes the entry begin with one.
var sentences = lines(`
	{Who} {does} {thing} before {event}.
	{Who} rarely {does} {thing} without a reason, and {who} knows it.
	When {who} {does} {thing}, {who} can answer with {quality} {noun}.
	{Quality} {noun} {effect}.
	{Quality} {noun} about {thing} {effect}, above all before {event}.
	In {sector}, {who} {does} {thing} within {period}.
	In {sector}, {quality} {noun} is worth more than {thing}.
	Of {number} deals in {sector}, most were settled once {who} had seen {thing}.
	Ask what {thing} costs {who}, and what it would be worth to {who}.
	After {event} it pays to {habit}.
	Good negotiators {habit}, even when {who} {does} {thing}.
	It takes {period} to learn this, and {quality} {noun} to forget it.
	Nobody should be surprised when {who} {does} {thing} and then {does} {thing}.
	{Thing} matters less than it seems; {thing} matters more.
	Once {thing} is settled, {who} has no reason to hold back {thing}.
	"We can talk about {thing}," says {who}, "but not before {event}."
	If {who} {does} {thing}, {habit} and wait for {event}.
	The rule is simple: {habit}, then {habit}.
	There were {number} people in the room, and only {who} had read the notes on {thing}.
	Teams that {habit} reach agreement within {period}, while others argue about {thing}.
	What looks like {quality} {noun} may be no more than {quality} {noun}.
	Between {event} and {event}, {who} {does} {thing} twice.`)

// phrased are sentences with a place for a term of the vocabulary.
var phrased = lines(`
	The {term} belongs in the notes, next to {thing}.
	Without a {term} on paper, {who} {does} {thing} too soon.
	{Who} mistakes {thing} for the {term}, which {effect}.
	Before {event}, {who} {does} the {term} and {thing}.
	Two {terms} can live side by side when {who} {does} {thing}.
	In {sector}, the {term} {effect}.
	{Quality} {noun} about the {term} {effect}.
	Most {terms} in {sector} last for {period}.`)

// writer draws prose from one random sequence.
type writer struct {
	*rand.Rand
	terms []term
}

// pick draws an entry of a list.
func (w *writer) pick(list []string) string { return list[w.IntN(len(list))] }

// sentence writes one sentence; one in four has a term in it.
func (w *writer) sentence() string {
	if len(w.terms) > 0 && w.IntN(4) == 0 {
		return w.expand(w.pick(phrased))
	}
	return w.expand(w.pick(sentences))
}

// paragraph writes at least n words.
func (w *writer) paragraph(n int) string {
	var b strings.Builder
	for count := 0; count < n; {
		if count > 0 {
			b.WriteByte(' ')
		}
		s := w.sentence()
		count += strings.Count(s, " ") + 1
		b.WriteString(s)
	}
	return b.String()
}

// expand fills a template.
func (w *writer) expand(template string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		lower := strings.ToLower(name)
		text := w.slot(lower)
		if lower != name {
			text = capital(text)
		}
		b.WriteString(text)
		template = after
	}
}

// slot is the text for one name in braces.
func (w *writer) slot(name string) string {
	switch name {
	case "term":
		return w.terms[w.IntN(len(w.terms))].name
	case "terms":
		return w.terms[w.IntN(len(w.terms))].name + "s"
	}
	return w.pick(words[name])
}

// capital makes the first letter of an ASCII text a capital.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
