package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/fix"
	"github.com/parley-kit/parley/site/rename"
)

func (a *app) renameCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rename",
		Short: "Give a term another name, everywhere",
		Args:  a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return usageError{errors.New("say what: parley rename term OLD NEW")}
		},
	}
	var dry bool
	term := &cobra.Command{
		Use:   "term OLD NEW",
		Short: "Give a term another name, everywhere",
		Long: "Rename changes the term's page, every link to it and every mention of it in the site's pages,\n" +
			"in the same case and number. Its file is renamed too, and notes where it was. The old name\n" +
			"becomes a discouraged word. What is not certain, such as a quotation, is listed and left to you.",
		Example: "  parley rename term \"walk-away value\" \"reservation value\"",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{errors.New("write the old and the new name, each in quotes if it has several words: parley rename term \"walk-away value\" \"reservation value\"")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return a.renameTerm(c.Context(), args[0], strings.Join(strings.Fields(args[1]), " "), dry)
		},
	}
	term.Flags().BoolVar(&dry, "dry-run", false, "show the changes as a diff, and write nothing")
	c.AddCommand(term)
	return c
}

func (a *app) renameTerm(ctx context.Context, old, name string, dry bool) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	if p.dir == "" {
		return usageError{errors.New("the bundled course cannot be changed; make a site of your own first: parley init")}
	}
	d := a.draft(p)
	b := d.builder()
	var found diag.List
	b.Build(ctx, nil, &found)
	c := b.Course()
	if c == nil {
		return a.report(p, &found)
	}
	before := found.Errors()
	page, err := a.renamed(c, old, name)
	if err != nil {
		return err
	}
	t := &rename.Term{Course: c, Page: page, New: name, ID: pageFor(page, name), Read: d.read}
	if _, taken := c.Page(page.Lang, t.ID); taken && t.ID != page.ID {
		return usageError{fmt.Errorf("%s.md is there already; remove or rename it first", t.ID)}
	}
	if err := d.rename(t); err != nil {
		return err
	}
	ours := fmt.Sprintf("for %q", name)
	if _, err := d.repair(ctx, func(x diag.Diagnostic) bool {
		return x.Code == diag.DiscouragedWord && strings.HasSuffix(x.Message, ours)
	}); err != nil {
		return err
	}
	left := d.check(ctx)
	if errs := errorsOf(left); errs > before {
		_ = diag.Print(a.Err, diag.Text, left, diag.Options{Color: a.color(), Dir: p.shown})
		return fmt.Errorf("the renaming would leave the mistakes above, so nothing was changed; mend them first, or tell us: this is ours to mend")
	}
	return a.finishRename(p, d, t, left, dry)
}

// finishRename writes the renaming, or shows it, and lists what is left to the
// author.
func (a *app) finishRename(p *project, d *draft, t *rename.Term, left []diag.Diagnostic, dry bool) error {
	if dry {
		fmt.Fprint(a.Out, d.diff())
		fmt.Fprintf(a.Out, "%s would change; nothing is written\n", count(len(d.files), "file"))
		return nil
	}
	if err := d.write(); err != nil {
		return err
	}
	var places diag.List
	for _, x := range left {
		if x.Code == diag.DiscouragedWord && strings.HasSuffix(x.Message, fmt.Sprintf("for %q", t.New)) && strings.Contains(strings.ToLower(x.Message), strings.ToLower(t.Page.Term.Name)) {
			places.Append(x)
		}
	}
	fmt.Fprintf(a.Out, "Renamed %q to %q in %s.\n", t.Page.Term.Name, t.New, count(len(d.files), "file"))
	if files := d.holding(t.Page.Term.Name); len(files) > 0 {
		fmt.Fprintf(a.Out, "The old name also stands in %s, which Parley does not change.\n", strings.Join(files, ", "))
	}
	if ds := places.Sorted(); len(ds) > 0 {
		fmt.Fprintf(a.Out, "%s left to you:\n", count(len(ds), "place"))
		diag.Excerpts(ds, d.read)
		return diag.Print(a.Out, diag.Text, ds, diag.Options{Color: a.color(), Dir: p.shown})
	}
	return nil
}

// renamed finds the term to rename, and refuses names that would not do.
func (a *app) renamed(c *course.Course, old, name string) (*course.Page, error) {
	own := c.Config.Languages[0]
	ps := c.Named(own, old)
	switch {
	case name == "":
		return nil, usageError{errors.New("the new name is empty")}
	case strings.ContainsAny(name, "[]|#\n") || slug(name) == "":
		return nil, usageError{fmt.Errorf("%q cannot name a term; use letters, digits and blanks", name)}
	case len(ps) == 0 || ps[0].Term == nil:
		help := "write it as its page does, after term:"
		if near, ok := diag.Nearest(old, c.Names(own)); ok {
			help = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, usageError{fmt.Errorf("there is no term %q; %s", old, help)}
	case len(ps) > 1:
		return nil, usageError{fmt.Errorf("%q may mean %s or %s; name the one you mean by its own name", old, ps[0].Source, ps[1].Source)}
	case !strings.EqualFold(strings.Join(strings.Fields(old), " "), ps[0].Term.Name) && old != string(ps[0].ID):
		return nil, usageError{fmt.Errorf("%q is not the name of the term but another one of %q; change it in %s, or rename that: parley rename term %s %s",
			old, ps[0].Term.Name, ps[0].Source, shellWord(ps[0].Term.Name), shellWord(name))}
	case ps[0].Bundled:
		return nil, usageError{fmt.Errorf("%q is a term of the bundled course; write your own copy of it first: parley new term %s", old, shellWord(ps[0].Term.Name))}
	case ps[0].Term.Name == name:
		return nil, usageError{fmt.Errorf("the term is called %q already", name)}
	}
	for _, q := range c.Named(own, name) {
		if q != ps[0] {
			return nil, usageError{fmt.Errorf("%q is a name of %s already", name, q.Source)}
		}
	}
	return ps[0], nil
}

// pageFor is the page of the new name, where the file is called after the old one.
func pageFor(p *course.Page, name string) course.ID {
	return course.ID(path.Join(path.Dir(string(p.ID)), slug(name)))
}

// rename makes a renaming in memory.
func (d *draft) rename(t *rename.Term) error {
	edits, err := t.Edits()
	if err != nil {
		return err
	}
	files, err := fix.Apply(edits, d.read)
	if err != nil {
		return err
	}
	for _, f := range files {
		d.set(f.Path, f.After)
	}
	for from, to := range t.Moves() {
		data, err := d.read(from)
		if err != nil {
			return err
		}
		d.set(from, nil)
		d.set(to, data)
	}
	return nil
}

// holding lists the site's files other than pages that hold a name: pictures with
// words, captions, settings.
func (d *draft) holding(name string) []string {
	var out []string
	_ = fs.WalkDir(d.p.builder.Site, ".", func(file string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && (strings.HasPrefix(e.Name(), ".") && file != "." || file == "public" || e.Name() == "node_modules"):
			return fs.SkipDir
		case e.IsDir() || !slices.Contains([]string{".svg", ".vtt", ".yaml", ".html", ".csv"}, path.Ext(file)):
			return nil
		}
		if data, err := d.read(file); err == nil && bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(name))) {
			out = append(out, file)
		}
		return nil
	})
	return out
}

func errorsOf(found []diag.Diagnostic) (n int) {
	for _, d := range found {
		if d.Severity == diag.Error {
			n++
		}
	}
	return n
}
