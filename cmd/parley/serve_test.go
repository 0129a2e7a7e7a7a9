package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// show runs the program until stop is called, and gives the address it opened
// in the browser.
func show(t *testing.T, a *app, args ...string) (url string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	opened, ended := make(chan string, 1), make(chan int, 1)
	failing := a.Open
	a.Open = func(url string) error {
		opened <- url
		return failing(url)
	}
	go func() { ended <- a.Run(ctx, args) }()
	t.Cleanup(cancel)
	select {
	case url = <-opened:
	case status := <-ended:
		t.Fatalf("ended with status %d before it opened a browser:\n%s%s", status, a.Out, a.Err)
	}
	return url, func() int {
		cancel()
		return <-ended
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// lockedBuffer takes what the server's goroutines say.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func serving(dir string) (a *app, out, errs *lockedBuffer) {
	out, errs = &lockedBuffer{}, &lockedBuffer{}
	a = testApp(dir)
	a.Out, a.Err = out, errs
	return a, out, errs
}

// TestDoubleClick runs parley without arguments: it shows the bundled course in
// the browser.
func TestDoubleClick(t *testing.T) {
	dir := t.TempDir()
	a, out, errs := serving(dir)
	url, stop := show(t, a)
	if !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Errorf("the browser is sent to %s", url)
	}
	status, home := get(t, url)
	if status != 200 || !strings.Contains(home, "<title>Parley</title>") {
		t.Errorf("the home page: status %d\n%.300s", status, home)
	}
	if status, _ := get(t, url+"content/framework/prepare/know-your-limit.html"); status != 200 {
		t.Errorf("a lesson: status %d", status)
	}
	if status, page := get(t, url+"no/such/page.html"); status != 404 || !strings.Contains(page, "<html") {
		t.Errorf("an address that leads nowhere: status %d\n%.300s", status, page)
	}
	if status := stop(); status != 0 {
		t.Errorf("stopped with status %d", status)
	}
	if !strings.Contains(out.String(), "the bundled course") || !strings.Contains(out.String(), url) {
		t.Errorf("it said\n%s", out)
	}
	if strings.Contains(errs.String(), "error") {
		t.Errorf("it complained:\n%s", errs)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("it left files behind: %v", left)
	}
}

// TestServeSite shows a folder's own site, with its drafts and its mistakes.
func TestServeSite(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "parley.yaml", "name: Hello\nid: hello-1\n")
	write(t, dir, "content/good.md", "# Good\n\nMorning.\n")
	write(t, dir, "content/bad.md", "---\ntitle: Bad\ndraft: true\n---\nSee [[btna]].\n")
	a, out, errs := serving(dir)
	a.Open = func(string) error { return errors.New("no browser here") }
	url, stop := show(t, a, "serve", "--open", "--addr", "127.0.0.1:0")
	if _, page := get(t, url+"content/good.html"); !strings.Contains(page, "Morning.") {
		t.Errorf("the page:\n%.300s", page)
	}
	if status, _ := get(t, url+"content/bad.html"); status != 200 {
		t.Errorf("a draft with a mistake: status %d", status)
	}
	if status := stop(); status != 0 {
		t.Errorf("stopped with status %d", status)
	}
	if !strings.Contains(out.String(), "the site in this folder") || !strings.Contains(out.String(), "Open that address in your browser.") {
		t.Errorf("it said\n%s", out)
	}
	if !strings.Contains(errs.String(), `content/bad.md:5:5: error: unknown term "btna" [P0203]`) {
		t.Errorf("it complained:\n%s", errs)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
