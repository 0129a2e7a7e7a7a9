package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

func (a *app) newCommand() *cobra.Command {
	show := false
	cmd := &cobra.Command{
		Use:   "new KIND NAME",
		Short: "Write the beginning of a page",
		Long: "New writes a page to fill in. KIND is one of\n" + strings.Join(kindNames(), ", ") + ",\n" +
			"or simulation: an exercise that is a negotiation, with a brief for each role.\n" +
			"NAME may begin with a folder: framework/opening. If the bundled course has a page of that\n" +
			"path and your site builds on it, the new page begins as its copy. A translation names its\n" +
			"folder: content.de/framework/opening.",
		Example: "  parley new term \"reservation value\"\n  parley new lesson framework/opening",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usageError{fmt.Errorf("say what and its name: parley new term \"reservation value\"")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.new(args[0], strings.Join(args[1:], " "), show)
		},
	}
	cmd.Flags().BoolVar(&show, "print", false, "show what would be written, and write nothing: of a copied page, ours as it is now")
	return cmd
}

// simulation is what new can begin besides the kinds: an exercise of its own form.
const simulation course.Kind = "simulation"

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
	simulation:        "exercises",
	course.Assessment: "content/assessments",
	course.Worksheet:  "content/worksheets",
	course.Practice:   "content/practices",
	course.Path:       "content/paths",
	course.Coach:      "content/coaches",
	course.Plain:      "content",
}

// new writes a page, or shows what it would write.
func (a *app) new(kind, name string, show bool) error {
	k := course.Kind(kind)
	if _, ok := folders[k]; !ok {
		names := append(kindNames(), string(simulation))
		help := "the kinds are " + strings.Join(names, ", ")
		if near, ok := diag.Nearest(kind, names); ok {
			help = "did you mean " + near + "?"
		}
		return usageError{fmt.Errorf("there is no kind %q; %s", kind, help)}
	}
	p, err := a.openOwn()
	if err != nil {
		return err
	}
	defer p.Close()
	var quiet diag.List
	c := p.builder.Load(context.Background(), nil, &quiet) // nil when parley.yaml cannot be read
	file, err := fileFor(k, name, languages(c))
	if err != nil {
		return usageError{err}
	}
	text, copied := a.courseFile(c, file)
	if copied && !show {
		text = marked(text)
	}
	if !copied {
		text = begin(k, path.Base(filepath.ToSlash(name)), file, c)
	}
	if show {
		_, err := fmt.Fprint(a.Out, text)
		return err
	}
	if err := p.root.MkdirAll(path.Dir(file), 0o777); err != nil {
		return plain(err)
	}
	err = writeFile(p.root.OpenFile, file, text)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; nothing was changed", path.Join(p.shown, file))
	}
	if err != nil {
		return plain(err)
	}
	if copied {
		fmt.Fprintf(a.Out, "Wrote %s, a copy of the course's page, which it now stands before. Change it; delete it to have ours again.\n", path.Join(p.shown, file))
		return nil
	}
	fmt.Fprintf(a.Out, "Wrote %s. %sFill it in, then look at it: parley serve\n", path.Join(p.shown, file), translates(c, file))
	return nil
}

// languages are those of a site, its own first; nil when there is no telling.
func languages(c *course.Course) []course.Lang {
	if c == nil {
		return nil
	}
	return c.Config.Languages
}

// translates says which page a new one translates; "" when it is in the site's
// own language.
func translates(c *course.Course, file string) string {
	if c == nil {
		return ""
	}
	lang, id := course.SourceID(file, c.Config.Languages)
	own := c.Config.Languages[0]
	if lang == own {
		return ""
	}
	if p, ok := c.Page(own, id); ok {
		return "It translates " + p.Source + ". "
	}
	return fmt.Sprintf("It will translate %s.md, which has to be written too. ", id)
}

// fileFor is the path of a new page in the site.
func fileFor(k course.Kind, name string, languages []course.Lang) (string, error) {
	name = strings.TrimSuffix(filepath.ToSlash(name), ".md")
	parts := strings.Split(name, "/")
	top, tag, tagged := strings.Cut(parts[0], ".")
	for i, part := range parts {
		if parts[i] = slug(part); parts[i] == "" {
			return "", fmt.Errorf("%q cannot name a page; use letters and digits", name)
		}
	}
	home, _, _ := strings.Cut(folders[k], "/")
	for _, f := range course.Folders {
		if top != f.Name || len(parts) == 1 {
			continue
		}
		if f.Name != home {
			return "", fmt.Errorf("a page of the kind %s belongs in %s/, not in %s/", k, home, f.Name)
		}
		parts[0] = f.Name // named from the site's folder
		if tagged {
			if err := translated(tag, languages); err != nil {
				return "", err
			}
			parts[0] += "." + tag
		}
		return path.Join(parts...) + ".md", nil
	}
	return path.Join(folders[k], path.Join(parts...)+".md"), nil
}

// translated tells why a language is not one that the site is translated into.
func translated(tag string, languages []course.Lang) error {
	switch i := slices.IndexFunc(languages, func(l course.Lang) bool { return strings.EqualFold(string(l), tag) }); i {
	case -1:
		return fmt.Errorf("the site has no language %q; write in parley.yaml: languages: [%s]", tag, strings.Join(append(tags(languages), tag), ", "))
	case 0:
		return fmt.Errorf("%s is the site's own language, whose pages lie in folders without a tag", tag)
	}
	return nil
}

// tags are the languages that a site is translated into, as parley.yaml lists
// them.
func tags(languages []course.Lang) []string {
	var out []string
	for _, l := range languages[min(1, len(languages)):] {
		out = append(out, string(l))
	}
	return out
}

// courseFile is the bundled page of the same path, when the site builds on the
// course: a new page of that path begins as its copy, for otherwise it would put
// an empty page before ours.
func (a *app) courseFile(c *course.Course, file string) (string, bool) {
	if c == nil || c.Config.Base == "" {
		return "", false
	}
	b, err := fs.ReadFile(a.Base, file)
	return string(b), err == nil
}

// marked is a copy that says which text it was made of, at the end of its settings.
func marked(text string) string {
	head, rest, ok := strings.Cut(text, "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		return text
	}
	return head + "\ncopied: " + load.Mark([]byte(text)) + "\n---\n" + rest
}
