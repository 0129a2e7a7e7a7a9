package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/parley-kit/parley/test/bench/corpus"
)

// reload is what a preview took.
type reload struct {
	latency time.Duration // median, from saving an edit until its bytes are served
	worst   time.Duration
	memory  int64 // peak, in bytes
}

// Longest waits for a preview.
const (
	startLimit = 2 * time.Minute
	editLimit  = time.Minute
)

// measureReload starts a tool's preview and edits the bodies of some pages.
func (b *bench) measureReload(ctx context.Context, t tool, size int) (reload, error) {
	port, err := freePort()
	if err != nil {
		return reload{}, err
	}
	source := b.source(size, t.dialect)
	cmd := exec.CommandContext(ctx, t.program, t.serve(source, port)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Start(); err != nil {
		return reload{}, err
	}
	latencies, err := b.edit(ctx, t, size, port)
	// Interrupted as a person ends it; what it exits with is its own affair.
	stop := cmd.Cancel()
	cmd.Wait()
	if err = errors.Join(err, stop); err != nil {
		return reload{}, fmt.Errorf("%w\n%s", err, output.String())
	}
	same := func(d time.Duration) time.Duration { return d }
	r := reload{latency: median(latencies, same), memory: peakMemory(cmd.ProcessState)}
	for _, d := range latencies {
		r.worst = max(r.worst, d)
	}
	return r, nil
}

// edit saves edits in pages all over the course and times each.
func (b *bench) edit(ctx context.Context, t tool, size, port int) ([]time.Duration, error) {
	c := corpus.Corpus{Pages: size}
	address := func(n int) string { return fmt.Sprintf("http://127.0.0.1:%d/%s", port, c.Output(t.dialect, n)) }
	if err := await(ctx, address(1), []byte("</html>"), startLimit, 20*time.Millisecond); err != nil {
		return nil, err
	}
	// Edits come at odd times, as a person's do, so that none falls in step with
	// a server that works on a tick.
	pause := rand.New(rand.NewPCG(1, uint64(size)))
	var latencies []time.Duration
	for i := range t.edits {
		n := i*size/t.edits + 1
		// The page is open in a browser before it is edited.
		if err := await(ctx, address(n), []byte("</html>"), editLimit, 0); err != nil {
			return nil, err
		}
		time.Sleep(time.Duration(600+pause.IntN(500)) * time.Millisecond)
		file := filepath.Join(b.source(size, t.dialect), filepath.FromSlash(c.Lesson(n)))
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		mark := fmt.Sprintf("Edit number %d of page %d.", i+1, n)
		text = append(text, "\n"+mark+"\n"...)
		start := time.Now()
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return nil, err
		}
		if err := await(ctx, address(n), []byte(mark), editLimit, 0); err != nil {
			return nil, err
		}
		latencies = append(latencies, time.Since(start))
	}
	return latencies, nil
}

// await asks for an address again and again until the answer contains want.
func await(ctx context.Context, address string, want []byte, limit, between time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var err error
	for {
		var body []byte
		if body, err = get(ctx, address); err == nil && bytes.Contains(body, want) {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%s did not show %q within %v: %w", address, want, limit, errors.Join(err, ctx.Err()))
		}
		time.Sleep(between)
	}
}

func get(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = errors.New(answer.Status)
	}
	return body, err
}

// freePort finds a port that nobody listens on.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
