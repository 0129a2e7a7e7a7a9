package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/bargain/genius"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// importGeniusOptions are the flags of import genius.
type importGeniusOptions struct {
	out, roles    string
	force, dryRun bool
}

func (a *app) importGeniusCommand() *cobra.Command {
	var o importGeniusOptions
	c := &cobra.Command{
		Use:   "genius DOMAIN PROFILE PROFILE ...",
		Short: "Write a role play from files of GENIUS",
		Long: "Import genius reads XML of the research platform GENIUS, a domain and a profile for each party,\n" +
			"as \"parley analyze --genius\" does, and writes a page in exercises/ with a simulation of the same\n" +
			"numbers, a brief for each role and a debrief: texts to begin with. The roles are called as the\n" +
			"files are, unless --roles names them in the order of the profiles. What GENIUS says and a page\n" +
			"cannot is told. With a mistake in the files, nothing is written.",
		Example: "  parley import genius domain.xml buyer.xml seller.xml --dry-run\n  parley import genius fair.xml fair1.xml fair2.xml --roles \"Buyer, Seller\" --out exercises/fair.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1+bargain.MinParties {
				return usageError{errors.New("name a domain and a profile for each party: parley import genius domain.xml buyer.xml seller.xml")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.importGenius(c.Context(), args, o) },
	}
	c.Flags().StringVar(&o.out, "out", "", "the `file` to write (default: one in exercises/, called as the domain is)")
	c.Flags().StringVar(&o.roles, "roles", "", "the `names` of the roles, with commas between")
	c.Flags().BoolVar(&o.force, "force", false, "replace the file, if it is there")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would be written, and write nothing")
	return c
}

// importGenius writes a page. All that is wrong with the files is told at once.
func (a *app) importGenius(ctx context.Context, args []string, o importGeniusOptions) error {
	if o.out != "" && !strings.HasSuffix(o.out, ".md") {
		return usageError{fmt.Errorf("a page's file ends in .md: --out %s.md", shellWord(strings.TrimSuffix(o.out, path.Ext(o.out))))}
	}
	files, err := a.geniusFiles(args)
	if err != nil {
		return err
	}
	n, err := genius.Read(files[0], files[1:]...)
	if err != nil {
		return err
	}
	g := newGeniusPage(n, files[0].Name)
	if err := errors.Join(g.call(o.roles), g.check()); err != nil {
		return err
	}
	file, err := a.placeGenius(ctx, g, o)
	if err != nil {
		return err
	}
	verb := "would be written"
	if !o.dryRun {
		verb = "written"
		if err := a.putFile(file, g.source(), o.force); err != nil {
			return err
		}
	}
	for _, note := range append(n.Notes, g.notes()...) {
		fmt.Fprintf(a.Err, "parley: %s\n", note)
	}
	a.say("%s: %s, %s; %s\n", a.shown(file), count(len(n.Problem.Parties), "role"), count(len(n.Problem.Issues), "issue"), verb)
	return nil
}

func (a *app) geniusFiles(names []string) (files []genius.File, err error) {
	for _, name := range names {
		data, err := a.readLimited(name)
		if err != nil {
			return nil, err
		}
		files = append(files, genius.File{Name: name, Data: data})
	}
	return files, nil
}

// placeGenius finds the file of a page, and the language of its texts: the site's. A
// page of the course that the site builds on is not covered by accident.
func (a *app) placeGenius(ctx context.Context, g *geniusPage, o importGeniusOptions) (string, error) {
	p, err := a.openOwn()
	if err != nil {
		var usage usageError
		if o.out != "" && errors.As(err, &usage) && a.source == "" {
			return a.abs(o.out), nil // a page for no site yet
		}
		return "", err
	}
	defer p.Close()
	var found diag.List
	c, lang, err := a.vocabulary(ctx, p, "", &found)
	if err != nil {
		return "", cmp.Or(a.report(p, &found), err)
	}
	g.german = lang == "de"
	if o.out != "" {
		return a.abs(o.out), nil
	}
	file := path.Join("exercises", g.name+".md")
	covers := slices.ContainsFunc(c.Pages, func(page *course.Page) bool { return strings.EqualFold(page.Source, file) })
	if _, err := p.root.Lstat(file); err != nil && covers {
		return "", fmt.Errorf("the site has a page %s; name another file: --out exercises/negotiation.md", file)
	}
	if !o.dryRun {
		if err := p.root.MkdirAll(path.Dir(file), 0o777); err != nil {
			return "", plain(err)
		}
	}
	return filepath.Join(p.dir, filepath.FromSlash(file)), nil
}
