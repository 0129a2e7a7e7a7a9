package site

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/formula"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/render"
	"github.com/parley-kit/parley/site/seal"
	"github.com/parley-kit/parley/site/theme"
)

// Builder turns a folder of Markdown into a site, again and again: what has not
// changed is not read twice. Set its fields before the first Build; one Build
// runs at a time.
type Builder struct {
	Site     fs.FS       // the site's folder; nil for the bundled course alone
	Base     fs.FS       // the bundled course and theme
	Drafts   bool        // include drafts
	NoSearch bool        // leave the search's index out, where nobody will search
	Secret   seal.Secret // of what is sealed; see render.Renderer
	Demo     bool        // everybody may see the codes
	Strict   bool        // items without an id are errors; see check.Strict
	Advice   bool        // also report what is wrong in nobody's eyes; see check.Checker

	// Listed, if set, is told the size in bytes of all sources before they
	// are read.
	Listed func(bytes int64)

	loader   *load.Loader
	checker  check.Checker
	theme    *theme.Theme
	themed   []diag.Diagnostic
	renderer *render.Renderer
}

// Build is the whole pipeline: files to a course, the course against the rules,
// the course to a tree of functions that yield bytes. changed lists the paths
// known to have changed since the last Build; nil means look at everything. The
// tree is nil when there is nothing to draw; it may be there in spite of errors,
// for a preview.
func (b *Builder) Build(ctx context.Context, changed []string, report *diag.List) *output.Tree {
	c := b.Load(ctx, changed, report)
	if c == nil {
		return nil
	}
	var checked sync.WaitGroup
	b.checker.Advice = b.Advice
	checked.Go(func() { b.checker.Course(c, report) })
	defer func() {
		checked.Wait()
		check.Settle(c, report)
		if b.Strict {
			check.Strict(report)
		}
	}()
	if !b.readTheme(c.Config, changed, report) {
		return nil
	}
	b.renderer = &render.Renderer{Course: c, Theme: b.theme, Files: b.files(), NoSearch: b.NoSearch, Secret: b.Secret, Demo: b.Demo}
	return b.renderer.Tree(report)
}

// Load is the first half of Build: the course alone.
func (b *Builder) Load(ctx context.Context, changed []string, report *diag.List) *course.Course {
	if b.loader == nil {
		formulas := formula.New(func() ([]byte, error) { return fs.ReadFile(b.Base, "themes/default/lib/temml.js") })
		b.loader = &load.Loader{Site: b.Site, Base: b.Base, Drafts: b.Drafts, Listed: b.Listed, Math: formulas.MathML}
	}
	return b.loader.Load(ctx, changed, report)
}

// NotFound draws the page for an address that leads nowhere; the error says so
// when nothing has been built yet.
func (b *Builder) NotFound() ([]byte, error) {
	if b.renderer == nil {
		return nil, errors.New("nothing has been built yet")
	}
	return b.renderer.NotFound("/")
}

// files is the site's folder over the bundled files.
func (b *Builder) files() fs.FS {
	if b.Site == nil {
		return b.Base
	}
	return load.Layers{b.Site, b.Base}
}

// readTheme reads the theme unless it is read and nothing of it has changed.
func (b *Builder) readTheme(cfg *course.Config, changed []string, report *diag.List) bool {
	fresh := b.theme != nil && changed != nil
	for _, name := range changed {
		if name == load.ConfigFile || strings.HasPrefix(name, "themes") || strings.HasPrefix(name, load.StaticFolder) || name == cfg.Brand.Icon {
			fresh = false
		}
	}
	if !fresh {
		var found diag.List
		t, err := theme.Load(b.files(), cfg, &found)
		if err != nil {
			found.Add(diag.BadTheme, diag.Pos{File: "themes"}, err.Error(), "restore the theme's files, or remove theme: from parley.yaml")
		} else {
			t.Assets() // bundles styles and scripts, so that their findings are known
		}
		theme.CheckBrand(cfg, &found)
		b.theme, b.themed = t, found.Sorted()
	}
	report.Append(b.themed...)
	return b.theme != nil
}

// Course is the course of the last Build; nil when there was none.
func (b *Builder) Course() *course.Course {
	if b.renderer == nil {
		return nil
	}
	return b.renderer.Course
}

// ReadFile reads a source file, for the excerpts of findings.
func (b *Builder) ReadFile(name string) ([]byte, error) { return fs.ReadFile(b.files(), name) }

// Draw draws every page and throws the bytes away, to find what is wrong with
// a theme's templates.
func (b *Builder) Draw(ctx context.Context, tree *output.Tree, report *diag.List) {
	for _, f := range tree.Files() {
		if strings.HasPrefix(f.Path, render.SearchFolder) {
			continue // no template has a part in it
		}
		if ctx.Err() != nil {
			return
		}
		if _, err := f.Bytes(); err != nil {
			var place *theme.Error
			if errors.As(err, &place) {
				report.Add(diag.BadTheme, place.Pos, place.Message, "correct the template, or remove it to use the theme's own")
			} else {
				report.Add(diag.Internal, diag.Pos{File: f.Path}, err.Error(), "please report this")
			}
			return
		}
	}
}
