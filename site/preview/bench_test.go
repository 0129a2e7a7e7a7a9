package preview

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// telling builds at once and says when it starts.
type telling struct {
	file    string
	started chan struct{}
}

func (b telling) Build(context.Context, []string) (Tree, []diag.Diagnostic, error) {
	data, err := os.ReadFile(b.file)
	b.started <- struct{}{}
	return files{"x.html": string(data)}, nil, err
}

// BenchmarkEdit is the time from a save to the new bytes in a reader's hands,
// with a build that takes none: what the preview itself adds.
func BenchmarkEdit(b *testing.B) {
	dir := b.TempDir()
	build := telling{filepath.Join(dir, "x.md"), make(chan struct{}, 10)}
	if err := os.WriteFile(build.file, []byte("first"), 0o644); err != nil {
		b.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() { ended <- (&Server{Builder: build, Root: dir}).Serve(ctx, ln) }()
	r := &running{url: "http://" + ln.Addr().String()}
	<-build.started
	for i := 0; b.Loop(); i++ {
		text := fmt.Sprint("edit ", i)
		if err := os.WriteFile(build.file, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		<-build.started
		if got := <-r.later("/x.html"); got != "200 "+text {
			b.Fatalf("got %q, want %q", got, text)
		}
	}
	cancel()
	<-ended
}
