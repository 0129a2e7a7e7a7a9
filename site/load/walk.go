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
		if i == 0 && l.Site != nil {
			strays(layer, tops, cfg.Languages, report)
		}
		for _, top := range tops {
			if _, tag, _ := strings.Cut(top.Name(), "."); i > 0 && strings.EqualFold(tag, string(cfg.Languages[0])) {
				continue // the course's translation into the site's own language would be a second page in the place of each
			}
			if pageFolder(top.Name(), cfg.Languages) || top.Name() == StaticFolder {
				if symlink(top, top.Name(), report) {
					continue
				}
				walkFolder(layer, i, top, files, folded, report)
			} else if name, tag, ok := strings.Cut(top.Name(), "."); ok && i == 0 && top.IsDir() && pageFolder(name, cfg.Languages) {
				report.Add(diag.UnknownLanguage, diag.Pos{File: top.Name()}, "this folder is for the language \""+tag+"\", which the site does not have",
					"add it in parley.yaml, languages: ["+tag+"], or rename the folder")
			}
		}
	}
	l.checkWithout(cfg, report)
	return files
}

// checkWithout reports paths to leave out that the bundled course does not have.
func (l *Loader) checkWithout(cfg *course.Config, report *diag.List) {
	for _, ref := range cfg.Without {
		bundled, w := l.bundled(), newWithout(nil, []course.Ref{ref})
		if slices.ContainsFunc(bundled, w.hides) {
			continue
		}
		help := "write the path of one of its pages or folders, such as glossary/batna"
		if near, ok := nearestBundled(w.paths[0], bundled); ok {
			help = "did you mean " + near + "?"
		}
		report.Add(diag.BadValue, ref.Pos, "the bundled course has no "+ref.Text, help)
	}
}

// nearestBundled is the path that somebody may have meant, whole or by its last
// part alone.
func nearestBundled(wanted string, bundled []string) (string, bool) {
	var paths, bases []string
	byBase := map[string]string{}
	for _, name := range bundled {
		name = strings.TrimSuffix(name, ".md")
		base := path.Base(name)
		if base == "index" {
			continue
		}
		if _, taken := byBase[base]; !taken {
			byBase[base] = name
		}
		paths, bases = append(paths, name), append(bases, base)
	}
	if near, ok := diag.Nearest(wanted, paths); ok && strings.Contains(wanted, "/") {
		return near, true
	}
	base := path.Base(wanted)
	if to, ok := byBase[base]; ok {
		return to, true
	}
	near, ok := diag.Nearest(base, bases)
	return byBase[near], ok
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
		case HiddenName(path.Base(name)):
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

// HiddenName tells whether a name is one that systems and editors keep for
// themselves: such files and folders are not read.
func HiddenName(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~") || strings.HasSuffix(base, "~") || base == "Thumbs.db" || base == "desktop.ini"
}

// goodName reports a name that Windows, a web address or a zip cannot carry.
func goodName(name string, report *diag.List) bool {
	what, help := NameProblem(path.Base(name))
	if what != "" {
		report.Add(diag.NameReserved, diag.Pos{File: strings.ToValidUTF8(name, "\uFFFD")}, what, help)
	}
	return what == ""
}

// NameProblem says why a file or folder of this name, without the folders
// around it, could not be stored everywhere, and what to do; "" if it could.
func NameProblem(base string) (what, help string) {
	stem, _, _ := strings.Cut(strings.ToLower(base), ".")
	switch stem {
	case "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
		"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9":
		return "Windows keeps the name \"" + stem + "\" for itself, so this file cannot be stored there",
			"rename it, for example to " + stem + "-page" + path.Ext(base)
	}
	for _, r := range base {
		if strings.ContainsRune(`<>:"|?*\`, r) || unicode.IsControl(r) || r == unicode.ReplacementChar || r == '\u2028' {
			return fmt.Sprintf("a file name may not hold the character %q", r), "rename the file with letters, digits and hyphens"
		}
	}
	if strings.HasSuffix(base, ".") || strings.HasSuffix(base, " ") {
		return "Windows drops the dot or blank at the end of this name", "rename the file"
	}
	return "", ""
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
