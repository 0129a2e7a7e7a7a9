//go:build unix

package output

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
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
		fmt.Fprintf(&b, "link /style%d.css\nlink /%s\n", n%3, searchRoot)
		b.WriteString(strings.Repeat("text that makes the page longer\n", 1+random.IntN(300)))
		s[name] = sealed(b.String())
	}
	s[fmt.Sprintf("style%d.css", n%3)] = sealed("css\n")
	s["sitemap.xml"] = sealed(strings.Join(names, "\n"))
	// The search of the site: parts that stay, some new in each generation,
	// some older, some that come back, and the file that names them.
	var root strings.Builder
	for i, version := range []int{n, n, n / 2, n / 5, n % 3, 0} {
		text := sealed(fmt.Sprintf("part %d of version %d\n%s", i, version, strings.Repeat("word\n", 50*i)))
		name := fmt.Sprintf("search/w%d-%s.js", i, text[len(text)-6:])
		s[name] = text
		fmt.Fprintf(&root, "link /%s\n", name)
	}
	s[searchRoot] = sealed(root.String())
	return s
}

const searchRoot = "search/en.js"

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
		fmt.Println("deployed", n)
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
	ops, kept := map[string]int{}, 0
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
		promised := staying(t, dir)
		last, deployed := killAfter(t, dir, 1+random.IntN(most))
		if deployed > 0 {
			promised = listing(treeOf(t, generation(deployed)).Files()).Stays
		}
		kept += keeps(t, dir, promised)
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
			promised, want := staying(t, dir), generation(1000+round)
			mustWrite(t, dir, want)
			kept += keeps(t, dir, promised)
			expect(t, dir, withOld(t, dir, want))
			clean(t, dir)
			entered = true
		}
	}
	mustWrite(t, dir, first)
	expect(t, dir, withOld(t, dir, first))
	mustWrite(t, dir, second)
	expect(t, dir, second)
	clean(t, dir)
	if rounds > 2 && kept == 0 {
		t.Error("no file had to stay")
	}
	t.Logf("%d kills; the last step announced was %v; %d files stayed", rounds, ops, kept)
}

// staying lists the files of a folder that the next deploy must not delete.
func staying(t *testing.T, dir string) (list []string) {
	t.Helper()
	if _, err := os.Lstat(dir); err != nil {
		return nil
	}
	for _, name := range manifestOf(t, dir).Stays {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			list = append(list, name)
		}
	}
	return list
}

// keeps checks that files are there, and counts those that only stay.
func keeps(t *testing.T, dir string, promised []string) (old int) {
	t.Helper()
	for _, name := range promised {
		if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
			t.Errorf("%s did not stay for one deploy", name)
		}
	}
	if len(promised) == 0 {
		return 0
	}
	return len(manifestOf(t, dir).Old)
}

// killAfter starts the child and kills it when it has announced so many steps,
// while it goes on working. It returns the last step seen and the last generation
// that the child said it had deployed.
func killAfter(t *testing.T, dir string, steps int) (last string, deployed int) {
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
	seen := 0
	for lines.Scan() {
		switch word, rest, _ := strings.Cut(lines.Text(), " "); word {
		case "step":
			if seen++; seen <= steps {
				last = lines.Text()
			}
			if seen != steps {
				continue
			}
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		case "deployed":
			deployed, _ = strconv.Atoi(rest)
		default:
			t.Errorf("the child ended by itself: %s", lines.Text())
		}
	}
	_ = child.Wait()
	if seen < steps {
		t.Errorf("the child ended by itself after %d steps", seen)
	}
	return last, deployed
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
	listed := setOf(manifestOf(t, dir).Files)
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
