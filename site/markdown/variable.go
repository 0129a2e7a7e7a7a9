package markdown

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
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

// words are what a reader sees.
func (n *variableNode) words() string {
	if n.known {
		return n.value
	}
	return "{{" + n.name + "}}"
}

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
	if entering {
		n, l := node.(*variableNode), of(w)
		if !n.known {
			l.say(diag.UnknownVariable, n.at, n.length, UnknownVariable(n.name), VariableHelp(n.name, r.c.options.Variables))
		}
		l.esc([]byte(n.words()))
	}
	return ast.WalkContinue, nil
}

// fill fills the variables in words that are not Markdown, such as a title.
func (l *lowerer) fill(s string, at int) string {
	return FillVariables(s, l.conv.options.Variables, func(name string) {
		l.say(diag.UnknownVariable, at, 1, UnknownVariable(name), VariableHelp(name, l.conv.options.Variables))
	})
}

var variableMark = regexp.MustCompile(`\{\{[ \t]*([A-Za-z][A-Za-z0-9_-]*)[ \t]*\}\}`)

// FillVariables fills each {{name}} of a plain text and tells of the names that
// are not known, which stay as they are.
func FillVariables(s string, values map[string]string, unknown func(name string)) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	return variableMark.ReplaceAllStringFunc(s, func(mark string) string {
		name := variableMark.FindStringSubmatch(mark)[1]
		if v, ok := values[name]; ok {
			return v
		}
		unknown(name)
		return mark
	})
}

// UnknownVariable says that there is no variable of a name.
func UnknownVariable(name string) string { return "unknown variable \"" + name + "\"" }

// VariableHelp says what to write instead of an unknown name.
func VariableHelp(name string, values map[string]string) string {
	if near, ok := diag.Nearest(name, slices.Collect(maps.Keys(values))); ok {
		return "did you mean {{" + near + "}}?"
	}
	return "add it to parley.yaml:\nvariables:\n  " + name + ": ..."
}
