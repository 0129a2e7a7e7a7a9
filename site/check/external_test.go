package check_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// asked counts the requests for each path.
type asked struct {
	mu sync.Mutex
	n  map[string]int
}

func (a *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	a.n[r.Method+" "+r.URL.Path]++
	a.mu.Unlock()
	switch r.URL.Path {
	case "/gone":
		w.WriteHeader(http.StatusGone)
	case "/missing":
		w.WriteHeader(http.StatusNotFound)
	case "/forbidden":
		w.WriteHeader(http.StatusForbidden)
	case "/broken":
		w.WriteHeader(http.StatusInternalServerError)
	case "/moved":
		http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
	case "/nohead":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	case "/slow":
		<-r.Context().Done()
	}
}

func TestExternal(t *testing.T) {
	server := &asked{n: map[string]int{}}
	s := httptest.NewServer(server)
	defer s.Close()
	page := strings.ReplaceAll(`# A

[fine](URL/fine) [again](URL/fine#part) [moved](URL/moved) [nohead](URL/nohead) [forbidden](URL/forbidden)
[gone](URL/gone)
[missing](URL/missing) [missing](URL/missing)
[broken](URL/broken)
[slow](URL/slow)
[nowhere](http://nowhere.invalid/)
[refused](http://127.0.0.1:1/)
[mail](mailto:a@example.com) [page](a.md)
`, "URL", s.URL)
	site, base := golden.Site(t, map[string][]byte{"content/a.md": []byte(page)})
	var report diag.List
	c := (&load.Loader{Site: site, Base: base}).Load(t.Context(), nil, &report)
	e := check.External{Client: &http.Client{Transport: nowhere{}}, Timeout: 300 * time.Millisecond, AtOnce: 3}
	e.Check(t.Context(), c, &report)
	want := `content/a.md:4:1: warning: there is no page at this address any more (410) [P0208]
   help: look for its new address, or take the link out
content/a.md:5:1: warning: there is no page at this address any more (404) [P0208]
   help: look for its new address, or take the link out
content/a.md:5:LATER: warning: there is no page at this address any more (404) [P0208]
   help: look for its new address, or take the link out
content/a.md:6:1: note: this address answers with an error (500) [P0212]
   help: try it in a browser
content/a.md:7:1: note: this address did not answer within 300ms [P0212]
   help: try it in a browser
content/a.md:8:1: warning: there is no server at this address [P0208]
   help: look for its new address, or take the link out
content/a.md:9:1: note: this address could not be asked: connection refused [P0212]
   help: try it in a browser; the fault may lie with the network
`
	got := golden.Problems(&report)
	if i := strings.Index(got, "content/a.md:5:1:"); i >= 0 {
		head, tail := got[:i+17], got[i+17:]
		if j := strings.Index(tail, "content/a.md:5:"); j >= 0 {
			from := j + len("content/a.md:5:")
			tail = tail[:from] + "LATER" + tail[from+strings.IndexByte(tail[from:], ':'):]
		}
		got = head + tail
	}
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for path, n := range server.n {
		if n != 1 && path != "HEAD /fine" { // asked for itself, and after the redirect
			t.Errorf("%s was asked for %d times", path, n)
		}
	}
}

// nowhere is the usual transport, but for one name that no server has: the
// machine's own answer depends on its network.
type nowhere struct{}

func (nowhere) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Hostname() == "nowhere.invalid" {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "nowhere.invalid", IsNotFound: true}}
	}
	return http.DefaultTransport.RoundTrip(r)
}

// TestExternalStops holds that a run that is broken off asks no more.
func TestExternalStops(t *testing.T) {
	site, base := golden.Site(t, map[string][]byte{"content/a.md": []byte("# A\n\n<https://example.com/x>\n")})
	var report diag.List
	c := (&load.Loader{Site: site, Base: base}).Load(t.Context(), nil, &report)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	refused := errors.New("the network was asked")
	client := &http.Client{Transport: failing{refused}}
	(&check.External{Client: client, Timeout: time.Minute, AtOnce: 1}).Check(ctx, c, &report)
	for _, d := range report.Sorted() {
		if strings.Contains(d.Message, refused.Error()) {
			t.Error(d.Message)
		}
	}
}

type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }
