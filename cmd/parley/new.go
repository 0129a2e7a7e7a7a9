package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

func (a *app) newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new KIND NAME",
		Short: "Write the beginning of a page",
		Long: "New writes a page to fill in. KIND is one of: " + strings.Join(kindNames(), ", ") + ".\n" +
			"NAME may begin with a folder: framework/opening.",
		Example: "  parley new term \"reservation value\"\n  parley new lesson framework/opening",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usageError{fmt.Errorf("say what and its name: parley new term \"reservation value\"")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.new(args[0], strings.Join(args[1:], " "))
		},
	}
}

func kindNames() []string {
	names := make([]string, len(course.Kinds))
	for i, k := range course.Kinds {
		names[i] = string(k)
	}
	return names
}

// folders says where the pages of each kind go.
var folders = map[course.Kind]string{
	course.Lesson:     "content",
	course.TermKind:   "glossary",
	course.Exercise:   "exercises",
	course.Assessment: "content/assessments",
	course.Worksheet:  "content/worksheets",
	course.Practice:   "content/practices",
	course.Path:       "content/paths",
	course.Coach:      "content/coaches",
	course.Plain:      "content",
}

func (a *app) new(kind, name string) error {
	k := course.Kind(kind)
	folder, ok := folders[k]
	if !ok {
		help := "the kinds are " + strings.Join(kindNames(), ", ")
		if near, ok := diag.Nearest(kind, kindNames()); ok {
			help = "did you mean " + near + "?"
		}
		return usageError{fmt.Errorf("there is no kind %q; %s", kind, help)}
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	if p.dir == "" {
		return usageError{fmt.Errorf("there is no site here; make one first: parley init")}
	}
	name = strings.TrimSuffix(filepath.ToSlash(name), ".md")
	for _, f := range []string{"content/", "glossary/", "exercises/"} {
		name = strings.TrimPrefix(name, f)
	}
	parts := strings.Split(name, "/")
	for i, part := range parts {
		if parts[i] = slug(part); parts[i] == "" {
			return usageError{fmt.Errorf("%q cannot name a page; use letters and digits", name)}
		}
	}
	file := path.Join(folder, path.Join(parts...)) + ".md"
	if err := p.root.MkdirAll(path.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := p.root.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if os.IsExist(err) {
		return fmt.Errorf("%s is there already; nothing was changed", file)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(begin(k, path.Base(name)))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "Wrote %s. Fill it in, then look at it: parley serve\n", path.Join(p.shown, file))
	return nil
}

// begin is the beginning of a page. It builds as it is.
func begin(k course.Kind, name string) string {
	title := readable(name)
	if k == course.TermKind {
		return fmt.Sprintf(`---
term: %s
also: []
group:
related: []
source:
---
Say in one sentence what it means.

## An example

Give an example, with numbers if it has any.
`, quoted(strings.ToLower(strings.ReplaceAll(name, "-", " "))))
	}
	kind := ""
	if k != course.Lesson && k != course.Exercise {
		kind = "kind: " + string(k) + "\n"
	}
	return fmt.Sprintf(`---
title: %s
description:
%sdraft: true
---
Begin with why this matters on Monday morning.
`, quoted(title), kind)
}
