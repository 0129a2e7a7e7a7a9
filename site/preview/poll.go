package preview

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// poller finds changes by comparing the folders with what they held before.
type poller struct {
	watch *watch
	every time.Duration
	seen  map[string]stamp
}

// stamp is what tells a changed file from the same one.
type stamp struct {
	size     int64
	modified time.Time
	mode     fs.FileMode
}

// run looks until ctx ends and closes ready, unless nil, after the first look.
func (p *poller) run(ctx context.Context, ready chan<- struct{}) {
	p.seen = p.look()
	if ready != nil {
		close(ready)
	} else {
		p.watch.changed(nil) // what changed before this first look
	}
	tick := time.NewTicker(p.every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			now := p.look()
			p.watch.tell(differences(p.seen, now)...)
			p.seen = now
		case <-ctx.Done():
			return
		}
	}
}

func (p *poller) look() map[string]stamp {
	found := make(map[string]stamp, len(p.seen))
	for _, d := range p.watch.dirs {
		p.lookInto(d, found)
	}
	return found
}

func (p *poller) lookInto(dir string, found map[string]stamp) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // gone or unreadable; the build says so
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if p.watch.ignored(path) {
			continue
		}
		if e.IsDir() {
			p.lookInto(path, found)
			continue
		}
		if info, err := e.Info(); err == nil {
			found[path] = stamp{info.Size(), info.ModTime(), info.Mode().Type()}
		}
	}
}

// differences lists the files that are new, gone or changed.
func differences(before, now map[string]stamp) []string {
	var files []string
	for path, s := range now {
		if old, ok := before[path]; !ok || !old.modified.Equal(s.modified) || old.size != s.size || old.mode != s.mode {
			files = append(files, path)
		}
	}
	for path := range before {
		if _, ok := now[path]; !ok {
			files = append(files, path)
		}
	}
	return files
}
