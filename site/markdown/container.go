package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Container is a ::: block as it stands in the source, before its own reader
// has looked at a line of it.
type Container struct {
	Name   string
	Args   string // the rest of the opening line
	At     int    // offset of the opening colons in the file
	ArgsAt int    // offset of Args
	Len    int    // length of the opening line
	Lines  []Line
}

// Line is a line of a container, without its line end.
type Line struct {
	Text []byte
	At   int // offset of its first byte in the file
}

// containerNode keeps a container's lines raw: its content is not Markdown
// until a block reader says so.
type containerNode struct {
	ast.BaseBlock
	name, args string
	at, length int
	argsAt     int
	lines      []Line // At is in the text being parsed
	fence      []byte // the code fence that is open inside
	closed     bool
	nested     *Line
	ended      *Line // a line such as "::: end", which closes it too
}

var kindContainer = ast.NewNodeKind("Container")

func (n *containerNode) Kind() ast.NodeKind       { return kindContainer }
func (n *containerNode) IsRaw() bool              { return true }
func (n *containerNode) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

type containerParser struct{}

func (containerParser) Trigger() []byte { return []byte{':'} }

func (containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	name, args := fenceWords(line[pos:])
	if saysEnd(name) {
		name, args = "", ""
	}
	n := &containerNode{name: name, args: args, at: seg.Start + pos, length: len(bytes.TrimRight(line[pos:], " \t\r\n"))}
	n.argsAt = n.at + max(bytes.LastIndex(line[pos:], []byte(args)), 0)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// fenceWords splits a ::: line into the block's name and the rest.
func fenceWords(line []byte) (name, args string) {
	rest := strings.TrimSpace(strings.TrimLeft(string(line), ":"))
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		return rest[:i], strings.TrimSpace(rest[i:])
	}
	return rest, ""
}

func (containerParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*containerNode)
	if n.name == "" || n.closed {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	content := bytes.TrimRight(line, "\r\n")
	trimmed := bytes.TrimSpace(content)
	switch {
	case n.fence != nil:
		if bytes.HasPrefix(trimmed, n.fence) && len(bytes.Trim(trimmed, string(n.fence[:1]))) == 0 {
			n.fence = nil
		}
	case CodeFence(trimmed) != nil:
		n.fence = CodeFence(trimmed)
	case bytes.HasPrefix(trimmed, []byte(":::")):
		if len(bytes.Trim(trimmed, ":")) == 0 {
			n.closed = true
			reader.AdvanceToEOL()
			return parser.Close
		}
		if name, _ := fenceWords(trimmed); n.nested == nil && saysEnd(name) {
			n.closed, n.ended = true, &Line{Text: bytes.Clone(trimmed), At: seg.Start}
			reader.AdvanceToEOL()
			return parser.Close
		}
		if n.nested == nil {
			n.nested = &Line{Text: bytes.Clone(trimmed), At: seg.Start}
		}
	}
	n.lines = append(n.lines, Line{Text: content, At: seg.Start})
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// CodeFence is the run of ``` or ~~~ with which a line begins code; nil when it
// does not.
func CodeFence(trimmed []byte) []byte {
	if len(trimmed) < 3 || trimmed[0] != '`' && trimmed[0] != '~' {
		return nil
	}
	n := len(trimmed) - len(bytes.TrimLeft(trimmed, string(trimmed[:1])))
	if n < 3 || trimmed[0] == '`' && bytes.IndexByte(trimmed[n:], '`') >= 0 {
		return nil
	}
	return trimmed[:n]
}

func (containerParser) Close(ast.Node, text.Reader, parser.Context) {}
func (containerParser) CanInterruptParagraph() bool                 { return true }
func (containerParser) CanAcceptIndentedLine() bool                 { return false }

func (r nodeRenderer) container(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	n, l := node.(*containerNode), of(w)
	switch {
	case n.name == "" && l.strays > 0:
		l.strays-- // it closes the block that was nested, which has been reported
	case n.name == "":
		l.say(diag.StrayFence, n.at, n.length, "this ::: closes no block", "remove the line, or write the block's name after the colons: ::: note")
	case l.inBlock:
		l.say(diag.NestedBlock, n.at, n.length, "a block inside a block", "close the outer block with ::: first")
	case n.nested != nil:
		l.strays++
		l.broken(n)
		l.say(diag.NestedBlock, n.nested.At, len(n.nested.Text), "a new block begins before ::: "+n.name+" was closed",
			"write a line with ::: before this one")
	case !n.closed:
		l.broken(n)
		l.say(diag.UnclosedBlock, n.at, n.length, "this block is never closed", "write a line with ::: where the "+n.name+" ends")
	case r.c.options.Block != nil:
		if n.ended != nil {
			l.say(diag.UncertainLine, n.ended.At, len(n.ended.Text), "a block ends with three colons and no word", "write ::: alone")
		}
		l.block(n, r.c.options.Block)
	}
	return ast.WalkSkipChildren, nil
}

// block reads a container's lines by the reader of blocks.
func (l *lowerer) block(n *containerNode, read func(Container, *Scope) course.Block) {
	raw := Container{Name: n.name, Args: l.unshield(n.args), At: l.offset(n.at), ArgsAt: l.offset(n.argsAt), Len: n.length, Lines: make([]Line, len(n.lines))}
	for i, line := range n.lines {
		raw.Lines[i] = Line{Text: []byte(l.unshield(string(line.Text))), At: l.offset(line.At)}
	}
	b := read(raw, &Scope{l})
	if b == nil {
		l.broken(n)
		return
	}
	l.hole(course.BlockHole, len(l.page.Blocks))
	l.page.Blocks = append(l.page.Blocks, b)
	l.str("\n")
}
