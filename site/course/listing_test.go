package course_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// items is a block with items, and plainBlock one without.
type items []string

func (items) BlockName() string { return "items" }
func (ids items) Items() (of []course.Item) {
	for _, id := range ids {
		of = append(of, course.Item{ID: id})
	}
	return of
}

type plainBlock struct{}

func (plainBlock) BlockName() string { return "note" }

func TestItemIDs(t *testing.T) {
	p := &course.Page{Blocks: []course.Block{items{"c1.2", "c1.1"}, plainBlock{}, items{}, items{"batna"}}}
	if got := p.ItemIDs(); !slices.Equal(got, []string{"c1.2", "c1.1", "batna"}) {
		t.Error(got)
	}
	if got := (&course.Page{Blocks: []course.Block{plainBlock{}}}).ItemIDs(); got != nil {
		t.Error(got)
	}
}

func TestParseListing(t *testing.T) {
	want := course.Listing{V: 1, Site: "acme-1", Name: "Acme", Pages: []course.ListedPage{
		{ID: "content/a", Lang: "en", Kind: course.Lesson, Path: "content/a.html", Title: "A", Hash: "00", Was: []string{"content/b"}, Items: []string{"c1.1"}},
		{ID: "glossary/b", Lang: "pt-BR", Kind: course.TermKind, Path: "pt-br/glossary/b.html", Hash: "01"},
	}}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := course.ParseListing(b)
	if err != nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("%+v (%v)", got, err)
	}
	// What a later Parley adds without a new v is none of our business.
	got, err = course.ParseListing([]byte(" {\"v\":1,\"site\":\"a-1\",\"theme\":[1],\"pages\":[{\"id\":\"a/b\",\"lang\":\"en\",\"weight\":{}}]}\n"))
	if err != nil || len(got.Pages) != 1 || got.Pages[0].ID != "a/b" {
		t.Errorf("%+v (%v)", got, err)
	}
}

func TestParseListingRefuses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "it is empty"},
		{`{"v":1,"site":"acme-1","pages":[{"id":"content/a",`, "it breaks off after 50 bytes"},
		{`{"v":1}}`, "it is damaged: it is not JSON from byte 8 on"},
		{`<!doctype html>`, "it is damaged: it is not JSON from byte 1 on"},
		{`{"v":2,"site":{"id":"acme-1"}}`, `it was written by a newer Parley (it says "v":2, and this one reads up to 1)`},
		{`{"v":"1","site":"acme-1"}`, "it is not the course.json of a site"},
		{`{"v":-1,"site":"acme-1"}`, "it is not the course.json of a site"},
		{`{"v":1}`, "it is not the course.json of a site"},
		{`{"v":1,"site":"acme-1","pages":"none"}`, "it is not the course.json of a site"},
		{`{"name":"package","version":"1.0.0"}`, "it is not the course.json of a site"},
		{`[]`, "it is not the course.json of a site"},
		{`null`, "it is not the course.json of a site"},
		{`{"v":1,"site":"acme-1","pages":[{"id":"../../etc/passwd","lang":"en"}]}`, `with the id "../../etc/passwd"`},
		{`{"v":1,"site":"acme-1","pages":[{"id":"/content/a","lang":"en"}]}`, `with the id "/content/a"`},
		{`{"v":1,"site":"acme-1","pages":[{"lang":"en"}]}`, `with the id ""`},
		{`{"v":1,"site":"acme-1","pages":[{"id":"content/a"}]}`, `in the language ""`},
		{strings.Repeat(`[`, 100_000), "it is damaged"},
	} {
		l, err := course.ParseListing([]byte(c.text))
		if l != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: %v, want %s", c.text, err, c.want)
		}
	}
}
