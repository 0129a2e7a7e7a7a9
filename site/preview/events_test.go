package preview

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// shown is the version in a page's header, as its script reads it.
func (r *running) shown(path string) string {
	r.t.Helper()
	entry := r.request("GET", path).Header.Get("Server-Timing")
	version, ok := strings.CutPrefix(entry, "parley-preview;desc=")
	if !ok || version == "" {
		r.t.Fatalf("%s: Server-Timing is %q", path, entry)
	}
	return version
}

// watchPage opens the stream of a page as shown now, past its first event.
func (r *running) watchPage(path string) <-chan event {
	r.t.Helper()
	events := r.listen(url.Values{"page": {path}, "version": {r.shown(path)}}.Encode())
	if e := await(r.t, events, "the problems at the start"); e.name != "problems" {
		r.t.Fatalf("first came %v", e)
	}
	return events
}

func TestReloadOnlyWhereSomethingChanged(t *testing.T) {
	site, b, n := driven(t, &Server{NotFound: func(path string) ([]byte, error) { return []byte("<p>no " + path), nil }})
	v := files{
		"index.html": "<p>home", "x.html": `<img src="pics/a.png">`, "y.html": "<p>y",
		"a b.html": "<p>spaces", "pics/a.png": "1", "film.mp4": "1",
	}
	b.build(t, nil, result{tree: v})
	streams := map[string]<-chan event{}
	for _, path := range []string{"/", "/x.html", "/y.html", "/a%20b.html", "/missing.html"} {
		streams[path] = site.watchPage(path)
	}
	for _, c := range []struct {
		name    string
		change  func(files)
		reloads []string
	}{
		{"a page", func(f files) { f["y.html"] = "<p>why" }, []string{"/y.html"}},
		{"nothing a page shows", func(f files) { f["film.mp4"] = "2" }, nil},
		{"a picture in a page", func(f files) { f["pics/a.png"] = "2" }, []string{"/x.html"}},
		{"a picture that went", func(f files) { delete(f, "pics/a.png") }, []string{"/x.html"}},
		{"a folder's own page", func(f files) { f["index.html"] = "<p>house" }, []string{"/"}},
		{"a page with a space", func(f files) { f["a b.html"] = "<p>room" }, []string{"/a%20b.html"}},
		{"a page that appears", func(f files) { f["missing.html"] = "<p>found" }, []string{"/missing.html"}},
		{"a page that goes", func(f files) { delete(f, "y.html") }, []string{"/y.html"}},
	} {
		next := files{}
		for path, text := range v {
			next[path] = text
		}
		c.change(next)
		v = next
		// The finding differs in each build: its event ends what the build caused.
		b.next(t, n, result{tree: v, findings: []diag.Diagnostic{finding(diag.Note, c.name)}})
		for path, events := range streams {
			e := await(t, events, c.name)
			reloaded := e.name == "reload"
			if want := slices.Contains(c.reloads, path); reloaded != want {
				t.Errorf("%s: %s loads again: %v, want %v", c.name, path, reloaded, want)
			}
			if reloaded {
				e = await(t, events, c.name)
			}
			if e.name != "problems" || !strings.Contains(e.data, c.name) {
				t.Errorf("%s: %s got %v", c.name, path, e)
			}
		}
	}
}

func TestStreamKnowsWhatThePageShows(t *testing.T) {
	site, b, n := driven(t, &Server{})
	b.build(t, nil, result{tree: files{"x.html": "one"}})
	old := site.shown("/x.html")
	b.next(t, n, result{tree: files{"x.html": "two"}}) // between the page and its stream, or while the server was away
	if e := await(t, site.listen("page=/x.html&version="+old), "an event"); e.name != "reload" {
		t.Errorf("an old page got %v", e)
	}
	if e := await(t, site.listen("page=/x.html&version="+site.shown("/x.html")), "an event"); e.name != "problems" {
		t.Errorf("a new page got %v", e)
	}
	if e := await(t, site.listen("page=/x.html"), "an event"); e.name != "problems" {
		t.Errorf("a page that does not know its version got %v", e)
	}
}

func TestVersionsOutliveTheServer(t *testing.T) {
	tree := files{"x.html": `<link rel="stylesheet" href="a.css">`, "a.css": "p{}"}
	one, two := start(t, &Server{Builder: fixed{tree}}), start(t, &Server{Builder: fixed{tree}})
	if a, b := one.shown("/x.html"), two.shown("/x.html"); a != b {
		t.Errorf("%s and %s", a, b)
	}
}

func TestProblemsAreShownAndGo(t *testing.T) {
	site, b, n := driven(t, &Server{})
	d := finding(diag.Error, `unknown term "x" </script>`)
	b.build(t, nil, result{findings: []diag.Diagnostic{d}})
	page := site.request("GET", "/x.html")
	text := body(t, page)
	for _, want := range []string{"glossary/batna.md:12:11", "unknown term &#34;x&#34; &lt;/script&gt;", "P0203", "did you mean", own + "preview.js"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page says no %q:\n%s", want, text)
		}
	}
	if page.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d before there is a tree", page.StatusCode)
	}
	events := site.listen(url.Values{"page": {"/x.html"}, "version": {site.shown("/x.html")}}.Encode())
	var got []problem
	if err := json.Unmarshal([]byte(await(t, events, "problems").data), &got); err != nil {
		t.Fatal(err)
	}
	want := []problem{{
		Severity: "error", Code: "P0203", Place: "glossary/batna.md:12:11", Line: 12, Col: 11, End: 14,
		Message: d.Message, Help: d.Help, Source: d.Source,
	}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	b.next(t, n, result{tree: files{"x.html": "fine"}})
	if e := await(t, events, "the good page"); e.name != "reload" {
		t.Errorf("got %v", e)
	}
	if e := await(t, events, "no problems"); e != (event{"problems", "[]"}) {
		t.Errorf("got %v", e)
	}
}

func TestStreamIsForOwnPages(t *testing.T) {
	site := start(t, &Server{Builder: fixed{files{"x.html": "x"}}, Hosts: []string{"desk.example"}})
	for _, c := range []struct {
		method, query string
		header        []string
		want          int
	}{
		{"HEAD", "page=/x.html", []string{"Origin", site.url}, 200},
		{"HEAD", "page=/x.html", []string{"Origin", "https://desk.example", "Sec-Fetch-Site", "same-origin"}, 200},
		{"HEAD", "page=/x.html", []string{"Origin", "http://evil.example"}, 403},
		{"HEAD", "page=/x.html", []string{"Origin", "null"}, 403},
		{"HEAD", "page=/x.html", []string{"Origin", "file://localhost"}, 403},
		{"HEAD", "page=/x.html", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"HEAD", "page=/x.html", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"HEAD", "page=/x.html", []string{"Host", "evil.example"}, 403},
		{"HEAD", "", nil, 400},
		{"HEAD", "page=x.html", nil, 400},
		{"HEAD", "page=/_parley/events", nil, 400},
		{"HEAD", "page=/%25zz", nil, 400},
		{"POST", "page=/x.html", nil, 405},
	} {
		resp := site.request(c.method, "/_parley/events?"+c.query, c.header...)
		if resp.StatusCode != c.want {
			t.Errorf("%s %s %q: %d, want %d", c.method, c.query, c.header, resp.StatusCode, c.want)
		}
		if resp.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%q: a CORS header", c.header)
		}
	}
}

func TestStreamsAreCapped(t *testing.T) {
	site := start(t, &Server{Builder: fixed{files{"x.html": "x"}}})
	for range maxStreams {
		await(t, site.listen("page=/x.html"), "the first event")
	}
	resp := site.request("GET", "/_parley/events?page=/x.html")
	if resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one stream too many: %d", resp.StatusCode)
	}
	if got := site.get("/x.html"); got != "x" {
		t.Errorf("pages beside many streams: %q", got)
	}
}

func TestShutdownClosesStreamsAndWaitingRequests(t *testing.T) {
	site, b, n := driven(t, &Server{})
	b.build(t, nil, result{tree: files{"x.html": "x"}})
	events := site.watchPage("/x.html")
	n.saved(t, "x.md")
	await(t, b.started, "a build that never ends")
	answer := site.later("/x.html")
	site.stop()
	if got := await(t, answer, "an answer"); strings.HasPrefix(got, "200") {
		t.Errorf("a request that waited for a build that was given up got %q", got)
	}
	for e := range events {
		t.Errorf("after the end came %v", e)
	}
}
