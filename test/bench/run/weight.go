package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// pageWeight is what a browser loads for one lesson, by gzip -9.
type pageWeight struct {
	page     string // path in the output
	total    int    // bytes
	script   int    // bytes of total that are JavaScript
	requests int
}

// measurePage builds the bundled course and weighs its heaviest lesson.
func (b *bench) measurePage(ctx context.Context) (pageWeight, error) {
	b.say("weight of a lesson of the bundled course")
	i := slices.IndexFunc(b.tools, func(t tool) bool { return t.name == "parley" })
	out := filepath.Join(b.scratch, "course-out")
	build := exec.CommandContext(ctx, b.tools[i].program, b.tools[i].build(b.root, out)...)
	if output, err := build.CombinedOutput(); err != nil {
		return pageWeight{}, fmt.Errorf("building the bundled course: %w\n%s", err, output)
	}
	lessons, err := lessonPages(out)
	if err != nil {
		return pageWeight{}, err
	}
	var heaviest pageWeight
	for _, page := range lessons {
		w, err := weigh(out, page)
		if err != nil {
			return w, err
		}
		if w.total > heaviest.total {
			heaviest = w
		}
	}
	return heaviest, nil
}

// lessonPages lists the lessons' pages by the index that is part of every build.
func lessonPages(out string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(out, "course.json"))
	if err != nil {
		return nil, err
	}
	var index struct {
		Pages []struct{ ID, Kind, Path string }
	}
	if err := json.Unmarshal(text, &index); err != nil {
		return nil, fmt.Errorf("course.json: %w", err)
	}
	var pages []string
	for _, p := range index.Pages {
		if p.Kind == "lesson" && path.Base(p.ID) != "index" {
			pages = append(pages, p.Path)
		}
	}
	if len(pages) == 0 {
		return nil, errors.New("course.json lists no lessons")
	}
	return pages, nil
}

// weigh adds up a page and all that it loads from its own site.
func weigh(out, page string) (pageWeight, error) {
	w := pageWeight{page: page}
	waiting, seen := []string{page}, map[string]bool{page: true}
	for len(waiting) > 0 {
		name := waiting[0]
		waiting = waiting[1:]
		text, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil {
			return w, fmt.Errorf("%s loads what is not there: %w", page, err)
		}
		size := zipped(text)
		w.requests++
		w.total += size
		var more []string
		switch path.Ext(name) {
		case ".html":
			more = loadedByHTML(text)
		case ".css":
			more = loadedByCSS(text)
		case ".js":
			w.script += size
		}
		for _, address := range more {
			if target, own := resolve(name, address); own && !seen[target] {
				seen[target] = true
				waiting = append(waiting, target)
			}
		}
	}
	return w, nil
}

// resolve is the file that an address leads to from a file of the site; own is
// false for data: and other sites.
func resolve(from, address string) (target string, own bool) {
	if strings.Contains(address, ":") || strings.HasPrefix(address, "//") {
		return "", false
	}
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	return path.Join(path.Dir(from), address), address != ""
}

// relations are the kinds of <link> that a browser fetches with a page.
var relations = []string{"stylesheet", "icon", "preload", "modulepreload", "manifest"}

// loadedByHTML lists the addresses that a page makes a browser fetch.
func loadedByHTML(page []byte) []string {
	var found []string
	for z := html.NewTokenizer(bytes.NewReader(page)); z.Next() != html.ErrorToken; {
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		attrs := map[string]string{}
		for _, a := range token.Attr {
			attrs[a.Key] = a.Val
		}
		switch token.Data {
		case "link":
			fetched := func(rel string) bool { return slices.Contains(relations, rel) }
			if slices.ContainsFunc(strings.Fields(attrs["rel"]), fetched) {
				found = append(found, attrs["href"])
			}
		case "script", "img", "source", "video", "audio", "iframe":
			if src := attrs["src"]; src != "" {
				found = append(found, src)
			}
		}
	}
	return found
}

var cssAddress = regexp.MustCompile(`(?:url\(\s*|@import\s+)["']?([^"')\s;]+)`)

// loadedByCSS lists the addresses in a style sheet. All count, though a browser
// fetches a picture or font only where it is used.
func loadedByCSS(sheet []byte) []string {
	var found []string
	for _, m := range cssAddress.FindAllSubmatch(sheet, -1) {
		found = append(found, string(m[1]))
	}
	return found
}

// zipped is a file's size by gzip -9.
func zipped(text []byte) int {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant of the package
	}
	// A bytes.Buffer takes everything.
	z.Write(text)
	z.Close()
	return b.Len()
}
