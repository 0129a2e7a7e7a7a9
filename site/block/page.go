package block

import "github.com/parley-kit/parley/site/course"

// Lookup is what a block's view may ask of the course around its page. What is not
// there is "".
type Lookup interface {
	Competency(id string) string          // its name
	LinkedPage(link uint32) *course.Page  // that a link of the page leads to; nil when it is no written page
	FieldRef(form, field string) FieldRef // what a field is kept under
	Leads(competency string) []Lead       // where somebody reads and practises it
	CourseScript() string                 // address of the script that says what there is to do
	Vocabulary() string                   // address of the page of all terms
	AlsoHashes(item string) string        // what the item's hash is in other languages, between blanks
	Seal(Part) string                     // a JWE; "" where the site has no secret
	DemoCode(opener string) string        // that opens it in a preview; "" elsewhere
}

// FieldRef is the reference of a field, "content/prepare#expected", and the former IDs of
// its page, between bars.
type FieldRef struct{ Ref, Was string }

// Title is what stands above a block; Text may be empty.
type Title struct {
	Text  string
	Level int // as a heading
}

// Lead is a page that helps with a competency.
type Lead struct{ Href, Title string }
