package block

import (
	"bytes"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// The line reader is the one small grammar of all blocks. A block is read in two
// steps. read gives every line its kind, undoing what word processors do to signs;
// then the block's own reader goes through r.lines and says what each is for:
//
//	r := read(c, s, grammar{keys: []string{"title", "lock"}})
//	for _, l := range r.lines {
//		switch l.kind {
//		case bulletLine:
//			with := r.settings(&l, "required", "confidence") // (required) off its end
//			field := Field{ID: r.item(&l), Label: s.Inline(l.text), ...}
//		case keyLine:
//			...
//		}
//	}
//	if r.failed {
//		return nil // nothing half-read is shown
//	}
//
// What a line can mean for certain it means. Everything else is reported as an
// error that shows the line as it should be; see doubt.

// lineKind is what a line of a block is.
type lineKind uint8

const (
	blankLine    lineKind = iota
	textLine              // prose: what is nothing else
	codeLine              // between ``` and ```, and these
	headingLine           // ### text {#id}
	keyLine               // key: text
	optionLine            // - [x] text
	numberedLine          // 1. text
	bulletLine            // - text
	feedbackLine          // > text
	answerLine            // = text
	pairLine              // text -> to
)

// line is a line of a block and what it says.
type line struct {
	kind   lineKind
	raw    markdown.Line // all of it
	indent int           // blanks before it; a tab counts as four
	text   markdown.Line // what it says, without the signs before and the id behind
	to     markdown.Line // of a pairLine: what stands behind the arrow
	key    string        // of a keyLine, in small letters
	marked bool          // of an optionLine: its box is ticked
	number int           // of a numberedLine
	level  int           // of a headingLine
	bullet bool          // of any: it began with a bullet
	id     string        // {#id}, as written; "" when there is none
	idAt   int           // offset of the id in the file
	tail   markdown.Line // settings in parentheses that stand behind the id
}

// grammar is what a block expects of its lines.
type grammar struct {
	keys  []string // key: value lines; others are prose, and near misses are reported
	boxes bool     // options to tick
	pairs bool     // left -> right
	equal bool     // = answer

	settings bool // in parentheses at the end of a line

	// others are words before a colon that people write in place of a key, of "="
	// or of "###", and which they are meant for.
	others map[string]string
}

// reader goes through the lines of one block.
type reader struct {
	*markdown.Scope
	block  markdown.Container
	g      grammar
	lines  []line
	failed bool // an error was reported: the block is not to be shown
	errors int  // how many were
	doubts int  // of them, those about single lines

	fence   []byte
	ticks   bool              // some line has a tick, so that crosses mean "wrong"
	letters map[string]string // options that begin with a letter in place of a box
}

// read gives every line of a block its kind.
func read(c markdown.Container, s *markdown.Scope, g grammar) *reader {
	r := &reader{Scope: s, block: c, g: g, lines: make([]line, 0, len(c.Lines)), letters: map[string]string{}}
	for _, raw := range c.Lines {
		r.ticks = r.ticks || bytes.ContainsAny(raw.Text, "✓✔✅☑🗹")
	}
	for _, raw := range c.Lines {
		r.lines = append(r.lines, r.line(raw))
	}
	return r
}

// last is the last line so far that says something; nil when there is none.
func (r *reader) last() *line {
	for i := len(r.lines) - 1; i >= 0; i-- {
		if r.lines[i].kind != blankLine {
			return &r.lines[i]
		}
	}
	return nil
}

// fail reports an error. The block is then not shown.
func (r *reader) fail(code diag.Code, at, length int, message, help string) {
	r.failed = true
	r.errors++
	r.Report(code, at, max(length, 1), message, help)
}

// failLine reports an error in a line.
func (r *reader) failLine(code diag.Code, l *line, message, help string) {
	r.failed = true
	r.errors++
	r.warnLine(code, l, message, help)
}

// warnLine reports what does not keep the block from being shown.
func (r *reader) warnLine(code diag.Code, l *line, message, help string) {
	text := bytes.TrimLeft(l.raw.Text, " \t")
	at := l.raw.At + len(l.raw.Text) - len(text)
	r.Report(code, at, max(len(bytes.TrimRight(text, " \t")), 1), message, help)
}

// doubt reports a line that could mean two things, with the line as it should be.
// The line then counts as blank, so that nothing is said of what it says.
func (r *reader) doubt(l *line, message, corrected string) line {
	r.failLine(diag.UncertainLine, l, message, "write: "+corrected)
	r.doubts++
	return l.dropped()
}

// dropped is a line that has been reported, as a blank one.
func (l *line) dropped() line {
	return line{kind: blankLine, raw: markdown.Line{At: l.raw.At}, indent: l.indent}
}

// line finds out what a line is.
func (r *reader) line(raw markdown.Line) line {
	l := line{raw: raw}
	trimmed := bytes.TrimSpace(raw.Text)
	if r.inCode(trimmed) {
		l.kind, l.text = codeLine, raw
		return l
	}
	s := shadowOf(raw)
	l.indent = indent(s.text)
	s = s.trim()
	if s.text == "" {
		return l
	}
	l.text = s.words(raw)
	if strings.HasPrefix(s.text, "<!--") {
		l.kind = textLine
		return l
	}
	s = l.cutID(s)
	if r.g.settings && l.id == "" {
		s = l.cutTail(s)
	}
	l.text = s.words(raw)
	for _, kind := range []func(*line, shadow) (line, bool){
		r.heading, r.feedback, r.answer, r.option, r.keyed, r.pair, r.numbered, r.bulleted,
	} {
		if found, ok := kind(&l, s); ok {
			return r.soundID(found)
		}
	}
	l.kind = textLine
	return r.soundID(l)
}

// inCode tells of lines of a block of code, which say what they say.
func (r *reader) inCode(trimmed []byte) bool {
	if r.fence != nil {
		if bytes.HasPrefix(trimmed, r.fence) && len(bytes.Trim(trimmed, string(r.fence[:1]))) == 0 {
			r.fence = nil
		}
		return true
	}
	r.fence = markdown.CodeFence(trimmed)
	return r.fence != nil
}

// indent counts the blanks that a line begins with.
func indent(text string) (n int) {
	for _, c := range text {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// words are a line's words as a sentence, for messages: not too many.
func (l *line) words() string {
	text := []rune(strings.Join(strings.Fields(string(l.text.Text)), " "))
	if len(text) > 60 {
		return strings.TrimSpace(string(text[:57])) + "..."
	}
	return string(text)
}

// withID is a line as it should be written, with the id that it has.
func (l *line) withID(text string) string {
	if l.id != "" {
		return text + " {#" + l.id + "}"
	}
	return text
}

// prose reads lines as Markdown; those of a paragraph need not begin in the first
// column. first, if it says anything, stands before them: what follows a key.
func prose(first markdown.Line, more []line) []markdown.Line {
	var out []markdown.Line
	if len(first.Text) > 0 {
		out = append(out, first)
	}
	least := -1
	for _, l := range more {
		if l.kind != blankLine && (least < 0 || l.indent < least) {
			least = l.indent
		}
	}
	for _, l := range more {
		out = append(out, dedented(l.raw, least))
	}
	for len(out) > 0 && len(bytes.TrimSpace(out[len(out)-1].Text)) == 0 {
		out = out[:len(out)-1]
	}
	for len(out) > 0 && len(bytes.TrimSpace(out[0].Text)) == 0 {
		out = out[1:]
	}
	return out
}

// dedented is a line without so many of the blanks that it begins with.
func dedented(raw markdown.Line, columns int) markdown.Line {
	for columns > 0 && len(raw.Text) > 0 && (raw.Text[0] == ' ' || raw.Text[0] == '\t') {
		if raw.Text[0] == '\t' {
			columns -= 3
		}
		columns--
		raw.Text, raw.At = raw.Text[1:], raw.At+1
	}
	return raw
}

// body is prose that says nothing when there is none.
func body(read func([]markdown.Line) course.Body, lines []markdown.Line) course.Body {
	if blank(lines) {
		return course.Body{}
	}
	return read(lines)
}
