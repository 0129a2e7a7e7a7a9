package load

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// strays reports what at the top of the site is left out by mistake: folders
// whose name is misspelt, and Markdown that lies in no folder. Folders that
// merely exist are somebody's business.
func strays(site fs.FS, tops []fs.DirEntry, languages []course.Lang, report *diag.List) {
	for _, top := range tops {
		name := top.Name()
		stem, _, _ := strings.Cut(name, ".")
		switch {
		case pageFolder(stem, languages) && top.IsDir(): // of a language that the site does not have, which walk reports
		case HiddenName(name) || slices.Contains([]string{StaticFolder, "themes", "public", "node_modules"}, name):
		case !top.IsDir():
			if strings.EqualFold(path.Ext(name), ".md") && !aboutProject(name) {
				report.Add(diag.LeftOut, diag.Pos{File: name}, "this page lies in none of the folders of pages, so it is left out", "move it into content/, glossary/ or exercises/")
			}
		default:
			if meant := meantFolder(site, name, languages); meant != "" {
				report.Add(diag.LeftOut, diag.Pos{File: name}, "Parley does not know this folder, so what is in it is left out", "did you mean "+meant+"?")
			}
		}
	}
}

// aboutProject tells whether a file's name is one of those that repositories
// have at their top: README.md, CHANGELOG.md ...
func aboutProject(name string) bool {
	stem := strings.TrimSuffix(name, path.Ext(name))
	known := []string{"readme", "changelog", "contributing", "license", "licence", "authors", "security", "todo", "notes"}
	return stem == strings.ToUpper(stem) || slices.Contains(known, strings.ToLower(stem))
}

// meantFolder is the folder of a site that an unknown one is meant to be; ""
// when it is none, or holds nothing that would be published.
func meantFolder(site fs.FS, name string, languages []course.Lang) string {
	var known []string
	for _, f := range course.Folders {
		known = append(known, f.Name)
		if isLanguage(name, languages) && holdsMarkdown(site, path.Join(name, f.Name)) {
			return f.Name + "." + name // de/content
		}
	}
	if at := strings.LastIndexAny(name, ".-_ "); at > 0 && isLanguage(name[at+1:], languages) && holdsMarkdown(site, name) {
		stem := name[:at]
		if near, ok := diag.Nearest(stem, known); ok && !slices.Contains(known, stem) {
			stem = near
		}
		if slices.Contains(known, stem) { // content-de
			return stem + "." + name[at+1:]
		}
	}
	near, ok := diag.Nearest(name, append(known, StaticFolder, "themes"))
	switch {
	case !ok:
	case slices.Contains(known, near) && holdsMarkdown(site, name):
		return near
	case !slices.Contains(known, near):
		if inside, err := fs.ReadDir(site, name); err == nil && len(inside) > 0 {
			return near
		}
	}
	return ""
}

// isLanguage tells whether a name is a language of the site, or any of two
// letters.
func isLanguage(name string, languages []course.Lang) bool {
	if slices.ContainsFunc(languages, func(l course.Lang) bool { return strings.EqualFold(string(l), name) }) {
		return true
	}
	_, err := language.ParseBase(name)
	return err == nil && len(name) == 2
}

// unlikePages reports the files among pages that are meant to be pages, but
// whose names do not end in .md.
func (l *Loader) unlikePages(layers []fs.FS, c *course.Course, report *diag.List) {
	for _, name := range l.others {
		e := l.files[name]
		ext := strings.ToLower(path.Ext(name))
		if e.layer > 0 || l.Site == nil || c.Assets[name] != nil || strings.HasPrefix(name, StaticFolder+"/") {
			continue
		}
		switch ext {
		case ".markdown", ".mdown", ".mkd", ".mdx":
		case ".txt":
			if !beginsLikePage(layers[0], name) {
				continue // a note that lies beside the pages
			}
		default:
			continue
		}
		stem := name[:len(name)-len(ext)]
		report.Add(diag.LeftOut, diag.Pos{File: name}, "the name of this file does not end in .md, so it is no page and is left out",
			"rename it to "+strings.TrimSuffix(stem, ".md")+".md")
	}
}

// beginsLikePage tells whether a file begins with settings or with a heading.
func beginsLikePage(layer fs.FS, name string) bool {
	f, err := layer.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, 8)
	n, _ := f.Read(start)
	text := bytes.TrimPrefix(start[:n], []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(text, []byte("---")) || bytes.HasPrefix(text, []byte("# "))
}
