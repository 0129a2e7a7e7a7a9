package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
)

func (a *app) exportGIFTCommand() *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "gift [PAGE]",
		Short: "Write quizzes for Moodle and other learning platforms",
		Long: "Export gift writes the questions of all quizzes, or of one page, in GIFT, the text form that\n" +
			"Moodle and many other programs import: a category a page. What GIFT has no place for, such as\n" +
			"hints or steps to put in order, is reported by page and question. Ids stand in comments,\n" +
			"so that \"parley import gift\" reads them back. Quizzes of the course that a site builds on are\n" +
			"left out; --all takes them too.",
		Example: "  parley export gift --out questions.gift\n  parley export gift exercises/batna --out batna.gift",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("say one page, or none for all: parley export gift exercises/batna")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return a.exportGIFT(c.Context(), strings.Join(args, ""), o)
		},
	}
	o.addFlags(c, "quizzes")
	return c
}

func (a *app) exportGIFT(ctx context.Context, page string, o exportOptions) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	var found diag.List
	c, lang, err := a.vocabulary(ctx, p, o.language, &found)
	if err != nil {
		return err
	}
	chosen, err := quizPages(c, lang, page, o)
	if err != nil {
		return err
	}
	quizzes := exchange.NewQuizzes(c.Config)
	var pages []*exchange.QuizPage
	for _, of := range chosen {
		src, err := p.readPage(of)
		if err != nil {
			found.Add(diag.Unreadable, diag.Pos{File: of.Source}, "this file cannot be read: "+cause(err).Error(), "check that you may read it")
			continue
		}
		if !strings.Contains(strings.ToLower(string(src)), "quiz") {
			continue
		}
		if q, ok := quizzes.Read(of.Source, src, &found); ok && q.Questions() > 0 {
			q.Title = of.Title
			pages = append(pages, q)
		}
	}
	data, n := exchange.GIFT(pages, c.Config, &found)
	if err := a.report(p, &found); err != nil {
		return err
	}
	return a.putExport(o, data, n, "question", "there are no quizzes to export; --all takes those of the course below the site")
}

// quizPages lists the pages whose quizzes are meant.
func quizPages(c *course.Course, lang course.Lang, page string, o exportOptions) ([]*course.Page, error) {
	var own []*course.Page
	for _, p := range c.In(lang) {
		if o.all || !p.Bundled {
			own = append(own, p)
		}
	}
	if page == "" {
		return own, nil
	}
	id := strings.TrimSuffix(strings.TrimPrefix(page, "./"), ".md")
	for _, p := range c.In(lang) {
		if string(p.ID) == id || p.Source == id+".md" {
			return []*course.Page{p}, nil
		}
	}
	var ids []string
	for _, p := range c.In(lang) {
		ids = append(ids, string(p.ID))
	}
	slices.Sort(ids)
	help := "pages are named as their files are: exercises/batna"
	if near, ok := diag.Nearest(id, ids); ok {
		help = "did you mean " + near + "?"
	}
	return nil, usageError{fmt.Errorf("there is no page %s; %s", page, help)}
}
