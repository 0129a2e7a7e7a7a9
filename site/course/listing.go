package course

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// ListingVersion is the "v" of the course.json that this Parley writes and reads.
const ListingVersion = 1

// Listing is course.json: a built site as learners' records, updates and later
// builds see it. Keys may be added; what a key means changes only with V.
type Listing struct {
	V     int          `json:"v"`
	Site  string       `json:"site"` // Config.ID
	Name  string       `json:"name"`
	Pages []ListedPage `json:"pages"` // by language, then ID
}

// ListedPage is a page in one language, as it is published.
type ListedPage struct {
	ID    ID       `json:"id"`
	Lang  Lang     `json:"lang"`
	Kind  Kind     `json:"kind"`
	Path  string   `json:"path"`            // in the output
	Title string   `json:"title,omitempty"` // "" in a listing by an early Parley
	Hash  string   `json:"hash"`            // of title and text: it changes with the words
	Was   []string `json:"was,omitempty"`   // former IDs
	Items []string `json:"items,omitempty"` // what learners answer on the page, by Itemed

	Hashes     []string `json:"hashes,omitempty"` // of Items, one each: it changes with the question
	Stage      string   `json:"stage,omitempty"`
	Competency []string `json:"competency,omitempty"`
	Minutes    int      `json:"minutes,omitempty"`
}

// Itemed is a block with items that learners answer: questions, statements,
// fields. Their records hang on the items' ids.
type Itemed interface {
	Block
	// Items lists those that have an id, in the order of the text.
	Items() []Item
}

// Item is a question, statement or field.
type Item struct {
	ID   string // unique on its page; the same in every language
	Hash string // 8 hexadecimal digits; it changes with what is asked and what is right
}

// Items lists the items of the page, in the order of its blocks.
func (p *Page) Items() []Item {
	var items []Item
	for _, b := range p.Blocks {
		if b, ok := b.(Itemed); ok {
			items = append(items, b.Items()...)
		}
	}
	return items
}

// ItemIDs lists the ids of Items.
func (p *Page) ItemIDs() []string {
	var ids []string
	for _, item := range p.Items() {
		ids = append(ids, item.ID)
	}
	return ids
}

var errNoListing = errors.New("it is not the course.json of a site that Parley has built")

// ParseListing reads a course.json. The error says what is wrong with it, about
// an "it" that the caller names.
func ParseListing(b []byte) (*Listing, error) {
	var head struct{ V int }
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, listingError(err, len(b))
	}
	switch {
	case head.V > ListingVersion:
		return nil, fmt.Errorf("it was written by a newer Parley (it says \"v\":%d, and this one reads up to %d): use that one here too", head.V, ListingVersion)
	case head.V < 1:
		return nil, errNoListing
	}
	var l Listing
	if err := json.Unmarshal(b, &l); err != nil {
		return nil, listingError(err, len(b))
	}
	if l.Site == "" {
		return nil, errNoListing
	}
	for _, p := range l.Pages {
		if p.ID == "." || !fs.ValidPath(string(p.ID)) || p.Lang == "" {
			return nil, fmt.Errorf("it lists a page with the id %q in the language %q, which Parley would not write", p.ID, p.Lang)
		}
	}
	return &l, nil
}

func listingError(err error, size int) error {
	var syntax *json.SyntaxError
	switch {
	case size == 0:
		return errors.New("it is empty")
	case !errors.As(err, &syntax): // JSON of another shape
		return errNoListing
	case syntax.Error() == "unexpected end of JSON input":
		return fmt.Errorf("it breaks off after %d bytes: copy it again", size)
	}
	return fmt.Errorf("it is damaged: it is not JSON from byte %d on", syntax.Offset)
}
