package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
)

// Footnotes' anchors are holes like headings', so that pages can share a
// document when a section is printed.

func (l *lowerer) anchor(before, id, after string) {
	l.str(before)
	l.hole(course.AnchorHole, 0)
	l.str(id, after)
}

// noteID numbers a footnote within the page: those of a block's text are apart.
func (l *lowerer) noteID(index int) string {
	if l.inBlock {
		return strconv.Itoa(l.proses) + "." + strconv.Itoa(index)
	}
	return strconv.Itoa(index)
}

func (l *lowerer) refID(index, ref int) string {
	id := "fnref-" + l.noteID(index)
	if ref > 0 {
		id += "-" + strconv.Itoa(ref+1)
	}
	return id
}

func (r nodeRenderer) footnoteLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n, l := node.(*extast.FootnoteLink), of(w)
		number := strconv.Itoa(n.Index)
		l.anchor(`<sup id="`, l.refID(n.Index, n.RefIndex), `">`)
		l.anchor(`<a href="#`, "fn-"+l.noteID(n.Index), `" class="footnote-ref" role="doc-noteref">`+number+`</a></sup>`)
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) footnoteBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n, l := node.(*extast.FootnoteBacklink), of(w)
		l.anchor(`&#160;<a href="#`, l.refID(n.Index, n.RefIndex), `" class="footnote-backref" role="doc-backlink">↩&#xfe0e; `+strconv.Itoa(n.Index)+`</a>`)
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) footnote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	l := of(w)
	if entering {
		l.anchor(`<li id="`, "fn-"+l.noteID(node.(*extast.Footnote).Index), "\">\n")
	} else {
		l.str("</li>\n")
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) footnoteList(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		of(w).str("<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n")
	} else {
		of(w).str("</ol>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

// taskBox draws a task's box as a character: a disabled form control without a
// label would be announced as nothing.
func (r nodeRenderer) taskBox(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		if node.(*extast.TaskCheckBox).IsChecked {
			of(w).str(`<span class="task done">☑</span> `)
		} else {
			of(w).str(`<span class="task">☐</span> `)
		}
	}
	return ast.WalkContinue, nil
}
