package preview

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fakeNotifier is a system's watcher that says what the test says.
type fakeNotifier struct {
	root   string
	events chan fsnotify.Event
	errors chan error
	addErr error

	mu      sync.Mutex
	watched map[string]bool
}

func newFakeNotifier() *fakeNotifier {
	return &fakeNotifier{events: make(chan fsnotify.Event), errors: make(chan error), watched: map[string]bool{}}
}

func (n *fakeNotifier) open() (*notifier, error) {
	set := func(dir string, on bool) error {
		n.mu.Lock()
		defer n.mu.Unlock()
		if on && n.addErr != nil {
			return n.addErr
		}
		n.watched[dir] = on
		return nil
	}
	return &notifier{
		events: n.events, errors: n.errors,
		add:    func(dir string) error { return set(dir, true) },
		remove: func(dir string) error { return set(dir, false) },
		close:  func() error { return nil },
	}, nil
}

func (n *fakeNotifier) list() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var dirs []string
	for dir, on := range n.watched {
		if on {
			dirs = append(dirs, dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}

func (n *fakeNotifier) saved(t *testing.T, name string) {
	t.Helper()
	give(t, n.events, fsnotify.Event{Name: filepath.Join(n.root, name), Op: fsnotify.Write})
}

// watching is a watch under test; told receives its lists, "*" for anything.
type watching struct {
	*watch
	told chan string
	said chan string
}

func watchDir(t *testing.T, dir string, more func(*watch)) *watching {
	t.Helper()
	w := &watching{told: make(chan string, 1000), said: make(chan string, 10)}
	w.watch = &watch{
		root: dir, dirs: []string{dir}, open: newNotifier,
		remote: func(string) string { return "" },
		say: func(format string, args ...any) {
			w.said <- strings.TrimSpace(format[:strings.Index(format, "%")]) + " " + args[0].(string)
		},
		changed: func(paths []string) {
			if paths == nil {
				w.told <- "*"
			}
			for _, p := range paths {
				w.told <- p
			}
		},
	}
	if more != nil {
		more(w.watch)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ready, ended := make(chan struct{}), make(chan struct{})
	go func() {
		w.run(ctx, ready)
		close(ended)
	}()
	t.Cleanup(func() { cancel(); <-ended })
	<-ready
	return w
}

// until collects what is told up to and with the path last.
func (w *watching) until(t *testing.T, last string) []string {
	t.Helper()
	var all []string
	for {
		got := await(t, w.told, last)
		if !slices.Contains(all, got) {
			all = append(all, got)
		}
		if got == last {
			return all
		}
	}
}

// has waits until every wanted path was told.
func (w *watching) has(t *testing.T, want ...string) {
	t.Helper()
	missing := slices.Clone(want)
	for len(missing) > 0 {
		got := await(t, w.told, strings.Join(missing, ", "))
		missing = slices.DeleteFunc(missing, func(p string) bool { return p == got })
	}
}

func TestEditorsSaves(t *testing.T) {
	for _, c := range []struct {
		name string
		save func(t *testing.T, dir string)
	}{
		{"in place", func(t *testing.T, dir string) { write(t, "new", dir, "a/x.md") }},
		{"vim: the old file moved to a backup", func(t *testing.T, dir string) {
			rename(t, filepath.Join(dir, "a/x.md"), filepath.Join(dir, "a/x.md~"))
			write(t, "new", dir, "a/x.md")
			if err := os.Remove(filepath.Join(dir, "a/x.md~")); err != nil {
				t.Fatal(err)
			}
		}},
		{"JetBrains: written beside and moved over", func(t *testing.T, dir string) {
			write(t, "new", dir, "a/x.md~")
			rename(t, filepath.Join(dir, "a/x.md~"), filepath.Join(dir, "a/x.md"))
		}},
		{"Word: a temporary file and a lock", func(t *testing.T, dir string) {
			write(t, "me", dir, "a/~$x.md")
			write(t, "new", dir, "a/.wrd0001.tmp")
			rename(t, filepath.Join(dir, "a/x.md"), filepath.Join(dir, "a/.wrl0002.tmp"))
			rename(t, filepath.Join(dir, "a/.wrd0001.tmp"), filepath.Join(dir, "a/x.md"))
		}},
		{"moved over from another folder", func(t *testing.T, dir string) {
			outside := t.TempDir()
			write(t, "new", outside, "x.md")
			rename(t, filepath.Join(outside, "x.md"), filepath.Join(dir, "a/x.md"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, "old", dir, "a/x.md")
			w := watchDir(t, dir, nil)
			for range 2 { // the second save shows that the watch outlived the first
				c.save(t, dir)
				write(t, "end", dir, "end.md")
				if got := w.until(t, "end.md"); !slices.Equal(got, []string{"a/x.md", "end.md"}) {
					t.Errorf("told %q", got)
				}
				if err := os.Remove(filepath.Join(dir, "end.md")); err != nil {
					t.Fatal(err)
				}
				write(t, "mark", dir, "mark.md")
				w.until(t, "mark.md")
				drain(w, t, dir)
			}
		})
	}
}

// drain skips what is still to come of the changes so far.
func drain(w *watching, t *testing.T, dir string) {
	t.Helper()
	name := "drained" + time.Now().Format("150405.000000000") + ".md"
	write(t, "", dir, name)
	w.until(t, name)
}

func TestFolders(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, "x", dir, "a/b/x.md")
	write(t, "x", outside, "new/deep/y.md")
	w := watchDir(t, dir, nil)

	rename(t, filepath.Join(outside, "new"), filepath.Join(dir, "new"))
	w.has(t, "new/deep/y.md")
	write(t, "changed", dir, "new/deep/y.md")
	w.has(t, "new/deep/y.md")

	if err := os.MkdirAll(filepath.Join(dir, "p/q/r"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "x", dir, "p/q/r/z.md")
	w.has(t, "p/q/r/z.md")

	rename(t, filepath.Join(dir, "a"), filepath.Join(dir, "moved"))
	w.has(t, "*", "moved/b/x.md") // what a/ held is gone, and nobody lists it
	write(t, "changed", dir, "moved/b/x.md")
	w.has(t, "moved/b/x.md")
	write(t, "x", dir, "a/b/x.md")
	w.has(t, "a/b/x.md")

	if err := os.RemoveAll(filepath.Join(dir, "new")); err != nil {
		t.Fatal(err)
	}
	w.has(t, "*")
	rename(t, filepath.Join(dir, "moved"), filepath.Join(outside, "moved"))
	w.has(t, "*")
	drain(w, t, dir)
	write(t, "not ours any more", outside, "moved/b/x.md")
	write(t, "x", dir, "last.md")
	if got := w.until(t, "last.md"); !slices.Equal(got, []string{"last.md"}) {
		t.Errorf("told %q", got)
	}
}

func TestWhatIsNotWorthABuild(t *testing.T) {
	dir := t.TempDir()
	write(t, "x", dir, "x.md")
	write(t, "x", dir, "public/x.html")
	write(t, "x", dir, ".git/index")
	w := watchDir(t, dir, func(w *watch) { w.ignore = func(path string) bool { return path == filepath.Join(dir, "public") } })
	if err := os.Chmod(filepath.Join(dir, "x.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"public/x.html", "public/new/y.html", ".git/index", ".x.md.swp", "x.md~", "#x.md#", "~$x.md"} {
		write(t, "y", dir, name)
	}
	write(t, "y", dir, "y.md")
	if got := w.until(t, "y.md"); !slices.Equal(got, []string{"y.md"}) {
		t.Errorf("told %q", got)
	}
}

func TestFoldersBesideTheSite(t *testing.T) {
	site, theme := t.TempDir(), t.TempDir()
	w := watchDir(t, site, func(w *watch) { w.dirs = append(w.dirs, theme) })
	write(t, "x", theme, "layouts/page.html")
	w.has(t, "*")
}

func TestOverflow(t *testing.T) {
	dir := t.TempDir()
	write(t, "x", dir, "a/x.md")
	n := newFakeNotifier()
	w := watchDir(t, dir, func(w *watch) { w.open = n.open })
	rename(t, filepath.Join(dir, "a"), filepath.Join(dir, "b")) // its event is lost
	give(t, n.errors, error(fsnotify.ErrEventOverflow))
	w.has(t, "*")
	if want := []string{dir, filepath.Join(dir, "b")}; !slices.Equal(n.list(), want) {
		t.Errorf("watches %q, want %q", n.list(), want)
	}
	give(t, n.events, fsnotify.Event{Name: filepath.Join(dir, "b", "x.md"), Op: fsnotify.Write})
	w.has(t, "b/x.md")
}

func TestPollingWhereEventsFail(t *testing.T) {
	full := newFakeNotifier()
	full.addErr = syscall.ENOSPC
	breaks := newFakeNotifier()
	closes := newFakeNotifier()
	for _, c := range []struct {
		name    string
		prepare func(*watch)
		fail    func()
		said    string
	}{
		{"no notifier", func(w *watch) { w.open = func() (*notifier, error) { return nil, errors.New("too many of them") } }, nil, "too many of them"},
		{"no room for watches", func(w *watch) { w.open = full.open }, nil, syscall.ENOSPC.Error()},
		{"a network file system", func(w *watch) { w.remote = func(string) string { return "NFS" } }, nil, "network file system (NFS)"},
		{"asked for", func(w *watch) { w.poll = true }, nil, "as asked"},
		{"events that fail later", func(w *watch) { w.open = breaks.open }, func() { breaks.errors <- errors.New("bad descriptor") }, "bad descriptor"},
		{"events that end", func(w *watch) { w.open = closes.open }, func() { close(closes.events) }, "watching ended"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, "x", dir, "a/x.md")
			write(t, "x", dir, ".git/x")
			synctest.Test(t, func(t *testing.T) {
				if c.fail != nil {
					// Channels of the bubble, for synctest to see who waits on them.
					for _, n := range []*fakeNotifier{breaks, closes} {
						n.events, n.errors = make(chan fsnotify.Event), make(chan error)
					}
				}
				w := watchDir(t, dir, c.prepare)
				if c.fail != nil {
					c.fail()
					w.until(t, "*") // what changed around the failure
				}
				if said := <-w.said; !strings.Contains(said, c.said) || !strings.Contains(said, "every second") {
					t.Errorf("said %q", said)
				}
				synctest.Wait()
				begun := time.Now()
				write(t, "longer", dir, "a/x.md")
				write(t, "x", dir, "b/new.md")
				write(t, "longer", dir, ".git/x")
				w.has(t, "a/x.md", "b/new.md")
				if got := time.Since(begun); got > 2*pollEvery {
					t.Errorf("found after %v", got)
				}
				if err := os.Remove(filepath.Join(dir, "a/x.md")); err != nil {
					t.Fatal(err)
				}
				if got := w.until(t, "a/x.md"); !slices.Equal(got, []string{"a/x.md"}) {
					t.Errorf("told %q", got)
				}
			})
		})
	}
}

func TestTheWatchedFolderItselfGoes(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "site")
	write(t, "x", dir, "x.md")
	w := watchDir(t, dir, nil)
	rename(t, dir, filepath.Join(parent, "elsewhere"))
	w.has(t, "*")
	if said := await(t, w.said, "a sentence"); !strings.Contains(said, "every second") {
		t.Errorf("said %q", said)
	}
}
