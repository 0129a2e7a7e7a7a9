package block_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// FuzzBlock reads any page: Parley does not stumble, a block that is not shown is
// reported, and one that is shown has no question without an answer.
func FuzzBlock(f *testing.F) {
	for _, pattern := range []string{"testdata/*.txtar", "testdata/typed/*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatal(pattern, err)
		}
		for _, name := range names {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				f.Fatal(err)
			}
			for _, file := range archive.Files {
				if strings.HasSuffix(file.Name, ".md") {
					f.Add(string(file.Data))
				}
			}
		}
	}
	f.Add(sim(paid+"fee: Buyer / agent 3 %, Seller / agent 10 % above 42,000\n", "") + agents)
	f.Add(bonus("-40 % x 40,000", "70 % x 40,000") + agents)
	f.Add(coalitions("A+B 110, C 7, C+D 60, A+B+C+D 200") + agents)
	convert := markdown.New(markdown.Options{Languages: []course.Lang{"en"}, Block: block.Read, Blocks: block.Names()})
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range text {
			if c < ' ' && c != '\t' && c != '\n' {
				return // load refuses it
			}
		}
		var report diag.List
		p := &course.Page{ID: "content/a", Lang: "en", Source: "content/a.md", Title: "A", LinkTerms: true}
		convert.Convert(markdown.Source{File: p.Source, Text: []byte(text)}, p, &report)
		for _, d := range report.Sorted() {
			if d.Code == diag.Internal {
				t.Fatal(d)
			}
		}
		for _, b := range p.Blocks {
			if v, ok := b.(block.Viewed); ok {
				v.View(drawn{p})
			}
			if q, ok := b.(*block.Quiz); ok {
				whole(t, q)
			}
		}
	})
}

// whole holds a quiz that is shown to what its answers need.
func whole(t *testing.T, quiz *block.Quiz) {
	for i := range quiz.Questions {
		q := &quiz.Questions[i]
		rights := 0
		for _, o := range q.Options {
			if o.Right {
				rights++
			}
			if len(q.Rights) > 0 && o.To >= len(q.Rights) {
				t.Errorf("a pair has no right side: %+v", q)
			}
		}
		sound := map[string]bool{
			"single":     q.Truth != "" || rights == 1 && len(q.Options) > 1,
			"multiple":   rights > 0 && len(q.Options) > 1,
			"order":      len(q.Options) > 1,
			"match":      len(q.Options) > 1 && len(q.Rights) == len(q.Options),
			"classify":   len(q.Options) > len(q.Rights) && len(q.Rights) > 1,
			"numeric":    q.Within >= 0,
			"blanks":     len(q.Accept) > 0 && len(q.Sentence) == len(q.Accept)+1,
			"text":       len(q.Accept) == 1 && len(q.Accept[0]) > 0,
			"reflection": len(q.Options)+len(q.Accept) == 0,
		}
		if !sound[q.Kind] {
			t.Errorf("%s: %+v", q.Kind, q)
		}
	}
}
