package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
)

// linkedTerms is how large the vocabulary is that linking is measured with.
const linkedTerms = 1000

// measureLinking builds one course with a large vocabulary, in turn with the
// same pages of which none is a term. What the first takes longer is what terms
// cost: finding them in prose, linking them, drawing their pages and cards.
func (b *bench) measureLinking(ctx context.Context, r *sizeResult) error {
	i := slices.IndexFunc(b.tools, func(t tool) bool { return t.name == "parley" })
	if i < 0 {
		return nil
	}
	sources := map[bool]string{}
	for _, plain := range []bool{false, true} {
		sources[plain] = filepath.Join(b.folder(r.pages), "linking-"+strconv.FormatBool(plain))
		args := []string{"-pages", strconv.Itoa(r.pages), "-terms", strconv.Itoa(linkedTerms), "-plain=" + strconv.FormatBool(plain), "-out", sources[plain]}
		if output, err := exec.CommandContext(ctx, b.gen, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("making the course: %s", lastLine(output, err))
		}
	}
	samples := map[bool][]sample{}
	out := filepath.Join(b.folder(r.pages), "linking-out")
	for k := range 3 {
		for _, plain := range []bool{false, true} {
			b.say("%d pages: %d terms, build %d of 3", r.pages, linkedTerms, k+1)
			if err := os.RemoveAll(out); err != nil {
				return err
			}
			s, err := timed(exec.CommandContext(ctx, b.tools[i].program, b.tools[i].build(sources[plain], out)...))
			if err != nil {
				return fmt.Errorf("parley build: %w", err)
			}
			samples[plain] = append(samples[plain], s)
		}
	}
	for _, dir := range []string{out, sources[false], sources[true]} {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	r.linking = 1 - ratio(medians(samples[true]), medians(samples[false]))
	return nil
}
