package render_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/render"
	"github.com/parley-kit/parley/site/theme"
)

// drawn draws a site with Parley's own theme after change has had its way with
// the course.
func drawn(t *testing.T, files map[string]string, change func(*course.Course)) *output.Tree {
	t.Helper()
	b, _ := built(t, files)
	var report diag.List
	c := b.Load(t.Context(), nil, &report)
	change(c)
	th, err := theme.Load(os.DirFS("../.."), c.Config, &report)
	if err != nil {
		t.Fatal(err)
	}
	tree := (&render.Renderer{Course: c, Theme: th, Files: b.Site}).Tree(&report)
	if found := report.Sorted(); len(found) > 0 {
		t.Fatal(found)
	}
	return tree
}

// mentions gives a page a text with terms in it: each [id|words] is a mention
// that is linked.
func mentions(p *course.Page, text string) {
	p.Body, p.Mentions = course.Body{}, nil
	seen := map[string]bool{}
	for text != "" {
		before, rest, more := strings.Cut(text, "[")
		p.Body.HTML += before
		if !more {
			break
		}
		id, rest, _ := strings.Cut(rest, "|")
		words, after, _ := strings.Cut(rest, "]")
		n := uint32(len(p.Mentions))
		p.Body.Holes = append(p.Body.Holes, course.Hole{At: uint32(len(p.Body.HTML)), N: n, Kind: course.TermHole})
		p.Body.HTML += words
		p.Body.Holes = append(p.Body.Holes, course.Hole{At: uint32(len(p.Body.HTML)), N: n, Kind: course.TermEndHole})
		p.Mentions = append(p.Mentions, course.Mention{Term: course.ID(id), Linked: true, First: !seen[id]})
		seen[id] = true
		text = after
	}
	p.Body.HTML = "<p>" + p.Body.HTML + "</p>\n"
	for i := range p.Body.Holes {
		p.Body.Holes[i].At += uint32(len("<p>"))
	}
}

func page(t *testing.T, c *course.Course, lang course.Lang, id course.ID) *course.Page {
	t.Helper()
	p, ok := c.Page(lang, id)
	if !ok {
		t.Fatalf("there is no %s in %s", id, lang)
	}
	return p
}

// TestMentions links terms in prose to their pages: in the page's language or
// else the site's, in a printed document to their place in it. A term that the
// site leaves out is words alone.
func TestMentions(t *testing.T) {
	term := "---\nterm: %s\n---\nText\n"
	tree := drawn(t, map[string]string{
		"theme":                  "",
		"parley.yaml":            "name: Test\nid: test-site\nlanguages: de\n",
		"content/x/a.md":         "# A\n\nText\n",
		"content.de/x/a.md":      "# A\n\nText\n",
		"glossary/batna.md":      fmt.Sprintf(term, "BATNA"),
		"glossary/limit.md":      fmt.Sprintf(term, "limit"),
		"glossary.de/batna.md":   fmt.Sprintf(term, "BATNA"),
		"glossary/deep/a & b.md": fmt.Sprintf(term, "both"),
	}, func(c *course.Course) {
		text := "Your [glossary/batna|BATNA] & [glossary/limit|the limit], [glossary/gone|nothing], [content/x/a|no term], [glossary/deep/a & b|both]."
		mentions(page(t, c, "en", "content/x/a"), text)
		mentions(page(t, c, "de", "content/x/a"), text)
		mentions(page(t, c, "en", "glossary/limit"), text)
	})
	for name, want := range map[string]string{
		"content/x/a.html":    `<p>Your <a class="term" href="../../glossary/batna.html">BATNA</a> & <a class="term" href="../../glossary/limit.html">the limit</a>, nothing, no term, <a class="term" href="../../glossary/deep/a%20&amp;%20b.html">both</a>.</p>`,
		"de/content/x/a.html": `<p>Your <a class="term" href="../../glossary/batna.html">BATNA</a> & <a class="term" href="../../../glossary/limit.html">the limit</a>, nothing, no term, <a class="term" href="../../../glossary/deep/a%20&amp;%20b.html">both</a>.</p>`,
		"glossary/print.html": `<p>Your <a class="term" href="#s-batna">BATNA</a> & <a class="term" href="#s-limit">the limit</a>, nothing, no term, <a class="term" href="deep/a%20&amp;%20b.html">both</a>.</p>`,
	} {
		if page := read(t, tree, name); !strings.Contains(page, want) {
			t.Errorf("%s does not hold\n%s\nbut\n%s", name, want, page)
		}
	}
}

// TestUses lists the pages that use a term, in reading order and then by id, each
// with the sentence around its first mention; what is many is folded.
func TestUses(t *testing.T) {
	files := map[string]string{
		"theme":              "",
		"glossary/batna.md":  "---\nterm: BATNA\n---\nText\n",
		"glossary/few.md":    "---\nterm: few\n---\nText\n",
		"glossary/many.md":   "---\nterm: many\n---\nText\n",
		"glossary/alone.md":  "---\nterm: alone\n---\nText\n",
		"glossary/unused.md": "---\nterm: unused\n---\nText\n",
	}
	pages(files, "content/y", 120)
	for i := range 12 {
		files[fmt.Sprintf("content/x/p%02d.md", i)] = fmt.Sprintf("---\ntitle: Page %d\norder: %d\n---\nText\n", i, 99-i)
	}
	tree := drawn(t, files, func(c *course.Course) {
		for i := range 12 {
			text := fmt.Sprintf("Before. Note.<sup id=\"r\"><a href=\"#fn-1\" class=\"footnote-ref\" role=\"doc-noteref\">1</a></sup> In %d, [glossary/batna|a &lt;BATNA&gt;] &amp; <em>so</em> [glossary/batna|again].", i)
			if i < 9 {
				text += " There are [glossary/few|few]."
			}
			mentions(page(t, c, "en", course.ID(fmt.Sprintf("content/x/p%02d", i))), text)
		}
		mentions(page(t, c, "en", "glossary/batna"), "[glossary/batna|Itself].")
		for i := range 120 {
			mentions(page(t, c, "en", course.ID(fmt.Sprintf("content/y/p%03d", i))), "Of [glossary/many|many] one. [glossary/alone|Alone].")
		}
	})
	got := read(t, tree, "glossary/batna.html")
	first := `<li><a href="../content/x/p11.html">Page 11</a><p>In 11, <mark>a &lt;BATNA&gt;</mark> &amp; so again.</p></li>`
	last := `<li><a href="../content/x/p00.html">Page 0</a><p>In 0, <mark>a &lt;BATNA&gt;</mark> &amp; so again.</p></li>`
	open, folded, ok := strings.Cut(got, "<details>\n<summary>4 more pages</summary>")
	if n := strings.Count(open, "<mark>"); !ok || n != 8 || !strings.Contains(open, first) {
		t.Errorf("want %s among 8, not %d, and 4 in a fold:\n%s", first, n, got)
	}
	if n := strings.Count(folded, "<mark>"); n != 4 || !strings.Contains(folded, last) {
		t.Errorf("want %s as the last of 4, not %d:\n%s", last, n, folded)
	}
	if few := read(t, tree, "glossary/few.html"); strings.Count(few, "<mark>") != 9 || strings.Contains(few, "<details>") {
		t.Errorf("a list of 9 is folded:\n%s", few)
	}
	if many := read(t, tree, "glossary/many.html"); strings.Count(many, "<mark>") != 30 || !strings.Contains(many, "And on 90 more pages.") {
		t.Errorf("a list of 120 is not cut after 30:\n%s", many)
	}
	if alone := read(t, tree, "glossary/alone.html"); !strings.Contains(alone, "content/y/p000.html") || strings.Contains(alone, "<mark>") {
		t.Errorf("a word by itself is shown as a sentence:\n%s", alone)
	}
	if unused := read(t, tree, "glossary/unused.html"); strings.Contains(unused, "_uses") {
		t.Errorf("a term that nobody uses has a list of uses:\n%s", unused)
	}
}
