package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/render"
	"github.com/parley-kit/parley/site/seal"
)

// codesOptions are the flags of codes.
type codesOptions struct {
	secretFile, newSecret, out, url string
	force                           bool
}

func (a *app) codesCommand() *cobra.Command {
	var o codesOptions
	c := &cobra.Command{
		Use:   "codes [PAGE ...]",
		Short: "Print the codes that open the briefs of role plays",
		Long: "Codes lists who opens what with which code, for the role plays of the site or those that are\n" +
			"named. With --out it writes hand-outs instead: one sheet a code, to print and to cut, with the\n" +
			"address of the page as a square for a telephone's camera.\n" +
			"\n" +
			"All codes follow from one secret. Make it once with --new-secret, and build the site with the\n" +
			"same one. Whoever has the secret has all codes.",
		Example: "  parley codes --new-secret site.secret\n  parley codes --secret-file site.secret\n  parley codes exercises/machines --secret-file site.secret --out hand-outs.html",
		RunE:    func(c *cobra.Command, args []string) error { return a.codes(c, o, args) },
	}
	addSecret(c, &o.secretFile)
	c.Flags().StringVar(&o.newSecret, "new-secret", "", "write a new secret into this `file`, and nothing else")
	c.Flags().StringVar(&o.out, "out", "", "write hand-outs to print into this HTML `file`")
	c.Flags().StringVar(&o.url, "url", "", "the `address` of the site, for the squares (default: url of parley.yaml)")
	c.Flags().BoolVar(&o.force, "force", false, "replace the file, if it is there")
	return c
}

func (a *app) codes(c *cobra.Command, o codesOptions, args []string) error {
	if o.newSecret != "" {
		return a.newSecret(o.newSecret)
	}
	if o.secretFile == "" {
		return usageError{errors.New("from which secret? parley codes --secret-file site.secret; or make one: parley codes --new-secret site.secret")}
	}
	secret, err := a.secret(o.secretFile)
	if err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	var found diag.List
	loaded := p.builder.Load(c.Context(), nil, &found)
	if loaded == nil || found.Errors() > 0 {
		return cmp.Or(a.report(p, &found), errFindings)
	}
	sheets, err := sheetsOf(loaded, secret, args)
	if err != nil {
		return err
	}
	if o.out == "" {
		_, err := a.Out.Write([]byte(codeList(sheets)))
		return err
	}
	url := o.url
	if url == "" {
		url = loaded.Config.URL
	}
	if url == "" {
		a.say("The sheets name no address and have no square for a camera: give --url, or write url: into parley.yaml.\n")
	}
	html, err := handOuts(loaded, sheets, url)
	if err != nil {
		return err
	}
	return a.putFile(o.out, html, o.force)
}

// sheet is what one person gets: the code of an exercise for somebody.
type sheet struct {
	page   *course.Page
	opener string // "" for whoever leads
	group  int    // from 1; whoever has the same talks with each other
	code   seal.Code
}

// sheetsOf lists the codes of pages, or of those named; once for all languages.
func sheetsOf(c *course.Course, secret seal.Secret, names []string) ([]sheet, error) {
	var out []sheet
	met := map[course.ID]bool{}
	for _, p := range rolePlays(c) {
		if met[p.ID] || len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return string(p.ID) == strings.TrimSuffix(name, ".md") }) {
			continue
		}
		met[p.ID] = true
		openers, n := block.Openers(p.Blocks)
		for _, opener := range openers {
			codes := render.Codes(secret, p.ID, opener, n)
			if opener != "" {
				codes = codes[:len(codes)-1] // the last one is of whoever leads
			}
			for i, code := range codes {
				out = append(out, sheet{p, opener, i + 1, code})
			}
		}
	}
	for _, name := range names {
		id := course.ID(strings.TrimSuffix(name, ".md"))
		if i := slices.IndexFunc(c.Drafts, func(p *course.Page) bool { return p.ID == id }); i >= 0 {
			return nil, usageError{fmt.Errorf("%s is a draft, and nobody plays it yet; take draft: true out of %s", id, c.Drafts[i].Source)}
		}
		if !met[id] {
			return nil, usageError{fmt.Errorf("there is no role play %s; name a page such as exercises/machines", name)}
		}
	}
	if len(out) == 0 {
		return nil, errors.New("there is no role play in this site")
	}
	return out, nil
}

// codeList is the list for the terminal.
func codeList(sheets []sheet) string {
	var b strings.Builder
	for i, s := range sheets {
		if i == 0 || sheets[i-1].page != s.page {
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%s (%s)\n", s.page.Title, s.page.ID)
		}
		who := s.opener
		switch who {
		case "":
			who = "whoever leads, opens all"
		case block.DebriefOpener:
			who = "the debrief: for all, when it is time"
		}
		fmt.Fprintf(&b, "  %s  %s\n", s.code, who)
	}
	return b.String()
}
