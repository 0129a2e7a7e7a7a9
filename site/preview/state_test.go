package preview

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
)

func TestStateMakesReadersWaitForKnownChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newState()
		b := s.take()
		s.done(b, &snapshot{problems: []byte("1")}, true)
		s.change([]string{"x.md"})
		got := make(chan string, 1)
		go func() {
			snap, _, _ := s.current(context.Background())
			got <- string(snap.problems)
		}()
		synctest.Wait()
		select {
		case early := <-got:
			t.Fatalf("answered %s before the change was built", early)
		default:
		}
		b = s.take()
		s.change([]string{"y.md"}) // after the request: it need not wait for this
		s.done(b, &snapshot{problems: []byte("2")}, true)
		if text := <-got; text != "2" {
			t.Errorf("got %s", text)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, _, err := s.current(ctx); err == nil {
			t.Error("a reader whose context ended waits on")
		}
	})
}

func TestManyChangesBecomeOneLookAtEverything(t *testing.T) {
	s := newState()
	s.take()
	paths := make([]string, manyPaths+1)
	for i := range paths {
		paths[i] = fmt.Sprint(i)
	}
	s.change(paths)
	if b := s.take(); b.paths != nil {
		t.Errorf("%d paths", len(b.paths))
	}
	s.change([]string{"b", "a"})
	s.change([]string{"a"})
	if b := s.take(); !slices.Equal(b.paths, []string{"a", "b"}) {
		t.Errorf("%q", b.paths)
	}
}
