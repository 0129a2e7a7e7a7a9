package load_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// TestTerms loads the site of each archive in testdata/terms and shows the
// pages' texts with [what Parley links], and what is said of the words.
func TestTerms(t *testing.T) {
	golden.Run(t, "testdata/terms/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		l := load.Loader{}
		l.Site, l.Base = golden.Site(t, files)
		var report diag.List
		c := l.Load(t.Context(), nil, &report)
		check.Course(c, &report)
		check.Settle(c, &report)
		var b strings.Builder
		for _, p := range c.Pages {
			if p.Term == nil || strings.Contains(string(files[p.Source]), "show") {
				fmt.Fprintf(&b, "%s:\n%s", p.Source, linkedText(p))
			}
		}
		return map[string]string{"texts": b.String(), "problems": golden.Problems(&report)}
	})
}

var tag = regexp.MustCompile(`<[^>]*>`)

// linkedText is a page's text without tags, and its mentions.
func linkedText(p *course.Page) string {
	var b strings.Builder
	body := func(body course.Body) {
		at := uint32(0)
		for _, h := range body.Holes {
			b.WriteString(body.HTML[at:h.At])
			at = h.At
			switch {
			case h.Kind == course.TermHole && p.Mentions[h.N].Linked:
				b.WriteString("[")
			case h.Kind == course.TermEndHole && p.Mentions[h.N].Linked:
				b.WriteString("]")
			case h.Kind == course.LinkHole && p.Links[h.N].Kind == course.ToNamed:
				b.WriteString("[[" + p.Links[h.N].To + "]]")
			}
		}
		b.WriteString(body.HTML[at:])
	}
	body(p.Body)
	for _, blk := range p.Blocks {
		if callout, ok := blk.(*block.Callout); ok {
			b.WriteString("\n(" + callout.Kind + ") ")
			body(callout.Body)
		}
	}
	text := strings.TrimSpace(tag.ReplaceAllString(b.String(), ""))
	b.Reset()
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("   " + strings.TrimSpace(line) + "\n")
		}
	}
	return b.String()
}
