package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
)

func (a *app) buildCommand() *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "Write the site into a folder",
		Long: "Build writes the site into a folder that any web server, bucket or file share can hold.\n" +
			"Only files that differ are written. With errors, nothing is written. Where the environment\n" +
			"variable CI is set, a question, statement or field without an {#id} of its own is an error.",
		Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.build(c.Context(), o) },
	}
	c.Flags().StringVar(&o.out, "out", "", "the `folder` to write (default: public, in the site's folder)")
	c.Flags().BoolVar(&o.drafts, "drafts", false, "include drafts")
	c.Flags().BoolVar(&o.noSearch, "no-search", false, "leave the search's index out, to measure what it costs")
	_ = c.Flags().MarkHidden("no-search") // of a flag that exists
	addSecret(c, &o.secretFile)
	a.addFormat(c)
	return c
}

// buildOptions are the flags of build.
type buildOptions struct {
	out, secretFile  string
	drafts, noSearch bool
}

func (a *app) build(ctx context.Context, o buildOptions) error {
	secret, err := a.secret(o.secretFile)
	if err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	p.builder.Drafts, p.builder.NoSearch, p.builder.Secret = o.drafts, o.noSearch, secret
	p.builder.Strict = a.Env("CI") != "" // nobody is writing there
	p.builder.Listed = func(sources int64) { frugal(sources, !o.noSearch) }
	dir := a.outDir(p, o.out)
	var found diag.List
	if inside := amongSources(p.dir, dir); inside != "" {
		found.Add(diag.OutputInside, diag.Pos{File: inside}, "the site would be written among its own sources", "choose another folder: --out public")
		return a.report(p, &found)
	}
	unsealed := 0
	tree := p.builder.Build(ctx, nil, &found)
	if tree != nil {
		a.refuseOther(p, dir, &found)
		if secret.IsZero() {
			unsealed = needSecret(p.builder, &found)
		}
	}
	if tree == nil || found.Errors() > 0 {
		return cmp.Or(a.report(p, &found), errFindings)
	}
	var written diag.List
	result, err := output.Write(ctx, dir, tree, &written)
	if ctx.Err() == nil && written.Errors() > 0 {
		p.builder.Draw(ctx, tree, &found) // a mistake in a template is named once, at its place
	}
	if found.Errors() == 0 {
		found.Append(a.fromSource(p, written.Sorted())...)
	}
	if reported := a.report(p, &found); reported != nil {
		return reported
	}
	if err != nil {
		return err
	}
	a.say("%s in %s: %d written, %d unchanged, %d deleted\n", count(tree.Len(), "file"), a.place(dir), result.Written, result.Unchanged, result.Deleted)
	a.sayLeftOut(len(p.builder.Course().Drafts), unsealed)
	return nil
}

// sayLeftOut says what a published site lacks.
func (a *app) sayLeftOut(drafts, unsealed int) {
	if drafts > 0 {
		a.say("%s left out\n", count(drafts, "draft"))
	}
	if unsealed > 0 {
		a.say("the briefs of %s left out, for want of a secret: see parley codes --help\n", count(unsealed, "role play"))
	}
}

// refuseOther keeps a build from replacing a published site that is not this one:
// what is published says in course.json which it is.
func (a *app) refuseOther(p *project, dir string, found *diag.List) {
	src, err := os.ReadFile(filepath.Join(dir, "course.json"))
	if err != nil {
		return
	}
	var there struct {
		Site string `json:"site"`
	}
	own := p.builder.Course().Config.ID
	if json.Unmarshal(src, &there) != nil || there.Site == "" || there.Site == own {
		return
	}
	what := "this one (id: " + own + ")"
	if p.dir == "" {
		what = "the bundled course"
	}
	place := a.fromSource(p, []diag.Diagnostic{{Pos: diag.Pos{File: filepath.ToSlash(dir)}}})[0].Pos
	found.Add(diag.OutputOther, place, "this folder holds the site "+there.Site+", which "+what+" would replace",
		"choose another folder: --out my-training-site; or delete this one first")
}

// fromSource names files of the output, which have whole paths, from the site's
// folder, as those of all findings are.
func (a *app) fromSource(p *project, ds []diag.Diagnostic) []diag.Diagnostic {
	for i := range ds {
		if rel, err := filepath.Rel(cmp.Or(p.dir, a.Dir), filepath.FromSlash(ds[i].Pos.File)); err == nil {
			ds[i].Pos.File = filepath.ToSlash(rel)
		}
	}
	return ds
}

// frugal sets the collector for a build that is about to read so many bytes of
// sources. Most of what a build allocates dies at once, while the course itself
// stays, about as large as its sources, and with an index the texts to search do
// too: collecting is put off until the memory is used that 10,000 pages are allowed,
// and beyond that four or seven times the sources. The process takes some 25 MB
// more. A percentage by which the limit is reached early costs more than it saves:
// close to it memory is returned and asked for again all the time.
func frugal(sources int64, index bool) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(150)
	if index {
		debug.SetMemoryLimit(max(345<<20, 7*sources))
	} else {
		debug.SetMemoryLimit(max(210<<20, 4*sources))
	}
}

// say writes a sentence for people; a format for programs leaves it out.
func (a *app) say(format string, args ...any) {
	switch diag.Format(a.formatOrText()) {
	case diag.Text, diag.GitHub:
		fmt.Fprintf(a.Out, format, args...)
	}
}

// outDir is the folder to write: as named, from the working directory; else
// public in the site's folder.
func (a *app) outDir(p *project, out string) string {
	if out != "" {
		return a.abs(out)
	}
	if p.dir != "" {
		return filepath.Join(p.dir, "public")
	}
	return filepath.Join(a.Dir, "public")
}

// amongSources is the source folder that an output folder lies in or is; ""
// when it is well placed.
func amongSources(source, out string) string {
	if source == "" {
		return ""
	}
	if out == source {
		return "."
	}
	rel, err := filepath.Rel(source, out)
	if err != nil || strings.HasPrefix(rel, "..") {
		if up, err := filepath.Rel(out, source); err == nil && !strings.HasPrefix(up, "..") {
			return "." // the sources lie in the output
		}
		return ""
	}
	top, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	name, _, _ := strings.Cut(top, ".")
	for _, f := range course.Folders {
		if name == f.Name {
			return top
		}
	}
	if top == "static" || top == "themes" {
		return top
	}
	return ""
}

// shown is a path as the reader would type it.
func (a *app) shown(dir string) string {
	if rel, err := filepath.Rel(a.Dir, dir); err == nil && len(rel) < len(dir) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(dir)
}

// place is a folder in a sentence.
func (a *app) place(dir string) string {
	if shown := a.shown(dir); shown != "." {
		return shown
	}
	return "this folder"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
