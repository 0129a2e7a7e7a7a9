package diag

import (
	"bytes"
	"fmt"
	"strings"
)

// painter marks up text for a terminal, or leaves it alone.
type painter bool

// The colours, as parameters of the terminal's "select graphic rendition".
// Only the sixteen that every terminal's palette makes readable.
const (
	bold = "1"
	dim  = "2"
)

func (p painter) paint(style, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// style is a severity's colour: red, yellow, cyan.
func (s Severity) style() string { return [...]string{"1;36", "1;33", "1;31"}[s] }

func printText(b *bytes.Buffer, ds []Diagnostic, opts Options) {
	if len(ds) == 0 {
		return
	}
	p := painter(opts.Color)
	for i, d := range ds {
		if i > 0 {
			b.WriteByte('\n')
		}
		d.Pos.File = visible(d.Pos.File)
		if place := d.Pos.String(); place != "" {
			fmt.Fprintf(b, "%s: ", p.paint(bold, place))
		}
		fmt.Fprintf(b, "%s: %s %s\n",
			p.paint(d.Severity.style(), d.Severity.String()),
			p.paint(bold, visible(d.Message)), p.paint(dim, "["+string(d.Code)+"]"))
		printExcerpt(b, d, p)
		printHelp(b, d.Help, p)
	}
	fmt.Fprintf(b, "\n%s (to learn more: parley explain %s)\n", summary(ds), worst(ds).Code)
}

// printHelp keeps the lines of a help, which may show corrected text, and
// indents them: quoted content never starts a line of its own.
func printHelp(b *bytes.Buffer, help string, p painter) {
	if help == "" {
		return
	}
	label := p.paint("1;32", "help:")
	for line := range strings.SplitSeq(strings.TrimRight(help, "\n"), "\n") {
		fmt.Fprintf(b, "   %s %s\n", label, visible(line))
		label = "     "
	}
}

// summary counts: "2 errors, 1 warning".
func summary(ds []Diagnostic) string {
	var parts []string
	for s := Error; ; s-- {
		switch n := count(ds, s); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.String())
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
		if s == Note {
			return strings.Join(parts, ", ")
		}
	}
}

// worst is the first of the most severe findings.
func worst(ds []Diagnostic) Diagnostic {
	found := ds[0]
	for _, d := range ds {
		if d.Severity > found.Severity {
			found = d
		}
	}
	return found
}

func printExcerpt(b *bytes.Buffer, d Diagnostic, p painter) {
	if d.Source == "" || d.Pos.Line == 0 {
		return
	}
	text, indent, carets := frame(d.Source, d.Pos.Col, d.Pos.End)
	number := fmt.Sprintf("%5d", d.Pos.Line)
	fmt.Fprintf(b, "%s %s\n", p.paint(dim, number+" |"), text)
	if carets > 0 {
		fmt.Fprintf(b, "%s %s%s\n", p.paint(dim, strings.Repeat(" ", len(number))+" |"),
			strings.Repeat(" ", indent), p.paint(d.Severity.style(), strings.Repeat("^", carets)))
	}
}

const (
	excerptColumns = 72 // fits an old terminal, with the gutter before it
	tabStop        = 4  // as in CommonMark
)

// cell is one code point of a line as it is shown.
type cell struct {
	text  string
	width int
}

// frame is the part of a line around the columns [col, end), which count code
// points from 1, as it is shown, and where the carets go below it: after
// indent blanks. Col 0 asks for no carets.
func frame(source string, col, end int) (text string, indent, carets int) {
	cells := lay(source)
	from := min(max(col-1, 0), len(cells))
	to := min(max(end-1, from+1), len(cells))
	// A mark is pointed at by way of the letter that carries it.
	for from > 0 && from < len(cells) && cells[from].width == 0 {
		from--
	}
	first, last := window(cells, from)
	if first > 0 {
		text, indent = "…", 1
	}
	for i := first; i < last; i++ {
		c := cells[i]
		text += c.text
		switch {
		case i < from:
			indent += c.width
		case i < to:
			carets += c.width
		}
	}
	if last < len(cells) {
		text += "…"
	}
	if col == 0 {
		return text, 0, 0
	}
	return text, indent, max(carets, 1)
}

// lay splits a line into cells: tabs become blanks, marks get no width.
func lay(source string) []cell {
	cells := make([]cell, 0, len(source))
	for at := 0; source != ""; {
		text, size := escape(source)
		c := cell{text, len(text)}
		switch {
		case source[0] == '\t':
			c.width = tabStop - at%tabStop
			c.text = strings.Repeat(" ", c.width)
		case text == source[:size]:
			c.width = columns([]rune(text)[0])
		}
		at += c.width
		cells = append(cells, c)
		source = source[size:]
	}
	return cells
}

// window is the run of cells that fits the excerpt with the cell at from about
// a third in, leaving a column for an ellipsis on each side that is cut.
func window(cells []cell, from int) (first, last int) {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= excerptColumns {
		return 0, len(cells)
	}
	room := excerptColumns - 2
	before := 0
	for first = from; first > 0 && before+cells[first-1].width <= room/3; first-- {
		before += cells[first-1].width
	}
	used := before
	for last = from; last < len(cells) && used+cells[last].width <= room; last++ {
		used += cells[last].width
	}
	// Near the end of the line the room left over goes to the start.
	for first > 0 && used+cells[first-1].width <= room {
		first--
		used += cells[first].width
	}
	for first > 0 && first < from && cells[first].width == 0 {
		first++
	}
	return first, last
}
