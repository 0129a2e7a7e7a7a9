package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/parley-kit/parley/site"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/fix"
	"github.com/parley-kit/parley/site/load"
)

// draft is a site with changes that are not written yet.
type draft struct {
	p     *project
	base  fs.FS
	files map[string][]byte // by path; nil: to be removed
	old   map[string][]byte // what they said
}

func (a *app) draft(p *project) *draft {
	return &draft{p: p, base: a.Base, files: map[string][]byte{}, old: map[string][]byte{}}
}

// builder builds the site as it would be.
func (d *draft) builder() *site.Builder {
	return &site.Builder{Site: load.Edited{FS: d.p.builder.Site, Files: d.files}, Base: d.base, Drafts: true}
}

// check finds what would be wrong with the site.
func (d *draft) check(ctx context.Context) []diag.Diagnostic {
	var found diag.List
	d.builder().Build(ctx, nil, &found)
	return found.Sorted()
}

// read reads a file as it would be.
func (d *draft) read(name string) ([]byte, error) {
	return load.Edited{FS: d.p.builder.Site, Files: d.files}.ReadFile(name)
}

// own tells whether a file is the site's, and not of the bundled course.
func (d *draft) own(name string) bool {
	if data, ok := d.files[name]; ok {
		return data != nil
	}
	info, err := d.p.root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// repair makes the certain repairs among findings of which want is true, again
// and again until there are none; one may make room for another. A file that
// would be left with more mistakes than it has is left as it is.
func (d *draft) repair(ctx context.Context, want func(diag.Diagnostic) bool) (made int, err error) {
	before := d.check(ctx)
	found := before
	start := maps.Clone(d.files)
	edits := map[string]int{}
	unheeded := map[string]bool{} // files with a remark that may mean to keep words as they are
	for _, x := range before {
		unheeded[x.Pos.File] = unheeded[x.Pos.File] || x.Code == diag.BadAllow
	}
	for range 10 {
		fixes := fix.Of(slices.DeleteFunc(slices.Clone(found), func(x diag.Diagnostic) bool {
			return x.Fix == nil || !d.own(x.Fix.File) || x.Code.Adjustable() && unheeded[x.Fix.File] || !want(x)
		}))
		files, err := fix.Apply(fixes, d.read)
		if err != nil {
			return 0, err
		}
		if len(files) == 0 {
			break
		}
		for _, f := range files {
			d.set(f.Path, f.After)
			edits[f.Path] += f.Edits
		}
		found = d.check(ctx)
	}
	for name := range edits {
		if errorsIn(found, name) > errorsIn(before, name) {
			delete(edits, name)
			if old, had := start[name]; had {
				d.files[name] = old
			} else {
				delete(d.files, name)
			}
		}
	}
	for _, n := range edits {
		made += n
	}
	return made, nil
}

// errorsIn counts the errors of a file.
func errorsIn(found []diag.Diagnostic, name string) (n int) {
	for _, d := range found {
		if d.Severity == diag.Error && d.Pos.File == name {
			n++
		}
	}
	return n
}

// diff shows what would be written.
func (d *draft) diff() string {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		before, _ := fs.ReadFile(d.p.builder.Site, name)
		from, to := path.Join("a", name), path.Join("b", name)
		if before == nil {
			from = "/dev/null"
		}
		if d.files[name] == nil {
			to = "/dev/null"
		}
		b.WriteString(fix.File{Before: before, After: d.files[name]}.Diff(from, to))
	}
	return b.String()
}

// set changes a file, and remembers what it said.
func (d *draft) set(name string, data []byte) {
	if _, known := d.old[name]; !known {
		d.old[name], _ = fs.ReadFile(d.p.builder.Site, name)
	}
	d.files[name] = data
}

// write writes what has changed: new and changed files first, all or none, then
// those to be removed are.
func (d *draft) write() error {
	names := slices.Sorted(maps.Keys(d.files))
	var changes []change
	for _, name := range names {
		if data, old := d.files[name], d.old[name]; data != nil && !bytes.Equal(data, old) {
			changes = append(changes, change{file: name, data: data, over: old != nil, old: old})
		}
	}
	if err := install(d.p.root, changes); err != nil {
		return err
	}
	for _, name := range names {
		if d.files[name] == nil {
			if err := d.p.root.Remove(name); err != nil {
				return plain(err)
			}
		}
	}
	return nil
}

// fix repairs the site's files, or shows what it would do.
func (a *app) fix(ctx context.Context, p *project, dry bool) error {
	if p.dir == "" {
		return usageError{errors.New("the bundled course cannot be changed; make a site of your own first: parley init")}
	}
	d := a.draft(p)
	made, err := d.repair(ctx, func(diag.Diagnostic) bool { return true })
	if err != nil {
		return err
	}
	if dry {
		fmt.Fprint(a.Out, d.diff())
		a.say("%s would be made in %s; nothing is written\n", count(made, "repair"), count(len(d.files), "file"))
		return nil
	}
	if err := d.write(); err != nil {
		return err
	}
	a.say("%s made in %s\n", count(made, "repair"), count(len(d.files), "file"))
	return nil
}
