package load

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// StaticFolder holds files that are published as they are, at the site's top.
const StaticFolder = "static"

// entry is a file of the site, and which layer it comes from.
type entry struct {
	path  string
	layer int // 0 the site, 1 the bundled course
	stamp stamp
}

// listing is every file of the page folders and of static/, by path.
type listing map[string]entry

// pages lists the paths of the pages' sources, and those of the other files,
// sorted.
func (l listing) pages() (pages, others []string) {
	pages = make([]string, 0, len(l))
	for name := range l {
		if strings.EqualFold(path.Ext(name), ".md") && !strings.HasPrefix(name, StaticFolder+"/") {
			pages = append(pages, name)
		} else {
			others = append(others, name)
		}
	}
	slices.Sort(pages)
	slices.Sort(others)
	return pages, others
}

// size is what files take, in bytes.
func (l listing) size(names []string) int64 {
	n := int64(0)
	for _, name := range names {
		n += l[name].stamp.size
	}
	return n
}

// walk lists the files of the layers, the first layer's first, and reports
// names that would not survive everywhere.
func (l *Loader) walk(layers []fs.FS, cfg *course.Config, report *diag.List) listing {
	files := listing{}
	folded := map[string]string{}
	for i, layer := range layers {
		tops, err := fs.ReadDir(layer, ".")
		if err != nil {
			report.Add(diag.Unreadable, diag.Pos{File: "."}, "this folder cannot be read: "+plainError(err), "check that you may read it")
		}
		for _, top := range tops {
			if pageFolder(top.Name(), cfg.Languages) || top.Name() == StaticFolder {
				if symlink(top, top.Name(), report) {
					continue
				}
				walkFolder(layer, i, top, files, folded, report)
			} else if name, tag, ok := strings.Cut(top.Name(), "."); ok && top.IsDir() && pageFolder(name, cfg.Languages) {
				report.Add(diag.UnknownLanguage, diag.Pos{File: top.Name()}, "this folder is for the language \""+tag+"\", which the site does not have",
					"add it in parley.yaml, languages: ["+tag+"], or rename the folder")
			}
		}
	}
	for _, ref := range cfg.Without {
		w := newWithout(nil, []course.Ref{ref})
		if !slices.ContainsFunc(l.bundled(), w.hides) {
			report.Add(diag.BadValue, ref.Pos, "the bundled course has no "+ref.Text, "write the path of one of its pages or folders, such as glossary/batna")
		}
	}
	return files
}

// bundled lists the files of the bundled course.
func (l *Loader) bundled() []string {
	var out []string
	for _, f := range course.Folders {
		_ = fs.WalkDir(l.Base, f.Name, func(name string, _ fs.DirEntry, err error) error {
			if err == nil {
				out = append(out, name)
			}
			return nil
		})
	}
	return out
}

// symlink refuses a symbolic link.
func symlink(d fs.DirEntry, name string, report *diag.List) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return false
	}
	report.Add(diag.SymlinkRefused, diag.Pos{File: name}, "this is a symbolic link, which Parley does not follow",
		"put the file or folder itself here")
	return true
}

// pageFolder tells whether a top folder holds pages: "content", "content.de".
func pageFolder(name string, languages []course.Lang) bool {
	name, tag, translated := strings.Cut(name, ".")
	known := !translated
	for _, l := range languages {
		known = known || strings.EqualFold(string(l), tag)
	}
	for _, f := range course.Folders {
		if f.Name == name {
			return known
		}
	}
	return false
}

func walkFolder(layer fs.FS, number int, top fs.DirEntry, files listing, folded map[string]string, report *diag.List) {
	fs.WalkDir(layer, top.Name(), func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			report.Add(diag.Unreadable, diag.Pos{File: name}, "this cannot be read: "+plainError(err), "check that you may read it")
			return skip(d)
		case hidden(path.Base(name)):
			return skip(d)
		case symlink(d, name, report):
			return nil
		case !goodName(name, report):
			return skip(d)
		}
		if other, taken := files[name]; taken && other.layer != number {
			return nil // the layer above stands before this one
		}
		low := strings.ToLower(name)
		if other, taken := folded[low]; taken && other != name {
			report.Add(diag.NameClash, diag.Pos{File: max(name, other)}, fmt.Sprintf("this differs from %s only in upper and lower case", min(name, other)),
				"rename one of the two: on many computers they are the same file")
			return skip(d)
		}
		folded[low] = name
		if d.IsDir() {
			return nil
		}
		if !d.Type().IsRegular() {
			report.Add(diag.Unreadable, diag.Pos{File: name}, "this is not a plain file", "remove it from the site's folder")
			return nil
		}
		e := entry{path: name, layer: number}
		if info, err := d.Info(); err == nil {
			e.stamp = stamp{info.Size(), info.ModTime()}
		}
		files[name] = e
		return nil
	})
}

func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// hidden tells whether a name is one that systems and editors keep for
// themselves.
func hidden(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~") || strings.HasSuffix(base, "~") || base == "Thumbs.db" || base == "desktop.ini"
}

// goodName reports a name that Windows, a web address or a zip cannot carry.
func goodName(name string, report *diag.List) bool {
	base := path.Base(name)
	stem, _, _ := strings.Cut(strings.ToLower(base), ".")
	switch stem {
	case "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
		"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9":
		report.Add(diag.NameReserved, diag.Pos{File: name}, "Windows keeps the name \""+stem+"\" for itself, so this file cannot be stored there",
			"rename it, for example to "+stem+"-page"+path.Ext(base))
		return false
	}
	for _, r := range base {
		if strings.ContainsRune(`<>:"|?*\`, r) || unicode.IsControl(r) || r == unicode.ReplacementChar || r == '\u2028' {
			report.Add(diag.NameReserved, diag.Pos{File: strings.ToValidUTF8(name, "\uFFFD")}, fmt.Sprintf("a file name may not hold the character %q", r),
				"rename the file with letters, digits and hyphens")
			return false
		}
	}
	if strings.HasSuffix(base, ".") || strings.HasSuffix(base, " ") {
		report.Add(diag.NameReserved, diag.Pos{File: name}, "Windows drops the dot or blank at the end of this name", "rename the file")
		return false
	}
	return true
}

// plainError is an error without the path and the verb that the diagnostic
// already says.
func plainError(err error) string {
	for {
		p, ok := err.(*fs.PathError)
		if !ok {
			return err.Error()
		}
		err = p.Err
	}
}
