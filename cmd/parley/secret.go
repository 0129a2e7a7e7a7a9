package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site"
	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/seal"
)

// addSecret adds the flag that names the file of a site's secret.
func addSecret(c *cobra.Command, file *string) {
	c.Flags().StringVar(file, "secret-file", "", "the `file` with the site's secret, from which the codes of role plays follow; - reads standard input")
}

// secret reads a secret; none where no file is named.
func (a *app) secret(file string) (seal.Secret, error) {
	if file == "" {
		return seal.Secret{}, nil
	}
	var data []byte
	var err error
	if file == "-" {
		data, err = io.ReadAll(io.LimitReader(os.Stdin, 1<<16))
	} else {
		data, err = a.readLimited(file)
	}
	if err != nil {
		return seal.Secret{}, err
	}
	s, err := seal.ParseSecret(string(data))
	if err != nil {
		return s, usageError{fmt.Errorf("%s: %w. Make one with: parley codes --new-secret site.secret", file, err)}
	}
	return s, nil
}

// newSecret writes a secret into a file that is not there yet, for its owner alone.
func (a *app) newSecret(file string) error {
	text, err := seal.NewSecret(rand.Reader)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(file, ".secret") {
		return usageError{fmt.Errorf("name the file something.secret, as in %s.secret: parley init keeps such files out of git", strings.TrimSuffix(file, ".txt"))}
	}
	f, err := os.OpenFile(a.abs(file), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return fmt.Errorf("%s is there already; nothing was changed. Another secret would make all codes that were handed out useless", file)
	} else if err != nil {
		return plain(err)
	}
	if _, err = f.WriteString(text); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return plain(err)
	}
	a.say("%s holds the secret of your site now. Keep a copy where only you can read it: without it, the same codes cannot be made again.\n", file)
	return nil
}

// rolePlays lists a course's pages on which something is sealed, by language, then ID.
func rolePlays(c *course.Course) []*course.Page {
	var out []*course.Page
	for _, p := range c.Pages {
		if openers, _ := block.Openers(p.Blocks); len(openers) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// needSecret reports the site's own role plays where there is no secret to seal them
// with; it counts those of the bundled course, which are left out.
func needSecret(b *site.Builder, found *diag.List) (bundled int) {
	for _, p := range rolePlays(b.Course()) {
		if ours(b, p) {
			bundled++
			continue
		}
		found.Append(diag.Private(diag.NoSecret, diag.Pos{File: p.Source}, "this page has a role play, and no secret was given to seal its briefs with",
			"make a secret once: parley codes --new-secret site.secret; then write: parley build --secret-file site.secret"))
	}
	return bundled
}

// ours tells of a page of the bundled course, also where it lies in the site as an
// unchanged copy (init --copy): what its briefs say is no secret of the site's.
func ours(b *site.Builder, p *course.Page) bool {
	if p.Bundled || b.Site == nil {
		return true
	}
	own, err := fs.ReadFile(b.Site, p.Source)
	if err != nil {
		return false
	}
	base, err := fs.ReadFile(b.Base, p.Source)
	return err == nil && bytes.Equal(own, base)
}
