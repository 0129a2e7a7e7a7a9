package main

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
)

// begin is the beginning of a page in a file. It builds as it is: what learners fill in
// or answer stands there, small, with ids, to be written over. c is nil when the site
// cannot be read.
func begin(k course.Kind, name, file string, c *course.Course) string {
	name = strings.TrimSuffix(name, ".md")
	if k == course.TermKind {
		return fmt.Sprintf(`---
term: %s
also: []
group:
related: []
source:
draft: true
---
Say in one sentence what it means.

## An example

Give an example, with numbers if it has any.
`, quoted(strings.ReplaceAll(name, "-", " ")))
	}
	kind := ""
	if k != course.Lesson && k != course.Exercise && k != simulation {
		kind = "kind: " + string(k) + "\n"
	}
	if k == course.Coach {
		kind += "strengths: []\nsituations: []\nlanguages: []\nhours:\ntraining: []\n"
	}
	return fmt.Sprintf(`---
title: %s
description:
%sdraft: true
---
%s
`, quoted(readable(name)), kind, beginText(k, file, c))
}

// beginText is the text of a new page.
func beginText(k course.Kind, file string, c *course.Course) string {
	name := strings.TrimSuffix(path.Base(file), ".md")
	switch k {
	case course.Worksheet:
		return fmt.Sprintf(beginForm, freeForm(name, file, c))
	case course.Assessment:
		return beginScale
	case course.Exercise:
		return fmt.Sprintf(beginQuiz, name)
	case simulation:
		return fmt.Sprintf(beginSimulation, name)
	case course.Path:
		return beginPath(name, file, c)
	case course.Coach:
		return "Let the coach say in a few sentences how a session goes, and what to bring."
	}
	return "Begin with why this matters on Monday morning."
}

const beginForm = `Say when to fill this in, and how long it takes.

::: form %s
## Before the talk

- What do you want to reach? (long, required) {#goal}
  > One sentence is enough.
- What do you expect to pay? (money, range, estimate) {#expected}
- Who decides? (choice) {#who}
  choice: I do; my manager; somebody else
- When do you talk? (date) {#when}
:::`

const beginScale = `Say what this asks about, and that nobody else sees what is answered.

::: scale frequency
title: Before a talk
- Wrote down what I want to reach {#wrote-goal}
- Asked a colleague to read it {#asked-colleague}
- Began without a plan (reverse) {#no-plan}
:::`

const beginQuiz = `Say what is practised here, and how long it takes.

::: quiz %s
### They want an answer today. What do you do first? {#first}
- [ ] Say yes, so that it is done
  > Say here what speaks against it.
- [x] Ask what makes today important
why: Say here why that is right.

### What would you say, word for word? {#words}
model: Write here what you would say.
:::`

const beginSimulation = `Say what all know: who meets whom about what, and how long it takes.

::: simulation %s
walk-away: Buyer 900, Seller 700
time: 30

| Issue    | Option  | Buyer | Seller |
|----------|---------|------:|-------:|
| Delivery | 2 weeks |  1200 |    400 |
|          | 8 weeks |     0 |    900 |
| Warranty | 1 year  |   300 |    800 |
|          | 3 years |   600 |      0 |
:::

::: brief Buyer
Say what the buyer alone knows, and why the numbers are as they are.
:::

::: brief Seller
Say what the seller alone knows, and why the numbers are as they are.
:::

::: debrief
Say what to ask, in which order, and what the numbers show.
:::`

// beginPath is a path over pages that are there, or its pattern where there are none.
func beginPath(name, file string, c *course.Course) string {
	var steps []string
	for _, p := range firstPages(file, c) {
		title := strings.NewReplacer("[", "(", "]", ")").Replace(p.Title)
		steps = append(steps, fmt.Sprintf("- [%s](%s)", title, between(file, p.Source)))
	}
	block := func(steps []string) string {
		return "::: path " + name + "\npass: 80%\n\n" + strings.Join(steps, "\n") + "\n:::"
	}
	text := "Say whom this is for, and what they can do at its end.\n\n"
	if len(steps) == 0 {
		return text + "As soon as there are pages, list them like this:\n\n```markdown\n" + block([]string{"- [Title](../page.md) (20 min)"}) + "\n```"
	}
	return text + block(steps)
}

// firstPages are some pages to begin a path with: lessons and exercises, else any.
func firstPages(file string, c *course.Course) []*course.Page {
	if c == nil {
		return nil
	}
	lang, _ := course.SourceID(file, c.Config.Languages)
	var pages []*course.Page
	for _, p := range c.In(lang) {
		if !p.Draft && p.Source != file && p.Term == nil && p.Title != "" && !strings.ContainsAny(p.Source, " ()%#") {
			pages = append(pages, p)
		}
	}
	rank := func(p *course.Page) int {
		switch {
		case p.Index():
			return 2
		case p.Kind == course.Lesson || p.Kind == course.Exercise:
			return 0
		}
		return 1
	}
	slices.SortStableFunc(pages, func(a, b *course.Page) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Stage.Text, b.Stage.Text), cmp.Compare(a.Order, b.Order))
	})
	return pages[:min(3, len(pages))]
}

// between is the way from one file to another, as a link has it.
func between(from, to string) string {
	dir, up := path.Dir(from), ""
	for dir != "." && !strings.HasPrefix(to, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	if dir != "." {
		to = to[len(dir)+1:]
	}
	return up + to
}

// freeForm is a form's name that no other form of the site has.
func freeForm(name, file string, c *course.Course) string {
	if c == nil {
		return name
	}
	lang, _ := course.SourceID(file, c.Config.Languages)
	free := name
	for n := 2; slices.ContainsFunc(c.Forms(lang), func(f course.FormAt) bool { return f.FormName().Text == free }); n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	return free
}
