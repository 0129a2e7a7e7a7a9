package output

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// A real disk that fills up, where the test may mount one.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("may not mount a small disk:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error("something still holds the disk:", err)
		}
	})
	small := site{"index.html": strings.Repeat("small", 100), "a.html": "a"}
	large := site{"index.html": "large"}
	for _, name := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
		large[name+".html"] = strings.Repeat(name, 100_000)
	}
	fails := func(dir string) {
		t.Helper()
		_, said, err := write(t, dir, large, nil)
		if !errors.Is(err, syscall.ENOSPC) || len(said) != 1 || said[0].Code != diag.WriteFailed || !strings.Contains(said[0].Message, "the disk is full") {
			t.Errorf("%v %+v", err, said)
		}
	}
	dir := filepath.Join(disk, "public")
	fails(dir)
	expect(t, disk, site{})
	mustWrite(t, dir, searching("one", "1"))
	mustWrite(t, dir, small)
	listed := manifestText(t, dir)
	fails(dir)
	expect(t, dir, small.and(site{"search/w1.js": "part 1"}))
	if now := manifestText(t, dir); now != listed {
		t.Errorf("the manifest is %s\nit was %s", now, listed)
	}
	clean(t, dir)
}

// The output folder may be a mount point, which nothing can be renamed onto.
func TestMountedFolder(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("may not mount a disk:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	mustWrite(t, dir, first)
	expect(t, dir, first)
	mustWrite(t, dir, second)
	expect(t, dir, second)
}
