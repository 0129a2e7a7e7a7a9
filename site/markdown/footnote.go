package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
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

// notes are a text's footnotes as its parsers meet them: goldmark leaves a mark
// without a note as the text it is, and drops a note without a mark.
type notes struct {
	written []writtenNote
	missing []missingNote
}

type writtenNote struct {
	node *extast.Footnote
	at   int
}

type missingNote struct {
	name string
	at   int
}

var notesKey = parser.NewContextKey()

func notesOf(pc parser.Context) *notes {
	if n, ok := pc.Get(notesKey).(*notes); ok {
		return n
	}
	n := &notes{}
	pc.Set(notesKey, n)
	return n
}

// noteBlockParser is goldmark's, but that it keeps what it reads in mind.
type noteBlockParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p noteBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	at := segment.Start + max(pc.BlockOffset()-segment.Padding, 0)
	node, state := p.BlockParser.Open(parent, reader, pc)
	if note, ok := node.(*extast.Footnote); ok {
		n := notesOf(pc)
		n.written = append(n.written, writtenNote{note, at})
	}
	return node, state
}

// noteParser is goldmark's, but that it keeps marks without a note in mind.
type noteParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p noteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if node := p.InlineParser.Parse(parent, block, pc); node != nil {
		return node
	}
	mark := bytes.TrimPrefix(line, []byte("!")) // which goldmark reads with what follows
	if end := bytes.IndexByte(mark, ']'); end > 2 && mark[0] == '[' && mark[1] == '^' {
		name, rest := mark[2:end], mark[end+1:]
		link := len(rest) > 0 && (rest[0] == '(' || rest[0] == '[')
		if !link && bytes.IndexAny(name, "[ \t") < 0 {
			n := notesOf(pc)
			n.missing = append(n.missing, missingNote{string(name), segment.Start + len(line) - len(mark)})
		}
	}
	return nil
}

// maxNoteAdvice bounds the proposals for marks without a note on a page.
const maxNoteAdvice = 50

// strayNotes reports the marks of a text that have no note, and its notes that
// no mark leads to.
func (l *lowerer) strayNotes(pc parser.Context) {
	n, ok := pc.Get(notesKey).(*notes)
	if !ok {
		return
	}
	var names []string
	taken := map[string]bool{}
	for _, note := range n.written {
		name := string(note.node.Ref)
		mark := "[^" + name + "]"
		switch {
		case note.node.Index >= 0:
		case taken[name]:
			l.say(diag.UnusedNote, note.at, len(mark), "there is a note "+mark+" already, so this one is lost", "give it another name, here and where it belongs")
		default:
			l.say(diag.UnusedNote, note.at, len(mark), "nothing in the text leads to this note, so it is lost", "write "+mark+" where it belongs, or delete the note")
		}
		names, taken[name] = append(names, name), true
	}
	for i, m := range n.missing {
		mark := "[^" + m.name + "]"
		where, help := "on this page", "add its note on a line of its own: "+mark+": Raiffa 1982"
		if l.inBlock {
			where, help = "in this block", "write its note inside the block: "+mark+": Raiffa 1982"
		}
		if i < maxNoteAdvice {
			if near, ok := diag.Nearest(m.name, names); ok {
				help = "did you mean [^" + near + "]?"
			}
		}
		l.say(diag.MissingNote, m.at, len(mark), "there is no note "+mark+" "+where, help)
	}
}
