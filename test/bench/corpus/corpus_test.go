package corpus

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// sample has two parts, so that links across parts occur.
var sample = Corpus{Pages: chaptersPerPart*pagesPerChapter + 60, Seed: 1}

// files reads all that Write writes.
func files(t *testing.T, c Corpus, d Dialect) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := c.Write(dir, d); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(dir), name)
		all[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWriteIsDeterministic(t *testing.T) {
	for _, d := range []Dialect{Parley, Hugo} {
		small := Corpus{Pages: 50, Seed: 7}
		a, b := files(t, small, d), files(t, small, d)
		if len(a) != len(b) {
			t.Fatalf("dialect %d: %d files, then %d", d, len(a), len(b))
		}
		for name, text := range a {
			if b[name] != text {
				t.Errorf("dialect %d: %s differs between two runs", d, name)
			}
		}
		other := files(t, Corpus{Pages: 50, Seed: 8}, d)
		if name := small.Lesson(1); other[name] == a[name] {
			t.Errorf("dialect %d: another seed gives the same page", d)
		}
	}
}

var (
	linkPattern    = regexp.MustCompile(`\[[^\]]+\]\(([^)]+)\)`)
	headingPattern = regexp.MustCompile(`(?m)^(#{2,6}) (.+)$`)
	codePattern    = regexp.MustCompile(`(?ms)^~~~\w+\n.*?^~~~$`)
)

func TestEveryLinkResolves(t *testing.T) {
	for _, d := range []Dialect{Parley, Hugo} {
		all := files(t, sample, d)
		anchors, across := 0, 0
		for name, text := range all {
			for _, m := range linkPattern.FindAllStringSubmatch(text, -1) {
				file, fragment, _ := strings.Cut(m[1], "#")
				target := name
				if file != "" {
					target = path.Join(path.Dir(name), file)
				}
				if d == Hugo {
					target = strings.TrimSuffix(target, ".html")
					target = strings.TrimSuffix(target, ".md") + ".md"
				}
				page, ok := all[target]
				if !ok {
					t.Fatalf("dialect %d: %s links to %s, which is not there", d, name, m[1])
				}
				if fragment != "" {
					anchors++
					if !hasAnchor(page, fragment) {
						t.Fatalf("dialect %d: %s links to %s: no such heading", d, name, m[1])
					}
				}
				if strings.Contains(name, "part-01") && strings.Contains(m[1], "part-02") {
					across++
				}
			}
		}
		if anchors == 0 || across == 0 {
			t.Errorf("dialect %d: %d links to headings, %d to the other part", d, anchors, across)
		}
	}
}

func hasAnchor(page, id string) bool {
	for _, m := range headingPattern.FindAllStringSubmatch(page, -1) {
		if strings.ReplaceAll(strings.ToLower(m[2]), " ", "-") == id {
			return true
		}
	}
	return false
}

func TestDialectsSayTheSame(t *testing.T) {
	a, b := files(t, sample, Parley), files(t, sample, Hugo)
	said := func(text string) string {
		_, body, _ := strings.Cut(text[len("---\n"):], "\n---\n")
		return linkPattern.ReplaceAllString(body, "[]()")
	}
	for n := 1; n <= sample.Pages; n++ {
		name := sample.Lesson(n)
		if said(a[name]) != said(b[name]) {
			t.Fatalf("%s differs in more than its links", name)
		}
	}
}

func TestLessonsAreAsPromised(t *testing.T) {
	all := files(t, sample, Parley)
	blocks := map[string]string{}
	total, coded, terms := 0, 0, 0
	for name := range all {
		if strings.HasPrefix(name, "glossary/") {
			terms++
		}
	}
	for n := 1; n <= sample.Pages; n++ {
		name := sample.Lesson(n)
		text := all[name]
		total += len(strings.Fields(text))
		if links := len(linkPattern.FindAllString(text, -1)); links < 8 || links > 12 {
			t.Errorf("%s: %d links", name, links)
		}
		if headings := len(headingPattern.FindAllString(codePattern.ReplaceAllString(text, ""), -1)); headings != 8 {
			t.Errorf("%s: %d headings", name, headings)
		}
		if !strings.Contains(text, "|---|") {
			t.Errorf("%s: no table", name)
		}
		for _, block := range codePattern.FindAllString(text, -1) {
			coded++
			if earlier, ok := blocks[block]; ok {
				t.Errorf("%s and %s have the same code", earlier, name)
			}
			blocks[block] = name
			if lines := bytes.Count([]byte(block), []byte("\n")) - 1; lines < 6 || lines > 10 {
				t.Errorf("%s: %d lines of code", name, lines)
			}
		}
	}
	if mean := total / sample.Pages; mean < 720 || mean > 830 {
		t.Errorf("%d words a page", mean)
	}
	if coded != sample.Pages/5 {
		t.Errorf("%d pages of %d have code", coded, sample.Pages)
	}
	if terms != 150 {
		t.Errorf("%d terms", terms)
	}
}
