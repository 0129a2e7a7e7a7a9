// Floor does the least that a site generator must: read each Markdown file,
// render it by goldmark (GitHub's extensions, heading ids) and write the result,
// with as many workers as there are cores. It knows no layout, link or check.
// What it takes is the floor that the benchmarks measure generators against.
//
//	floor SOURCE OUT
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: floor SOURCE OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

// run renders every Markdown file under source into out, while the walk still
// finds more.
func run(source, out string) error {
	names := make(chan string, 256)
	errs := make([]error, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for i := range errs {
		workers.Go(func() {
			// After an error the rest is drained, so that the walk can end.
			r := newRenderer(source, out)
			for name := range names {
				if errs[i] == nil {
					errs[i] = r.render(name)
				}
			}
		})
	}
	err := walk(source, out, names)
	close(names)
	workers.Wait()
	return errors.Join(append(errs, err)...)
}

// walk sends the paths of Markdown files under source, relative to it, and
// makes their folders under out.
func walk(source, out string, names chan<- string) error {
	return filepath.WalkDir(source, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(source, file)
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.MkdirAll(filepath.Join(out, name), 0o755)
		}
		if filepath.Ext(name) == ".md" {
			names <- name
		}
		return nil
	})
}

// renderer is one worker, with the buffers that it uses again.
type renderer struct {
	source, out string
	markdown    goldmark.Markdown
	text, html  bytes.Buffer
}

func newRenderer(source, out string) *renderer {
	return &renderer{source: source, out: out, markdown: goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)}
}

func (r *renderer) render(name string) error {
	f, err := os.Open(filepath.Join(r.source, name))
	if err != nil {
		return err
	}
	defer f.Close()
	r.text.Reset()
	if _, err := r.text.ReadFrom(f); err != nil {
		return err
	}
	r.html.Reset()
	if err := r.markdown.Convert(body(r.text.Bytes()), &r.html); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, strings.TrimSuffix(name, ".md")+".html"), r.html.Bytes(), 0o644)
}

// body is a page's text after its front matter.
func body(text []byte) []byte {
	fence := []byte("---\n")
	if rest, found := bytes.CutPrefix(text, fence); found {
		if _, after, closed := bytes.Cut(rest, append([]byte("\n"), fence...)); closed {
			return after
		}
	}
	return text
}
