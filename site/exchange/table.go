package exchange

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Reader reads a table of terms. Set its fields, then call Read once.
type Reader struct {
	File     string                   // as it is named in what is reported
	Slug     func(name string) string // a term's name as a file is called
	Encoding string                   // one of Encodings; "" to find it out
	Language course.Lang              // of the terms

	text   string // of the file
	lines  *diag.Lines
	report *diag.List
	last   struct { // the place asked for last
		at  int
		pos diag.Pos
	}
}

// Row is a term of a table.
type Row struct {
	Term
	Named  bool // the table gives its ID
	Number int  // of its row, as a spreadsheet program counts
	Source []byte

	columns []string            // that the table has
	places  map[string]diag.Pos // of its cells, by column
	broken  bool                // something is wrong with it, which has been reported
}

// Place is where a column's cell stands, or else where the row begins.
func (r *Row) Place(column string) diag.Pos {
	if pos, ok := r.places[column]; ok {
		return pos
	}
	return r.places["term"]
}

// naming is the column that the row's ID comes from.
func (r *Row) naming() string {
	if r.Named {
		return idColumn
	}
	return "term"
}

// Read reads a table's rows and reports everything that is wrong with it. The
// rows that are right are returned whatever is wrong with others. A file that
// begins with { is JSON as this package writes it, any other CSV.
func (r *Reader) Read(src []byte, report *diag.List) []*Row {
	r.report = report
	s, ok := r.decode(src, report)
	if !ok {
		return nil
	}
	r.text, r.lines = s, diag.NewLines([]byte(s))
	var rows []*Row
	if strings.HasPrefix(strings.TrimLeftFunc(s, unicode.IsSpace), "{") {
		rows = r.json(s)
	} else {
		rows = r.csv(s)
	}
	rows = slices.DeleteFunc(rows, func(row *Row) bool { return !r.named(row) })
	rows = r.withoutDoubles(rows)
	return slices.DeleteFunc(rows, func(row *Row) bool { return !r.finish(row) })
}

// csv reads the records of a table.
func (r *Reader) csv(s string) []*Row {
	separator, at := declared(s)
	if separator == 0 {
		separator = separatorOf(s, at)
	}
	scan := scanner{src: s, at: at, separator: separator}
	var head []string
	var rows []*Row
	for {
		rec, ok := scan.next()
		switch {
		case !ok:
			if scan.wrong != "" {
				r.bad(diag.BadTable, r.place(scan.from, scan.from+scan.len), scan.wrong, scan.help)
			} else if head == nil {
				r.bad(diag.BadTable, diag.Pos{File: r.File}, "this table is empty", "write a first row that names the columns: term,also,text")
			}
			return rows
		case rec.blank(""):
		case head == nil && rec.blank(separators):
		case head == nil:
			if head, ok = r.header(rec); !ok {
				return nil
			}
		case len(rows) == MaxRows:
			r.bad(diag.BadTable, r.place(rec.fields[0].at, rec.fields[0].end), fmt.Sprintf("there are more than %d rows", MaxRows), "split the table")
			return rows
		default:
			rows = append(rows, r.row(rec, head))
		}
	}
}

// header reads the row that names the columns; "" stands for one without a name
// and "?" for one that is not known.
func (r *Reader) header(rec record) (head []string, ok bool) {
	var unknown []field
	ok = true
	for _, f := range rec.fields {
		f.text = strings.TrimSpace(f.text)
		key, known := columnNamed(f.text)
		switch {
		case f.text == "":
		case !known:
			unknown = append(unknown, f)
			key = "?"
		case slices.Contains(head, key):
			r.bad(diag.BadTable, r.place(f.at, f.end), fmt.Sprintf("two columns are both %q", key), "delete one of them, or rename it")
			ok = false
		}
		head = append(head, key)
	}
	if slices.Contains(head, "term") {
		for _, f := range unknown {
			r.unknown(f.text, r.place(f.at, f.end))
		}
		return head, ok
	}
	at, help := rec.fields[0], "begin the table with a row that names the columns, separated by commas, semicolons or tabs: term,also,text"
	for _, f := range unknown {
		if _, ok := diag.Nearest(strings.ToLower(f.text), []string{"term"}); ok {
			at, help = f, fmt.Sprintf("did you mean \"term\" by %q?", short(f.text))
		}
	}
	r.bad(diag.BadTable, r.place(at.at, at.end), "the first row names no column \"term\"", help)
	return nil, false
}

// row reads a record into the columns.
func (r *Reader) row(rec record, head []string) *Row {
	row := &Row{Number: rec.number, columns: head, places: map[string]diag.Pos{"term": r.place(rec.fields[0].at, rec.fields[0].end)}}
	cells := map[string]string{}
	for i, f := range rec.fields {
		if i >= len(head) || head[i] == "" {
			if strings.TrimSpace(f.text) != "" {
				r.bad(diag.BadTermRow, r.place(f.at, f.end), fmt.Sprintf("%q stands under no column (row %d)", short(f.text), rec.number),
					"put a text that holds the separator in double quotes, or name the column in the first row")
			}
			continue
		}
		if head[i] == "?" {
			continue
		}
		row.places[head[i]] = r.place(f.at, f.end)
		cells[head[i]] = unguard(f.text)
	}
	for _, key := range head {
		if s, ok := cells[key]; ok && key != definitionColumn && r.holds(row, key, s) {
			r.fill(row, key, s)
		}
	}
	if d := strings.TrimSpace(cells[definitionColumn]); d != "" && r.holds(row, definitionColumn, d) {
		if row.Text != "" {
			d += "\n\n" + row.Text
		}
		row.Text = d
	}
	return row
}

// named gives a row its ID; ok is false if it has no name or none that a file
// can have, which has been reported.
func (r *Reader) named(row *Row) (ok bool) {
	if row.Name() == "" {
		if !row.broken {
			r.wrong(row, "term", "this row has no term", "write the term's name in the column term, or delete the row")
		}
		return false
	}
	return r.identify(row)
}

// finish gives a row its source; ok is false if it makes no page, which has been
// reported.
func (r *Reader) finish(row *Row) (ok bool) {
	if row.Fields["title"].equal(row.Fields["term"]) {
		delete(row.Fields, "title")
	}
	src, problems := row.Term.Source()
	for _, p := range problems {
		if p.Internal {
			r.bad(diag.Internal, row.Place(p.Key), p.Message, p.Help)
		} else {
			r.wrong(row, p.Key, p.Message, p.Help)
		}
	}
	row.Source = src
	return len(problems) == 0 && !row.broken
}

// withoutDoubles reports rows that make the same page or the same term as one
// above them.
func (r *Reader) withoutDoubles(rows []*Row) []*Row {
	ids, names := map[string]*Row{}, map[string]*Row{}
	return slices.DeleteFunc(rows, func(row *Row) bool {
		id, name := strings.ToLower(string(row.PageID())), fold(row.Name())
		if first := ids[id]; first != nil {
			r.wrong(row, row.naming(), fmt.Sprintf("this is the same page as row %d, %s", first.Number, first.ID), "delete one of the two rows, or give it another name in the column id")
			return true
		}
		if first := names[name]; first != nil {
			r.wrong(row, "term", fmt.Sprintf("the term %q stands in row %d already", short(row.Name()), first.Number), "delete one of the two rows")
			return true
		}
		ids[id], names[name] = row, row
		return false
	})
}

// fold is a name as terms are compared.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
