package exchange_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/test/golden"
)

// FuzzRead reads any bytes as a table. Whatever comes of them: every place lies
// in the file, nothing is Parley's fault, the terms that are read can be written
// and read again without loss, and no cell that is written is a formula.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"term,also,text\nx,\"a; \"\"b\"\"\",\"One.\n\nTwo.\"\n", "\ufeffTerm;Definition\r\nBATNA;Das Beste.\r\n", "sep=\t\nid\tterm\nA\tb\n",
		"\xff\xfet\x00e\x00r\x00m\x00\n\x00x\x00", "term,confused-with\nx,\"a: b\n\"\"c: d\"\": e?\"\n", "term;order;draft;updated;was\nx;1;yes;1.2.2026;content/x\n",
		"term\n'=1\n=1\n''x\n\xfc\n", "term,source\nx,\"never\n", `{"v": 1, "terms": [{"term": "x", "also": ["a"], "confused-with": [{"with": "y", "how": "z", "ask": "w?"}]}]}`,
		"term,term\n,,,\n", "id,term\n/content/x,y\nindex,z\n../a,b\ncon,d\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		rows, report := read(src)
		for _, d := range report.Sorted() {
			if d.Code == diag.Internal || d.Message == "" || d.Help == "" || !utf8.ValidString(d.Message) {
				t.Errorf("%s", golden.Problems(report))
			}
			if d.Pos.Line < 0 || d.Pos.Line > bytes.Count(src, []byte("\n"))+bytes.Count(src, []byte("\r"))+1 {
				t.Errorf("line %d of %q", d.Pos.Line, src)
			}
		}
		var terms []*exchange.Term
		for _, row := range rows {
			terms = append(terms, &row.Term)
			var found diag.List
			back, ok := exchange.FromSource(row.File(""), row.Source, english, &found)
			if !ok || !back.Equal(&row.Term) {
				t.Errorf("%q is written as\n%s", row.Term, row.Source)
			}
		}
		if report.Errors() == 0 || len(terms) > 0 {
			roundTrip(t, terms)
		}
		for _, line := range strings.Split(string(exchange.CSV(terms, ';')), "\r\n") {
			for _, cell := range strings.Split(line, ";") {
				if cell = strings.TrimLeft(cell, " "); strings.HasPrefix(cell, "=") && !strings.Contains(line, `"`) {
					t.Errorf("a formula: %q", line)
				}
			}
		}
	})
}
