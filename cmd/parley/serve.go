package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/preview"
	"github.com/parley-kit/parley/site/render"
	"github.com/parley-kit/parley/site/seal"
)

// serveOptions are what a preview is asked for.
type serveOptions struct {
	addr   string
	open   bool
	poll   bool
	hosts  []string
	drafts bool
	secret string // the file's name
}

func (a *app) serveCommand() *cobra.Command {
	o := serveOptions{}
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser and follow every change",
		Long: "Serve shows the site, drafts included, to browsers on this computer. Pages load again as\n" +
			"you save, and mistakes are printed here and shown over the page.",
		Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), o) },
	}
	c.Flags().StringVar(&o.addr, "addr", "", "the `address` to listen on (default 127.0.0.1:4321, or the next free port)")
	c.Flags().BoolVar(&o.open, "open", false, "open the browser")
	c.Flags().BoolVar(&o.poll, "poll", false, "look for changes every second, for folders whose changes the system does not report")
	c.Flags().StringSliceVar(&o.hosts, "host", nil, "a further `name` by which browsers may call")
	c.Flags().BoolVar(&o.drafts, "drafts", true, "show drafts")
	addSecret(c, &o.secret)
	return c
}

func (a *app) serve(ctx context.Context, o serveOptions) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	p.builder.Drafts = o.drafts
	if p.builder.Secret, err = a.secret(o.secret); err != nil {
		return err
	} else if o.secret == "" {
		p.builder.Secret, p.builder.Demo = seal.Demo(), true
	}
	ln, err := preview.Listen(o.addr)
	if err != nil {
		return err
	}
	url := preview.URL(ln.Addr())
	what := "the site in " + a.place(p.dir)
	if p.dir == "" {
		what = "the bundled course (run \"parley init\" to make a site of your own)"
	}
	fmt.Fprintf(a.Out, "Showing %s at %s - Ctrl+C stops.\n", what, url)
	if o.open {
		if err := a.Open(url); err != nil {
			fmt.Fprintf(a.Out, "Open that address in your browser.\n")
		}
	}
	server := &preview.Server{
		Builder: previewBuilder{p}, Root: p.dir, Poll: o.poll, Hosts: o.hosts, CSP: render.CSP, Stdout: a.Out,
		NotFound: func(string) ([]byte, error) { return p.builder.NotFound() },
		Report:   func(ds []diag.Diagnostic) { a.preview(p, ds) },
		Ignore:   func(path string) bool { return path == filepath.Join(p.dir, "public") },
	}
	if p.dir == "" {
		server.Dirs = []string{}
	}
	return server.Serve(ctx, ln)
}

// preview prints what a change brought; the server says when nothing is left.
func (a *app) preview(p *project, ds []diag.Diagnostic) {
	_ = diag.Print(a.Err, diag.Text, ds, diag.Options{Color: a.color(), Dir: p.shown})
}

// previewBuilder is the site's builder as the preview sees it.
type previewBuilder struct{ p *project }

// Build implements preview.Builder.
func (b previewBuilder) Build(ctx context.Context, changed []string) (preview.Tree, []diag.Diagnostic, error) {
	var found diag.List
	tree := b.p.builder.Build(ctx, changed, &found)
	ds := found.Sorted()
	diag.Excerpts(ds, b.p.builder.ReadFile)
	if tree == nil {
		return nil, ds, nil
	}
	return tree, ds, nil
}

// openBrowser opens an address in the person's browser.
func openBrowser(url string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	case "darwin":
		return exec.Command("open", url).Start()
	}
	return exec.Command("xdg-open", url).Start()
}
