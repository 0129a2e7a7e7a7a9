package theme

import "html/template"

// The views are all a layout may see: small, typed, finished. Addresses are
// relative to the page and ready to use. The layout of a page is the file
// layouts/<Layout>.html; which of the pointers at the end is set follows from
// it (see Layouts).

// Page is the view every layout gets.
type Page struct {
	Layout      string
	Kind        string // course.Kind of the source page; "" for generated pages
	Lang        string // BCP 47
	Dir         string // "ltr" or "rtl"
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
	Body   template.HTML

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

	HomePage *Home     // layout home
	Term     *Term     // layout term
	List     *List     // layouts section, tag
	Glossary *Glossary // layout glossary
	TagIndex []Counted // layout tags
	Sheets   *Sheets   // layout print
	Target   string    // layout redirect: where the page has gone
}

// Frame is what the partials see that are drawn once a folder.
type Frame struct {
	Site *Site
	Root string
	Home string
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
	Glossary    bool // there is a vocabulary
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

// Term is a page of the vocabulary.
type Term struct {
	Name         string
	Abbr         string
	Also         []string
	Avoid        []string
	Group        *Link
	Related      []TermLink
	ConfusedWith []Contrast
	Source       string
}

// TermLink leads to a term, with its definition in plain words.
type TermLink struct {
	Href       string
	Name       string
	Abbr       string
	Definition string
}

// Contrast tells the term from another.
type Contrast struct {
	Term TermLink
	How  string
}

// List is a section's or tag's pages.
type List struct {
	Groups []Group
	Count  int
}

// Group is a run of entries under one heading; the heading may be empty.
type Group struct {
	Title   string
	Href    string // the group's own page; may be empty
	Entries []Entry
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

// Sheets is a section for printing: all its pages in one document, or one part
// of several.
type Sheets struct {
	Pages []Sheet
	Part  int
	Parts []Link // empty when one document holds all
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
}

// Layouts lists the layouts a theme must have, and what each is for.
var Layouts = []string{
	"home",     // the front page
	"page",     // lessons, exercises and every other page of prose
	"term",     // a term of the vocabulary
	"section",  // a folder's pages
	"glossary", // the vocabulary by letter and by group
	"tags",     // all tags
	"tag",      // one tag's pages
	"print",    // a section as one document
	"notfound", // 404.html
	"redirect", // a page that has moved
}
