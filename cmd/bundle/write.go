package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// keep is the one file of the folder that is written by hand.
const keep = "README.md"

// licences joins the licence texts of packages, each package once, by name.
func licences(root string, packages []pkg) ([]byte, error) {
	slices.SortFunc(packages, func(a, b pkg) int {
		return strings.Compare(a.Name+" "+a.Version, b.Name+" "+b.Version)
	})
	packages = slices.CompactFunc(packages, func(a, b pkg) bool {
		return a.Name == b.Name && a.Version == b.Version
	})
	var out bytes.Buffer
	out.WriteString("The scripts in this folder are made of these packages.\n")
	for _, p := range packages {
		text, err := licenceText(filepath.Join(root, p.Dir))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "\n%s\n%s %s (%s)\n\n%s\n", strings.Repeat("-", 72), p.Name, p.Version, p.License, text)
	}
	return out.Bytes(), nil
}

// licenceText reads the licence file of a package. A package that states its
// terms nowhere cannot be passed on, so that is an error.
func licenceText(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "LICENCE") || strings.HasPrefix(name, "COPYING") {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			return strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")), err
		}
	}
	return "", fmt.Errorf("%s has no licence file", dir)
}

// update makes the folder hold exactly these files and the README.
func update(root string, files map[string][]byte) error {
	dir := filepath.Join(root, "themes", "default", "lib")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, wanted := files[e.Name()]; !wanted && e.Name() != keep {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	for name, data := range files {
		if err := replace(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return nil
}

// replace writes a file at once or, where it holds these bytes, not at all.
func replace(file string, data []byte) error {
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return nil
	}
	part := file + ".part"
	if err := os.WriteFile(part, data, 0o644); err != nil {
		return err
	}
	return os.Rename(part, file)
}
