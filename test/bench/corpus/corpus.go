// Package corpus makes the courses that the benchmarks build: N lessons of
// about 750 words of business prose in parts and chapters, and 150 terms. Every
// lesson has eight headings, a table, lists, eight to twelve internal links and
// two or three of twenty tags; every fifth has a code block, each unlike the
// others. The same Corpus gives the same bytes everywhere.
package corpus

import (
	"embed"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Corpus names a course.
type Corpus struct {
	Pages int    // lessons
	Seed  uint64 // of the random sequence
	Terms int    // of the vocabulary; 0 for 150
	Plain bool   // the vocabulary's pages are no terms, so that nothing is to be found in prose
}

// Dialect is a tool that the course is written for.
type Dialect int

// The dialects. Both say the same words; front matter, addresses of links and
// the files around the content differ. Hugo gets addresses of its output, which
// it need not resolve or check: the cheapest way for it.
const (
	Parley Dialect = iota
	Hugo
)

//go:embed all:hugo
var hugoFiles embed.FS

// Write writes the course into dir, which it makes.
func (c Corpus) Write(dir string, d Dialect) error {
	files := map[string]string{"content/" + d.index(): "---\ntitle: Bench\n---\nA course made up for measuring.\n"}
	if d == Parley {
		files["parley.yaml"] = "name: Bench\nid: bench-0001\n"
	} else {
		files[d.termDir()+"/_index.md"] = "---\ntitle: Glossary\n---\nThe vocabulary.\n"
		if err := copyEmbedded(dir); err != nil {
			return err
		}
	}
	terms := termList(c.Terms)
	for i, t := range terms {
		files[d.termDir()+"/"+t.id()+".md"] = d.termFront(t, c.Plain) + c.definition(t, i)
	}
	for name, text := range files {
		if err := write(dir, name, text); err != nil {
			return err
		}
	}
	for n := 1; n <= c.Pages; n++ {
		if err := c.writeLesson(dir, d, n, terms); err != nil {
			return err
		}
	}
	return nil
}

// writeLesson writes page n and, with the first page of a folder, the page that
// stands for it.
func (c Corpus) writeLesson(dir string, d Dialect, n int, terms []term) error {
	o := c.outlineOf(n)
	own := lessonPath(n)
	body := c.lesson(o, terms, func(to target) string { return d.link(own, to) })
	if err := write(dir, "content/"+own+".md", d.lessonFront(c, o)+body); err != nil {
		return err
	}
	if (n-1)%pagesPerChapter != 0 {
		return nil
	}
	chapter := (n - 1) / pagesPerChapter
	folder := chapterOf(n)
	if err := write(dir, "content/"+folder+"/"+d.index(), d.sectionFront("Chapter", chapter%chaptersPerPart+1)); err != nil {
		return err
	}
	if chapter%chaptersPerPart != 0 {
		return nil
	}
	return write(dir, "content/"+path.Dir(folder)+"/"+d.index(), d.sectionFront("Part", chapter/chaptersPerPart+1))
}

// Lesson is the path of page n's source in the folder that Write wrote.
func (c Corpus) Lesson(n int) string { return "content/" + lessonPath(n) + ".md" }

// Output is the path of page n in what the tool builds.
func (c Corpus) Output(d Dialect, n int) string {
	if d == Hugo {
		return lessonPath(n) + ".html"
	}
	return "content/" + lessonPath(n) + ".html"
}

func (d Dialect) index() string {
	if d == Hugo {
		return "_index.md"
	}
	return "index.md"
}

// termDir is where the terms' files lie.
func (d Dialect) termDir() string {
	if d == Hugo {
		return "content/glossary"
	}
	return "glossary"
}

// link is the address of a target as seen from the lesson at own.
func (d Dialect) link(own string, to target) string {
	ext, terms := ".md", "../../../glossary/"
	if d == Hugo {
		ext, terms = ".html", "../../glossary/"
	}
	fragment := ""
	if to.fragment != "" {
		fragment = "#" + to.fragment
	}
	if to.lesson == 0 {
		return terms + to.term + ext + fragment
	}
	other := lessonPath(to.lesson)
	switch {
	case other == own:
		return fragment
	case path.Dir(other) == path.Dir(own):
		return path.Base(other) + ext + fragment
	}
	return "../../" + other + ext + fragment
}

func (d Dialect) lessonFront(c Corpus, o outline) string {
	r := rand.New(rand.NewPCG(c.Seed^0x74616773, uint64(o.number)))
	var own []string
	for _, i := range r.Perm(len(tags))[:2+r.IntN(2)] {
		own = append(own, tags[i])
	}
	w := &writer{Rand: r}
	description := w.expand("How {who} {does} {thing}")
	stage := stages[o.number%len(stages)]
	order, extra := "order", "stage: "+stage
	if d == Hugo {
		order, extra = "weight", "params:\n  stage: "+stage
	}
	return fmt.Sprintf("---\ntitle: %s\ndescription: %s\n%s: %d\ntags: [%s]\n%s\n---\n",
		o.title, description, order, o.number, strings.Join(own, ", "), extra)
}

func (d Dialect) termFront(t term, plain bool) string {
	if plain {
		return fmt.Sprintf("---\ntitle: %s\nkind: page\n---\n", t.name)
	}
	front := fmt.Sprintf("also: [%s]\ngroup: %s\nrelated: [%s]\nsource: %s\n",
		t.also, t.group, strings.Join(t.related, ", "), t.source)
	if d == Parley {
		return fmt.Sprintf("---\nterm: %s\n%s---\n", t.name, front)
	}
	front = "  " + strings.ReplaceAll(strings.TrimSpace(front), "\n", "\n  ") + "\n"
	return fmt.Sprintf("---\ntitle: %s\nparams:\n%s---\n", t.name, front)
}

func (d Dialect) sectionFront(kind string, number int) string {
	order := "order"
	if d == Hugo {
		order = "weight"
	}
	return fmt.Sprintf("---\ntitle: %s %d\n%s: %d\n---\nThe lessons of this %s belong together.\n",
		kind, number, order, number, strings.ToLower(kind))
}

// copyEmbedded writes the configuration and layouts of the Hugo site.
func copyEmbedded(dir string) error {
	return fs.WalkDir(hugoFiles, "hugo", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := hugoFiles.ReadFile(name)
		if err != nil {
			return err
		}
		return write(dir, strings.TrimPrefix(name, "hugo/"), string(text))
	})
}

func write(dir, name, text string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
