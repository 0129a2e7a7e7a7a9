package load

import (
	"io/fs"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// NoConfig reports that a folder has no parley.yaml, and says what it looks like
// all the same: a site whose parley.yaml has another name, or is missing. It
// returns false, and reports nothing, for a folder that looks like no site.
func NoConfig(folder fs.FS, report *diag.List) bool {
	missing := func(message, help string) bool {
		report.Add(diag.NoSite, diag.Pos{File: ConfigFile}, message, help)
		return true
	}
	if name := misnamed(folder); name != "" {
		return missing("there is no such file, but there is "+name, "rename "+name+" to "+ConfigFile)
	}
	for _, f := range course.Folders {
		if holdsMarkdown(folder, f.Name) {
			return missing("there is no such file, though "+f.Name+"/ holds pages as in a site",
				"if this is your site, run parley init here, which leaves your files as they are; if not, go to the site's folder")
		}
	}
	return false
}

// misnamed is the file of a folder that is meant to be its parley.yaml; "" when
// there is none.
func misnamed(folder fs.FS) string {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return ""
	}
	for _, e := range entries {
		name := e.Name()
		stem := strings.TrimSuffix(strings.ToLower(name), ".txt") // as editors on Windows add it
		ext := path.Ext(stem)
		stem = strings.TrimSuffix(strings.TrimSuffix(stem, ext), ".yaml")
		if e.IsDir() || ext != ".yaml" && ext != ".yml" || HiddenName(name) {
			continue
		}
		if _, near := diag.Nearest(stem, []string{"parley"}); near || stem == "parley" {
			return name
		}
	}
	return ""
}

// holdsMarkdown tells whether there is a Markdown file somewhere in a folder.
func holdsMarkdown(layer fs.FS, folder string) bool {
	found := false
	_ = fs.WalkDir(layer, folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || HiddenName(path.Base(name)):
			return skip(d)
		case !d.IsDir() && strings.EqualFold(path.Ext(name), ".md"):
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}
