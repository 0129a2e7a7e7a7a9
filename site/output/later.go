package output

import (
	"fmt"
	"strings"
	"sync"
)

// part is a folder of a tree whose files are not known yet.
type part struct {
	folder string       // with its slash: "search/"
	fill   func() error // puts its files into the tree; at the first call only, whose error it remembers
}

// Later leaves the files below a folder ("search") to list. It is called once at
// most: when a path below the folder is first opened or read, or when Files or
// Len are asked for. It must not ask for these itself; it may open other files.
// Nothing of it is kept but the files that it gave.
//
// The error is that of Add, for the folder. What Add puts into the folder stands
// beside what list gives. When list fails, or gives a file that Add would refuse
// or that lies elsewhere, then no file of the folder can be made: Open finds one
// for every path in it, whose Append gives the error, and Files has one such file
// in the folder's place.
func (t *Tree) Later(folder string, list func() ([]File, error)) error {
	if err := checkPath(folder); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	inside := folder + "/"
	low := strings.ToLower(inside)
	for _, p := range t.parts {
		if other := strings.ToLower(p.folder); strings.HasPrefix(low, other) || strings.HasPrefix(other, low) {
			return fmt.Errorf("two parts of the site want the folder %q", folder)
		}
	}
	if err := t.clash(inside, low); err != nil {
		return err
	}
	t.enclose(low, inside)
	t.parts = append(t.parts, part{inside, sync.OnceValue(func() error { return t.fill(inside, list) })})
	return nil
}

// fill adds what list gives. The lock is not held meanwhile, so that those who
// ask for other files need not wait.
func (t *Tree) fill(inside string, list func() ([]File, error)) error {
	files, err := list()
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range files {
		if !strings.HasPrefix(f.Path, inside) {
			return fmt.Errorf("%q does not lie in %q, for which it was made", f.Path, inside)
		}
		if err := t.add(f); err != nil {
			return fmt.Errorf("%w; in %q lie files that Parley makes", err, inside)
		}
	}
	return nil
}

// fillFor makes sure that the file at a path is known if there is one; the error
// says why it cannot be made.
func (t *Tree) fillFor(path string) error {
	for _, p := range t.laterParts() {
		if strings.HasPrefix(path, p.folder) {
			return p.fill()
		}
	}
	return nil
}

// fillAll makes sure that all files are known, and gives one in the place of each
// folder that cannot be made.
func (t *Tree) fillAll() (broken []File) {
	for _, p := range t.laterParts() {
		if err := p.fill(); err != nil {
			broken = append(broken, failing(strings.TrimSuffix(p.folder, "/"), err))
		}
	}
	return broken
}

func (t *Tree) laterParts() []part {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.parts
}

// failing is a file that cannot be made.
func failing(path string, err error) File {
	return File{Path: path, Append: func(dst []byte) ([]byte, error) { return dst, err }}
}
