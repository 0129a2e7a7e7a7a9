package preview

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"github.com/parley-kit/parley/site/diag"
)

const (
	// quiet is how long no further change must come before a build starts; an
	// editor's save and a copied folder are bursts of events.
	quiet = 2 * time.Millisecond
	// patience is how long a file may be missing or empty before that counts:
	// many editors save by moving the old file away, or by emptying it first.
	patience = 30 * time.Millisecond
	// burst is the longest a build is put off while changes keep coming.
	burst = 100 * time.Millisecond
)

// rebuilder builds after changes, one build at a time.
type rebuilder struct {
	server   *Server
	state    *state
	site     *rendered         // of the last build that gave a tree
	shown    []diag.Diagnostic // last reported
	withheld bool              // the last build went unannounced
	recheck  bool              // the last build failed half-way: the next looks at everything
}

func (r *rebuilder) run(ctx context.Context) {
	var b batch
	for {
		select {
		case <-r.state.wake:
		case <-ctx.Done():
			return
		}
		if b.upTo > 0 { // the first build need not wait
			r.settle(ctx)
		}
		if !r.state.outdated(b) {
			continue // the last batch took this change along
		}
		b = r.state.take()
		if r.recheck {
			b.paths = nil
		}
		snap := r.build(ctx, b)
		if ctx.Err() != nil {
			return
		}
		r.finish(b, snap)
	}
}

// settle lets a burst of changes end.
func (r *rebuilder) settle(ctx context.Context) {
	end := time.NewTimer(burst)
	defer end.Stop()
	pause := quiet
	for {
		timer := time.NewTimer(pause)
		select {
		case <-r.state.wake:
			pause = quiet
		case <-timer.C:
			if pause == patience || !r.halfSaved() {
				return
			}
			pause = patience
		case <-end.C:
			timer.Stop()
			return
		case <-ctx.Done():
			timer.Stop()
			return
		}
		timer.Stop()
	}
}

// halfSaved reports whether a changed file is missing or empty, as it is in
// the middle of many editors' saves.
func (r *rebuilder) halfSaved() bool {
	for _, p := range r.state.waiting() {
		info, err := os.Lstat(filepath.Join(r.server.Root, filepath.FromSlash(p)))
		if err != nil || info.Mode().IsRegular() && info.Size() == 0 {
			return true
		}
	}
	return false
}

func (r *rebuilder) build(ctx context.Context, b batch) *snapshot {
	tree, findings, err := r.server.Builder.Build(ctx, b.paths)
	r.recheck = err != nil
	if err != nil {
		findings = append(findings, diag.Diagnostic{Code: diag.Internal, Severity: diag.Error, Message: err.Error()})
	} else if tree != nil {
		r.site = &rendered{tree: tree}
	}
	return &snapshot{site: r.site, findings: findings, problems: encode(findings)}
}

// finish shows a build. One that is already out of date is served but not
// announced, so that half of a save causes no false alarm; a second in a row
// is, for else a file that changes all the time would hide everything.
func (r *rebuilder) finish(b batch, snap *snapshot) {
	r.withheld = !r.withheld && r.state.outdated(b)
	if !r.withheld {
		r.report(snap.findings)
	}
	r.state.done(b, snap, !r.withheld)
}

// report prints findings when they are not those printed last.
func (r *rebuilder) report(findings []diag.Diagnostic) {
	if len(findings) == 0 && len(r.shown) == 0 || reflect.DeepEqual(findings, r.shown) {
		return
	}
	r.shown = findings
	if len(findings) == 0 {
		r.server.sayf("Fixed: nothing left to report.\n")
		return
	}
	if r.server.Report != nil {
		r.server.Report(findings)
	}
	r.server.sayf("%s. The preview goes on; save a file to look again.\n", tally(findings))
}

// tally is "3 errors, 1 warning".
func tally(findings []diag.Diagnostic) string {
	var count [diag.Error + 1]int
	for _, d := range findings {
		count[d.Severity]++
	}
	var parts []string
	for s := len(count) - 1; s >= 0; s-- {
		switch n := count[s]; n {
		case 0:
		case 1:
			parts = append(parts, "1 "+diag.Severity(s).String())
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, diag.Severity(s)))
		}
	}
	return strings.Join(parts, ", ")
}
