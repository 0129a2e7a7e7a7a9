package markdown

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// What the sorted rules make of code is what chroma makes of it, in every
// language that has such rules, be it code of that language or not.
func TestLexersLikeChroma(t *testing.T) {
	code := strings.Join([]string{
		"# first: compare\ndef total(days, rate=2.5):\n    \"\"\"What it costs.\"\"\"\n    return f\"{days} × {rate!r}\" if days > 3 else None\n",
		"-- the offers\nSELECT p.name, SUM(o.price) AS total FROM offers o WHERE o.name = 'it''s' AND o.round < 5;\n",
		"{\"low\": [1, 2.25, null], \"note\": \"caf\\u00e9 é\", \"final\": false}\n",
		"/* go */ func main() { x := map[string]int{`a`: 0x1F}; fmt.Printf(\"%d\\n\", x[\"a\"]) } // end\n",
		"<p class=\"a\">1 &lt; 2</p><script>var a = b / c; let r = /x+/g</script>\n",
		"for f in *.txt; do echo \"$f ${x:-1}\" | sed 's/a/b/' > out; done\n'open\n",
	}, "\n")
	c := New(Options{})
	sorted := 0
	for _, name := range []string{"python", "sql", "json", "go", "html", "css", "bash", "javascript", "yaml", "toml", "c++", "java", "ruby", "diff", "rust", "markdown"} {
		x := c.lexer(name)
		if x.sort(); x.sorted == nil {
			continue
		}
		sorted++
		for _, text := range []string{code, strings.TrimSpace(code), strings.ReplaceAll(code, "\n", "\r\n"), "", "\n", "é"} {
			next, err := lexers.Get(name).Tokenise(nil, text)
			if err != nil {
				t.Fatal(err)
			}
			want, got := []chroma.Token{}, []chroma.Token{}
			pour(next, func(kind chroma.TokenType, s string) { want = append(want, chroma.Token{Type: kind, Value: s}) })
			x.run(text, func(kind chroma.TokenType, s string) { got = append(got, chroma.Token{Type: kind, Value: s}) })
			if !slices.Equal(got, want) {
				t.Errorf("%s, %q:\n%v\nwant\n%v", name, text, got, want)
			}
		}
	}
	if sorted < 14 {
		t.Errorf("of %d languages the rules were sorted", sorted)
	}
}

// Rules that match nothing for ever, or that panic, leave code plain, be they gone
// through by chroma, sorted, or used inside another language.
func TestLexersComeToAnEnd(t *testing.T) {
	c := New(Options{})
	for _, test := range []struct{ language, code string }{
		{"jsonata", "$sum(\"open"},
		{"jsonata", "'"},
		{"jungle", "project.manifest = \"a\"\n"},
		{"markdown", "```jungle\na.b = <\n```\n"},
		{"markdown", "```jsonata\n\"open\n```\n"},
		{"http", "POST / HTTP/1.1\r\nContent-Type: application/json\r\n\r\n\"open"},
		{"agda", "\xe2\x86"},
	} {
		x := c.lexer(test.language)
		for range sortAfter + 1 {
			var got strings.Builder
			err := x.tokens(test.code, func(_ chroma.TokenType, s string) { got.WriteString(s) })
			if stuck := !slices.Contains([]string{"http", "agda"}, test.language); stuck != errors.Is(err, errStuck) {
				t.Fatalf("%s, %q: %v after %q", test.language, test.code, err, got.String()[:min(got.Len(), 100)])
			}
		}
	}
	var page course.Page
	var report diag.List
	c.Convert(Source{File: "a.md", Text: []byte("```jsonata\n$sum(\"<open\n```\n")}, &page, &report)
	const want = `<code data-lang="jsonata">$sum(&quot;&lt;open` + "\n</code>"
	if !strings.Contains(page.Body.HTML, want) || report.Errors() > 0 {
		t.Errorf("%s lacks %s; %v", page.Body.HTML, want, report.Sorted())
	}
	if err := (&lexer{chroma: broken{}}).tokens("a", nil); err == nil {
		t.Error("a lexer's panic is lost")
	}
}

// broken is a lexer with a mistake.
type broken struct{ chroma.Lexer }

func (broken) Tokenise(*chroma.TokeniseOptions, string) (chroma.Iterator, error) { panic("a mistake") }
