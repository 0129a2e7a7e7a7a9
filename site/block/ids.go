package block

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

var (
	idBehind  = regexp.MustCompile(`\s*\{\s*#\s*([^{}\s#]+)\s*\}\s*#*\s*$`)
	idInside  = regexp.MustCompile(`\s*\{\s*#\s*([\pL\pN._-]+)\s*\}`)
	badID     = regexp.MustCompile(`\s*(?:[(\[]\s*#\s*(\pL[\pL\pN._-]*)\s*[)\]]|\{\s*(\pL[\pL\pN._-]*)\s*\}|\{\s*#\s*(\pL[\pL\pN._-]*)|\s#(\pL[\pL\pN._-]*)\s*\}|\{\s*#\s*(\pL[\pL\pN._ -]*?)\s*[})\]])\s*$`)
	idLetters = regexp.MustCompile(`[^\pL\pN._-]+`)
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
	if l.kind == textLine && l.id != "" && !r.runsOn(&l) {
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
		l.id, l.idAt = id, behind.At+s.at[m[2]]
		return r.strayID(&l, "an id stands at the very end of its line", strings.TrimSpace(s.text[:m[0]])+" "+strings.TrimSpace(s.text[m[1]:]), s.to(m[0]))
	}
	// A link to a heading, [words](#heading), is none.
	if m := badID.FindStringSubmatchIndex(bare); m != nil && !(m[0] > 0 && bare[m[0]-1] == ']') && l.kind != textLine && l.kind != keyLine && l.id == "" && !strings.HasSuffix(bare, "}}") {
		for k := 2; k < len(m); k += 2 {
			if m[k] >= 0 {
				l.id, l.idAt = idLetters.ReplaceAllString(strings.TrimSpace(bare[m[k]:m[k+1]]), "-"), behind.At+s.at[m[k]]
			}
		}
		return r.strayID(&l, "an id stands between {# and }", strings.TrimSpace(s.text[:m[0]]), s.to(m[0]))
	}
	return l
}

// strayID reports an id that is not written or placed as it should be. A heading stays
// one, before it, so that what follows does not fall to the question above.
func (r *reader) strayID(l *line, message, words string, before shadow) line {
	dropped := r.doubt(l, message, l.written(words))
	if l.kind != headingLine {
		return dropped
	}
	l.text = before.trim().words(l.text)
	return *l
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
