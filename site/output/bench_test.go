package output

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

const benchFiles = 10_000

// benchTree makes 10,000 pages of 15 KB in 50 folders, each a fresh copy as a
// renderer would give it.
func benchTree(b *testing.B, mark byte) *Tree {
	tree := &Tree{}
	for i := range benchFiles {
		add(b, tree, File{Path: fmt.Sprintf("content/s%d/p%d.html", i%50, i), Class: PageClass, Append: func(dst []byte) ([]byte, error) {
			return append(dst, bytes.Repeat([]byte{mark}, 15_000)...), nil
		}})
	}
	return tree
}

// BenchmarkPlainLoop is the floor for BenchmarkWrite: the same files by
// os.WriteFile. Point TMPDIR to a tmpfs, or the disk is measured.
func BenchmarkPlainLoop(b *testing.B) {
	files := benchTree(b, 'a').Files()
	for b.Loop() {
		dir := b.TempDir()
		for _, folder := range foldersOf(files) {
			if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
				b.Fatal(err)
			}
		}
		for _, f := range files {
			data, _ := f.Bytes()
			if err := os.WriteFile(filepath.Join(dir, f.Path), data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		discard(b, dir)
	}
}

func BenchmarkWrite(b *testing.B) {
	one, two := benchTree(b, 'a'), benchTree(b, 'b')
	publish := func(b *testing.B, dir string, tree *Tree) {
		var report diag.List
		if _, err := Write(context.Background(), dir, tree, &report); err != nil {
			b.Fatal(err, report.Sorted())
		}
	}
	b.Run("missing folder", func(b *testing.B) {
		for b.Loop() {
			dir := filepath.Join(b.TempDir(), "public")
			publish(b, dir, one)
			discard(b, dir)
		}
	})
	b.Run("empty folder", func(b *testing.B) {
		for b.Loop() {
			dir := b.TempDir()
			publish(b, dir, one)
			discard(b, dir)
		}
	})
	dir := filepath.Join(b.TempDir(), "public")
	b.Run("nothing changed", func(b *testing.B) {
		publish(b, dir, one)
		for b.Loop() {
			publish(b, dir, one)
		}
	})
	b.Run("all changed", func(b *testing.B) {
		for b.Loop() {
			publish(b, dir, two)
			one, two = two, one
		}
	})
}

func discard(b *testing.B, dir string) {
	b.StopTimer()
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	b.StartTimer()
}
