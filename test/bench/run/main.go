// Run measures Parley beside the floor program and Hugo on the same machine, in
// one run, on the same made-up courses, and prints the figures and their ratios
// as Markdown. `make bench` calls it.
//
//	run [-sizes 200,1000,10000] [-tools floor,engine,parley,hugo] [-update]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// What is measured unless flags say otherwise.
var (
	allSizes = []int{200, 1000, 10000}
	allTools = []string{"floor", "engine", "parley", "hugo"}
)

// options are the command line's flags.
type options struct {
	sizes  []int
	tools  []string
	runs   int    // of each build; 0 for five, or three of the largest course
	reload bool   // measure the preview
	tmp    string // folder for all files; "" for a memory file system
	keep   bool   // leave the files there
	update bool   // rewrite the figures in docs/performance.md
}

func main() {
	opts, err := parseFlags(os.Args[1:], os.Stderr)
	if err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "run:", err)
		}
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, opts, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "run:", err)
		os.Exit(1)
	}
}

func parseFlags(args []string, stderr io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes := flags.String("sizes", "200,1000,10000", "`pages` of the courses")
	tools := flags.String("tools", strings.Join(allTools, ","), "what to measure")
	flags.IntVar(&opts.runs, "runs", 0, "builds of each course by each tool (0: 5, or 3 of 10,000 pages)")
	flags.BoolVar(&opts.reload, "reload", true, "measure the preview, too")
	flags.StringVar(&opts.tmp, "tmp", "", "`folder` to work in (default /dev/shm)")
	flags.BoolVar(&opts.keep, "keep", false, "leave the courses and what was built of them")
	flags.BoolVar(&opts.update, "update", false, "rewrite the figures in docs/performance.md")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	for s := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return opts, fmt.Errorf("-sizes: %q is not a number of pages", s)
		}
		opts.sizes = append(opts.sizes, n)
	}
	opts.tools = strings.Split(*tools, ",")
	for _, t := range opts.tools {
		if !slices.Contains(allTools, t) {
			return opts, fmt.Errorf("-tools: %q is not one of %s", t, strings.Join(allTools, ", "))
		}
	}
	complete := slices.Equal(opts.sizes, allSizes) && len(opts.tools) == len(allTools) && opts.reload
	if opts.update && !complete {
		return opts, errors.New("-update needs every size and tool: docs/performance.md holds one whole run")
	}
	return opts, nil
}

// run does everything: prepare, measure, report.
func run(ctx context.Context, opts options, stdout, stderr io.Writer) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	scratch, memory, err := scratchFolder(opts.tmp)
	if err != nil {
		return err
	}
	if opts.keep {
		fmt.Fprintln(stderr, "working in", scratch)
	} else {
		defer os.RemoveAll(scratch)
	}
	b := &bench{opts: opts, root: root, scratch: scratch, log: stderr}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	results := results{machine: machineFacts(memory)}
	for _, size := range opts.sizes {
		r, err := b.measureSize(ctx, size)
		if err != nil {
			return err
		}
		results.sizes = append(results.sizes, r)
		// The files of one size are removed before the next is made: memory is finite.
		if !opts.keep {
			os.RemoveAll(b.folder(size))
		}
	}
	if slices.ContainsFunc(b.tools, func(t tool) bool { return t.name == "parley" }) {
		if results.page, err = b.measurePage(ctx); err != nil {
			return err
		}
	}
	text := results.markdown()
	fmt.Fprint(stdout, text)
	if opts.update {
		return updateFile(filepath.Join(root, "docs", "performance.md"), text)
	}
	return nil
}
