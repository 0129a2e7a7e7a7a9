package course

import (
	"path"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// Kind is what a page is for. The set is closed: see Kinds.
type Kind string

// The kinds.
const (
	Lesson     Kind = "lesson"
	TermKind   Kind = "term"
	Exercise   Kind = "exercise"
	Assessment Kind = "assessment"
	Worksheet  Kind = "worksheet"
	Practice   Kind = "practice"
	Path       Kind = "path"
	Coach      Kind = "coach"
	Plain      Kind = "page"
)

// Kinds lists every kind.
var Kinds = []Kind{Lesson, TermKind, Exercise, Assessment, Worksheet, Practice, Path, Coach, Plain}

// Page is one source file in one language.
type Page struct {
	ID     ID
	Lang   Lang
	Kind   Kind
	Source string // path of the Markdown file in the site

	Bundled bool // it comes from the course that the site builds on, which was checked by itself

	Title       string
	Description string
	Tags        []string
	Order       int
	Stage       Ref   // its Text is the ID of a stage
	Competency  []Ref // IDs of competencies
	Minutes     int
	Authors     []string
	Updated     string // yyyy-mm-dd; may be empty
	Draft       bool
	Unread      bool  // the text was refused, which has been reported: nothing below is known
	Was         []Ref // former IDs
	Retired     []Ref // ids of items that were taken from the page on purpose
	LinkTerms   bool
	Copied      Ref    // the mark of the bundled page that this one was copied from
	Original    string // the mark of the bundled page of the same path, where Copied is set
	Later       Ref    // the ID of a page: this one is for two weeks after it
	Introduces  []Ref
	Term        *Term       // set on pages of kind term
	Coach       *CoachFacts // set on pages of kind coach

	Body     Body
	Headings []Heading
	Links    []Link
	Images   []Image
	Blocks   []Block
	Broken   []Broken // blocks that could not be read, which has been reported
	Mentions []Mention
	Allowed  []Allow
}

// Index tells whether the page stands for its folder.
func (p *Page) Index() bool { return path.Base(string(p.ID)) == "index" }

// FormerIDs are the IDs that the page had.
func (p *Page) FormerIDs() []string {
	var ids []string
	for _, was := range p.Was {
		ids = append(ids, strings.TrimSuffix(was.Text, ".md"))
	}
	return ids
}

// Folder is the folder of the page's ID: "content/framework".
func (p *Page) Folder() string { return path.Dir(string(p.ID)) }

// Term is the vocabulary's side of a page of kind term.
type Term struct {
	Name         string
	NamePos      diag.Pos
	Also         []Ref // accepted names, linked like the name
	Avoid        []Ref // misuses, reported and rewritten
	Abbr         string
	AbbrPos      diag.Pos
	Careful      bool // an ordinary word: linked only where the author says so
	Group        string
	Related      []Ref
	ConfusedWith []Contrast
	Source       string
	Checked      string // one of CheckedWords: of the source; mostly ""
	Definition   Body   // the first paragraph; also the start of the page's Body
	Gist         Ref    // the definition in plain words
}

// CheckedWords say how far a source was looked up: all of it, its abstract, or not at
// all.
var CheckedWords = []string{"read", "abstract", "no"}

// Has tells whether a term goes by a name.
func (t *Term) Has(name string) bool {
	if fold(t.Name) == fold(name) || fold(t.Abbr) == fold(name) {
		return true
	}
	for _, also := range t.Also {
		if fold(also.Text) == fold(name) {
			return true
		}
	}
	return false
}

// Contrast tells a term from one it is taken for.
type Contrast struct {
	With Ref
	How  string
	Ask  string // the question that tells them apart; may be empty
}

// Ref is a name somebody wrote, and where.
type Ref struct {
	Text string
	Pos  diag.Pos
}

// Body is prose lowered to HTML that is finished but for its holes: what
// depends on where the page stands or on other pages. Offsets ascend.
type Body struct {
	HTML  string
	Holes []Hole
}

// Hole is a place in a Body that render fills. N is an index into the page's
// table of that kind.
type Hole struct {
	At   uint32
	N    uint32
	Kind HoleKind
}

// HoleKind says what fills a hole.
type HoleKind uint8

// The holes.
const (
	LinkHole    HoleKind = iota // the opening <a ...> of Links[N]; the run closes it
	ImageHole                   // the whole <img> of Images[N]
	BlockHole                   // the whole of Blocks[N]
	AnchorHole                  // inside an id or a #fragment: a prefix where pages share a document; nothing else
	TermHole                    // the opening <a ...> of Mentions[N]
	TermEndHole                 // its </a>: both are holes, since the vocabulary decides and not the page's words
)

// Mention is a term in a page's prose, found by Parley or linked by the author:
// the first of each term in each section. A page of a large site has many, so it
// is small.
type Mention struct {
	Term     ID
	Line     uint32
	Col, End uint16 // capped
	Linked   bool   // Parley links it: its holes are in the body
	First    bool   // of the term on the page
}

// Place is where the mention stands.
func (m *Mention) Place(p *Page) diag.Pos {
	return diag.Pos{File: p.Source, Line: int(m.Line), Col: int(m.Col), End: int(m.End)}
}

// Allow is a remark that silences one kind of finding at one place:
//
//	<!-- parley: allow P0312 quoting a client -->
type Allow struct {
	Code     diag.Code
	Reason   string
	Pos      diag.Pos
	From, To int // the lines it speaks of
}

// Heading is a heading of a page's body.
type Heading struct {
	Level int
	Text  string
	ID    string
	Line  int
}

// Link is one link of a page, wherever it stands. A page of a large site has
// many, so it is small.
type Link struct {
	Kind     LinkKind
	To       string // what Kind says
	Fragment string // without #
	Words    string // of a wiki link: the words after |; of any other: its title
	Line     uint32
	Col, End uint16 // capped
}

// LinkKind says what a Link's To is.
type LinkKind uint8

// The kinds of link.
const (
	Refused LinkKind = iota // nothing: the destination was refused, and reported
	ToPage                  // an ID; a link within the page has its own
	ToAsset                 // a path in the site
	ToURL                   // an address with its scheme; also mailto: and tel:
	ToNamed                 // a name written as [[...]], which Course.Named resolves
)

// Image is one image of a page.
type Image struct {
	Asset string // "" for an external one, which is an error
	Alt   string
	Title string
	Line  uint32
	Col   uint16
	End   uint16
}

// Place is where the link stands.
func (l *Link) Place(p *Page) diag.Pos {
	return diag.Pos{File: p.Source, Line: int(l.Line), Col: int(l.Col), End: int(l.End)}
}

// Place is where the image stands.
func (i *Image) Place(p *Page) diag.Pos {
	return diag.Pos{File: p.Source, Line: int(i.Line), Col: int(i.Col), End: int(i.End)}
}

// Block is a ::: container that was read. The concrete types are block's; the
// set is listed there.
type Block interface {
	// BlockName is the word after the colons.
	BlockName() string
}

// Output is the path of the page's HTML in the site's output.
func (c *Course) Output(p *Page) string { return c.OutputOf(p.Lang, p.ID) }

// OutputOf is the output path of an ID in a language: the site's own language
// at the top, the others each in a folder of their name. The home page,
// content/index, is the top's index.html.
func (c *Course) OutputOf(lang Lang, id ID) string {
	file := string(id) + ".html"
	if id == HomeID {
		file = "index.html"
	}
	if lang != c.Config.Languages[0] {
		return strings.ToLower(string(lang)) + "/" + file
	}
	return file
}

// HomeID is the page whose text stands on the home page.
const HomeID ID = "content/index"
