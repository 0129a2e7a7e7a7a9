package load

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// coachKeys are the further keys of somebody who coaches.
var coachKeys = []struct {
	name string
	set  func(*reader, *course.CoachFacts, value)
}{
	{"strengths", func(r *reader, c *course.CoachFacts, v value) { c.Strengths = r.strs(v) }},
	{"situations", func(r *reader, c *course.CoachFacts, v value) { c.Situations = r.strs(v) }},
	{"languages", func(r *reader, c *course.CoachFacts, v value) { c.Languages = r.strs(v) }},
	{"training", func(r *reader, c *course.CoachFacts, v value) { c.Training = r.strs(v) }},
	{"hours", func(r *reader, c *course.CoachFacts, v value) { c.Hours = r.hours(v) }},
	{"card", func(r *reader, c *course.CoachFacts, v value) { c.Card = r.card(v) }},
}

// hours reads how much time a coach has. That there is none may be written large.
func (r *reader) hours(v value) string {
	s := r.str(v)
	if strings.EqualFold(s, course.NoHours) {
		return course.NoHours
	}
	return s
}

// card reads a public card. Nothing is mended: a card that is nearly right is
// another one, to which nobody has the key.
func (r *reader) card(v value) course.Ref {
	s, ok := r.word(v)
	if !ok || course.IsCard(s) {
		return course.Ref{Text: s, Pos: r.pos(v.at, v.end)}
	}
	what := "this is not a whole card"
	switch {
	case strings.HasPrefix(s, "age1"):
		what = "this is a part of a card: the key to seal to"
	case !strings.HasPrefix(s, "parley1."):
		what = "this is no card"
	case strings.ContainsAny(s, " \t"):
		what = "this card has a blank in it"
	}
	r.say(diag.BadCard, v.at, max(v.end-v.at, 1), what,
		"ask the coach for the card again and paste it as one line: parley1.age1… (62 small letters and digits), a full stop, and 43 signs more")
	return course.Ref{}
}

// privateKey is what opens sealed files: whoever has it reads them.
var privateKey = regexp.MustCompile(`(?i)AGE-SECRET-KEY-(?:[A-Z]+-)?1[0-9A-Z]{8,}`)

// secret reports a private key. The place has no line, or the key would stand in
// the excerpt, and so in the log of every build.
func secret(file string, src []byte, report *diag.List) bool {
	at := privateKey.FindIndex(src)
	if at == nil {
		return false
	}
	report.Add(diag.PrivateKey, diag.Pos{File: file}, fmt.Sprintf("line %d holds a private key", 1+bytes.Count(src[:at[0]], []byte("\n"))),
		"take it out, also from the history of the files, and make a new key: this one may be known. A coach's page has the public card, which begins parley1.")
	return true
}

// maxKeyFile is the largest file beside the pages that could be a key's, in bytes.
const maxKeyFile = 64 << 10

// secretFile looks into a small file that would be published as it is.
func secretFile(layer fs.FS, a *course.Asset, report *diag.List) {
	if a.Size > maxKeyFile {
		return
	}
	if src, err := fs.ReadFile(layer, a.Path); err == nil { // what cannot be read is reported when it is written
		secret(a.Path, src, report)
	}
}

// setCoach reads a key of a coach's page; false when it is none.
func (r *reader) setCoach(p *course.Page, f field) bool {
	for _, k := range coachKeys {
		switch {
		case k.name != f.key:
			continue
		case p.Coach == nil:
			r.say(diag.UnknownKey, f.at, len(f.key), "only a coach's page can have \""+f.key+"\"", "write kind: coach too, or take this line out")
		default:
			k.set(r, p.Coach, f.value)
		}
		return true
	}
	return false
}
