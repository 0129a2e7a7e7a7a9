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
type manifest struct {
	V     int      `json:"v"`
	Files []string `json:"files"` // sorted
}

// encodeManifest gives the bytes of a manifest: one path a line, so that two
// of them compare well, and nothing that differs between two equal builds.
func encodeManifest(files []string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(manifest{V: 1, Files: files})
	return b.Bytes(), err
}

// readManifest is the list in root's manifest; fs.ErrNotExist when there is
// none. Any other error is a sentence for the user. Every path is checked as a
// tree's would be, since it decides what may be deleted.
func readManifest(root *os.Root) ([]string, error) {
	info, err := root.Lstat(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, errors.New("the list of what Parley wrote here is not a file")
	}
	data, err := root.ReadFile(manifestName)
	if err != nil {
		return nil, fmt.Errorf("the list of what Parley wrote here cannot be read: %s", plain(err))
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, errors.New("the list of what Parley wrote here is damaged")
	}
	if m.V != 1 {
		return nil, fmt.Errorf("the list of what Parley wrote here has version %d, which this Parley does not know", m.V)
	}
	for _, p := range m.Files {
		if err := checkPath(p); err != nil {
			return nil, fmt.Errorf("the list of what Parley wrote here is damaged: %w", err)
		}
	}
	slices.Sort(m.Files)
	return slices.Compact(m.Files), nil
}

// writeManifest writes the list to a file of root and waits until it is on
// the disk: a list lost in a power cut would make the folder look foreign.
func writeManifest(root *os.Root, name string, files []string) error {
	data, err := encodeManifest(files)
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

// union is the sorted union of two sorted lists.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

func paths(files []File) []string {
	list := make([]string, len(files))
	for i, f := range files {
		list[i] = f.Path
	}
	return list
}
