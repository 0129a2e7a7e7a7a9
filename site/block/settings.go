package block

import (
	"regexp"
	"slices"
	"strings"
)

var (
	settingEnd  = regexp.MustCompile(`\s*\(([^()]*)\)\s*$`)
	settingTail = regexp.MustCompile(`\s*\{\s*#\s*([^{}\s#]+)\s*\}\s*(\([^()]*\))\s*$`)
	openEnd     = regexp.MustCompile(`\s*(?:\(([^()]+)|[\[{]([^()\[\]{}#]+)[\]}])\s*$`)
)

// fieldSetting is one word of those in parentheses at the end of a field. A word
// that takes a value, such as "settles", has what follows it.
type fieldSetting struct {
	name, value string
	at          int    // offset in the file
	length      int    // in bytes, of the words as they were meant
	near        string // of one that is not known: what was probably meant
	other       string // or this
	left        string // words of it that nothing is known of
	idle        bool   // it says what is so anyway
}

// meant tells whether it is known what a strange word was meant to say.
func (f *fieldSetting) meant() bool { return f.near != "" || f.idle }

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
	isNear := slices.ContainsFunc(strange, func(f fieldSetting) bool { return f.meant() })
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
