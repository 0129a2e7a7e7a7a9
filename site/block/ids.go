package block

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

var (
	idBehind   = regexp.MustCompile(`\s*\{\s*#\s*([^{}\s#]+)\s*\}\s*#*\s*$`)
	idInside   = regexp.MustCompile(`\s*\{\s*#\s*([\pL\pN._-]+)\s*\}`)
	badID      = regexp.MustCompile(`\s*(?:[(\[]\s*#\s*(\pL[\pL\pN._-]*)\s*[)\]]|\{\s*(\pL[\pL\pN._-]*)\s*\}|\{\s*#\s*(\pL[\pL\pN._-]*)|\s#(\pL[\pL\pN._-]*)\s*\}|\{\s*#\s*(\pL[\pL\pN._ -]*?)\s*[})\]])\s*$`)
	settingEnd = regexp.MustCompile(`\s*\(([^()]*)\)\s*$`)
	openEnd    = regexp.MustCompile(`\s*(?:\(([^()]+)|[\[{]([^()\[\]{}#]+)[\]}])\s*$`)
	idLetters  = regexp.MustCompile(`[^\pL\pN._-]+`)
)

// cutID takes {#id} off the end of a line.
func (l *line) cutID(s shadow) shadow {
	m := idBehind.FindStringSubmatchIndex(s.text)
	if m == nil || m[0] == 0 {
		return s
	}
	l.id, l.idAt = s.text[m[2]:m[3]], l.raw.At+s.at[m[2]]
	return s.to(m[0]).trim()
}

// soundID reports an id that stands elsewhere than at the end, and what was
// probably meant as one.
func (r *reader) soundID(l line) line {
	switch l.kind {
	case headingLine, bulletLine, numberedLine, optionLine, pairLine, textLine, keyLine:
	default:
		if l.id != "" {
			l.id = ""
			return r.doubt(&l, "nothing on this line can have an id", l.written(string(l.text.Text)))
		}
		return l
	}
	if l.kind == textLine && l.id != "" {
		sign := "- "
		if r.g.boxes {
			sign = "### "
		}
		return r.doubt(&l, "an id belongs to a line that begins with "+strings.TrimSpace(sign), l.withID(sign+string(l.text.Text)))
	}
	behind := l.text
	if l.kind == pairLine {
		behind = l.to
	}
	s := shadowOf(behind)
	if !strings.ContainsAny(s.text, "#{") {
		return l
	}
	bare := codeSpan.ReplaceAllStringFunc(s.text, func(code string) string { return strings.Repeat("`", len(code)) })
	if m := idInside.FindStringSubmatchIndex(bare); m != nil {
		id := bare[m[2]:m[3]]
		if m[0] == 0 && m[1] == len(bare) {
			owner := "### What is a BATNA? {#" + id + "}"
			if last := r.last(); last != nil && last.id == "" {
				last.id = id
				owner = last.written(string(last.text.Text))
			}
			return r.doubt(&l, "an id stands at the end of the line that it names", owner)
		}
		l.id = id
		return r.doubt(&l, "an id stands at the very end of its line", l.written(strings.TrimSpace(s.text[:m[0]])+" "+strings.TrimSpace(s.text[m[1]:])))
	}
	// A link to a heading, [words](#heading), is none.
	if m := badID.FindStringSubmatchIndex(bare); m != nil && !(m[0] > 0 && bare[m[0]-1] == ']') && l.kind != textLine && l.kind != keyLine && l.id == "" && !strings.HasSuffix(bare, "}}") {
		for k := 2; k < len(m); k += 2 {
			if m[k] >= 0 {
				l.id = idLetters.ReplaceAllString(strings.TrimSpace(bare[m[k]:m[k+1]]), "-")
			}
		}
		return r.doubt(&l, "an id stands between {# and }", l.written(strings.TrimSpace(s.text[:m[0]])))
	}
	return l
}

// written is a line with other words behind its signs, as it should be.
func (l *line) written(words string) string {
	sign := ""
	switch l.kind {
	case headingLine:
		sign = strings.Repeat("#", l.level) + " "
	case bulletLine:
		sign = "- "
	case numberedLine:
		sign = "1. "
	case optionLine:
		sign = "- [ ] "
		if l.marked {
			sign = "- [x] "
		}
	case keyLine:
		sign = l.key + ": "
	case feedbackLine:
		sign = "> "
	case answerLine:
		sign = "= "
	case pairLine:
		sign = "- " + string(l.text.Text) + " -> "
	}
	return l.withID(strings.TrimSpace(sign + strings.TrimSpace(words)))
}

// item claims the id of a line for what the line asks. It is "" where there is
// none that can be kept, which has been reported.
func (r *reader) item(l *line) string {
	if l.id != "" {
		if r.Claim(l.id, l.idAt) {
			return l.id
		}
		return ""
	}
	r.MissingID(l.raw)
	return ""
}

// noID reports an id on a line that needs none.
func (r *reader) noID(l *line, what string) {
	if l.id != "" {
		id := l.id
		l.id = ""
		r.fail(diag.UncertainLine, l.idAt, len(id), what+" needs no id", "write: "+l.written(string(l.text.Text)))
	}
}

// hashOf is the hash of an item: it changes when one of the parts does, but not
// with blanks and line ends.
func hashOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strings.Join(strings.Fields(p), " ") + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// fieldSetting is one word of those in parentheses at the end of a field. A word
// that takes a value, such as "settles", has what follows it.
type fieldSetting struct {
	name, value string
	at          int // offset in the file
}

// settings takes (word, word) off the end of a line's text when each is one of
// known; parentheses that hold none of them are part of the text. One that is
// nearly known, or stands beside one that is, is reported.
func (r *reader) settings(l *line, known ...string) []fieldSetting {
	s := shadowOf(l.text)
	m := settingEnd.FindStringSubmatchIndex(s.text)
	if m == nil {
		r.openSettings(l, s, known)
		return nil
	}
	var found []fieldSetting
	var strange []fieldSetting
	at := m[2]
	for _, part := range strings.FieldsFunc(s.text[m[2]:m[3]], func(c rune) bool { return c == ',' || c == ';' }) {
		name, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		name = strings.ToLower(name)
		word := strings.TrimSpace(name + " " + strings.ToLower(value))
		blanks := len(part) - len(strings.TrimLeft(part, " \t"))
		f := fieldSetting{name, strings.TrimSpace(value), l.text.At + s.at[at+blanks]}
		at += len(part) + 1
		if slices.Contains(known, word) || value != "" && slices.Contains(known, name+" ") {
			found = append(found, f)
		} else if word != "" {
			f.name = word
			strange = append(strange, f)
		}
	}
	for _, f := range strange {
		near := nearSetting(f.name, known)
		if near == "" && len(found) == 0 {
			continue
		}
		help := "the settings here are " + strings.TrimSpace(strings.Join(known, ", ")) + "; parentheses that are part of the text must not stand at its end"
		if near != "" {
			help = "did you mean " + near + "?"
		}
		r.fail(diag.UnknownKey, f.at, len(f.name), "there is no setting \""+f.name+"\" here", help)
	}
	if len(found) == 0 || len(strange) > 0 {
		return nil
	}
	l.text = s.to(m[0]).trim().words(l.text)
	return found
}

// nearSetting is the setting that a word is probably a slip of.
func nearSetting(word string, known []string) string {
	for _, k := range known {
		if name, _, _ := strings.Cut(word, " "); strings.TrimSpace(k) == name {
			return k // a word with a value that takes none, or the other way round
		}
	}
	if strings.Contains(word, " ") {
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
