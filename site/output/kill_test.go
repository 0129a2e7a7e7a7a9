//go:build unix

package output

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// The environment of the kill test. killDir marks the child process;
// killRounds asks for more rounds than `go test` runs.
const (
	killDir    = "PARLEY_KILL_DIR"
	killRounds = "PARLEY_KILL_ROUNDS"
)

// generation makes the n-th version of a site whose pages come, change and go,
// each linking to some others and ending in a hash of what stands before.
func generation(n int) site {
	random := rand.New(rand.NewPCG(uint64(n), 7))
	names := []string{entryName}
	for i := range 60 {
		if random.IntN(3) > 0 {
			names = append(names, fmt.Sprintf("s%d/p%d.html", i%7, i))
		}
	}
	s := site{}
	for i, name := range names {
		var b strings.Builder
		version := n
		if i%4 == 3 {
			version = 0 // some pages hardly change
		}
		fmt.Fprintf(&b, "page %s version %d\n", name, version)
		fmt.Fprintf(&b, "link /%s\n", names[(i+1)%len(names)])
		for range 3 {
			fmt.Fprintf(&b, "link /%s\n", names[random.IntN(len(names))])
		}
		fmt.Fprintf(&b, "link /style%d.css\n", n%3)
		b.WriteString(strings.Repeat("text that makes the page longer\n", 1+random.IntN(300)))
		s[name] = sealed(b.String())
	}
	s[fmt.Sprintf("style%d.css", n%3)] = sealed("css\n")
	s["sitemap.xml"] = sealed(strings.Join(names, "\n"))
	return s
}

func sealed(text string) string { return fmt.Sprintf("%s%x", text, sha256.Sum256([]byte(text))) }

func whole(text string) bool {
	cut := len(text) - 2*sha256.Size
	return cut >= 0 && sealed(text[:cut]) == text
}

// TestKillChild is the process that is killed: it publishes one generation
// after the other and prints a line before each change.
func TestKillChild(t *testing.T) {
	dir := os.Getenv(killDir)
	if dir == "" {
		t.Skip("started by TestKill")
	}
	for n := 1; ; n++ {
		var report diag.List
		w := writer{dir: dir, report: &report, step: func(op, path string) error {
			_, err := fmt.Println("step", op, path)
			return err
		}}
		if _, err := w.write(context.Background(), treeOf(t, generation(n)).Files()); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
	}
}

// TestKill kills a build at points drawn from a fixed seed and looks at what a
// visitor would find. Each third round starts from nothing.
func TestKill(t *testing.T) {
	rounds := 18
	if n, err := strconv.Atoi(os.Getenv(killRounds)); err == nil {
		rounds = n
	}
	random := rand.New(rand.NewPCG(1, 2))
	base := t.TempDir()
	dir := filepath.Join(base, "public")
	ops := map[string]int{}
	entered := false
	for round := range rounds {
		if round%3 == 0 {
			entered = false
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		if round%6 == 3 {
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		most := 100 // about the first build
		if round%3 > 0 {
			most = 400
		}
		last := killAfter(t, dir, 1+random.IntN(most))
		ops[strings.Fields(last + " - -")[1]]++
		if found := visit(t, dir); entered && !found {
			t.Error("the entry page is gone")
		} else {
			entered = found
		}
		if t.Failed() {
			t.Fatalf("round %d, killed about %q", round, last)
		}
		if round%2 == 0 { // repaired at once, or left to the next build that is killed
			want := generation(1000 + round)
			mustWrite(t, dir, want)
			expect(t, dir, want)
			clean(t, dir)
			entered = true
		}
	}
	mustWrite(t, dir, first)
	expect(t, dir, first)
	clean(t, dir)
	t.Logf("%d kills; the last step announced was %v", rounds, ops)
}

// killAfter starts the child and kills it when it has announced so many steps,
// while it goes on working. It returns the last step seen.
func killAfter(t *testing.T, dir string, steps int) string {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKillChild$")
	child.Env = append(os.Environ(), killDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	last := ""
	for range steps {
		if !lines.Scan() || !strings.HasPrefix(lines.Text(), "step") {
			t.Errorf("the child ended by itself: %s", lines.Text())
			break
		}
		last = lines.Text()
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	return last
}

var linkLine = regexp.MustCompile(`(?m)^link /(.*)$`)

// visit checks that every published file is whole and known to the manifest,
// and follows all links from the entry page. It reports whether there is one.
func visit(t *testing.T, dir string) bool {
	t.Helper()
	if _, err := os.Lstat(dir); os.IsNotExist(err) {
		return false
	}
	files := read(t, dir)
	listed := manifestOf(t, dir)
	for name, text := range files {
		if strings.HasSuffix(name, "/") {
			delete(files, name) // an empty folder
			continue
		}
		if !whole(text) {
			t.Errorf("%s is not whole", name)
		}
		if !listed[name] {
			t.Errorf("%s is published and not in the manifest", name)
		}
	}
	if _, ok := files[entryName]; !ok {
		return false
	}
	seen, queue := map[string]bool{entryName: true}, []string{entryName}
	for len(queue) > 0 {
		page := queue[0]
		queue = queue[1:]
		for _, found := range linkLine.FindAllStringSubmatch(files[page], -1) {
			if _, ok := files[found[1]]; !ok {
				t.Errorf("%s links to %s, which is not there", page, found[1])
			} else if !seen[found[1]] {
				seen[found[1]] = true
				queue = append(queue, found[1])
			}
		}
	}
	return true
}

func manifestOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	list, err := readManifest(root)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, name := range list {
		all[name] = true
	}
	return all
}
