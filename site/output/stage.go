package output

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/parley-kit/parley/site/diag"
)

// job is one file on its way to disk.
type job struct {
	File
	fresh  bool   // nothing of this name is published yet
	temp   string // where it is staged
	size   int64  // before staging: of the published file, -1 when there is none to compare with; after: in bytes
	staged bool   // its bytes differ and lie under temp
}

// stage renders the jobs class by class, those of one class in parallel, and
// writes those that differ from what is published in root (nil: nothing is)
// into the folder that open gives. All failures to render are reported, up to
// a few; the first failure to write ends the work, since others would follow
// from it.
func (w *writer) stage(ctx context.Context, open func() (*os.Root, error), root *os.Root, jobs []job) error {
	for class := AssetClass; class <= LastClass; class++ {
		if err := w.stageClass(ctx, class, open, root, jobs); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) stageClass(ctx context.Context, class Class, open func() (*os.Root, error), root *os.Root, jobs []job) error {
	type failure struct {
		path string
		err  error
	}
	var failed atomic.Pointer[failure]
	own, stop := context.WithCancel(ctx)
	defer stop()
	broken := make([]error, len(jobs))
	parallel(own, len(jobs), func() (func(int), func()) {
		s := stager{buffer: make([]byte, 32<<10)}
		return func(i int) {
			j := &jobs[i]
			if j.Class != class {
				return
			}
			data, err := j.Append(s.data[:0])
			s.data = data
			if err != nil {
				broken[i] = err
				return
			}
			if err := w.stageFile(open, root, j, data, &s); err != nil {
				failed.CompareAndSwap(nil, &failure{j.Path, err})
				stop()
			}
		}, s.close
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	if f := failed.Load(); f != nil {
		return w.fail(f.path, f.err)
	}
	return w.failRendering(jobs, broken)
}

// failFolders reports folders of the tree whose files cannot be known.
func (w *writer) failFolders(folders []File) error {
	jobs, broken := make([]job, len(folders)), make([]error, len(folders))
	for i, f := range folders {
		jobs[i].File = f
		_, broken[i] = f.Bytes()
	}
	return w.failRendering(jobs, broken)
}

// failRendering reports what could not be made. One mistake in a layout
// breaks every page, so a few stand for all.
func (w *writer) failRendering(jobs []job, broken []error) error {
	const enough = 10
	n := 0
	var first error
	for i, err := range broken {
		if err == nil {
			continue
		}
		if n++; n == 1 {
			first = fmt.Errorf("%s: %w", jobs[i].Path, err)
		}
		if n <= enough {
			w.report.Add(diag.WriteFailed, w.pos(jobs[i].Path), "cannot be made: "+err.Error(), "")
		}
	}
	if n > enough {
		w.report.Add(diag.WriteFailed, w.pos(""), fmt.Sprintf("%d more files cannot be made", n-enough), "")
	}
	return first
}

// stager is what one goroutine keeps from file to file.
type stager struct {
	data               []byte // the file's new content
	buffer             []byte // a part of its old one
	published, staging cursor
}

func (s *stager) close() {
	s.published.close()
	s.staging.close()
}

func (w *writer) stageFile(open func() (*os.Root, error), root *os.Root, j *job, data []byte, s *stager) error {
	if root != nil && j.size == int64(len(data)) {
		if dir, name := s.published.at(root, j.Path); sameBytes(dir, name, data, s.buffer) {
			return nil
		}
	}
	if w.step != nil {
		if err := w.step("stage", j.Path); err != nil {
			return err
		}
	}
	staging, err := open()
	if err != nil {
		return err
	}
	j.staged, j.size = true, int64(len(data))
	dir, name := s.staging.at(staging, j.temp)
	return dir.WriteFile(name, data, 0o644)
}

// sameBytes reports whether the published file holds just these bytes. A file
// that cannot be read is not the same: it will be replaced.
func sameBytes(root *os.Root, name string, data, buffer []byte) bool {
	f, err := root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	for {
		n, err := f.Read(buffer)
		if n > len(data) || !bytes.Equal(buffer[:n], data[:n]) {
			return false
		}
		data = data[n:]
		if err != nil {
			return err == io.EOF && len(data) == 0
		}
	}
}

// parallel calls a function for each index below n, on as many goroutines as
// there are processors, until ctx is done. Each goroutine makes its own
// function, which may therefore hold a buffer, and one that cleans up after it.
func parallel(ctx context.Context, n int, worker func() (do func(int), end func())) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			do, end := worker()
			defer end()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	all.Wait()
}

// Memory renders every file of the tree and returns the bytes by path. All of
// them are held at once: it is meant for tests and small trees. The error is
// that of the first path that cannot be made, or ctx's.
func Memory(ctx context.Context, t *Tree) (map[string][]byte, error) {
	files := t.Files()
	data := make([][]byte, len(files))
	broken := make([]error, len(files))
	for class := AssetClass; class <= LastClass; class++ {
		parallel(ctx, len(files), func() (func(int), func()) {
			return func(i int) {
				if files[i].Class == class {
					data[i], broken[i] = files[i].Bytes()
				}
			}, func() {}
		})
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := make(map[string][]byte, len(files))
	for i, f := range files {
		if broken[i] != nil {
			return nil, fmt.Errorf("%s: %w", f.Path, broken[i])
		}
		all[f.Path] = data[i]
	}
	return all, nil
}

// foldersOf lists the folders the files lie in, each after those around it.
func foldersOf(files []File) []string {
	known := map[string]bool{}
	var list []string
	for _, f := range files {
		for dir := path.Dir(f.Path); dir != "." && !known[dir]; dir = path.Dir(dir) {
			known[dir] = true
			list = append(list, dir)
		}
	}
	slices.Sort(list)
	return list
}
