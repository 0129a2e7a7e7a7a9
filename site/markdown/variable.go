package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/diag"
)

// {{name}} stands for a variable of parley.yaml.

type variableNode struct {
	ast.BaseInline
	name       string
	value      string
	known      bool
	at, length int
}

var kindVariable = ast.NewNodeKind("Variable")

func (n *variableNode) Kind() ast.NodeKind       { return kindVariable }
func (n *variableNode) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

type variableParser struct{ values map[string]string }

func (variableParser) Trigger() []byte { return []byte{'{'} }

func (v variableParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 5 || line[1] != '{' {
		return nil
	}
	end := bytes.Index(line, []byte("}}"))
	if end < 3 {
		return nil
	}
	name := strings.TrimSpace(string(line[2:end]))
	if !IsVariableName(name) {
		return nil
	}
	value, known := v.values[name]
	block.Advance(end + 2)
	return &variableNode{name: name, value: value, known: known, at: seg.Start, length: end + 2}
}

// IsVariableName tells whether a word can name a variable.
func IsVariableName(s string) bool {
	for i, c := range []byte(s) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || !(c >= '0' && c <= '9' || c == '-' || c == '_')) {
			return false
		}
	}
	return s != ""
}

func (r nodeRenderer) variable(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, l := node.(*variableNode), of(w)
	if !n.known {
		names := make([]string, 0, len(r.c.options.Variables))
		for name := range r.c.options.Variables {
			names = append(names, name)
		}
		help := "set it in parley.yaml: variables: {" + n.name + ": ...}"
		if near, ok := diag.Nearest(n.name, names); ok {
			help = "did you mean {{" + near + "}}?"
		}
		l.say(diag.UnknownVariable, n.at, n.length, "unknown variable \""+n.name+"\"", help)
		l.esc([]byte("{{" + n.name + "}}"))
		return ast.WalkContinue, nil
	}
	l.esc([]byte(n.value))
	return ast.WalkContinue, nil
}
