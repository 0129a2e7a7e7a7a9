package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/diag"
)

// plan is what an update will do, decided before anything is touched.
type plan struct {
	w      *writer
	root   *os.Root
	was    manifest          // what is published
	ours   map[string]bool   // its files as a set
	folded map[string]string // the same by lower-case path
	twins  map[string]string // the paths of the tree by lower-case path
	places map[string]place  // folders looked at

	jobs    []job
	early   []string // to delete first, since they are in the way
	late    []string // to delete at the end
	old     []string // to keep though the tree no longer has them
	folders []string // to remove if they become empty, each after those around it
}

// place is what stands where a folder is wanted.
type place struct {
	exists  bool
	blocked string // the path of something that is no folder, on the way there or there
}

// plan looks at every path of the manifest and of the tree. Files that Parley
// did not write where the site wants to write are all reported.
func (w *writer) plan(root *os.Root, was manifest, files []File) (*plan, error) {
	p := &plan{w: w, root: root, was: was, ours: setOf(was.Files),
		folded: map[string]string{}, twins: map[string]string{}, places: map[string]place{}}
	for _, name := range was.Files {
		p.folded[strings.ToLower(name)] = name
	}
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.Path] = true
		p.twins[strings.ToLower(f.Path)] = f.Path
	}
	refused := false
	for i, f := range files {
		j, err := p.job(f)
		if errors.Is(err, errRefused) {
			refused = true
		} else if err != nil {
			return nil, err
		}
		j.temp = strconv.Itoa(i)
		p.jobs = append(p.jobs, j)
	}
	if refused {
		return nil, errRefused
	}
	p.deletions(wanted, foldersOf(files))
	return p, nil
}

// job looks at the place of one file of the tree.
func (p *plan) job(f File) (job, error) {
	j := job{File: f, fresh: true, size: -1}
	at := p.place(path.Dir(f.Path))
	if at.blocked != "" && !p.ours[at.blocked] {
		return j, p.occupied(at.blocked, "is not a folder, but pages belong inside it")
	}
	if !at.exists {
		return j, nil
	}
	info, err := p.root.Lstat(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return j, nil
	case err != nil:
		return j, p.w.fail(f.Path, err)
	case info.IsDir():
		return j, p.folderInTheWay(f.Path)
	case p.ours[f.Path]:
		j.fresh = false
		if info.Mode().IsRegular() {
			j.size = info.Size()
		}
		return j, nil
	case p.renamedCase(f.Path, info):
		return j, nil
	}
	return j, p.occupied(f.Path, "is in the way: Parley did not write it, and a file of the site belongs there")
}

func (p *plan) occupied(name, what string) error {
	p.w.report.Add(diag.OutputOccupied, p.w.pos(name), what, "move it elsewhere or delete it, then build again")
	return errRefused
}

// place looks at a folder and, from the top, at those around it: a link among
// them could lead to files that are not Parley's.
func (p *plan) place(dir string) place {
	if dir == "." {
		return place{exists: true}
	}
	if known, ok := p.places[dir]; ok {
		return known
	}
	at := p.place(path.Dir(dir))
	if at.exists {
		info, err := p.root.Lstat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			at = place{}
		case err != nil || !info.IsDir():
			at = place{blocked: dir}
		}
	}
	p.places[dir] = at
	return at
}

// folderInTheWay allows a folder where a file belongs only if everything in it
// is Parley's, and plans its removal.
func (p *plan) folderInTheWay(name string) error {
	return fs.WalkDir(p.root.FS(), name, func(inside string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return p.w.fail(inside, err)
		case d.IsDir():
			p.folders = append(p.folders, inside)
		case !p.ours[inside]:
			return p.occupied(inside, "is in the way: Parley did not write it, and a file of the site belongs in the place of its folder")
		}
		return nil
	})
}

// renamedCase reports whether the file found at a path is the listed file of
// another letter case, on a disk that does not tell them apart.
func (p *plan) renamedCase(name string, found fs.FileInfo) bool {
	old, ok := p.folded[strings.ToLower(name)]
	if !ok || old == name {
		return false
	}
	info, err := p.root.Lstat(old)
	return err == nil && os.SameFile(info, found)
}

// deletions plans the end of what is listed and no longer wanted. It comes
// early where it makes room: for a folder, for a file in the place of a folder,
// for a new letter case of the same name. Otherwise it comes one deploy later for
// what stays; what is old already is not among that.
func (p *plan) deletions(wanted map[string]bool, folders []string) {
	needed, stays := setOf(folders), setOf(p.was.Stays)
	for _, name := range p.was.Files {
		if wanted[name] {
			continue
		}
		early := needed[name]
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			early = early || wanted[dir]
			if at := p.place(dir); at.exists {
				p.folders = append(p.folders, dir)
			}
		}
		info, err := p.root.Lstat(name)
		if err != nil || info.IsDir() || !p.place(path.Dir(name)).exists {
			continue // gone, or no longer what Parley wrote
		}
		if twin, ok := p.twins[strings.ToLower(name)]; ok {
			other, err := p.root.Lstat(twin)
			early = early || err == nil && os.SameFile(info, other)
		}
		switch {
		case early:
			p.early = append(p.early, name)
		case stays[name]:
			p.old = append(p.old, name)
		default:
			p.late = append(p.late, name)
		}
	}
	slices.Sort(p.folders)
	p.folders = slices.Compact(p.folders)
}

// pos is the place of a file of the site in the output folder, as printed.
func (w *writer) pos(name string) diag.Pos {
	return diag.Pos{File: path.Join(strings.ReplaceAll(w.dir, `\`, "/"), name)}
}

// fail reports that something cannot be written and returns the error.
func (w *writer) fail(name string, err error) error {
	if errors.Is(err, errRefused) {
		return err
	}
	help := ""
	switch {
	case diskFull(err):
		help = "free some space, then build again"
	case errors.Is(err, fs.ErrPermission):
		help = "choose another folder with --out, or get the right to write here"
	}
	w.report.Add(diag.WriteFailed, w.pos(name), "cannot be written: "+plain(err), help)
	return fmt.Errorf("write %s: %w", w.pos(name).File, err)
}

// plain says in the user's words what the system refused.
func plain(err error) string {
	switch {
	case diskFull(err):
		return "the disk is full"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err.Error()
	}
	return err.Error()
}
