package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// fill sets a column of a row from its cell.
func (r *Reader) fill(row *Row, key, s string) {
	s = lineFeeds(s)
	trimmed := strings.TrimSpace(s)
	switch key {
	case idColumn:
		row.ID = trimmed
		return
	case textColumn:
		if trimmed != "" {
			row.Text = withoutBlankLines(s)
		}
		return
	}
	switch shapeOf(key) {
	case list:
		row.set(key, Value{List: splitList(s)})
	case pairs:
		v, wrong := splitPairs(s)
		if wrong != "" {
			r.wrong(row, key, fmt.Sprintf("%q does not tell two terms apart", short(wrong)), "write one pair a line, the other term first: batna: A BATNA is ...")
		}
		row.set(key, Value{Pairs: v})
	case yesNo:
		row.set(key, Value{Text: truth(trimmed)})
	case number:
		if n, err := strconv.Atoi(trimmed); err == nil {
			trimmed = strconv.Itoa(n)
		}
		row.set(key, Value{Text: trimmed})
	case calendar:
		row.set(key, Value{Text: day(trimmed)})
	default:
		row.set(key, Value{Text: trimmed})
	}
}

var dayForms = []struct {
	form   *regexp.Regexp
	layout string
}{
	{regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.\d{4}$`), "2.1.2006"},
	{regexp.MustCompile(`^\d{4}/\d{1,2}/\d{1,2}$`), "2006/1/2"},
	{regexp.MustCompile(`^\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?$`), "2006.1.2"},
}

// day is a date as front matter has it, if a spreadsheet program has written it
// in a way that means one day only. 4/5/2026 is another day in every country.
func day(s string) string {
	for _, f := range dayForms {
		if f.form.MatchString(s) {
			if t, err := time.Parse(f.layout, strings.TrimSuffix(strings.ReplaceAll(s, ". ", "."), ".")); err == nil {
				return t.Format(time.DateOnly)
			}
		}
	}
	return s
}

// holds tells whether a site can hold a cell's text, and reports why not.
func (r *Reader) holds(row *Row, key, s string) bool {
	if len(s) > MaxCell {
		r.wrong(row, key, fmt.Sprintf("this cell has %d KB; the most is %d KB", len(s)>>10, MaxCell>>10), "move a part of the text to another page")
		return false
	}
	if c := control(s); c != 0 {
		r.wrong(row, key, fmt.Sprintf("there is an invisible control character here (U+%04X)", c), "delete it and type the passage again")
		return false
	}
	return true
}

// control is the first control character of a text that a page should not hold;
// 0 if there is none.
func control(s string) rune {
	for _, c := range s {
		if c != '\n' && c != '\r' && c != '\t' && c != '\u0085' && unicode.IsControl(c) {
			return c
		}
	}
	return 0
}
