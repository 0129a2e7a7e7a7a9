package exchange

import (
	"regexp"
	"strings"
)

// quizColumn is what a column of a table of questions holds.
type quizColumn struct {
	key    string // "" for one that is not known
	number string // behind the name, as in "wrong 2"
}

// quizColumns are the columns and what people call them, in English and German.
var quizColumns = map[string][]string{
	"question": {"question", "questions", "prompt", "frage", "fragen", "fragetext", "aufgabe"},
	"type":     {"type", "kind", "typ", "art", "fragetyp"},
	"right":    {"right", "correct", "answer", "right answer", "correct answer", "richtig", "antwort", "richtige antwort", "lösung", "loesung"},
	"wrong":    {"wrong", "incorrect", "distractor", "wrong answer", "falsch", "falsche antwort", "distraktor"},
	"feedback": {"feedback", "comment", "rückmeldung", "rueckmeldung", "kommentar"},
	"why":      {"why", "explanation", "reason", "warum", "erklärung", "erklaerung", "begründung", "begruendung"},
	"hint":     {"hint", "tip", "hinweis", "tipp"},
	"id":       {"id", "item", "kennung"},
	"page":     {"page", "category", "quiz", "topic", "seite", "kategorie", "thema"},
}

// quizKeys are their names, in the order in which they are told.
var quizKeys = []string{"question", "type", "right", "wrong", "feedback", "why", "hint", "id", "page"}

// quizTypes are the types of question and what people call them.
var quizTypes = map[string][]string{
	"choice":     {"choice", "single", "multiple", "single choice", "multiple choice", "mc", "sc", "auswahl", "einfachauswahl", "mehrfachauswahl"},
	"truth":      {"true/false", "true or false", "tf", "t/f", "truefalse", "wahr/falsch", "richtig/falsch", "ja/nein"},
	"numeric":    {"number", "numeric", "numerical", "zahl", "numerisch"},
	"text":       {"text", "short", "short text", "short answer", "kurzantwort", "kurztext"},
	"order":      {"order", "ordering", "sequence", "reihenfolge"},
	"match":      {"match", "matching", "pairs", "classify", "zuordnung", "paare"},
	"reflection": {"reflection", "open", "essay", "offen", "reflexion", "freitext"},
}

// quizTypeNames are their names, in the order in which they are told.
var quizTypeNames = []string{"choice", "true/false", "number", "text", "order", "match", "reflection"}

var countedName = regexp.MustCompile(`^(.*?)[ .]*(\d{0,2})$`)

// namedIn finds the name that a word means.
func namedIn(names map[string][]string, word string) string {
	word = strings.Join(strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return r == '_' || r == '-' || r == ' ' || r == '\u00a0' }), " ")
	for name, all := range names {
		for _, one := range all {
			if one == word {
				return name
			}
		}
	}
	return ""
}

// quizColumnNamed finds the column that a heading means.
func quizColumnNamed(heading string) quizColumn {
	m := countedName.FindStringSubmatch(strings.TrimRight(strings.TrimSpace(heading), "?:!"))
	if m == nil {
		return quizColumn{}
	}
	return quizColumn{namedIn(quizColumns, m[1]), m[2]}
}
