package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// The names of Parley's own entries in an output folder, and of the page
// through which a site is entered.
const (
	manifestName = ownPrefix + "manifest.json"
	stagingName  = ownPrefix + "staging"
	entryName    = "index.html"
)

// manifest is the file in an output folder that lists what Parley wrote there.
// Files alone says whose a file is: a Parley that knows no other list takes the
// old files for pages that are gone and deletes them early, but loses none.
type manifest struct {
	V     int      `json:"v"`
	Files []string `json:"files"`           // all of them; this list and the others are sorted
	Stays []string `json:"stays,omitempty"` // those that will stay for one deploy; see File.Stays
	Old   []string `json:"old,omitempty"`   // those that stayed when the tree no longer had them
}

// listing is the manifest of a fresh build.
func listing(files []File) manifest {
	m := manifest{V: 1, Files: make([]string, len(files))}
	for i, f := range files {
		m.Files[i] = f.Path
		if f.Stays {
			m.Stays = append(m.Stays, f.Path)
		}
	}
	return m
}

// tree lists the files of the tree that was published last.
func (m manifest) tree() []string {
	old := setOf(m.Old)
	return slices.DeleteFunc(slices.Clone(m.Files), func(name string) bool { return old[name] })
}

func (m manifest) equal(o manifest) bool {
	return slices.Equal(m.Files, o.Files) && slices.Equal(m.Stays, o.Stays) && slices.Equal(m.Old, o.Old)
}

// encode gives the bytes of a manifest: one path a line, so that two of them
// compare well, and nothing that differs between two equal builds.
func (m manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// readManifest reads root's manifest; the error is fs.ErrNotExist when there is
// none. Any other error is a sentence for the user. Every path of Files is
// checked as a tree's would be, since it decides what may be deleted; the other
// lists only say when.
func readManifest(root *os.Root) (m manifest, err error) {
	info, err := root.Lstat(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return m, err
	}
	if err != nil || !info.Mode().IsRegular() {
		return m, errors.New("the list of what Parley wrote here is not a file")
	}
	data, err := root.ReadFile(manifestName)
	if err != nil {
		return m, fmt.Errorf("the list of what Parley wrote here cannot be read: %s", plain(err))
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, errors.New("the list of what Parley wrote here is damaged")
	}
	if m.V != 1 {
		return m, fmt.Errorf("the list of what Parley wrote here has version %d, which this Parley does not know", m.V)
	}
	for _, p := range m.Files {
		if err := checkPath(p); err != nil {
			return m, fmt.Errorf("the list of what Parley wrote here is damaged: %w", err)
		}
	}
	for _, list := range []*[]string{&m.Files, &m.Stays, &m.Old} {
		*list = union(*list, nil)
	}
	return m, nil
}

// writeManifest writes a manifest to a file of root and waits until it is on
// the disk: a list lost in a power cut would make the folder look foreign.
func writeManifest(root *os.Root, name string, m manifest) error {
	data, err := m.encode()
	if err != nil {
		return err
	}
	f, err := root.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// union is the sorted union of two lists.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, name := range list {
		set[name] = true
	}
	return set
}
