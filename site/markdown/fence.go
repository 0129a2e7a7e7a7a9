package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// fenceLike is a line that may have been meant to begin a block: with colons of a
// Chinese keyboard, with two, with blanks between them, or with signs before them that
// nobody sees.
var fenceLike = regexp.MustCompile(`^[\s\p{Cf}]*([:：﹕∶]{2,5}|[:：﹕∶](?:[ \t]+[:：﹕∶]+){1,4})[\s\p{Cf}]*(\pL+)([^:：]*)$`)

// nearFences reports lines that Markdown takes for text, though they begin with
// what are nearly three colons, and the name of a block.
func (l *lowerer) nearFences(body []byte) {
	if len(l.conv.options.Blocks) == 0 || !bytes.Contains(body, []byte("::")) && !bytes.Contains(body, []byte(": :")) && !bytes.ContainsAny(body, "：﹕∶") {
		return
	}
	var fence []byte
	for at := 0; at < len(body); {
		end := at + bytes.IndexByte(body[at:], '\n')
		if end < at {
			end = len(body)
		}
		text := body[at:end]
		trimmed := bytes.TrimSpace(text)
		switch {
		case fence != nil:
			if bytes.HasPrefix(trimmed, fence) && len(bytes.Trim(trimmed, string(fence[:1]))) == 0 {
				fence = nil
			}
		case CodeFence(trimmed) != nil:
			fence = CodeFence(trimmed)
		case !bytes.HasPrefix(trimmed, []byte(":::")):
			if m := fenceLike.FindSubmatch(text); m != nil && slices.Contains(l.conv.options.Blocks, strings.ToLower(string(m[2]))) {
				l.strays, l.spilt = l.strays+1, true
				l.page.Broken = append(l.page.Broken, course.Broken{Name: nameWritten(string(m[3]))})
				l.say(diag.UncertainLine, at, len(text), "a block begins with three plain colons at the very beginning of the line",
					"write: ::: "+strings.TrimSpace(string(m[2])+string(m[3])))
			}
		}
		at = end + 1
	}
}
