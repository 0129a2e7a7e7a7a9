package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/bargain/genius"
	"github.com/parley-kit/parley/site/bargain/report"
	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// analyzeOptions are the flags of analyze.
type analyzeOptions struct {
	format, out   string
	genius, force bool
}

func (a *app) analyzeCommand() *cobra.Command {
	var o analyzeOptions
	c := &cobra.Command{
		Use:   "analyze PAGE | FILE | --genius DOMAIN PROFILE PROFILE",
		Short: "Say whether a negotiation has a deal, and how good deals can be",
		Long: "Analyze reads who negotiates about what, and what each option is worth to each, and says\n" +
			"whether there is a deal, how hard it is to find, which deals are efficient, what the known\n" +
			"solutions pick, which issues can be traded, and what another walk-away would change.\n" +
			"\n" +
			"PAGE is a page of the site with a simulation, such as exercises/machines. What is printed holds\n" +
			"everything that its briefs keep from the players. Of coalitions it says which divisions no\n" +
			"coalition could better, and what each side brings.\n" +
			"\n" +
			"FILE is JSON:\n" +
			"\n" +
			"    {\"parties\": [{\"name\": \"Buyer\", \"walk_away\": 900}, {\"name\": \"Seller\", \"walk_away\": 700}],\n" +
			"     \"issues\": [{\"name\": \"Delivery\", \"options\": [\"2 weeks\", \"8 weeks\"],\n" +
			"                 \"payoffs\": {\"Buyer\": [1200, 0], \"Seller\": [400, 900]}}]}\n" +
			"\n" +
			"With --genius it reads XML of the research platform GENIUS: a domain, and a profile for each\n" +
			"party. What a deal is worth is reckoned as GENIUS does, on a scale from 0 to 1.\n" +
			"\n" +
			"The answer is text, json for programs, or svg: a picture of all deals, for two parties.",
		Example: "  parley analyze fee-and-start.json\n  parley analyze fee-and-start.json --format svg --out deals.svg\n  parley analyze --genius domain.xml buyer.xml seller.xml --format json",
		Args: func(_ *cobra.Command, args []string) error {
			switch n := len(args); {
			case o.genius && n < 1+bargain.MinParties:
				return usageError{errors.New("--genius reads a domain and a profile for each party: parley analyze --genius domain.xml buyer.xml seller.xml")}
			case !o.genius && n == 0:
				return usageError{errors.New("which negotiation? name its file: parley analyze fee-and-start.json")}
			case !o.genius && n > 1:
				return usageError{fmt.Errorf("analyze reads one file, so %q is one too many; files of GENIUS are read with --genius", args[1])}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.analyze(c.Context(), o, args) },
	}
	c.Flags().StringVar(&o.format, "format", "text", "the `form` of the answer: text, json or svg")
	c.Flags().BoolVar(&o.genius, "genius", false, "read the XML of GENIUS: a domain, then a profile for each party")
	c.Flags().StringVar(&o.out, "out", "", "the `file` to write (default: standard output)")
	c.Flags().BoolVar(&o.force, "force", false, "replace the file, if it is there")
	return c
}

// analyzeFormats are what an analysis can be written as.
var analyzeFormats = []string{"text", "json", "svg"}

func (a *app) analyze(ctx context.Context, o analyzeOptions, args []string) error {
	if err := oneOf("format", o.format, analyzeFormats); err != nil {
		return err
	}
	problem, game, err := a.problem(ctx, o, args)
	if err != nil {
		return err
	}
	var data []byte
	if game != nil {
		data, err = gameReport(game, o.format)
	} else {
		data, err = problemReport(problem, o.format)
	}
	if err != nil {
		return err
	}
	if o.out == "" {
		_, err := a.Out.Write(data)
		return err
	}
	return a.putFile(o.out, data, o.force)
}

func problemReport(problem *bargain.Problem, format string) ([]byte, error) {
	found, err := bargain.Analyze(problem)
	if err != nil {
		return nil, err
	}
	switch format {
	case "json":
		return report.JSON(found)
	case "svg":
		return report.SVG(found)
	}
	text, err := report.Text(found)
	return []byte(text), err
}

func gameReport(game *bargain.Game, format string) ([]byte, error) {
	switch format {
	case "json":
		return report.CoalitionJSON(game)
	case "svg":
		return nil, usageError{errors.New("there is no picture of coalitions; the answer is text or json")}
	}
	return []byte(report.CoalitionText(game)), nil
}

// problem reads what is named: a page of the site, or files. A page can hold coalitions
// instead.
func (a *app) problem(ctx context.Context, o analyzeOptions, args []string) (*bargain.Problem, *bargain.Game, error) {
	_, err := os.Stat(a.abs(args[0]))
	if !o.genius && (strings.HasSuffix(args[0], ".md") || err != nil && !strings.Contains(args[0], ".")) {
		return a.pageProblem(ctx, args[0])
	}
	p, err := a.readProblem(o, args)
	return p, nil, err
}

// pageProblem is the negotiation of the simulation on a page.
func (a *app) pageProblem(ctx context.Context, name string) (*bargain.Problem, *bargain.Game, error) {
	p, err := a.open()
	if err != nil {
		return nil, nil, err
	}
	defer p.Close()
	p.builder.Drafts = true // one looks at it while one writes it
	var found diag.List
	c := p.builder.Load(ctx, nil, &found)
	if c == nil {
		return nil, nil, cmp.Or(a.report(p, &found), errFindings)
	}
	id := course.ID(strings.TrimSuffix(filepath.ToSlash(name), ".md"))
	page, ok := c.Page(c.Config.Languages[0], id)
	if !ok {
		return nil, nil, usageError{fmt.Errorf("there is no file and no page %s; name a page as parley codes lists it, such as exercises/machines", name)}
	}
	for _, b := range page.Blocks {
		switch b := b.(type) {
		case *block.Simulation:
			return block.ProblemOf(b), nil, nil
		case *block.Coalition:
			return nil, &b.Game, nil
		}
	}
	var own diag.List
	for _, d := range found.Sorted() {
		if d.Pos.File == page.Source {
			own.Append(d)
		}
	}
	if own.Errors() > 0 {
		return nil, nil, cmp.Or(a.report(p, &own), errFindings)
	}
	return nil, nil, fmt.Errorf("%s has no simulation", name)
}

func (a *app) readProblem(o analyzeOptions, args []string) (*bargain.Problem, error) {
	files, err := a.geniusFiles(args)
	if err != nil {
		return nil, err
	}
	if !o.genius {
		if bytes.HasPrefix(bytes.TrimSpace(files[0].Data), []byte("<")) {
			return nil, usageError{fmt.Errorf("%s is XML; files of GENIUS are read with --genius, the domain first", args[0])}
		}
		p, err := bargain.Parse(files[0].Data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", args[0], err)
		}
		return p, nil
	}
	n, err := genius.Read(files[0], files[1:]...)
	if err != nil {
		return nil, err
	}
	for _, note := range n.Notes {
		fmt.Fprintf(a.Err, "parley: %s\n", note)
	}
	return n.Problem, nil
}

// largestProblem is the size, in bytes, of the largest file that is read.
const largestProblem = 4 << 20

func (a *app) readLimited(name string) ([]byte, error) {
	f, err := os.Open(a.abs(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("there is no file %s", name)}
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, usageError{fmt.Errorf("%s is a folder; name the file of a negotiation", name)}
	}
	data, err := io.ReadAll(io.LimitReader(f, largestProblem+1))
	if err != nil {
		return nil, err
	}
	if len(data) > largestProblem {
		return nil, fmt.Errorf("%s is larger than 4 MB, and no negotiation", name)
	}
	return data, nil
}

// putFile writes a file; one that is there and differs only with force.
func (a *app) putFile(name string, data []byte, force bool) error {
	file := a.abs(name)
	old, err := os.ReadFile(file)
	switch {
	case err == nil && bytes.Equal(old, data):
		return nil
	case err == nil && !force:
		return fmt.Errorf("%s is there already, and other things are in it; nothing was changed. To replace it, add --force", a.shown(file))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return plain(err)
	}
	return replaceFile(file, data, force)
}
