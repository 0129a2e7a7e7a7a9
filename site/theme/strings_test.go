package theme

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

func TestStringsAreCompleteAndUsed(t *testing.T) {
	var report diag.List
	f := newFiles(os.DirFS(repository), "")
	english := readStrings(f, "en", &report)
	german := readStrings(f, "de", &report)
	for key, p := range english {
		g, ok := german[key]
		if !ok {
			t.Errorf("de.yaml lacks %s", key)
			continue
		}
		if verbs(p) != verbs(g) {
			t.Errorf("%s: en has the values %q, de %q", key, verbs(p), verbs(g))
		}
		if !slices.Equal(slices.Sorted(maps.Keys(p.forms)), slices.Sorted(maps.Keys(g.forms))) {
			t.Errorf("%s has other forms in de than in en", key)
		}
	}
	for key := range german {
		if _, ok := english[key]; !ok {
			t.Errorf("de.yaml has %s, which is not in en.yaml", key)
		}
	}
	exact, families := usedKeys(t)
	for _, key := range exact {
		if _, ok := english[key]; !ok {
			t.Errorf("a layout uses %s, which is not in en.yaml", key)
		}
	}
	inGo := goSources(t)
	for key := range english {
		family := func(f string) bool { return strings.HasPrefix(key, f+".") }
		prefix, _, _ := strings.Cut(key, ".")
		if !slices.Contains(exact, key) && !slices.ContainsFunc(families, family) &&
			!strings.Contains(inGo, `"`+key+`"`) && !strings.Contains(inGo, `"`+prefix+`."`) {
			t.Errorf("nothing uses %s", key)
		}
	}
	for _, kind := range course.Kinds {
		for _, key := range []string{"kind." + string(kind), "search.kind." + string(kind)} {
			if _, ok := english[key]; !ok {
				t.Errorf("en.yaml lacks %s", key)
			}
		}
	}
	searchStrings(t, english, exact)
}

// searchStrings holds what the search's script says to the strings that are there.
func searchStrings(t *testing.T, english map[string]phrase, exact []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(repository, "themes/default/client/search/*.ts"))
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	said := map[string]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:say|line)\([^)"]*"([a-z]+)"(?: : "([a-z]+)")?[,)]`).FindAllStringSubmatch(string(src), -1) {
			said["search."+m[1]], said["search."+m[2]] = true, true
		}
	}
	delete(said, "search.")
	for key := range said {
		if _, ok := english[key]; !ok {
			t.Errorf("the search says %s, which is not in en.yaml", key)
		}
	}
	for key := range english {
		if strings.HasPrefix(key, "search.") && !strings.HasPrefix(key, "search.kind.") && !said[key] && !slices.Contains(exact, key) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// usedKeys lists the keys of layouts: {{t "key"}}, and the families of
// {{label "family" .}} and {{t (printf "family.%s..." .)}}.
func usedKeys(t *testing.T) (exact, families []string) {
	t.Helper()
	f := newFiles(os.DirFS(repository), "")
	for _, p := range f.list("layouts", ".html") {
		data, _, err := f.read(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bt "([^"]+)"`).FindAllStringSubmatch(string(data), -1) {
			exact = append(exact, m[1])
		}
		for _, m := range regexp.MustCompile(`(?:label "|printf ")([a-z]+)`).FindAllStringSubmatch(string(data), -1) {
			families = append(families, m[1])
		}
	}
	return exact, families
}

// goSources is the text of the engine's own files.
func goSources(t *testing.T) string {
	t.Helper()
	paths, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range paths {
		if strings.HasSuffix(p, "_test.go") {
			continue
		}
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

func TestFigures(t *testing.T) {
	for _, c := range []struct{ lang, number, want string }{
		{"en", "0", "0"}, {"en", "999", "999"}, {"en", "30000", "30,000"}, {"en", "1234567.5", "1,234,567.5"}, {"en", "-5000", "-5,000"},
		{"de", "30000", "30.000"}, {"de", "0.25", "0,25"}, {"en", "n/a", "n/a"},
	} {
		ps := &phrases{lang: language.Make(c.lang)}
		if got := ps.figure(c.number); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.number, c.lang, got, c.want)
		}
	}
}

func TestTextAndDate(t *testing.T) {
	th := loadDefault(t)
	for _, c := range []struct{ got, want string }{
		{th.Text("en", "minutes", 1), "1 minute"},
		{th.Text("en", "minutes", 6), "6 minutes"},
		{th.Text("de", "minutes", 1), "1 Minute"},
		{th.Text("de", "moved.link", "A"), "Weiter zu A"},
		{th.Text("fr", "menu"), "Menu"},
		{th.Text("en", "no.such.key", 3), "no.such.key"},
		{th.Date("en", "2026-11-20"), "20 November 2026"},
		{th.Date("de", "2026-03-01"), "1. März 2026"},
		{th.Date("en", "soon"), "soon"},
		{th.Date("en", "2026-13-01"), "2026-13-01"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if Dir("ar") != "rtl" || Dir("he-IL") != "rtl" || Dir("de") != "ltr" {
		t.Error("Dir is wrong")
	}
}
