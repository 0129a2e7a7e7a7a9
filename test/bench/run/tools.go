package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/parley-kit/parley/test/bench/corpus"
)

// hugoVersion is the Hugo that is measured.
const hugoVersion = "v0.165.0"

// tool is a program that builds a site.
type tool struct {
	name    string
	dialect corpus.Dialect
	program string // path of the binary
	// build is the arguments that build source into out.
	build func(source, out string) []string
	// serve is the arguments that preview source at a port of 127.0.0.1; nil
	// when the tool has no preview.
	serve func(source string, port int) []string
	edits int // how many edits of a preview are measured
}

// bench is one run of the benchmarks.
type bench struct {
	opts    options
	root    string // of the module
	scratch string
	log     io.Writer

	tools []tool
	gen   string // path of the corpus generator
	live  string // path of the program that weighs a Course
}

// say tells the person waiting what is going on.
func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.log, format+"\n", args...) }

// prepare builds the programs.
func (b *bench) prepare(ctx context.Context) error {
	var err error
	if b.gen, err = b.compile(ctx, "gencorpus", "./test/bench/gencorpus"); err != nil {
		return err
	}
	for _, name := range b.opts.tools {
		switch name {
		case "floor":
			err = b.addFloor(ctx)
		case "engine":
			err = b.addEngine(ctx)
		case "parley":
			err = b.addParley(ctx)
		case "hugo":
			err = b.addHugo(ctx)
		}
		if err != nil {
			return err
		}
	}
	if len(b.tools) == 0 {
		return errors.New("nothing is left to measure")
	}
	return nil
}

func (b *bench) addFloor(ctx context.Context) error {
	program, err := b.compile(ctx, "floor", "./test/bench/floor")
	b.tools = append(b.tools, tool{
		name: "floor", dialect: corpus.Parley, program: program,
		build: func(source, out string) []string { return []string{source, out} },
	})
	return err
}

// addEngine adds Parley without the index of its search, which the others lack too.
func (b *bench) addEngine(ctx context.Context) error {
	program, err := b.compile(ctx, "parley", "./cmd/parley")
	b.tools = append(b.tools, tool{
		name: "engine", dialect: corpus.Parley, program: program,
		build: func(source, out string) []string {
			return []string{"build", "--no-search", "--source", source, "--out", out}
		},
	})
	return err
}

func (b *bench) addParley(ctx context.Context) error {
	program, err := b.compile(ctx, "parley", "./cmd/parley")
	if err != nil {
		return err
	}
	b.tools = append(b.tools, tool{
		name: "parley", dialect: corpus.Parley, program: program, edits: 15,
		build: func(source, out string) []string { return []string{"build", "--source", source, "--out", out} },
		serve: func(source string, port int) []string {
			return []string{"serve", "--source", source, "--addr", fmt.Sprintf("127.0.0.1:%d", port)}
		},
	})
	b.live, err = b.compile(ctx, "live", "./test/bench/live")
	return err
}

// addHugo installs Hugo in the user's cache. Without it the other figures are
// still worth having.
func (b *bench) addHugo(ctx context.Context) error {
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	folder := filepath.Join(cache, "parley-bench", "hugo-"+hugoVersion)
	program := filepath.Join(folder, "hugo"+exe())
	if _, err := os.Stat(program); err != nil {
		b.say("installing Hugo %s (once, some minutes)", hugoVersion)
		install := exec.CommandContext(ctx, "go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
		install.Dir = b.scratch
		install.Env = append(os.Environ(), "GOBIN="+folder, "CGO_ENABLED=0", "GOFLAGS=")
		if output, err := install.CombinedOutput(); err != nil {
			b.say("Hugo %s could not be installed, so its figures are left out: %s", hugoVersion, lastLine(output, err))
			return nil
		}
	}
	b.tools = append(b.tools, tool{
		name: "hugo", dialect: corpus.Hugo, program: program, edits: 7,
		build: func(source, out string) []string {
			return []string{"build", "--source", source, "--destination", out, "--quiet"}
		},
		serve: func(source string, port int) []string {
			return []string{"server", "--source", source, "--bind", "127.0.0.1", "--port", fmt.Sprint(port), "--quiet"}
		},
	})
	return nil
}

// compile builds one of the module's programs as a release is built.
func (b *bench) compile(ctx context.Context, name, pkg string) (string, error) {
	program := filepath.Join(b.scratch, "bin", name+exe())
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", program, pkg)
	build.Dir = b.root
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", pkg, err, output)
	}
	return program, nil
}

// moduleRoot is the folder of the module that this program belongs to.
func moduleRoot(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/parley-kit/parley").Output()
	if err != nil {
		return "", fmt.Errorf("run it inside Parley's repository: %w", err)
	}
	return strings.TrimSpace(string(output)), nil
}

// scratchFolder makes a folder in parent, or else on a memory file system, and
// tells whether it lies on one: on a disk the figures measure the disk.
func scratchFolder(parent string) (folder string, memory bool, err error) {
	if parent == "" && onTmpfs("/dev/shm") {
		parent = "/dev/shm"
	}
	folder, err = os.MkdirTemp(parent, "parley-bench-")
	return folder, onTmpfs(folder), err
}

// onTmpfs looks up a folder in the kernel's table of mounts, which only Linux has.
func onTmpfs(folder string) bool {
	table, err := os.ReadFile("/proc/mounts")
	if err != nil {
		return false
	}
	best, kind := "", ""
	for line := range strings.Lines(string(table)) {
		fields := strings.Fields(line)
		if len(fields) < 3 || len(fields[1]) < len(best) {
			continue
		}
		point := strings.TrimSuffix(fields[1], "/") + "/"
		if strings.HasPrefix(folder+"/", point) {
			best, kind = fields[1], fields[2]
		}
	}
	return slices.Contains([]string{"tmpfs", "ramfs"}, kind)
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// lastLine is the end of what a failed program printed, or its error.
func lastLine(output []byte, err error) string {
	lines := strings.Split(strings.TrimSpace(string(output)), "\n")
	if last := lines[len(lines)-1]; last != "" {
		return last
	}
	return err.Error()
}
