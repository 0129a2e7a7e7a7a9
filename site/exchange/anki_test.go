package exchange_test

import (
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// loaded is the course of some files.
func loaded(t *testing.T, files map[string]string) *course.Course {
	t.Helper()
	site := fstest.MapFS{}
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	l := load.Loader{Site: site, Base: fstest.MapFS{"parley.yaml": {Data: []byte("name: Base\nid: base-site\n")}}}
	var report diag.List
	c := l.Load(t.Context(), nil, &report)
	if report.Errors() > 0 {
		t.Fatal(golden.Problems(&report))
	}
	return c
}

func termsIn(c *course.Course, lang course.Lang) (pages []*course.Page) {
	for _, p := range c.In(lang) {
		if p.Term != nil {
			pages = append(pages, p)
		}
	}
	return pages
}

// notes reads a file as Anki's importer does: header lines, then rows of fields
// between tabs, which stand in quotation marks only from their first letter on.
func notes(t *testing.T, file []byte) (head []string, rows [][]string) {
	t.Helper()
	for line := range strings.Lines(string(file)) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "#") {
			head = append(head, line)
			continue
		}
		r := csv.NewReader(strings.NewReader(line))
		r.Comma = '\t'
		row, err := r.Read()
		if err != nil || len(row) != 5 {
			t.Errorf("%q: %d fields (%v)", line, len(row), err)
		}
		rows = append(rows, row)
	}
	return head, rows
}

var cards = map[string]string{
	"parley.yaml":          "name: \"The \\\"Acme\\\" way::1\"\nid: acme-1\nlanguages: de\n",
	"glossary/batna.md":    "---\nterm: BATNA\ngroup: before the talks\ntags: [core, before the talks]\nstage: S1\nconfused-with:\n  limit: An action. Action or number?\n  nobody: Unknown.\n---\nThe *best* <course> & \"way\"\nwith [[limit|a tab\there]] [sound:x.mp3].\n\nMore.\n",
	"glossary/limit.md":    "---\nterm: reservation value\nabbr: RV\nconfused-with:\n  BATNA: A number.\n  zopa: One end. Asked second?\n---\nA number.\n",
	"glossary/zopa.md":     "---\nterm: \"#1 zone\"\n---\n",
	"glossary.de/batna.md": "---\nterm: Rückfalloption\nconfused-with:\n  limit: Eine Handlung. Handlung oder Zahl?\n---\nDas Beste.\n",
	"glossary.de/limit.md": "---\nterm: Grenzwert\nalso: limit\n---\nEine Zahl.\n",
}

func TestAnki(t *testing.T) {
	c := loaded(t, cards)
	file := exchange.Anki(c, "en", termsIn(c, "en"))
	head, rows := notes(t, file)
	if got := strings.Join(head, " "); got != "#separator:tab #html:true #notetype:Basic #guid column:1 #deck column:2 #tags column:5" {
		t.Errorf("the head is %s", got)
	}
	want := []struct{ front, back, tags string }{
		{"BATNA", "The best &lt;course&gt; &amp; &#34;way&#34; with a tab here &#91;sound:x.mp3].", "before-the-talks S1 core"},
		{"reservation value (RV)", "A number.", ""},
		{"BATNA or reservation value? Action or number?", "An action.<br>A number.", "before-the-talks S1 core"},
		{"reservation value or #1 zone? Asked second?", "One end.", ""},
	}
	guids := map[string]bool{}
	for i, row := range rows {
		if i < len(want) && (row[2] != want[i].front || row[3] != want[i].back || row[4] != want[i].tags) {
			t.Errorf("have %q\nwant %q", row, want[i])
		}
		if row[1] != `The "Acme" way:1` || len(row[0]) != 20 || guids[row[0]] {
			t.Errorf("deck and identity: %q", row[:2])
		}
		guids[row[0]] = true
	}
	if len(rows) != len(want) {
		t.Errorf("%d notes, not %d", len(rows), len(want))
	}
	_, german := notes(t, exchange.Anki(c, "de", termsIn(c, "de")))
	if len(german) != 3 || german[2][2] != "Rückfalloption oder Grenzwert? Handlung oder Zahl?" {
		t.Errorf("%q", german)
	}
	for _, row := range german {
		if guids[row[0]] {
			t.Errorf("a translation has the original's identity: %q", row)
		}
	}
}

// TestAnkiIdentity holds that what a note says may change, and its identity not.
func TestAnkiIdentity(t *testing.T) {
	c := loaded(t, cards)
	_, before := notes(t, exchange.Anki(c, "en", termsIn(c, "en")))
	changed := map[string]string{}
	for name, text := range cards {
		changed[name] = strings.NewReplacer("term: ", "term: the ", "A number.", "Another.", "An action.", "").Replace(text)
	}
	c = loaded(t, changed)
	_, after := notes(t, exchange.Anki(c, "en", termsIn(c, "en")))
	for i := range before {
		if before[i][0] != after[i][0] || before[i][2] == after[i][2] {
			t.Errorf("%q has become %q", before[i], after[i])
		}
	}
	changed["parley.yaml"] = strings.Replace(cards["parley.yaml"], "acme-1", "acme-2", 1)
	c = loaded(t, changed)
	_, elsewhere := notes(t, exchange.Anki(c, "en", termsIn(c, "en")))
	if elsewhere[0][0] == after[0][0] {
		t.Error("two sites have a note in common")
	}
}
