package check_test

import (
	"testing"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// TestCheck loads the site of each archive in testdata and checks it. An empty
// file named drafts asks for drafts.
func TestCheck(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		_, drafts := files["drafts"]
		l := load.Loader{Drafts: drafts}
		l.Site, l.Base = golden.Site(t, files)
		var report diag.List
		check.Course(l.Load(t.Context(), nil, &report), &report)
		return map[string]string{"problems": golden.Problems(&report)}
	})
}
