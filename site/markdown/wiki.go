package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// [[term]], [[term|words]] and [[any/page#part|words]] link by name instead of
// by path; [[!word]] is a word that must not be linked. The parser runs ahead
// of emphasis, and of tables by shieldPipes.

// pipeShield stands for a | inside [[...]] while a page is parsed, because the
// table parser cuts cells at pipes before any inline parser runs. It is a
// control character that load refuses in sources, and of one byte, so that
// every offset stays true.
const pipeShield = 0x1f

// shieldPipes copies body with the pipes inside [[...]] shielded; nil when
// there are none.
func shieldPipes(body []byte) []byte {
	var out []byte
	for at := 0; ; {
		i := bytes.Index(body[at:], []byte("[["))
		if i < 0 {
			return out
		}
		from := at + i + 2
		end := bytes.IndexAny(body[from:], "]\n")
		if end < 0 {
			return out
		}
		at = from + end
		if at+1 < len(body) && body[at] == ']' && body[at+1] == ']' && bytes.IndexByte(body[from:at], '|') >= 0 {
			if out == nil {
				out = bytes.Clone(body)
			}
			copy(out[from:at], bytes.ReplaceAll(body[from:at], []byte{'|'}, []byte{pipeShield}))
		}
	}
}

// unshield puts the shielded pipes back.
func (l *lowerer) unshield(s string) string {
	if !l.shielded {
		return s
	}
	return strings.ReplaceAll(s, string(rune(pipeShield)), "|")
}

type wikiNode struct {
	ast.BaseInline
	target, label string
	at, length    int
	optOut        bool
}

var kindWiki = ast.NewNodeKind("Wiki")

func (n *wikiNode) Kind() ast.NodeKind       { return kindWiki }
func (n *wikiNode) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// words are what a reader sees, as far as the page alone can tell.
func (n *wikiNode) words() string {
	if n.label != "" {
		return n.label
	}
	return n.target
}

type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'['} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 5 || line[1] != '[' {
		return nil
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 3 || bytes.IndexAny(line[2:end], "[]") >= 0 {
		return nil
	}
	inner := string(bytes.ReplaceAll(line[2:end], []byte{pipeShield}, []byte{'|'}))
	target, label, _ := strings.Cut(inner, "|")
	n := &wikiNode{target: strings.TrimSpace(target), label: strings.TrimSpace(label), at: seg.Start, length: end + 2}
	if rest, ok := strings.CutPrefix(n.target, "!"); ok {
		n.target, n.optOut = strings.TrimSpace(rest), true
	}
	if n.target == "" {
		return nil
	}
	block.Advance(end + 2)
	return n
}

func (r nodeRenderer) wiki(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, l := node.(*wikiNode), of(w)
	if n.optOut {
		l.esc([]byte(n.words()))
		return ast.WalkContinue, nil
	}
	p := l.pos(n.at, n.length)
	target, fragment, _ := strings.Cut(n.target, "#")
	target = strings.TrimSpace(target)
	if name, ok := strings.CutSuffix(target, ".md"); ok {
		l.report.Add(diag.BareWikiLink, p, "inside [[ ]] stands a name, not a file", "leave .md out")
		target = name
	}
	if target == "" { // [[#part]] is a part of this page
		target = string(l.page.ID)
	}
	l.openLink(course.Link{
		Kind: course.ToNamed, To: target, Fragment: fragment, Words: n.label,
		Line: uint32(p.Line), Col: short(p.Col), End: short(p.End),
	})
	return ast.WalkContinue, nil
}
