package diag_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/parley-kit/parley/site/diag"
)

// milder lists every code that does not stop a build. All others do.
var milder = map[diag.Code]diag.Severity{
	diag.LeftOut:        diag.Warning,
	diag.DeadExternal:   diag.Warning,
	diag.BareWikiLink:   diag.Warning,
	diag.RawHTML:        diag.Warning,
	diag.HeadingOne:     diag.Warning,
	diag.HeadingSkips:   diag.Warning,
	diag.DoubledAnchor:  diag.Warning,
	diag.UnknownLexer:   diag.Warning,
	diag.EmptyPage:      diag.Warning,
	diag.MissingString:  diag.Warning,
	diag.ExternalFailed: diag.Note,
	diag.MissingItem:    diag.Warning,
	diag.DoubledItem:    diag.Warning,
	diag.DeadEnd:        diag.Warning,

	diag.DoubledSettling: diag.Warning,
	diag.NotHeld:         diag.Warning,

	diag.OriginalChanged: diag.Note,

	diag.UsedTooEarly:     diag.Warning,
	diag.NeverUsed:        diag.Note,
	diag.NoSource:         diag.Note,
	diag.LongDefinition:   diag.Warning,
	diag.CircularTerm:     diag.Warning,
	diag.SpellingVariant:  diag.Warning,
	diag.BareAbbreviation: diag.Warning,
	diag.BadAllow:         diag.Warning,
	diag.IdleAllow:        diag.Warning,
	diag.DiscouragedWord:  diag.Warning,
}

// constants are the values of the package's constants of type Code.
func constants(t *testing.T) []diag.Code {
	t.Helper()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var found []diag.Code
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != "Code" {
				return true
			}
			for _, value := range spec.Values {
				code, err := strconv.Unquote(value.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				found = append(found, diag.Code(code))
			}
			return true
		})
	}
	return found
}

func TestCatalogue(t *testing.T) {
	codes := constants(t)
	if len(codes) < 60 {
		t.Fatalf("found only %d constants", len(codes))
	}
	if !slices.IsSorted(codes) {
		t.Error("the constants are not in the order of their codes")
	}
	listed := make([]diag.Code, len(diag.Catalogue))
	titles := map[string]diag.Code{}
	for i, e := range diag.Catalogue {
		listed[i] = e.Code
		if i > 0 && listed[i-1] >= e.Code {
			t.Errorf("%s comes after %s", e.Code, listed[i-1])
		}
		if other, ok := titles[e.Title]; ok {
			t.Errorf("%s and %s have one title", other, e.Code)
		}
		titles[e.Title] = e.Code
		severity, ok := milder[e.Code]
		if !ok {
			severity = diag.Error
		}
		if e.Severity != severity {
			t.Errorf("%s is a %s, want %s", e.Code, e.Severity, severity)
		}
		if found, ok := diag.Lookup(e.Code); !ok || found != e {
			t.Errorf("Lookup(%s) finds %+v", e.Code, found)
		}
	}
	slices.Sort(codes)
	if !slices.Equal(slices.Compact(codes), codes) {
		t.Error("a code is used twice")
	}
	for _, c := range codes {
		if !slices.Contains(listed, c) {
			t.Errorf("%s is not explained", c)
		}
	}
	for _, c := range listed {
		if !slices.Contains(codes, c) {
			t.Errorf("%s has no constant", c)
		}
	}
	if _, ok := diag.Lookup("P9999"); ok {
		t.Error("Lookup found a code that is not there")
	}
}

var sentence = regexp.MustCompile(`[.?!:]["')]?(\s|$)`)

// An explanation is prose, then an example set off as code.
func TestCatalogueExplains(t *testing.T) {
	code := regexp.MustCompile(`^P\d{4}$`)
	for _, e := range diag.Catalogue {
		if !code.MatchString(string(e.Code)) {
			t.Errorf("%q is no code", e.Code)
		}
		if e.Title == "" || strings.Contains(e.Title, "\n") || strings.HasSuffix(e.Title, ".") || len(e.Title) > 60 {
			t.Errorf("%s: title %q", e.Code, e.Title)
		}
		if first := strings.Fields(e.Title)[0]; unicode.IsUpper([]rune(first)[0]) && first != "HTML" && first != "Parley" {
			t.Errorf("%s: title %q does not begin with a small letter", e.Code, e.Title)
		}
		prose, example, _ := strings.Cut(e.Explain, "\n\n")
		if n := len(sentence.FindAllString(prose, -1)); n < 2 || n > 6 {
			t.Errorf("%s explains in %d sentences", e.Code, n)
		}
		if !strings.Contains(example, "\n\n    ") {
			t.Errorf("%s shows no example", e.Code)
		}
		if strings.Contains(e.Explain, "\t") || strings.TrimSpace(e.Explain) != e.Explain {
			t.Errorf("%s has tabs, or blanks at its ends", e.Code)
		}
		for line := range strings.SplitSeq(e.Explain, "\n") {
			if len([]rune(line)) > 90 {
				t.Errorf("%s has a line of %d characters", e.Code, len(line))
			}
		}
	}
}

func TestExplain(t *testing.T) {
	for _, asked := range []string{"P0203", "p0203", "203", "0203", "[P0203]", " P203 "} {
		var b strings.Builder
		if err := diag.Explain(&b, asked); err != nil {
			t.Errorf("%q: %v", asked, err)
		}
		for _, part := range []string{"P0203 (error): an unknown term\n\n", "reservaton value", "write:"} {
			if !strings.Contains(b.String(), part) {
				t.Errorf("%q explains without %q:\n%s", asked, part, b.String())
			}
		}
	}
	for _, c := range []struct{ asked, hint string }{
		{"P0230", `unknown code "P0230"; did you mean P0203?`},
		{"P02O3", "did you mean P0203?"},
		{"99999999", `unknown code "99999999"` + "\n"},
		{"", `unknown code ""` + "\n"},
		{"\x1b[2J", `unknown code "\x1b[2J"`},
	} {
		var b strings.Builder
		err := diag.Explain(&b, c.asked)
		if err == nil || !strings.HasPrefix(err.Error(), "unknown code") || !strings.Contains(err.Error(), c.hint) {
			t.Errorf("%q: %v", c.asked, err)
			continue
		}
		if b.Len() > 0 {
			t.Errorf("%q wrote %q", c.asked, b.String())
		}
		for _, e := range diag.Catalogue {
			if !strings.Contains(err.Error(), "\n  "+string(e.Code)+"  ") {
				t.Errorf("%q: the list lacks %s", c.asked, e.Code)
			}
		}
	}
	if err := diag.Explain(&brokenWriter{}, "P0203"); err != errBroken {
		t.Errorf("the writer's error became %v", err)
	}
}
