package exchange_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/test/golden"
)

// encoded is a text in an encoding.
func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSpreadsheets reads one table as spreadsheet programs of many countries
// save it.
func TestSpreadsheets(t *testing.T) {
	semicolons := "Term;Aliases;Definition;Source;Updated\r\nRückfallwert;\"Limit; \"\"walk-away\"\"\";\"Der Wert, ab dem\nkein Abschluss besser ist.\";Müller & Söhne;23.11.2026\r\n"
	commas := "term,aliases,definition,source,updated\nRückfallwert,\"Limit; \"\"walk-away\"\"\",\"Der Wert, ab dem\nkein Abschluss besser ist.\",Müller & Söhne,2026-11-23\n"
	tabs := strings.ReplaceAll(strings.ReplaceAll(semicolons, ";", "\t"), "Limit\t", "Limit;")
	files := map[string][]byte{
		"commas, UTF-8":           []byte(commas),
		"semicolons, UTF-8, mark": []byte("\ufeff" + semicolons),
		"sep=;":                   []byte("sep=;\r\n" + semicolons),
		"sep=; in quotes, marked": []byte("\ufeff\"sep=;\"\r\n" + semicolons),
		"tabs, UTF-16LE":          encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), tabs),
		"tabs, UTF-16BE":          encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), tabs),
		"windows-1252":            encoded(t, charmap.Windows1252, semicolons),
		"ends of old Macs":        []byte(strings.NewReplacer("\r\n", "\r", "\n", "\r").Replace(semicolons)),
		"no end of the last line": []byte(strings.TrimSuffix(commas, "\n")),
		"empty rows and columns":  []byte("\ufeff;;;;;\r\n;;;;;\r\n" + strings.ReplaceAll(semicolons, "\r\n", ";;\r\n") + ";;;;;;\r\n\r\n"),
		"blanks around":           []byte("Term , also known as,DEFINITION,source,Updated\n Rückfallwert, \"Limit; \"\"walk-away\"\"\" , \"Der Wert, ab dem\nkein Abschluss besser ist.\",  Müller & Söhne ,2026/11/23\n"),
		"other order and names":   []byte("Source,Updated,Meaning,Synonyms,Preferred_Term\nMüller & Söhne,2026. 11. 23.,\"Der Wert, ab dem\nkein Abschluss besser ist.\",\"Limit; \"\"walk-away\"\"\",Rückfallwert\n"),
	}
	want := "---\nterm: Rückfallwert\nalso: [Limit, walk-away]\nsource: Müller & Söhne\nupdated: 2026-11-23\n---\nDer Wert, ab dem\nkein Abschluss besser ist.\n"
	for name, src := range files {
		if name == "blanks around" { // a heading that nobody knows is another test's
			src = bytes.ReplaceAll(src, []byte("also known as"), []byte("other names"))
		}
		rows, report := read(src)
		if len(rows) != 1 || string(rows[0].Source) != want || rows[0].ID != "rückfallwert" {
			t.Errorf("%s:\n%s", name, golden.Problems(report))
			for _, row := range rows {
				t.Errorf("%s", row.Source)
			}
			continue
		}
		found := report.Sorted()
		if told := name == "windows-1252"; told != (len(found) == 1 && found[0].Severity == diag.Note && strings.Contains(found[0].Message, "windows-1252")) || !told && len(found) > 0 {
			t.Errorf("%s:\n%s", name, golden.Problems(report))
		}
	}
}

// TestEncoding reads letters that only their writer's country knows.
func TestEncoding(t *testing.T) {
	for _, e := range []*charmap.Charmap{charmap.Windows1251, charmap.Windows1250, charmap.ISO8859_7, charmap.Macintosh} {
		name := strings.ToLower(strings.ReplaceAll(e.String(), " ", "-"))
		if !slices.Contains(exchange.Encodings(), name) {
			t.Fatalf("%s is none of %q", name, exchange.Encodings())
		}
		word := map[string]string{"windows-1251": "цена", "windows-1250": "źródło", "iso-8859-7": "τιμή", "macintosh": "Größe"}[name]
		var report diag.List
		r := exchange.Reader{File: "t.csv", Slug: slug, Encoding: name}
		rows := r.Read(encoded(t, e, "term;source\n"+word+";x\n"), &report)
		if len(rows) != 1 || rows[0].Name() != word || len(report.Sorted()) > 0 {
			t.Errorf("%s: %s", name, golden.Problems(&report))
		}
	}
	var report diag.List // bytes that are UTF-8 by chance
	r := exchange.Reader{File: "t.csv", Slug: slug, Encoding: "windows-1251"}
	if rows := r.Read([]byte("term\nР°\n"), &report); len(rows) != 1 || rows[0].Name() != "Р\u00a0В°" {
		t.Errorf("%q", rows[0].Name())
	}
}

// TestCells reads what people type into cells.
func TestCells(t *testing.T) {
	tests := []struct{ column, cell, want string }{
		{"also", `a; b ;c`, "also: [a, b, c]"},
		{"also", `; a;; b;`, "also: [a, b]"},
		{"also", `interests, rights and power; b`, `also: ["interests, rights and power", b]`},
		{"also", `"a; b"; c`, `also: [a; b, c]`},
		{"also", `"no deal" option; c`, `also: ['"no deal" option', c]`},
		{"also", `an open "quote; c`, `also: [an open "quote, c]`},
		{"also", "a;\nb;\n\"c\"", "also: [a, b, c]"},
		{"confused-with", "batna: An action, not a number.\n\n  target : The other end: up. Or down?", "confused-with:\n  batna: An action, not a number.\n  target: The other end: up. Or down?"},
		{"confused-with", `"a: b": c`, "confused-with:\n  \"a: b\": c"},
		{"confused-with", `batna: "Quoted" it begins.`, "confused-with:\n  batna: '\"Quoted\" it begins.'"},
		{"draft", "YES", "draft: true"},
		{"draft", "TRUE", "draft: true"},
		{"draft", "off", "draft: false"},
		{"minutes", "05", "minutes: 5"},
		{"order", "'-5", "order: -5"},
		{"updated", "1.2.2026", "updated: 2026-02-01"},
		{"source", "'=1+1", `source: =1+1`},
		{"source", "'tis", `source: "'tis"`},
		{"source", "''tis", `source: "'tis"`},
		{"title", "x", ""}, // is the term's name
		{"linking", "careful", "linking: careful"},
	}
	for _, test := range tests {
		rows, report := read([]byte("term," + test.column + "\nx,\"" + strings.ReplaceAll(test.cell, `"`, `""`) + "\"\n"))
		// Single quotation marks make this table easier to read.
		want := "---\nterm: x\n" + strings.NewReplacer(`['"`, `["\"`, `"', `, `\"", `, `deal" option'`, `deal\" option"`, `'"Quoted" it begins.'`, `"\"Quoted\" it begins."`).Replace(test.want)
		want = strings.TrimSuffix(want, "\n") + "\n---\n"
		if len(rows) != 1 || string(rows[0].Source) != want {
			t.Errorf("%s %q: want\n%s\n%s", test.column, test.cell, want, golden.Problems(report))
			for _, row := range rows {
				t.Errorf("have\n%s", row.Source)
			}
		}
	}
}

// TestWrong reads tables with one mistake each. All rows of a file are looked
// at, whatever is wrong with others.
func TestWrong(t *testing.T) {
	long := strings.Repeat("x", exchange.MaxCell+1)
	tests := []struct{ src, want string }{ // want: code, line, column, a part of message and help
		{"", "P0331 0 0 empty|names the columns"},
		{"\n;;\n", "P0331 0 0 empty|"},
		{"word,also\nBATNA,x\n", `P0331 1 1 no column "term"|term,also,text`},
		{"trem,also\nx,y\n", `P0331 1 1 no column "term"|did you mean "term" by "trem"?`},
		{"BATNA\n", `P0331 1 1 no column "term"|`},
		{"term,name\nx,y\n", `P0331 1 6 two columns are both "term"|`},
		{"term,alos\nx,y\n", `P0331 1 6 no column "alos"|did you mean "also"`},
		{"term,colour\nx,y\n", `P0331 1 6 no column "colour"|the columns are id, term`},
		{"term,also\nx,\"open\ny,z\n", "P0331 2 3 never closed|two quotation marks"},
		{"term,also\nx,\"a \"good\" deal\"\n", "P0331 2 7 no comma follows|two quotation marks for one"},
		{"PK\x03\x04...", "P0331 0 0 workbook|CSV UTF-8"},
		{"\xd0\xcf\x11\xe0...", "P0331 0 0 workbook|"},
		{"%PDF-1.4", "P0331 0 0 PDF|"},
		{"t\x00e\x00r\x00m\x00\n\x00", "P0331 1 2 NUL byte|"},
		{"\ufeffterm\nM\xfcller\n", "P0331 0 0 marked as UTF-8|"},
		{"term,also\n,x\n", "P0332 2 1 no term (row 2, column term)|delete the row"},
		{"also,term\nx,  \n", "P0332 2 3 no term (row 2, column term)|"},
		{"term,linking\nx,sometimes\n", `P0332 2 3 "sometimes" is not known here (row 2, column linking)|auto, careful`},
		{"term,linking\nx,carefull\n", `P0332 2 3 "carefull" is not known|did you mean careful?`},
		{"term,order\nx,ten\n", "P0332 2 3 a whole number|digits"},
		{"term,minutes\nx,0\n", "P0332 2 3 a whole number|"},
		{"term,draft\nx,perhaps\n", "P0332 2 3 true or false|"},
		{"term,updated\nx,4/5/2026\n", `P0332 2 3 "4/5/2026" is not a date|year-month-day`},
		{"term,updated\nx,31.2.2026\n", "P0332 2 3 is not a date|"},
		{"term,was\nx,somewhere\n", "P0332 2 3 not a page's former path|content/"},
		{"term,confused-with\nx,batna\n", `P0332 2 3 "batna" does not tell two terms apart|batna: A BATNA is`},
		{"term,confused-with\nx,: how\n", `P0332 2 3 ": how" does not tell|`},
		{"term,also\nx,y,z\n", `P0332 2 5 "z" stands under no column (row 2)|double quotes`},
		{"term,,also\nx,lost,y\n", `P0332 2 3 "lost" stands under no column|`},
		{"id,term\na,x\nA,y\n", "P0332 3 1 the same page as row 2, a (row 3, column id)|another name"},
		{"term\nWin-win\nwin win\n", "P0332 3 1 the same page as row 2|"},
		{"id,term\na,BATNA\nb,batna\n", `P0332 3 3 the term "batna" stands in row 2 already|`},
		{"term\n???\n", `P0332 2 1 "???" cannot name a file|column id`},
		{"term\ncon\n", `P0332 2 1 "con" cannot name a page: Windows keeps|con-term`},
		{"id,term\nCON.x,y\n", `P0332 2 1 "CON.x" cannot name a page|`},
		{"id,term\na/aux/b,y\n", `P0332 2 1 "a/aux/b" cannot name a page|`},
		{"id,term\nwhat?,y\n", `P0332 2 1 may not hold the character '?'|what-term`},
		{"id,term\na\\b,y\n", "P0332 2 1 may not hold the character|"},
		{"id,term\n../../etc/passwd,y\n", "P0332 2 1 is no path of a page|reservation-value"},
		{"id,term\n/etc/passwd,y\n", "P0332 2 1 is no path of a page|"},
		{"id,term\n/content,y\n", "P0332 2 1 is no path of a page|"},
		{"id,term\na//b,y\n", "P0332 2 1 is no path of a page|"},
		{"id,term\n.hidden,y\n", `P0332 2 1 files of such names are not read|`},
		{"id,term\na/ b,y\n", "P0332 2 1 files of such names|"},
		{"id,term\n" + strings.Repeat("ä", 127) + ",y\n", "P0332 2 1 may have 255 bytes|"},
		{"term,source\nx,a\x0bb\n", "P0332 2 3 control character here (U+000B)|"},
		{"term,text\nx,a\x1fb\n", "P0332 2 3 control character here (U+001F)|"},
		{"term\na\x07b\n", "P0332 2 1 control character here (U+0007)|"},
		{"term,text\nx," + long + "\n", "P0332 2 3 this cell has 1024 KB|"},
		{"term,text\nx," + long[2:] + "\n", "P0332 2 3 page would have 1024 KB|another page"},
		{"term,source\nx," + long[:200<<10] + "\n", "P0332 2 3 over 128 KB of settings|"},
		{"term\n" + strings.Repeat("x\n", exchange.MaxRows+1), fmt.Sprintf("P0331 %d 1 more than 100000 rows|split", exchange.MaxRows+2)},
		{"term\nx" + strings.Repeat(",", exchange.MaxColumns), "P0331 2 1002 row 2 has more than 1000 cells|"},
		{`{"v": 2, "terms": []}`, "P0331 1 7 version 2|"},
		{`{"v": 1, "terms": [{"term": "x",]}`, "P0331 1 20 this JSON cannot be read|"},
		{`{"v": 1, "terms": 5}`, "P0331 1 19 a list of terms|"},
		{`{"v": 1, "language": "de", "terms": []}`, `P0331 1 22 the language "de"|--language de`},
		{`{"v": 1, "terms": [{"term": "x", "also": "y"}]}`, "P0332 1 20 not what belongs here (row 1, column also)|"},
		{`{"v": 1, "terms": [{"term": "x", "alos": []}]}`, `P0331 1 20 no column "alos"|did you mean "also"`},
	}
	for _, test := range tests {
		_, report := read([]byte(test.src))
		found := report.Sorted()
		var got []string
		for _, d := range found {
			got = append(got, fmt.Sprintf("%s %d %d %s|%s", d.Code, d.Pos.Line, d.Pos.Col, d.Message, d.Help))
		}
		place, parts, _ := strings.Cut(test.want, " ")
		line, parts, _ := strings.Cut(parts, " ")
		col, parts, _ := strings.Cut(parts, " ")
		message, help, _ := strings.Cut(parts, "|")
		if !slices.ContainsFunc(got, func(s string) bool {
			said, advice, _ := strings.Cut(s, "|")
			return strings.HasPrefix(said, place+" "+line+" "+col+" ") && strings.Contains(said, message) && strings.Contains(advice, help)
		}) || len(found) > 1 && !strings.Contains(test.src, "x\nx\n") {
			t.Errorf("%.60q\nwant %s\nhave %.400q", test.src, test.want, got)
		}
	}
}

// TestAllProblems reports every mistake of a table in one run, and reads the
// other rows.
func TestAllProblems(t *testing.T) {
	rows, report := read([]byte("term,linking,order,minutes\na,sometimes,ten,0\nb,auto,1,2\n,careful,,\nc,never,,\n"))
	if n := report.Errors(); n != 5 {
		t.Errorf("%d errors, not 5:\n%s", n, golden.Problems(report))
	}
	if len(rows) != 1 || rows[0].Name() != "b" {
		t.Errorf("%d rows", len(rows))
	}
}

// TestPlaceAfterLineBreaks finds a field below a cell of several lines: where it
// is in the file, and its row as the spreadsheet counts.
func TestPlaceAfterLineBreaks(t *testing.T) {
	_, report := read([]byte("term,text,linking\na,\"1\n2\n3\",auto\nb,\"1\n2\",never\n"))
	d := report.Sorted()
	if len(d) != 1 || d[0].Pos.Line != 6 || d[0].Pos.Col != 4 || !strings.Contains(d[0].Message, "row 3, column linking") || d[0].Source != `2",never` {
		t.Errorf("%+v", d)
	}
}

// TestOneLine finds places in a file that is all one line, and is quick about it.
func TestOneLine(t *testing.T) {
	const n = 20_000
	src := `{"v": 1, "terms": [` + strings.TrimSuffix(strings.Repeat(`{"term": "ä", "order": 0.5}, `, n), ", ") + "]}"
	_, report := read([]byte(src))
	ds := report.Sorted()
	if len(ds) < n {
		t.Fatalf("%d findings", len(ds))
	}
	last := ds[len(ds)-1]
	if want := len(`{"v": 1, "terms": [`) + (n-1)*len(`{"term": "a", "order": 0.5}, `) + 1; last.Pos.Col != want || last.Pos.End != want+1 || len(last.Source) > 10 {
		t.Errorf("the last is at %+v, not %d, and shows %.100q", last.Pos, want, last.Source)
	}
}

// TestGlossary imports the vocabulary that the course is made from.
func TestGlossary(t *testing.T) {
	src := shared(t, "domain/glossary.csv")
	rows, report := read(src)
	if report.Errors() > 0 || len(rows) != 299 {
		t.Errorf("%d rows\n%s", len(rows), golden.Problems(report))
	}
}

// shared reads a file of the folder shared/ that lies beside the project's own;
// without one the test is skipped.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if src, err := os.ReadFile(filepath.Join(dir, "shared", name)); err == nil {
			return src
		}
	}
	t.Skip("there is no shared/" + name)
	return nil
}
