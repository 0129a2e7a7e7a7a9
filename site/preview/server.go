// Package preview serves a site from memory while somebody writes it. It
// watches the site's folders, has the site built again when a file changed,
// renders a page when a browser asks for it and tells open pages when to load
// again and what is wrong.
//
//	watcher --changes--> state --batch--> Builder --tree, findings--> state --> pages, event streams
//
// The bytes of a page are those that a build writes: nothing is put into them.
// A page learns from the Server-Timing header of its own response that it is
// previewed, and its script then loads /_parley/preview.js.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"github.com/parley-kit/parley/site/diag"
)

// Tree is a built site, as far as serving one needs it. Read makes the bytes of
// the file at a slash path such as "x/index.html"; its error is fs.ErrNotExist
// where the site has no such file. Read is called by several goroutines, also
// while the next tree is being built, and gives the same bytes every time.
type Tree interface {
	Read(path string) ([]byte, error)
}

// Builder builds the site. changed lists the slash paths, relative to the
// site's folder, known to have changed, appeared or gone since the last call;
// nil means that anything may have. A nil tree, or an error, leaves the last
// tree in use; the findings are those that a build prints. Calls never overlap.
type Builder interface {
	Build(ctx context.Context, changed []string) (tree Tree, findings []diag.Diagnostic, err error)
}

// Server previews a site. Set the fields, then call Serve once.
type Server struct {
	Builder  Builder
	Root     string                            // the site's folder; changed paths are relative to it
	Dirs     []string                          // folders to watch, with all below them; nil for Root alone
	Ignore   func(path string) bool            // absolute paths not to watch, besides hidden and backup files; may be nil
	Poll     bool                              // look every second instead of waiting for the system's events
	Hosts    []string                          // names, besides loopback ones, by which browsers may call
	CSP      string                            // Content-Security-Policy of every answer; frame-ancestors is added
	NotFound func(path string) ([]byte, error) // the page for a slash path the site has not; may be nil
	Report   func([]diag.Diagnostic)           // prints findings that differ from the last ones; may be nil
	Stdout   io.Writer                         // short sentences on what happens; nil for none

	// Tests replace these.
	openNotifier func() (*notifier, error)
	remote       func(dir string) string
}

// shutdownTime is how long open answers may take when the server ends.
const shutdownTime = 2 * time.Second

// Serve answers on ln until ctx ends, then closes event streams and returns
// nil. Requests that come before the first build is done wait for it.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	state := newState()
	watch, err := s.newWatch(state)
	if err != nil {
		_ = ln.Close()
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var work sync.WaitGroup
	work.Go(func() { s.work(ctx, state, watch) })
	site := newSite(ctx, s, ln.Addr(), state)
	server := &http.Server{
		Handler:           site,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          quietLog(),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(ln) }()

	select {
	case <-ctx.Done():
	case err = <-served:
	}
	cancel() // ends the event streams, waiting requests and the build
	late, stop := context.WithTimeout(context.Background(), shutdownTime)
	defer stop()
	if server.Shutdown(late) != nil {
		_ = server.Close()
	}
	work.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// work watches and builds until ctx ends. The watch stands before the first
// build, so that no change falls between them.
func (s *Server) work(ctx context.Context, state *state, watch *watch) {
	var watching sync.WaitGroup
	ready := make(chan struct{})
	watching.Go(func() { watch.run(ctx, ready) })
	select {
	case <-ready:
		(&rebuilder{server: s, state: state}).run(ctx)
	case <-ctx.Done():
	}
	watching.Wait()
}

// newWatch resolves the folders to watch.
func (s *Server) newWatch(state *state) (*watch, error) {
	root, err := filepath.Abs(s.Root)
	if err != nil {
		return nil, fmt.Errorf("cannot find the site's folder: %w", err)
	}
	w := &watch{root: root, ignore: s.Ignore, poll: s.Poll, open: s.openNotifier, remote: s.remote, say: s.sayf, changed: state.change}
	if w.open == nil {
		w.open = newNotifier
	}
	if w.remote == nil {
		w.remote = remoteFileSystem
	}
	dirs := s.Dirs
	if dirs == nil {
		dirs = []string{root}
	}
	for _, d := range dirs {
		abs, err := filepath.Abs(d)
		if err != nil {
			return nil, fmt.Errorf("cannot watch %s: %w", d, err)
		}
		w.dirs = append(w.dirs, abs)
	}
	return w, nil
}

func (s *Server) sayf(format string, args ...any) {
	if s.Stdout != nil {
		fmt.Fprintf(s.Stdout, format, args...)
	}
}
