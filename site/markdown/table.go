package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
)

// A table stands in a box that scrolls by itself on a narrow screen, and takes
// the keyboard so that people without a mouse can scroll it too. Alignment is a
// class: the content security policy allows no style attribute.

func (r nodeRenderer) table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	l := of(w)
	if entering {
		l.str(`<div class="table" role="group" tabindex="0" aria-labelledby="`)
		if l.lastID == "" {
			l.str("_title") // the layout's own heading
		} else {
			l.hole(course.AnchorHole, 0)
			l.str(l.lastID)
		}
		l.str("\"><table>\n")
	} else {
		if l.inTableBody {
			l.str("</tbody>\n")
			l.inTableBody = false
		}
		l.str("</table></div>\n")
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) tableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	l := of(w)
	if entering {
		l.str("<thead>\n<tr>\n")
		return ast.WalkContinue, nil
	}
	l.str("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		l.str("<tbody>\n")
		l.inTableBody = true
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) tableRow(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		of(w).str("<tr>\n")
	} else {
		of(w).str("</tr>\n")
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) tableCell(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, l := node.(*extast.TableCell), of(w)
	head := n.Parent().Kind() == extast.KindTableHeader
	tag := "td"
	// A header cell without words would be announced as an empty column name.
	if head && n.FirstChild() != nil {
		tag = "th"
	}
	if !entering {
		l.str("</", tag, ">\n")
		return ast.WalkContinue, nil
	}
	where := prose
	if head {
		where = heading
	}
	l.findTerms(n, src, where)
	l.str("<", tag)
	if tag == "th" {
		l.str(` scope="col"`)
	}
	switch n.Alignment {
	case extast.AlignRight:
		l.str(` class="right"`)
	case extast.AlignCenter:
		l.str(` class="center"`)
	case extast.AlignLeft:
		l.str(` class="left"`)
	}
	l.str(">")
	return ast.WalkContinue, nil
}
