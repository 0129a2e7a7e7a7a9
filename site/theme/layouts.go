package theme

// Layouts lists the layouts a theme must have, and what each is for.
var Layouts = []string{
	"home",     // the front page
	"page",     // lessons, exercises and every other page of prose
	"term",     // a term of the vocabulary
	"section",  // a folder's pages
	"glossary", // the vocabulary by letter and by group
	"pairs",    // the terms that are taken for each other
	"coach",    // somebody who coaches
	"coaches",  // everybody who coaches
	"tags",     // all tags
	"tag",      // one tag's pages
	"print",    // a section as one document
	"search",   // the search without scripts: everything from A to Z
	"progress", // My progress and My negotiations: what a learner has done, and what is due
	"record",   // My file: a learner's record, kept and merged
	"frame",    // what a tab keeps where pages of a disk share nothing else
	"notfound", // 404.html
	"redirect", // a page that has moved
}
