// Package output holds a rendered site and brings it to disk.
//
// A Tree maps each path of the site to a function that yields its bytes, so
// that `build` can force everything and `serve` only what is asked for. Even
// which files a folder has may be left until then (Tree.Later). Write
// publishes a Tree into a folder: it stages every file that differs under a
// temporary name and then renames them into place in an order that leaves a
// site that works if the process is killed at any moment. Only what a manifest
// in that folder lists is ever overwritten or deleted. What a page opened
// before may still ask for stays for one deploy (File.Stays).
package output

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Class says when a file is written: files of a lower class are in place
// before the first file of a higher one.
type Class uint8

// The classes, in the order they are written.
const (
	AssetClass Class = iota // what pages refer to: styles, scripts, images, attachments
	PageClass               // pages
	LastClass               // what speaks about all pages: sitemap.xml, course.json
)

// File is one file of the site.
type File struct {
	Path  string // relative, with forward slashes: "glossary/batna.html"
	Class Class  // when it is written

	// Stays says that a page opened in a browser may ask for the file later, by
	// a name that the next deploy no longer has, as of a file whose name is a
	// hash of its content. Write then deletes it one deploy later than others.
	Stays bool

	// Append adds the content to dst, as append does, so that a run of files
	// can share one buffer. It is called from any goroutine, and again when
	// asked again.
	Append func(dst []byte) ([]byte, error)
}

// Bytes is the content, in memory of its own.
func (f File) Bytes() ([]byte, error) { return f.Append(nil) }

// Tree is the set of files of a site by path. The zero Tree is empty and
// ready; it is safe for use by several goroutines.
type Tree struct {
	mu      sync.RWMutex
	files   map[string]File
	names   map[string]string // lower-case path -> the path as added, where they differ
	folders map[string]string // lower-case path of each folder -> a file in it, or its path with a slash
	parts   []part            // of Later; only appended to
}

// Add puts a file into the tree. The error says in plain words why the path
// is refused: it is not a clean relative path, a name some system cannot
// store, taken already (also in another letter case), or both a file and a
// folder.
func (t *Tree) Add(f File) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.add(f)
}

func (t *Tree) add(f File) error {
	if err := checkPath(f.Path); err != nil {
		return err
	}
	if f.Append == nil {
		return fmt.Errorf("%q has no content", f.Path)
	}
	if f.Class > LastClass {
		return fmt.Errorf("%q has the unknown class %d", f.Path, f.Class)
	}
	low := strings.ToLower(f.Path) // the same string, and no copy, when it is lower case
	if err := t.clash(f.Path, low); err != nil {
		return err
	}
	t.enclose(low, f.Path)
	t.files[f.Path] = f
	if low != f.Path {
		t.names[low] = f.Path
	}
	return nil
}

// enclose notes the folders around a path, low in lower case.
func (t *Tree) enclose(low, name string) {
	if t.files == nil {
		t.files, t.names, t.folders = map[string]File{}, map[string]string{}, map[string]string{}
	}
	for dir := path.Dir(low); dir != "."; dir = path.Dir(dir) {
		if _, known := t.folders[dir]; known {
			break
		}
		t.folders[dir] = name
	}
}

func (t *Tree) clash(name, low string) error {
	if other, taken := t.named(low); taken && other == name {
		return fmt.Errorf("two files want the path %q", name)
	} else if taken {
		return fmt.Errorf("%q and %q differ only in upper and lower case, which many systems cannot tell apart", other, name)
	}
	if inside, taken := t.folders[low]; taken {
		return fmt.Errorf("%q would be a file and, for %q, a folder", name, inside)
	}
	for dir := path.Dir(low); dir != "."; dir = path.Dir(dir) {
		if _, known := t.folders[dir]; known {
			break // so no file has its name, nor that of a folder above it
		}
		if other, taken := t.named(dir); taken {
			return fmt.Errorf("%q would be a file and, for %q, a folder", other, name)
		}
	}
	return nil
}

// named finds the file whose path in lower case is low.
func (t *Tree) named(low string) (string, bool) {
	if name, ok := t.names[low]; ok {
		return name, true
	}
	_, ok := t.files[low]
	return low, ok
}

// Files is a new slice of all files, sorted by path.
func (t *Tree) Files() []File {
	unmade := t.fillAll()
	t.mu.RLock()
	defer t.mu.RUnlock()
	files := slices.Grow(slices.Clone(unmade), len(t.files))
	for _, f := range t.files {
		if !slices.ContainsFunc(unmade, func(u File) bool { return strings.HasPrefix(f.Path, u.Path+"/") }) {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files
}

// Read makes the bytes of the file at a path; the error is fs.ErrNotExist where
// there is none.
func (t *Tree) Read(path string) ([]byte, error) {
	f, ok := t.Open(path)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrNotExist}
	}
	return f.Bytes()
}

// Open finds the file at a path, without rendering it.
func (t *Tree) Open(path string) (File, bool) {
	if err := t.fillFor(path); err != nil {
		return failing(path, err), true
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	f, ok := t.files[path]
	return f, ok
}

// Len is the number of files.
func (t *Tree) Len() int { return len(t.Files()) }

// checkPath refuses every path that could leave the output folder, hide
// Parley's own files there, or fail to be stored on a common system.
func checkPath(p string) error {
	if !fs.ValidPath(p) || p == "." {
		return fmt.Errorf("%q is not a clean path inside the site", p)
	}
	if strings.HasPrefix(strings.ToLower(p), ownPrefix) {
		return fmt.Errorf("%q starts with %q, which is kept for Parley's own files", p, ownPrefix)
	}
	if storable(p) {
		return nil
	}
	for segment := range strings.SplitSeq(p, "/") {
		if i := strings.IndexFunc(segment, unstorable); i >= 0 {
			return fmt.Errorf("%q contains %q, which Windows cannot store", p, segment[i:i+1])
		}
		if strings.HasSuffix(segment, ".") || strings.HasSuffix(segment, " ") {
			return fmt.Errorf("%q has a name that ends in a dot or a space, which Windows cannot store", p)
		}
		if reservedName(segment) {
			return fmt.Errorf("%q uses the name %q, which Windows reserves", p, segment)
		}
	}
	return nil
}

// storable tells of the usual path, of small letters, digits and hyphens, that
// every system can store it; the others are looked at in full. A segment whose
// part before the dot has three or four letters may be a device of Windows.
func storable(p string) bool {
	stem, dotted := 0, false
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '/' || c == '.':
			if !dotted && (stem == 3 || stem == 4) || c == '.' && (i+1 == len(p) || p[i+1] == '/') {
				return false
			}
			stem, dotted = 0, c == '.'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_':
			stem++
		default:
			return false
		}
	}
	return dotted || stem != 3 && stem != 4
}

// ownPrefix starts the names of everything that Parley keeps in or next to an
// output folder besides the site itself.
const ownPrefix = ".parley-"

func unstorable(r rune) bool { return r < 0x20 || strings.ContainsRune(`\:*?"<>|`, r) }

// reservedName reports whether Windows takes a name for a device, whatever
// its extension.
func reservedName(segment string) bool {
	base, _, _ := strings.Cut(segment, ".")
	if len(base) < len("CON") || len(base) > len("CONOUT$")+8 {
		return false // the usual case, without a copy in upper case
	}
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	for _, port := range []string{"COM", "LPT"} {
		if n, ok := strings.CutPrefix(base, port); ok && len([]rune(n)) == 1 && strings.Contains("123456789¹²³", n) {
			return true
		}
	}
	return false
}
