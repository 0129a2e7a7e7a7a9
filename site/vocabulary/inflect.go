package vocabulary

import (
	"strings"
)

// form says how a word of a text relates to a word of a name.
type form uint8

// The forms.
const (
	unlike   form = iota
	exact         // the same word
	plural        // the name's word in the plural
	singular      // in the singular, where the name has the plural
	verb          // another form of a name's -ing
	inflects      // a case or number of a language that has both
)

// irregular lists English plurals that no rule makes, by the plural.
var irregular = map[string]string{
	"criteria": "criterion", "phenomena": "phenomenon", "men": "man", "women": "woman", "people": "person",
	"children": "child", "feet": "foot", "data": "datum", "media": "medium", "indices": "index", "matrices": "matrix",
	"analyses": "analysis", "hypotheses": "hypothesis", "crises": "crisis", "bases": "basis", "theses": "thesis",
	"axes": "axis", "syntheses": "synthesis", "emphases": "emphasis", "halves": "half", "lives": "life",
	"selves": "self", "leaves": "leaf", "knives": "knife", "formulae": "formula", "equilibria": "equilibrium",
}

// inflected holds a word of a text, in small letters and without a genitive,
// against a word of a name. Words of one stem are often strangers (reserve,
// reservation), so only the endings of grammar count. phrase tells that the
// name has other words too, which makes its verbs certain.
func (v *Vocabulary) inflected(name word, text string, phrase bool) form {
	a := withoutGenitive(name.lower)
	if a == text {
		return exact
	}
	switch {
	case v.lang == "en" || strings.HasPrefix(string(v.lang), "en-"):
		switch {
		case isPlural(a, text):
			return plural
		case isPlural(text, a):
			return singular
		case phrase && isVerbOf(a, text):
			return verb
		}
	case v.lang == "de" || strings.HasPrefix(string(v.lang), "de-"):
		if germanBase(a, text) {
			return inflects
		}
	}
	return unlike
}

// isPlural tells whether b is an English plural of a.
func isPlural(a, b string) bool {
	return irregular[b] == a || irregular[b] == "" && Plural(a) == b
}

// Plural is an English noun in the plural, by rule: RV gives RVs.
func Plural(s string) string {
	for many, one := range irregular {
		if one == s {
			return many
		}
	}
	n := len(s)
	switch {
	case n == 0:
		return s
	case capitals(s):
		return s + "s"
	case n > 1 && s[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(s[n-2])):
		return s[:n-1] + "ies"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "x"), strings.HasSuffix(s, "z"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"):
		return s + "es"
	}
	return s + "s"
}

// isVerbOf tells whether text is another form of the verb in a name's -ing:
// walks, walked, walk for walking.
func isVerbOf(name, text string) bool {
	base, ok := strings.CutSuffix(name, "ing")
	if !ok || len(base) < 2 {
		return false
	}
	bases := []string{base, base + "e"}
	if n := len(base); base[n-1] == base[n-2] {
		bases = append(bases, base[:n-1])
	}
	for _, b := range bases {
		for _, end := range []string{"", "s", "es", "ed", "d"} {
			if text == b+end {
				return true
			}
		}
	}
	return text == base[:len(base)]+"ed"
}

// germanEndings are those of German nouns and adjectives, the longest first.
var germanEndings = []string{"ern", "em", "en", "er", "es", "e", "n", "s"}

var withoutUmlaut = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss")

// germanBase tells whether two German words differ in an ending of grammar
// alone, and perhaps in an umlaut.
func germanBase(a, b string) bool {
	a, b = withoutUmlaut.Replace(a), withoutUmlaut.Replace(b)
	if base, ok := strings.CutSuffix(a, "nis"); ok && strings.HasPrefix(b, base+"niss") {
		a += "s" // Ergebnis, Ergebnisse
	}
	for _, x := range append(germanEndings, "") {
		base, ok := strings.CutSuffix(a, x)
		if !ok || len(base) < 3 {
			continue
		}
		for _, y := range append(germanEndings, "") {
			if base+y == b {
				return true
			}
		}
	}
	return false
}

// prepositions follow the head of a name such as "rule of thumb".
var prepositions = map[string]bool{"of": true, "in": true, "on": true, "to": true, "for": true, "at": true, "from": true}

// determiners make a noun of what follows.
var determiners = map[string]bool{
	"a": true, "an": true, "the": true, "this": true, "that": true, "these": true, "those": true, "each": true, "every": true,
	"no": true, "any": true, "one": true, "another": true, "such": true,
	"my": true, "your": true, "his": true, "her": true, "its": true, "our": true, "their": true,
}
