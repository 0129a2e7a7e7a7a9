package block_test

import (
	"bytes"
	"html/template"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
	"github.com/parley-kit/parley/site/theme"
)

// samples holds a page for each block there is, and what must be seen of it.
var samples = map[string]struct {
	text string
	sees []string
}{
	"note":    {"::: note\nOne & *two*.\n:::\n", []string{"Note", "One & two."}},
	"tip":     {"::: tip Say it <out> loud\nOne.\n:::\n", []string{"Tip", "Say it <out> loud", "One."}},
	"warning": {"::: Warning\n- One\n- Two\n:::\n", []string{"Warning", "One", "Two"}},
	"example": {"::: example\n## Head\n\nOne.\n:::\n", []string{"Example", "Head", "One."}},
	"video": {"::: video talk.mp4\ntitle: A \"talk\"\nposter: talk.png\ncaptions: talk.en.vtt, talk.de.vtt\n\n**Amal:** Hello.\n:::\n",
		[]string{`A "talk"`, "Transcript", "Amal: Hello.", "English", "Deutsch"}},
	"audio": {"::: audio talk.mp3\ntitle: A talk\n\nHello.\n:::\n", []string{"A talk", "Transcript", "Hello."}},
}

// TestEveryBlock draws every block there is with Parley's own theme, in each of its
// languages: nothing is reported, the elements are closed as they were opened,
// and what was written is there.
func TestEveryBlock(t *testing.T) {
	cfg := &course.Config{Name: "Test", Languages: []course.Lang{"en", "de"}}
	var report diag.List
	th, err := theme.Load(os.DirFS("../.."), cfg, &report)
	if err != nil || len(report.Sorted()) > 0 {
		t.Fatal(err, report.Sorted())
	}
	convert := markdown.New(markdown.Options{Languages: cfg.Languages, Block: block.Read})
	for _, name := range block.Names() {
		t.Run(name, func(t *testing.T) {
			sample, ok := samples[name]
			if !ok {
				t.Fatal("write a sample of this block")
			}
			var report diag.List
			p := &course.Page{ID: "content/a", Lang: "en", Source: "content/a.md", Title: "A"}
			convert.Convert(markdown.Source{File: p.Source, Text: []byte(sample.text)}, p, &report)
			if found := report.Sorted(); len(found) > 0 || len(p.Blocks) != 1 {
				t.Fatalf("%d blocks were read; %v", len(p.Blocks), found)
			}
			if got := p.Blocks[0].BlockName(); got != name {
				t.Errorf("the block is called %q", got)
			}
			for _, lang := range cfg.Languages {
				partial, view := p.Blocks[0].(block.Viewed).View(drawn{})
				var b bytes.Buffer
				if err := th.Execute(&b, lang, partial, view); err != nil {
					t.Fatal(err)
				}
				text := words(t, b.String())
				for _, want := range sample.sees {
					if lang == "en" && !strings.Contains(text, want) {
						t.Errorf("%q is not to be seen: %s", want, text)
					}
				}
			}
		})
	}
	for name := range samples {
		if !slices.Contains(block.Names(), name) {
			t.Errorf("there is no block %q any more", name)
		}
	}
}

// drawn is the page that blocks are drawn on.
type drawn struct{}

func (drawn) HTML(body course.Body) template.HTML { return template.HTML(body.HTML) }
func (drawn) Href(asset string) string            { return "../" + asset }
func (drawn) PageID() course.ID                   { return "content/a" }
func (drawn) Anchor(id string) string             { return id }

// words is what a reader gets of some HTML, labels included; it fails for
// elements that are not closed as they were opened.
func words(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v in %s", open, page)
			}
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken:
			tok := z.Token()
			for _, a := range tok.Attr {
				if a.Key == "label" || a.Key == "aria-label" {
					b.WriteString(" " + a.Val + " ")
				}
			}
			if !slices.Contains([]string{"source", "track", "img", "br", "hr"}, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			tok := z.Token()
			if k := len(open); k == 0 || open[k-1] != tok.Data {
				t.Fatalf("</%s> closes none of %v in %s", tok.Data, open, page)
			}
			open = open[:len(open)-1]
		}
	}
}

// TestUnknownBlock proposes the name that may have been meant.
func TestUnknownBlock(t *testing.T) {
	convert := markdown.New(markdown.Options{Languages: []course.Lang{"en"}, Block: block.Read})
	for written, help := range map[string]string{
		"warnin": "did you mean ::: warning?",
		"Vidoe":  "did you mean ::: video?",
		"chart":  "the blocks are note, tip, warning, example, video, audio",
	} {
		var report diag.List
		p := &course.Page{ID: "content/a", Lang: "en", Source: "content/a.md", Title: "A"}
		convert.Convert(markdown.Source{File: p.Source, Text: []byte("::: " + written + "\nText\n:::\n")}, p, &report)
		found := report.Sorted()
		if len(p.Blocks) != 0 || len(found) != 1 || found[0].Code != diag.UnknownBlock || found[0].Help != help || !strings.Contains(found[0].Message, `"`+written+`"`) {
			t.Errorf("%s: %v", written, found)
		}
	}
}
