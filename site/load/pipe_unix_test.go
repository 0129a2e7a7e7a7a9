//go:build unix

package load_test

import (
	"syscall"
	"testing"
)

// pipe makes a file that would never end to be read.
func pipe(t *testing.T, name string) {
	t.Helper()
	if err := syscall.Mkfifo(name, 0o666); err != nil {
		t.Fatal(err)
	}
}
