package output

import (
	"context"
	"errors"
	"os"
	"path"
	"slices"
	"sync"
)

// The lists that stand in the staging folder until their turn comes, and
// after which the files staged there are numbered.
const (
	intentName = "intent.json"
	finalName  = "final.json"
)

// update brings a published site up to date.
func (w *writer) update(ctx context.Context, root *os.Root, was manifest, files []File) error {
	p, err := w.plan(root, was, files)
	if err != nil {
		return err
	}
	// Lazily, since an update that changes nothing should touch nothing.
	open := sync.OnceValues(func() (*os.Root, error) { return openStaging(root) })
	err = w.stage(ctx, open, root, p.jobs)
	if err == nil {
		err = w.publish(ctx, open, p, listing(files))
	}
	if _, missing := root.Lstat(stagingName); missing == nil { // of this run, or left by a killed one
		if staging, err := open(); err == nil {
			_ = staging.Close()
		}
		_ = root.RemoveAll(stagingName)
	}
	return err
}

// openStaging makes the staging folder in an output folder, empty.
func openStaging(root *os.Root) (*os.Root, error) {
	if err := root.RemoveAll(stagingName); err != nil {
		return nil, err
	}
	if err := root.Mkdir(stagingName, 0o755); err != nil {
		return nil, err
	}
	return root.OpenRoot(stagingName)
}

// publish makes the changes that are staged and planned. First it puts a manifest
// in place that lists both the files that were published and the new ones, so that
// after a kill the next run knows all of them as its own; at the end final, to
// which it adds what stays. Everything that needs space on the disk is written
// before the first change.
func (w *writer) publish(ctx context.Context, open func() (*os.Root, error), p *plan, final manifest) error {
	w.result.Unchanged = len(p.jobs)
	changed := slices.ContainsFunc(p.jobs, func(j job) bool { return j.staged })
	if !changed && slices.Equal(final.Files, p.was.tree()) {
		return ctx.Err() // no deploy, so what is old stays
	}
	staging, err := open()
	if err != nil {
		return w.fail("", err)
	}
	// What is old already is listed there like a page that is gone: this deploy
	// ends its stay, and whichever run comes after a kill goes on with that.
	intent := manifest{V: 1, Files: union(p.was.Files, final.Files), Stays: union(p.was.Stays, final.Stays)}
	final.Files, final.Old = append(final.Files, p.old...), p.old
	slices.Sort(final.Files)
	err = w.change("stage", manifestName, func() error {
		return errors.Join(writeManifest(staging, intentName, intent), writeManifest(staging, finalName, final))
	})
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if !intent.equal(p.was) {
		if err := w.rename(p.root, intentName, manifestName, "manifest"); err != nil {
			return err
		}
	}
	if err := w.replace(p); err != nil {
		return err
	}
	return w.rename(p.root, finalName, manifestName, "manifest")
}

// replace deletes what is in the way, renames the staged files into place and
// deletes what is left over.
func (w *writer) replace(p *plan) error {
	if err := w.delete(p, p.early); err != nil {
		return err
	}
	made := map[string]bool{".": true}
	for _, j := range p.jobs {
		if folder := path.Dir(j.Path); j.staged && !made[folder] {
			made[folder] = true
			if err := w.change("folder", folder, func() error { return p.root.MkdirAll(folder, 0o755) }); err != nil {
				return err
			}
		}
	}
	for _, j := range inOrder(p.jobs) {
		if err := w.rename(p.root, j.temp, j.Path, "rename"); err != nil {
			return err
		}
		w.count(j)
		w.result.Unchanged--
	}
	return w.delete(p, p.late)
}

func (w *writer) rename(root *os.Root, temp, name, op string) error {
	return w.change(op, name, func() error { return root.Rename(stagingName+"/"+temp, name) })
}

// inOrder lists the staged jobs so that no page comes before what it needs:
// by class, in a class those that are new before those that change (which may
// link to the new ones), and the entry page after all other new pages.
func inOrder(jobs []job) []job {
	var list []job
	for _, j := range jobs {
		if j.staged {
			list = append(list, j)
		}
	}
	rank := func(j job) int {
		r := int(j.Class) * 4
		if !j.fresh {
			r += 2
		}
		if j.Path == entryName {
			r++
		}
		return r
	}
	slices.SortStableFunc(list, func(a, b job) int { return rank(a) - rank(b) })
	return list
}

// delete removes files, then the folders which that may have left empty.
func (w *writer) delete(p *plan, list []string) error {
	if len(list) == 0 && len(p.folders) == 0 {
		return nil
	}
	for _, name := range list {
		if err := w.change("delete", name, func() error { return p.root.Remove(name) }); err != nil {
			return err
		}
		w.result.Deleted++
	}
	for _, folder := range slices.Backward(p.folders) {
		if info, err := p.root.Lstat(folder); err == nil && info.IsDir() {
			_ = p.root.Remove(folder) // fails, as it should, unless it is empty
		}
	}
	return nil
}
