package markdown

import (
	"bytes"
	"fmt"

	"github.com/parley-kit/parley/site/diag"
)

// What a page may ask of the parser. goldmark needs time that grows with the
// square of some inputs (30,000 open brackets: 23 s) and memory that grows with
// a table's columns times its rows; inputs within these limits are quick.
const (
	maxPage    = 1 << 20 // bytes
	maxLine    = 20 << 10
	maxNesting = 100
	maxColumns = 200
	maxCells   = 100_000
	// maxWork bounds the sum over paragraphs of the square of their special
	// characters. 4e7 take about a second; long real pages stay under 1e6.
	maxWork = 40_000_000
)

// withinLimits checks a page before it is parsed and reports what is too much.
func withinLimits(src Source, report *diag.List) bool {
	body := src.Text[src.From:]
	if len(src.Text) > maxPage {
		report.Add(diag.PageTooBig, diag.Pos{File: src.File},
			fmt.Sprintf("this page has %d KB; the most Parley reads is %d KB", len(src.Text)>>10, maxPage>>10),
			"split it into several pages")
		return false
	}
	m := meter{src: src, report: report, from: src.From, ok: true}
	for len(body) > 0 && m.ok {
		line := body
		if i := bytes.IndexByte(body, '\n'); i >= 0 {
			line = body[:i+1]
		}
		m.line(line)
		m.from += len(line)
		body = body[len(line):]
	}
	if m.ok {
		m.endParagraph()
	}
	return m.ok
}

// meter walks the lines of a page once.
type meter struct {
	src      Source
	report   *diag.List
	from     int // offset of the line
	start    int // offset of the paragraph
	specials int
	work     int
	rows     int
	inTable  bool
	columns  int
	fence    []byte
	ok       bool
}

func (m *meter) fail(code diag.Code, offset int, message, help string) {
	m.ok = false
	m.report.Add(code, diag.NewLines(m.src.Text).Pos(m.src.File, offset, 1), message, help)
}

func (m *meter) line(line []byte) {
	if len(line) > maxLine {
		m.fail(diag.LineTooLong, m.from, fmt.Sprintf("this line has %d KB; the most is %d KB", len(line)>>10, maxLine>>10),
			"break it into several lines; one line break does not start a new paragraph")
		return
	}
	trimmed := bytes.TrimSpace(line)
	if m.fence != nil {
		if bytes.HasPrefix(trimmed, m.fence) && len(bytes.Trim(trimmed, string(m.fence[:1]))) == 0 {
			m.fence = nil
		}
		return
	}
	if len(trimmed) == 0 {
		m.endParagraph()
		return
	}
	if depth := nesting(line); depth > maxNesting {
		m.fail(diag.TooNested, m.from, fmt.Sprintf("quotes and lists are nested about %d deep here; the most is %d", depth, maxNesting),
			"remove the extra > or - marks or spaces at the start of the line")
		return
	}
	if bytes.HasPrefix(trimmed, []byte("```")) || bytes.HasPrefix(trimmed, []byte("~~~")) {
		n := 0
		for n < len(trimmed) && trimmed[n] == trimmed[0] {
			n++
		}
		if trimmed[0] == '~' || bytes.IndexByte(trimmed[n:], '`') < 0 {
			m.endParagraph()
			m.fence = trimmed[:n]
			return
		}
	}
	m.text(line, trimmed)
}

func (m *meter) text(line, trimmed []byte) {
	if m.specials == 0 && m.rows == 0 {
		m.start = m.from
	}
	if startsItem(trimmed) || (m.inTable && bytes.IndexByte(trimmed, '|') >= 0) {
		m.work += m.specials * m.specials // each item and each row is read by itself
		m.specials = 0
	}
	if m.rows == 1 && isDelimiterRow(trimmed) {
		m.inTable = true
	}
	pipes := 0
	for _, c := range line {
		switch c {
		case '[', ']', '(', ')', '*', '_', '`', '<', '~', '!', '{', '\\', '&', '>', '$', ':', '^':
			m.specials++
		case '|':
			pipes++
		}
	}
	if trimmed[0] == '#' && bytes.Count(line, []byte("{")) > 100 {
		m.fail(diag.TooCostly, m.from, "this heading has more than 100 braces", "write a short heading")
		return
	}
	m.table(pipes)
}

// table watches a run of lines that goldmark would pad to a rectangle of the
// first row's width.
func (m *meter) table(pipes int) {
	if pipes == 0 && m.rows == 0 {
		return
	}
	m.columns = max(m.columns, pipes)
	m.rows++
	if m.columns > maxColumns {
		m.fail(diag.TableTooBig, m.from, fmt.Sprintf("this table row has about %d columns; the most is %d", m.columns, maxColumns),
			"split the table, or attach it as a spreadsheet file")
	} else if m.rows*m.columns > maxCells {
		m.fail(diag.TableTooBig, m.from, fmt.Sprintf("this table has over %d cells", maxCells),
			"split the table, or attach it as a spreadsheet file")
	}
}

func (m *meter) endParagraph() {
	m.work += m.specials * m.specials
	m.specials, m.rows, m.columns, m.inTable = 0, 0, 0, false
	if m.work > maxWork {
		m.fail(diag.TooCostly, m.start, "there are thousands of brackets, stars or quotes here without an empty line between them",
			"put empty lines between the paragraphs, or move the text into a code block")
	}
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
		case (c == '-' || c == '+' || c == '*') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && j < i+9 && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j+1 >= len(line) || (line[j] != '.' && line[j] != ')') || line[j+1] != ' ' {
				return depth + spaces/4
			}
			depth++
			i = j
		default:
			return depth + spaces/4
		}
	}
	return depth + spaces/4
}

// startsItem tells whether a line begins a list item.
func startsItem(trimmed []byte) bool {
	return len(trimmed) > 1 && bytes.IndexByte([]byte("-+*"), trimmed[0]) >= 0 && trimmed[1] == ' '
}

// isDelimiterRow tells whether a line is the |---|---| of a table.
func isDelimiterRow(trimmed []byte) bool {
	return bytes.IndexByte(trimmed, '-') >= 0 && len(bytes.Trim(trimmed, "|-: \t")) == 0
}
