package load_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// TestHostile reads pages that ask for too much: each gets its error at its
// place.
func TestHostile(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		code diag.Code
		line int
	}{
		{"a page of 2 MiB", "# T\n\n" + rep("Plain words of a page.\n", 2<<20/23), diag.PageTooBig, 0},
		{"a page of 5 MiB", "# T\n\n" + rep("Plain words of a page.\n", 5<<20/23), diag.PageTooBig, 0},
		{"a line of 21 KB", "# T\n\ntext\n\n" + rep("word ", 21<<10/5), diag.LineTooLong, 5},
		{"quotes", "# T\n\n" + rep("> ", 101) + "x", diag.TooNested, 3},
		{"quotes without blanks", "# T\n\n" + rep(">", 101) + "x", diag.TooNested, 3},
		{"lists in a line", "# T\n\n" + rep("- ", 101) + "x", diag.TooNested, 3},
		{"numbers in a line", "# T\n\n" + rep("1. ", 101) + "x", diag.TooNested, 3},
		{"lists and quotes", "# T\n\n" + rep("- > ", 51) + "x", diag.TooNested, 3},
		{"lists in lists", "# T\n\n" + growing("- x\n", 150), diag.TooNested, 103},
		{"quotes in a footnote", "# T\n\n[^x]: " + rep("> ", 101) + "x", diag.TooNested, 3},
		{"quotes in a definition", "# T\n\nx\n: " + rep("> ", 101) + "x", diag.TooNested, 4},
		{"quotes in a block", "# T\n\n::: note\n" + rep("> ", 101) + "x\n:::\n", diag.TooNested, 4},
		{"a wide table", "# T\n\n" + rep("|a", 5000) + "\n" + rep("|-", 5000) + "\n", diag.TableTooBig, 3},
		{"a big table", "# T\n\n" + rep("|a", 150) + "\n" + rep("|-", 150) + "\n" + rep("|a\n", 5000), diag.TableTooBig, 3},
		{"a big table in a quote", "# T\n\n> " + rep("|a", 150) + "\n> " + rep("|-", 150) + "\n" + rep("> |a\n", 5000), diag.TableTooBig, 3},
		{"a big table in a block", "# T\n\n::: note\n" + rep("|a", 150) + "\n" + rep("|-", 150) + "\n" + rep("|a\n", 5000) + ":::\n", diag.TableTooBig, 4},
		{"a paragraph of brackets", "# T\n\ntext\n\n" + rep(rep("[", 100)+"\n", 100), diag.TooCostly, 5},
		{"a paragraph in what looks like code", "# T\n\ntext\n      ~~~\n" + rep(rep("[", 100)+"\n", 100), diag.TooCostly, 3},
		{"footnotes", "# T\n\n" + numbered("x[^%d]\n\n", 20_000) + numbered("[^%d]: y\n", 20_000), diag.TooCostly, 3},
		{"a block in a block, many times", "# T\n\n" + rep("::: note\n", 50_000), diag.NestedBlock, 4},
		{"ends of blocks", "# T\n\n" + rep(":::\n\n", 100_000), diag.StrayFence, 3},
		{"blocks never closed", "# T\n\n" + rep("- ::: note\n", 50_000), diag.UnclosedBlock, 3},
		{"unknown blocks", "# T\n\n" + rep("::: nothing\nx\n:::\n", 40_000), diag.UnknownBlock, 3},
		{"hostile formulas", "# T\n\n" + numbered("$`"+rep("x", 1990)+"%d`$\n\n", 10), diag.BadFormula, 5},
		{"many formulas", "# T\n\n" + numbered("$`x_%d`$\n\n", 20_000), diag.BadFormula, 2485},
		{"unknown variables", "# T\n\n" + numbered("{{v%d}}\n\n", 40_000), diag.UnknownVariable, 3},
		{"broken links", "# T\n\n" + numbered("[a](x%d.md)\n\n", 50_000), diag.BrokenLink, 3},
		{"broken anchors", "# T\n\n" + numbered("## Heading %d\n", 20_000) + numbered("[a](#y%d)\n\n", 30_000), diag.BrokenAnchor, 20_003},
		{"unknown terms", "# T\n\n" + numbered("[[t%d]]\n\n", 60_000), diag.UnknownTerm, 3},
		{"unknown languages of code", "# T\n\n" + numbered("```x%d\n```\n", 50_000), diag.UnknownLexer, 3},
		{"tags", "# T\n\n" + rep("<b>\n\n", 150_000), diag.RawHTML, 3},
		{"blank paths", "# T\n\n" + rep("[a](b c.md)\n\n", 60_000), diag.BrokenLink, 3},
		{"control characters", "# T\n\na\x1fb", diag.NulByte, 3},
		{"a bell", "# T\n\n\ta\r\nb\x07", diag.NulByte, 4},
		{"a form feed", "# T\n\f\n", diag.NulByte, 2},
		{"colours of a terminal in the settings", "---\ntitle: \x1b[31mT\n---\nx", diag.NulByte, 2},
		{"a NUL byte", "# T\n\na\x00b", diag.NulByte, 3},
		{"Latin 1", "# T\n\nÄ \xc4rger", diag.NotUTF8, 3},
		{"half a letter", "# T\n\n\xe2\x82", diag.NotUTF8, 3},
		{"UTF-16", "\xff\xfe#\x00 \x00T\x00", diag.NotUTF8, 1},
		{"UTF-16, the other way", "\xfe\xff\x00#\x00 \x00T", diag.NotUTF8, 1},
		{"front matter never closed", "---\n" + numbered("k%d: v\n", 20_000), diag.FrontMatterOpen, 1},
		{"front matter that runs into the text", "---\ntitle: T\n" + rep("x\n\n", 100_000), diag.FrontMatterOpen, 3},
		{"marks without notes", "# T\n\n[^a]: x\n\n" + numbered("y[^%d]\n\n", 4_000), diag.MissingNote, 5},
		{"notes without marks", "# T\n\n" + numbered("[^%d]: x\n", 4_000), diag.UnusedNote, 3},
		{"many keys", "---\n" + numbered("k%d: v\n", 100_000) + "---\nx", diag.FrontMatterYAML, 2},
		{"many unknown keys", "---\n" + numbered("key%d: v\n", 8_000) + "---\nx", diag.UnknownKey, 2},
		{"an alias", "---\ntitle: &a [x]\ntags: *a\n---\nx", diag.YAMLAlias, 2},
		{"a billion laughs", "---\ntitle: T\na: &a [\"lol\"]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n---\nx", diag.YAMLAlias, 3},
		{"laughs in one value", "---\ntags:\n  - &a [x,x]\n  - &b [*a,*a]\n  - [*b,*b]\n---\nx", diag.YAMLAlias, 3},
		{"a merged value", "---\nconfused-with:\n  <<: *a\n---\nx", diag.YAMLAlias, 3},
		{"deep lists", "---\ntags: " + rep("[", 50_000) + "\n---\nx", diag.FrontMatterYAML, 2},
		{"deep lists, closed", "---\ntags: " + rep("[", 900) + rep("]", 900) + "\n---\nx", diag.FrontMatterYAML, 2},
		{"deep lists by indentation", "---\ntags:\n" + growing("- \n", 200) + "---\nx", diag.FrontMatterYAML, 0},
		{"deep lists in a line", "---\ntags:\n  " + rep("- ", 30_000) + "x\n---\nx", diag.FrontMatterYAML, 0},
		{"deep questions", "---\ntags:\n  " + rep("? ", 30_000) + "x\n---\nx", diag.FrontMatterYAML, 0},
		{"a key of many brackets", "---\n" + rep("{", 60_000) + ": x\n---\nx", diag.FrontMatterYAML, 2},
		{"tabs", "---\ntags:\n\t- a\n---\nx", diag.FrontMatterYAML, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := bounded(t, map[string][]byte{"content/a.md": []byte(c.text)}).Sorted()
			for _, d := range found {
				if d.Code == c.code && (c.line == 0 || d.Pos.Line == c.line) {
					return
				}
			}
			t.Errorf("no %s at line %d; found %s", c.code, c.line, first(found))
		})
	}
}

// growing repeats a line, indented by two more blanks each time.
func growing(line string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(rep("  ", i) + line)
	}
	return b.String()
}

func first(found []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found[:min(len(found), 5)] {
		b.WriteString("\n" + d.Pos.String() + " " + string(d.Code) + " " + d.Message)
	}
	return b.String() + "\nof " + strconv.Itoa(len(found))
}

// TestHonest reads long pages that people do write.
func TestHonest(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"prose", "# T\n\n" + rep("Plain words, (some in brackets) and *some* stressed; it's long: see [b](a.md).\n", 10) + "\n" + rep(rep("Before you talk about the price, find out what it is worth to them. ", 12)+"\n\n", 1100)},
		{"one long paragraph", "# T\n\n" + rep("**Buyer:** Before you talk about the price (or later), find out: what is it worth?\n", 1200)},
		{"a list of links", "# T\n\n" + numbered("- [Source %d](https://example.com/a_b?c=(d)&e=%[1]d)\n", 2000)},
		{"a numbered list of links", "# T\n\n" + numbered("1. [Source %d](https://example.com/a_b?c=(d)&e=%[1]d) and *more* `code`\n", 2000)},
		{"a list with blank lines", "# T\n\n" + numbered("- [Source %d](https://example.com/)\n\n", 3000)},
		{"link references", "# T\n\n[s1]\n\n" + numbered("[s%d]: https://example.com/a_b \"A title\"\n", 2000)},
		{"footnotes", "# T\n\n" + numbered("Text.[^n%d]\n\n", 800) + numbered("[^n%d]: See *Raiffa*, [p. 1](https://example.com/).\n", 800)},
		{"a table", "# T\n\n| a | b | c |\n|---|---|---|\n" + numbered("| [x%d](https://example.com/) | `a*b` and *c* | <https://example.com/> [[#h]] |\n", 1000) + "\n## H\n"},
		{"code", "# T\n\n```\n" + rep(rep("f(x[i], *p) { `a` } ", 5)+"\n", 5000) + "```\n"},
		{"much code", "# T\n\n" + rep("```c++\n"+rep(rep("a.", 200)+"\n", 20)+"```\n\n", 100)},
		{"code in a list", "# T\n\n1. Do this:\n\n   ```go\n" + rep("   f(x[i], &y) // *p\n", 300) + "   ```\n\n2. Done\n"},
		{"indented code", "# T\n\n" + rep("        "+rep("    ", 10)+"f(x[i], &y) // *p\n", 400)},
		{"headings", "# T\n\n" + numbered("## Heading %d\n\nText [b](#heading-%[1]d).\n\n", 5000)},
		{"the same heading", "# T\n\n" + rep("## Example\n\nText.\n\n", 10_000)},
		{"links to one page", "# T\n\n" + rep("[a](a.md)\n\n", 80_000)},
		{"a definition list", "# T\n\n" + numbered("Term %d\n: Its *meaning* [here](a.md).\n\n", 10_000)},
		{"blocks", "# T\n\n" + numbered("::: tip Title %d\nText [b](a.md).\n:::\n\n", 5000)},
		{"one long block", "# T\n\n::: note\n" + rep("Text [b](a.md).\n\n", 20_000) + ":::\n"},
		{"formulas", "# T\n\n" + numbered("The value is $`v_{%d} = p \\cdot w + \\frac{a}{b}`$.\n\n", 500)},
		{"a mail with replies", "# T\n\n" + rep(rep("> ", 20)+"text\n", 200)},
		{"quotes", "# T\n\n" + rep("> Text with (brackets) and *stress*.\n>\n", 3000)},
		{"thematic breaks", "# T\n\n" + rep("---\n\n", 100_000)},
		{"empty lines", "# T\n\n" + rep("\n", 900_000) + "Text"},
		{"blanks", "# T\n\n" + rep(rep(" ", 400)+"\n", 2000) + "Text"},
		{"Windows line ends", "---\r\ntitle: T\r\n---\r\nText\r\n\r\n- a\r\n- b\r\n\r\n::: note\r\nx\r\n:::\r\n"},
		{"old Mac line ends", "---\rtitle: T\r---\rText\r\r- a\r- b\r\r::: note\rx\r:::\r"},
		{"a byte order mark", "\xef\xbb\xbf---\ntitle: T\n---\nText"},
		{"a byte order mark and no front matter", "\xef\xbb\xbf# T\n\nText"},
		{"front matter of 100 KB", "---\ntitle: T\ndescription: |\n" + rep("  text\n", 15_000) + "---\nText"},
		{"a long list of tags", "---\ntitle: T\ntags: [" + numbered("t%d, ", 5000) + "]\n---\nText"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := bounded(t, map[string][]byte{"content/a.md": []byte(c.text)}).Sorted(); len(found) > 0 {
				t.Errorf("found %s", first(found))
			}
		})
	}
}

// TestBareFiles reads files with next to nothing in them.
func TestBareFiles(t *testing.T) {
	for _, c := range []struct {
		name, text string
		codes      []diag.Code
	}{
		{"an empty file", "", []diag.Code{diag.MissingTitle}},
		{"blank lines", "\n \n\t\n", []diag.Code{diag.MissingTitle}},
		{"front matter alone", "---\ntitle: T\n---\n", []diag.Code{diag.EmptyPage}},
		{"front matter without a line end", "---\ntitle: T\n---", []diag.Code{diag.EmptyPage}},
		{"empty front matter", "---\n---\n", []diag.Code{diag.MissingTitle}},
		{"three hyphens", "---", []diag.Code{diag.FrontMatterOpen}},
		{"a byte order mark", "\xef\xbb\xbf", []diag.Code{diag.MissingTitle}},
		{"a heading", "# T", []diag.Code{diag.EmptyPage}},
		{"a colon", ":::", []diag.Code{diag.StrayFence}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := bounded(t, map[string][]byte{"content/a.md": []byte(c.text)}).Sorted()
			got := map[diag.Code]bool{}
			for _, d := range found {
				got[d.Code] = true
				if d.Pos.Line > 1 {
					t.Errorf("%s is not in the file", d.Pos)
				}
			}
			for _, code := range c.codes {
				if !got[code] {
					t.Errorf("no %s; found %s", code, first(found))
				}
			}
			if len(got) != len(c.codes) {
				t.Errorf("want %v; found %s", c.codes, first(found))
			}
		})
	}
}
