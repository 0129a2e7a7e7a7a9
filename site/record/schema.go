package record

import "regexp"

// Version is the "v" of the events and files that this Parley writes.
const Version = 1

// Level says how far a value may travel at most, if its learner sends it. Nothing
// travels by itself.
type Level string

const (
	Private   Level = "private"   // stays with the learner, who may export it value by value
	Person    Level = "person"    // to one named person, by a file
	Center    Level = "center"    // to the center's staff, under a pseudonym
	Aggregate Level = "aggregate" // only counted together with others
	Public    Level = "public"    // to everybody in the firm
)

// Retention says when a value goes.
type Retention string

const (
	UntilDeleted Retention = "until deleted" // with its event, by the learner
	ForGood      Retention = "for good"      // or what was deleted would come back
)

// Kind is what a value is. Apart from those named here, it is one of Patterns.
type Kind string

const (
	Text   Kind = "text"   // at most Max UTF-16 units
	Whole  Kind = "whole"  // a whole number from Min to Max
	Number Kind = "number" // from Min to Max
	List   Kind = "list"   // Min to Max members, each an Of
	Filled Kind = "filled" // what a field holds: text, a range or rows
)

// Rule is what a value has to be.
type Rule struct {
	Kind     Kind
	Min, Max float64
	Of       *Rule
	Null     bool // it may be null
}

// Field is one value of an event.
type Field struct {
	Name string
	Rule
	Optional bool
	Purpose  string
	Level    Level
	Keep     Retention
}

// Type is a kind of event.
type Type struct {
	Name    string
	Purpose string
	Fields  []Field
}

// Limits of what is read and written.
const (
	MaxCount = 1e15    // of seq and lam; a counter stops there
	MaxEvent = 300_000 // UTF-16 units of an event's canonical JSON
	MaxDepth = 16      // brackets within brackets
	MaxLine  = 1_000_000
	MaxFile  = 100_000_000
	MaxGone  = 10_000 // ids in one delete
	MaxBad   = 1_000  // lines that a report names

	maxValue = 20_000 // of a field's text
	maxShort = 2_000  // of a cell, a wording
	maxRows  = 200
	maxCells = 20
)

const (
	pageExpr = `[^#\x00-\x1f\x7f]{1,200}`
	itemExpr = `#[A-Za-z0-9._-]{1,100}`
)

// Patterns are the kinds of short texts: regular expressions that Go and JavaScript
// read alike.
var Patterns = map[Kind]*regexp.Regexp{
	"id":     regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`),
	"device": regexp.MustCompile(`^[A-Za-z0-9_-]{11}$`),
	"moment": regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$`),
	"type":   regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`),
	"hash":   regexp.MustCompile(`^[0-9a-f]{8,64}$`),
	"page":   regexp.MustCompile(`^` + pageExpr + `$`),
	"ref":    regexp.MustCompile(`^` + pageExpr + itemExpr + `$`),
	"card":   regexp.MustCompile(`^(term:` + pageExpr + `|item:` + pageExpr + itemExpr + `)$`),
	"code":   regexp.MustCompile(`^[0-9A-Z-]{16,80}$`),
	"secret": regexp.MustCompile(`^AGE-SECRET-KEY-1[0-9A-Z]{58}$`),
}

func is(kind Kind) Rule           { return Rule{Kind: kind} }
func text(most float64) Rule      { return Rule{Kind: Text, Max: most} }
func whole(from, to float64) Rule { return Rule{Kind: Whole, Min: from, Max: to} }
func list(of Rule, from, to int) Rule {
	return Rule{Kind: List, Of: &of, Min: float64(from), Max: float64(to)}
}
func orNull(r Rule) Rule { r.Null = true; return r }
func private(name string, r Rule, purpose string) Field {
	return Field{Name: name, Rule: r, Purpose: purpose, Level: Private, Keep: UntilDeleted}
}

func (f Field) to(l Level) Field       { f.Level = l; return f }
func (f Field) keep(r Retention) Field { f.Keep = r; return f }
func (f Field) optional() Field        { f.Optional = true; return f }

// HeadFields are what every event has, whatever its type.
var HeadFields = []Field{
	private("id", is("id"), "16 random bytes: one event, wherever it is copied to"),
	private("dev", is("device"), "8 random bytes: one profile in one browser; says nothing of either"),
	private("seq", whole(1, MaxCount), "counts the events of that browser"),
	private("lam", whole(1, MaxCount), "Lamport counter: orders events without a clock"),
	private("at", is("moment"), "when, to the second, in UTC: for display and distances in days"),
	private("t", is("type"), "what kind of event it is"),
	private("v", whole(1, MaxCount), "the version of that kind"),
}

var (
	itemField = private("item", is("ref"), "which question: page id # item id").to(Center)
	hashField = private("hash", is("hash"), "which wording it had: another one is marked as changed").to(Center)
	caseField = private("case", is("id"), "which filled copy").to(Person)
	fileField = private("file", is("id"), "the id of its envelope").to(Person)
)

// Types are all events there are.
var Types = []Type{
	{"answer", "a question was answered", []Field{
		itemField, hashField,
		private("score", orNull(Rule{Kind: Number, Max: 1}), "the share that was right; null where nothing is judged").to(Center),
		private("chosen", list(text(maxShort), 0, 50), "what was chosen or typed, in words: to see it again"),
		private("sure", whole(0, 100), "how sure, in percent, before the result was shown: for calibration").to(Aggregate).optional(),
		private("exam", is("id"), "the attempt at an exam that it belongs to").optional(),
		private("hints", whole(0, 100), "how many hints were opened").optional(),
	}},
	{"rating", "a statement of a self-assessment was rated", []Field{
		itemField, hashField,
		private("round", is("id"), "the sitting that it belongs to"),
		private("value", orNull(whole(0, 100)), "the mark as it stands on the scale, before any reversal; null for no occasion").to(Aggregate),
	}},
	{"field", "a field of a worksheet was filled", []Field{
		itemField.to(Person), hashField.to(Person), caseField,
		private("value", is(Filled), "what was written").to(Person),
	}},
	{"case", "a filled copy of worksheets was made, or named anew", []Field{
		caseField,
		private("name", text(200), "a code name").to(Person),
		private("forms", list(is("ref"), 0, 50), "the worksheets it is made of: page id # name").to(Person),
	}},
	{"lock", "estimates were locked", []Field{
		caseField,
		private("form", is("ref"), "the worksheet").to(Person),
		private("json", text(200_000), "canonical JSON of the time, a nonce and the fields").to(Person),
		private("code", is("code"), "the first 80 bits of its SHA-256 or more: may be told to others").to(Public),
	}},
	{"read", "a page was opened", []Field{
		private("page", is("page"), "which page; reading completes nothing"),
		private("hash", is("hash"), "which text it had"),
	}},
	{"review", "a card was judged", []Field{
		private("card", is("card"), "term: page id, or item: page id # item id"),
		private("grade", whole(1, 4), "1 forgotten, 2 hard, 3 good, 4 easy: says when it comes again"),
		private("hash", is("hash"), "which text the card had"),
	}},
	{"key", "a key to receive files with was made, or brought back", []Field{
		private("secret", is("secret"), "opens what is sealed to its card; the last one counts"),
	}},
	{"sent", "something left the device", []Field{
		fileField, caseField,
		private("to", text(200), "who it was for").to(Person),
		private("what", list(is("ref"), 0, 500), "which fields"),
		private("way", text(20), "screen, text or file"),
		private("until", text(10), "the day until which it may be used").to(Person),
	}},
	{"got", "a file was opened", []Field{
		fileField,
		private("line", text(200_000), "the envelope as it was sealed: docs/files.md"),
	}},
	{"ack", "what somebody sent was read, and acknowledged", []Field{fileField}},
	{Delete, "events were deleted", []Field{
		private("ids", list(is("id"), 1, MaxGone), "which: their bodies are gone, and a backup does not bring them back").keep(ForGood),
	}},
}

// Delete is the type of the events that delete others.
const Delete = "delete"

// typeOf finds a type; nil for one that this version does not know.
func typeOf(name string) *Type {
	for i := range Types {
		if Types[i].Name == name {
			return &Types[i]
		}
	}
	return nil
}
