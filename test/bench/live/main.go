// Live loads a site and prints how many bytes of the heap its Course keeps
// alive once everything else is gone.
//
//	live BASE SOURCE
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: live BASE SOURCE")
		os.Exit(2)
	}
	if err := weigh(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "live:", err)
		os.Exit(1)
	}
}

// weigh measures the heap without and with the Course; the Loader, which
// remembers files beside it, is out of scope by then.
func weigh(base, source string) error {
	var report diag.List
	before := heap()
	course := (&load.Loader{Site: os.DirFS(source), Base: os.DirFS(base)}).Load(context.Background(), nil, &report)
	if course == nil || report.Errors() > 0 {
		return fmt.Errorf("the site has errors: %v", report.Sorted())
	}
	after := heap()
	fmt.Println(after - before)
	runtime.KeepAlive(course)
	return nil
}

// heap is the number of live bytes. Two collections: what has a finalizer goes
// with the second.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
