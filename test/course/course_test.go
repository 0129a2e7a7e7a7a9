// Package course holds the bundled course to what it promises its readers: numbers that
// add up, plain sentences, questions that cannot be guessed, and a place for each word.
package course

import (
	"os"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

const root = "../.."

// bundled loads the course, which has to be free of findings: the numbers and words of
// a page that is wrong otherwise say nothing.
func bundled(t *testing.T) *course.Course {
	t.Helper()
	var report diag.List
	b := &site.Builder{Base: os.DirFS(root)}
	b.Build(t.Context(), nil, &report)
	for _, d := range report.Sorted() {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	return b.Course()
}

// text is what stands below the front matter of a page.
func text(t *testing.T, p *course.Page) string {
	t.Helper()
	data, err := os.ReadFile(root + "/" + p.Source)
	if err != nil {
		t.Fatal(err)
	}
	if rest, ok := strings.CutPrefix(string(data), "---\n"); ok {
		_, body, _ := strings.Cut(rest, "\n---\n")
		return body
	}
	return string(data)
}

// english are the pages of the course's own language; translations follow them.
func english(c *course.Course) []*course.Page { return c.In("en") }
