package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

func TestFailuresPublishNothing(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "7", Err: syscall.ENOSPC}
	for _, stop := range []string{"index.html", "style.css", "sitemap.xml", manifestName} {
		for name, before := range map[string]site{"first build": nil, "update": first} {
			t.Run(name+" stops at "+stop, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				if before != nil {
					mustWrite(t, dir, before)
				}
				result, said, err := write(t, dir, second, func(op, path string) error {
					if path == stop {
						return full
					}
					return nil
				})
				if !errors.Is(err, syscall.ENOSPC) || result.Written != 0 {
					t.Errorf("%+v, error %v", result, err)
				}
				if len(said) != 1 || said[0].Code != diag.WriteFailed || said[0].Message != "cannot be written: the disk is full" ||
					said[0].Pos.File != filepath.ToSlash(dir)+"/"+stop || said[0].Help == "" {
					t.Errorf("said %+v", said)
				}
				if before == nil {
					if _, err := os.Lstat(dir); err == nil {
						t.Error("half a site was published")
					}
				} else {
					expect(t, dir, before)
				}
				clean(t, dir)
			})
		}
	}
}

func TestPagesThatCannotBeMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, first)
	tree := treeOf(t, second)
	broken := errors.New("unknown partial")
	for _, name := range strings.Split("l k j i h g f e d c b", " ") {
		add(t, tree, File{Path: name + ".html", Class: PageClass, Append: func([]byte) ([]byte, error) { return nil, broken }})
	}
	var report diag.List
	_, err := Write(context.Background(), dir, tree, &report)
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "b.html") {
		t.Errorf("error %v", err)
	}
	said := report.Sorted()
	if len(said) != 11 || said[0].Message != "1 more files cannot be made" || said[1].Pos.File != filepath.ToSlash(dir)+"/b.html" ||
		!strings.Contains(said[1].Message, "unknown partial") {
		t.Errorf("said %+v", said)
	}
	expect(t, dir, first)
	clean(t, dir)
}

func TestCancellation(t *testing.T) {
	for name, before := range map[string]site{"first build": nil, "update": first} {
		for _, at := range []string{"style.css", "index.html", "sitemap.xml", manifestName} {
			t.Run(name+" at "+at, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				if before != nil {
					mustWrite(t, dir, before)
				}
				ctx, cancel := context.WithCancel(context.Background())
				var report diag.List
				w := writer{dir: dir, report: &report, step: func(op, path string) error {
					if path == at {
						cancel()
					}
					return nil
				}}
				result, err := w.write(ctx, treeOf(t, second).Files())
				if !errors.Is(err, context.Canceled) || result.Written != 0 || len(report.Sorted()) != 0 {
					t.Errorf("%+v, %v, %v", result, err, report.Sorted())
				}
				if before != nil {
					expect(t, dir, before)
				} else if _, err := os.Lstat(dir); err == nil {
					t.Error("half a site was published")
				}
				clean(t, dir)
			})
		}
	}
}

// A failure among the renames leaves whole files and a manifest that knows
// all of them, so that the next run finishes the work.
func TestFailureAmongTheRenames(t *testing.T) {
	for _, at := range []string{"font.css", "new/b.html", "index.html", "sitemap.xml", "old/gone.html"} {
		t.Run(at, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, first)
			_, said, err := write(t, dir, second, func(op, path string) error {
				if op != "stage" && path == at {
					return fs.ErrPermission
				}
				return nil
			})
			if err == nil || len(said) != 1 || !strings.Contains(said[0].Message, "permission denied") {
				t.Errorf("%v %v", err, said)
			}
			for name, content := range read(t, dir) {
				if content != first[name] && content != second[name] {
					t.Errorf("%s holds %q", name, content)
				}
			}
			clean(t, dir)
			mustWrite(t, dir, second)
			expect(t, dir, second)
		})
	}
}
