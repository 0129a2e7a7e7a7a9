package preview

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/parley-kit/parley/site/diag"
)

// driven is a server whose builds and events the test scripts, with the
// folder it watches; the folder holds x.md.
func driven(t *testing.T, s *Server) (*running, *script, *fakeNotifier) {
	b, n := newScript(), newFakeNotifier()
	s.Builder, s.Root, s.openNotifier = b, t.TempDir(), n.open
	n.root = s.Root
	write(t, "x", s.Root, "x.md")
	return start(t, s), b, n
}

func (b *script) build(t *testing.T, want []string, r result) {
	t.Helper()
	got := await(t, b.started, "a build")
	if !slices.Equal(got, want) || (got == nil) != (want == nil) {
		t.Errorf("told %#v, want %#v", got, want)
	}
	give(t, b.results, r)
}

// later asks for a page in the background.
func (r *running) later(path string) <-chan string {
	answer := make(chan string, 1)
	go func() {
		client := &http.Client{Timeout: deadline}
		resp, err := client.Get(r.url + path)
		if err != nil {
			answer <- err.Error()
			return
		}
		defer resp.Body.Close()
		text := new(strings.Builder)
		_, _ = fmt.Fprintf(text, "%d ", resp.StatusCode)
		var buf [100]byte
		n, _ := resp.Body.Read(buf[:])
		text.Write(buf[:n])
		answer <- text.String()
	}()
	return answer
}

func TestRequestsWaitForTheFirstBuild(t *testing.T) {
	site, b, _ := driven(t, &Server{})
	answer := site.later("/x.html")
	b.build(t, nil, result{tree: files{"x.html": "one"}})
	if got := await(t, answer, "the page"); got != "200 one" {
		t.Errorf("got %q", got)
	}
}

func TestRequestDuringABuildGetsNewBytes(t *testing.T) {
	site, b, n := driven(t, &Server{})
	b.build(t, nil, result{tree: files{"x.html": "old"}})
	if got := site.get("/x.html"); got != "old" {
		t.Fatalf("got %q", got)
	}
	n.saved(t, "x.md")
	if got := await(t, b.started, "the second build"); !slices.Equal(got, []string{"x.md"}) {
		t.Errorf("told %q", got)
	}
	answer := site.later("/x.html") // asked while the build runs
	give(t, b.results, result{tree: files{"x.html": "new"}})
	if got := await(t, answer, "the page"); got != "200 new" {
		t.Errorf("got %q", got)
	}
}

// rebuilding runs a rebuilder in a bubble of synctest.
func rebuilding(t *testing.T, s *Server) (*state, *script) {
	b := newScript()
	s.Builder = b
	st := newState()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		(&rebuilder{server: s, state: st}).run(ctx)
		close(ended)
	}()
	t.Cleanup(func() { cancel(); <-ended })
	<-b.started
	b.results <- result{tree: files{}}
	synctest.Wait()
	return st, b
}

func TestBurstsAreOneBuild(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		write(t, "x", dir, name)
	}
	write(t, "", dir, "empty")
	for _, c := range []struct {
		name  string
		tell  []string // one after the other, a little apart
		apart time.Duration
		want  []string
		after time.Duration // from the last change to the build
	}{
		{"one save", []string{"a"}, 0, []string{"a"}, quiet},
		{"a burst", []string{"b", "a", "c"}, quiet / 2, []string{"a", "b", "c"}, quiet},
		{"a file that is missing for a moment", []string{"gone", "a"}, patience / 2, []string{"a", "gone"}, quiet + patience},
		{"a file that stays away", []string{"gone"}, 0, []string{"gone"}, quiet + patience},
		{"a file that was emptied", []string{"empty"}, 0, []string{"empty"}, quiet + patience},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				st, b := rebuilding(t, &Server{Root: dir})
				for i, path := range c.tell {
					if i > 0 {
						time.Sleep(c.apart) // the bubble's clock
					}
					st.change([]string{path})
				}
				last := time.Now()
				if got := <-b.started; !slices.Equal(got, c.want) {
					t.Errorf("told %q, want %q", got, c.want)
				}
				if got := time.Since(last); got != c.after {
					t.Errorf("built after %v, want %v", got, c.after)
				}
				b.results <- result{tree: files{}}
			})
		})
	}
}

func TestEndlessChangesDoNotPutABuildOff(t *testing.T) {
	dir := t.TempDir()
	write(t, "x", dir, "log")
	synctest.Test(t, func(t *testing.T) {
		st, b := rebuilding(t, &Server{Root: dir})
		begun := time.Now()
		var writing sync.WaitGroup
		writing.Go(func() {
			for time.Since(begun) < 2*burst {
				st.change([]string{"log"})
				time.Sleep(quiet / 2) // the bubble's clock
			}
		})
		defer writing.Wait()
		<-b.started
		if got := time.Since(begun); got != burst {
			t.Errorf("built after %v, want %v", got, burst)
		}
	})
}

func TestChangesDuringABuildLeadToOneMore(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		write(t, "x", dir, name)
	}
	synctest.Test(t, func(t *testing.T) {
		var reported []string
		st, b := rebuilding(t, &Server{Root: dir, Report: func(ds []diag.Diagnostic) { reported = append(reported, sprintDiagnostics(ds)) }})
		_, news, _ := st.current(t.Context())
		st.change([]string{"a"})
		<-b.started
		st.change([]string{"b"})
		st.change([]string{"c"})
		b.results <- result{tree: files{}, findings: []diag.Diagnostic{finding(diag.Error, "half a save")}}
		if got := <-b.started; !slices.Equal(got, []string{"b", "c"}) {
			t.Errorf("told %q", got)
		}
		select {
		case <-news:
			t.Error("a build that was already out of date was announced")
		default:
		}
		b.results <- result{tree: files{}}
		<-news
		synctest.Wait()
		if len(reported) > 0 {
			t.Errorf("reported %q", reported)
		}
		select {
		case got := <-b.started:
			t.Errorf("one build too many: %q", got)
		default:
		}
	})
}

func TestNothingNewIsNotBuilt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st, b := rebuilding(t, &Server{})
		st.wake <- struct{}{} // of a change that the last batch took along
		select {
		case got := <-b.started:
			t.Errorf("built for %q", got)
		case <-time.After(2 * burst): // the bubble's clock
		}
	})
}

func TestServeEndsWithItsListener(t *testing.T) {
	ln, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b, ended := newScript(), make(chan error, 1)
	go func() { ended <- (&Server{Builder: b, Root: t.TempDir()}).Serve(t.Context(), ln) }()
	await(t, b.started, "a build that never ends")
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	if err := await(t, ended, "the server's end"); err == nil {
		t.Error("no error though the listener failed")
	}
}

func TestASecondOutdatedBuildIsAnnounced(t *testing.T) {
	st := newState()
	r := &rebuilder{server: &Server{}, state: st}
	_, news := st.now, st.publish
	for i, want := range []bool{false, true, false} {
		b := st.take()
		st.change([]string{"log"})
		r.finish(b, &snapshot{})
		select {
		case <-news:
			if !want {
				t.Errorf("build %d was announced", i)
			}
			news = st.publish
		default:
			if want {
				t.Errorf("build %d was not announced", i)
			}
		}
	}
}

func TestFailedBuildsKeepTheLastTree(t *testing.T) {
	var reports []string
	report := make(chan string, 10)
	site, b, n := driven(t, &Server{Report: func(ds []diag.Diagnostic) { report <- sprintDiagnostics(ds) }})
	if got := await(t, b.started, "a build"); got != nil {
		t.Errorf("told %q at first", got)
	}
	give(t, b.results, result{findings: []diag.Diagnostic{finding(diag.Error, "no site yet")}})
	site.get("/x.html") // comes when that build is done
	b.next(t, n, result{tree: files{"x.html": "good"}})
	if got := site.get("/x.html"); got != "good" {
		t.Fatalf("got %q", got)
	}
	b.next(t, n, result{findings: []diag.Diagnostic{finding(diag.Error, "broken")}})
	if got := site.get("/x.html"); got != "good" {
		t.Errorf("after findings without a tree: %q", got)
	}
	b.next(t, n, result{findings: []diag.Diagnostic{finding(diag.Error, "broken")}}) // the same: not reported again
	b.next(t, n, result{tree: files{"x.html": "never"}, err: errors.New("disk on fire")})
	if got := site.get("/x.html"); got != "good" {
		t.Errorf("after an error: %q", got)
	}
	n.saved(t, "x.md")
	if got := await(t, b.started, "a build"); got != nil {
		t.Errorf("told %q after a build that failed half-way; anything may be missing", got)
	}
	give(t, b.results, result{tree: files{"x.html": "warned"}, findings: []diag.Diagnostic{finding(diag.Warning, "dull"), finding(diag.Warning, "grey")}})
	if got := site.get("/x.html"); got != "warned" {
		t.Errorf("a tree with findings: %q", got)
	}
	b.next(t, n, result{tree: files{"x.html": "fine"}})
	site.get("/x.html")
	site.stop()
	close(report)
	for r := range report {
		reports = append(reports, r)
	}
	want := []string{"error no site yet", "error broken", "error disk on fire", "warning dull; warning grey"}
	if reports = slices.DeleteFunc(reports, func(r string) bool { return r == "" }); !slices.Equal(reports, want) {
		t.Errorf("reported %q\nwant %q", reports, want)
	}
	out := site.out.String()
	for _, words := range []string{"1 error. ", "2 warnings. ", "Fixed: "} {
		if !strings.Contains(out, words) {
			t.Errorf("the terminal does not say %q:\n%s", words, out)
		}
	}
}

// next saves x.md and answers the build that follows.
func (b *script) next(t *testing.T, n *fakeNotifier, r result) {
	t.Helper()
	n.saved(t, "x.md")
	await(t, b.started, "a build")
	give(t, b.results, r)
}
