package main

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
)

func (a *app) importGIFTCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "gift FILE",
		Short: "Write a quiz page for each category of a GIFT file",
		Long: "Import gift reads questions in GIFT, the text form that Moodle exports and imports, and writes\n" +
			"a page in exercises/ for each category. - stands for standard input. What Parley has no place\n" +
			"for is reported by its line, and kept in another way or left out as the message says. A page\n" +
			"that is there is never changed; with a mistake in the file, nothing is written.",
		Example: "  parley import gift questions.gift --dry-run\n  parley import gift questions.gift",
		Args:    oneFile("say which file: parley import gift questions.gift"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.importQuiz(c.Context(), args[0], o, (*exchange.QuizReader).GIFT)
		},
	}
	a.addImportFlags(c, &o)
	return c
}

func (a *app) importQuizCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "quiz FILE",
		Short: "Write a quiz page from a table of questions",
		Long: "Import quiz reads a table that a spreadsheet program has saved as CSV, from any country and in\n" +
			"any Unicode: a question a row. The first row names the columns, in English or German; only\n" +
			"\"question\" (Frage) has to be there. The others are type (Typ), right (richtig), wrong\n" +
			"(falsch), feedback, why (warum), hint (Hinweis), id and page (Seite); right, wrong and\n" +
			"feedback may stand several times. Without a type, the answers tell it. A page that is there\n" +
			"is never changed; with a mistake in the table, nothing is written.",
		Example: "  parley import quiz questions.csv --dry-run\n  parley import quiz questions.csv",
		Args:    oneFile("say which table: parley import quiz questions.csv"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.importQuiz(c.Context(), args[0], o, (*exchange.QuizReader).CSV)
		},
	}
	a.addImportFlags(c, &o)
	return c
}

func (a *app) importQuiz(ctx context.Context, file string, o importOptions, read func(*exchange.QuizReader, []byte, *diag.List) []*exchange.QuizFile) error {
	var found diag.List
	in, err := a.openImport(ctx, file, o, &found)
	if err != nil {
		return err
	}
	defer in.Close()
	r := &exchange.QuizReader{File: in.name, Slug: slug, Encoding: in.encoding, Language: in.lang, Config: in.course.Config}
	files := read(r, in.src, &found)
	lower := map[string]string{}
	for _, page := range in.course.Pages {
		lower[strings.ToLower(page.Source)] = page.Source
	}
	var fresh []*exchange.QuizFile
	for _, f := range files {
		old, err := in.root.ReadFile(f.File)
		_, there := in.root.Lstat(f.File)
		switch other, known := lower[strings.ToLower(f.File)]; {
		case err == nil && bytes.Equal(old, f.Source):
		case known || there == nil:
			if other == "" {
				other = f.File
			}
			found.Add(diag.BadQuizFile, diag.Pos{File: r.File}, other+" is there already, and other things are in it; nothing is changed", "give the category or the file another name, or move that page away")
		default:
			fresh = append(fresh, f)
		}
	}
	if err := a.report(in.project, &found); err != nil {
		return err
	}
	return a.writeQuizzes(in.project, files, fresh, o.dryRun)
}

// writeQuizzes writes the pages that are new, and says what was done.
func (a *app) writeQuizzes(p *project, files, fresh []*exchange.QuizFile, dry bool) error {
	verb := "written"
	if dry {
		verb = "would be written"
	}
	var all []change
	n := 0
	for _, f := range fresh {
		all = append(all, change{file: f.File, data: f.Source})
		n += f.Questions
	}
	if !dry {
		if err := install(p.root, all); err != nil {
			return err
		}
	}
	for _, f := range fresh {
		a.say("%-9s %s: %s\n", "new", path.Join(p.shown, f.File), count(f.Questions, "question"))
	}
	line := fmt.Sprintf("%s on %s %s", count(n, "question"), count(len(fresh), "page"), verb)
	if k := len(files) - len(fresh); k > 0 {
		line += fmt.Sprintf(", %s unchanged", count(k, "page"))
	}
	a.say("%s\n", line)
	return nil
}
