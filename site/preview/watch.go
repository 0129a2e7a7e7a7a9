package preview

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// pollEvery is how often files are looked at where events do not work.
const pollEvery = time.Second

// watch tells of changes in folders: by the system's events where they work,
// else by looking every second.
type watch struct {
	root    string   // changed paths are relative to it
	dirs    []string // absolute
	ignore  func(path string) bool
	poll    bool
	open    func() (*notifier, error)
	remote  func(dir string) string // kind of network file system dir is on; "" for a local one
	say     func(format string, args ...any)
	changed func(paths []string) // nil: anything may have

	watched map[string]bool // folders; the notifier's own list forgets those gone before it says so
}

// run watches until ctx ends. It closes ready once no change can be missed.
func (w *watch) run(ctx context.Context, ready chan<- struct{}) {
	if reason := w.pollReason(); reason != "" {
		w.pollSaying(ctx, ready, reason)
		return
	}
	w.watched = make(map[string]bool)
	n, err := w.open()
	if err == nil {
		defer n.close()
		err = w.addAll(n)
	}
	if err != nil {
		w.pollSaying(ctx, ready, "the system cannot watch these folders ("+err.Error()+")")
		return
	}
	close(ready)
	if reason := w.follow(ctx, n); reason != "" {
		w.pollSaying(ctx, nil, reason)
	}
}

// pollReason says why events are not even tried; "" when they are.
func (w *watch) pollReason() string {
	if w.poll {
		return "as asked"
	}
	for _, d := range w.dirs {
		if kind := w.remote(d); kind != "" {
			return d + " is on a network file system (" + kind + ")"
		}
	}
	return ""
}

func (w *watch) pollSaying(ctx context.Context, ready chan<- struct{}, reason string) {
	w.say("Looking for changes every second: %s.\n", reason)
	p := &poller{watch: w, every: pollEvery}
	p.run(ctx, ready)
}

// notifier is a system's watcher of single folders: fsnotify's, or a test's.
type notifier struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	remove func(dir string) error
	close  func() error
}

func newNotifier() (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return &notifier{events: w.Events, errors: w.Errors, add: w.Add, remove: w.Remove, close: w.Close}, nil
}

// follow passes events on until ctx ends or they fail; then it says why.
func (w *watch) follow(ctx context.Context, n *notifier) (failure string) {
	for {
		select {
		case <-ctx.Done():
			return ""
		case e, open := <-n.events:
			if !open {
				return "the system's watching ended"
			}
			if err := w.event(n, e); err != nil {
				return "the system cannot watch these folders any more (" + err.Error() + ")"
			}
		case err, open := <-n.errors:
			if !open {
				return "the system's watching ended"
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				err = w.restart(n)
			}
			if err != nil {
				return "the system cannot watch these folders any more (" + err.Error() + ")"
			}
		}
	}
}

// restart watches everything anew after events were lost: with them went the
// news of moved folders, whose watches would name files by their old paths.
func (w *watch) restart(n *notifier) error {
	w.drop(n, func(string) bool { return true })
	err := w.addAll(n)
	w.changed(nil)
	return err
}

func (w *watch) event(n *notifier, e fsnotify.Event) error {
	if e.Op&^fsnotify.Chmod == 0 || w.ignored(e.Name) {
		return nil
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		if gone := w.forget(n, e.Name); gone {
			return w.lost(e.Name)
		}
	}
	info, err := os.Lstat(e.Name)
	if err != nil || !info.IsDir() {
		w.tell(e.Name)
		return nil
	}
	if !e.Has(fsnotify.Create) {
		return nil // some systems report a folder when a file in it changed
	}
	var files []string
	err = w.add(n, e.Name, &files)
	w.tell(files...)
	return err
}

// forget ends the watches of a folder that is gone or has another name, and
// of those below it; gone is false when path was no watched folder.
func (w *watch) forget(n *notifier, path string) (gone bool) {
	below := path + string(filepath.Separator)
	return w.drop(n, func(dir string) bool { return dir == path || strings.HasPrefix(dir, below) })
}

// drop ends the watches that match; found is false when none did.
func (w *watch) drop(n *notifier, match func(dir string) bool) (found bool) {
	for dir := range w.watched {
		if match(dir) {
			_ = n.remove(dir) // fails where the system dropped it already
			delete(w.watched, dir)
			found = true
		}
	}
	return found
}

// lost handles a folder that is gone. What it held is not known any more; a
// folder that was to be watched itself may come back, which only looking shows.
func (w *watch) lost(path string) error {
	for _, d := range w.dirs {
		if d == path {
			return errors.New(path + " was moved or deleted")
		}
	}
	w.changed(nil)
	return nil
}

func (w *watch) addAll(n *notifier) error {
	for _, d := range w.dirs {
		var files []string
		if err := w.add(n, d, &files); err != nil {
			return err
		}
	}
	return nil
}

// add watches dir and the folders below it and lists the files there. A folder
// is watched before it is read: what appears in between is then told twice, not
// never.
func (w *watch) add(n *notifier, dir string, files *[]string) error {
	if err := n.add(dir); err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil // already gone, or not readable, which the build reports
		}
		return err
	}
	w.watched[dir] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case w.ignored(path):
		case e.IsDir():
			if err := w.add(n, path, files); err != nil {
				return err
			}
		default:
			*files = append(*files, path)
		}
	}
	return nil
}

// tell passes on changed files; what lies outside the site may matter anywhere.
func (w *watch) tell(files ...string) {
	if len(files) == 0 {
		return
	}
	paths := make([]string, 0, len(files))
	for _, f := range files {
		rel, err := filepath.Rel(w.root, f)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			w.changed(nil)
			return
		}
		paths = append(paths, filepath.ToSlash(rel))
	}
	w.changed(paths)
}

// ignored leaves out hidden files, the backups and locks of editors, and what
// the server was told to leave out.
func (w *watch) ignored(path string) bool {
	name := filepath.Base(path)
	for _, d := range w.dirs {
		if path == d {
			return false
		}
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || w.ignore != nil && w.ignore(path)
}
