package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// results is all that a run measured.
type results struct {
	machine string
	sizes   []sizeResult
	page    pageWeight // its page is "" when not measured
}

// machineFacts is a sentence on what the figures were measured with.
func machineFacts(memory bool) string {
	kernel := runtime.GOOS
	if release, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		// Major and minor: the rest is the vendor's.
		parts := strings.SplitN(string(release), ".", 3)
		kernel += " " + strings.TrimSpace(strings.Join(parts[:min(2, len(parts))], "."))
	}
	where := "on a memory file system"
	if !memory {
		where = "on a disk, which these figures measure, too (use -tmp with a memory file system)"
	}
	return fmt.Sprintf("Measured on %s/%s, %d cores, %s, %s, sources and output %s; medians of runs side by side; Hugo %s.",
		runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), kernel, runtime.Version(), where, hugoVersion)
}

// markdown is the report.
func (r results) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.machine)
	b.WriteString("\n| Pages | Program | Time | CPU time | Memory | Time, as a multiple of the floor's |\n|--:|---|--:|--:|--:|--:|\n")
	for _, s := range r.sizes {
		for _, name := range allTools {
			if cold, ok := s.cold[name]; ok {
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", count(s.pages), name,
					seconds(cold.wall), seconds(cold.cpu), megabytes(cold.memory), times(s, name, "floor"))
			}
		}
	}
	b.WriteString("\nBuilt again with nothing changed:\n\n| Pages | Program | Time | Files written |\n|--:|---|--:|--:|\n")
	for _, s := range r.sizes {
		for _, name := range allTools {
			if again, ok := s.unchanged[name]; ok {
				fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", count(s.pages), name, seconds(again.wall), count(s.rewritten[name]))
			}
		}
	}
	r.writeReloads(&b)
	r.writeGoals(&b)
	return b.String()
}

func (r results) writeReloads(b *strings.Builder) {
	head := "\nPreview, from saving an edit of a body until its bytes are served:\n\n" +
		"| Pages | Program | Median | Worst | Memory |\n|--:|---|--:|--:|--:|\n"
	for _, s := range r.sizes {
		for _, name := range allTools {
			if one, ok := s.reload[name]; ok {
				fmt.Fprintf(b, "%s| %s | %s | %s | %s | %s |\n", head, count(s.pages), name,
					milliseconds(one.latency), milliseconds(one.worst), megabytes(one.memory))
				head = ""
			}
		}
	}
}

// goal is a figure that Parley is held to.
type goal struct {
	name     string
	limit    float64
	least    bool // the limit is the least, not the most
	measured float64
	unit     string
}

// writeGoals sets the figures beside what they should be.
func (r results) writeGoals(b *strings.Builder) {
	goals := r.goals()
	if len(goals) == 0 {
		return
	}
	b.WriteString("\n| Figure | Goal | Measured | |\n|---|--:|--:|---|\n")
	for _, g := range goals {
		word, met := "at most", g.measured <= g.limit
		if g.least {
			word, met = "at least", g.measured >= g.limit
		}
		verdict := "met"
		if !met {
			verdict = "**missed**"
		}
		fmt.Fprintf(b, "| %s | %s %g%s | %.*f%s | %s |\n", g.name, word, g.limit, g.unit, decimals(g.measured), g.measured, g.unit, verdict)
	}
}

// goals lists those figures that this run measured.
func (r results) goals() []goal {
	var goals []goal
	for _, s := range r.sizes {
		if s.pages == 10000 {
			goals = append(goals, s.goals()...)
		}
		limits := map[int]float64{1000: 30, 10000: 50}
		if one, ok := s.reload["parley"]; ok && limits[s.pages] > 0 {
			goals = append(goals, goal{name: count(s.pages) + " pages, edit until served", limit: limits[s.pages],
				measured: float64(one.latency) / float64(time.Millisecond), unit: " ms"})
		}
	}
	if p := r.page; p.page != "" {
		goals = append(goals,
			goal{name: "a lesson as loaded, gzip (" + p.page + ")", limit: 15, measured: float64(p.total) / 1e3, unit: " KB"},
			goal{name: "its JavaScript, gzip", limit: 4, measured: float64(p.script) / 1e3, unit: " KB"},
			goal{name: "its requests, the icon included", limit: 5, measured: float64(p.requests)})
	}
	return goals
}

// goals are the figures of the builds of the largest course. The others have no
// search: they are held against the engine without its index.
func (s sizeResult) goals() []goal {
	var goals []goal
	if engine, ok := s.cold["engine"]; ok {
		if floor, ok := s.cold["floor"]; ok {
			goals = append(goals, goal{name: "10,000 pages, the engine's time by the floor's", limit: 2, measured: ratio(engine, floor), unit: " ×"})
		}
		if hugo, ok := s.cold["hugo"]; ok {
			goals = append(goals, goal{name: "10,000 pages, Hugo's time by the engine's", limit: 3, least: true, measured: ratio(hugo, engine), unit: " ×"})
		}
		goals = append(goals, goal{name: "10,000 pages, memory of the engine", limit: 250, measured: float64(engine.memory) / 1e6, unit: " MB"})
	}
	parley, ok := s.cold["parley"]
	if !ok {
		return goals
	}
	if floor, ok := s.cold["floor"]; ok {
		goals = append(goals, goal{name: "10,000 pages, with the search's index, by the floor's", limit: 2.8, measured: ratio(parley, floor), unit: " ×"})
	}
	return append(goals,
		goal{name: "10,000 pages, memory with the index", limit: 400, measured: float64(parley.memory) / 1e6, unit: " MB"},
		goal{name: "10,000 pages, the Course in memory", limit: 120, measured: float64(s.live) / 1e6, unit: " MB"},
		goal{name: "10,000 pages, 1,000 terms: their part of a build's time", limit: 25, measured: 100 * s.linking, unit: " %"},
		goal{name: "10,000 pages, files an unchanged build writes", limit: 0, measured: float64(s.rewritten["parley"])})
}

// ratio is how many times as long a took as b.
func ratio(a, b sample) float64 { return float64(a.wall) / float64(b.wall) }

// times is a tool's ratio to another, or a dash when that was not measured.
func times(s sizeResult, name, base string) string {
	other, ok := s.cold[base]
	if !ok {
		return "–"
	}
	return fmt.Sprintf("%.2f", ratio(s.cold[name], other))
}

func seconds(d time.Duration) string      { return fmt.Sprintf("%.*f s", 2, d.Seconds()) }
func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f ms", d.Seconds()*1e3) }
func megabytes(n int64) string            { return fmt.Sprintf("%d MB", (n+5e5)/1e6) }

// decimals keeps whole numbers whole.
func decimals(f float64) int {
	if f == float64(int64(f)) {
		return 0
	}
	return 2
}

// count writes a number with commas between thousands.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// The marks between which the figures stand in docs/performance.md.
const (
	beginMark = "<!-- bench: begin -->\n"
	endMark   = "<!-- bench: end -->"
)

// updateFile replaces what stands between the marks.
func updateFile(file, text string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	updated, err := replaceFigures(string(old), text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(updated), 0o644)
}

func replaceFigures(page, text string) (string, error) {
	before, rest, found := strings.Cut(page, beginMark)
	_, after, closed := strings.Cut(rest, endMark)
	if !found || !closed {
		return "", fmt.Errorf("it lacks the lines %q and %q", strings.TrimSpace(beginMark), endMark)
	}
	return before + beginMark + "\n" + strings.TrimSpace(text) + "\n\n" + endMark + after, nil
}
