package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/parley-kit/parley/site/diag"
)

// What a page may ask of the parser. goldmark needs time that grows with the
// square of some inputs (30,000 open brackets: 23 s) and memory that grows with
// a table's columns times its rows; inputs within these limits are quick.
//
// What a line alone tells is checked before parsing. What a paragraph tells is
// checked when goldmark has found its lines and has not yet looked inside them:
// only goldmark knows for sure which lines are code.
const (
	maxPage      = 1 << 20 // bytes
	maxLine      = 20 << 10
	maxNesting   = 100
	maxColumns   = 200
	maxCells     = 100_000
	maxFootnotes = 5_000
	// maxWork bounds the sum over a page's paragraphs of the square of their
	// special characters. 4e7 take about a second; long real pages stay under 1e6.
	maxWork = 40_000_000
)

// withinLimits checks a page before it is parsed and reports what is too much.
func withinLimits(src Source, report *diag.List) bool {
	fail := func(code diag.Code, offset int, message, help string) bool {
		report.Add(code, diag.NewLines(src.Text).Pos(src.File, offset, 1), message, help)
		return false
	}
	if len(src.Text) > maxPage {
		report.Add(diag.PageTooBig, diag.Pos{File: src.File},
			fmt.Sprintf("this page has %d KB; the most Parley reads is %d KB", len(src.Text)>>10, maxPage>>10),
			"split it into several pages")
		return false
	}
	body := src.Text[src.From:]
	if n := bytes.Count(body, []byte("[^")); n > maxFootnotes {
		return fail(diag.TooCostly, src.From+bytes.Index(body, []byte("[^")),
			fmt.Sprintf("this page has %d footnote marks; the most is %d", n, maxFootnotes), "split it into several pages")
	}
	for from := src.From; len(body) > 0; {
		line := body
		if i := bytes.IndexByte(body, '\n'); i >= 0 {
			line = body[:i+1]
		}
		if len(line) > maxLine {
			return fail(diag.LineTooLong, from, fmt.Sprintf("this line has %d KB; the most is %d KB", len(line)>>10, maxLine>>10),
				"break it into several lines; one line break does not start a new paragraph")
		}
		if depth := nesting(line); depth > maxNesting {
			return fail(diag.TooNested, from, fmt.Sprintf("quotes and lists are nested about %d deep here; the most is %d", depth, maxNesting),
				"remove the extra > or - marks or spaces at the start of the line")
		}
		from += len(line)
		body = body[len(line):]
	}
	return true
}

// nesting estimates how many containers a line opens or continues: its quote
// and list marks, and two columns of indentation each.
func nesting(line []byte) int {
	depth, spaces := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			spaces++
		case c == '\t':
			spaces += 4
		case c == '>':
			depth++
		case (c == '-' || c == '+' || c == '*' || c == ':') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		case c == '[' && i+1 < len(line) && line[i+1] == '^': // a footnote
			j := bytes.Index(line[i:], []byte("]:"))
			if j < 0 {
				return depth + spaces/2
			}
			depth++
			i += j + 1
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && j < i+9 && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j+1 >= len(line) || (line[j] != '.' && line[j] != ')') || line[j+1] != ' ' {
				return depth + spaces/2
			}
			depth++
			i = j
		case c == '\n' || c == '\r':
			if depth == 0 {
				return 0 // a line of blanks
			}
			return depth + spaces/2
		default:
			return depth + spaces/2
		}
	}
	return depth + spaces/2
}

// budget is what is left of the work a page may cause.
type budget struct {
	l        *lowerer
	work     int
	spent    bool // too much was asked for, which has been reported
	formulas int  // see maxFormulas
	coloured int  // bytes of code, see maxHighlightPage
	advised  int  // proposals made for unknown names
	noMath   bool // the binary cannot draw formulas, which has been reported
}

var budgetKey = parser.NewContextKey()

func budgetOf(pc parser.Context) *budget { return pc.Get(budgetKey).(*budget) }

// charge takes the work of lines that goldmark will read as one text, or row by
// row when they hold a table; false means that the page asks for too much.
func (b *budget) charge(lines *text.Segments, src []byte) bool {
	if b.spent || lines.Len() == 0 {
		return !b.spent
	}
	at := lines.At(0).Start
	total, rowwise, delimiter := 0, 0, -1
	for i := range lines.Len() {
		seg := lines.At(i)
		line := seg.Value(src)
		n := specials(line)
		total += n
		rowwise += n * n
		if delimiter < 0 && i > 0 && isDelimiterRow(bytes.TrimSpace(line)) {
			delimiter = i
		}
	}
	if delimiter >= 0 {
		seg := lines.At(delimiter)
		if !b.table(bytes.Count(seg.Value(src), []byte("|"))+1, lines.Len()-delimiter, at) {
			return false
		}
		b.work += rowwise
	} else {
		b.work += total * total
	}
	if b.work > maxWork {
		b.refuse(diag.TooCostly, at, "there are thousands of brackets, stars or quotes here without an empty line between them",
			"put empty lines between the paragraphs, or move the text into a code block")
	}
	return !b.spent
}

// table checks a table's size: goldmark pads it to a rectangle.
func (b *budget) table(columns, rows, at int) bool {
	const help = "split the table, or attach it as a spreadsheet file"
	if columns > maxColumns {
		b.refuse(diag.TableTooBig, at, fmt.Sprintf("this table has about %d columns; the most is %d", columns, maxColumns), help)
	} else if rows*columns > maxCells {
		b.refuse(diag.TableTooBig, at, fmt.Sprintf("this table has over %d cells", maxCells), help)
	}
	return !b.spent
}

func (b *budget) refuse(code diag.Code, at int, message, help string) {
	b.spent = true
	b.l.say(code, at, 1, message, help)
}

// specials counts the characters that may begin or end something in a line.
func specials(line []byte) int {
	n := 0
	for _, c := range line {
		if special[c] {
			n++
		}
	}
	return n
}

// special marks the characters that make goldmark look around.
var special = [256]bool{'[': true, ']': true, '*': true, '_': true, '`': true, '<': true, '~': true, '!': true, '{': true, '$': true}

// isDelimiterRow tells whether a line is the |---|---| of a table.
func isDelimiterRow(trimmed []byte) bool {
	return bytes.IndexByte(trimmed, '-') >= 0 && len(bytes.Trim(trimmed, "|-: \t")) == 0
}

// chargedParagraphs charges every paragraph before anything reads its text, and
// takes it out of the page when that would be too much.
type chargedParagraphs struct{}

// Transform implements parser.ParagraphTransformer.
func (chargedParagraphs) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if !budgetOf(pc).charge(node.Lines(), reader.Source()) {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

// chargedHeading charges the headings that are no paragraph first.
type chargedHeading struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (c chargedHeading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	c.BlockParser.Close(node, reader, pc)
	if !budgetOf(pc).charge(node.Lines(), reader.Source()) {
		node.SetLines(text.NewSegments())
	}
}
