package preview

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-kit/parley/site/diag"
)

// deadline is how long a test waits for what must come.
const deadline = 20 * time.Second

// files is a tree in memory.
type files map[string]string

func (f files) Read(path string) ([]byte, error) {
	text, ok := f[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(text), nil
}

// result is what a scripted build returns.
type result struct {
	tree     Tree
	findings []diag.Diagnostic
	err      error
}

// script is a builder a test drives: each build announces what it was told and
// waits for its result.
type script struct {
	started chan []string
	results chan result
}

func newScript() *script {
	return &script{started: make(chan []string), results: make(chan result)}
}

func (b *script) Build(ctx context.Context, changed []string) (Tree, []diag.Diagnostic, error) {
	select {
	case b.started <- changed:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	select {
	case r := <-b.results:
		return r.tree, r.findings, r.err
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}

// fromDisk builds a site whose pages are the files of a folder.
type fromDisk struct{ dir string }

func (b fromDisk) Build(context.Context, []string) (Tree, []diag.Diagnostic, error) {
	tree := files{}
	err := filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(b.dir, path)
		tree[filepath.ToSlash(rel)] = string(data)
		return err
	})
	return tree, nil, err
}

// running is a server under test.
type running struct {
	t    *testing.T
	url  string
	stop func() // ends the server and waits for it
	out  *safeBuffer
}

func start(t *testing.T, s *Server) *running {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, url: strings.TrimSuffix(URL(ln.Addr()), "/"), out: &safeBuffer{}}
	if s.Root == "" {
		s.Root = t.TempDir()
	}
	s.Stdout = r.out
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, ln) }()
	r.stop = sync.OnceFunc(func() {
		cancel()
		if err := await(t, ended, "the server's end"); err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	t.Cleanup(r.stop)
	return r
}

// request asks for a path; header holds pairs of names and values.
func (r *running) request(method, path string, header ...string) *http.Response {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), method, r.url+path, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
		req.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{Timeout: deadline, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

// get is the body of a page.
func (r *running) get(path string) string {
	r.t.Helper()
	return body(r.t, r.request("GET", path))
}

func body(t *testing.T, resp *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// event is one event of a stream.
type event struct{ name, data string }

// listen opens an event stream; the channel closes with it, after an event
// "broken off" when the server did not end it in order.
func (r *running) listen(query string) <-chan event {
	r.t.Helper()
	resp := r.request("GET", "/_parley/events?"+query)
	if resp.StatusCode != http.StatusOK {
		r.t.Fatalf("stream: %s: %s", resp.Status, body(r.t, resp))
	}
	events := make(chan event, 100)
	go func() {
		defer close(events)
		var e event
		lines := bufio.NewScanner(resp.Body)
		for lines.Scan() {
			switch name, value, _ := strings.Cut(lines.Text(), ": "); name {
			case "event":
				e.name = value
			case "data":
				e.data = value
			case "":
				if e.name != "" {
					events <- e
				}
				e = event{}
			}
		}
		if err := lines.Err(); err != nil && r.t.Context().Err() == nil {
			events <- event{"broken off", err.Error()}
		}
	}()
	return events
}

// await receives what must come.
func await[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v, ok := <-from:
		if !ok {
			t.Fatalf("the channel closed; waited for %s", what)
		}
		return v
	case <-time.After(deadline):
		t.Fatalf("waited in vain for %s", what)
	}
	panic("unreachable")
}

// give hands over what must be taken.
func give[T any](t *testing.T, to chan<- T, v T) {
	t.Helper()
	select {
	case to <- v:
	case <-time.After(deadline):
		t.Fatalf("nobody took %v", v)
	}
}

func write(t *testing.T, text string, path ...string) {
	t.Helper()
	name := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func finding(severity diag.Severity, message string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnknownTerm, Severity: severity, Message: message,
		Pos: diag.Pos{File: "glossary/batna.md", Line: 12, Col: 11, End: 14}, Source: "related: [abc]", Help: `did you mean "abd"?`,
	}
}

func sprintDiagnostics(ds []diag.Diagnostic) string {
	var parts []string
	for _, d := range ds {
		parts = append(parts, fmt.Sprint(d.Severity, " ", d.Message))
	}
	return strings.Join(parts, "; ")
}
