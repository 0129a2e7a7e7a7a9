package exchange

import (
	"fmt"
	"strings"
)

// What a table may hold. Excel's own limits are a million rows and 32,767
// characters a cell.
const (
	MaxFile    = 64 << 20 // bytes
	MaxRows    = 100_000
	MaxColumns = 1_000
	MaxCell    = 1 << 20 // bytes, in UTF-8
)

// field is a cell as it stands in the file.
type field struct {
	text    string // with line feeds only
	at, end int    // offsets in the file's text
}

// record is a row of the file.
type record struct {
	number int // counted from 1, as a spreadsheet program does
	fields []field
}

// blank tells whether nothing stands in a record, or nothing but some signs.
func (r *record) blank(but string) bool {
	for _, f := range r.fields {
		if strings.Trim(strings.TrimSpace(f.text), but) != "" {
			return false
		}
	}
	return true
}

// scanner cuts a text into records: cells between separators, in quotation marks
// where they hold one, a quotation mark or a line's end. Lines end with LF, CRLF
// or CR.
type scanner struct {
	src       string
	at        int
	separator byte
	number    int // of the record read last

	wrong     string // why the file cannot be read on; "" if it can
	help      string
	from, len int // the place
}

// next reads a record; ok is false at the end, or when s.wrong says why not.
func (s *scanner) next() (rec record, ok bool) {
	if s.at >= len(s.src) || s.wrong != "" {
		return record{}, false
	}
	s.number++
	rec.number = s.number
	for {
		f, more := s.field()
		if s.wrong != "" {
			return record{}, false
		}
		rec.fields = append(rec.fields, f)
		if len(rec.fields) > MaxColumns {
			s.fail(f.at, 1, fmt.Sprintf("row %d has more than %d cells", s.number, MaxColumns), "delete the columns that are not needed")
			return record{}, false
		}
		if !more {
			return rec, true
		}
	}
}

// field reads a cell and what ends it; more tells that another one follows in
// the record.
func (s *scanner) field() (f field, more bool) {
	from := s.at
	for s.at < len(s.src) && s.src[s.at] == ' ' {
		s.at++
	}
	if s.at < len(s.src) && s.src[s.at] == '"' {
		f = s.quoted()
	} else {
		s.at = from
		end := strings.IndexAny(s.src[s.at:], string(s.separator)+"\r\n")
		if end < 0 {
			end = len(s.src) - s.at
		}
		s.at += end
		f = field{text: s.src[from:s.at], at: from, end: s.at}
	}
	switch {
	case s.wrong != "" || s.at >= len(s.src):
		return f, false
	case s.src[s.at] == s.separator:
		s.at++
		return f, true
	}
	s.at += lineEnd(s.src[s.at:])
	return f, false
}

// quoted reads a cell in quotation marks; two of them stand for one.
func (s *scanner) quoted() field {
	from := s.at
	var b strings.Builder
	for s.at++; ; {
		end := strings.IndexByte(s.src[s.at:], '"')
		if end < 0 {
			s.fail(from, 1, "a quotation mark is opened here and never closed", "close it at the end of the cell; inside a cell, write two quotation marks for one")
			return field{}
		}
		b.WriteString(s.src[s.at : s.at+end])
		s.at += end + 1
		if s.at >= len(s.src) || s.src[s.at] != '"' {
			break
		}
		b.WriteByte('"')
		s.at++
	}
	f := field{text: lineFeeds(b.String()), at: from, end: s.at}
	for s.at < len(s.src) && s.src[s.at] == ' ' {
		s.at++
	}
	if s.at < len(s.src) && s.src[s.at] != s.separator && lineEnd(s.src[s.at:]) == 0 {
		s.fail(s.at, 1, fmt.Sprintf("the quotation mark before this closes a cell, and no %s follows", separatorName(s.separator)),
			"inside a cell in quotation marks, write two quotation marks for one: \"a \"\"good\"\" deal\"")
	}
	return f
}

func (s *scanner) fail(at, length int, what, help string) {
	s.wrong, s.help, s.from, s.len = what, help, at, length
}

// lineEnd is the length of the line end that a text begins with.
func lineEnd(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 2
	case s != "" && (s[0] == '\n' || s[0] == '\r'):
		return 1
	}
	return 0
}

// lineFeeds turns every line end into a line feed.
func lineFeeds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

func separatorName(b byte) string {
	switch b {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	}
	return string(b)
}

// separators are those that are looked for, the likeliest first.
const separators = ",;\t"

// separatorOf finds the separator of a table that begins at an offset: the one
// that cuts the first row with anything in it into the most columns that are
// known, or else into the most.
func separatorOf(src string, at int) byte {
	at = len(src) - len(strings.TrimLeft(src[at:], separators+" \r\n"))
	best, known, most := separators[0], -1, 0
	for i := range len(separators) {
		s := scanner{src: src, at: at, separator: separators[i]}
		rec, _ := s.next()
		n := 0
		for _, f := range rec.fields {
			if _, ok := columnNamed(strings.TrimSpace(f.text)); ok {
				n++
			}
		}
		if n > known || n == known && len(rec.fields) > most {
			best, known, most = separators[i], n, len(rec.fields)
		}
	}
	return best
}

// declared reads Excel's own first line, which names the separator: sep=;
func declared(src string) (separator byte, length int) {
	line, _, _ := strings.Cut(src, "\n")
	word := strings.Trim(strings.TrimSuffix(line, "\r"), `"`)
	if len(word) < len("sep=;") || !strings.EqualFold(word[:4], "sep=") || strings.Trim(word[4:], separators+"|") != "" {
		return 0, 0
	}
	return word[4], min(len(line)+1, len(src))
}
