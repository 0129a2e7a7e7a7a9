package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

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
	if name == "" {
		name = readable(filepath.Base(dir))
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
	if err := writeNew(dir, files); err != nil {
		return err
	}
	where := a.shown(dir)
	fmt.Fprintf(a.Out, "Made a site in %s.\n\n", where)
	if where != "." {
		fmt.Fprintf(a.Out, "  cd %s\n", where)
	}
	fmt.Fprint(a.Out, "  parley serve                        look at it\n"+
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

// copyCourse takes the bundled course, but not its theme, into files.
func (a *app) copyCourse(files map[string]string) error {
	tops := []string{load.ConfigFile}
	for _, f := range course.Folders {
		tops = append(tops, f.Name)
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

// writeNew writes files, none of which may exist.
func writeNew(dir string, files map[string]string) error {
	for name := range files {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil && name != ".gitignore" {
			return fmt.Errorf("%s is there already; init changes no file. Choose another folder: parley init my-training", path.Base(name))
		}
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if os.IsExist(err) && name == ".gitignore" {
			continue
		}
		if err != nil {
			return err
		}
		_, err = f.WriteString(text)
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return err
		}
	}
	return nil
}

var notSlug = regexp.MustCompile(`[^\pL\pN]+`)

// slug is a name as a file is called.
func slug(name string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(name), "-"), "-")
}

var notASCII = regexp.MustCompile(`[^a-z0-9]+`)

// newID is an id that no other site has.
func newID(name string) string {
	b := make([]byte, 5)
	rand.Read(b)
	head := strings.Trim(notASCII.ReplaceAllString(strings.ToLower(name), "-"), "-")
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
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// quoted is a YAML value, in quotes when it needs them.
func quoted(s string) string {
	if s == "" || strings.ContainsAny(s, "\"'#\\\n") || strings.ContainsAny(s[:1], "[]{}&*!|>%@`-?:, ") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
	}
	return s
}
