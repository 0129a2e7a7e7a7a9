package load

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Edited is a file system with some files' contents held in memory: what an
// editor has not saved yet, or what a repair is about to write. A nil content
// means that the file is gone.
type Edited struct {
	fs.FS
	Files map[string][]byte
}

// Open implements fs.FS.
func (e Edited) Open(name string) (fs.File, error) {
	if data, ok := e.Files[name]; ok {
		if data == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return &editedFile{Reader: bytes.NewReader(data), info: editedInfo{path.Base(name), int64(len(data))}}, nil
	}
	return e.FS.Open(name)
}

// Stat implements fs.StatFS.
func (e Edited) Stat(name string) (fs.FileInfo, error) {
	if data, ok := e.Files[name]; ok {
		if data == nil {
			return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
		}
		return editedInfo{path.Base(name), int64(len(data))}, nil
	}
	return fs.Stat(e.FS, name)
}

// ReadFile implements fs.ReadFileFS.
func (e Edited) ReadFile(name string) ([]byte, error) {
	if data := e.Files[name]; data != nil {
		return slices.Clone(data), nil
	}
	if _, gone := e.Files[name]; gone {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(e.FS, name)
}

// ReadDir implements fs.ReadDirFS. A folder that holds only files in memory must
// exist below.
func (e Edited) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(e.FS, name)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(d fs.DirEntry) bool {
		_, ours := e.Files[path.Join(name, d.Name())]
		return ours
	})
	for file, data := range e.Files {
		if data != nil && path.Dir(file) == name {
			entries = append(entries, fs.FileInfoToDirEntry(editedInfo{path.Base(file), int64(len(data))}))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

type editedFile struct {
	*bytes.Reader
	info editedInfo
}

// Stat and Close implement fs.File.
func (f *editedFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *editedFile) Close() error               { return nil }

type editedInfo struct {
	name string
	size int64
}

// The methods of fs.FileInfo. A zero time says that nobody knows when.
func (i editedInfo) Name() string       { return i.name }
func (i editedInfo) Size() int64        { return i.size }
func (i editedInfo) Mode() fs.FileMode  { return 0o666 }
func (i editedInfo) ModTime() time.Time { return time.Time{} }
func (i editedInfo) IsDir() bool        { return false }
func (i editedInfo) Sys() any           { return nil }
