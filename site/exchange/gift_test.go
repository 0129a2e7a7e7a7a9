package exchange_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/test/golden"
)

func quizReader(file string, lang course.Lang) *exchange.QuizReader {
	return &exchange.QuizReader{File: file, Slug: slug, Language: lang, Config: &course.Config{Languages: []course.Lang{lang}}}
}

// exported is what pages ask, as GIFT.
func exported(t *testing.T, files map[string]string, lang course.Lang, report *diag.List) string {
	t.Helper()
	cfg := &course.Config{Languages: []course.Lang{lang}, Variables: map[string]string{"firm": "Acme"}}
	quizzes := exchange.NewQuizzes(cfg)
	var pages []*exchange.QuizPage
	for _, name := range sortedNames(files) {
		page, ok := quizzes.Read(name, []byte(files[name]), report)
		if ok {
			pages = append(pages, page)
		}
	}
	file, _ := exchange.GIFT(pages, cfg, report)
	return string(file)
}

// TestGIFT reads the GIFT of each archive of testdata/gift and writes it again, or
// begins with pages; the way back must change nothing.
func TestGIFT(t *testing.T) {
	golden.Run(t, "testdata/gift/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		out := map[string]string{}
		lang := course.Lang("en")
		if _, german := files["de"]; german {
			lang = "de"
		}
		pages := map[string]string{}
		for name, text := range files {
			if strings.HasSuffix(name, ".md") {
				pages[name] = string(text)
			}
		}
		if src, ok := files["quiz.gift"]; ok {
			var report diag.List
			for _, f := range quizReader("quiz.gift", lang).GIFT(src, &report) {
				pages[f.File], out[f.File] = string(f.Source), string(f.Source)
			}
			out["import"] = golden.Problems(&report)
			if len(pages) == 0 {
				return out
			}
		}
		var report, quiet diag.List
		gift := exported(t, pages, lang, &report)
		out["quiz.gift"], out["export"] = gift, golden.Problems(&report)
		back := map[string]string{}
		for _, f := range quizReader("again.gift", lang).GIFT([]byte(gift), &quiet) {
			back[f.File] = string(f.Source)
		}
		if again := exported(t, back, lang, &quiet); again != gift {
			t.Errorf("the second time:\n%s", again)
		}
		if _, given := files["quiz.gift"]; given || out["export"] == "" {
			for name, text := range pages {
				if back[name] != text {
					t.Errorf("%s comes back as\n%s", name, back[name])
				}
			}
			if s := golden.Problems(&quiet); s != "" {
				t.Errorf("on the way back:\n%s", s)
			}
		}
		return out
	})
}

func sortedNames(files map[string]string) []string { return slices.Sorted(maps.Keys(files)) }

// TestQuizTable reads the table of each archive of testdata/quiz.
func TestQuizTable(t *testing.T) {
	golden.Run(t, "testdata/quiz/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		lang := course.Lang("en")
		if _, german := files["de"]; german {
			lang = "de"
		}
		var report diag.List
		out, pages := map[string]string{}, map[string]string{}
		for _, f := range quizReader("quiz.csv", lang).CSV(files["quiz.csv"], &report) {
			out[f.File], pages[f.File] = string(f.Source), string(f.Source)
		}
		out["import"] = golden.Problems(&report)
		holds(t, pages)
		return out
	})
}

// TestBundledQuizzes sends the bundled quizzes to GIFT and back, twice: nothing of what
// came through once is lost or changed the second time, and no id at all.
func TestBundledQuizzes(t *testing.T) {
	names, err := filepath.Glob("../../exercises/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(src), "::: quiz") {
			pages["exercises/"+filepath.Base(name)] = string(src)
		}
	}
	var report, back diag.List
	gift := exported(t, pages, "en", &report)
	again := map[string]string{}
	for _, f := range quizReader("x.gift", "en").GIFT([]byte(gift), &back) {
		again[f.File] = string(f.Source)
	}
	if s := golden.Problems(&back); s != "" {
		t.Errorf("on the way back:\n%s", s)
	}
	if second := exported(t, again, "en", &back); second != gift {
		a, b := strings.Split(gift, "\n"), strings.Split(second, "\n")
		for i := 0; i < min(len(a), len(b)); i++ {
			if a[i] != b[i] {
				t.Errorf("line %d the first and the second time:\n%s\n%s", i+1, a[i], b[i])
				break
			}
		}
		t.Errorf("%d lines, and %d the second time", len(a), len(b))
	}
}
