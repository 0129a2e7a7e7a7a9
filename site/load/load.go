// Package load reads a site's files into a *course.Course. Configuration first;
// then each page once: its front matter, its Markdown lowered to HTML with
// holes, its facts. What a page's file says is remembered by the file's stamp,
// so that a change costs one page and nothing has to be invalidated.
package load

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Loader loads a site again and again. Its fields are set once, before the
// first Load; one Load runs at a time.
type Loader struct {
	Site   fs.FS // the site's folder; nil for the bundled course alone
	Base   fs.FS // the bundled course
	Drafts bool  // include drafts
	Math   func(tex string, display bool) (string, error)

	config  []byte // of the last load, to tell whether pages still hold
	files   listing
	pages   map[string]remembered
	assets  map[string]rememberedAsset
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
		l.config, l.pages, l.assets, l.files = raw, map[string]remembered{}, map[string]rememberedAsset{}, nil
		l.convert = markdown.New(markdown.Options{
			RawHTML: cfg.RawHTML, Languages: cfg.Languages, Variables: cfg.Variables, Math: l.Math, Block: block.Read,
		})
	}
	layers := l.layers(cfg)
	var names diag.List
	if l.files == nil || !l.onlyEdits(changed, layers) {
		l.files = l.walk(layers, cfg, &names)
		report.Append(names.Sorted()...)
	}
	pages := l.readPages(ctx, layers, cfg, changed, report)
	c := course.New(cfg, pages, nil)
	c.Drafts = l.dropDrafts(c)
	l.readAssets(layers, c, report)
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
	return []fs.FS{l.Site, without{l.Base, cfg.Without}}
}

// onlyEdits tells whether the change is the content of known files, and takes
// their new stamps.
func (l *Loader) onlyEdits(changed []string, layers []fs.FS) bool {
	if changed == nil {
		return false
	}
	for _, name := range changed {
		e, known := l.files[name]
		if !known || e.layer >= len(layers) {
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

func (l *Loader) readConfig(report *diag.List) (*course.Config, []byte) {
	defaults := course.Config{Languages: []course.Lang{"en"}, Theme: "default", Variables: map[string]string{}}
	base, err := fs.ReadFile(l.Base, ConfigFile)
	if err != nil {
		report.Add(diag.Unreadable, diag.Pos{File: ConfigFile}, "the bundled course cannot be read: "+plainError(err), "build Parley again with make")
		return nil, nil
	}
	var quiet diag.List
	bundled := (&reader{file: ConfigFile, src: base, report: &quiet}).config(defaults)
	if l.Site == nil {
		report.Append(quiet.Sorted()...)
		return bundled, base
	}
	src, err := fs.ReadFile(l.Site, ConfigFile)
	if err != nil {
		report.Add(diag.NoSite, diag.Pos{File: ConfigFile}, "this file cannot be read: "+plainError(err), "run parley init to make a site here")
		return nil, nil
	}
	defaults.Stages = bundled.Stages
	for k, v := range bundled.Variables {
		if k != "site" {
			defaults.Variables[k] = v
		}
	}
	if !readable(ConfigFile, src, report) {
		return nil, nil
	}
	return (&reader{file: ConfigFile, src: src, report: report}).config(defaults), src
}

// readPages parses what is new and remembers it; in order of the paths.
func (l *Loader) readPages(ctx context.Context, layers []fs.FS, cfg *course.Config, changed []string, report *diag.List) []*course.Page {
	touched := map[string]bool{}
	for _, name := range changed {
		touched[name] = true
	}
	var todo []entry
	for name, e := range l.files {
		if !strings.EqualFold(path.Ext(name), ".md") || strings.HasPrefix(name, StaticFolder+"/") {
			continue
		}
		m, known := l.pages[name]
		if !known || m.layer != e.layer || touched[name] || (e.layer == 0 && l.Site != nil && !e.stamp.still(m.stamp, m.read)) {
			todo = append(todo, e)
		}
	}
	for name := range l.pages {
		if _, there := l.files[name]; !there {
			delete(l.pages, name)
		}
	}
	l.parse(ctx, layers, cfg, todo)
	pages := make([]*course.Page, 0, len(l.pages))
	seen := make(map[string]string, len(l.pages))
	for name, m := range l.pages {
		report.Append(m.findings...)
		if m.page == nil {
			continue
		}
		k := string(m.page.Lang) + ":" + string(m.page.ID)
		if other, twice := seen[k]; twice {
			first, second := min(name, other), max(name, other)
			report.Add(diag.DuplicateID, diag.Pos{File: second}, "this makes the same page as "+first, "rename or remove one of the two")
			if name > other {
				continue
			}
		}
		seen[k] = name
		pages = append(pages, m.page)
	}
	return pages
}

// parse reads files side by side; results are kept by path, so their order does
// not matter.
func (l *Loader) parse(ctx context.Context, layers []fs.FS, cfg *course.Config, todo []entry) {
	if len(todo) == 0 {
		return
	}
	work := make(chan entry)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		wg.Go(func() {
			for e := range work {
				m := l.readPage(layers[e.layer], e, cfg)
				mu.Lock()
				l.pages[e.path] = m
				mu.Unlock()
			}
		})
	}
	for _, e := range todo {
		if ctx.Err() != nil {
			break
		}
		work <- e
	}
	close(work)
	wg.Wait()
}

// readPage reads one source file.
func (l *Loader) readPage(layer fs.FS, e entry, cfg *course.Config) remembered {
	m := remembered{layer: e.layer, stamp: e.stamp, read: time.Now()}
	var report diag.List
	defer func() { m.findings = report.Sorted() }()
	if e.stamp.size > markdownLimit {
		report.Add(diag.PageTooBig, diag.Pos{File: e.path}, "this page is larger than 1 MB", "split it into several pages")
		return m
	}
	src, err := fs.ReadFile(layer, e.path)
	if err != nil {
		report.Add(diag.Unreadable, diag.Pos{File: e.path}, "this file cannot be read: "+plainError(err), "check that you may read it")
		return m
	}
	if !readable(e.path, src, &report) {
		return m
	}
	m.page = l.page(e.path, withLineFeeds(src), cfg, &report)
	m.findings = report.Sorted()
	return m
}

// markdownLimit is the largest file that is even opened; markdown's own limit
// speaks of it in detail.
const markdownLimit = 4 << 20

func (l *Loader) page(file string, src []byte, cfg *course.Config, report *diag.List) *course.Page {
	lang, id := course.SourceID(file, cfg.Languages)
	p := &course.Page{ID: id, Lang: lang, Source: file, Kind: defaultKind(id), LinkTerms: true}
	r := &reader{file: file, src: src, report: report}
	body, ok := r.head(p)
	if !ok {
		return p
	}
	l.convert.Convert(markdown.Source{File: file, Text: src, From: body}, p, report)
	p.Title = fillVariables(p.Title, cfg.Variables)
	p.Description = fillVariables(p.Description, cfg.Variables)
	if p.Title == "" {
		report.Add(diag.MissingTitle, diag.Pos{File: file, Line: 1}, "this page has no title",
			"begin it with a line such as: # Preparing for a price talk")
		p.Title = path.Base(string(id))
	}
	if p.Body.HTML == "" && p.Kind != course.Plain {
		report.Add(diag.EmptyPage, diag.Pos{File: file, Line: 1}, "this page has no text", "write some below its settings, or mark it draft: true")
	}
	return p
}

// defaultKind is the kind of a page that names none: what its folder holds, but
// an index is a plain page.
func defaultKind(id course.ID) course.Kind {
	if path.Base(string(id)) == "index" {
		return course.Plain
	}
	top, _, _ := strings.Cut(string(id), "/")
	for _, f := range course.Folders {
		if f.Name == top {
			return f.Kind
		}
	}
	return course.Plain
}

func fillVariables(s string, values map[string]string) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	for name, v := range values {
		s = strings.ReplaceAll(s, "{{"+name+"}}", v)
	}
	return s
}

// readable refuses bytes that are not text.
func readable(file string, src []byte, report *diag.List) bool {
	at, code, what, help := -1, diag.NotUTF8, "", ""
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}), bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		at, what, help = 0, "this file is written in UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"
	case bytes.IndexByte(src, 0) >= 0:
		at, code, what, help = bytes.IndexByte(src, 0), diag.NulByte, "there is a NUL byte here, so this is not a text file", "save it as plain text in UTF-8"
	case bytes.IndexByte(src, 0x1f) >= 0:
		at, code, what, help = bytes.IndexByte(src, 0x1f), diag.NulByte, "there is an invisible control character here", "delete it and type the passage again"
	case !utf8.Valid(src):
		at = 0
		for rest := src; ; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n <= 1 {
				break
			}
			at, rest = at+n, rest[n:]
		}
		what, help = "this byte is not UTF-8, the encoding Parley reads", "save the file as UTF-8 and type the character again"
	}
	if at < 0 {
		return true
	}
	report.Add(code, diag.NewLines(src).Pos(file, at, 1), what, help)
	return false
}

// withLineFeeds turns the line ends of old Macs into line feeds, byte for byte.
func withLineFeeds(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	for i, c := range src {
		if c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			src[i] = '\n'
		}
	}
	return src
}

// dropDrafts takes the drafts out of a course unless they are wanted.
func (l *Loader) dropDrafts(c *course.Course) map[course.ID]bool {
	if l.Drafts {
		return nil
	}
	return c.DropDrafts()
}
