package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

var (
	idWritten = regexp.MustCompile(`\{\s*#\s*([^{}\s#]+)\s*\}`)
	notInName = regexp.MustCompile(`[^\pL\pN_]+`)
)

// ends is a word behind three colons that says what the colons say alone.
var ends = regexp.MustCompile(`(?i)^(?:ende?|/\pL*|end-?(?:block|quiz|worked|compare|scale|form|cards|path|note|tip|warning|example|answer))[.!]?$`)

// saysEnd tells whether the word behind three colons only means that a block ends.
func saysEnd(name string) bool { return ends.MatchString(name) }

// broken notes a block that is not shown because of a mistake in it, by its name and
// the ids in it, so that nothing is said of what hangs on them. Other blocks that began
// in it are not shown either.
func (l *lowerer) broken(n *containerNode) {
	b := course.Broken{Word: n.name, Name: nameWritten(l.unshield(n.args))}
	for _, line := range n.lines {
		if text := bytes.TrimSpace(line.Text); bytes.HasPrefix(text, []byte(":::")) {
			l.page.Broken = append(l.page.Broken, b)
			word, args := fenceWords(text)
			b = course.Broken{Word: word, Name: nameWritten(l.unshield(args))}
		}
		for _, m := range idWritten.FindAllSubmatch(line.Text, -1) {
			b.IDs = append(b.IDs, string(m[1]))
		}
	}
	l.page.Broken = append(l.page.Broken, b)
}

// nameWritten is the one word that a block's name is or should be.
func nameWritten(args string) string { return strings.Trim(notInName.ReplaceAllString(args, "-"), "-") }
