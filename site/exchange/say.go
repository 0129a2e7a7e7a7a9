package exchange

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/diag"
)

// place is where a part of the file's text stands. Places are mostly asked for
// in the order of the file, and then columns are counted on from the last one:
// all of a file may be one line.
func (r *Reader) place(at, end int) diag.Pos {
	length := max(end-at, 1)
	if from := r.last.at; r.last.pos.Line > 0 && from <= at && !strings.ContainsAny(r.text[from:min(at+length, len(r.text))], "\r\n") {
		pos := r.last.pos
		pos.Col += utf8.RuneCountInString(r.text[from:at])
		pos.End = pos.Col + utf8.RuneCountInString(r.text[at:min(at+length, len(r.text))])
		r.last.at, r.last.pos = at, pos
		return pos
	}
	r.last.at, r.last.pos = at, r.lines.Pos(r.File, at, length)
	return r.last.pos
}

// excerptLine is the longest line that is shown with a finding, in bytes.
const excerptLine = 8 << 10

// say reports a finding at a place. The line is given with it, since the file
// may be in an encoding that only this package knows.
func (r *Reader) say(severity diag.Severity, code diag.Code, pos diag.Pos, message, help string) {
	d := diag.Diagnostic{Code: code, Severity: severity, Pos: pos, Message: message, Help: help}
	if pos.Line > 0 {
		if d.Source = "…"; r.lines.Size(pos.Line) <= excerptLine {
			d.Source = r.lines.Text(pos.Line)
		}
	}
	r.report.Append(d)
}

// bad reports what is wrong at a place.
func (r *Reader) bad(code diag.Code, pos diag.Pos, message, help string) {
	r.say(diag.Error, code, pos, message, help)
}

// unknown says that a column is not read.
func (r *Reader) unknown(name string, pos diag.Pos) {
	r.say(diag.Warning, diag.BadTable, pos, fmt.Sprintf("there is no column %q; what stands in it is left out", short(name)), meant(name))
}

// wrong reports what is wrong with a cell. A place in the file does not help
// somebody who looks at a spreadsheet, so the message names row and column.
func (r *Reader) wrong(row *Row, column, message, help string) {
	row.broken = true
	r.bad(diag.BadTermRow, row.Place(column), fmt.Sprintf("%s (row %d, column %s)", message, row.Number, column), help)
}

// short is a text that is quoted in a message.
func short(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
