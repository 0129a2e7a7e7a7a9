// Gencorpus writes a benchmark course: gencorpus -pages 1000 -out DIR [-hugo].
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/parley-kit/parley/test/bench/corpus"
)

func main() {
	pages := flag.Int("pages", 1000, "number of lessons")
	seed := flag.Uint64("seed", 1, "seed of the random sequence")
	out := flag.String("out", "", "folder to write")
	hugo := flag.Bool("hugo", false, "write a Hugo site")
	terms := flag.Int("terms", 0, "number of terms, at most 1050 (default 150)")
	plain := flag.Bool("plain", false, "make the terms ordinary pages")
	flag.Parse()
	if *out == "" || *pages < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	dialect := corpus.Parley
	if *hugo {
		dialect = corpus.Hugo
	}
	if err := (corpus.Corpus{Pages: *pages, Seed: *seed, Terms: *terms, Plain: *plain}).Write(*out, dialect); err != nil {
		fmt.Fprintln(os.Stderr, "gencorpus:", err)
		os.Exit(1)
	}
}
