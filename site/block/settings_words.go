package block

import (
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

var (
	fieldOfForm = regexp.MustCompile(`^[\pL\pN_-]+\s*:\s*[^\s:]+$`)
	betweenTwo  = regexp.MustCompile(`[:.#/\s]+`)
)

// otherSettings are words that other programs, and other languages, have for the
// settings of a field.
var otherSettings = map[string]string{
	"text": "short", "textfield": "short", "string": "short", "kurz": "short",
	"textarea": "long", "paragraph": "long", "multiline": "long", "mehrzeilig": "long",
	"datum": "date", "zahl": "number", "integer": "number", "betrag": "money", "currency": "money", "geld": "money",
	"select": "choice", "dropdown": "choice", "radio": "choice", "auswahl": "choice", "skala": "scale", "tabelle": "rows",
	"mandatory": "required", "obligatory": "required", "pflicht": "required", "pflichtfeld": "required", "erforderlich": "required",
	"spanne": "range", "schätzung": "estimate",
}

// idleSettings say what is so where nothing is said.
var idleSettings = []string{"optional", "freiwillig", "not required"}

// settingWords divides what stands in parentheses into what is known and what is not.
func settingWords(s shadow, from markdown.Line, known []string) (found, strange []fieldSetting) {
	at := 0
	for _, part := range strings.FieldsFunc(s.text, func(c rune) bool { return c == ',' || c == ';' }) {
		at += strings.Index(s.text[at:], part)
		said := strings.TrimSpace(part)
		f := fieldSetting{at: from.At + s.at[at+len(part)-len(strings.TrimLeft(part, " \t"))], length: len(said)}
		at += len(part)
		word, value, _ := strings.Cut(said, " ")
		word, value = strings.ToLower(word), strings.TrimSpace(value)
		takes := strings.TrimRight(word, ":")
		switch f.name = strings.ToLower(said); {
		case said == "":
		case slices.Contains(known, f.name):
			found = append(found, f)
		case slices.Contains(known, takes+" "):
			f.name, f.value = takes, value
			two := betweenTwo.Split(strings.Trim(value, ":. "), -1)
			if word == takes && fieldOfForm.MatchString(value) || len(two) != 2 { // which estimates there are is known later
				f.value = strings.Trim(value, ":. ")
				found = append(found, f)
				continue
			}
			f.near = takes + " " + two[0] + ": " + two[1]
			strange = append(strange, f)
		default:
			f.guess(known)
			strange = append(strange, f)
		}
	}
	return found, strange
}

// guess finds out what a word that is no setting was probably meant to say; nothing,
// where it may well be a word of its own.
func (f *fieldSetting) guess(known []string) {
	if slices.Contains(known, "short") { // the settings of a field
		f.near, f.idle = otherSettings[f.name], slices.Contains(idleSettings, f.name)
		if f.name == "text" {
			f.other = "long"
		}
	}
	if f.meant() {
		return
	}
	words := strings.Fields(f.name)
	if len(words) < 2 {
		f.near = nearSetting(f.name, known)
		return
	}
	var all, left []string
	exact := false // some word is one
	for i, word := range words {
		if slices.Contains(known, word+" ") { // what follows is its value
			all, exact = append(all, strings.Join(words[i:], " ")), true
			break
		}
		is := slices.Contains(known, word)
		near := word
		if !is {
			near = nearSetting(word, known)
		}
		if near == "" {
			left = append(left, word)
			continue
		}
		all, exact = append(all, near), exact || is
	}
	if len(left) == 0 || exact && slices.Contains(known, words[0]) {
		f.near, f.left = strings.Join(all, ", "), strings.Join(left, " ")
	}
}

// strangeSetting reports the first word that is no setting, with the line as it
// should be.
func (r *reader) strangeSetting(l *line, label string, found, strange []fieldSetting, known []string) {
	all := slices.Concat(found, strange)
	slices.SortFunc(all, func(a, b fieldSetting) int { return a.at - b.at })
	write := func(word func(*fieldSetting) string) string {
		var words []string
		for i := range all {
			if said := word(&all[i]); said != "" {
				words = append(words, said)
			}
		}
		if len(words) == 0 {
			return l.written(label)
		}
		return l.written(label + " (" + strings.Join(words, ", ") + ")")
	}
	near := func(f *fieldSetting) string {
		if f.near != "" || f.idle || slices.Contains(strange, *f) {
			return f.near
		}
		return strings.TrimSpace(f.name + " " + f.value)
	}
	help := "write: " + write(near)
	first := &strange[0]
	switch {
	case !first.meant():
		help = "the settings here are " + strings.ReplaceAll(strings.TrimSpace(strings.Join(known, ", ")), " ,", ",") + "; parentheses that are part of the text must not stand at its end"
	case first.left != "":
		help += "    (\"" + first.left + "\" is no setting)"
	case first.other != "":
		help += "\nor:    " + write(func(f *fieldSetting) string {
			if f.other != "" {
				return f.other
			}
			return near(f)
		})
	case first.idle:
		help += "    (what is not required may be left out)"
	}
	r.fail(diag.UnknownKey, first.at, first.length, "there is no setting \""+first.name+"\" here", help)
}

// nearSetting is the setting that a word is probably a slip of; "" when it may well
// be a word of its own.
func nearSetting(word string, known []string) string {
	return strings.TrimSpace(nearKey(word, known))
}
