package block_test

import (
	"bytes"
	"fmt"
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
	"github.com/parley-kit/parley/test/golden"
)

// samples holds a page for each block there is, and what must be seen of it.
var samples = map[string]struct {
	text string
	sees []string
}{
	"note":    {"::: note\nOne & *two*.\n:::\n", []string{"Note", "One & two."}},
	"answer":  {"::: answer\nOne.\n:::\n", []string{"Show the answer", "One."}},
	"tip":     {"::: tip Say it <out> loud\nOne.\n:::\n", []string{"Tip", "Say it <out> loud", "One."}},
	"warning": {"::: Warning\n- One\n- Two\n:::\n", []string{"Warning", "One", "Two"}},
	"example": {"::: example\n## Head\n\nOne.\n:::\n", []string{"Example", "Head", "One."}},
	"video": {"::: video talk.mp4\ntitle: A \"talk\"\nposter: talk.png\ncaptions: talk.en.vtt, talk.de.vtt\n\n**Amal:** Hello.\n:::\n",
		[]string{`A "talk"`, "Transcript", "Amal: Hello.", "English", "Deutsch"}},
	"quiz": {"::: quiz limits\ntitle: Your *limits*\npass: 70%\n\n### What is R&D? {#meaning}\n- [ ] A **price**\n  > No.\n- [x] An action\nwhy: Since.\nhint: Think.\n:::\n",
		[]string{"Your *limits*", "What is R&D?", "A price", "An action", "Hint", "Think.", "Answers", "No.", "Since."}},
	"worked": {"::: worked van\n### A lease {#lease}\nIt costs €620.\n\n### The delay {#delay}\nWhat then?\n= 14 +- 1 EUR\nwhy: So.\n:::\n",
		[]string{"A lease", "It costs €620.", "The delay", "What then?", "EUR", "Answers", "14 EUR (± 1)", "So."}},
	"compare": {"::: compare anchors\n### Two suppliers\nKwame.\n### A salary\nPriya.\nask: What is it? {#same}\nmodel: Both.\n:::\n",
		[]string{"Two suppliers", "Kwame.", "A salary", "Priya.", "What is it?", "Both."}},
	"audio": {"::: audio talk.mp3\ntitle: A talk\n\nHello.\n:::\n", []string{"A talk", "Transcript", "Hello."}},
	"scale": {"::: scale frequency\ncompetency: preparing\n- Wrote *down* my target {#a}\n- Forgot my target (reverse) {#b}\n:::\n",
		[]string{"Preparing", "In how many", "Wrote down my target", "the less often, the better", "never", "in all three", "no occasion"}},
	"form": {"::: form preparation\ntitle: My *sheet*\n\n## Alone\n\n- What then? (long, required) {#a}\n  > What you really do.\n- Expected (money, range, confidence, estimate) {#b}\n" +
		"- Who (choice) {#c}\n  choice: I; you\n- Which (choice) {#d}\n  choices: a; b; c; d; e; f\n- How far (scale) {#e}\n- Issues (rows) {#f}\n  columns: Issue; Mine\n- When (date) {#g}\n- Result (money, settles other: x) {#h}\n- Name {#i}\n:::\n",
		[]string{"My *sheet*", "Alone", "What then? required", "What you really do.", "Expected estimate", "From", "How sure are you?", "I", "fully", "Issue", "When", "Result", "Name"}},
	"path": {"::: path first\npass: 80%\n\nOne after the other.\n\n- [One](b.md) (20 min)\n- [Two](b.md)\n  after: [One](b.md)\n  needs: time\n:::\n", []string{"One after the other.", "One 20 minutes", "Two 7 minutes", "Better after: One", "You need: time"}},
	"sources": {"::: sources\n- Raiffa, 1982, *The Art* (checked: no)\n- Mabe (checked: abstract)\n- Brett (checked: read)\n:::\n",
		[]string{"Raiffa, 1982, The Art", "We have not looked it up.", "with its summary", "We have read it."}},
	"simulation": {"::: simulation deal\ntitle: Two *machines*\nwalk-away: Buyer 900, Seller 700\ntime: 30\nrounds: 2\nagree: 1 of 2, Buyer must\n\n| Issue | Option | Buyer | Seller |\n|-|-|-|-|\n| Delivery | 2 weeks | 1200 | 400 |\n| | 8 weeks | 0 | 900 |\n:::\n",
		[]string{"Two *machines*", "Buyer, Seller", "30 minutes", "Who has to agree", "Delivery", "2 weeks", "8 weeks", "are not published here"}},
	"brief":   {"::: simulation deal\ntitle: Two *machines*\nwalk-away: Buyer 900, Seller 700\ntime: 30\nrounds: 2\nagree: 1 of 2, Buyer must\n\n| Issue | Option | Buyer | Seller |\n|-|-|-|-|\n| Delivery | 2 weeks | 1200 | 400 |\n| | 8 weeks | 0 | 900 |\n:::\n\n::: brief Buyer / engineer\nYou *need* it.\n:::\n", []string{"Brief: Buyer, engineer", "Confidential."}},
	"debrief": {"::: simulation deal\ntitle: Two *machines*\nwalk-away: Buyer 900, Seller 700\ntime: 30\nrounds: 2\nagree: 1 of 2, Buyer must\n\n| Issue | Option | Buyer | Seller |\n|-|-|-|-|\n| Delivery | 2 weeks | 1200 | 400 |\n| | 8 weeks | 0 | 900 |\n:::\n\n::: debrief\nAsk.\n:::\n", []string{"For whoever leads", "Confidential."}},
	"cards":   {"::: cards\n:::\n", []string{"Flash cards", "To the vocabulary"}},
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
			if found := report.Sorted(); len(found) > 0 || len(p.Blocks) == 0 {
				t.Fatalf("%d blocks were read; %v", len(p.Blocks), found)
			}
			last := p.Blocks[len(p.Blocks)-1] // a brief stands below a simulation
			if got := last.BlockName(); got != name {
				t.Errorf("the block is called %q", got)
			}
			for _, lang := range cfg.Languages {
				partial, view := last.(block.Viewed).View(drawn{p})
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

// TestBlocks draws the page of each archive, in.md, and holds what is drawn and
// what is reported against the archive.
func TestBlocks(t *testing.T) {
	cfg := &course.Config{Name: "Test", Languages: []course.Lang{"en"}}
	var report diag.List
	th, err := theme.Load(os.DirFS("../.."), cfg, &report)
	if err != nil {
		t.Fatal(err)
	}
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		out := map[string]string{}
		for name, text := range files {
			var report diag.List
			p := &course.Page{ID: "content/a", Lang: "en", Source: name, Title: "A", LinkTerms: true}
			convert := markdown.New(markdown.Options{Languages: cfg.Languages, Block: block.Read, Blocks: block.Names()})
			convert.Convert(markdown.Source{File: p.Source, Text: text}, p, &report)
			var b bytes.Buffer
			for _, blk := range p.Blocks {
				from := b.Len()
				partial, view := blk.(block.Viewed).View(drawn{p})
				if err := th.Execute(&b, "en", partial, view); err != nil {
					t.Fatal(err)
				}
				words(t, b.String()[from:])
				if itemed, ok := blk.(course.Itemed); ok {
					fmt.Fprintf(&b, "items: %v\n", itemed.Items())
				}
				if searched, ok := blk.(block.Searched); ok {
					b.WriteString("found by:")
					for _, body := range searched.Search() {
						if body.HTML != "" {
							b.WriteString(" | " + strings.TrimSpace(body.HTML))
						}
					}
					b.WriteString("\n")
				}
			}
			if b.Len() > 0 {
				out[strings.TrimSuffix(name, ".md")+".html"] = b.String()
			}
			if problems := golden.Problems(&report); problems != "" {
				out[strings.TrimSuffix(name, ".md")+".problems"] = problems
			}
		}
		return out
	})
}

// drawn is the page that blocks are drawn on.
type drawn struct{ p *course.Page }

func (d drawn) HTML(body course.Body) template.HTML {
	whole, at := "", 0
	for _, h := range body.Holes {
		whole += body.HTML[at:h.At]
		at = int(h.At)
		if h.Kind == course.LinkHole {
			link := d.p.Links[h.N]
			whole += `<a href="` + link.To + `">`
			if link.Kind == course.ToNamed {
				whole += link.To + "</a>"
			}
		}
	}
	return template.HTML(whole + body.HTML[at:])
}

func (drawn) Href(asset string) string { return "../" + asset }
func (drawn) PageID() course.ID        { return "content/a" }
func (drawn) Anchor(id string) string  { return id }

// drawnMinutes is how long every page takes that a link leads to.
const drawnMinutes = 7

func (drawn) Competency(id string) string { return map[string]string{"preparing": "Preparing"}[id] }
func (drawn) LinkedPage(uint32) *course.Page {
	return &course.Page{ID: "content/b", Minutes: drawnMinutes}
}
func (drawn) FieldRef(form, field string) block.FieldRef {
	return block.FieldRef{Ref: "content/" + form + "#" + field}
}
func (drawn) Leads(string) []block.Lead { return []block.Lead{{"../content/b.html", "B"}} }
func (drawn) CourseScript() string      { return "../course.en.js" }
func (drawn) AlsoHashes(string) string  { return "" }
func (drawn) Vocabulary() string        { return "../glossary/index.html" }
func (drawn) Seal(block.Part) string    { return "" }
func (drawn) DemoCode(string) string    { return "" }

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
			if !slices.Contains([]string{"source", "track", "img", "br", "hr", "input"}, tok.Data) {
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
		"chart":  "the blocks are note, tip, warning, example, answer, video, audio, quiz, worked, compare, scale, form, cards, path, sources, simulation, brief, debrief",
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
