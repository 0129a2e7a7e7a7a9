package block

import (
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// keyWord is the beginning of a key: value line, also of one in bold letters. The
// word may be two, or have a number behind it.
var (
	keyWord   = regexp.MustCompile(`^(?:[-*+•]\s+|o\t\s*)?[*_]{0,3}([\pL][\pL-]{0,20}(?: [\pL]{1,20})?)(\s*\d{1,2})?[*_]{0,3}\s*:[*_]{0,3}(?:\s+|$|([^\s/]))`)
	keyQuoted = regexp.MustCompile(`^["'“”„«»‘’‚‹›]+\s*(\pL{2,20})\s*:\s*([^"“”„«»‘’‚‹›]*[^"'“”„«»‘’‚‹›])["'“”„«»‘’‚‹›]+$`)
	keyEqual  = regexp.MustCompile(`^(?:[-*+•]\s+)?([\pL]{2,20})\s*=\s*(.*)$`)
)

// keyed reads key: value. A word that is no key, and nearly none, begins prose.
func (r *reader) keyed(l *line, s shadow) (line, bool) {
	if m := keyEqual.FindStringSubmatchIndex(s.text); m != nil && slices.Contains(r.g.keys, strings.ToLower(s.text[m[2]:m[3]])) {
		key := strings.ToLower(s.text[m[2]:m[3]])
		return r.doubt(l, "behind a key stands a colon", key+": "+string(s.from(m[4]).trim().words(l.raw).Text)), true
	}
	if m := keyQuoted.FindStringSubmatch(s.text); m != nil && slices.Contains(r.g.keys, strings.ToLower(m[1])) {
		return r.doubt(l, "a setting stands there without quotation marks", strings.ToLower(m[1])+": "+strings.TrimSpace(m[2])), true
	}
	m := keyWord.FindStringSubmatchIndex(s.text)
	if m == nil || bulletEnd(s.text) > 0 && !r.g.boxes { // a label, such as "- Title: as printed"
		return line{}, false
	}
	key, end := strings.ToLower(s.text[m[2]:m[3]]), m[1]
	if m[6] >= 0 { // no blank behind the colon
		end = m[6]
	}
	value := s.from(end).trim().words(l.raw)
	counted := m[4] >= 0
	switch instead, other := r.g.others[key]; {
	case slices.Contains(r.g.keys, key) && !counted:
		l.kind, l.key, l.text = keyLine, key, value
		return *l, true
	case slices.Contains(r.g.keys, key):
		return r.doubt(l, "a key has no number", key+": "+string(value.Text)), true
	case other:
		return r.doubt(l, "\""+s.text[m[2]:m[3]]+":\" is no key", l.withID(r.inTheWay(instead, string(value.Text)))), true
	case counted:
		return line{}, false
	}
	near := nearKey(key, r.g.keys)
	if near == "" {
		return line{}, false
	}
	at := s.at[m[2]]
	r.fail(diag.UnknownKey, l.raw.At+at, s.at[m[3]]-at, "there is no setting \""+key+"\" here",
		"did you mean "+strings.TrimSpace(near+": "+string(value.Text))+"\nor, if it is plain text: "+key+`\:`)
	return l.dropped(), true
}

// inTheWay is what should stand in place of another word and its colon.
func (r *reader) inTheWay(instead, value string) string {
	if option, ok := r.letters[strings.ToLower(strings.Trim(value, " ().*"))]; ok && instead == "=" {
		return "- [x] " + option
	}
	if instead == "=" || instead == "###" {
		return instead + " " + value
	}
	return instead + ": " + value
}

// nearKey is the key that a word is probably a slip of; "" when it may well be a
// word of its own. Short words are near many others, so they have to begin alike.
func nearKey(word string, keys []string) string {
	near, ok := diag.Nearest(word, keys)
	if !ok {
		return ""
	}
	swapped := len(word) == len(near) && len(word) > 1 && word[:2] == near[1:2]+near[:1]
	most := 1
	if len(near) > 5 {
		most = 2
	}
	if !swapped && word[0] != near[0] || edits(word, near) > most {
		return ""
	}
	return near
}

// edits counts the letters in which two words differ; a swap of neighbours is one.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0] {
		return 1
	}
	return max(len(x), len(y))
}

// settled are the key: value lines of a block or an item, by key.
type settled map[string]line

// take adds a keyLine to what is settled.
func (r *reader) take(to settled, l *line) {
	if before, twice := to[l.key]; twice && before.raw.At != l.raw.At {
		r.failLine(diag.DoubledKey, l, "\""+l.key+"\" is set twice", "keep one of the two lines")
		return
	}
	to[l.key] = *l
}

// yes reads a key that is on or off. It is off where the key is missing.
func (r *reader) yes(of settled, key string) bool {
	l, ok := of[key]
	if !ok {
		return false
	}
	switch strings.ToLower(plain(l.text)) {
	case "true", "yes", "on", "ja", "wahr":
		return true
	case "false", "no", "off", "nein", "falsch":
		return false
	}
	r.failLine(diag.BadValue, &l, key+": is either yes or no", "write: "+key+": yes")
	return false
}
