package markdown_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// TestCommonMark holds the converter, its extensions off, to the examples of
// the specification, which lie in goldmark's own module.
func TestCommonMark(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown, HTML string
		Example        int
	}
	if err := json.Unmarshal(src, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples, want 652", len(examples))
	}
	c := markdown.New(markdown.Options{Plain: true})
	for _, e := range examples {
		var page course.Page
		var report diag.List
		c.Convert(markdown.Source{File: "x.md", Text: []byte(e.Markdown)}, &page, &report)
		if page.Body.HTML != e.HTML {
			t.Errorf("example %d: %q\n got %q\nwant %q", e.Example, e.Markdown, page.Body.HTML, e.HTML)
		}
		if found := report.Sorted(); len(found) > 0 || len(page.Body.Holes) > 0 {
			t.Errorf("example %d: %d holes, %v", e.Example, len(page.Body.Holes), found)
		}
	}
}
