package formula_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parley-kit/parley/site/formula"
)

var update = flag.Bool("update", false, "write the golden file anew")

const bundle = "../../themes/default/lib/temml.js"

// renderer is one over the real bundle, which make test always makes first.
func renderer(t testing.TB) *formula.Renderer {
	t.Helper()
	if _, err := os.Stat(bundle); err != nil {
		t.Skip("the bundled temml.js is not there: run `make` (or npm ci and go run ./cmd/bundle) first")
	}
	return formula.New(func() ([]byte, error) { return os.ReadFile(bundle) })
}

// sound fails the test when markup is not what may stand in a page.
func sound(t *testing.T, tex, markup string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(markup))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%q: the output is not well-formed: %v\n%s", tex, err, markup)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.HasPrefix(element.Name.Local, "m") && element.Name.Local != "semantics" && element.Name.Local != "annotation" {
			t.Errorf("%q: element <%s>", tex, element.Name.Local)
		}
		for _, a := range element.Attr {
			name := a.Name.Local
			if name == "style" || name == "id" || strings.HasPrefix(name, "on") || strings.Contains(name, "href") || name == "src" {
				t.Errorf("%q: attribute %s=%q", tex, name, a.Value)
			}
			for _, class := range strings.Fields(a.Value) {
				if name == "class" && !slices.Contains(formula.Classes, class) {
					t.Errorf("%q: class %q is not in Classes", tex, class)
				}
			}
		}
	}
}

func TestMathML(t *testing.T) {
	r := renderer(t)
	input, err := os.ReadFile("testdata/formulas.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for tex := range strings.Lines(string(input)) {
		tex = strings.TrimSuffix(tex, "\n")
		markup, err := r.MathML(tex, true)
		if err != nil {
			t.Errorf("%s: %v", tex, err)
			continue
		}
		sound(t, tex, markup)
		got.WriteString(tex + "\n" + markup + "\n\n")
	}
	golden := filepath.Join("testdata", "formulas.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("output differs from %s (-update writes it anew):\n%s", golden, got.String())
	}
}

func TestInlineAndDisplay(t *testing.T) {
	r := renderer(t)
	for display, want := range map[bool]string{true: `<math display="block"><semantics>`, false: `<math><semantics>`} {
		markup, err := r.MathML(`\sum_i x_i`, display)
		if err != nil || !strings.HasPrefix(markup, want) {
			t.Errorf("display %v: %s, %v; want it to start with %s", display, markup, err, want)
		}
	}
}

func TestAnnotationIsTheSource(t *testing.T) {
	markup, err := renderer(t).MathML(` 𝑥 < "a" `, false)
	if err != nil {
		t.Fatal(err)
	}
	want := `<annotation encoding="application/x-tex">𝑥 &lt; &#34;a&#34;</annotation>`
	if !strings.Contains(markup, want) {
		t.Errorf("no %s in %s", want, markup)
	}
}

func TestMistakes(t *testing.T) {
	r := renderer(t)
	for _, tt := range []struct {
		tex, message, help string
		offset             int
	}{
		{`\fraq{a}{b}`, `unknown command \fraq`, `words go into \text{...}`, 0},
		{`é + \fraq{a}`, `unknown command \fraq`, `\text`, 4},
		{`𝑥 + \fraq{a}`, `unknown command \fraq`, `\text`, 4},
		{`\frac{a}`, "a { is never closed, or a command lacks its part in braces", `\frac{a}{b}`, 8},
		{`{a`, "a { is never closed", "", 2},
		{`a}`, "this } closes nothing", `\}`, 1},
		{`a & b`, "& stands outside of a table", `\&`, 2},
		{`x_a_b`, "two subscripts on one letter", "x_{ab}", 3},
		{`x^2^3`, "two superscripts on one letter", "braces", 3},
		{`50% of x`, "a % hides the rest of the line", `\%`, 2},
		{`cost $5`, "a $ stands within the formula", `\$`, 5},
		{`\text{cost $5}`, `a $ within \text{...} is never closed`, `\$`, 13},
		{`a # b`, "# cannot stand here", "", 2},
		{`\begin{foo}x\end{foo}`, `unknown environment "foo"`, "aligned", 6},
		{`\begin{cases} a \end{matrix}`, `\begin{cases} is closed by \end{matrix}`, "", 16},
		{`\begin{cases} a`, `a \begin has no \end`, "", 15},
		{`\left( x`, `a \left has no \right`, `\right.`, 8},
		{`x \right)`, `this \right ends nothing`, "", 2},
		{`x^`, "the formula cannot be read", "^", -1},
		{"  ", "the formula is empty", "", -1},
		{`\relax`, "the formula shows nothing", "", -1},
		{"a\xff", "the formula is not valid UTF-8", "", -1},
		{`a 👍`, `"👍" cannot stand in a formula`, "text", 2},
		{`x \kern-1em y`, "the formula needs an inline style (margin-left)", `\quad`, -1},
	} {
		_, err := r.MathML(tt.tex, true)
		var mistake *formula.Error
		if !errors.As(err, &mistake) {
			t.Errorf("%q: error %v, want a formula.Error", tt.tex, err)
			continue
		}
		if !strings.HasPrefix(mistake.Message, tt.message) || !strings.Contains(mistake.Help, tt.help) || mistake.Offset != tt.offset {
			t.Errorf("%q:\n got %q, %q, %d\nwant %q, %q, %d", tt.tex, mistake.Message, mistake.Help, mistake.Offset, tt.message, tt.help, tt.offset)
		}
	}
}

func TestRefusedCommands(t *testing.T) {
	r := renderer(t)
	for _, tex := range []string{
		`\href{javascript:alert(1)}{x}`, `\url{https://example.com}`, `\includegraphics{x.png}`,
		`\class{a}{x}`, `\id{a}{x}`, `\style{color:red}{x}`, `\data{a=b}{x}`,
		`\def\a{\a}\a`, `\newcommand{\a}{x}\a`, `\let\a=\frac \a`, `\gdef\frac{}`,
		`\color{red} x`, `\textcolor{red}{x}`, `x \tag{1}`, `\ref{x}`, `\cancel{x}`, `\raisebox{1em}{x}`,
	} {
		command := regexp.MustCompile(`\\[a-z]+`).FindString(tex)
		_, err := r.MathML(tex, true)
		if err == nil || err.Error() != command+" is not allowed in a formula" {
			t.Errorf("%q: error %v", tex, err)
		}
	}
	// A line break before the word is not the command.
	if _, err := r.MathML(`\begin{matrix} a \\def \end{matrix}`, true); err != nil {
		t.Errorf(`\\def: %v`, err)
	}
}

func TestHostile(t *testing.T) {
	r := renderer(t)
	const involved = "the formula is too involved"
	for _, tt := range []struct{ tex, message string }{
		{strings.Repeat("x+", 10_000), "the formula is 20000 characters long; 2000 are allowed"},
		{strings.Repeat("{", 1900), "the formula is nested more than 50 deep"},
		{strings.Repeat("{", 900) + "x" + strings.Repeat("}", 900), "the formula is nested more than 50 deep"},
		{strings.Repeat(`\left(`, 300), "the formula is nested more than 50 deep"},
		{strings.Repeat(`\frac{`, 300), "the formula is nested more than 50 deep"},
		{strings.Repeat(`\begin{matrix}`, 100), "the formula is nested more than 50 deep"},
		{strings.Repeat("[", 1900), involved},
		{strings.Repeat("(", 900) + "x" + strings.Repeat(")", 900), involved},
		{strings.Repeat(`\!`, 999), involved},
		{`\begin{matrix}` + strings.Repeat("&", 900) + strings.Repeat(`\\`, 400) + `\end{matrix}`, "the table in the formula has more than 2500 cells"},
		{`\@firstoftwo{a}{b}`, `unknown command \@firstoftwo`},
		{`\constructor`, `unknown command \constructor`},
	} {
		if markup, err := r.MathML(tt.tex, true); err == nil || err.Error() != tt.message {
			t.Errorf("%.40s: error %v, output %.80s; want the error %q", tt.tex, err, markup, tt.message)
		}
	}
	// The engines are as good as new afterwards.
	if _, err := r.MathML("x + y", true); err != nil {
		t.Error(err)
	}
}

func TestTextIsEscaped(t *testing.T) {
	for _, tex := range []string{`\text{<script>alert(1)</script>}`, `\text{<b onclick=x>} < > " '`, `\operatorname{<img>}`} {
		markup, err := renderer(t).MathML(tex, false)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, tex, markup)
	}
}

// One formula must not leave anything behind for the next, and two renderers,
// or many goroutines, must agree.
func TestSameBytes(t *testing.T) {
	const tex = `\begin{align} a &= \max_x u \\ b \end{align}`
	want, err := renderer(t).MathML(tex, true)
	if err != nil {
		t.Fatal(err)
	}
	r := renderer(t)
	others := []string{`\begin{cases} a`, `x^`, `\hat{x}`, `\large x`, `\begin{equation} a \end{equation}`}
	for _, other := range others {
		_, _ = r.MathML(other, true)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, other := range others {
				_, _ = r.MathML(other+strings.Repeat(" ", i), false)
				if got, err := r.MathML(tex, true); got != want || err != nil {
					t.Errorf("got %s, %v\nwant %s", got, err, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestNoBundle(t *testing.T) {
	for name, source := range map[string]func() ([]byte, error){
		"missing": func() ([]byte, error) { return nil, os.ErrNotExist },
		"empty":   func() ([]byte, error) { return nil, nil },
	} {
		_, err := formula.New(source).MathML("x", true)
		if !errors.Is(err, formula.ErrNoBundle) || !strings.Contains(err.Error(), "make") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestBrokenBundle(t *testing.T) {
	for name, script := range map[string]string{
		"syntax":   "var (",
		"throws":   "throw new Error('x')",
		"no temml": "var temml = {default: {}}",
		"stranger": "var temml = {default: {renderToString() { return '<math><a href=\"x\">x</a></math>' }}}",
		"cut":      "var temml = {default: {renderToString() { return '<math><mi>x' }}}",
		"endless":  "var temml = {default: {renderToString() { return '<math>' + '<mrow>'.repeat(300) }}}",
		"styled":   "var temml = {default: {renderToString() { return '<math style=\"position:fixed\"></math>' }}}",
	} {
		r := formula.New(func() ([]byte, error) { return []byte(script), nil })
		if markup, err := r.MathML("x", true); err == nil {
			t.Errorf("%s: no error, but %s", name, markup)
		}
	}
}

func TestUnknownAttributesAreLeftOut(t *testing.T) {
	script := `var temml = {default: {renderToString() {
		return '<math><mi href="x" onclick="y" class="tml-left mathcal" width="1em;x" stretchy="true">x</mi></math>' }}}`
	r := formula.New(func() ([]byte, error) { return []byte(script), nil })
	got, err := r.MathML("x", false)
	if want := `<math><mi stretchy="true" class="math-left">x</mi></math>`; got != want || err != nil {
		t.Errorf("got %s, %v\nwant %s", got, err, want)
	}
}

func TestSourceIsReadOnceAndLate(t *testing.T) {
	reads := 0
	r := formula.New(func() ([]byte, error) {
		reads++
		return []byte(`var temml = {default: {renderToString() { return '<math><mi>x</mi></math>' }}}`), nil
	})
	if reads != 0 {
		t.Error("read before the first formula")
	}
	for _, tex := range []string{"x", "y", "x"} {
		if _, err := r.MathML(tex, true); err != nil {
			t.Fatal(err)
		}
	}
	if reads != 1 {
		t.Errorf("read %d times", reads)
	}
}

func FuzzMathML(f *testing.F) {
	r := renderer(f)
	input, err := os.ReadFile("testdata/formulas.txt")
	if err != nil {
		f.Fatal(err)
	}
	for tex := range strings.Lines(string(input)) {
		f.Add(tex)
	}
	f.Fuzz(func(t *testing.T, tex string) {
		markup, err := r.MathML(tex, false)
		if err != nil {
			var mistake *formula.Error
			if !errors.As(err, &mistake) || mistake.Offset > len(tex) {
				t.Fatalf("%q: error %v", tex, err)
			}
			return
		}
		sound(t, tex, markup)
	})
}
