package course

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"
)

// Section is a folder of pages in one language, in the order in which they are
// read.
type Section struct {
	Folder   string // "content/framework"; "" for the whole language
	Index    *Page  // the folder's index.md; nil when there is none
	Pages    []*Page
	Sections []*Section
}

// IndexID is the ID of the section's own page, written or generated.
func (s *Section) IndexID() ID { return ID(s.Folder + "/index") }

// Count is the number of pages in the section and below, its index apart.
func (s *Section) Count() int {
	n := len(s.Pages)
	for _, sub := range s.Sections {
		n += sub.Count()
	}
	return n
}

// All lists the section's pages in reading order: its index first, then its own
// pages, then those of its sections.
func (s *Section) All() []*Page {
	var out []*Page
	if s.Index != nil {
		out = append(out, s.Index)
	}
	out = append(out, s.Pages...)
	for _, sub := range s.Sections {
		out = append(out, sub.All()...)
	}
	return out
}

// Order is the place the section asks for among its siblings.
func (s *Section) order() int {
	if s.Index != nil {
		return s.Index.Order
	}
	return 0
}

// sections are a language's, with each folder at hand.
type sections struct {
	root     *Section
	byFolder map[string]*Section
}

// lazySections prepares every language's sections, made when first asked for.
func (c *Course) lazySections() map[Lang]func() sections {
	out := map[Lang]func() sections{}
	for _, lang := range c.Config.Languages {
		out[lang] = sync.OnceValue(func() sections { return c.makeSections(lang) })
	}
	return out
}

func (c *Course) makeSections(lang Lang) sections {
	s := sections{root: &Section{}, byFolder: map[string]*Section{}}
	s.byFolder["."] = s.root
	for _, p := range c.In(lang) {
		section := s.folder(p.Folder())
		if p.Index() {
			section.Index = p
		} else {
			section.Pages = append(section.Pages, p)
		}
	}
	ranks := map[string]int{}
	for _, stage := range c.Config.Stages {
		ranks[stage.ID] = len(ranks) - len(c.Config.Stages) // before 0, the rank of pages without a stage
	}
	for _, section := range s.byFolder {
		sortReading(section.Pages, ranks)
		slices.SortStableFunc(section.Sections, func(a, b *Section) int {
			return cmp.Or(cmp.Compare(a.order(), b.order()), cmp.Compare(a.Folder, b.Folder))
		})
	}
	return s
}

// folder finds or makes a section and those above it.
func (s *sections) folder(name string) *Section {
	if section, ok := s.byFolder[name]; ok {
		return section
	}
	section := &Section{Folder: name}
	s.byFolder[name] = section
	parent := s.folder(path.Dir(name))
	parent.Sections = append(parent.Sections, section)
	return section
}

// sortReading orders the pages of a folder, which come by ID: by stage, then
// order, then ID.
func sortReading(pages []*Page, ranks map[string]int) {
	type keyed struct {
		rank, order int
		page        *Page
	}
	keys := make([]keyed, len(pages))
	for i, p := range pages {
		keys[i] = keyed{ranks[p.Stage.Text], p.Order, p}
	}
	slices.SortStableFunc(keys, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.order, b.order))
	})
	for i, k := range keys {
		pages[i] = k.page
	}
}

// Section finds a folder's section in a language; "." is the root.
func (c *Course) Section(lang Lang, folder string) (*Section, bool) {
	s, ok := c.sections[lang]().byFolder[folder]
	return s, ok
}

// Exists tells whether the site has this page in this language, written or
// generated.
func (c *Course) Exists(lang Lang, id ID) bool {
	if _, ok := c.byID[lang][id]; ok {
		return true
	}
	switch id {
	case HomeID, SearchID, ProgressID, RecordID:
		return true
	case TagsID:
		return slices.ContainsFunc(c.In(lang), func(p *Page) bool { return len(p.Tags) > 0 })
	case PairsID:
		return slices.ContainsFunc(c.In(lang), c.confusable)
	case NegotiationsID, SharingID:
		return c.HasNegotiations(lang)
	case CoachesID:
		return len(c.Coaches(lang)) > 0
	}
	folder, ok := strings.CutSuffix(string(id), "/index")
	if !ok {
		return false
	}
	_, ok = c.Section(lang, folder)
	return ok
}

// confusable tells whether a page is a term that says for which other it is taken.
func (c *Course) confusable(p *Page) bool {
	return p.Term != nil && slices.ContainsFunc(p.Term.ConfusedWith, func(contrast Contrast) bool {
		named := c.Named(p.Lang, contrast.With.Text)
		return len(named) > 0 && named[0].Term != nil && named[0] != p
	})
}

// The generated pages of all tags, of all terms, of the terms that are taken for
// each other, of everything from A to Z, of the coaches, and a learner's own four.
const (
	TagsID         ID = "tags/index"
	GlossaryID     ID = "glossary/index"
	PairsID        ID = "glossary/pairs"
	SearchID       ID = "search"
	CoachesID      ID = "coaches"
	ProgressID     ID = "progress"
	RecordID       ID = "record"
	NegotiationsID ID = "negotiations"
	SharingID      ID = "sharing"
)
