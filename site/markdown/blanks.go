package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"

	"github.com/parley-kit/parley/site/diag"
)

// blankPath is what follows the ]( of a link whose path holds a blank: Markdown
// takes it for text, which its author will not have meant.
var blankPath = regexp.MustCompile(`^([^\s()<>"'][^()<>"'\n]* [^()<>"'\n]*\.[A-Za-z0-9]{1,5}(?:#[^()<>"'\n ]*)?)\)`)

// blankPaths reports links that are shown as text because their path holds a
// blank.
func (l *lowerer) blankPaths(root ast.Node, src []byte) {
	found := map[int]string{} // by where the path begins
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("]("))
		if i < 0 {
			break
		}
		at += i + 2
		line, _, _ := bytes.Cut(src[at:], []byte("\n"))
		inside, _, closed := bytes.Cut(line, []byte(")"))
		if !closed || bytes.IndexByte(inside, ' ') < 0 {
			continue
		}
		if m := blankPath.FindSubmatch(line); m != nil {
			found[at] = string(m[1])
		}
	}
	if len(found) == 0 {
		return
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindCodeSpan {
			return ast.WalkSkipChildren, nil
		}
		t, ok := n.(*ast.Text)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		for at := t.Segment.Start; at < t.Segment.Stop; at++ {
			if path, ok := found[at]; ok {
				l.say(diag.BrokenLink, at, len(path), "this is no link yet, because its path holds a blank", "put the path into angle brackets: (<"+path+">)")
			}
		}
		return ast.WalkContinue, nil
	})
}
