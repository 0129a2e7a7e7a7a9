package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/diag"
)

// A formula is TeX between $` and `$ in a line, or in a fenced block named
// math: forms that code hosts render too and that no price can be taken for.

type mathNode struct {
	ast.BaseInline
	tex        string
	at, length int
}

var kindMath = ast.NewNodeKind("Math")

func (n *mathNode) Kind() ast.NodeKind       { return kindMath }
func (n *mathNode) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$'} }

func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 5 || line[1] != '`' {
		return nil
	}
	end := bytes.Index(line[2:], []byte("`$"))
	if end < 1 {
		return nil
	}
	block.Advance(end + 4)
	return &mathNode{tex: string(line[2 : 2+end]), at: seg.Start, length: end + 4}
}

func (r nodeRenderer) math(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*mathNode)
		of(w).formula(n.tex, false, n.at, n.length)
	}
	return ast.WalkContinue, nil
}

func (l *lowerer) formula(tex string, display bool, at, length int) {
	var out string
	err := error(nil)
	if l.conv.options.Math != nil {
		out, err = l.conv.options.Math(tex, display)
	}
	if err != nil || l.conv.options.Math == nil {
		if err != nil {
			l.say(diag.BadFormula, at, length, "this formula cannot be read: "+err.Error(), "check its braces and commands; it is TeX, as in $`\\frac{a}{b}`$")
		}
		l.str("<code>")
		l.esc([]byte(tex))
		l.str("</code>")
		return
	}
	if display {
		l.str(`<div class="math" tabindex="0">`, out, "</div>\n")
		return
	}
	l.str(out)
}
