// Package load reads a site's files into a *course.Course. Configuration first;
// then each page once: its front matter, its Markdown lowered to HTML with
// holes, its facts. What a page's file says is remembered by the file's stamp,
// so that a change costs one page and nothing has to be invalidated.
package load

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
	"github.com/parley-kit/parley/site/vocabulary"
)

// Loader loads a site again and again. Its fields are set once, before the
// first Load; one Load runs at a time.
type Loader struct {
	Site   fs.FS // the site's folder; nil for the bundled course alone
	Base   fs.FS // the bundled course
	Drafts bool  // include drafts
	Math   func(tex string, display bool) (string, error)

	// Listed, if set, is told the size in bytes of all sources before they
	// are read.
	Listed func(bytes int64)

	config  []byte // of the last load, to tell whether pages still hold
	files   listing
	pages   map[string]*remembered
	sources []string          // of the pages, sorted
	others  []string          // the other files, sorted
	names   []diag.Diagnostic // what was wrong with files' names
	assets  map[string]rememberedAsset
	heads   map[string]head         // of the glossary's files
	strays  map[string]*course.Page // terms in other folders
	words   map[course.Lang]*vocabulary.Vocabulary
	convert *markdown.Converter
}

// remembered is what one source file said, and what was wrong with it.
type remembered struct {
	layer    int
	stamp    stamp
	read     time.Time
	page     *course.Page
	findings []diag.Diagnostic
}

// Load reads the site. changed lists paths known to have changed since the last
// Load, so that nothing else is looked at; nil means look at everything. The
// Course is complete even when report has errors, but for what was refused; it
// is nil only when there is no site at all.
func (l *Loader) Load(ctx context.Context, changed []string, report *diag.List) *course.Course {
	cfg, raw := l.readConfig(report)
	if cfg == nil {
		return nil
	}
	if l.convert == nil || !bytes.Equal(raw, l.config) {
		l.config, l.pages, l.assets, l.files = raw, map[string]*remembered{}, map[string]rememberedAsset{}, nil
		l.heads, l.words, l.strays = nil, nil, map[string]*course.Page{}
		l.convert = markdown.New(markdown.Options{
			RawHTML: cfg.RawHTML, Languages: cfg.Languages, Variables: cfg.Variables, Math: l.Math, Block: block.Read, Blocks: block.Names(),
		})
	}
	layers := l.layers(cfg)
	edits := l.files != nil && l.onlyEdits(changed, layers)
	if !edits {
		var names diag.List
		l.files = l.walk(layers, cfg, &names)
		l.sources, l.others = l.files.pages()
		l.names = names.Sorted()
		if l.Listed != nil {
			l.Listed(l.files.size(l.sources))
		}
	}
	report.Append(l.names...)
	pages := l.readPages(ctx, layers, cfg, changed, edits, report)
	c := course.New(cfg, pages)
	for _, two := range c.Doubled {
		report.Add(diag.DuplicateID, diag.Pos{File: two[1].Source}, "this makes the same page as "+two[0].Source, "rename or remove one of the two")
	}
	c.Files = l.others
	if !l.Drafts {
		c.DropDrafts()
	}
	l.readAssets(layers, c, report)
	l.unlikePages(layers, c, report)
	return c
}

// layers are the file systems pages come from: the site, then the bundled
// course if the site builds on it.
func (l *Loader) layers(cfg *course.Config) []fs.FS {
	if l.Site == nil {
		return []fs.FS{l.Base}
	}
	if cfg.Base == "" {
		return []fs.FS{l.Site}
	}
	return []fs.FS{l.Site, newWithout(l.Base, cfg.Without)}
}

// onlyEdits tells whether the change is the content of known files, and takes
// their new stamps.
func (l *Loader) onlyEdits(changed []string, layers []fs.FS) bool {
	if changed == nil {
		return false
	}
	for _, name := range changed {
		e, known := l.files[name]
		if !known || e.layer > 0 { // the bundled course does not change: the site has a file of that name now
			return false
		}
		info, err := fs.Stat(layers[e.layer], name)
		if err != nil || !info.Mode().IsRegular() {
			return false
		}
		e.stamp = stamp{info.Size(), info.ModTime()}
		l.files[name] = e
	}
	return true
}

// readPages parses what is new and remembers it; in order of the paths. edits
// means that nothing but the content of the changed files can be new.
func (l *Loader) readPages(ctx context.Context, layers []fs.FS, cfg *course.Config, changed []string, edits bool, report *diag.List) []*course.Page {
	touched := map[string]bool{}
	for _, name := range changed {
		touched[name] = true
	}
	if !edits || slices.ContainsFunc(changed, inGlossary) {
		edits = l.learnTerms(layers, cfg, touched) && edits
	}
	if others := l.parse(ctx, layers, cfg, l.unread(touched, edits)); others && !l.learnTerms(layers, cfg, nil) {
		l.parse(ctx, layers, cfg, l.unread(nil, false))
	}
	pages := make([]*course.Page, 0, len(l.sources))
	for _, name := range l.sources {
		m := l.pages[name]
		if m == nil { // the run was broken off
			continue
		}
		report.Append(m.findings...)
		if m.page != nil {
			pages = append(pages, m.page)
		}
	}
	return pages
}

// unread lists the sources to read, and forgets those that are gone.
func (l *Loader) unread(touched map[string]bool, edits bool) []entry {
	sources := l.sources
	if edits {
		sources = slices.DeleteFunc(slices.Sorted(maps.Keys(touched)), func(name string) bool {
			_, found := slices.BinarySearch(l.sources, name)
			return !found
		})
	}
	var todo []entry
	for _, name := range sources {
		e, m := l.files[name], l.pages[name]
		if m == nil || m.layer != e.layer || touched[name] || (e.layer == 0 && l.Site != nil && !e.stamp.still(m.stamp, m.read)) {
			todo = append(todo, e)
		}
	}
	if !edits {
		maps.DeleteFunc(l.pages, func(name string, _ *remembered) bool { _, there := l.files[name]; return !there })
	}
	return todo
}

// parse reads files side by side; results are kept by path, so their order does
// not matter. It tells whether there are others than before among the terms that
// lie outside the glossary.
func (l *Loader) parse(ctx context.Context, layers []fs.FS, cfg *course.Config, todo []entry) (others bool) {
	read := make([]*remembered, len(todo))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		wg.Go(func() {
			var files cursor
			defer files.close()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(todo) {
					return
				}
				m := l.readPage(&files, layers[todo[i].layer], todo[i], cfg)
				read[i] = &m
			}
		})
	}
	wg.Wait()
	for i, m := range read {
		if m == nil {
			continue
		}
		name := todo[i].path
		l.pages[name] = m
		if old := l.strays[name]; !inGlossary(name) && (m.page.Term != nil || old != nil) {
			l.strays[name] = m.page
			others = true
		}
	}
	return others
}
