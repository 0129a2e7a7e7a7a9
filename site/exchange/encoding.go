package exchange

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/parley-kit/parley/site/diag"
)

// saveAs is how a table is saved so that every letter survives.
const saveAs = "in Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\"; in LibreOffice: Save As, \"Text CSV\", Unicode (UTF-8)"

// Encodings lists the names of the encodings that Reader.Encoding may ask for:
// one for each alphabet that spreadsheet programs write in one byte a letter.
func Encodings() []string {
	var names []string
	for _, e := range charmap.All {
		if c, ok := e.(*charmap.Charmap); ok {
			names = append(names, encodingName(c))
		}
	}
	slices.Sort(names)
	return names
}

// encodingName is an encoding's name as people write it: "windows-1251".
func encodingName(c *charmap.Charmap) string {
	return strings.ToLower(strings.ReplaceAll(c.String(), " ", "-"))
}

// decode turns a file's bytes into text: UTF-8 or UTF-16 by their marks, UTF-8
// if the bytes are that, or else one byte a letter. ok is false when it is no
// text at all.
func (r *Reader) decode(src []byte, report *diag.List) (s string, ok bool) {
	if what, help := noText(src); what != "" {
		report.Add(diag.BadTable, diag.Pos{File: r.File}, what, help)
		return "", false
	}
	switch marked := bytes.HasPrefix(src, []byte("\xef\xbb\xbf")); {
	case marked && !utf8.Valid(src):
		report.Add(diag.BadTable, diag.Pos{File: r.File}, "this file is marked as UTF-8, and holds bytes that are not", "save it again; "+saveAs)
		return "", false
	case marked:
		s = string(src[3:])
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		s = converted(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), src)
	case utf8.Valid(src) && r.Encoding == "":
		s = string(src)
	default:
		s = converted(r.letters(report), src)
	}
	if at := strings.IndexByte(s, 0); at >= 0 {
		report.Add(diag.BadTable, diag.NewLines([]byte(s)).Pos(r.File, at, 1), "there is a NUL byte here, so this is not a text file, or one in UTF-16 without its mark", "save it again; "+saveAs)
		return "", false
	}
	return s, true
}

// letters is the encoding of a file that is not in Unicode: the one asked for,
// or that of Western Europe, which is said.
func (r *Reader) letters(report *diag.List) encoding.Encoding {
	for _, e := range charmap.All {
		if c, ok := e.(*charmap.Charmap); ok && r.Encoding != "" && encodingName(c) == r.Encoding {
			return e
		}
	}
	report.Append(diag.Diagnostic{
		Code: diag.BadTable, Severity: diag.Note, Pos: diag.Pos{File: r.File},
		Message: "this file is not in Unicode, so it is read as windows-1252, the letters of Western Europe",
		Help:    "if letters come out wrong, name the encoding (--encoding windows-1250), or save it again; " + saveAs,
	})
	return charmap.Windows1252
}

func converted(e encoding.Encoding, src []byte) string {
	out, err := e.NewDecoder().Bytes(src)
	if err != nil { // an odd byte at the end of UTF-16
		return string(out) + "\uFFFD"
	}
	return string(out)
}

// noText recognizes what somebody may take for a table.
func noText(src []byte) (what, help string) {
	switch {
	case len(src) > MaxFile:
		return fmt.Sprintf("this file has %d MB; the most Parley reads is %d MB", len(src)>>20, MaxFile>>20), "split it into several tables"
	case bytes.HasPrefix(src, []byte("PK\x03\x04")), bytes.HasPrefix(src, []byte("\xd0\xcf\x11\xe0")):
		return "this is a workbook, not a CSV file", "save it as text; " + saveAs
	case bytes.HasPrefix(src, []byte("%PDF")):
		return "this is a PDF, not a CSV file", "open the table that it was made from; " + saveAs
	}
	return "", ""
}
