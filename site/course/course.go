// Package course is the model: what a site's Markdown says, as plain data with
// no files behind it. load makes a Course, check reads it, render draws it;
// nobody changes it after load has handed it out.
package course

import (
	"cmp"
	"slices"
	"sync"

	"github.com/parley-kit/parley/site/diag"
)

// Course is a whole site, in every language.
type Course struct {
	Config *Config
	Pages  []*Page           // by language (the site's order), then ID
	Assets map[string]*Asset // by path in the site
	Drafts []*Page           // pages left out because they are drafts
	Files  []string          // every file that could be an asset, sorted

	Doubled [][2]*Page // pages left out, the second of each, because the first has their ID

	byID   map[Lang]map[ID]*Page
	byName map[nameKey][]*Page

	sections map[Lang]func() sections
	forms    map[Lang]func() forms
}

// New sorts and indexes pages. Of two with one language and ID the first stays;
// the other goes to Doubled.
func New(config *Config, pages []*Page) *Course {
	c := &Course{Config: config, Pages: pages, byID: map[Lang]map[ID]*Page{}}
	slices.SortStableFunc(c.Pages, func(a, b *Page) int {
		if a.Lang != b.Lang {
			return cmp.Compare(slices.Index(config.Languages, a.Lang), slices.Index(config.Languages, b.Lang))
		}
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(len(a.Source), len(b.Source)))
	})
	c.Pages = slices.CompactFunc(c.Pages, func(b, a *Page) bool { // called with the later page first
		same := a.ID == b.ID && a.Lang == b.Lang
		if same {
			c.Doubled = append(c.Doubled, [2]*Page{a, b})
		}
		return same
	})
	for _, lang := range config.Languages {
		of := c.In(lang)
		ids := make(map[ID]*Page, len(of))
		c.byID[lang] = ids
		for _, p := range of {
			ids[p.ID] = p
			c.name(p)
		}
	}
	c.sections, c.forms = c.lazySections(), map[Lang]func() forms{}
	for _, lang := range config.Languages {
		c.forms[lang] = sync.OnceValue(func() forms { return c.makeForms(lang) })
	}
	return c
}

// Page finds a page in exactly this language.
func (c *Course) Page(lang Lang, id ID) (*Page, bool) {
	p, ok := c.byID[lang][id]
	return p, ok
}

// Nearest finds a page in this language, or else in the site's own language.
func (c *Course) Nearest(lang Lang, id ID) (*Page, bool) {
	if p, ok := c.byID[lang][id]; ok {
		return p, true
	}
	p, ok := c.byID[c.Config.Languages[0]][id]
	return p, ok
}

// In lists a language's pages, by ID.
func (c *Course) In(lang Lang) []*Page {
	rank := slices.Index(c.Config.Languages, lang)
	from, _ := slices.BinarySearchFunc(c.Pages, rank, func(p *Page, rank int) int {
		return cmp.Compare(slices.Index(c.Config.Languages, p.Lang), rank)
	})
	to := from
	for to < len(c.Pages) && c.Pages[to].Lang == lang {
		to++
	}
	return c.Pages[from:to]
}

// Lang is a BCP 47 tag, as written in parley.yaml: "en", "de", "pt-BR".
type Lang string

// ID names a page for good: its source path without language and extension,
// such as "glossary/batna". Learners' records hang on it.
type ID string

// Config is parley.yaml.
type Config struct {
	Name        string
	ID          string // names learners' records; never changes
	IDPos       diag.Pos
	Description string
	URL         string // where the site is published, with a slash at the end; may be empty
	Base        string // "parley" lays the site over the bundled course
	Without     []Ref  // paths of the bundled course that the site does without
	Languages   []Lang // the first is the site's own
	Theme       string
	Stages      []Stage

	Competencies []Competency
	RecordInFile bool // learners keep their records in a file; else the browser does, and files are backups

	Variables   map[string]string
	RawHTML     bool
	Edit        string // address template for "edit this page": {path}
	Report      string // address template for "report a mistake": {path} {title} {url}
	Brand       Brand
	Home        Home
	Copyright   string
	Rules       map[diag.Code]diag.Level // how findings about the vocabulary count
	Attribution string                   // the copyright line of the course that the site builds on

	BaseLanguage Lang // of that course's pages, where it is not the site's own; else ""
}

// Stage is one step of the framework.
type Stage struct {
	ID    string          // "S1"
	Names map[Lang]string // "Prepare"
	Bands []string        // the dimensions that cross it: table, deal, setup
	Pos   diag.Pos
}

// Name is the stage's name in a language, or else in the site's own.
func (s Stage) Name(lang Lang, own Lang) string { return nameIn(s.Names, lang, own) }

// Competency is what somebody who negotiates gets better at. Learners rate
// themselves in it and practise it.
type Competency struct {
	ID     string          // "preparing"; learners' records hang on it
	Names  map[Lang]string // "Preparing"
	Stages []string        // the IDs of the stages in which it shows
	Pos    diag.Pos
}

// Name is the competency's name in a language, or else in the site's own.
func (k Competency) Name(lang Lang, own Lang) string { return nameIn(k.Names, lang, own) }

func nameIn(names map[Lang]string, lang, own Lang) string {
	if n := names[lang]; n != "" {
		return n
	}
	return names[own]
}

// Brand is how a firm makes the site its own.
type Brand struct {
	Logo      string // path of an image in the site; may be empty
	LogoPos   diag.Pos
	Icon      string // path of a square image; may be empty
	IconPos   diag.Pos
	Color     string // #rrggbb for links and buttons on light ground
	ColorDark string // the same on dark ground
	Pos       diag.Pos
}

// Home says where the three answers to "What is next?" lead. Empty means the
// best page render can find.
type Home struct {
	Coming, Ended, Minutes Ref
}

// Stage finds a stage by ID.
func (c *Config) Stage(id string) (Stage, bool) {
	i := slices.IndexFunc(c.Stages, func(s Stage) bool { return s.ID == id })
	if i < 0 {
		return Stage{}, false
	}
	return c.Stages[i], true
}

// Competency finds a competency by ID.
func (c *Config) Competency(id string) (Competency, bool) {
	i := slices.IndexFunc(c.Competencies, func(k Competency) bool { return k.ID == id })
	if i < 0 {
		return Competency{}, false
	}
	return c.Competencies[i], true
}

// Asset is a file that is published as it is.
type Asset struct {
	Path          string // in the site
	Size          int64
	Width, Height int // of an image, in pixels; 0 when unknown
}

// DropDrafts takes the drafts out of the pages, to Drafts.
func (c *Course) DropDrafts() {
	var drafts []*Page
	kept := c.Pages[:0]
	for _, p := range c.Pages {
		if p.Draft {
			drafts = append(drafts, p)
		} else {
			kept = append(kept, p)
		}
	}
	if len(drafts) > 0 {
		fresh := New(c.Config, kept)
		fresh.Drafts, fresh.Doubled, fresh.Files = drafts, c.Doubled, c.Files
		*c = *fresh
	}
}

// Draft finds the draft that a link means: by its ID, or a term's by one of its
// names.
func (c *Course) Draft(name string) (*Page, bool) {
	for _, p := range c.Drafts {
		if string(p.ID) == name || slices.Contains(p.names(), fold(name)) {
			return p, true
		}
	}
	return nil, false
}
