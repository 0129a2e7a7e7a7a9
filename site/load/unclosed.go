package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// misplacedHead reports a page whose first words look like settings that a
// missing, a typographic or a late --- keeps from being read.
func (r *reader) misplacedHead(at int) {
	lines := splitLines(r.src, at, min(len(r.src), at+1000))
	first := slices.IndexFunc(lines, func(line span) bool { return strings.TrimSpace(line.text) != "" })
	if first < 0 {
		return
	}
	line := lines[first]
	text := strings.TrimSpace(line.text)
	if text == "---" && line.at > at {
		r.say(diag.FrontMatterOpen, line.at, 3, "these settings are not read, because --- is not the first line", "delete the empty lines above it")
		return
	}
	what := notHyphens(line.text)
	settings := first+1 < len(lines) && isSetting(lines[first+1].text)
	if what != "" && (settings || typographic(text)) {
		r.say(diag.FrontMatterOpen, line.at, len(line.text), what+", so the settings below them are not read", threeHyphens)
	}
}

const threeHyphens = "type three plain hyphens at the beginning of the line: --- (Word and mail programs change them)"

// notHyphens says what a line is that was meant to be three hyphens; "" when it
// is something else.
func notHyphens(line string) string {
	text := strings.TrimSpace(line)
	switch {
	case text == "" || text == "-" || strings.Trim(text, "-–—−‐‑") != "":
		return ""
	case typographic(text):
		return "these are long dashes"
	case text != "---":
		return fmt.Sprintf("these are %d hyphens", len(text))
	case line[0] == ' ' || line[0] == '\t':
		return "there are blanks before this ---"
	}
	return ""
}

// typographic tells whether a line of dashes has some that are no hyphens.
func typographic(dashes string) bool { return strings.ContainsAny(dashes, "–—−‐‑") }

// isSetting tells whether a line sets a key that pages have.
func isSetting(line string) bool {
	m := keyLine.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	for _, k := range pageKeys {
		if k.name == m[1] {
			return true
		}
	}
	for _, k := range termKeys {
		if k.name == m[1] {
			return true
		}
	}
	return false
}

// unclosed looks for the place within a page's settings where they were meant to
// end, and reports it: a line of other dashes, or the text itself, up to a ---
// that stands further down or to the end of the page. to and body are then what
// frontMatter would have said.
func (r *reader) unclosed(from, end int) (to, body int, found bool) {
	lines := splitLines(r.src, from, min(end, from+maxFields))
	for i, line := range lines {
		if what := notHyphens(line.text); what != "" {
			r.say(diag.FrontMatterOpen, line.at, len(line.text), what+", which do not close the settings", threeHyphens)
			return line.at, min(line.at+len(line.text)+1, len(r.src)), true
		}
		t := strings.TrimSpace(line.text)
		if t == "" || t[0] == '#' || continues(line.text) || setsKey(line.text) {
			continue
		}
		if at, ok := textBegins(lines, i); ok {
			r.say(diag.FrontMatterOpen, at.at, len(at.text), "the text begins here, and no --- above it closes the settings",
				"write --- on a line of its own above this one")
			return at.at, at.at, true
		}
		return 0, 0, false
	}
	return 0, 0, false
}

// setsKey tells whether a line is of the form "key: value", whatever the key.
func setsKey(line string) bool {
	_, rest, ok := strings.Cut(line, ":")
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// textBegins tells whether line i, which sets nothing, belongs to the text of
// the page: an empty line or a heading stands above it, or more lines follow,
// and no settings.
func textBegins(lines []span, i int) (span, bool) {
	first := i
	for first > 0 && (strings.TrimSpace(lines[first-1].text) == "" || strings.HasPrefix(lines[first-1].text, "##")) {
		first--
	}
	more := 0
	for _, line := range lines[i:] {
		if isSetting(line.text) || noBlank.MatchString(line.text) {
			return span{}, false
		}
		if strings.TrimSpace(line.text) != "" {
			more++
		}
	}
	for strings.TrimSpace(lines[first].text) == "" {
		first++
	}
	return lines[first], first < i || more > 1 || i > 0 && strings.TrimSpace(lines[i-1].text) == ""
}
