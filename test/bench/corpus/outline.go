package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Sizes of the tree.
const (
	pagesPerChapter = 45
	chaptersPerPart = 12
)

// heading is a heading of a page. Its text is plain words, so that every
// renderer derives the same id from it.
type heading struct {
	level int
	text  string
}

// id is the heading's anchor.
func (h heading) id() string { return strings.ReplaceAll(strings.ToLower(h.text), " ", "-") }

// outline is what other pages must know of a page to link to it. It follows
// from the page's number alone, so that pages can be written one by one.
type outline struct {
	number   int
	title    string
	headings []heading
}

// levels of the eight headings of a page.
var levels = [8]int{2, 2, 3, 2, 2, 3, 3, 2}

// outlineOf plans page n.
func (c Corpus) outlineOf(n int) outline {
	doing, topic, setting := words["doing"], words["topic"], words["setting"]
	// 7919 is coprime to the number of titles: all are used before one repeats.
	t := n * 7919 % (len(doing) * len(topic) * len(setting))
	o := outline{
		number: n,
		title: fmt.Sprintf("%s %s in %s", doing[t%len(doing)],
			topic[t/len(doing)%len(topic)], setting[t/len(doing)/len(topic)]),
	}
	r := rand.New(rand.NewPCG(c.Seed, uint64(n)<<1))
	topics, doings := r.Perm(len(topic)), r.Perm(len(doing))
	for i, level := range levels {
		o.headings = append(o.headings, heading{level, doing[doings[i]] + " " + strings.ReplaceAll(topic[topics[i]], "-", " ")})
	}
	return o
}

// chapterOf is the path of page n's folder under the lessons' folder.
func chapterOf(n int) string {
	chapter := (n - 1) / pagesPerChapter
	return fmt.Sprintf("part-%02d/chapter-%02d", chapter/chaptersPerPart+1, chapter%chaptersPerPart+1)
}

// lessonPath is the path of page n under the lessons' folder, without extension.
func lessonPath(n int) string { return fmt.Sprintf("%s/page-%04d", chapterOf(n), n) }

// term is a term of the vocabulary.
type term struct {
	name, also string
	group      string
	related    []string
	source     string
}

// id is the term's file name without extension.
func (t term) id() string { return strings.ReplaceAll(t.name, " ", "-") }

// termList makes the vocabulary.
func termList(n int) []term {
	var list []term
	for i, h := range heads {
		for j, m := range modifiers {
			other := heads[(i+1+j)%len(heads)]
			list = append(list, term{
				name:    m + " " + h.name,
				also:    m + " " + h.synonym,
				group:   groups[(i+j)%len(groups)],
				related: []string{modifiers[(j+1)%len(modifiers)] + " " + h.name, m + " " + other.name},
				source:  sources[(i*len(modifiers)+j)%len(sources)],
			})
		}
	}
	if n == 0 {
		return list
	}
	for _, more := range []string{"early", "late", "joint", "written", "tacit", "open"} {
		for _, t := range list[:len(heads)*len(modifiers)] {
			t.name, t.also = more+" "+t.name, more+" "+t.also
			list = append(list, t)
		}
	}
	return list[:min(n, len(list))]
}
