package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parley-kit/parley/site/diag"
)

// Result counts what a Write did, in files of the tree (the manifest is not
// counted, nor what stays that the tree no longer has). Bytes is the sum of the sizes of the files written.
type Result struct {
	Written, Unchanged, Deleted int
	Bytes                       int64
}

// Write publishes the tree in the folder dir, which it makes if needed.
//
// A new site appears at once. A published one is brought up to date: every
// file whose bytes differ from those on disk is rendered first, under a
// temporary name, and only when all of that went well are they renamed into
// place: assets, new pages, changed pages, the last class; then what the tree
// no longer has is deleted. Links therefore lead somewhere at every moment,
// and files that stay the same are not touched. A failure or a cancelled ctx
// before the renames changes nothing.
//
// Such a run is a deploy if any file comes, changes or goes; else it writes
// nothing. A file whose Stays was set when it was published is deleted not by
// the deploy that takes it out of the tree but by the one after that.
//
// Whenever the error is not nil, report holds the reasons in plain words,
// except after a cancellation, which is ctx's error. The Result then counts
// what was published before the failure, if anything.
func Write(ctx context.Context, dir string, t *Tree, report *diag.List) (Result, error) {
	w := writer{dir: dir, report: report}
	if err := w.failFolders(t.fillAll()); err != nil {
		return w.result, err
	}
	return w.write(ctx, t.Files())
}

// errMoved says that the output folder appeared, vanished or was replaced
// while its lock was being taken.
var errMoved = errors.New("the output folder was replaced by another program")

// errRefused says that the report holds the reasons.
var errRefused = errors.New("the output folder cannot be used")

// writer is one run of Write.
type writer struct {
	dir    string // as the user named it
	report *diag.List
	result Result

	// step, when set, is told of each change before it is made: stage,
	// manifest, rename, delete or appear, with the path of the file. An error
	// stands for a failure of that change. Tests observe and disturb by it.
	step func(op, path string) error
}

func (w *writer) write(ctx context.Context, files []File) (Result, error) {
	dir, err := filepath.Abs(w.dir)
	if err != nil {
		return w.result, w.fail("", err)
	}
	if target, err := filepath.EvalSymlinks(dir); err == nil {
		dir = target
	} else if _, err := os.Lstat(dir); err == nil {
		return w.result, w.fail("", errors.New("the output folder is a link that leads nowhere"))
	}
	// Another build may finish between the look at the folder and the lock.
	for range 5 {
		if err = w.attempt(ctx, dir, files); !errors.Is(err, errMoved) {
			return w.result, err
		}
	}
	return w.result, w.fail("", err)
}

func (w *writer) attempt(ctx context.Context, dir string, files []File) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w.create(ctx, dir, files)
	case err != nil:
		return w.fail("", err)
	case !info.IsDir():
		w.report.Add(diag.OutputForeign, w.pos(""), "the output folder is a file", "name a folder, or delete the file yourself")
		return errRefused
	}
	return w.enter(ctx, dir, files)
}

// create writes a new site beside its place and renames it there.
func (w *writer) create(ctx context.Context, dir string, files []File) error {
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return w.fail("", err)
	}
	staging := filepath.Join(parent, ownPrefix+filepath.Base(dir))
	if err := os.Mkdir(staging, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return w.fail("", err)
	}
	lock, err := w.lock(staging)
	if err != nil {
		return err
	}
	defer lock.release()
	if _, err := os.Lstat(dir); err == nil {
		_ = os.Remove(staging) // succeeds only if it is empty, as it was made
		return errMoved
	}
	if err := w.createIn(ctx, staging, files); err != nil {
		_ = os.RemoveAll(staging)
		return err
	}
	if err := w.change("appear", "", func() error { return os.Rename(staging, dir) }); err != nil {
		_ = os.RemoveAll(staging)
		w.result = Result{}
		return err
	}
	return nil
}

func (w *writer) createIn(ctx context.Context, staging string, files []File) error {
	root, err := os.OpenRoot(staging)
	if err != nil {
		return w.fail("", err)
	}
	defer root.Close() // before the rename, which Windows refuses otherwise
	if err := empty(root); err != nil {
		return w.fail("", err)
	}
	return w.fill(ctx, root, files)
}

// enter publishes into a folder that exists.
func (w *writer) enter(ctx context.Context, dir string, files []File) error {
	lock, err := w.lock(dir)
	if err != nil {
		return err
	}
	defer lock.release()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return w.fail("", err)
	}
	defer root.Close()
	was, err := readManifest(root)
	if errors.Is(err, fs.ErrNotExist) {
		return w.settle(ctx, root, files)
	}
	if err != nil {
		w.report.Add(diag.OutputForeign, w.pos(manifestName), err.Error(),
			"choose an empty folder, or delete this one yourself")
		return errRefused
	}
	return w.update(ctx, root, was, files)
}

// settle publishes into a folder that should be empty. The folder itself
// stays: it may be a mount point, or carry permissions somebody chose. The
// entry page moves in last, so that no half of a site can be walked into.
func (w *writer) settle(ctx context.Context, root *os.Root, files []File) error {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return w.fail("", err)
	}
	for _, e := range entries {
		if e.Name() != stagingName {
			w.report.Add(diag.OutputForeign, w.pos(""),
				fmt.Sprintf("the output folder holds files that Parley did not write (%s)", e.Name()),
				"choose an empty folder, or delete this one yourself")
			return errRefused
		}
	}
	staging, err := openStaging(root)
	if err != nil {
		return w.fail("", err)
	}
	defer root.RemoveAll(stagingName)
	defer staging.Close()
	if err := w.fill(ctx, staging, files); err != nil {
		return err
	}
	if err := w.moveIn(root, staging); err != nil {
		w.result = Result{}
		return err
	}
	return nil
}

// moveIn renames what fill made into place: the manifest first, because it
// says whose files these are, and the entry page last.
func (w *writer) moveIn(root, staging *os.Root) error {
	entries, err := fs.ReadDir(staging.FS(), ".")
	if err != nil {
		return w.fail("", err)
	}
	names := []string{manifestName}
	hasEntry := false
	for _, e := range entries {
		switch e.Name() {
		case manifestName:
		case entryName:
			hasEntry = true
		default:
			names = append(names, e.Name())
		}
	}
	if hasEntry {
		names = append(names, entryName)
	}
	for _, name := range names {
		if err := w.change("rename", name, func() error { return root.Rename(stagingName+"/"+name, name) }); err != nil {
			return err
		}
	}
	return nil
}

// fill writes a whole new site, with its manifest, into an empty root.
func (w *writer) fill(ctx context.Context, root *os.Root, files []File) error {
	for _, folder := range foldersOf(files) {
		if err := root.Mkdir(folder, 0o755); err != nil {
			return w.fail(folder, err)
		}
	}
	jobs := make([]job, len(files))
	for i, f := range files {
		jobs[i] = job{File: f, fresh: true, size: -1, temp: f.Path}
	}
	if err := w.stage(ctx, func() (*os.Root, error) { return root, nil }, nil, jobs); err != nil {
		return err
	}
	if err := w.change("manifest", manifestName, func() error { return writeManifest(root, manifestName, listing(files)) }); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, j := range jobs {
		w.count(j)
	}
	return nil
}

func (w *writer) count(j job) {
	w.result.Written++
	w.result.Bytes += j.size
}

// change makes one change on disk and reports its failure.
func (w *writer) change(op, path string, do func() error) error {
	err := error(nil)
	if w.step != nil {
		err = w.step(op, path)
	}
	if err == nil {
		err = do()
	}
	if err != nil {
		return w.fail(path, err)
	}
	return nil
}
