package load

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Layers is a stack of file systems that reads as one: a file of an earlier
// layer stands before the same path of a later one. Editor buffers lie over the
// site, the site over the bundled course.
type Layers []fs.FS

// Open implements fs.FS.
func (l Layers) Open(name string) (fs.File, error) {
	err := error(fs.ErrNotExist)
	for _, layer := range l {
		f, e := layer.Open(name)
		if e == nil {
			return f, nil
		}
		if !errors.Is(e, fs.ErrNotExist) {
			err = e
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: err}
}

// ReadFile implements fs.ReadFileFS.
func (l Layers) ReadFile(name string) ([]byte, error) {
	err := error(fs.ErrNotExist)
	for _, layer := range l {
		b, e := fs.ReadFile(layer, name)
		if e == nil {
			return b, nil
		}
		if !errors.Is(e, fs.ErrNotExist) {
			return nil, e
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: err}
}

// ReadDir implements fs.ReadDirFS: the union of the layers' entries, by name.
func (l Layers) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := map[string]bool{}
	var out []fs.DirEntry
	found := false
	for _, layer := range l {
		entries, err := fs.ReadDir(layer, name)
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
	paths []string
}

func (w without) hides(name string) bool {
	for _, p := range w.paths {
		p = strings.TrimSuffix(path.Clean(p), "/")
		if name == p || strings.TrimSuffix(name, ".md") == strings.TrimSuffix(p, ".md") || strings.HasPrefix(name, p+"/") {
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
