package main

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/load"
)

func (a *app) initCommand() *cobra.Command {
	var name string
	var copyAll, bare bool
	c := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Make a site",
		Long: "Init makes a site that builds on the bundled course: add pages, or put a file of the\n" +
			"same path over one of ours, and keep receiving our updates.",
		Example: "  parley init training --name \"Negotiation at Acme\"",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("init takes one folder; put a name with spaces in quotes")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if a.source != "" {
				return usageError{fmt.Errorf("init takes the new site's folder as a word: parley init %s", shellWord(a.source))}
			}
			if copyAll && bare {
				return usageError{fmt.Errorf("--copy and --bare exclude each other")}
			}
			dir := a.Dir
			if len(args) == 1 {
				dir = a.abs(args[0])
			}
			return a.init(dir, name, copyAll, bare)
		},
	}
	c.Flags().StringVar(&name, "name", "", "the site's `name`")
	c.Flags().BoolVar(&copyAll, "copy", false, "copy the whole course, to change it freely and receive no updates")
	c.Flags().BoolVar(&bare, "bare", false, "begin without the course")
	return c
}

func (a *app) init(dir, name string, copyAll, bare bool) error {
	if name = strings.TrimSpace(name); name == "" {
		name = cmp.Or(readable(filepath.Base(dir)), "Training")
	}
	files := map[string]string{".gitignore": "/public/\n*.secret\n"}
	config := fmt.Sprintf("name: %s\nid: %s      # names your learners' records: never change it\n", quoted(name), newID(name))
	switch {
	case copyAll:
		if err := a.copyCourse(files); err != nil {
			return err
		}
		config += withoutNames(files[load.ConfigFile])
	case bare:
		config += bareConfig
		files["content/index.md"] = bareHome
	default:
		config += baseConfig
	}
	files[load.ConfigFile] = config
	full := isFull(dir)
	kept, err := writeNew(dir, files)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "Made a site in %s.\n", a.place(dir))
	if full {
		fmt.Fprintln(a.Out, "The folder was not empty. What is in it stays as it was; Parley reads content, glossary, exercises, themes and static.")
	}
	if kept > 0 {
		fmt.Fprintf(a.Out, "Left as it was: %s that stood there already.\n", count(kept, "file"))
	}
	fmt.Fprintln(a.Out)
	if where := a.shown(dir); where != "." {
		fmt.Fprintf(a.Out, "  cd %s\n", shellWord(where))
	}
	fmt.Fprint(a.Out, "  parley                                look at it in your browser\n"+
		"  parley new term \"reservation value\"   write a term\n"+
		"  parley new lesson first-meeting       write a lesson\n")
	return nil
}

const baseConfig = `base: parley          # lies over the bundled course; remove the line to stand alone
# description: How we negotiate, in one place
# url: https://training.example.com/
# without: [content/framework/implement]   # pages of the course you do not want
# brand: {color: "#0b6e4f"}
`

const bareConfig = `# description: How we negotiate, in one place
# url: https://training.example.com/
# brand: {color: "#0b6e4f"}
`

const bareHome = `---
title: Welcome
kind: page
---
Write here what this site is for. This text is in content/index.md.
`

// copyCourse takes the bundled course with its translations, but not its theme, into
// files.
func (a *app) copyCourse(files map[string]string) error {
	tops := []string{load.ConfigFile}
	for _, f := range course.Folders {
		translated, err := fs.Glob(a.Base, f.Name+".*")
		if err != nil {
			return err
		}
		tops = append(append(tops, f.Name), translated...)
	}
	for _, top := range tops {
		err := fs.WalkDir(a.Base, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := fs.ReadFile(a.Base, name)
			files[name] = string(b)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// withoutNames is a parley.yaml without its name, id and remarks before them.
func withoutNames(config string) string {
	var out []string
	for _, line := range strings.Split(config, "\n") {
		key, _, _ := strings.Cut(line, ":")
		if key != "name" && key != "id" && key != "copyright" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// isFull tells whether there is anything in a folder that is not hidden, such as .git.
func isFull(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") })
}

// writeNew writes those files that do not exist yet and counts the others. A
// parley.yaml must not exist; it is written last, so that a run that failed can
// be repeated.
func writeNew(dir string, files map[string]string) (kept int, err error) {
	if _, err := os.Lstat(filepath.Join(dir, load.ConfigFile)); err == nil {
		return 0, fmt.Errorf("there is a site already (%s); init changes no file. Choose another folder: parley init my-training", load.ConfigFile)
	}
	names := slices.Sorted(maps.Keys(files))
	names = append(slices.DeleteFunc(names, func(n string) bool { return n == load.ConfigFile }), load.ConfigFile)
	for _, name := range names {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return kept, plain(err)
		}
		err := writeFile(os.OpenFile, file, files[name])
		if errors.Is(err, fs.ErrExist) {
			kept++
		} else if err != nil {
			return kept, plain(err)
		}
	}
	return kept, nil
}

// writeFile writes a file that does not exist yet, with the open function of a
// folder or of the system.
func writeFile(open func(string, int, fs.FileMode) (*os.File, error), name, text string) error {
	f, err := open(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// plain is an error of the file system in words: the path first.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s cannot be written: %w", filepath.ToSlash(path.Path), path.Err)
	}
	return err
}

var notSlug = regexp.MustCompile(`[^\pL\pN]+`)

// maxSlug bounds a file's name, in bytes; systems allow 255.
const maxSlug = 80

// slug is a name as a file is called.
func slug(name string) string {
	s := notSlug.ReplaceAllString(strings.ToLower(norm.NFC.String(name)), "-")
	if len(s) > maxSlug {
		s = strings.ToValidUTF8(s[:maxSlug], "")
	}
	return strings.Trim(s, "-")
}

var (
	notASCII   = regexp.MustCompile(`[^a-z0-9]+`)
	notLetters = regexp.MustCompile(`\pM+`)
)

// newID is an id that no other site has.
func newID(name string) string {
	b := make([]byte, 5)
	rand.Read(b)
	head := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(norm.NFC.String(name)))
	head = notLetters.ReplaceAllString(norm.NFD.String(head), "") // é is e and a mark
	head = strings.Trim(notASCII.ReplaceAllString(head, "-"), "-")
	if len(head) > 40 {
		head = strings.Trim(head[:40], "-")
	}
	if head == "" {
		head = "training"
	}
	return head + "-" + hex.EncodeToString(b)
}

// readable is a file's name as a title.
func readable(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(`-_/\.`, r) || unicode.IsSpace(r) }), " ")
	if name == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// quoted is a YAML value, in quotes when it needs them.
func quoted(s string) string {
	s = strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ")
	if s == "" || strings.ContainsAny(s, "\"'#\\") || strings.ContainsAny(s[:1], "[]{}&*!|>%@`-?:, ") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return s
}
