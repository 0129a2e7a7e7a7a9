package site

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

var (
	confidential = regexp.MustCompile(`(?ms)^::: (?:brief|debrief).*?^:::$`)
	longWord     = regexp.MustCompile(`\pL{6,}`)
)

// TestBriefsStayInside builds the course without a secret, as anybody may: no word
// that its briefs alone use is in what is published, the index of the search included.
func TestBriefsStayInside(t *testing.T) {
	briefs, public := map[string]bool{}, map[string]bool{}
	base := repository(t)
	for _, dir := range []string{"content", "exercises", "glossary", "themes"} {
		err := fs.WalkDir(base, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(base, name)
			for _, part := range confidential.FindAll(text, -1) {
				for _, word := range longWord.FindAll(part, -1) {
					briefs[strings.ToLower(string(word))] = true
				}
			}
			for _, word := range longWord.FindAll(confidential.ReplaceAll(text, nil), -1) {
				public[strings.ToLower(string(word))] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	maps.DeleteFunc(briefs, func(word string, _ bool) bool { return public[word] })
	if len(briefs) < 50 {
		t.Fatalf("briefs have only %d words of their own", len(briefs))
	}
	b := &Builder{Base: base}
	tree := b.Build(t.Context(), nil, &diag.List{})
	if _, there := tree.Open("exercises/role-play-hall.html"); !there {
		t.Error("a role play is not published without a secret")
	}
	for _, f := range tree.Files() {
		data, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "data-sealed=") && path.Ext(f.Path) == ".html" {
			t.Errorf("%s has something sealed", f.Path)
		}
		for _, word := range longWord.FindAll(data, -1) {
			if briefs[strings.ToLower(string(word))] {
				t.Errorf("%s says %s, which only briefs do", f.Path, word)
			}
		}
	}
}
