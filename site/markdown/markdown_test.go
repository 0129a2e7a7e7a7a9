package markdown_test

import (
	"fmt"
	"html/template"
	"path"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/formula"
	"github.com/parley-kit/parley/site/markdown"
	"github.com/parley-kit/parley/test/golden"
)

// TestMarkdown converts the pages of each archive in testdata. A file named
// options holds a word a line: raw-html, term, or title and the title.
func TestMarkdown(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		got := map[string]string{}
		var report diag.List
		options := string(files["options"])
		c := markdown.New(markdown.Options{
			RawHTML:   strings.Contains(options, "raw-html"),
			Languages: []course.Lang{"en", "de"},
			Variables: map[string]string{"firm": "Acme & Sons", "Ort": "Bonn"},
			Math:      pretendMath,
			Block:     block.Read,
		})
		for name, src := range files {
			if path.Ext(name) != ".md" {
				continue
			}
			_, id := course.SourceID(name, []course.Lang{"en", "de"})
			p := &course.Page{ID: id, Lang: "en", Source: name}
			if strings.Contains(options, "term") {
				p.Term = &course.Term{Name: path.Base(string(id))}
			}
			if _, title, ok := strings.Cut(options, "title "); ok {
				p.Title = strings.TrimSpace(title)
			}
			given := p.Title
			c.Convert(markdown.Source{File: name, Text: src}, p, &report)
			out := readable(p, p.Body)
			if p.Title != given {
				out = "title: " + p.Title + "\n" + out
			}
			if p.Term != nil {
				out += "definition: " + readable(p, p.Term.Definition) + "\n"
			}
			got[strings.TrimSuffix(name, ".md")+".html"] = out
		}
		got["problems"] = problems(&report)
		return got
	})
}

// pretendMath stands for the renderer of formulas.
func pretendMath(tex string, display bool) (string, error) {
	if i := strings.Index(tex, `\oops`); i >= 0 {
		return "", &formula.Error{Message: `unknown command \oops`, Offset: len([]rune(tex[:i]))}
	}
	if tex == "no bundle" {
		return "", fmt.Errorf("engine: %w", formula.ErrNoBundle)
	}
	return fmt.Sprintf("<math display=%v>%s</math>", display, template.HTMLEscapeString(tex)), nil
}

// problems is what was reported, as it is printed.
func problems(report *diag.List) string {
	var b strings.Builder
	for _, d := range report.Sorted() {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", d.Pos, d.Severity, d.Message, d.Code)
		for line := range strings.SplitSeq(strings.TrimSpace(d.Help), "\n") {
			fmt.Fprintf(&b, "   help: %s\n", line)
		}
	}
	return b.String()
}

// readable is a body with its holes spelt out: <<...>>.
func readable(p *course.Page, body course.Body) string {
	var b strings.Builder
	at := uint32(0)
	for _, h := range body.Holes {
		b.WriteString(body.HTML[at:h.At])
		at = h.At
		switch h.Kind {
		case course.LinkHole:
			link := p.Links[h.N]
			kind := [...]string{"refused", "page", "asset", "url", "named"}[link.Kind]
			fmt.Fprintf(&b, "<<%s>>", strings.TrimRight(strings.Join([]string{kind, link.To, fragment(link.Fragment), quoted(link.Words)}, " "), " "))
		case course.ImageHole:
			img := p.Images[h.N]
			fmt.Fprintf(&b, "<<image %s %q>>", img.Asset, img.Alt)
		case course.BlockHole:
			b.WriteString(readableBlock(p, p.Blocks[h.N]))
		case course.AnchorHole:
			b.WriteString("<<#>>")
		}
	}
	return b.String() + body.HTML[at:]
}

func fragment(s string) string {
	if s == "" {
		return s
	}
	return "#" + s
}

func quoted(s string) string {
	if s == "" {
		return s
	}
	return fmt.Sprintf("%q", s)
}

func readableBlock(p *course.Page, b course.Block) string {
	name, view := b.(block.Viewed).View(drawing{p: p})
	switch v := view.(type) {
	case block.CalloutView:
		return fmt.Sprintf("<<%s %s %q\n%s>>", name, v.Kind, v.Title, v.Body)
	case block.MediaView:
		return fmt.Sprintf("<<%s %s %s %s %q poster=%q %v\n%s>>", name, v.Kind, v.Src, v.Type, v.Title, v.Poster, v.Captions, v.Transcript)
	}
	return fmt.Sprintf("<<%s %v>>", name, view)
}

// drawing is the page a block is drawn on.
type drawing struct {
	p *course.Page
	block.Lookup
}

func (d drawing) HTML(body course.Body) template.HTML { return template.HTML(readable(d.p, body)) }
func (d drawing) Href(asset string) string            { return asset }
func (d drawing) PageID() course.ID                   { return d.p.ID }
func (d drawing) Anchor(id string) string             { return "<<#>>" + id }
