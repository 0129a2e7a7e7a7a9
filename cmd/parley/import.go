package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
)

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Read terms from a spreadsheet, and questions from one or from GIFT",
		RunE:  subcommand,
	}
	c.AddCommand(a.importTermsCommand(), a.importQuizCommand(), a.importGIFTCommand())
	return c
}

// importOptions are the flags of import.
type importOptions struct {
	language, encoding string
	update, dryRun     bool
}

func (a *app) importTermsCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "terms FILE",
		Short: "Write a page for each term of a table",
		Long: "Import terms reads a table that a spreadsheet program has saved as CSV, from any country and in\n" +
			"any Unicode, and writes a page in glossary/ for each row. The first row names the columns;\n" +
			"only \"term\" has to be there. - stands for standard input. A term that the site has and that\n" +
			"differs from the table stays as it is, unless --update is given. With a mistake in the table,\n" +
			"nothing is written.",
		Example: "  parley import terms terms.csv --dry-run\n  parley import terms terms.csv --update",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("say which table: parley import terms terms.csv")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.importTerms(c.Context(), args[0], o) },
	}
	c.Flags().BoolVar(&o.update, "update", false, "let the table replace what it says otherwise")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would be written, and write nothing")
	c.Flags().StringVar(&o.language, "language", "", "the `tag` of a translation, such as de (default: the site's own language)")
	c.Flags().StringVar(&o.encoding, "encoding", "", "the `name` of the letters of a file that is not Unicode, such as windows-1251 (default: windows-1252)")
	a.addFormat(c)
	return c
}

func (a *app) importTerms(ctx context.Context, file string, o importOptions) error {
	o.encoding = strings.ToLower(o.encoding)
	if o.encoding != "" {
		if err := oneOf("encoding", o.encoding, exchange.Encodings()); err != nil {
			return err
		}
	}
	p, err := a.openOwn()
	if err != nil {
		return err
	}
	defer p.Close()
	src, err := a.readTable(file)
	if err != nil {
		return err
	}
	var found diag.List
	c, lang, err := a.vocabulary(ctx, p, o.language, &found)
	if err != nil {
		return err
	}
	r := &exchange.Reader{File: a.tableName(p, file), Slug: slug, Encoding: o.encoding, Language: lang}
	rows := r.Read(src, &found)
	planner := exchange.Planner{
		Course: c, Update: o.update, Read: p.readPage,
		Exists: func(file string) bool { _, err := p.root.Lstat(file); return err == nil },
	}
	steps := planner.Plan(r, rows, &found)
	if err := a.report(p, &found); err != nil {
		return err
	}
	if !o.dryRun {
		if err := install(p.root, changes(steps)); err != nil {
			return err
		}
	}
	a.sayImported(p, steps, o.dryRun)
	return nil
}

// readTable reads a file, or standard input, but not much more than the reader
// takes.
func (a *app) readTable(file string) ([]byte, error) {
	in := a.In
	if file != "-" {
		f, err := os.Open(a.abs(file))
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w", file, cause(err))
		}
		defer f.Close()
		in = f
	}
	src, err := io.ReadAll(io.LimitReader(in, exchange.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", file, cause(err))
	}
	return src, nil
}

// tableName is a table's name from the site's folder, as those of all findings
// are.
func (a *app) tableName(p *project, file string) string {
	if rel, err := filepath.Rel(p.dir, a.abs(file)); err == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// changes are the files that steps write.
func changes(steps []*exchange.Step) []change {
	var out []change
	for _, s := range steps {
		switch s.Action {
		case exchange.New:
			out = append(out, change{file: s.File, data: s.Source})
		case exchange.Replace:
			out = append(out, change{file: s.File, data: s.Source, over: true, old: s.Old})
		}
	}
	return out
}

// sayImported lists the terms that differ, or on a dry run everything, and sums
// up.
func (a *app) sayImported(p *project, steps []*exchange.Step, dry bool) {
	n := map[exchange.Action]int{}
	words := map[exchange.Action]string{exchange.New: "new", exchange.Replace: "replaced", exchange.Differs: "differs", exchange.Unchanged: "unchanged"}
	for _, s := range slices.SortedFunc(slices.Values(steps), func(s, t *exchange.Step) int { return cmp.Compare(s.File, t.File) }) {
		n[s.Action]++
		if !dry && (s.Action == exchange.New || s.Action == exchange.Unchanged) {
			continue
		}
		of := ""
		if len(s.Columns) > 0 {
			of = ": " + strings.Join(s.Columns, ", ")
		}
		a.say("%-9s %s%s\n", words[s.Action], path.Join(p.shown, s.File), of)
	}
	verb := "written"
	if dry {
		verb = "would be written"
	}
	line := fmt.Sprintf("%s %s", count(n[exchange.New]+n[exchange.Replace], "term"), verb)
	if k := n[exchange.Unchanged]; k > 0 {
		line += fmt.Sprintf(", %d unchanged", k)
	}
	if k := n[exchange.Differs]; k > 0 {
		line += fmt.Sprintf(", %d differ (left as they are; --update takes the table's)", k)
	}
	a.say("%s\n", line)
}
