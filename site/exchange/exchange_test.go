package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/test/golden"
)

var english = &course.Config{Languages: []course.Lang{"en"}}

var notSlug = regexp.MustCompile(`[^\pL\pN]+`)

// slug is as simple as it can be; the command has its own.
func slug(s string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(s), "-"), "-")
}

// read reads a table, and what is wrong with it.
func read(src []byte) ([]*exchange.Row, *diag.List) {
	var report diag.List
	r := exchange.Reader{File: "terms.csv", Slug: slug, Language: "en"}
	return r.Read(src, &report), &report
}

// readAll reads a table in which nothing may be wrong.
func readAll(t *testing.T, src []byte) []*exchange.Term {
	t.Helper()
	rows, report := read(src)
	for _, d := range report.Sorted() {
		t.Errorf("%s: %s: %s", d.Pos, d.Message, d.Help)
	}
	var terms []*exchange.Term
	for _, row := range rows {
		terms = append(terms, &row.Term)
		back, ok := exchange.FromSource(row.File(""), row.Source, english, report)
		if !ok || !back.Equal(&row.Term) {
			t.Errorf("%s is written as\n%s", row.ID, row.Source)
		}
	}
	return terms
}

// same holds terms against those that went on a journey.
func same(t *testing.T, how string, want, got []*exchange.Term) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%s: %d terms became %d", how, len(want), len(got))
	}
	for i := range want {
		if !want[i].Equal(got[i]) {
			t.Errorf("%s: %s differs in %q:\n%q\n%q", how, want[i].ID, want[i].Differences(got[i]), *want[i], *got[i])
		}
	}
}

// journeys are the ways on which terms may lose nothing.
var journeys = map[string]func([]*exchange.Term) []byte{
	"comma":     func(terms []*exchange.Term) []byte { return exchange.CSV(terms, ',') },
	"semicolon": func(terms []*exchange.Term) []byte { return exchange.CSV(terms, ';') },
	"tab, UTF-16": func(terms []*exchange.Term) []byte {
		b, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(bytes.TrimPrefix(exchange.CSV(terms, '\t'), []byte("\ufeff")))
		return b
	},
	"JSON": func(terms []*exchange.Term) []byte { return exchange.JSON("test-site", "en", terms) },
}

func roundTrip(t *testing.T, terms []*exchange.Term) {
	t.Helper()
	for how, write := range journeys {
		src := write(terms)
		back := readAll(t, src)
		same(t, how, terms, back)
		if again := write(back); !bytes.Equal(again, src) {
			t.Errorf("%s: other bytes the second time", how)
		}
	}
}

// TestColumns holds the columns to the keys that package load reads.
func TestColumns(t *testing.T) {
	src, err := os.ReadFile("../load/frontmatter.go")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(exchange.CSV(nil, ',')), "\r\n")
	columns := strings.Split(strings.TrimPrefix(head, "\ufeff"), ",")
	keys := []string{"id", "text"}
	for _, m := range regexp.MustCompile(`(?m)^\t\{"([a-z-]+)", `).FindAllStringSubmatch(string(src), -1) {
		if m[1] != "kind" && m[1] != "copied" { // one follows from the path, the other from how it was made
			keys = append(keys, m[1])
		}
	}
	for _, key := range keys {
		if !slices.Contains(columns, key) {
			t.Errorf("the key %s has no column", key)
		}
	}
	for _, c := range columns {
		if !slices.Contains(keys, c) {
			t.Errorf("the column %s has no key", c)
		}
	}
}

// TestBundled sends the bundled terms on every journey. Their sources come back
// as they are, since they are written in the order of the columns.
func TestBundled(t *testing.T) {
	files, err := filepath.Glob("../../glossary/*.md")
	if err != nil || len(files) < 60 {
		t.Fatalf("%d files (%v)", len(files), err)
	}
	var terms []*exchange.Term
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var report diag.List
		term, ok := exchange.FromSource("glossary/"+filepath.Base(file), src, english, &report)
		if !ok {
			t.Fatal(golden.Problems(&report))
		}
		terms = append(terms, term)
		if again, _ := term.Source(); !bytes.Equal(again, src) {
			t.Errorf("%s is written as\n%s", file, again)
		}
	}
	roundTrip(t, terms)
}

// TestFromSource reads sources that say one thing in many ways; one that cannot be
// read whole is not read at all.
func TestFromSource(t *testing.T) {
	want := "---\nterm: BATNA\nalso: [one, two]\nsource: folded text\norder: 5\nlink-terms: false\n---\nText  \nof two lines.\n\n    code\n"
	for _, src := range []string{
		want,
		strings.ReplaceAll(want, "\n", "\r\n"),
		strings.ReplaceAll(want, "\n", "\r"),
		"\ufeff" + want,
		strings.TrimSuffix(want, "\n"),
		"---   \n# a remark\ntitle: BATNA\nlink-terms: off\norder: +05\n\nterm: \"BATNA\"\nalso:\n  - one\n  - 'two'\nrelated: []\ngroup:\nsource: >\n  folded\n  text\n...\n  \n\nText  \nof two lines.\n\n    code\n",
	} {
		var report diag.List
		term, ok := exchange.FromSource("glossary/batna.md", []byte(src), english, &report)
		if !ok {
			t.Errorf("%q: %s", src, golden.Problems(&report))
			continue
		}
		if got, problems := term.Source(); string(got) != want || problems != nil || term.ID != "batna" {
			t.Errorf("%q is written as\n%s%+v", src, got, problems)
		}
	}
	for _, src := range []string{"Text.", "---\nterm: x\n", "---\nterm: x\nalos: y\n---\n", "---\nterm: x\norder: y\n---\n", "---\nterm: x\nsource: \"y\n---\n", "---\nterm: \x00\n---\n"} {
		var report diag.List
		if term, ok := exchange.FromSource("glossary/x.md", []byte(src), english, &report); ok || report.Errors() == 0 {
			t.Errorf("%q is read as %+v", src, term)
		}
	}
}

// nasty are texts that a quotation mark, a separator or a reader of YAML trips
// over.
var nasty = []string{
	"plain", `"quoted"`, `one "quoted" word`, `"`, `""`, `""""`, `"a" and "b"`, "it's", "'tis", "''", "'=1+1", "'",
	"a;b", ";", "; ", "a; \"b\"; c", "a,b", "interests, rights and power", ",", "a\tb",
	"=1+1", "+1", "-1", "- item", "@sum", "=cmd|' /C calc'!A0", "＝1", "== x",
	"a: b", "a:b", ":", ": ", "key: [value]", "http://example.com/?a=b#c", "a #b", "a # b", "# a", "#1",
	"[a, b]", "[", "]", "{a: b}", "{", "}", "&anchor", "*alias", "! x", "| x", "> x", "% x", "` x", "? x", "? ", "~", "null", "true", "no", "1e3", "0x1f", "2026-11-23", "---", "...", "- ", "-", "<<",
	`back\slash`, `\n`, `C:\new`, `a\`, `.*+?^${}()|[]\`, "{{firm}}", "100%", "$40", "`$x$`",
	"Rückfallwert", "日本語", "谈判", "שלום עולם", "العربية", "😀", "👩‍👩‍👧", "e\u0301", "ﬀ", "İ", "a\u00a0b", "a\u2028b", "a\u2029b", "a\u0085b", "a\ufeffb", "a\u200fb", "a\u200bb", "\U000e0001x", "\ufffe",
	"line\nfeed", "para\n\ngraph", "a\n---\nterm: evil", "a\n  b: c", "\\u0041", "<b>bold</b>", "<script>", "a & b", "a &amp; b",
	strings.Repeat("long ", 2000) + "end", strings.Repeat("[", 200),
}

// texts are what else a page's text may be.
var texts = []string{
	"one", "one\n", "one\n\n\n", "two blanks  \nbroken", "ends with blanks   ", "    code", "\tcode", "```\n\ncode\n\n```", "---\nterm: evil\n---\ntext",
	"| a | b |\n|---|--:|\n| 1 | 2 |", "---", "...", "- a\n- b\n\n\tc", "&nbsp;", "a  \u2028  b", "# Heading", "\"Quoted\", he said.", "=1+1", "'", "\u00a0", "x\n\u00a0",
}

// TestNasty puts every nasty text in every place.
func TestNasty(t *testing.T) {
	var terms []*exchange.Term
	add := func(fields map[string]exchange.Value, text string) {
		id := "n" + strconv.Itoa(len(terms))
		if _, named := fields["term"]; !named {
			fields["term"] = exchange.Value{Text: id}
		}
		terms = append(terms, &exchange.Term{ID: id, Fields: fields, Text: text})
	}
	seen := map[string]bool{}
	for i, s := range nasty {
		next := nasty[(i+1)%len(nasty)]
		if name := strings.ToLower(strings.Join(strings.Fields(s), " ")); !seen[name] { // a term's name counts once
			seen[name] = true
			add(map[string]exchange.Value{"term": {Text: strings.TrimSpace(s)}}, "text")
		}
		add(map[string]exchange.Value{
			"source": {Text: strings.TrimSpace(s)},
			"also":   {List: []string{s}}, "avoid": {List: []string{s, next}}, "related": {List: []string{next, "plain", s}},
		}, strings.TrimLeft(s, " \n"))
		if pair := strings.TrimSpace(s); len(pair) < 500 {
			add(map[string]exchange.Value{"confused-with": {Pairs: []exchange.Pair{{With: "plain one", How: pair}, {With: pair, How: "Differs: so."}, {With: "last", How: ""}}}}, "")
		}
	}
	for _, s := range texts {
		if strings.TrimSpace(s) != "" {
			add(map[string]exchange.Value{}, s)
		}
	}
	add(map[string]exchange.Value{
		"order": {Text: "-3"}, "minutes": {Text: "5"}, "updated": {Text: "2026-11-23"}, "draft": {Text: "true"}, "link-terms": {Text: "false"},
		"linking": {Text: "careful"}, "title": {Text: "Another title"}, "was": {List: []string{"glossary/old", "content/older.md"}}, "stage": {Text: "S1"},
		"confused-with": {Pairs: []exchange.Pair{{With: "a", How: "One. Two or three?"}, {With: "b", How: "Only a question?"}, {With: "c", How: "Odd  blanks.  Is it?"}}},
	}, "text")
	terms = append(terms,
		&exchange.Term{ID: "deep/er/Mixed Case", Fields: map[string]exchange.Value{"term": {Text: "deep"}}},
		&exchange.Term{ID: "/content/pricing/anchor", Fields: map[string]exchange.Value{"term": {Text: "elsewhere"}}},
		&exchange.Term{ID: "/glossary/glossary/x", Fields: map[string]exchange.Value{"term": {Text: "twice"}}},
		&exchange.Term{ID: "/glossary/x.md", Fields: map[string]exchange.Value{"term": {Text: "with an end"}}},
		&exchange.Term{ID: "index", Fields: map[string]exchange.Value{"term": {Text: "the folder's own"}}},
		&exchange.Term{ID: "=formula", Fields: map[string]exchange.Value{"term": {Text: "formula"}}})
	roundTrip(t, terms)
}

// TestNoFormulas holds that no cell of a table begins like a formula, whatever
// the terms say, and that what stands before it is one apostrophe.
func TestNoFormulas(t *testing.T) {
	for _, sign := range []string{"=", "+", "-", "@", "'", "＝", "＋", "－", "＠"} {
		s := sign + "1+1"
		term := &exchange.Term{ID: s, Text: s, Fields: map[string]exchange.Value{
			"term": {Text: s}, "also": {List: []string{s}}, "source": {Text: s}, "confused-with": {Pairs: []exchange.Pair{{With: s, How: "x"}}},
		}}
		_, row, _ := strings.Cut(string(exchange.CSV([]*exchange.Term{term}, ',')), "\r\n")
		n := 0
		for _, cell := range strings.Split(strings.TrimSpace(row), ",") {
			if cell != "" && !strings.HasPrefix(cell, "'"+s) {
				t.Errorf("a cell is %q", cell)
			}
			n += strings.Count(cell, "'"+s)
		}
		if n != 6 {
			t.Errorf("%q stands in %d cells of %s", s, n, row)
		}
	}
}
