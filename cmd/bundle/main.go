// Command bundle turns the npm packages that Parley carries into single
// scripts under themes/default/lib, from where they are embedded into the
// binary, and collects the licences of what went into them. The Makefile runs
// it in the repository's top folder, after npm ci:
//
//	go run ./cmd/bundle
//
// The same packages give the same bytes. A file that would not change is left
// alone, one that no library stands for any more is removed.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(".", libraries); err != nil {
		fmt.Fprintln(os.Stderr, "bundle: "+err.Error())
		os.Exit(1)
	}
}

// run bundles libraries of the repository at root.
func run(root string, libraries []library) error {
	files := map[string][]byte{}
	var used []pkg
	for _, lib := range libraries {
		code, packages, err := lib.bundle(root)
		if err != nil {
			return err
		}
		files[lib.File] = code
		used = append(used, packages...)
	}
	text, err := licences(root, used)
	if err != nil {
		return err
	}
	files["LICENSES.txt"] = text
	return update(root, files)
}
