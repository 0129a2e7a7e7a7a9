package load_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// folder is a site in a real folder, as the program opens it.
func folder(t *testing.T) (dir string, site, base fs.FS) {
	t.Helper()
	dir = t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	write(t, dir, "parley.yaml", "name: Test\nid: test-site\n")
	write(t, dir, "content/fine.md", "# Fine\n\nText\n")
	_, base = golden.Site(t, nil)
	return dir, load.Dir(root), base
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// expect holds what was found, as "code path", against what is wanted.
func expect(t *testing.T, found *diag.List, want ...string) {
	t.Helper()
	var got []string
	for _, d := range found.Sorted() {
		got = append(got, string(d.Code)+" "+d.Pos.File)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), golden.Problems(found))
	}
}

func TestSymlinks(t *testing.T) {
	dir, site, base := folder(t)
	outside := t.TempDir()
	write(t, outside, "secret.md", "# Secret\n")
	for name, to := range map[string]string{
		"content/loop":      ".",
		"content/page.md":   "fine.md",
		"content/away.md":   filepath.Join(outside, "secret.md"),
		"content/folder":    outside,
		"content/itself.md": "itself.md",
		"exercises":         "content",
		"static":            outside,
	} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	code := string(diag.SymlinkRefused) + " "
	expect(t, boundedSite(t, site, base), code+"content/loop", code+"content/page.md", code+"content/away.md",
		code+"content/folder", code+"content/itself.md", code+"exercises", code+"static")
}

func TestBigFiles(t *testing.T) {
	dir, site, base := folder(t)
	write(t, dir, "content/refers.md", "# T\n\n![a](big.png) ![b](big.svg) ![c](big.jpg) [d](big.zip)\n")
	for _, name := range []string{"content/big.md", "content/big.png", "content/big.svg", "content/big.jpg", "content/big.zip"} {
		write(t, dir, name, "x")
		if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(name)), 3<<30); err != nil {
			t.Skip("no large files here: ", err)
		}
	}
	expect(t, boundedSite(t, site, base), string(diag.PageTooBig)+" content/big.md", string(diag.BadImage)+" content/big.png",
		string(diag.BadImage)+" content/big.svg", string(diag.BadImage)+" content/big.jpg")
}

func TestBigConfig(t *testing.T) {
	dir, site, base := folder(t)
	if err := os.Truncate(filepath.Join(dir, "parley.yaml"), 3<<30); err != nil {
		t.Skip("no large files here: ", err)
	}
	expect(t, boundedSite(t, site, base), string(diag.FrontMatterYAML)+" parley.yaml")
}

func TestNoFiles(t *testing.T) {
	dir, site, base := folder(t)
	if err := os.MkdirAll(filepath.Join(dir, "content", "folder.md"), 0o777); err != nil {
		t.Fatal(err)
	}
	want := []string{}
	if runtime.GOOS != "windows" {
		pipe(t, filepath.Join(dir, "content", "pipe.md"))
		write(t, dir, "content/new\nline.md", "# T\n\nText")
		write(t, dir, "content/bell\a.md", "# T\n\nText")
		write(t, dir, "content/bad\xff.md", "# T\n\nText")
		want = append(want, string(diag.Unreadable)+" content/pipe.md", string(diag.NameReserved)+" content/new\nline.md",
			string(diag.NameReserved)+" content/bell\a.md", string(diag.NameReserved)+" content/bad\uFFFD.md")
	}
	expect(t, boundedSite(t, site, base), want...)
}

func TestNoSite(t *testing.T) {
	dir, site, base := folder(t)
	if err := os.Remove(filepath.Join(dir, "parley.yaml")); err != nil {
		t.Fatal(err)
	}
	expect(t, boundedSite(t, site, base), string(diag.NoSite)+" parley.yaml")
}

// broken is a site in which some files and folders cannot be read.
type broken struct {
	site  fs.FS
	names []string
}

func (b broken) Open(name string) (fs.File, error) {
	if slices.Contains(b.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("input/output error")}
	}
	return b.site.Open(name)
}

func TestUnreadable(t *testing.T) {
	site, base := golden.Site(t, map[string][]byte{
		"content/a.md":       []byte("# A\n\n[b](b.md#x) ![c](c.png)\n"),
		"content/b.md":       []byte("# B\n\n## X\n"),
		"content/c.png":      []byte("PNG 1x1"),
		"content/deep/d.md":  []byte("# D\n\nText\n"),
		"base/content/b.md":  []byte("# The bundled page does not stand in for one that cannot be read\n"),
		"base/exercises/.md": []byte("hidden"),
	})
	b := broken{site, []string{"content/b.md", "content/c.png", "content/deep"}}
	code := string(diag.Unreadable) + " "
	expect(t, boundedSite(t, b, base), code+"content/b.md", code+"content/c.png", code+"content/deep")
	for _, name := range []string{"parley.yaml", "."} {
		b.names = []string{name}
		found := boundedSite(t, b, base).Sorted()
		if len(found) == 0 || found[0].Code != diag.NoSite && found[0].Code != diag.Unreadable {
			t.Errorf("%s: %s", name, first(found))
		}
	}
}

// TestHostileConfig reads parley.yaml that asks for too much or is no text.
func TestHostileConfig(t *testing.T) {
	const good = "name: T\nid: test-site\n"
	for _, c := range []struct {
		name, text string
		code       diag.Code
	}{
		{"an empty file", "", diag.MissingSiteKey},
		{"UTF-16", "\xff\xfen\x00", diag.NotUTF8},
		{"a NUL byte", good + "\x00", diag.NulByte},
		{"Latin 1", "name: \xc4rger\n", diag.NotUTF8},
		{"many keys", good + numbered("k%d: v\n", 100_000), diag.FrontMatterYAML},
		{"many variables", good + "variables:\n" + numbered("  v%d: x\n", 10_000) + "nmae: x\n", diag.UnknownKey},
		{"many stages", good + "stages:\n" + numbered("  - {id: S%d, name: x}\n", 4_000) + "nmae: x\n", diag.UnknownKey},
		{"many languages", good + "languages: [" + numbered("x-a%d, ", 8_000) + "]\nnmae: x\n", diag.UnknownKey},
		{"a million laughs", good + "variables: &a {a: x}\nbrand: *a\n", diag.YAMLAlias},
		{"a list", "- a\n- b\n", diag.FrontMatterYAML},
		{"prose", "This is my site.\n", diag.FrontMatterYAML},
		{"two documents", good + "---\nname: x\n", diag.FrontMatterYAML},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := bounded(t, map[string][]byte{"parley.yaml": []byte(c.text), "content/a.md": []byte("# A\n\nText\n")}).Sorted()
			if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == c.code && d.Pos.File == "parley.yaml" }) {
				t.Errorf("no %s; found %s", c.code, first(found))
			}
		})
	}
}

// TestManyFiles holds what a site of many wrong pages costs.
func TestManyFiles(t *testing.T) {
	files := map[string][]byte{}
	for i := range 2000 {
		files[fmt.Sprintf("content/page%d.md", i)] = fmt.Appendf(nil, "# T\n\n[x](nothing%d.md) [[no%[1]d]] ![y](z.png)\n", i)
	}
	bounded(t, files)
}
