package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-kit/parley/test/bench/corpus"
)

// sample is what one run of a program took.
type sample struct {
	wall, cpu time.Duration
	memory    int64 // peak, in bytes
}

// sizeResult is all figures of one course.
type sizeResult struct {
	pages     int
	cold      map[string]sample // by tool: medians of builds into an empty folder
	unchanged map[string]sample // and of a second build with nothing changed
	rewritten map[string]int    // files that the second build wrote
	reload    map[string]reload
	linking   float64 // the share of a build's time that finding 1,000 terms takes; 0 when not measured
	live      int64   // bytes of the Course; 0 when not measured
}

// folder is where the files of one size lie.
func (b *bench) folder(size int) string { return filepath.Join(b.scratch, strconv.Itoa(size)) }

// measureSize makes the courses of one size and measures every tool on them.
func (b *bench) measureSize(ctx context.Context, size int) (sizeResult, error) {
	r := sizeResult{
		pages: size, cold: map[string]sample{}, unchanged: map[string]sample{},
		rewritten: map[string]int{}, reload: map[string]reload{},
	}
	if err := b.generate(ctx, size); err != nil {
		return r, err
	}
	if err := b.measureBuilds(ctx, &r); err != nil {
		return r, err
	}
	for _, t := range b.tools {
		if err := b.measureUnchanged(ctx, t, &r); err != nil {
			return r, err
		}
	}
	if b.live != "" {
		b.say("%d pages: memory of the Course", size)
		output, err := exec.CommandContext(ctx, b.live, b.root, b.source(size, corpus.Parley)).Output()
		if err != nil {
			return r, fmt.Errorf("weighing the Course: %w", err)
		}
		if r.live, err = strconv.ParseInt(strings.TrimSpace(string(output)), 10, 64); err != nil {
			return r, err
		}
	}
	if size >= 10000 {
		if err := b.measureLinking(ctx, &r); err != nil {
			return r, err
		}
	}
	if !b.opts.reload || size < 1000 {
		return r, nil
	}
	for _, t := range b.tools {
		if t.serve == nil {
			continue
		}
		b.say("%d pages: %s's preview", size, t.name)
		one, err := b.measureReload(ctx, t, size)
		if err != nil {
			return r, fmt.Errorf("%s's preview of %d pages: %w", t.name, size, err)
		}
		r.reload[t.name] = one
	}
	return r, nil
}

// source is the folder of a course in a dialect.
func (b *bench) source(size int, d corpus.Dialect) string {
	return filepath.Join(b.folder(size), [...]string{corpus.Parley: "parley-source", corpus.Hugo: "hugo-source"}[d])
}

// output is the folder that a tool builds into.
func (b *bench) output(size int, t tool) string { return filepath.Join(b.folder(size), t.name+"-out") }

// generate writes the course in each dialect that is needed. A process of its
// own does it: the kernel counts this one's peak as the least peak of whatever
// it starts, so this one must stay small.
func (b *bench) generate(ctx context.Context, size int) error {
	for _, d := range []corpus.Dialect{corpus.Parley, corpus.Hugo} {
		if !slices.ContainsFunc(b.tools, func(t tool) bool { return t.dialect == d }) {
			continue
		}
		args := []string{"-pages", strconv.Itoa(size), "-out", b.source(size, d)}
		if d == corpus.Hugo {
			args = append(args, "-hugo")
		}
		if output, err := exec.CommandContext(ctx, b.gen, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("making the course: %s", lastLine(output, err))
		}
	}
	return nil
}

// measureBuilds runs the tools in turn, so that whatever else the machine does
// troubles them alike, and keeps each one's medians.
func (b *bench) measureBuilds(ctx context.Context, r *sizeResult) error {
	runs := b.opts.runs
	if runs == 0 {
		runs = 5
		if r.pages >= 10000 {
			runs = 3
		}
	}
	samples := map[string][]sample{}
	for i := range runs {
		for _, t := range b.tools {
			b.say("%d pages: %s, build %d of %d", r.pages, t.name, i+1, runs)
			if err := os.RemoveAll(b.output(r.pages, t)); err != nil {
				return err
			}
			s, err := b.build(ctx, t, r.pages)
			if err != nil {
				return err
			}
			samples[t.name] = append(samples[t.name], s)
		}
	}
	for _, t := range b.tools {
		r.cold[t.name] = medians(samples[t.name])
		if err := b.verify(t, r.pages); err != nil {
			return err
		}
	}
	return nil
}

// build runs a tool once.
func (b *bench) build(ctx context.Context, t tool, size int) (sample, error) {
	s, err := timed(exec.CommandContext(ctx, t.program, t.build(b.source(size, t.dialect), b.output(size, t))...))
	if err != nil {
		return s, fmt.Errorf("%s build: %w", t.name, err)
	}
	return s, nil
}

// timed runs a command and says what it took; the error holds what it printed.
func timed(cmd *exec.Cmd) (sample, error) {
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return sample{}, fmt.Errorf("%w\n%s", err, output.String())
	}
	state := cmd.ProcessState
	return sample{wall, state.UserTime() + state.SystemTime(), peakMemory(state)}, nil
}

// verify makes sure that a tool wrote every page: a figure of half the work
// would please nobody.
func (b *bench) verify(t tool, size int) error {
	c := corpus.Corpus{Pages: size}
	for n := 1; n <= size; n++ {
		info, err := os.Stat(filepath.Join(b.output(size, t), filepath.FromSlash(c.Output(t.dialect, n))))
		if err != nil {
			return fmt.Errorf("%s left a page out: %w", t.name, err)
		}
		if info.Size() == 0 {
			return fmt.Errorf("%s wrote an empty page: %s", t.name, c.Output(t.dialect, n))
		}
	}
	return nil
}

// measureUnchanged builds again over what is there, three times.
func (b *bench) measureUnchanged(ctx context.Context, t tool, r *sizeResult) error {
	b.say("%d pages: %s, unchanged", r.pages, t.name)
	before, err := modified(b.output(r.pages, t))
	if err != nil {
		return err
	}
	var samples []sample
	for range 3 {
		s, err := b.build(ctx, t, r.pages)
		if err != nil {
			return err
		}
		samples = append(samples, s)
	}
	after, err := modified(b.output(r.pages, t))
	if err != nil {
		return err
	}
	for name, when := range after {
		if before[name] != when {
			r.rewritten[t.name]++
		}
	}
	r.unchanged[t.name] = medians(samples)
	return nil
}

// modified tells when each file of a folder was last written, in nanoseconds.
func modified(dir string) (map[string]int64, error) {
	times := map[string]int64{}
	err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			times[file] = info.ModTime().UnixNano()
		}
		return err
	})
	return times, err
}

// medians takes the median of each figure by itself.
func medians(all []sample) sample {
	return sample{
		wall:   median(all, func(s sample) time.Duration { return s.wall }),
		cpu:    median(all, func(s sample) time.Duration { return s.cpu }),
		memory: median(all, func(s sample) int64 { return s.memory }),
	}
}

// median is the middle one of the values, or the lower of two.
func median[S any, V int64 | time.Duration](all []S, value func(S) V) V {
	values := make([]V, len(all))
	for i, s := range all {
		values[i] = value(s)
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}
