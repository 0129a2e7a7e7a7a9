package block

import (
	"regexp"
	"strings"
)

var (
	arrow     = regexp.MustCompile(`[-=]+>`)
	wrongWay  = regexp.MustCompile(`<[-=]*-[-=]*>?|<=+>`)
	codeSpan  = regexp.MustCompile("`[^`]*`")
	pairLabel = regexp.MustCompile(`^(?:[-*+•]\s+|•|o\t\s*|[-+]|\(?\d{1,2}[.)]\s*|\(?[A-Za-z][.)]\s+)`)
)

// pair reads left -> right.
func (r *reader) pair(l *line, s shadow) (line, bool) {
	if !r.g.pairs || strings.HasPrefix(s.text, "|") {
		return line{}, false
	}
	open := codeSpan.ReplaceAllStringFunc(s.text, func(code string) string { return strings.Repeat("`", len(code)) })
	var found [][]int
	for _, at := range arrow.FindAllStringIndex(open, -1) {
		if at[0] == 0 || open[at[0]-1] != '\\' && open[at[0]-1] != '<' {
			found = append(found, at)
		}
	}
	from := 0
	if m := pairLabel.FindStringIndex(s.text); m != nil && (len(found) == 0 || m[1] < found[0][0]) {
		from = m[1]
	}
	if len(found) == 0 {
		if at := wrongWay.FindStringIndex(open); at != nil && (at[0] == 0 || open[at[0]-1] != '\\') {
			left, right := s.to(at[0]).from(from).trim(), s.from(at[1]).trim()
			if open[at[1]-1] != '>' {
				left, right = right, left
			}
			return r.doubt(l, "the arrow of a pair points to the right", l.withID("- "+string(left.words(l.raw).Text)+" -> "+string(right.words(l.raw).Text))), true
		}
		return line{}, false
	}
	left, right := s.to(found[0][0]).from(from).trim(), s.from(found[0][1]).trim()
	l.bullet = bulletEnd(s.text) > 0
	l.kind, l.text, l.to = pairLine, left.words(l.raw), right.words(l.raw)
	switch {
	case len(found) > 1:
		return r.doubt(l, "there are several arrows on this line", "one pair a line, such as - "+string(l.text.Text)+" -> "+string(s.to(found[1][0]).from(found[0][1]).trim().words(l.raw).Text)), true
	case len(l.text.Text) == 0 || len(l.to.Text) == 0:
		return r.doubt(l, "one side of this pair is missing", "- A price for one delivery -> claim"), true
	}
	return *l, true
}
