package check_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/test/golden"
)

// chapters divide the catalogue, each from the first code with these signs up to
// the next chapter's. (Whole codes would tell TestCodes that a test provokes them.)
var chapters = []struct {
	from  string
	title string
	about string
}{
	{"P00", "Files", "What can be wrong with a file before its text is read."},
	{"P01", "Settings", "What a page says about itself between its lines of `---`, and `parley.yaml`."},
	{"P02", "Links", "What leads nowhere, or to the wrong place."},
	{"P03", "Words", "How pages use the vocabulary. These findings are a matter of taste, and `parley.yaml` says how\n" +
		"each counts, as an error, a warning, a note or not at all:\n\n```yaml\nrules:\n  P0312: error\n  P0303: off\n```\n\n" +
		"A remark allows one of them at one place and says why. It speaks of the paragraph, list or\n" +
		"table that it stands in, or of the next one when it stands on a line of its own:\n\n" +
		"```markdown\n<!-- parley: allow P0312 quoting a client -->\n```"},
	{"P032", "What is published", "What `parley check --against` finds when it compares a site with the published one: see\n" +
		"[When pages move](authoring.md#when-pages-move). A changed `id` in `parley.yaml` is a [P0105](#p0105)."},
	{"P033", "Tables of terms", "What can be wrong with a file of terms from a spreadsheet."},
	{"P04", "Blocks", "What stands between `:::` and `:::`."},
	{"P05", "Text", "What is wrong with Markdown, pictures, formulas and code."},
	{"P06", "Output", "What keeps a build from being written."},
	{"P07", "Look", "What can be wrong with colours, templates and words of the interface."},
}

// TestFreshDiagnostics holds docs/diagnostics.md to the catalogue and to the
// archives of rules. PARLEY_UPDATE=1 writes it anew, after TestRules has written
// the archives: tests run in the order of their files.
func TestFreshDiagnostics(t *testing.T) {
	const file = "../../docs/diagnostics.md"
	want := diagnosticsPage(t)
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Errorf("docs/diagnostics.md is not what the catalogue and %s say (%v); run make update", rulesFolder, err)
	}
}

func diagnosticsPage(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What Parley reports\n\nThis page is written by `make update` from the catalogue of findings and from its tests.\n\n" +
		"Every finding has a code for good; `parley explain P0203` says the same as this page. With an\n" +
		"error, a build writes nothing. A warning leaves a page that works less well; a note tells what\n" +
		"may be worth a look.\n\n")
	for _, c := range chapters {
		fmt.Fprintf(&b, "- [%s](#%s)\n", c.title, strings.ReplaceAll(strings.ToLower(c.title), " ", "-"))
	}
	next := 0
	for _, e := range diag.Catalogue {
		if next < len(chapters) && string(e.Code) >= chapters[next].from {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", chapters[next].title, chapters[next].about)
			next++
		}
		fmt.Fprintf(&b, "\n### %s\n\n**%s.** %s.\n\n%s\n", e.Code, capital(e.Title), severity(e), e.Explain)
		archive, err := txtar.ParseFile(path.Join(rulesFolder, string(e.Code)+".txtar"))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			t.Fatal(err)
		default:
			example(t, &b, archive)
		}
	}
	if next != len(chapters) {
		t.Errorf("no code begins the chapter %q", chapters[next].title)
	}
	return b.String()
}

// capital begins a sentence, but not with another name for a file.
func capital(s string) string {
	if first, _, _ := strings.Cut(s, " "); strings.Contains(first, ".") {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// severity says how a finding counts.
func severity(e diag.Entry) string {
	word := "A " + e.Severity.String()
	if e.Severity == diag.Error {
		word = "An error"
	}
	if e.Code.Adjustable() {
		return word + ", unless `rules:` says otherwise"
	}
	return word
}

// example shows an archive: its remark, the bad files and what is printed about
// them, and of the good files those that differ.
func example(t *testing.T, b *strings.Builder, archive *txtar.Archive) {
	t.Helper()
	bad, printed := map[string]string{}, ""
	if remark := strings.TrimSpace(string(archive.Comment)); remark != "" {
		fmt.Fprintf(b, "\n%s\n", remark)
	}
	b.WriteString("\nThis is reported:\n")
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "bad/"); ok {
			bad[name] = string(f.Data)
			showFile(b, name, string(f.Data))
		}
		if f.Name == golden.Prefix+"problems" {
			printed = string(f.Data)
		}
	}
	if printed == "" {
		t.Errorf("nothing is printed about %v", bad)
	}
	fmt.Fprintf(b, "\nParley says:\n\n%s\n", fenced("", printed))
	var good strings.Builder
	what := "This is fine:"
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "good/"); ok && bad[name] == string(f.Data) {
			what = "This is fine, with the other files as they are:"
		} else if ok {
			showFile(&good, name, string(f.Data))
		}
	}
	fmt.Fprintf(b, "\n%s\n%s", what, good.String())
}

func showFile(b *strings.Builder, name, text string) {
	title := "`" + name + "`"
	if name == publishedFile {
		title = "`course.json` of the published site"
	}
	fmt.Fprintf(b, "\n%s\n\n%s\n", title, fenced(strings.TrimPrefix(path.Ext(name), "."), text))
}

// fenced sets a text off as code; the fence is longer than any in the text.
func fenced(lang, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if lang == "md" {
		lang = "markdown"
	}
	return fence + lang + "\n" + strings.TrimRight(text, "\n") + "\n" + fence
}
