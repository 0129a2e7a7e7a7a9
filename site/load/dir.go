package load

import (
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
)

// Dir is a site's folder as a file system that nothing leads out of. Its Sub
// opens a folder for good, so that reading many files of it need not look up
// the way to each; a Sub is an io.Closer.
func Dir(root *os.Root) fs.FS { return dir{root, root.FS()} }

type dir struct {
	root *os.Root
	fs.FS
}

// ReadFile implements fs.ReadFileFS.
func (d dir) ReadFile(name string) ([]byte, error) { return fs.ReadFile(d.FS, name) }

// ReadDir implements fs.ReadDirFS.
func (d dir) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }

// Stat implements fs.StatFS.
func (d dir) Stat(name string) (fs.FileInfo, error) { return fs.Stat(d.FS, name) }

// Sub implements fs.SubFS.
func (d dir) Sub(name string) (fs.FS, error) {
	sub, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return dir{sub, sub.FS()}, nil
}

// Close closes what Sub opened.
func (d dir) Close() error { return d.root.Close() }

// cursor keeps the folder of the last file open: files are read folder by
// folder.
type cursor struct {
	sub   fs.FS
	layer int
	dir   string
	text  []byte // of the last file
}

// readFile reads a file of its layer. The text holds until the next one is read.
func (c *cursor) readFile(layer fs.FS, e entry) ([]byte, error) {
	name := e.path
	folder, base := path.Dir(name), path.Base(name)
	if _, ok := layer.(fs.SubFS); !ok || folder == "." {
		return c.read(layer, name, e.stamp.size)
	}
	if c.sub == nil || c.layer != e.layer || c.dir != folder {
		c.close()
		sub, err := fs.Sub(layer, folder)
		if err != nil {
			return nil, err
		}
		c.layer, c.sub, c.dir = e.layer, sub, folder
	}
	return c.read(c.sub, base, e.stamp.size)
}

// read reads a file of about this size.
func (c *cursor) read(from fs.FS, name string, size int64) ([]byte, error) {
	f, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c.text = slices.Grow(c.text[:0], int(size)+1) // the end of a file is seen only behind it
	for {
		n, err := f.Read(c.text[len(c.text):cap(c.text)])
		c.text = c.text[:len(c.text)+n]
		if err == io.EOF {
			return c.text, nil
		}
		if err != nil {
			return nil, err
		}
		c.text = slices.Grow(c.text, 1)
	}
}

func (c *cursor) close() {
	if closer, ok := c.sub.(io.Closer); ok {
		_ = closer.Close()
	}
	*c = cursor{text: c.text}
}
