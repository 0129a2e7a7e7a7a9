package block

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The signs that lines begin with. The expressions are matched against shadows.
var (
	headed      = regexp.MustCompile(`^(#{1,6})(\s*)(.*?)\s*#*$`)
	leadingTo   = regexp.MustCompile(`^(?:[-*+•]\s+)?[-=]+>\s*(.*)$`)
	quotedLine  = regexp.MustCompile(`^(?:[-*+•]\s*|o\s+)?>[\s>]*(.*)$`)
	equalled    = regexp.MustCompile(`^(?:[-*+•]\s*|o\s+)?=+\s*(.*)$`)
	label       = `(?:[-*+•§]+|o\s|\(?\d{1,2}\s?[.)]+|\(?[A-Za-z][.)])?\s*`
	boxed       = regexp.MustCompile(`^` + label + `(?:\[\s*(?:\[([ x×✗])\]|([^\[\]]{0,2}?))\s*\]|\(([ xX]?)\)(?:\s))(.*)$`)
	brokenBox   = regexp.MustCompile(`^` + label + `(?:\[\s*[xX](?:\s[^\]]*)?$|\[\s+[^\]]*$|[xX]?\s?\]\s*|[{<(\[]\s*[xX]?\s*[)}>]\s+|[\[\]]\s*[xX]?\s*\[\s+|\]\s*[xX]?\s*\]\s*)`)
	boldBox     = regexp.MustCompile(`^(?:[-*+•]\s+)?[*_]{2,3}\s*\[\s*[xX]?\s*\]`)
	boxBehind   = regexp.MustCompile(`\s\[\s*[xX]?\s*\]\s*$`)
	boxInside   = regexp.MustCompile(`\s\[[ xX]\]\s`)
	lettered    = regexp.MustCompile(`^(?:[-*+•]\s*)?\*?\(?([A-Ha-h])[.)]\s+(.+)$`)
	counted     = regexp.MustCompile(`^(?:[-*+•]\s*)?\(?(\d{1,3})\s?(?:[.)]+\s+|[.)]+$|\.\)?(\pL)|\)([^\s\d.,)]))`)
	bulletSign  = regexp.MustCompile(`^(?:[-*+]\s+|•\s*|o\t\s*|§\s+|[-+](\pL))`)
	calledRight = regexp.MustCompile(`(?i)\s*[(\[](?:(?:the )?(?:correct|right)(?: (?:answer|one))?|richtig|(wrong|incorrect|false|falsch))[)\]]\s*$`)
	emptyBullet = regexp.MustCompile(`^[-*+•]$`)
)

// heading reads ### text.
func (r *reader) heading(l *line, s shadow) (line, bool) {
	m := headed.FindStringSubmatchIndex(s.text)
	if m == nil || m[3] == 1 && m[4] == m[5] {
		return line{}, false // #1 is no heading
	}
	clear(r.letters) // they were of the question above
	l.kind, l.level = headingLine, m[3]
	l.text = s.to(m[7]).from(m[6]).trim().words(l.raw)
	if len(l.text.Text) == 0 {
		return r.doubt(l, "this heading has no words", l.withID(strings.Repeat("#", l.level)+" What is a BATNA?")), true
	}
	return *l, true
}

// feedback reads > text.
func (r *reader) feedback(l *line, s shadow) (line, bool) {
	if m := leadingTo.FindStringSubmatchIndex(s.text); m != nil {
		return r.doubt(l, "this line begins with an arrow, and nothing stands before it", "> "+string(s.from(m[2]).words(l.raw).Text)), true
	}
	m := quotedLine.FindStringSubmatchIndex(s.text)
	if m == nil {
		return line{}, false
	}
	words := s.from(m[2]).words(l.raw)
	if first, _ := utf8.DecodeRune(l.raw.Text[s.at[strings.IndexByte(s.text, '>')]:]); first == '»' || first == '›' {
		if bytes.ContainsAny(words.Text, "«‹") { // a German quotation
			return line{}, false
		}
		return r.doubt(l, "this is a quotation mark", "> "+string(words.Text)), true
	}
	l.kind, l.text = feedbackLine, words
	return *l, true
}

// answer reads = text.
func (r *reader) answer(l *line, s shadow) (line, bool) {
	m := equalled.FindStringSubmatchIndex(s.text)
	if !r.g.equal || m == nil {
		return line{}, false
	}
	l.kind, l.text = answerLine, s.from(m[2]).words(l.raw)
	if len(l.text.Text) == 0 {
		return r.doubt(l, "there is no answer behind this =", "= 42 +- 2"), true
	}
	return *l, true
}

// option reads - [x] text.
func (r *reader) option(l *line, s shadow) (line, bool) {
	m := boxed.FindStringSubmatchIndex(s.text)
	if m == nil || boldBox.MatchString(s.text) {
		return r.noOption(l, s)
	}
	rest := s.from(m[8])
	inside := ""
	for _, k := range []int{2, 4, 6} {
		if m[k] >= 0 {
			inside = strings.ToLower(strings.TrimSpace(s.text[m[k]:m[k+1]]))
		}
	}
	if m[4] >= 0 && (strings.HasPrefix(inside, "^") || strings.HasPrefix(rest.text, "(") || strings.HasPrefix(rest.text, "[") || strings.HasPrefix(rest.text, ":")) {
		return line{}, false // a footnote's mark, a link
	}
	l.kind, l.text = optionLine, rest.trim().words(l.raw)
	words := string(l.text.Text)
	if doubt := r.tick(l, inside); doubt != "" {
		one, other := l.withID("- [ ] "+words), l.withID("- [x] "+words)
		return r.doubt(l, doubt, one+"\nor:    "+other), true
	}
	if m := calledRight.FindStringSubmatchIndex(words); m != nil && r.g.boxes {
		box := "- [x] "
		if m[2] >= 0 {
			box = "- [ ] "
		}
		if (m[2] < 0) != l.marked {
			return r.doubt(l, "the box says one thing, and the words at the end another", l.withID(box+strings.TrimSpace(words[:m[0]]))), true
		}
	}
	box := "- [ ] "
	if l.marked {
		box = "- [x] "
	}
	switch {
	case words == "":
		return r.doubt(l, "there are no words behind this box", box+"What you will do if there is no deal"), true
	case boxInside.MatchString(" " + rest.text):
		return r.doubt(l, "there are several boxes on this line", "each on a line of its own, such as "+box+"first"), true
	}
	return *l, true
}

// tick reads what stands in a box; a doubt about it is returned.
func (r *reader) tick(l *line, inside string) (doubt string) {
	switch inside {
	case "", "_":
	case "x", "√":
		l.marked = true
	case "×": // what Word ticks a box with
		l.marked = !r.ticks
		if r.ticks {
			return "beside boxes with a tick, a cross may mean right or wrong"
		}
	case "✗":
		if !r.ticks {
			return "without a tick at another option, a cross may mean right or wrong"
		}
	default:
		return "it is not certain whether this box is ticked"
	}
	return ""
}

// noOption reports what is nearly an option.
func (r *reader) noOption(l *line, s shadow) (line, bool) {
	if m := brokenBox.FindStringIndex(s.text); m != nil && !boldBox.MatchString(s.text) {
		words := strings.TrimLeft(string(l.text.Text), "-*+•[]{}<>()xX \t")
		box := "- [ ] "
		if strings.ContainsAny(s.text[:m[1]], "xX") && !strings.HasPrefix(s.text[:m[1]], "- [ ") {
			box = "- [x] "
		}
		return r.doubt(l, "the box of this option is not whole", l.withID(box+words)), true
	}
	if boldBox.MatchString(s.text) {
		words := strings.TrimSpace(strings.Trim(strings.TrimLeft(string(l.text.Text), "-+•*_[]xX \t"), "*_"))
		return r.doubt(l, "there are stars around the box of this option", l.withID("- [x] **"+words+"**")), true
	}
	if !r.g.boxes {
		return line{}, false
	}
	if m := boxBehind.FindStringIndex(s.text); m != nil {
		words := strings.TrimLeft(string(s.to(m[0]).words(l.raw).Text), "-*+• \t")
		box := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s.text[m[0]:]), " ", ""))
		return r.doubt(l, "the box stands behind the option", l.withID("- "+strings.Replace(box, "[]", "[ ]", 1)+" "+words)), true
	}
	if m := lettered.FindStringSubmatchIndex(s.text); m != nil {
		words := string(s.from(m[4]).words(l.raw).Text)
		r.letters[strings.ToLower(s.text[m[2]:m[3]])] = words
		return r.doubt(l, "an option begins with a box", l.withID("- [ ] "+words)+"\nor:    "+l.withID("- [x] "+words)+"\nor, for steps in an order:    "+l.withID("1. "+words)), true
	}
	return line{}, false
}

// numbered reads 1. text.
func (r *reader) numbered(l *line, s shadow) (line, bool) {
	m := counted.FindStringSubmatchIndex(s.text)
	if m == nil {
		return line{}, false
	}
	end := m[1]
	for _, k := range []int{4, 6} { // the letter that follows without a blank
		if m[k] >= 0 {
			end = m[k]
		}
	}
	l.kind, l.text = numberedLine, s.from(end).trim().words(l.raw)
	l.number, _ = strconv.Atoi(s.text[m[2]:m[3]])
	if len(l.text.Text) == 0 {
		return r.doubt(l, "there are no words behind this number", strconv.Itoa(l.number)+". Prepare"), true
	}
	return *l, true
}

// bulleted reads - text.
func (r *reader) bulleted(l *line, s shadow) (line, bool) {
	if emptyBullet.MatchString(s.text) {
		return r.doubt(l, "there are no words behind this bullet", l.withID("- What will you do if there is no deal?")), true
	}
	end := bulletEnd(s.text)
	if end == 0 {
		return line{}, false
	}
	l.kind, l.bullet, l.text = bulletLine, true, s.from(end).trim().words(l.raw)
	return *l, true
}

// bulletEnd is where the words begin of a line with a bullet; 0 when it has none.
func bulletEnd(text string) int {
	m := bulletSign.FindStringSubmatchIndex(text)
	switch {
	case m == nil, strings.Trim(text, "-*_ ") == "": // a rule across the page
		return 0
	case m[2] >= 0:
		return m[2]
	}
	return m[1]
}
