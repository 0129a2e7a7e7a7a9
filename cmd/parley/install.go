package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
)

// change is a file to write in a folder.
type change struct {
	file string // its path, with slashes
	data []byte
	over bool   // it may stand before what is there
	old  []byte // what has to be there still; nil: anything
}

// install writes files so that none is ever seen half-written: all of them under
// other names first, then each to its place. A file that is there and may not be
// replaced stops it. When it fails, what it has put in place is taken back; the
// error is of the file that could not be written.
func install(root *os.Root, changes []change) (err error) {
	if len(changes) == 0 {
		return nil
	}
	b := make([]byte, 5)
	rand.Read(b)
	staging := ".parley-" + hex.EncodeToString(b) // no page: its name begins with a dot
	if err := root.Mkdir(staging, 0o777); err != nil {
		return named(err, "this folder")
	}
	defer func() {
		if removed := root.RemoveAll(staging); err == nil {
			err = removed
		}
	}()
	for i, c := range changes {
		if err := stage(root, path.Join(staging, strconv.Itoa(i)), c); err != nil {
			return named(err, c.file)
		}
	}
	for i, c := range changes {
		if err := place(root, path.Join(staging, strconv.Itoa(i)), c); err != nil {
			takeBack(root, staging, changes[:i])
			return named(err, c.file)
		}
	}
	return nil
}

// stage writes a change's file under another name, with the rights of the file
// that it will replace.
func stage(root *os.Root, temp string, c change) error {
	if err := writeFile(root.OpenFile, temp, string(c.data)); err != nil {
		return err
	}
	if info, err := root.Stat(c.file); err == nil && c.over {
		return root.Chmod(temp, info.Mode().Perm())
	}
	return nil
}

// place puts a staged file where it belongs.
func place(root *os.Root, temp string, c change) error {
	if err := root.MkdirAll(path.Dir(c.file), 0o777); errors.Is(err, fs.ErrExist) {
		return errors.New("its folder's name is a file's")
	} else if err != nil {
		return err
	}
	if c.over {
		if c.old != nil {
			if now, err := root.ReadFile(c.file); err != nil || !bytes.Equal(now, c.old) {
				return errors.New("it has been changed meanwhile")
			}
		}
		return root.Rename(temp, c.file)
	}
	err := root.Link(temp, c.file) // unlike a renaming, it never replaces a file
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := root.Lstat(c.file); err == nil { // a file system without links
		return fs.ErrExist
	}
	return root.Rename(temp, c.file)
}

// takeBack undoes changes, as far as it can.
func takeBack(root *os.Root, staging string, changes []change) {
	for i, c := range slices.Backward(changes) {
		temp := path.Join(staging, "old"+strconv.Itoa(i))
		switch {
		case !c.over:
			_ = root.Remove(c.file)
		case c.old != nil && stage(root, temp, change{file: c.file, data: c.old, over: true}) == nil:
			_ = root.Rename(temp, c.file)
		}
	}
}

// named says which file an error is about: that of the site, not the one under
// another name.
func named(err error, file string) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; nothing was changed", file)
	}
	return fmt.Errorf("%s cannot be written: %w; nothing was changed", file, cause(err))
}

// cause is an error of the file system without its paths.
func cause(err error) error {
	for {
		var at *fs.PathError
		var link *os.LinkError
		switch {
		case errors.As(err, &at):
			err = at.Err
		case errors.As(err, &link):
			err = link.Err
		default:
			return err
		}
	}
}
