package check_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/test/golden"
)

// rulesFolder holds an archive for each code that has one, P0301.txtar and so on:
// below bad/ a small site that the code is reported for, below good/ the same site
// put right. docs/diagnostics.md shows them, after the archive's comment.
const rulesFolder = "testdata/rules"

// TestRules holds that the bad site of each archive yields its code and no other,
// and the good one nothing at all.
func TestRules(t *testing.T) {
	golden.Run(t, rulesFolder+"/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		code := diag.Code(filepath.Base(t.Name()))
		published := files["bad/"+publishedFile]
		bad := checked(t, below(files, "bad/"), published)
		if good := checked(t, below(files, "good/"), published); len(good.Sorted()) > 0 {
			t.Errorf("the good site has problems:\n%s", golden.Problems(good))
		}
		found := bad.Sorted()
		for _, d := range found {
			if d.Code != code {
				t.Errorf("the bad site has another problem:\n%s", golden.Problems(bad))
				break
			}
		}
		if len(found) == 0 {
			t.Errorf("%s is not reported", code)
		}
		return map[string]string{"problems": golden.Problems(bad)}
	})
}

// below is a folder of an archive, without the listing of what is published.
func below(files map[string][]byte, folder string) map[string][]byte {
	site := map[string][]byte{}
	for name, data := range files {
		if rest, ok := strings.CutPrefix(name, folder); ok && rest != publishedFile {
			site[rest] = data
		}
	}
	return site
}

// checked loads a site, holds it against every rule and against what is published,
// if anything is.
func checked(t *testing.T, files map[string][]byte, published []byte) *diag.List {
	t.Helper()
	var report diag.List
	c := loadItems(t, files, &report)
	(&check.Checker{Advice: true}).Course(c, &report)
	if published != nil {
		check.Against(c, listing(t, published), &report)
	}
	check.Settle(c, &report)
	return &report
}

// TestEveryRule holds that there is an archive for every code that a site can set,
// and for those that learners' records hang on.
func TestEveryRule(t *testing.T) {
	for _, e := range diag.Catalogue {
		if e.Code.Adjustable() || e.Code == diag.VanishedPage || e.Code == diag.VanishedItem {
			if names, _ := filepath.Glob(filepath.Join(rulesFolder, string(e.Code)+".txtar")); len(names) == 0 {
				t.Errorf("%s has no %s.txtar with a bad and a good example", rulesFolder, e.Code)
			}
		}
	}
	names, err := filepath.Glob(rulesFolder + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		base, ok := strings.CutSuffix(filepath.Base(name), ".txtar")
		if _, known := diag.Lookup(diag.Code(base)); !ok || !known {
			t.Errorf("%s is not named after a code", name)
		}
	}
}
