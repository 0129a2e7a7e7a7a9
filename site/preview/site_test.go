package preview

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/output"
)

// fixed builds the same tree every time.
type fixed struct{ tree Tree }

func (b fixed) Build(context.Context, []string) (Tree, []diag.Diagnostic, error) {
	return b.tree, nil, nil
}

// breaking fails to render one of its files.
type breaking struct{ files }

func (b breaking) Read(path string) ([]byte, error) {
	if path == "broken.html" {
		return nil, errors.New("the <layout> is broken")
	}
	return b.files.Read(path)
}

func testSite(t *testing.T) *running {
	return start(t, &Server{
		Builder: fixed{breaking{files{
			"index.html":          "<!doctype html><p>home",
			"framework.html":      "<!doctype html><p>framework",
			"framework/s1.html":   "<!doctype html><p>prepare",
			"glossary/index.html": "<!doctype html><p>terms",
			"a b.html":            "<!doctype html><p>space",
			"site.css":            "p{}",
			"course.json":         "{}",
			"film.mp4":            "0123456789",
		}}},
		CSP:      "default-src 'none'; script-src 'self'",
		Hosts:    []string{"desk.example"},
		NotFound: func(path string) ([]byte, error) { return []byte("<!doctype html><p>no " + path), nil },
	})
}

func TestAddresses(t *testing.T) {
	site := testSite(t)
	for _, c := range []struct {
		path     string
		status   int
		kind     string
		body     string
		location string
	}{
		{"/", 200, "text/html; charset=utf-8", "<!doctype html><p>home", ""},
		{"/index.html", 200, "text/html; charset=utf-8", "<!doctype html><p>home", ""},
		{"/framework.html?q=1", 200, "text/html; charset=utf-8", "<!doctype html><p>framework", ""},
		{"/framework", 200, "text/html; charset=utf-8", "<!doctype html><p>framework", ""},
		{"/framework/s1", 200, "text/html; charset=utf-8", "<!doctype html><p>prepare", ""},
		{"/glossary/", 200, "text/html; charset=utf-8", "<!doctype html><p>terms", ""},
		{"/a%20b.html", 200, "text/html; charset=utf-8", "<!doctype html><p>space", ""},
		{"/site.css", 200, "text/css; charset=utf-8", "p{}", ""},
		{"/course.json", 200, "application/json", "{}", ""},
		{"/glossary?x=1", 307, "", "", "/glossary/?x=1"},
		{"//glossary//", 307, "", "", "/glossary/"},
		{"//elsewhere.example/x", 307, "", "", "/elsewhere.example/x"},
		{"/none.html", 404, "text/html; charset=utf-8", "<!doctype html><p>no none.html", ""},
		{"/framework/", 404, "text/html; charset=utf-8", "<!doctype html><p>no framework/", ""},
		{"/_parley/", 404, "text/plain; charset=utf-8", "The preview has no such file.\n", ""},
		{"/_parley/client/main.ts", 404, "text/plain; charset=utf-8", "The preview has no such file.\n", ""},
		{"/../go.mod", 400, "", "", ""},
		{"/%2e%2e/go.mod", 400, "", "", ""},
		{"/x/./y", 400, "", "", ""},
		{"/glossary%2findex.html", 400, "", "", ""},
		{"/glossary%5Cindex.html", 400, "", "", ""},
		{"/index.html%00.css", 400, "", "", ""},
		{"/index%0d%0a.html", 400, "", "", ""},
	} {
		resp := site.request("GET", c.path)
		if resp.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.path, resp.StatusCode, c.status)
		}
		if got := resp.Header.Get("Content-Type"); c.kind != "" && got != c.kind {
			t.Errorf("%s: type %q, want %q", c.path, got, c.kind)
		}
		if got := body(t, resp); c.body != "" && got != c.body {
			t.Errorf("%s: %q, want %q", c.path, got, c.body)
		}
		if got := resp.Header.Get("Location"); got != c.location {
			t.Errorf("%s: leads to %q, want %q", c.path, got, c.location)
		}
	}
}

func TestHeaders(t *testing.T) {
	site := testSite(t)
	for _, path := range []string{"/", "/site.css", "/none.html", "/%2e%2e/", "/_parley/preview.js"} {
		h := site.request("GET", path).Header
		for name, want := range map[string]string{
			"Cache-Control":                "no-store",
			"X-Content-Type-Options":       "nosniff",
			"Content-Security-Policy":      "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Access-Control-Allow-Origin":  "",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		page := path == "/" || path == "/none.html"
		if marked := strings.HasPrefix(h.Get("Server-Timing"), "parley-preview;"); marked != page {
			t.Errorf("%s: Server-Timing is %q", path, h.Get("Server-Timing"))
		}
	}
}

func TestMethodsAndRanges(t *testing.T) {
	site := testSite(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		resp := site.request(method, "/")
		if resp.StatusCode != 405 || resp.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, resp.StatusCode, resp.Header.Get("Allow"))
		}
	}
	head := site.request("HEAD", "/film.mp4")
	if head.StatusCode != 200 || head.ContentLength != 10 || body(t, head) != "" {
		t.Errorf("HEAD: %d, length %d", head.StatusCode, head.ContentLength)
	}
	if missing := site.request("HEAD", "/none.html"); missing.StatusCode != 404 {
		t.Errorf("HEAD of a missing page: %d", missing.StatusCode)
	}
	part := site.request("GET", "/film.mp4", "Range", "bytes=2-4")
	if got := body(t, part); part.StatusCode != 206 || got != "234" || part.Header.Get("Content-Type") != "video/mp4" {
		t.Errorf("range: %d %q %s", part.StatusCode, got, part.Header.Get("Content-Type"))
	}
}

func TestPageThatCannotBeMade(t *testing.T) {
	resp := testSite(t).request("GET", "/broken.html")
	text := body(t, resp)
	if resp.StatusCode != 500 || !strings.Contains(text, "the &lt;layout&gt; is broken") || !strings.Contains(text, own+"preview.js") {
		t.Errorf("%d: %s", resp.StatusCode, text)
	}
}

func TestHostsOverHTTP(t *testing.T) {
	site := testSite(t)
	for host, want := range map[string]int{"localhost:1": 200, "desk.example": 200, "evil.example": 403, "127.0.0.1.evil.example": 403} {
		for _, path := range []string{"/", "/_parley/preview.js"} {
			resp := site.request("GET", path, "Host", host)
			if resp.StatusCode != want {
				t.Errorf("host %s, %s: %d, want %d", host, path, resp.StatusCode, want)
			}
			if text := body(t, resp); want == 403 && !strings.Contains(text, `"`+host+`"`) {
				t.Errorf("host %s: %q", host, text)
			}
		}
	}
}

type address string

func (address) Network() string  { return "tcp" }
func (a address) String() string { return string(a) }

func TestHosts(t *testing.T) {
	loopback := newHosts(address("127.0.0.1:4321"), []string{"Desk.Example"})
	everywhere := newHosts(address("[::]:4321"), nil)
	lan := newHosts(address("192.168.1.5:4321"), nil)
	for _, c := range []struct {
		hosts hosts
		host  string
		want  bool
	}{
		{loopback, "127.0.0.1:4321", true},
		{loopback, "localhost", true},
		{loopback, "LOCALHOST.:80", true},
		{loopback, "[::1]:4321", true},
		{loopback, "desk.example:4321", true},
		{loopback, "127.9.9.9", true},
		{loopback, "", false},
		{loopback, "192.168.1.5", false},
		{loopback, "localhost.evil.example", false},
		{loopback, "evil.example", false},
		{everywhere, "192.168.1.5:4321", true},
		{everywhere, "[fe80::1]", true},
		{everywhere, "evil.example", false},
		{lan, "192.168.1.5", true},
		{lan, "192.168.1.6", false},
	} {
		if got := c.hosts.allows(c.host); got != c.want {
			t.Errorf("%q: %v, want %v", c.host, got, c.want)
		}
	}
}

func TestListen(t *testing.T) {
	taken, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	next, err := listenFrom("127.0.0.1", port)
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if got := next.Addr().(*net.TCPAddr).Port; got <= port || got >= port+portsTried {
		t.Errorf("port %d after %d", got, port)
	}
	if _, err := Listen(taken.Addr().String()); err == nil || !strings.Contains(err.Error(), "another program already uses") {
		t.Errorf("a taken port that was asked for: %v", err)
	}
	for want, err := range map[string]error{
		`there is no computer named "desk"`:  &net.OpError{Op: "listen", Err: &net.DNSError{Name: "desk", IsNotFound: true}},
		"is not an address of this computer": &net.OpError{Op: "listen", Err: syscall.EADDRNOTAVAIL},
		"only administrators":                &net.OpError{Op: "listen", Err: syscall.EACCES},
	} {
		if got := explain(err, "desk:80"); got == nil || !strings.Contains(got.Error(), want) || strings.Contains(got.Error(), "listen") {
			t.Errorf("%v, want %s", got, want)
		}
	}
	for addr, want := range map[string]string{
		"": "127.0.0.1,", "8080": "127.0.0.1,8080", ":8080": "127.0.0.1,8080", "0.0.0.0": "0.0.0.0,", "::1": "::1,", "[::1]": "::1,",
		"desk:80": "desk,80", "desk": "desk,", "desk:": "desk,", "desk:x": "error", "1:2:x": "error", ":99999": "error", "99999": "error",
	} {
		host, port, err := splitAddress(addr)
		got := host + "," + port
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", addr, got, want)
		}
	}
}

func TestURL(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:4321": "http://127.0.0.1:4321/", "[::]:80": "http://localhost:80/", "0.0.0.0:80": "http://localhost:80/", "[::1]:80": "http://[::1]:80/",
	} {
		if got := URL(address(addr)); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}

func TestAssets(t *testing.T) {
	page := `<link rel="stylesheet" href="../site.1.css"><link rel=canonical href="/x/y.html"><script src="/core.2.js"></script>
<img src="pics/a%20b.png?x=1" srcset="pics/a.png 1x, /b.png 2x"><img src="https://elsewhere.example/c.png"><img src="//elsewhere.example/d.png">
<img src="data:image/png;base64,AA"><video src="film.mp4"></video><a href="z.html">z</a><script src="/_parley/preview.js"></script><img>`
	got := strings.Join(assets([]byte(page), "/x"), " | ")
	if want := "b.png | core.2.js | site.1.css | x/pics/a b.png | x/pics/a.png"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestServedBytesAreBuiltBytes(t *testing.T) {
	tree := files{"index.html": "<!doctype html><body>é</body>", "x/y.html": "<p>", "x/z.js": "1", "empty.txt": "", "odd.bin": "\x00\xff"}
	site := start(t, &Server{Builder: fixed{tree}})
	for path, want := range tree {
		if got := site.get("/" + path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// A folder of the tree whose files are known only once they are made, as those
// of the search are.
func TestLaterFolders(t *testing.T) {
	file := func(name, text string) output.File {
		return output.File{Path: name, Append: func(dst []byte) ([]byte, error) { return append(dst, text...), nil }}
	}
	asked := 0
	tree := func() *output.Tree {
		tree := &output.Tree{}
		err := errors.Join(
			tree.Add(file("index.html", "<!doctype html><script src=core.js></script>")), tree.Add(file("core.js", "1")),
			tree.Later("search", func() ([]output.File, error) {
				asked++
				return []output.File{file("search/en.js", "root"), file("search/w1-x.js", "\x00part"), file("search/help/index.html", "<p>")}, nil
			}))
		if err != nil {
			t.Fatal(err)
		}
		return tree
	}
	built, err := output.Memory(t.Context(), tree())
	if err != nil || len(built) != 5 {
		t.Fatal(len(built), err)
	}
	served := tree()
	if err := served.Later("broken", func() ([]output.File, error) { return nil, errors.New("the <index> is broken") }); err != nil {
		t.Fatal(err)
	}
	site := start(t, &Server{Builder: fixed{served}})
	asked = 0
	for _, path := range []string{"/", "/core.js", "/none.html", "/"} {
		if resp := site.request("GET", path); resp.StatusCode == http.StatusInternalServerError || asked != 0 {
			t.Errorf("%s: %d, the folder was made %d times: %s", path, resp.StatusCode, asked, body(t, resp))
		}
	}
	for name, want := range built {
		if got := site.get("/" + name); got != string(want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if asked != 1 {
		t.Errorf("the folder was made %d times", asked)
	}
	if resp := site.request("GET", "/search/none.js"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a file that nobody made: %d", resp.StatusCode)
	}
	resp := site.request("GET", "/broken/en.js")
	if text := body(t, resp); resp.StatusCode != http.StatusInternalServerError || !strings.Contains(text, "the &lt;index&gt; is broken") {
		t.Errorf("%d: %s", resp.StatusCode, text)
	}
}

func TestNotFoundWithoutRenderer(t *testing.T) {
	s := &site{}
	a := s.answer(&snapshot{site: &rendered{tree: files{}}}, "/x")
	if a.status != http.StatusNotFound || contentType(a.name) != "text/plain; charset=utf-8" {
		t.Errorf("%+v", a)
	}
	s.notFound = func(string) ([]byte, error) { return nil, fs.ErrPermission }
	if a := s.answer(&snapshot{site: &rendered{tree: files{}}}, "/x"); a.status != http.StatusInternalServerError {
		t.Errorf("%+v", a)
	}
}
