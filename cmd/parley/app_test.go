package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/parley-kit/parley"
)

// result is what a run of the program left behind.
type result struct {
	status   int
	out, err string
}

// run runs the program in a folder, in process.
func run(t *testing.T, dir string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	a := testApp(dir)
	a.Out, a.Err = &out, &errs
	status := a.Run(t.Context(), args)
	return result{status, out.String(), errs.String()}
}

func testApp(dir string) *app {
	return &app{
		In: strings.NewReader(""), Dir: dir, Base: parley.Files,
		Env:  func(string) string { return "" },
		Open: func(string) error { return nil },
	}
}

// TestScripts runs testdata/*.txtar. Beside testscript's own commands there are
//
//	parley ARGS...          run the program, which must succeed
//	status N parley ARGS... run it, which must end with exit status N
//	remember DIR            keep what a folder holds in mind
//	same DIR                it must still hold the same
//	nowhere DIR WORD        no file of it may hold the word
//	tree DIR                print the names of its files, as standard output
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       os.Getenv("PARLEY_UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Values["remembered"] = map[string]string{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"parley": func(ts *testscript.TestScript, _ bool, args []string) { runScript(ts, 0, args) },
			"status": func(ts *testscript.TestScript, _ bool, args []string) {
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				runScript(ts, want, args[2:])
			},
			"remember": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Value("remembered").(map[string]string)[args[0]] = contents(ts, args[0])
			},
			"same": func(ts *testscript.TestScript, _ bool, args []string) {
				before, now := ts.Value("remembered").(map[string]string)[args[0]], contents(ts, args[0])
				if before == "" {
					ts.Fatalf("nothing is remembered of %s", args[0])
				}
				if before != now {
					ts.Fatalf("%s has changed from\n%s\nto\n%s", args[0], before, now)
				}
			},
			"nowhere": func(ts *testscript.TestScript, _ bool, args []string) { nowhere(ts, args[0], args[1]) },
			"tree": func(ts *testscript.TestScript, _ bool, args []string) {
				for line := range strings.Lines(contents(ts, args[0])) {
					_, name, _ := strings.Cut(line, " ")
					fmt.Fprint(ts.Stdout(), name)
				}
			},
		},
	})
}

func runScript(ts *testscript.TestScript, want int, args []string) {
	a := testApp(ts.MkAbs("."))
	a.Out, a.Err = ts.Stdout(), ts.Stderr()
	a.Env = ts.Getenv
	a.Terminal = ts.Getenv("TERMINAL") != ""
	if got := a.Run(context.Background(), args); got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// nowhere fails for a file that holds a word, be it in its name.
func nowhere(ts *testscript.TestScript, dir, word string) {
	ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(file)
		if strings.Contains(strings.ToLower(filepath.Base(file)+string(b)), word) {
			return fmt.Errorf("%s holds %s", file, word)
		}
		return err
	}))
}

// contents lists a folder's files, each with its hash.
func contents(ts *testscript.TestScript, dir string) string {
	var lines []string
	err := filepath.WalkDir(ts.MkAbs(dir), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(file)
		rel, _ := filepath.Rel(ts.MkAbs(dir), file)
		lines = append(lines, fmt.Sprintf("%x %s\n", sha256.Sum256(b), filepath.ToSlash(rel)))
		return err
	})
	ts.Check(err)
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[64:], b[64:]) })
	return strings.Join(lines, "")
}
