// Package search makes the index that a site's pages are searched with: small
// files of text, of which a query loads the few it needs. docs/search.md is the
// format; themes/default/client/search reads it.
//
// A page's body is read once more, as text (read.go), and cut into words
// (scan.go, tokens.go), which are counted (count.go). They are gathered by their
// stems (group.go), with the units that hold them (posting.go, invert.go), the
// heaviest apart from the rest (tiers.go). Then the shards are
// written: words with the units that hold them (words.go), words by their
// beginnings and ends for those that are misspelt (lists.go), texts for excerpts
// (texts.go), and the root, which names the others (root.go).
package search

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/parley-kit/parley/site/course"
)

// Shard is a file of the index: a script that hands over data.
type Shard struct {
	Name string // "en.w3-k2m9x"; the root's is the language: "en"
	data [][]byte
}

// Append adds the file's content to dst.
func (s Shard) Append(dst []byte) []byte {
	dst = append(append(append(dst, `parley.shard("`...), s.Name...), `",`...)
	for _, part := range s.data {
		dst = append(dst, part...)
	}
	return append(dst, ");\n"...)
}

// Index is the index of one language.
type Index struct {
	Root   Shard   // its name never changes
	Shards []Shard // their names hold a hash of their content
}

// order is that of the kinds in the index, and of groups of results.
var order = []course.Kind{
	course.TermKind, course.Lesson, course.Exercise, course.Assessment, course.Worksheet,
	course.Practice, course.Path, course.Coach, course.Plain,
}

// Build makes the index of a language's pages, without drafts.
func Build(c *course.Course, lang course.Lang) *Index {
	var pages []*course.Page
	for _, kind := range order {
		for _, p := range c.In(lang) {
			if p.Kind == kind && !p.Draft && !p.Unread {
				pages = append(pages, p)
			}
		}
	}
	counters := count(c, pages)
	return write(c, lang, pages, counters)
}

// count reads the pages, in as many runs as there are processors. Units are
// numbered within each run.
func count(c *course.Course, pages []*course.Page) []*counter {
	counters := make([]*counter, min(runtime.GOMAXPROCS(0), len(pages)/16+1))
	spread(len(counters), func() func(int) {
		return func(i int) {
			counters[i] = newCounter(c)
			for _, p := range pages[len(pages)*i/len(counters) : len(pages)*(i+1)/len(counters)] {
				counters[i].page(p)
			}
		}
	})
	return counters
}

// spread does something for each number below n, on all processors; begin is
// called for each of these. What panics panics here.
func spread(n int, begin func() func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	var failed atomic.Value
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			defer func() {
				if e := recover(); e != nil {
					failed.Store(fmt.Sprint(e))
				}
			}()
			do := begin()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
	if e := failed.Load(); e != nil {
		panic(e)
	}
}
