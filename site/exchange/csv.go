package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// CSV is a table of terms, as Excel opens it: UTF-8 with its mark, rows ended by
// CRLF, separated by a comma, a semicolon or a tab. No cell begins like a
// formula.
func CSV(terms []*Term, separator byte) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	writeRow(&b, headings(), separator)
	for _, t := range terms {
		row := []string{guard(t.ID)}
		for _, c := range columns {
			row = append(row, guard(cell(t.Fields[c.key], c.shape)))
		}
		writeRow(&b, append(row, guard(t.Text)), separator)
	}
	return b.Bytes()
}

func writeRow(b *bytes.Buffer, cells []string, separator byte) {
	for i, s := range cells {
		if i > 0 {
			b.WriteByte(separator)
		}
		b.WriteString(quoteIf(s, strings.ContainsAny(s, "\"\r\n,;\t") || strings.TrimSpace(s) != s))
	}
	b.WriteString("\r\n")
}

// excelCell is how much Excel keeps of a cell.
const excelCell = 32_767 // characters

// Cautions says which of the terms, whose pages are given in the same order, a
// spreadsheet program or a later import would not take as they are.
func Cautions(terms []*Term, pages []*course.Page) []diag.Diagnostic {
	var out []diag.Diagnostic
	say := func(i int, what, help string) {
		out = append(out, diag.Diagnostic{Code: diag.BadTable, Severity: diag.Warning, Pos: diag.Pos{File: pages[i].Source}, Message: what, Help: help})
	}
	for i, t := range terms {
		if n := utf8.RuneCountInString(t.Text); n > excelCell {
			say(i, fmt.Sprintf("the text has %d characters, and Excel cuts off what exceeds %d", n, excelCell), "open the table in LibreOffice, or shorten the text")
		}
		if c := controlIn(t); c != 0 {
			say(i, fmt.Sprintf("there is an invisible control character (U+%04X), which an import refuses", c), "delete it")
		}
	}
	return out
}

// controlIn is a control character that a term holds; 0 if it holds none.
func controlIn(t *Term) rune {
	for _, c := range columns {
		if r := control(cell(t.Fields[c.key], c.shape)); r != 0 {
			return r
		}
	}
	return control(t.Text)
}
