package block

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tree is HTML as a script can draw it without ever reading HTML: texts, and elements
// as [name, attributes, what is in it ...]. What is sealed is drawn from it, since the
// pages' policy forbids any script to make elements of text.
func tree(fragment string) ([]any, error) {
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil, err
	}
	var out []any
	for _, n := range nodes {
		out = append(out, branch(n)...)
	}
	return out, nil
}

func branch(n *html.Node) []any {
	switch n.Type {
	case html.TextNode:
		return []any{n.Data}
	case html.ElementNode:
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
		}
		out := []any{n.Data, attrs}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			out = append(out, branch(c)...)
		}
		return []any{out}
	}
	return nil
}
