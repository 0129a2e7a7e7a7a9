// Package render draws a *course.Course with a theme. Its result is a tree of
// functions: a page's bytes are made when they are asked for.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/seal"
	"github.com/parley-kit/parley/site/theme"
)

// CSP is the content security policy of every page, as a meta element and, in
// the preview, as a header: see docs/hosting.md for what each part is for.
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"media-src 'self'; frame-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types parley"

// Renderer draws one course. Its fields are set before Tree is called; the tree
// it returns may then be read from several goroutines.
type Renderer struct {
	Course *course.Course
	Theme  *theme.Theme
	Files  fs.FS // where assets are read

	NoSearch bool        // leave the search's index out
	Secret   seal.Secret // of what is sealed; without one, role plays are not published
	Demo     bool        // everybody may see the codes

	langs  map[course.Lang]*language
	papers sync.Pool
	hashes func() []string // of the texts of Course.Pages
	seals  sync.Map        // page's ID -> *seal.Page
}

// language is what the pages of one language share, made when first asked for.
type language struct {
	r      *Renderer
	lang   course.Lang
	prefix string // "" or "de/"
	site   func() *theme.Site
	order  func() reading
	tags   func() []tag
	frames sync.Map            // root and home -> func() frame
	navs   sync.Map            // folder -> func() template.HTML
	prints map[string][]string // folder -> the outputs of its printed parts
	stages func() []theme.Stage

	contrasts func() map[*course.Page][]contrast
	related   func() map[*course.Page][]*course.Page
	uses      func() map[course.ID][]use
}

// Tree lists every file of the site. Paths that cannot be are reported.
func (r *Renderer) Tree(report *diag.List) *output.Tree {
	r.langs = map[course.Lang]*language{}
	r.hashes = sync.OnceValue(func() []string { return textHashes(r.Course.Pages) })
	t := &output.Tree{}
	add := func(path string, class output.Class, from string, draw drawer) {
		if err := t.Add(output.File{Path: path, Class: class, Append: draw}); err != nil {
			file, help := r.claimant(path, from)
			report.Add(diag.PathClash, diag.Pos{File: file}, err.Error(), help)
		}
	}
	for _, a := range r.Theme.Assets() {
		add(a.Path, output.AssetClass, "themes", whole(a.Bytes))
	}
	for _, a := range r.Course.Assets {
		add(course.AssetOutput(a.Path), output.AssetClass, a.Path, whole(func() ([]byte, error) { return fs.ReadFile(r.Files, a.Path) }))
	}
	for _, lang := range r.Course.Config.Languages {
		l := r.language(lang)
		r.langs[lang] = l
		go l.tags() // needed below, and long enough to begin with on another core
		go r.Course.Section(lang, ".")
	}
	for _, lang := range r.Course.Config.Languages {
		r.langs[lang].addTo(add)
	}
	first := r.langs[r.Course.Config.Languages[0]]
	add("frame.html", output.PageClass, "frame", first.drawing(func(*paper) *theme.Page { return first.framePage() }))
	r.addRedirects(add)
	r.addListings(add)
	if r.NoSearch {
		return t
	}
	if err := t.Later(SearchFolder, r.searchFiles); err != nil {
		report.Add(diag.PathClash, diag.Pos{File: SearchFolder}, err.Error(), "rename it, for the search's index lies in this folder")
	}
	return t
}

// claimant is the file of the site to report when a path is taken that from
// wants too. What Parley makes by itself, such as the home page, comes from no
// file: then it is the one that took the path.
func (r *Renderer) claimant(path, from string) (file, help string) {
	for _, name := range slices.Sorted(maps.Keys(r.Course.Assets)) {
		to := course.AssetOutput(name)
		switch {
		case name == from || !strings.EqualFold(to, path) && !strings.HasPrefix(path, to+"/") && !strings.HasPrefix(to, path+"/"):
		case strings.HasSuffix(from, ".md"):
			return from, "rename " + from + " or " + name
		default:
			return name, "rename this file, for Parley makes a page of that path"
		}
	}
	return from, "rename one of the two"
}

// drawer adds a file's content to dst; see output.File.
type drawer func(dst []byte) ([]byte, error)

type adder func(path string, class output.Class, from string, draw drawer)

// whole is the drawer of content that comes in one piece.
func whole(read func() ([]byte, error)) drawer {
	return func(dst []byte) (out []byte, err error) {
		defer stumble(dst, &out, &err)
		b, err := read()
		return append(dst, b...), err
	}
}

func (r *Renderer) language(lang course.Lang) *language {
	l := &language{r: r, lang: lang, prints: map[string][]string{}}
	l.prefix = r.Course.OutputOf(lang, course.HomeID)
	l.prefix = l.prefix[:len(l.prefix)-len("index.html")]
	l.site = sync.OnceValue(l.makeSite)
	l.order = sync.OnceValue(l.makeOrder)
	l.tags = sync.OnceValue(l.makeTags)
	l.stages = sync.OnceValue(l.makeStages)
	l.contrasts = sync.OnceValue(l.makeContrasts)
	l.related = sync.OnceValue(l.makeRelated)
	l.uses = sync.OnceValue(l.makeUses)
	return l
}

// addTo adds the language's pages.
func (l *language) addTo(add adder) {
	c := l.r.Course
	page := func(id course.ID, from string, draw func() *theme.Page) {
		path := c.OutputOf(l.lang, id)
		add(path, output.PageClass, from, l.drawing(func(*paper) *theme.Page { return draw() }))
	}
	for _, p := range c.In(l.lang) {
		if p.ID != course.HomeID && p.ID != course.GlossaryID {
			add(c.Output(p), output.PageClass, p.Source, l.drawing(func(k *paper) *theme.Page { return l.page(p, k) }))
		}
	}
	page(course.HomeID, "home", l.homePage)
	if l.hasGlossary() {
		page(course.GlossaryID, "glossary", l.glossaryPage)
	}
	if l.hasPairs() {
		page(course.PairsID, "glossary", l.pairsPage)
	}
	if l.hasCoaches() {
		page(course.CoachesID, "coaches", l.coachesPage)
	}
	l.addSearch(add)
	l.addOwn(add)
	l.addCards(add)
	l.addSections(page)
	if tags := l.tags(); len(tags) > 0 {
		page(course.TagsID, "tags", l.tagsPage)
		for _, t := range tags {
			page(t.id, "tags", func() *theme.Page { return l.tagPage(t) })
		}
	}
	l.addPrints(add)
	add(l.prefix+"404.html", output.PageClass, "404", l.drawing(func(*paper) *theme.Page { return l.notFound(c.Config.URL) }))
}

// drawing makes a page's view and runs its layout. A theme's error in a partial
// of the view comes out as an error, like one in the layout.
func (l *language) drawing(view func(*paper) *theme.Page) drawer {
	return func(dst []byte) (out []byte, err error) {
		defer stumble(dst, &out, &err)
		k, _ := l.r.papers.Get().(*paper)
		if k == nil {
			k = &paper{}
		}
		defer l.r.papers.Put(k)
		k.text = k.text[:0]
		v := view(k)
		b := bytes.NewBuffer(dst)
		err = l.r.Theme.Execute(b, l.lang, v.Layout, v)
		return b.Bytes(), err
	}
}

// stumble, deferred, turns a panic into an error.
func stumble(dst []byte, out *[]byte, err *error) {
	switch e := recover().(type) {
	case nil:
	case themeError:
		*out, *err = dst, e.error
	default:
		*out, *err = dst, fmt.Errorf("Parley stumbled over this page: %v", e)
	}
}

// partial runs a partial into finished HTML. An error of the theme shows in the
// page's own layout too, where it is reported.
func (l *language) partial(name string, view any) template.HTML {
	var b bytes.Buffer
	if err := l.r.Theme.Execute(&b, l.lang, name, view); err != nil {
		panic(themeError{err})
	}
	return template.HTML(b.String())
}

// themeError carries a theme's error out of a view that is being made.
type themeError struct{ error }

// NotFound draws the page for an address that leads nowhere, for a server whose
// site begins at root.
func (r *Renderer) NotFound(root string) ([]byte, error) {
	l := r.langs[r.Course.Config.Languages[0]]
	return l.drawing(func(*paper) *theme.Page { return l.notFound(root) })(nil)
}
