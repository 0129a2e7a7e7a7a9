package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// app is the program as a value: tests build one and run it in process.
type app struct {
	In       io.Reader
	Out, Err io.Writer
	Dir      string // the working directory
	Base     fs.FS  // the bundled course and theme
	Terminal bool   // somebody is looking at Err
	Env      func(name string) string
	Open     func(url string) error // opens a browser

	source string
	format string
}

// errFindings ends a run whose findings are printed already; exit status 1.
var errFindings = errors.New("findings")

// usageError is a call that makes no sense; exit status 2.
type usageError struct{ error }

// Run runs the program and returns its exit status: 1 on errors in the site or
// the system, 2 on a wrong call.
func (a *app) Run(ctx context.Context, args []string) int {
	root := a.command()
	root.SetArgs(args)
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return 1
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.Err, "parley: stopped")
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(a.Err, "parley: %v\n", err)
		return 2
	}
	fmt.Fprintf(a.Err, "parley: %v\n", err)
	return 1
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Turn Markdown into a site that trains people to negotiate",
		Long: "Parley turns a folder of Markdown - a shared vocabulary, a framework, exercises -\n" +
			"into a static training site. Without a command it shows the site in your browser.",
		Args:          a.noArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.serve(c.Context(), serveOptions{open: true})
		},
	}
	root.PersistentFlags().StringVar(&a.source, "source", "", "the site's `folder` (default: this one; without a parley.yaml, the bundled course)")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(a.helpCommand())
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(a.initCommand(), a.newCommand(), a.serveCommand(), a.buildCommand(), a.checkCommand(), a.codesCommand(), a.centerCommand(),
		a.importCommand(), a.exportCommand(), a.renameCommand(), a.analyzeCommand(), a.explainCommand(), a.versionCommand())
	return root
}

// addFormat gives a command the --format flag.
func (a *app) addFormat(c *cobra.Command) {
	c.Flags().StringVar(&a.format, "format", "text", "the `form` of what is found: text, json, sarif or github")
}

// project is the site a command works on.
type project struct {
	dir     string // absolute; "" for the bundled course
	shown   string // from the working directory, with slashes; "" when both are the same
	root    *os.Root
	builder *site.Builder
}

func (p *project) Close() {
	if p.root != nil {
		p.root.Close()
	}
}

// open finds the site: the folder named by --source, or the nearest folder from
// here upwards that holds a parley.yaml, or else the bundled course.
func (a *app) open() (*project, error) {
	if _, err := diag.ParseFormat(a.formatOrText()); err != nil {
		return nil, usageError{err} // before any work is done
	}
	p := &project{builder: &site.Builder{Base: a.Base}}
	if a.source != "" {
		p.dir = a.abs(a.source)
		if info, err := os.Stat(p.dir); err != nil || !info.IsDir() {
			return nil, usageError{fmt.Errorf("--source: there is no folder %s", a.source)}
		}
	} else if p.dir = a.nearest(); p.dir == "" {
		return p, a.refuseUnnamed()
	}
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		return nil, err
	}
	p.root = root
	p.builder.Site = load.Dir(root)
	if rel, err := filepath.Rel(a.Dir, p.dir); err == nil && rel != "." {
		p.shown = filepath.ToSlash(rel)
	}
	return p, nil
}

// openOwn opens a site to write in; the bundled course is none.
func (a *app) openOwn() (*project, error) {
	p, err := a.open()
	if err != nil {
		return nil, err
	}
	if p.dir == "" {
		return nil, usageError{fmt.Errorf("there is no site here; make one first: parley init")}
	}
	if _, err := p.root.Stat(load.ConfigFile); err != nil {
		p.Close()
		return nil, usageError{fmt.Errorf("there is no site in %s; make one first: parley init %s", a.source, shellWord(a.source))}
	}
	return p, nil
}

func (a *app) abs(dir string) string {
	if filepath.IsAbs(dir) {
		return filepath.Clean(dir)
	}
	return filepath.Join(a.Dir, dir)
}

// nearest is the folder with a parley.yaml, from here upwards.
func (a *app) nearest() string {
	for dir := a.Dir; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, load.ConfigFile)); err == nil && info.Mode().IsRegular() {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// refuseUnnamed keeps the bundled course from being taken for the site that
// somebody is in, but whose parley.yaml is missing or misspelt.
func (a *app) refuseUnnamed() error {
	var found diag.List
	if !load.NoConfig(os.DirFS(a.Dir), &found) {
		return nil
	}
	return a.report(&project{builder: &site.Builder{}}, &found)
}

// report prints a run's findings and tells whether there are errors among them.
func (a *app) report(p *project, found *diag.List) error {
	format := diag.Format(a.formatOrText())
	ds := found.Sorted()
	files := load.Layers{a.Base}
	if p.builder.Site != nil {
		files = load.Layers{p.builder.Site, a.Base}
	}
	diag.Excerpts(ds, files.ReadFile)
	out := a.Err
	if format == diag.JSON || format == diag.SARIF {
		out = a.Out // a document for a program to read
	}
	if err := diag.Print(out, format, ds, diag.Options{Color: a.color(), Version: version(), Dir: p.shown}); err != nil {
		return err
	}
	if found.Errors() > 0 {
		return errFindings
	}
	return nil
}

// color tells whether to print colours: https://no-color.org.
func (a *app) color() bool {
	return a.Terminal && a.Env("NO_COLOR") == "" && a.Env("TERM") != "dumb"
}

func (a *app) formatOrText() string {
	if a.format == "" {
		return "text"
	}
	return a.format
}
