package load

import (
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Head is what a page says about itself, as its file has it: not yet decoded
// into a Page, so that it can be written again as it was meant.
type Head struct {
	ID     course.ID
	Lang   course.Lang
	Kind   course.Kind
	Fields []Field // in the file's order
	End    int     // the offset of the line that ends them
	Body   int     // the offset at which the Markdown begins
}

// Field is one entry of front matter. A text is in Text and, split at its commas,
// in List too, since either may be meant; a list is in List; keys with texts of
// their own are in Pairs.
type Field struct {
	Key      string
	Text     string
	List     []string
	Pairs    []Pair
	From, To int // the offsets of its lines, without the last one's end
}

// Pair is a key and its text within a Field.
type Pair struct{ Key, Text string }

// ReadHead reads the front matter of a page's source as Load does, and reports
// what Load would, but for variables, which are not filled. ok is false when
// there are errors; then a part of what the file says may be missing.
func ReadHead(file string, src []byte, cfg *course.Config, report *diag.List) (h Head, ok bool) {
	var found diag.List
	if !readable(file, src, &found) {
		report.Append(found.Sorted()...)
		return Head{}, false
	}
	p := newPage(file, cfg)
	r := &reader{file: file, src: withLineFeeds(slices.Clone(src)), report: &found}
	h.Body, ok = r.head(p)
	if ok {
		h.ID, h.Lang, h.Kind = p.ID, p.Lang, p.Kind
		_, h.End, _, _ = frontMatter(r.src)
		for _, f := range r.entries {
			h.Fields = append(h.Fields, asField(f))
		}
	}
	found.Settle(func(d *diag.Diagnostic) bool { return d.Code != diag.UnknownVariable })
	report.Append(found.Sorted()...)
	return h, ok && found.Errors() == 0
}

func asField(f field) Field {
	out := Field{Key: f.key, From: f.at, To: f.to}
	items := f.value.list
	switch f.value.kind {
	case scalar:
		out.Text = strings.TrimSpace(f.value.text)
		items = splitList(f.value.text, 0)
	case mapping:
		for _, g := range f.value.fields {
			out.Pairs = append(out.Pairs, Pair{g.key, strings.TrimSpace(g.value.text)})
		}
	}
	for _, item := range items {
		if item.text != "" {
			out.List = append(out.List, item.text)
		}
	}
	return out
}
