package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
)

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Read terms and questions from spreadsheets and GIFT, and negotiations from GENIUS",
		RunE:  subcommand,
	}
	c.AddCommand(a.importTermsCommand(), a.importQuizCommand(), a.importGIFTCommand(), a.importGeniusCommand())
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
		Args:    oneFile("say which table: parley import terms terms.csv"),
		RunE:    func(c *cobra.Command, args []string) error { return a.importTerms(c.Context(), args[0], o) },
	}
	c.Flags().BoolVar(&o.update, "update", false, "let the table replace what it says otherwise")
	a.addImportFlags(c, &o)
	return c
}

// oneFile takes one argument.
func oneFile(help string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{errors.New(help)}
		}
		return nil
	}
}

// addImportFlags adds what every import takes.
func (a *app) addImportFlags(c *cobra.Command, o *importOptions) {
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would be written, and write nothing")
	c.Flags().StringVar(&o.language, "language", "", "the `tag` of a translation, such as de (default: the site's own language)")
	c.Flags().StringVar(&o.encoding, "encoding", "", "the `name` of the letters of a file that is not Unicode, such as windows-1251 (default: windows-1252)")
	a.addFormat(c)
}

// intake is a file to import and the course it is for.
type intake struct {
	*project // to be closed
	course   *course.Course
	lang     course.Lang
	name     string // of the file, as findings call it
	src      []byte
	encoding string
}

// openImport opens the site and the file. What is wrong with the site has been
// reported where it fails.
func (a *app) openImport(ctx context.Context, file string, o importOptions, found *diag.List) (*intake, error) {
	in := &intake{encoding: strings.ToLower(o.encoding)}
	if in.encoding != "" {
		if err := oneOf("encoding", in.encoding, exchange.Encodings()); err != nil {
			return nil, err
		}
	}
	p, err := a.openOwn()
	if err != nil {
		return nil, err
	}
	in.project, in.name = p, a.tableName(p, file)
	if in.src, err = a.readTable(file); err == nil {
		in.course, in.lang, err = a.vocabulary(ctx, p, o.language, found)
	}
	if err != nil {
		p.Close()
		return nil, err
	}
	return in, nil
}

func (a *app) importTerms(ctx context.Context, file string, o importOptions) error {
	var found diag.List
	in, err := a.openImport(ctx, file, o, &found)
	if err != nil {
		return err
	}
	defer in.Close()
	r := &exchange.Reader{File: in.name, Slug: slug, Encoding: in.encoding, Language: in.lang}
	rows := r.Read(in.src, &found)
	planner := exchange.Planner{
		Course: in.course, Update: o.update, Read: in.readPage,
		Exists: func(file string) bool { _, err := in.root.Lstat(file); return err == nil },
	}
	steps := planner.Plan(r, rows, &found)
	if err := a.report(in.project, &found); err != nil {
		return err
	}
	if !o.dryRun {
		if err := install(in.root, changes(steps)); err != nil {
			return err
		}
	}
	a.sayImported(in.project, steps, o.dryRun)
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
