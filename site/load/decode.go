package load

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// The decoders turn a value into what a key means, or report why not.

func (r *reader) bad(v value, what, help string) {
	r.say(diag.BadValue, v.at, max(v.end-v.at, 1), what, help)
}

func (r *reader) str(v value) string {
	s, _ := r.word(v)
	return s
}

// word is str; ok is false when the value is no text, which has been reported,
// or empty.
func (r *reader) word(v value) (s string, ok bool) {
	if v.kind != scalar {
		r.bad(v, "a text is wanted here, not a list", "put the text in double quotes")
		return "", false
	}
	s = strings.TrimSpace(v.text)
	return s, s != ""
}

// prose is a text in which variables are filled.
func (r *reader) prose(v value) string {
	r.words = append(r.words, [2]int{v.at, v.end})
	return markdown.FillVariables(r.str(v), r.variables, func(name string) {
		r.say(diag.UnknownVariable, v.at, max(v.end-v.at, 1), markdown.UnknownVariable(name), markdown.VariableHelp(name, r.variables))
	})
}

// formerIDs reads the paths where a page used to be. They may be written as a
// file, a page or an address: all end up as IDs.
func (r *reader) formerIDs(v value) []course.Ref {
	var out []course.Ref
	for _, ref := range r.refs(v) {
		id := strings.Trim(ref.Text, "/")
		id = strings.TrimSuffix(strings.TrimSuffix(id, ".md"), ".html")
		if !fs.ValidPath(id) || !strings.Contains(id, "/") || !goodName(id, &diag.List{}) {
			r.report.Add(diag.BadValue, ref.Pos, fmt.Sprintf("%q is not a page's former path", ref.Text), "write it from the site's folder: content/framework/prepare")
			continue
		}
		out = append(out, course.Ref{Text: id, Pos: ref.Pos})
	}
	return out
}

// itemIDs reads ids of items, which people also write as they stand behind one:
// {#limit}, or with its # alone.
func (r *reader) itemIDs(v value) []course.Ref {
	out := r.refs(v)
	for i := range out {
		out[i].Text = strings.TrimLeft(strings.Trim(out[i].Text, "{} "), "#")
	}
	return out
}

// strs accepts a list, or one text with commas.
func (r *reader) strs(v value) []string {
	var out []string
	for _, ref := range r.refs(v) {
		out = append(out, ref.Text)
	}
	return out
}

func (r *reader) refs(v value) []course.Ref {
	items := v.list
	switch v.kind {
	case mapping:
		r.bad(v, "a list is wanted here", "write [a, b] or one entry a line, each after \"- \"")
		return nil
	case scalar:
		items = splitList(v.text, v.at)
	}
	var out []course.Ref
	for _, item := range items {
		if item.kind != scalar {
			r.bad(item, "a list of plain texts is wanted here", "write [a, b]")
			continue
		}
		if item.text != "" {
			out = append(out, course.Ref{Text: withoutQuotes(item.text), Pos: r.pos(item.at, item.end)})
		}
	}
	return out
}

// withoutQuotes takes typographic quotation marks off an item of a list that
// stands in them, as unquoted takes straight ones: word processors make the one
// of the other.
func withoutQuotes(s string) string {
	const opening, closing = "“„‘‚«»", "”“’‘»«"
	first, n := utf8.DecodeRuneInString(s)
	last, m := utf8.DecodeLastRuneInString(s)
	if len(s) <= n+m || !strings.ContainsRune(opening, first) || !strings.ContainsRune(closing, last) {
		return s
	}
	return strings.TrimSpace(s[n : len(s)-m])
}

func (r *reader) int(v value, low, high int) int {
	s, ok := r.word(v)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		r.bad(v, "a whole number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high)+" is wanted here", "write digits only")
		return 0
	}
	return n
}

func (r *reader) bool(v value) bool {
	if v.kind != scalar {
		r.word(v)
		return false
	}
	switch strings.ToLower(strings.TrimSpace(v.text)) {
	case "true", "yes", "on":
		return true
	case "false", "no", "off":
		return false
	}
	r.bad(v, "true or false is wanted here", "write true or false")
	return false
}

// writtenDay is a date in the right form, and dayForms are others that mean one
// day alone.
var (
	writtenDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	dayForms   = []string{"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "2.1.2006", "2006-1-2", "2006/1/2", "20060102", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05"}
)

func (r *reader) date(v value) string {
	s, ok := r.word(v)
	if !ok {
		return ""
	}
	if _, err := time.Parse("2006-01-02", s); err == nil {
		return s
	}
	what, help := "is not a date as Parley reads it", "write year-month-day, as in 2026-11-23"
	if writtenDay.MatchString(s) {
		what = "is not a day of the calendar"
	}
	for _, form := range dayForms {
		if day, err := time.Parse(form, s); err == nil {
			help = "write year-month-day: " + day.Format("2006-01-02")
		}
	}
	r.bad(v, "\""+s+"\" "+what, help)
	return ""
}

// oneOf reads one of a few words.
func (r *reader) oneOf(v value, words ...string) string {
	s, ok := r.word(v)
	if !ok || slices.Contains(words, s) {
		return s
	}
	help := "write one of: " + strings.Join(words, ", ")
	if near, ok := diag.Nearest(s, words); ok {
		help = "did you mean " + near + "?"
	}
	r.bad(v, "\""+s+"\" is not known here", help)
	return ""
}

var hexColor = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// color reads #rgb or #rrggbb and returns the long form in lower case.
func (r *reader) color(v value) string {
	s, ok := r.word(v)
	if !ok {
		return ""
	}
	s = strings.ToLower(s)
	if !hexColor.MatchString(s) {
		r.bad(v, "\""+s+"\" is not a colour", "write # and six digits, in quotes: \"#0b6e4f\"")
		return ""
	}
	if len(s) == 4 {
		return "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:4], 2)
	}
	return s
}

// unknown reports a key that is not one of known.
func (r *reader) unknown(f field, known []string) {
	help := "the keys here are " + strings.Join(known, ", ")
	if near, ok := diag.Nearest(f.key, known); ok {
		help = "did you mean \"" + near + "\"?"
	}
	r.say(diag.UnknownKey, f.at, len(f.key), "unknown key \""+f.key+"\"", help)
}
