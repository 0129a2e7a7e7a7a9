package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/exchange"
	"github.com/parley-kit/parley/site/load"
)

func (a *app) exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "export",
		Short: "Write terms for spreadsheets and flash cards, and quizzes for Moodle",
		RunE:  subcommand,
	}
	c.AddCommand(a.exportTermsCommand(), a.exportGIFTCommand())
	return c
}

// exportOptions are the flags of export.
type exportOptions struct {
	format, separator, out, language string
	all, force                       bool
}

func (a *app) exportTermsCommand() *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "terms",
		Short: "Write the vocabulary as a table, as JSON or as Anki cards",
		Long: "Export terms writes the terms of a site, drafts too, for a spreadsheet program (csv),\n" +
			"for another program (json), or as flash cards that Anki imports (anki; published terms\n" +
			"only). \"parley import terms\" reads csv and json back without loss. Terms of the course that\n" +
			"a site builds on are left out; --all takes them too.",
		Example: "  parley export terms --out terms.csv\n  parley export terms --format anki --out cards.txt",
		Args:    a.noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.exportTerms(c.Context(), o) },
	}
	c.Flags().StringVar(&o.format, "format", "csv", "the `form` of what is written: csv, json or anki")
	c.Flags().StringVar(&o.separator, "separator", "comma", "the `sign` between the cells of csv: comma, semicolon or tab. A double-click opens a table whose sign is the one of your country's Excel: a semicolon in most of Europe")
	o.addFlags(c, "terms")
	return c
}

// addFlags adds what every export of things takes.
func (o *exportOptions) addFlags(c *cobra.Command, things string) {
	c.Flags().StringVar(&o.out, "out", "", "the `file` to write (default: standard output)")
	c.Flags().StringVar(&o.language, "language", "", "the `tag` of a translation, such as de (default: the site's own language)")
	c.Flags().BoolVar(&o.all, "all", false, "take the "+things+" of the course below the site, too")
	c.Flags().BoolVar(&o.force, "force", false, "replace the file, if it is there")
}

// termFormats are what terms can be exported as.
var termFormats = []string{"csv", "json", "anki"}

// cellSeparators are what may stand between cells.
var cellSeparators = map[string]byte{"comma": ',', "semicolon": ';', "tab": '\t'}

func (a *app) exportTerms(ctx context.Context, o exportOptions) error {
	if err := oneOf("format", o.format, termFormats); err != nil {
		return err
	}
	if err := oneOf("separator", o.separator, []string{"comma", "semicolon", "tab"}); err != nil {
		return err
	}
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
	pages := ownTerms(c, lang, o)
	var data []byte
	if o.format == "anki" {
		data = exchange.Anki(c, lang, pages)
	} else {
		terms := p.readTerms(c, pages, &found)
		if found.Errors() == 0 && o.format == "json" {
			data = exchange.JSON(c.Config.ID, lang, terms)
		} else if found.Errors() == 0 {
			data = exchange.CSV(terms, cellSeparators[o.separator])
			found.Append(exchange.Cautions(terms, pages)...)
		}
	}
	if err := a.report(p, &found); err != nil {
		return err
	}
	return a.putExport(o, data, len(pages), "term", "there are no terms to export; --all takes those of the course below the site")
}

// vocabulary loads the course and finds the language whose terms are meant.
// Mistakes in pages are none of its business; those in parley.yaml are.
func (a *app) vocabulary(ctx context.Context, p *project, tag string, found *diag.List) (*course.Course, course.Lang, error) {
	p.builder.Drafts = true
	var all diag.List
	c := p.builder.Load(ctx, nil, &all)
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	for _, d := range all.Sorted() {
		if c == nil || d.Pos.File == load.ConfigFile {
			found.Append(d)
		}
	}
	if found.Errors() > 0 || c == nil {
		if err := a.report(p, found); err != nil {
			return nil, "", err
		}
		return nil, "", errFindings
	}
	lang := c.Config.Languages[0]
	if tag != "" {
		i := slices.IndexFunc(c.Config.Languages, func(l course.Lang) bool { return strings.EqualFold(string(l), tag) })
		if i < 0 {
			return nil, "", usageError{fmt.Errorf("the site has no language %q; it has %s (language: and languages: in parley.yaml)", tag, listed(c.Config.Languages))}
		}
		lang = c.Config.Languages[i]
	}
	return c, lang, nil
}

func listed(langs []course.Lang) string {
	var out []string
	for _, l := range langs {
		out = append(out, string(l))
	}
	return strings.Join(out, ", ")
}

// ownTerms lists the pages of the terms to export, by ID.
func ownTerms(c *course.Course, lang course.Lang, o exportOptions) []*course.Page {
	var pages []*course.Page
	for _, p := range c.In(lang) {
		if p.Term != nil && (o.all || !p.Bundled) && (o.format != "anki" || !p.Draft) {
			pages = append(pages, p)
		}
	}
	return pages
}

// readTerms reads the terms of pages from their sources.
func (p *project) readTerms(c *course.Course, pages []*course.Page, found *diag.List) []*exchange.Term {
	var terms []*exchange.Term
	for _, page := range pages {
		src, err := p.readPage(page)
		if err != nil {
			found.Add(diag.Unreadable, diag.Pos{File: page.Source}, "this file cannot be read: "+cause(err).Error(), "check that you may read it")
			continue
		}
		if t, ok := exchange.FromSource(page.Source, src, c.Config, found); ok {
			terms = append(terms, t)
		}
	}
	return terms
}

// readPage reads a page's source, from the layer that it comes from.
func (p *project) readPage(page *course.Page) ([]byte, error) {
	if page.Bundled || p.builder.Site == nil {
		return fs.ReadFile(p.builder.Base, page.Source)
	}
	return fs.ReadFile(p.builder.Site, page.Source)
}

// putExport writes what was exported, n things, to a file or to standard output.
func (a *app) putExport(o exportOptions, data []byte, n int, what, none string) error {
	if n == 0 {
		fmt.Fprintln(a.Err, "parley: "+none)
	}
	if o.out == "" {
		_, err := a.Out.Write(data)
		return err
	}
	if err := a.putFile(o.out, data, o.force); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.Out, "%s in %s\n", count(n, what), a.shown(a.abs(o.out)))
	return err
}

// replaceFile writes a file that is never seen half-written. Without over, one
// that has come up meanwhile stays.
func replaceFile(file string, data []byte, over bool) error {
	root, err := os.OpenRoot(filepath.Dir(file))
	if err != nil {
		return plain(err)
	}
	defer root.Close()
	return install(root, []change{{file: filepath.Base(file), data: data, over: over}})
}
