package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// <!-- parley: allow P0312 quoting a client --> silences one kind of finding:
// in the paragraph, list item or cell that it stands in, or in the next block
// when it stands on a line of its own.

var parleyRemark = regexp.MustCompile(`(?is)^<!--\s*parley:\s*(.*?)\s*-->$`)

// heedRemark takes up a remark to Parley; other comments mean nothing here.
func (l *lowerer) heedRemark(comment []byte, at int, node ast.Node) {
	m := parleyRemark.FindSubmatch(bytes.TrimSpace(comment))
	if m == nil {
		return
	}
	const help = "write <!-- parley: allow P0312 quoting a client -->"
	verb, rest, _ := strings.Cut(strings.Join(strings.Fields(string(m[1])), " "), " ")
	word, reason, _ := strings.Cut(rest, " ")
	code := diag.Code(strings.ToUpper(word))
	_, known := diag.Lookup(code)
	switch {
	case verb != "allow":
		l.say(diag.BadAllow, at, len(comment), fmt.Sprintf("Parley knows no remark %q", verb), help)
	case !known || !code.Adjustable():
		l.say(diag.BadAllow, at, len(comment), fmt.Sprintf("%q is no code that can be allowed", word), help+"; the codes are P0301 to P0312")
	case reason == "":
		l.say(diag.BadAllow, at, len(comment), "this remark does not say why", fmt.Sprintf("write <!-- parley: allow %s and the reason -->", code))
	default:
		allow := course.Allow{Code: code, Reason: reason, Pos: l.pos(at, len(comment))}
		allow.From, allow.To = allow.Pos.Line, allow.Pos.Line
		if about := subject(node); about != nil {
			from, to := extent(about)
			if to > from {
				allow.From, allow.To = min(allow.From, l.pos(from, 1).Line), l.pos(to-1, 1).Line
			}
		}
		l.page.Allowed = append(l.page.Allowed, allow)
	}
}

// subject is the block that a remark speaks of; nil when there is none.
func subject(node ast.Node) ast.Node {
	if node.Type() == ast.TypeBlock {
		return node.NextSibling()
	}
	n := node.Parent()
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n
}

// extent is where a block's text begins and ends in the text being parsed.
func extent(node ast.Node) (from, to int) {
	from, to = -1, -1
	add := func(a, b int) {
		if from < 0 || a < from {
			from = a
		}
		to = max(to, b)
	}
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		if c, ok := n.(*containerNode); ok {
			add(c.at, c.at+c.length)
			for _, line := range c.lines {
				add(line.At, line.At+len(line.Text))
			}
			return ast.WalkContinue, nil
		}
		if lines := n.Lines(); lines != nil {
			for i := range lines.Len() {
				add(lines.At(i).Start, lines.At(i).Stop)
			}
		}
		return ast.WalkContinue, nil
	})
	return from, to
}
