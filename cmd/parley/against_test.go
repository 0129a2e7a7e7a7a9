package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

const small = `{"v":1,"site":"hello-1","name":"Hello","pages":[{"id":"content/hello","lang":"en","kind":"lesson","path":"content/hello.html","title":"Hello","hash":"00"}]}`

// host serves a site below /training/, and everything else that a web does.
func host(w http.ResponseWriter, r *http.Request) {
	hop, _ := strconv.Atoi(strings.TrimPrefix(strings.TrimSuffix(r.URL.Path, "/course.json"), "/hops/"))
	switch {
	case r.URL.Path == "/training/course.json", r.URL.Path == "/listing.json" && r.URL.Query().Get("token") == "secret":
		fmt.Fprint(w, small)
	case r.URL.Path == "/other/course.json":
		fmt.Fprint(w, strings.ReplaceAll(small, "content/hello", "content/gone"))
	case r.URL.Path == "/moved/course.json":
		http.Redirect(w, r, "/training/course.json", http.StatusMovedPermanently)
	case strings.HasPrefix(r.URL.Path, "/hops/") && hop > 0:
		http.Redirect(w, r, fmt.Sprintf("/hops/%d/course.json", hop-1), http.StatusFound)
	case r.URL.Path == "/hops/0/course.json":
		fmt.Fprint(w, small)
	case r.URL.Path == "/intranet/course.json":
		http.Redirect(w, r, "/login?next=/intranet/course.json", http.StatusFound)
	case r.URL.Path == "/login":
		fmt.Fprint(w, "\n<!doctype html><title>Sign in</title>")
	case r.URL.Path == "/private/course.json":
		w.WriteHeader(http.StatusUnauthorized)
	case r.URL.Path == "/broken/course.json":
		w.WriteHeader(http.StatusBadGateway)
	case r.URL.Path == "/empty/course.json":
	case r.URL.Path == "/cut/course.json":
		fmt.Fprint(w, small[:40])
	case r.URL.Path == "/long/course.json":
		_, _ = w.Write(bytes.Repeat([]byte(" "), 3<<20))
	case r.URL.Path == "/slow/course.json":
		<-r.Context().Done()
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// TestAgainstWeb compares a site with what a server says.
func TestAgainstWeb(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(host))
	defer s.Close()
	dir := t.TempDir()
	write(t, dir, "parley.yaml", "name: Hello\nid: hello-1\n")
	write(t, dir, "content/hello.md", "# Hello\n\nGood morning.\n")
	const fine = "no problems in 1 page, and nothing is gone of the 1 page published\n"
	const copyIt = "; fetch course.json from the published site in a browser, and name that file"
	for _, c := range []struct {
		place  string
		status int
		said   string
	}{
		{"URL/training", 0, fine},
		{"URL/training/", 0, fine},
		{"URL/training/index.html#top", 0, fine},
		{"URL/training/course.json", 0, fine},
		{"URL/listing.json?token=secret", 0, fine},
		{"URL/moved/", 0, fine},
		{"URL/hops/5/", 0, fine},
		{"URL/other", 1, "content/gone.md: error: the published page \"Hello\" (content/gone.html) is gone [P0321]\n"},
		{"URL/hops/6/", 1, "parley: --against: URL/hops/6/course.json leads from address to address, more than 5 times" + copyIt},
		{"URL/nowhere?token=secret", 1, "parley: --against: there is no file at URL/nowhere/course.json (status 404); name the address of the published site's home page"},
		{"URL/intranet", 1, "parley: --against: a page in HTML came from URL/intranet/course.json (redirected to URL/login), perhaps one for signing in" + copyIt},
		{"URL/private", 1, "parley: --against: URL/private/course.json may not be read without signing in (status 401)" + copyIt},
		{"URL/broken", 1, "parley: --against: URL/broken/course.json answers with an error (status 502); try the address in a browser"},
		{"URL/empty", 1, "parley: --against: URL/empty/course.json cannot be used: it is empty"},
		{"URL/cut", 1, "parley: --against: URL/cut/course.json cannot be used: it breaks off after 40 bytes: copy it again"},
		{"HTTP://user:secret@127.0.0.1:1/x?token=secret", 1, "parley: --against: http://127.0.0.1:1/x/course.json could not be asked: connection refused; try the address in a browser"},
		{"https://exa mple/", 2, "parley: --against: \"https://exa mple/\" is no address; write it as in https://training.example.com/"},
	} {
		r := run(t, dir, "check", "--against", strings.ReplaceAll(c.place, "URL", s.URL))
		said := strings.ReplaceAll(r.out+r.err, s.URL, "URL")
		if r.status != c.status || !strings.HasPrefix(said, strings.TrimSuffix(c.said, "\n")) {
			t.Errorf("%s: status %d, want %d\n%s\nwant\n%s", c.place, r.status, c.status, said, c.said)
		}
		if strings.Contains(said, "secret") {
			t.Errorf("%s: a secret is told: %s", c.place, said)
		}
	}
}

// TestWebLimits holds that an answer may neither be long nor take long.
func TestWebLimits(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(host))
	defer s.Close()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, c := range []struct {
		ctx   context.Context
		place string
		web   web
		want  string
	}{
		{t.Context(), "/long", web{time.Minute, 2 << 20}, "--against: URL/long/course.json has over 2 MB, and no site's listing has; name the course.json of a published site"},
		{t.Context(), "/slow", web{50 * time.Millisecond, maxListing}, "--against: URL/slow/course.json did not answer within 50ms; try again later, or " + copyInstead},
		{stopped, "/training", web{patience, maxListing}, context.Canceled.Error()},
	} {
		_, _, err := c.web.listing(c.ctx, s.URL+c.place)
		if err == nil || strings.ReplaceAll(err.Error(), s.URL, "URL") != c.want {
			t.Errorf("%s: %v\nwant %s", c.place, err, c.want)
		}
	}
	unknown := &url.Error{Op: "Get", URL: "https://user:secret@nowhere.invalid/", Err: &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "nowhere.invalid", IsNotFound: true}}}
	if err := (&web{}).fault(t.Context(), "https://nowhere.invalid/course.json", "nowhere.invalid", unknown); err.Error() != "--against: there is no server nowhere.invalid; correct the address, or look after the network" {
		t.Error(err)
	}
	if b, _, err := (&web{patience, int64(len(small))}).listing(t.Context(), s.URL+"/training"); err != nil || string(b) != small {
		t.Errorf("an answer of just the size: %q (%v)", b, err)
	}
}
