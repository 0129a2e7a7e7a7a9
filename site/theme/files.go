package theme

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// defaultName is the theme that lies under every other one.
const defaultName = "default"

// files are a theme's files: those of themes/NAME over those of
// themes/default. Paths are relative to the theme: "layouts/page.html".
type files struct {
	fsys fs.FS
	dirs []string // topmost first
}

func newFiles(fsys fs.FS, name string) files {
	dirs := []string{"themes/" + defaultName}
	if name != "" && name != defaultName {
		dirs = []string{"themes/" + name, dirs[0]}
	}
	return files{fsys, dirs}
}

// read gives a file's bytes and its path in the site.
func (f files) read(name string) (data []byte, file string, err error) {
	for _, dir := range f.dirs {
		file = dir + "/" + name
		data, err = fs.ReadFile(f.fsys, file)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return data, file, err
		}
	}
	return nil, file, err
}

// list names the files of a folder with one extension, sorted.
func (f files) list(folder, ext string) []string {
	var names []string
	for _, dir := range f.dirs {
		root := dir + "/" + folder
		_ = fs.WalkDir(f.fsys, root, func(p string, d fs.DirEntry, err error) error {
			// A folder that is missing or cannot be read holds no file; what is
			// needed and missing is reported where it is looked for.
			if err == nil && !d.IsDir() && path.Ext(p) == ext {
				names = append(names, strings.TrimPrefix(p, dir+"/"))
			}
			return nil
		})
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// names lists the themes a site can choose from.
func names(fsys fs.FS) []string {
	entries, _ := fs.ReadDir(fsys, "themes")
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}
