package preview

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/parley-kit/parley/site/diag"
)

// manyPaths is the number of changed files from which looking at everything is
// as good as listing them.
const manyPaths = 5000

// state joins those who change files, the one who builds and those who read.
// Each change counts up; a build covers the count at its start, so that a
// reader knows whether all he may have heard of is in what he gets.
type state struct {
	wake chan struct{} // holds one token when changes wait

	mu      sync.Mutex
	wanted  uint64          // changes heard of
	built   uint64          // changes covered by now
	paths   map[string]bool // changed and not yet taken
	all     bool            // anything may have changed
	now     *snapshot
	fresh   chan struct{} // closed and replaced when built grows
	publish chan struct{} // closed and replaced when there is news for open pages
}

// snapshot is what a build left to show; it never changes.
type snapshot struct {
	site     *rendered // nil before the first build that gave a tree
	findings []diag.Diagnostic
	problems []byte // findings, as the browser gets them
}

// batch is what changed since the last build.
type batch struct {
	paths []string // sorted; nil for anything
	upTo  uint64
}

func newState() *state {
	s := &state{
		wake:    make(chan struct{}, 1),
		paths:   make(map[string]bool),
		now:     &snapshot{problems: encode(nil)},
		fresh:   make(chan struct{}),
		publish: make(chan struct{}),
	}
	s.change(nil) // the first build looks at everything
	return s
}

// change tells of changed paths; nil means that anything may have.
func (s *state) change(paths []string) {
	s.mu.Lock()
	s.wanted++
	for _, p := range paths {
		s.paths[p] = true
	}
	if paths == nil || len(s.paths) > manyPaths {
		s.all = true
	}
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// waiting lists the changed paths without taking them.
func (s *state) waiting() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.paths))
}

// take hands over all changes so far.
func (s *state) take() batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := batch{upTo: s.wanted}
	if !s.all {
		b.paths = slices.Sorted(maps.Keys(s.paths))
		if b.paths == nil {
			b.paths = []string{}
		}
	}
	s.all = false
	clear(s.paths)
	return b
}

// done puts a build's snapshot in place. Open pages hear of it unless the
// build is already out of date and announce is false.
func (s *state) done(b batch, snap *snapshot, announce bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.built = b.upTo
	s.now = snap
	close(s.fresh)
	s.fresh = make(chan struct{})
	if announce {
		close(s.publish)
		s.publish = make(chan struct{})
	}
}

// outdated reports whether more has changed since b was taken.
func (s *state) outdated(b batch) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wanted > b.upTo
}

// current waits until every change known at the call is built, and gives the
// newest snapshot with a channel that closes when there is news. Its error is
// that of ctx.
func (s *state) current(ctx context.Context) (*snapshot, <-chan struct{}, error) {
	s.mu.Lock()
	target := s.wanted
	for s.built < target {
		fresh := s.fresh
		s.mu.Unlock()
		select {
		case <-fresh:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
		s.mu.Lock()
	}
	defer s.mu.Unlock()
	return s.now, s.publish, nil
}
