package output

import (
	"errors"
	"io/fs"
	"os"

	"github.com/parley-kit/parley/site/diag"
)

// errBusy says that another process holds the lock.
var errBusy = errors.New("another build is writing this folder")

// held is a lock on a folder. The system releases it when the process dies.
type held struct{ release func() }

// lock keeps other builds out of a folder. It is advisory: where the file
// system has no locks, the build goes on without.
func (w *writer) lock(folder string) (held, error) {
	before, err := os.Lstat(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return held{}, errMoved
	}
	if err != nil {
		return held{}, w.fail("", err)
	}
	if !before.IsDir() {
		return held{}, w.fail("", errors.New(folder+" is in the way"))
	}
	release, err := lockFolder(folder)
	if errors.Is(err, errBusy) {
		w.report.Add(diag.WriteFailed, w.pos(""), errBusy.Error(), "wait until it is done, or choose another folder with --out")
		return held{}, errBusy
	}
	if err != nil {
		release = func() {}
	}
	after, err := os.Lstat(folder)
	if err != nil || !os.SameFile(before, after) {
		release()
		return held{}, errMoved
	}
	return held{release}, nil
}

// empty removes everything in a folder of Parley's own.
func empty(root *os.Root) error {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := root.RemoveAll(e.Name()); err != nil {
			return err
		}
	}
	return nil
}
