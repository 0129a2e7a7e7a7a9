package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/render"
)

// TestFreshCommands holds docs/commands.md to the commands. PARLEY_UPDATE=1
// writes it anew.
func TestFreshCommands(t *testing.T) {
	const file = "../../docs/commands.md"
	want := commandsPage(testApp(t.TempDir()).command())
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Errorf("docs/commands.md is not what the commands say (%v); run make update", err)
	}
}

// commandsPage describes every command.
func commandsPage(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# Commands\n\nThis page is written by `make update` from what `parley help` says.\n\n")
	fmt.Fprintf(&b, "%s\n\n", root.Long)
	b.WriteString("A run ends with exit status 0 when all is well, 1 when there are errors and 2 when the\n" +
		"call itself makes no sense. Results go to standard output, problems to standard error;\n" +
		"with `--format json` or `sarif`, problems are a document on standard output.\n\n" +
		"Every command but `init`, `analyze`, `explain`, `version` and `help` takes\n\n")
	flagTable(&b, root.PersistentFlags())
	for _, c := range leaves(root) {
		fmt.Fprintf(&b, "\n## %s\n\n", strings.TrimSuffix(c.UseLine(), " [flags]"))
		text := c.Long
		if text == "" {
			text = c.Short + "."
		}
		fmt.Fprintf(&b, "%s\n", text)
		if c.Example != "" {
			fmt.Fprintf(&b, "\n```sh\n%s\n```\n", regexp.MustCompile(`(?m)^  `).ReplaceAllString(c.Example, ""))
		}
		if c.LocalNonPersistentFlags().HasAvailableFlags() {
			b.WriteString("\n")
			flagTable(&b, c.LocalNonPersistentFlags())
		}
	}
	return b.String()
}

// leaves lists the commands below one that do something by themselves.
func leaves(of *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range of.Commands() {
		switch {
		case c.Hidden:
		case c.HasSubCommands():
			out = append(out, leaves(c)...)
		default:
			out = append(out, c)
		}
	}
	return out
}

func flagTable(b *strings.Builder, flags *pflag.FlagSet) {
	b.WriteString("| flag | for |\n|---|---|\n")
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" || f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		if value != "" {
			value = " " + strings.ToUpper(value)
		}
		if f.DefValue == "true" || f.Name == "format" {
			usage += " (default: " + f.DefValue + ")"
		}
		fmt.Fprintf(b, "| `--%s%s` | %s |\n", f.Name, value, usage)
	})
}

// TestAuthoringKeys holds the tables of docs/authoring.md to the keys the code
// reads, and its lists of blocks and kinds to those there are.
func TestAuthoringKeys(t *testing.T) {
	doc := readDoc(t, "authoring.md")
	for section, file := range map[string]string{"parley.yaml": "config.go", "What a page says about itself": "frontmatter.go"} {
		documented := rows(doc, section)
		known := keysOf(t, file)
		for _, key := range known {
			if !slices.Contains(documented, key) {
				t.Errorf("authoring.md, %q: the key %s is missing", section, key)
			}
		}
		for _, key := range documented {
			if !slices.Contains(known, key) {
				t.Errorf("authoring.md, %q: there is no key %s", section, key)
			}
		}
	}
	for _, kind := range course.Kinds {
		if !slices.Contains(rows(doc, "Kinds of page"), string(kind)) {
			t.Errorf("authoring.md does not describe the kind %s", kind)
		}
	}
	for _, name := range block.Names() {
		if !strings.Contains(doc, "::: "+name) {
			t.Errorf("authoring.md does not show the block %s", name)
		}
	}
}

// TestHostingPolicy holds every copy of the content security policy in
// docs/hosting.md to the one the pages carry.
func TestHostingPolicy(t *testing.T) {
	doc := readDoc(t, "hosting.md")
	for i, part := range strings.Split(doc, "default-src 'none'; ")[1:] {
		if !strings.HasPrefix("default-src 'none'; "+part, render.CSP+"; frame-ancestors 'self'") {
			t.Errorf("hosting.md: copy %d of the policy is not %s", i+1, render.CSP)
		}
	}
	if n := strings.Count(doc, render.CSP); n < 4 {
		t.Errorf("hosting.md has the policy for %d servers, not 4", n)
	}
	for directive := range strings.SplitSeq(render.CSP, "; ") {
		if table, _, _ := strings.Cut(doc, "Copy one of these"); !strings.Contains(table, directive) {
			t.Errorf("hosting.md does not say what %s is for", directive)
		}
	}
}

// TestReadme walks the path of README.md: its typing mistake has to be reported
// as it says, and in the end the site has to be published.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	fence := regexp.MustCompile("(?s)```([a-z]*)\n(.*?)```")
	blocks := map[string]string{} // the last of each language
	for _, m := range fence.FindAllStringSubmatch(string(b), -1) {
		if m[1] == "" || m[1] == "markdown" {
			blocks[m[1]] = m[2]
		}
		for line := range strings.Lines(m[2]) {
			if words := strings.Fields(line); m[1] == "sh" && words[0] == "parley" && len(words) > 1 {
				if c, _, err := testApp("").command().Find(words[1:2]); err != nil || c.Name() != words[1] {
					t.Errorf("there is no command: %s", line)
				}
			}
		}
	}
	dir := t.TempDir()
	for _, args := range [][]string{{"init", "."}, {"new", "term", "price book"}, {"new", "lesson", "price-talks"}, {"build"}} {
		if r := run(t, dir, args...); r.status != 0 {
			t.Fatalf("%q: status %d\n%s", args, r.status, r.err)
		}
	}
	write(t, dir, "content/price-talks.md", blocks["markdown"])
	if r := run(t, dir, "check"); r.status != 1 || !strings.HasPrefix(r.err, blocks[""]) {
		t.Errorf("the README promises\n%s\nand check says\n%s", blocks[""], r.err)
	}
	write(t, dir, "content/price-talks.md", strings.Replace(blocks["markdown"], "price bok", "price book", 1))
	if r := run(t, dir, "check"); r.status != 0 {
		t.Errorf("the mistake is corrected, and check says\n%s", r.err)
	}
	if r := run(t, dir, "build"); r.status != 1 || !strings.Contains(r.err, "[P0207]") {
		t.Errorf("the term is a draft, and build says\n%s", r.err)
	}
	const term = "glossary/price-book.md"
	src, err := os.ReadFile(filepath.Join(dir, term))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, term, strings.Replace(string(src), "draft: true\n", "", 1))
	if r := run(t, dir, "new", "lesson", "framework/prepare/know-your-limit"); r.status != 0 {
		t.Error(r.err)
	}
	if r := run(t, dir, "build"); r.status != 0 {
		t.Errorf("the term is no draft any more, and build says\n%s", r.err)
	}
}

// rows lists the first cells of the tables in a section of a page, or in the
// sections below it.
func rows(doc, section string) []string {
	_, rest, _ := strings.Cut(doc, "\n## "+section+"\n")
	rest, _, _ = strings.Cut(rest, "\n## ")
	var cells []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(rest, -1) {
		cells = append(cells, m[1])
	}
	return cells
}

// keysOf lists the keys in the tables of a file of package load.
func keysOf(t *testing.T, file string) []string {
	t.Helper()
	src, err := os.ReadFile("../../site/load/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range regexp.MustCompile(`(?m)^\t\{"([a-z-]+)", `).FindAllStringSubmatch(string(src), -1) {
		keys = append(keys, m[1])
	}
	if len(keys) < 10 {
		t.Fatalf("only %d keys found in %s", len(keys), file)
	}
	return keys
}

func readDoc(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
