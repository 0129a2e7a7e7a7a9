package theme

import "html/template"

// The views are all a layout may see: small, typed, finished. Addresses are
// relative to the page and ready to use. The layout of a page is the file
// layouts/<Layout>.html; which of the pointers at the end is set follows from
// it (see Layouts).

// Page is the view every layout gets.
type Page struct {
	Layout      string
	ID          string   // of a written page; records name it
	Was         []string // former IDs, which records may still name
	Kind        string   // course.Kind of the source page; "" for generated pages
	Lang        string   // BCP 47
	Dir         string   // "ltr" or "rtl"
	Site        *Site
	Root        string // leads to the top of the site: "", "../", "../../"
	Home        string // address of this language's home page
	Title       string // the page's heading
	HeadTitle   string // for <title>
	Description string
	Canonical   string // absolute; "" when the site has no url
	NoIndex     bool
	Alternates  []Alternate // this page in the site's languages, itself included; empty on a site of one language
	Draft       bool

	// What the pages of a folder share is drawn once, since its addresses are
	// relative to the folder.
	Assets   template.HTML // partials/assets, over a Frame
	Masthead template.HTML // partials/masthead, over a Frame
	Nav      template.HTML // partials/nav, over []NavNode

	Crumbs []Link // from the home page down, without the page itself
	TOC    []TOCEntry
	Body   template.HTML // of a term: what follows Term.Definition

	// TextLang is the attributes for the page's title and text where they are
	// in another language than the page: those of the bundled course.
	TextLang template.HTMLAttr

	Stage   *Stage
	Minutes int
	Updated *Date
	Authors []string
	Tags    []Link
	Prev    *Link
	Next    *Link
	Edit    string // address; "" when not configured
	Report  string
	Print   string // the section as one document; "" when there is none

	Scripts      []string // assets that the page's blocks need: "learn.js"
	Progress     string   // address of the page of layout progress
	Negotiations string   // address of My negotiations; "" where no worksheet is for one
	Sharing      string   // address of Share and receive; "" as well
	Directory    string   // address of the page of all coaches, on the sheet that asks for one; may be empty

	HomePage *Home     // layout home
	Term     *Term     // layout term
	List     *List     // layouts section, tag
	Glossary *Glossary // layout glossary
	Pairs    []Pair    // layout pairs
	TagIndex []Counted // layout tags
	Sheets   *Sheets   // layout print
	Search   *Search   // layout search
	Own      *Own      // layouts progress, record
	Coach    *Coach    // layout coach
	Coaches  *Coaches  // layout coaches
	Target   string    // layout redirect: where the page has gone
}

// Frame is what the partials see that are drawn once a folder.
type Frame struct {
	Site   *Site
	Root   string
	Home   string
	Search string // address of the page of layout search

	Progress     string // address of the page of layout progress
	Negotiations string // address of My negotiations; "" where there is none
	Lang         string // BCP 47
	Folder       string // of the language, from the site's top: "" or "de/"
}

// Site is what all pages of one language share.
type Site struct {
	Name        string
	Description string
	Copyright   string
	Attribution string            // of the course that the site builds on; may be empty
	CSP         template.HTMLAttr // the policy as a whole content attribute
	Logo        *Image
	Languages   int
	ID          string // names learners' records
	InFile      bool   // learners keep their records in a file
	Glossary    bool   // there is a vocabulary
	Tags        bool
	Top         []NavNode // the sections, for the header; addresses relative to the site's top
}

// Scripts, styles and the icon are addresses from the site's top; layouts put
// {{.Root}} before them. They come from Theme.Assets by the template functions
// {{asset "site.css"}}, {{asset "boot.js"}}, {{asset "core.js"}}, {{asset "icon.svg"}}.

// Image is a picture with its size in pixels (0 when unknown); Src is from the
// site's top.
type Image struct {
	Src           string
	Width, Height int
}

// Link is an address with its words.
type Link struct {
	Href  string
	Title string
}

// Alternate is the page in one language.
type Alternate struct {
	Lang    string
	Name    string // in that language: "Deutsch"
	Href    string
	Current bool
	Missing bool // not translated: Href leads to that language's home page
}

// Stage is a step of the framework.
type Stage struct {
	ID          string // "S1"
	Number      int    // 1, 2, ...
	Name        string
	Href        string // its overview; "" when there is none
	Description string
	Bands       []string
}

// Date is a day.
type Date struct {
	ISO  string // 2026-11-20
	Text string // 20 November 2026
}

// NavNode is an entry of the site's tree. Closed nodes of large sites carry no
// children.
type NavNode struct {
	Href     string
	Title    string
	Number   int  // position of its stage in the framework; 0 for none
	Open     bool // on the way to the current folder
	Children []NavNode
	More     *Link // where the rest is, when Children was cut
}

// TOCEntry is a heading of the page; Children are one level deeper.
type TOCEntry struct {
	ID       string
	Title    string
	Children []TOCEntry
}

// Home is the front page.
type Home struct {
	Cards  []Card
	Map    template.HTML // the framework as one picture, for wide screens
	Narrow template.HTML // the same for phones
	Stages []Stage       // the picture's text equivalent
	Start  *Link         // the first lesson
	Facts  Facts
}

// Facts are the counts a visitor may want.
type Facts struct{ Lessons, Terms, Exercises int }

// Card is one answer to "What is next?". Its words are the strings
// home.<Key>.title and home.<Key>.text; Key is coming, ended or minutes.
type Card struct {
	Key     string
	Href    string
	Page    string // title of the page it leads to
	Minutes int
}

// Term is a page of the vocabulary. What stands below Source is there on the
// term's own page alone.
type Term struct {
	Name         string
	Abbr         string
	Also         []string
	Avoid        []string
	Group        *Link
	Related      []TermLink // those it names, then those that name it
	ConfusedWith []Contrast // whichever of the two names the other
	Source       string
	Checked      string // how far the source was looked up: "read", "abstract", "no" or ""

	Definition template.HTML // the inside of a paragraph; "" when the page does not begin with one
	Near       *Near         // the terms around it as a picture; nil when they are few
	Uses       []Use         // where it is used, in reading order
	MoreUses   []Use         // further ones, not to be seen at once
	UsesLeft   int           // how many more there are, which are not listed
	Pairs      string        // address of the page of all confusable terms; "" when it is taken for none
}

// TermLink leads to a term, with its definition in plain words.
type TermLink struct {
	Href       string
	Name       string
	Abbr       string
	Definition string
	Lang       string // of the term, where it is not the page's
}

// Contrast tells a term from another.
type Contrast struct {
	Own  TermLink // Href is "" on the term's own page
	Term TermLink
	How  string
	Ask  string // the question that tells them apart; may be empty
}

// Pair is a contrast on the page of all.
type Pair struct {
	ID    string // anchor
	Title string // "BATNA or reservation value?"
	Contrast
}

// Near is a picture of the terms around a term. Its terms are in Related and
// ConfusedWith too, so that it needs no other words than Between.
type Near struct {
	Map      template.HTML // for wide screens
	Narrow   template.HTML // the same for phones
	Related  bool          // a line leads to a related term
	Confused bool          // a dashed line leads to one it is taken for
	Between  string        // which of the terms around it are joined: "target – ZOPA, ..."; may be empty
}

// Use is a page that uses a term. The sentence may be empty.
type Use struct {
	Link
	Before, Words, After string // the sentence, in which Words are the term
}

// List is a section's or tag's pages.
type List struct {
	Groups []Group
	Count  int
}

// Group is a run of entries under one heading; the heading may be empty.
type Group struct {
	Title       string
	Href        string // the group's own page; may be empty
	Description string // of that page, which is no entry
	Entries     []Entry
}

// Entry is a page in a list.
type Entry struct {
	Href        string
	Title       string
	Description string
	Kind        string
	Minutes     int
	Stage       *Stage
}

// Glossary is the vocabulary, by letter and by group.
type Glossary struct {
	Letters []Letter
	Groups  []TermGroup
	Count   int
	Pairs   string // address of the page of confusable terms; "" when there are none
}

// Letter is a run of terms in the language's own order.
type Letter struct {
	Name  string // "A"; "#" for what no letter holds
	ID    string // anchor: "letter-a"
	Terms []TermLink
}

// TermGroup is a theme of the vocabulary.
type TermGroup struct {
	Name  string
	ID    string // anchor: "group-preparation"
	Terms []TermLink
}

// Counted is a tag with the number of its pages.
type Counted struct {
	Link
	Count int
}

// Search is everything from A to Z, on one page or, where that is much, on a
// page for each letter or several.
type Search struct {
	Letters []Link        // to each letter, here or on its own page
	Lists   []ListedUnder // what this page lists
	Parts   []Link        // the pages of one letter; empty when one holds all
	Count   int           // of pages in the language
}

// ListedUnder is what begins with a letter.
type ListedUnder struct {
	Name  string
	ID    string // anchor
	Pages []Listed
}

// Listed is a page with what leads into it.
type Listed struct {
	Link
	Kind     string
	Names    []string // other names of a term
	Headings []Link
	Attr     template.HTMLAttr // as TextLang in Page
}

// Sheets is a section for printing: all its pages in one document, or one part
// of several.
type Sheets struct {
	Pages []Sheet
	Part  int
	Parts []Link // empty when one document holds all

	Practice bool // something on these pages is to be answered or filled in
}

// Sheet is one page of a printed section. Prefix stands before each of its
// anchors.
type Sheet struct {
	ID     string
	Title  string
	Kind   string
	Stage  *Stage
	Body   template.HTML
	Term   *Term
	Prefix string

	TextLang template.HTMLAttr // as in Page
}
