package block

import (
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

var (
	settingEnd  = regexp.MustCompile(`\s*\(([^()]*)\)\s*$`)
	settingTail = regexp.MustCompile(`\s*\{\s*#\s*([^{}\s#]+)\s*\}\s*(\([^()]*\))\s*$`)
	openEnd     = regexp.MustCompile(`\s*(?:\(([^()]+)|[\[{]([^()\[\]{}#]+)[\]}])\s*$`)
	fieldOfForm = regexp.MustCompile(`^[\pL\pN_-]+\s*:\s*[^\s:]+$`)
	betweenTwo  = regexp.MustCompile(`[:.#/\s]+`)
)

// fieldSetting is one word of those in parentheses at the end of a field. A word
// that takes a value, such as "settles", has what follows it.
type fieldSetting struct {
	name, value string
	at          int    // offset in the file
	length      int    // in bytes, of the words as they were meant
	near        string // of one that is not known: what was probably meant
}

// cutTail takes {#id} off where settings stand behind it.
func (l *line) cutTail(s shadow) shadow {
	m := settingTail.FindStringSubmatchIndex(s.text)
	if m == nil || m[0] == 0 {
		return s
	}
	l.id, l.idAt = s.text[m[2]:m[3]], l.raw.At+s.at[m[2]]
	l.tail = s.to(m[5]).from(m[4]).words(l.raw)
	return s.to(m[0]).trim()
}

// runsOn tells whether a line of text continues the item above it, whose id and
// settings it may carry: a mail program broke the line.
func (r *reader) runsOn(l *line) bool {
	before := r.last()
	return r.g.settings && before != nil && before.id == "" && len(r.lines) > 0 && r.lines[len(r.lines)-1].kind != blankLine &&
		(before.kind == textLine && l.indent > 0 || (before.kind == bulletLine || before.kind == numberedLine) && l.indent > before.indent)
}

// settings takes (word, word) off the end of a line's text when each is one of
// known; parentheses that hold none of them are part of the text. One that is
// nearly known, or stands beside one that is, is reported. Those of known that end
// in a blank are followed by a form, a colon and a field.
func (r *reader) settings(l *line, known ...string) []fieldSetting {
	behind := len(l.tail.Text) > 0
	from := l.text
	if behind {
		from = l.tail
	}
	s := shadowOf(from)
	if i := strings.LastIndexByte(s.text, ')'); i >= 0 && strings.Trim(s.text[i+1:], ": ") == "" {
		s = s.to(i + 1)
	}
	m := settingEnd.FindStringSubmatchIndex(s.text)
	if m == nil {
		r.openSettings(l, s, known)
		return nil
	}
	label := l.text
	if !behind {
		label = s.to(m[0]).trim().words(l.text)
	}
	found, strange := settingWords(s.to(m[3]).from(m[2]), from, known)
	isNear := slices.ContainsFunc(strange, func(f fieldSetting) bool { return f.near != "" })
	switch {
	case len(strange) == 0 && len(found) > 0:
		l.text = label
		return found
	case isNear || len(found) > 0:
		r.strangeSetting(l, string(label.Text), found, strange, known)
	case behind:
		r.doubt(l, "an id stands at the very end of its line", l.written(string(l.text.Text)+" "+string(l.tail.Text)))
	}
	return nil
}

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
			if word == takes && fieldOfForm.MatchString(value) {
				found = append(found, f)
				continue
			}
			f.near = takes + " preparation: expected"
			if two := betweenTwo.Split(strings.Trim(value, ":. "), -1); len(two) == 2 {
				f.near = takes + " " + two[0] + ": " + two[1]
			}
			strange = append(strange, f)
		default:
			f.near = nearSetting(f.name, known)
			strange = append(strange, f)
		}
	}
	return found, strange
}

// strangeSetting reports the first word that is no setting, with the line as it
// should be.
func (r *reader) strangeSetting(l *line, label string, found, strange []fieldSetting, known []string) {
	words := map[int]string{}
	var order []int
	for _, f := range slices.Concat(found, strange) {
		word := f.name
		if f.value != "" {
			word += " " + f.value
		}
		if f.near != "" {
			word = f.near
		} else if slices.Contains(strange, f) {
			continue
		}
		words[f.at] = word
		order = append(order, f.at)
	}
	slices.Sort(order)
	var all []string
	for _, at := range order {
		all = append(all, words[at])
	}
	help := "write: " + l.written(label+" ("+strings.Join(all, ", ")+")")
	if strange[0].near == "" {
		help = "the settings here are " + strings.TrimSpace(strings.Join(known, ", ")) + "; parentheses that are part of the text must not stand at its end"
	}
	r.fail(diag.UnknownKey, strange[0].at, strange[0].length, "there is no setting \""+strange[0].name+"\" here", help)
}

// nearSetting is the setting that a word is probably a slip of; "" when it may well
// be a word of its own.
func nearSetting(word string, known []string) string {
	first, _, several := strings.Cut(word, " ")
	for _, k := range known {
		if strings.TrimSpace(k) == first && several { // a word with a value that takes none
			return k
		}
	}
	if several {
		return ""
	}
	return strings.TrimSpace(nearKey(word, known))
}

// openSettings reports settings of which a parenthesis is missing or another one.
func (r *reader) openSettings(l *line, s shadow, known []string) {
	m := openEnd.FindStringSubmatchIndex(s.text)
	if m == nil {
		return
	}
	from, to := m[2], m[3]
	if from < 0 {
		from, to = m[4], m[5]
	}
	words := strings.ToLower(strings.TrimSpace(s.text[from:to]))
	for part := range strings.SplitSeq(words, ",") {
		if !slices.Contains(known, strings.TrimSpace(part)) {
			return
		}
	}
	r.doubt(l, "the settings of a field stand in parentheses", l.written(string(s.to(m[0]).words(l.text).Text)+" ("+words+")"))
}
