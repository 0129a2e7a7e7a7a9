package exchange

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/load"
)

// identify finds the row's ID and holds it to what files can be called.
func (r *Reader) identify(row *Row) bool {
	id := row.ID
	if row.Named = id != ""; !row.Named {
		id = r.Slug(row.Name())
		if id == "index" {
			id += "-term" // glossary/index.md is the page of the folder
		}
		if id == "" {
			r.wrong(row, row.naming(), fmt.Sprintf("%q cannot name a file", row.Name()), "write letters and digits in a column id")
			return false
		}
	} else if !strings.HasPrefix(id, "/") {
		id = strings.TrimSuffix(strings.TrimPrefix(id, glossary), ".md")
	}
	row.ID = id
	what, help := r.idProblem(&row.Term)
	if what != "" {
		r.wrong(row, row.naming(), what, help)
	}
	return what == ""
}

// idProblem says why a term's ID cannot be the path of a page.
func (r *Reader) idProblem(t *Term) (what, help string) {
	id := string(t.PageID())
	top, _, below := strings.Cut(id, "/")
	if !fs.ValidPath(id) || !below || !pageFolder(top) {
		return fmt.Sprintf("%q is no path of a page below glossary/", short(t.ID)), "write the file's name without .md, such as reservation-value or pricing/anchor"
	}
	parts := strings.Split(id, "/")
	for i, part := range parts {
		if i == len(parts)-1 {
			part += ".md"
		}
		what, _ := load.NameProblem(part)
		switch {
		case what != "":
		case load.HiddenName(part), strings.TrimSpace(part) != part:
			what = "files of such names are not read"
		case len(part) > maxName:
			what = fmt.Sprintf("a file's name may have %d bytes", maxName)
		default:
			continue
		}
		return fmt.Sprintf("%q cannot name a page: %s", short(t.ID), what),
			"write another name in the column id, such as " + strings.TrimPrefix(r.Slug(short(path.Base(id)))+"-term", "-")
	}
	return "", ""
}

// maxName is the longest name of a file that every system takes, in bytes.
const maxName = 255

// pageFolder tells whether a top folder holds pages.
func pageFolder(name string) bool {
	for _, f := range course.Folders {
		if f.Name == name {
			return true
		}
	}
	return false
}
