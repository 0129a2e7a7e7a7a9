package load

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/parley-kit/parley/site/course"
)

// Layers is a stack of file systems that reads as one: a file of an earlier
// layer stands before the same path of a later one. Editor buffers lie over the
// site, the site over the bundled course.
type Layers []fs.FS

// Open implements fs.FS.
func (l Layers) Open(name string) (fs.File, error) {
	for _, layer := range l {
		f, err := layer.Open(name)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadFile implements fs.ReadFileFS.
func (l Layers) ReadFile(name string) ([]byte, error) {
	for _, layer := range l {
		b, err := fs.ReadFile(layer, name)
		if !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements fs.ReadDirFS: the union of the layers' entries, by name.
func (l Layers) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := map[string]bool{}
	var out []fs.DirEntry
	found := false
	for _, layer := range l {
		entries, err := fs.ReadDir(layer, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		found = found || err == nil
		for _, e := range entries {
			if !seen[e.Name()] {
				seen[e.Name()] = true
				out = append(out, e)
			}
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return out, nil
}

// without hides paths of a layer: a page by its path with or without .md, a
// folder by its path.
type without struct {
	fs.FS
	paths []string // clean, without .md
}

func newWithout(layer fs.FS, hidden []course.Ref) without {
	w := without{FS: layer}
	for _, ref := range hidden {
		w.paths = append(w.paths, strings.TrimSuffix(path.Clean(ref.Text), ".md"))
	}
	return w
}

func (w without) hides(name string) bool {
	for _, p := range w.paths {
		if rest, ok := strings.CutPrefix(name, p); ok && (rest == "" || rest == ".md" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// Open implements fs.FS.
func (w without) Open(name string) (fs.File, error) {
	if w.hides(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS.
func (w without) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return w.hides(path.Join(name, e.Name())) }), err
}

// stamp is what tells that a file may have changed without reading it.
type stamp struct {
	size int64
	time time.Time
}

// still tells whether a file read at a moment, with stamp old, needs no second
// look: same size and time, and not so young then that a later change could
// carry the same time.
func (s stamp) still(old stamp, read time.Time) bool {
	return s == old && (s.time.IsZero() || read.Sub(s.time) > 2*time.Second)
}

// errTooLong is what readLimited fails with.
var errTooLong = errors.New("it is too long")

// readLimited reads a file of at most limit bytes.
func readLimited(layer fs.FS, name string, limit int64) ([]byte, error) {
	f, err := layer.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(src)) > limit {
		err = errTooLong
	}
	return src, err
}
