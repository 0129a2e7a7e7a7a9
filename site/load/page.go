package load

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// markdownLimit is the largest file that is even opened; markdown's own limit
// speaks of it in detail.
const markdownLimit = 4 << 20

// readPage reads one source file. A file that cannot be read is a page all the
// same, so that the links to it are not reported as well.
func (l *Loader) readPage(files *cursor, layer fs.FS, e entry, cfg *course.Config) (m remembered) {
	m = remembered{layer: e.layer, stamp: e.stamp, read: time.Now()}
	var report diag.List
	defer func() {
		if r := recover(); r != nil {
			report.Add(diag.Internal, diag.Pos{File: e.path}, fmt.Sprintf("Parley stumbled over this page: %v", r), "please report it with the page")
			m.page = unread(newPage(e.path, cfg))
		}
		m.page.Bundled = e.layer > 0
		m.findings = report.Sorted()
	}()
	m.page = unread(newPage(e.path, cfg))
	if e.stamp.size > markdownLimit {
		report.Add(diag.PageTooBig, diag.Pos{File: e.path}, fmt.Sprintf("this page has %d MB; the most Parley reads is 1 MB", e.stamp.size>>20), "split it into several pages")
		return m
	}
	src, err := files.readFile(layer, e)
	if err != nil {
		report.Add(diag.Unreadable, diag.Pos{File: e.path}, "this file cannot be read: "+plainError(err), "check that you may read it")
		return m
	}
	if readable(e.path, src, &report) && !secret(e.path, src, &report) {
		m.page = l.page(e.path, withLineFeeds(src), cfg, &report)
	}
	if m.page.Copied.Text != "" && l.Base != nil && cfg.Base != "" {
		if ours, err := fs.ReadFile(l.Base, e.path); err == nil {
			m.page.Original = Mark(ours)
		}
	}
	return m
}

// page reads a page's text.
func (l *Loader) page(file string, src []byte, cfg *course.Config, report *diag.List) *course.Page {
	p := newPage(file, cfg)
	r := &reader{file: file, src: src, report: report, variables: cfg.Variables}
	body, ok := r.head(p)
	if !ok {
		return unread(p)
	}
	l.convert.Convert(markdown.Source{File: file, Text: src, From: body, Words: r.words}, p, report)
	switch {
	case p.Unread:
		return unread(p)
	case p.Title == "" && report.Errors() > 0:
		p.Title = path.Base(string(p.ID)) // what is wrong already may well be why
	case p.Title == "":
		report.Add(diag.MissingTitle, diag.Pos{File: file, Line: 1}, "this page has no title",
			"begin it with a line such as: # Preparing for a price talk")
		p.Title = path.Base(string(p.ID))
	}
	if p.Body.HTML == "" && report.Errors() == 0 && p.Kind != course.Plain && !p.Draft {
		report.Add(diag.EmptyPage, diag.Pos{File: file, Line: 1}, "this page has no text", "write some below its settings, or mark it draft: true")
	}
	return p
}

// Mark tells one text of a page from another: eight hexadecimal digits.
func Mark(src []byte) string {
	sum := sha256.Sum256(withLineFeeds(src))
	return hex.EncodeToString(sum[:4])
}

// newPage is the page of a file before the file is read.
func newPage(file string, cfg *course.Config) *course.Page {
	lang, id := course.SourceID(file, cfg.Languages)
	return &course.Page{ID: id, Lang: lang, Source: file, Kind: defaultKind(id), LinkTerms: true}
}

// unread marks a page whose text was refused, and gives it a name.
func unread(p *course.Page) *course.Page {
	p.Unread = true
	if p.Kind == course.TermKind && p.Term == nil {
		p.Term = &course.Term{Name: termName(p.ID)}
	}
	if p.Title == "" {
		p.Title = path.Base(string(p.ID))
	}
	return p
}

// termName is what a term is called by its file's name alone.
func termName(id course.ID) string { return strings.ReplaceAll(path.Base(string(id)), "-", " ") }

// defaultKind is the kind of a page that names none: what its folder holds, but
// an index is a plain page.
func defaultKind(id course.ID) course.Kind {
	if path.Base(string(id)) == "index" {
		return course.Plain
	}
	top, _, _ := strings.Cut(string(id), "/")
	for _, f := range course.Folders {
		if f.Name == top {
			return f.Kind
		}
	}
	return course.Plain
}

// readable refuses bytes that are not text.
func readable(file string, src []byte, report *diag.List) bool {
	at, code, what, help := -1, diag.NotUTF8, "", ""
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}), bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		at, what, help = 0, "this file is written in UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"
	case bytes.IndexByte(src, 0) >= 0:
		at, code, what, help = bytes.IndexByte(src, 0), diag.NulByte, "there is a NUL byte here, so this is not a text file", "save it as plain text in UTF-8"
	case control(src) >= 0: // markdown shields pipes by one, and HTML may hold none
		at, code, what, help = control(src), diag.NulByte, "there is an invisible control character here", "delete it and type the passage again"
	case !utf8.Valid(src):
		at = 0
		for rest := src; ; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n <= 1 {
				break
			}
			at, rest = at+n, rest[n:]
		}
		what, help = "this byte is not UTF-8, the encoding Parley reads", "save the file as UTF-8 and type the character again"
	}
	if at < 0 {
		return true
	}
	report.Add(code, diag.NewLines(src).Pos(file, at, 1), what, help)
	return false
}

// control finds the first control character but tab, line feed and carriage
// return; -1 when there is none.
func control(src []byte) int {
	for i, c := range src {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return i
		}
	}
	return -1
}

// withLineFeeds turns the line ends of old Macs into line feeds, byte for byte.
func withLineFeeds(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	for i, c := range src {
		if c == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			src[i] = '\n'
		}
	}
	return src
}
