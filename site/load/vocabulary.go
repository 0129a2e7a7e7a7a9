package load

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/vocabulary"
)

// The terms come first: a page's text is searched for them while it is read. So
// the heads of the glossary's files are read before any page; of terms in other
// folders is known once their pages are read. Where the terms are others than
// those a page was read with, every page is read again.

// head is what the head of a glossary's file said.
type head struct {
	layer int
	stamp stamp
	page  *course.Page
}

// inGlossary tells whether a source lies in the glossary's folder of a language.
func inGlossary(source string) bool {
	top, _, _ := strings.Cut(source, "/")
	top, _, _ = strings.Cut(top, ".")
	return top == glossary
}

const glossary = "glossary"

// learnTerms reads what is new in the glossary's heads. Where that changes the
// vocabulary, all pages are forgotten and it returns false.
func (l *Loader) learnTerms(layers []fs.FS, cfg *course.Config, touched map[string]bool) bool {
	if l.heads == nil {
		l.heads = map[string]head{}
	}
	gone := func(name string) bool { _, there := l.files[name]; return !there }
	maps.DeleteFunc(l.heads, func(name string, _ head) bool { return gone(name) })
	maps.DeleteFunc(l.strays, func(name string, _ *course.Page) bool { return gone(name) })
	terms := map[course.Lang][]*course.Page{}
	taken := map[course.Lang]map[course.ID]bool{}
	add := func(p *course.Page) {
		if p == nil || p.Term == nil || p.Draft && !l.Drafts || taken[p.Lang][p.ID] {
			return
		}
		if taken[p.Lang] == nil {
			taken[p.Lang] = map[course.ID]bool{}
		}
		taken[p.Lang][p.ID] = true
		terms[p.Lang] = append(terms[p.Lang], p)
	}
	var files cursor
	defer files.close()
	for _, name := range l.sources {
		if !inGlossary(name) {
			add(l.strays[name])
			continue
		}
		e := l.files[name]
		h, known := l.heads[name]
		if !known || h.layer != e.layer || h.stamp != e.stamp || touched[name] {
			h = head{e.layer, e.stamp, readHead(&files, layers[e.layer], e, cfg)}
			l.heads[name] = h
		}
		add(h.page)
	}
	return l.know(cfg, terms, taken)
}

// know makes the vocabularies of the terms; see learnTerms.
func (l *Loader) know(cfg *course.Config, terms map[course.Lang][]*course.Page, taken map[course.Lang]map[course.ID]bool) bool {
	words := map[course.Lang]*vocabulary.Vocabulary{}
	changed := l.words == nil
	for _, lang := range cfg.Languages {
		var foreign []*course.Page
		if lang != cfg.Languages[0] {
			foreign = slices.DeleteFunc(slices.Clone(terms[cfg.Languages[0]]), func(p *course.Page) bool { return taken[lang][p.ID] })
		}
		words[lang] = vocabulary.New(lang, terms[lang], foreign)
		changed = changed || l.words[lang] == nil || l.words[lang].Sum() != words[lang].Sum()
	}
	if changed {
		l.words = words
		l.convert.Know(words)
		clear(l.pages)
	}
	return !changed
}

// readHead reads the front matter of one file of the glossary; nil when it
// cannot be read, which is reported with the page.
func readHead(files *cursor, layer fs.FS, e entry, cfg *course.Config) (p *course.Page) {
	defer func() {
		if recover() != nil {
			p = nil // it is reported where the whole page is read
		}
	}()
	if e.stamp.size > markdownLimit {
		return nil
	}
	src, err := files.readFile(layer, e)
	if err != nil || !readable(e.path, src, &diag.List{}) {
		return nil
	}
	p = newPage(e.path, cfg)
	r := &reader{file: e.path, src: withLineFeeds(src), report: &diag.List{}, variables: cfg.Variables}
	if _, ok := r.head(p); !ok {
		return nil
	}
	return p
}
