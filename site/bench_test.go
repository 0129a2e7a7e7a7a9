package site

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/test/bench/corpus"
)

// benchSite makes a site of n lessons; PARLEY_BENCH_DIR, on a tmpfs, keeps it
// from one run to the next.
func benchSite(b *testing.B, n int) *Builder {
	b.Helper()
	dir := b.TempDir()
	if err := (corpus.Corpus{Pages: n, Seed: 1}).Write(dir, corpus.Parley); err != nil {
		b.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { root.Close() })
	return &Builder{Site: root.FS(), Base: repository(b)}
}

// repository is the checkout as the bundled course.
func repository(tb testing.TB) fs.FS {
	tb.Helper()
	dir, err := filepath.Abs("..")
	if err != nil {
		tb.Fatal(err)
	}
	return os.DirFS(dir)
}

const benchPages = 10000

func BenchmarkLoad(b *testing.B) {
	first := benchSite(b, benchPages)
	var c *course.Course
	for b.Loop() {
		fresh := &Builder{Site: first.Site, Base: first.Base}
		c = fresh.Load(context.Background(), nil, &diag.List{})
	}
	b.StopTimer()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := len(c.Pages)
	runtime.KeepAlive(c)
	c = nil
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(before.HeapAlloc-after.HeapAlloc)/float64(n), "live-B/page")
}

func BenchmarkCheck(b *testing.B) {
	c := benchSite(b, benchPages).Load(context.Background(), nil, &diag.List{})
	for b.Loop() {
		check.Course(c, &diag.List{})
	}
}

func BenchmarkRender(b *testing.B) {
	builder := benchSite(b, benchPages)
	tree := builder.Build(context.Background(), nil, &diag.List{})
	files := tree.Files()
	for b.Loop() {
		for _, f := range files {
			if f.Class == output.PageClass {
				if _, err := f.Bytes(); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkEdit(b *testing.B) {
	builder := benchSite(b, benchPages)
	c := builder.Load(context.Background(), nil, &diag.List{})
	page := c.Pages[len(c.Pages)/2]
	builder.Build(context.Background(), nil, &diag.List{})
	for b.Loop() {
		tree := builder.Build(context.Background(), []string{page.Source}, &diag.List{})
		if _, err := tree.Read(c.Output(page)); err != nil {
			b.Fatal(err)
		}
	}
}
