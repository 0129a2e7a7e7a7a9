package theme

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"text/template/parse"
)

// folder works out, once for each language, what is the same on every page.
type folder struct {
	phrases *phrases
	asset   func(string) (string, error)
	partial func(name string) *parse.Tree // nil: partials stay calls
	inside  []string                      // the partials being put in
}

// dollar finds $ alone, which is the view a template was called with.
var dollar = regexp.MustCompile(`\$(\W|$)`)

var indent = regexp.MustCompile(`\s*\n\s*`)

// fold replaces calls with constant arguments by their text, and the
// indentation between tags by one line break.
func (f folder) fold(n parse.Node) error {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for i, child := range n.Nodes {
			if action, ok := child.(*parse.ActionNode); ok && len(action.Pipe.Decl) == 0 {
				text, ok, err := f.constant(action.Pipe)
				if err != nil {
					return err
				}
				if ok {
					n.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: []byte(html.EscapeString(text))}
					continue
				}
			}
			if body, inner := f.inline(child); body != nil {
				n.Nodes[i] = body
				if err := inner.fold(body); err != nil {
					return err
				}
				continue
			}
			if err := f.fold(child); err != nil {
				return err
			}
		}
	case *parse.TextNode:
		n.Text = indent.ReplaceAll(n.Text, []byte("\n"))
	case *parse.ActionNode:
		return f.arguments(n.Pipe)
	case *parse.IfNode:
		return errors.Join(f.fold(n.List), f.fold(n.ElseList))
	case *parse.RangeNode:
		return errors.Join(f.fold(n.List), f.fold(n.ElseList))
	case *parse.WithNode:
		return errors.Join(f.fold(n.List), f.fold(n.ElseList))
	}
	return nil
}

// inline gives the body of a partial that is called with the caller's own
// view, to stand in place of the call. A body that names its view by $ stays a
// call, and so does one that calls itself.
func (f folder) inline(n parse.Node) (*parse.ListNode, folder) {
	call, ok := n.(*parse.TemplateNode)
	if !ok || f.partial == nil || call.Pipe == nil || call.Pipe.String() != "." || slices.Contains(f.inside, call.Name) {
		return nil, f
	}
	tree := f.partial(call.Name)
	if tree == nil || tree.Root == nil || dollar.MatchString(tree.Root.String()) {
		return nil, f
	}
	f.inside = append(slices.Clone(f.inside), call.Name)
	return tree.Root.CopyList(), f
}

// arguments folds the calls in parentheses: {{href .Root (asset "site.css")}}.
func (f folder) arguments(pipe *parse.PipeNode) error {
	for _, cmd := range pipe.Cmds {
		for i, arg := range cmd.Args {
			inner, ok := arg.(*parse.PipeNode)
			if !ok {
				continue
			}
			text, ok, err := f.constant(inner)
			if err != nil {
				return err
			}
			if ok {
				cmd.Args[i] = &parse.StringNode{NodeType: parse.NodeString, Pos: inner.Pos, Quoted: strconv.Quote(text), Text: text}
			}
		}
	}
	return nil
}

// constant evaluates t "key" and asset "name".
func (f folder) constant(pipe *parse.PipeNode) (string, bool, error) {
	if len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 2 {
		return "", false, nil
	}
	name, ok1 := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	arg, ok2 := pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok1 || !ok2 {
		return "", false, nil
	}
	switch name.Ident {
	case "t":
		return f.phrases.text(arg.Text), true, nil
	case "asset":
		text, err := f.asset(arg.Text)
		if err != nil {
			return "", false, fmt.Errorf("{{asset %q}}: %w", arg.Text, err)
		}
		return text, true, nil
	}
	return "", false, nil
}
