package markdown

import (
	"bytes"
	"errors"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/formula"
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
	tex = l.unshield(tex)
	out, ok := l.render(tex, display, at, length)
	if !ok {
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

// A formula costs the square of its length in bytes, and oneFormula for being
// one; maxFormulas bounds the sum over a page. The dearest page takes about two
// seconds; a page with a few hundred real formulas stays well below.
const (
	maxFormulas = 5_000_000
	oneFormula  = 4_000
)

// render makes MathML, or reports why not.
func (l *lowerer) render(tex string, display bool, at, length int) (string, bool) {
	if l.conv.options.Math == nil {
		return "", false
	}
	before := l.budget.formulas
	if l.budget.formulas += len(tex)*len(tex) + oneFormula; l.budget.formulas > maxFormulas {
		if before <= maxFormulas {
			l.say(diag.BadFormula, at, length, "this page has more and longer formulas than Parley draws on one", "split the page, or the formulas")
		}
		return "", false
	}
	out, err := l.conv.options.Math(tex, display)
	if err == nil {
		return out, true
	}
	if errors.Is(err, formula.ErrNoBundle) {
		if !l.budget.noMath {
			l.say(diag.MissingLib, at, length, formula.ErrNoBundle.Error(), "")
		}
		l.budget.noMath = true
		return "", false
	}
	message, help := err.Error(), "formulas are written in TeX, as in $`\\frac{a}{b}`$"
	var mistake *formula.Error
	if errors.As(err, &mistake) {
		message = mistake.Message
		if mistake.Help != "" {
			help = mistake.Help
		}
		if from := l.texAt(at, tex); from >= 0 && mistake.Offset >= 0 {
			at, length = from+runesLength(tex, mistake.Offset), 1
		}
	}
	l.say(diag.BadFormula, at, length, "this formula cannot be read: "+message, help)
	return "", false
}

// texAt is where a formula's first character stands in the text being parsed,
// given where its opening sign stands; -1 when its lines are not one piece
// there, as in a quotation.
func (l *lowerer) texAt(at int, tex string) int {
	if at > len(l.src) {
		return -1
	}
	const opening = 100 // more than any opening line holds
	if i := bytes.Index(l.src[at:min(at+len(tex)+opening, len(l.src))], []byte(tex)); i >= 0 {
		return at + i
	}
	return -1
}

// runesLength is the length in bytes of the first n characters of s.
func runesLength(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
