package diag_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parley-kit/parley/site/diag"
)

var update = flag.Bool("update", false, "write what is printed into testdata/print")

// printCase is an archive of testdata/print:
//
//	source/NAME       a file of the site; quoted/NAME the same with Go escapes
//	options.json      diag.Options, if not the zero value
//	diagnostics.json  findings; "find" places one at that text of its file
//	text, json, ...   what Print must write; text.quoted holds Go escapes
type printCase struct {
	archive *txtar.Archive
	options diag.Options
	ds      []diag.Diagnostic
}

type writtenFinding struct {
	Code           diag.Code
	File           string
	Find           string // Go escapes are resolved
	Line, Col, End int
	Message, Help  string
	Fix            *diag.Fix
}

func readCase(t *testing.T, name string) printCase {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := printCase{archive: archive}
	files := map[string][]byte{}
	var written []writtenFinding
	for _, f := range archive.Files {
		switch kind, rest, _ := strings.Cut(f.Name, "/"); kind {
		case "source":
			files[rest] = f.Data
		case "quoted":
			files[rest] = []byte(unquote(t, strings.TrimSuffix(string(f.Data), "\n")))
		case "options.json":
			decode(t, f.Data, &c.options)
		case "diagnostics.json":
			decode(t, f.Data, &written)
		}
	}
	for _, w := range written {
		pos := diag.Pos{File: w.File, Line: w.Line, Col: w.Col, End: w.End}
		if w.Find != "" {
			find := unquote(t, w.Find)
			at := bytes.Index(files[w.File], []byte(find))
			if at < 0 {
				t.Fatalf("%q is not in %s", find, w.File)
			}
			pos = diag.NewLines(files[w.File]).Pos(w.File, at, len(find))
		}
		var l diag.List
		l.Add(w.Code, pos, w.Message, w.Help)
		d := l.Sorted()[0]
		d.Fix = w.Fix
		c.ds = append(c.ds, d)
	}
	diag.Excerpts(c.ds, func(file string) ([]byte, error) {
		if src, ok := files[file]; ok {
			return src, nil
		}
		return nil, os.ErrNotExist
	})
	return c
}

func decode(t *testing.T, data []byte, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatal(err)
	}
}

func unquote(t *testing.T, s string) string {
	t.Helper()
	plain, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("%v: %s", err, s)
	}
	return plain
}

func printed(t *testing.T, format diag.Format, c printCase) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Print(&b, format, c.ds, c.options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func eachCase(t *testing.T, do func(t *testing.T, file string, c printCase)) {
	t.Helper()
	names, err := filepath.Glob("testdata/print/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			do(t, name, readCase(t, name))
		})
	}
}

func TestPrint(t *testing.T) {
	eachCase(t, func(t *testing.T, file string, c printCase) {
		compared := 0
		for i, f := range c.archive.Files {
			format, quoted := strings.CutSuffix(f.Name, ".quoted")
			if !slices.Contains(diag.Formats, diag.Format(format)) {
				continue
			}
			compared++
			got := printed(t, diag.Format(format), c)
			if quoted {
				lines := strings.SplitAfter(strings.TrimSuffix(got, "\n"), "\n")
				for j, line := range lines {
					lines[j] = strings.ReplaceAll(line, "\x1b", `\x1b`)
				}
				got = strings.Join(lines, "") + "\n"
			}
			if *update {
				c.archive.Files[i].Data = []byte(got)
			} else if got != string(f.Data) {
				t.Errorf("%s printed\n%s\nwant\n%s", f.Name, got, f.Data)
			}
		}
		if compared == 0 {
			t.Error("the case compares no format")
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(c.archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Whatever a site holds, a terminal gets only what has a shape, and every line
// of the text format is one of Parley's.
func TestPrintIsHarmless(t *testing.T) {
	eachCase(t, func(t *testing.T, _ string, c printCase) {
		c.options.Color = false
		for _, format := range diag.Formats {
			out := printed(t, format, c)
			if !utf8.ValidString(out) {
				t.Errorf("%s is not UTF-8", format)
			}
			for _, r := range out {
				if r != '\n' && !unicode.IsGraphic(r) && r != '\u200d' && r != '\u200c' {
					t.Errorf("%s contains %U", format, r)
				}
			}
		}
		if lines := strings.Count(printed(t, diag.GitHub, c), "\n"); lines != len(c.ds) {
			t.Errorf("%d workflow commands for %d findings", lines, len(c.ds))
		}
	})
}

// JSON escapes lose nothing.
func TestPrintJSONRoundTrip(t *testing.T) {
	eachCase(t, func(t *testing.T, _ string, c printCase) {
		c.options.Dir = ""
		var got struct {
			V           int
			Diagnostics []struct {
				Code, Severity, File, Message, Help string
				Line, Column, EndColumn             int
				Fix                                 *diag.Fix
			}
			Errors, Warnings int
		}
		decode(t, []byte(printed(t, diag.JSON, c)), &got)
		if got.V != 1 || got.Diagnostics == nil || len(got.Diagnostics) != len(c.ds) {
			t.Fatalf("v %d with %d findings", got.V, len(got.Diagnostics))
		}
		errs, warnings := 0, 0
		for i, g := range got.Diagnostics {
			d := c.ds[i]
			pos := diag.Pos{File: g.File, Line: g.Line, Col: g.Column, End: g.EndColumn}
			if pos != d.Pos || g.Message != d.Message || g.Help != d.Help || (g.Fix == nil) != (d.Fix == nil) {
				t.Errorf("got %+v, want %+v", g, d)
			}
			switch g.Severity {
			case "error":
				errs++
			case "warning":
				warnings++
			}
		}
		if errs != got.Errors || warnings != got.Warnings {
			t.Errorf("counts %d and %d, want %d and %d", got.Errors, got.Warnings, errs, warnings)
		}
	})
}

// Invalid UTF-8 cannot be written into a JSON case.
func TestPrintInvalidUTF8(t *testing.T) {
	c := printCase{ds: []diag.Diagnostic{{
		Code: diag.NotUTF8, Severity: diag.Error, Message: "a\xffb", Help: "c\xfed",
		Pos: diag.Pos{File: "x\xff.md", Line: 1, Col: 2, End: 3}, Source: "a\xff\xfeb",
	}}}
	want := "x\\xff.md:1:2: error: a\\xffb [P0003]\n    1 | a\\xff\\xfeb\n      |  ^^^^\n   help: c\\xfed\n"
	if got := printed(t, diag.Text, c); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, format := range diag.Formats {
		if out := printed(t, format, c); !utf8.ValidString(out) {
			t.Errorf("%s is not UTF-8: %q", format, out)
		}
	}
	if out := printed(t, diag.SARIF, c); !strings.Contains(out, `"uri": "x%FF.md"`) {
		t.Errorf("the address lost a byte:\n%s", out)
	}
}

// A sentence that quotes a whole file is cut.
func TestPrintEndlessMessage(t *testing.T) {
	c := printCase{ds: []diag.Diagnostic{{Code: diag.Internal, Severity: diag.Error, Message: strings.Repeat("é", 1<<20)}}}
	if n := len(printed(t, diag.Text, c)); n > 4096 {
		t.Errorf("%d bytes printed", n)
	}
}

type brokenWriter struct{ writes int }

var errBroken = errors.New("broken pipe")

func (w *brokenWriter) Write([]byte) (int, error) { w.writes++; return 0, errBroken }

func TestPrintErrors(t *testing.T) {
	ds := []diag.Diagnostic{{Code: diag.Internal, Severity: diag.Error, Message: "m"}, {Code: diag.Internal}}
	for _, format := range diag.Formats {
		w := &brokenWriter{}
		if err := diag.Print(w, format, ds, diag.Options{}); !errors.Is(err, errBroken) || w.writes != 1 {
			t.Errorf("%s: %v after %d writes", format, err, w.writes)
		}
	}
	if err := diag.Print(&bytes.Buffer{}, "sarf", ds, diag.Options{}); err == nil || !strings.Contains(err.Error(), `"sarif"`) {
		t.Errorf("an unknown format gives %v", err)
	}
	if _, err := diag.ParseFormat("yaml-ish"); err == nil || !strings.Contains(err.Error(), "github") {
		t.Errorf("an unknown format gives %v", err)
	}
	if f, err := diag.ParseFormat("json"); f != diag.JSON || err != nil {
		t.Errorf("json is %q, %v", f, err)
	}
}
