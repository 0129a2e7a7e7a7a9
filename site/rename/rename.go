// Package rename gives a term another name, everywhere it is named: on its own
// page, in other pages' settings, in links by name and by path. What running text
// says is left to the checker: the old name becomes a discouraged word, which it
// finds in every inflection and repairs where that is certain.
package rename

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Term is a renaming.
type Term struct {
	Course *course.Course
	Page   *course.Page // the term, in the site's own language
	New    string       // its new name
	ID     course.ID    // its new page; the same when the file keeps its name
	Read   func(file string) ([]byte, error)

	edits []diag.Fix
	files map[string]*source
}

// source is a file with its lines.
type source struct {
	text  []byte
	lines *diag.Lines
}

// Edits lists the changes of files as they are now, before any is moved. Pages of
// the bundled course are left alone. The error is Read's.
func (t *Term) Edits() ([]diag.Fix, error) {
	t.files = map[string]*source{}
	if err := t.own(); err != nil {
		return nil, err
	}
	for _, p := range t.Course.Pages {
		if p.Bundled {
			continue
		}
		if err := t.page(p); err != nil {
			return nil, err
		}
	}
	return t.edits, t.home()
}

// Moves lists the files to be moved: the term's page in every language.
func (t *Term) Moves() map[string]string {
	moves := map[string]string{}
	if t.ID == t.Page.ID {
		return moves
	}
	for _, p := range t.Course.Pages {
		if p.ID == t.Page.ID && !p.Bundled {
			moves[p.Source] = path.Join(path.Dir(p.Source), path.Base(string(t.ID))+path.Ext(p.Source))
		}
	}
	return moves
}

func (t *Term) source(file string) (*source, error) {
	if s, ok := t.files[file]; ok {
		return s, nil
	}
	text, err := t.Read(file)
	if err != nil {
		return nil, err
	}
	s := &source{text, diag.NewLines(text)}
	t.files[file] = s
	return s, nil
}

func (t *Term) edit(file string, s *source, from, to int, text string) {
	t.edits = append(t.edits, diag.Fix{File: file, From: from, To: to, Old: string(s.text[from:to]), Text: text})
}

// own changes the term's own page: its name, the old one among the words to
// avoid, the new one no longer among its other names.
func (t *Term) own() error {
	p := t.Page
	s, err := t.source(p.Source)
	if err != nil {
		return err
	}
	from, to := s.lines.Span(p.Term.NamePos)
	t.edit(p.Source, s, from, to, yamlText(t.New))
	end := lineEnd(s.text, to)
	for _, list := range [][]course.Ref{p.Term.Also, p.Term.Avoid} {
		for i, ref := range list {
			if same(ref.Text, t.New) {
				t.removeItem(s, list, i)
			}
		}
	}
	avoid := slices.DeleteFunc(slices.Clone(p.Term.Avoid), func(r course.Ref) bool { return same(r.Text, t.New) })
	switch {
	case slices.ContainsFunc(avoid, func(r course.Ref) bool { return same(r.Text, p.Term.Name) }):
	case len(avoid) > 0:
		last := avoid[len(avoid)-1].Pos
		_, to := s.lines.Span(last)
		if indent, listed := itemIndent(s.text, s.lines, last); listed {
			t.edit(p.Source, s, lineEnd(s.text, to), lineEnd(s.text, to), newline(s.text)+indent+"- "+yamlText(p.Term.Name))
		} else {
			to = quoteEnd(s.text, to)
			t.edit(p.Source, s, to, to, ", "+yamlText(p.Term.Name))
		}
	case hasKey(s.text, "avoid"):
		at, stop := keyValue(s.text, "avoid")
		t.edit(p.Source, s, at, stop, " ["+yamlText(p.Term.Name)+"]")
	default:
		t.edit(p.Source, s, end, end, newline(s.text)+"avoid: ["+yamlText(p.Term.Name)+"]")
	}
	return nil
}

// page changes what one page says of the term.
func (t *Term) page(p *course.Page) error {
	if p.ID == t.Page.ID && t.ID != p.ID {
		if err := t.was(p); err != nil {
			return err
		}
	}
	refs := slices.Clone(p.Introduces)
	if p.Term != nil {
		refs = append(refs, p.Term.Related...)
		for _, c := range p.Term.ConfusedWith {
			refs = append(refs, c.With)
		}
	}
	for _, ref := range refs {
		if err := t.ref(p, ref); err != nil {
			return err
		}
	}
	for i := range p.Links {
		if err := t.link(p, &p.Links[i]); err != nil {
			return err
		}
	}
	return nil
}

// ref changes a name in a page's settings.
func (t *Term) ref(p *course.Page, ref course.Ref) error {
	to, ours := t.called(p, ref.Text)
	if !ours {
		return nil
	}
	s, err := t.source(p.Source)
	if err != nil {
		return err
	}
	from, end := s.lines.Span(ref.Pos)
	t.edit(p.Source, s, from, end, to)
	return nil
}

// called is what a name of the term becomes; false when it names something else,
// or the term by a name that stays.
func (t *Term) called(p *course.Page, name string) (string, bool) {
	ps := t.Course.Named(p.Lang, name)
	if len(ps) == 0 || ps[0].ID != t.Page.ID {
		return "", false
	}
	switch {
	case t.ID != t.Page.ID && name == string(t.Page.ID):
		return string(t.ID), true
	case t.ID != t.Page.ID && same(name, path.Base(string(t.Page.ID))) && !same(name, t.Page.Term.Name):
		return path.Base(string(t.ID)), true
	case p.Lang == t.Page.Lang && same(name, t.Page.Term.Name):
		return t.New, true
	case same(name, t.Page.Term.Name) && ps[0].Lang == t.Page.Lang:
		return t.New, true
	}
	return "", false
}

// link changes a link to the term: by name, or by its file's path.
func (t *Term) link(p *course.Page, link *course.Link) error {
	switch {
	case link.Kind == course.ToNamed:
	case link.Kind == course.ToPage && course.ID(link.To) == t.Page.ID && t.ID != t.Page.ID:
	default:
		return nil
	}
	s, err := t.source(p.Source)
	if err != nil {
		return err
	}
	from, to := s.lines.Span(link.Place(p))
	if link.Kind == course.ToPage {
		t.path(p, s, from)
		return nil
	}
	inner := string(s.text[from:to])
	name := strings.TrimPrefix(inner, "[[")
	cut := strings.IndexAny(name, "|#]")
	if !strings.HasPrefix(inner, "[[") || cut < 0 {
		return nil
	}
	name = name[:cut]
	if called, ours := t.called(p, strings.TrimSpace(name)); ours {
		at := from + 2 + len(name) - len(strings.TrimLeft(name, " "))
		t.edit(p.Source, s, at, at+len(strings.TrimSpace(name)), likeFirst(strings.TrimSpace(name), called))
	}
	return nil
}

// path changes the file's name in a link's destination, which begins behind its
// words; of a link by reference, in the line that defines it.
func (t *Term) path(p *course.Page, s *source, from int) {
	old, now := path.Base(string(t.Page.ID))+".md", path.Base(string(t.ID))+".md"
	at := -1
	end := min(len(s.text), from+2000)
	if i := bytes.IndexByte(s.text[from:end], '('); i >= 0 {
		stop := bytes.IndexByte(s.text[from+i:end], ')')
		if k := bytes.Index(s.text[from+i:end], []byte(old)); k >= 0 && (stop < 0 || k < stop) {
			at = from + i + k
		}
	}
	for line := 0; at < 0 && line < len(s.text); { // [words]: ../glossary/old.md
		stop := line + len(s.text[line:])
		if i := bytes.IndexByte(s.text[line:], '\n'); i >= 0 {
			stop = line + i
		}
		if k := bytes.Index(s.text[line:stop], []byte(old)); k >= 0 && bytes.HasPrefix(bytes.TrimLeft(s.text[line:stop], " >"), []byte("[")) && bytes.Contains(s.text[line:line+k], []byte("]:")) {
			at = line + k
		}
		line = stop + 1
	}
	if at < 0 || at > 0 && strings.IndexByte("/(<: \t", s.text[at-1]) < 0 {
		return
	}
	e := diag.Fix{File: p.Source, From: at, To: at + len(old), Old: old, Text: now}
	if !slices.Contains(t.edits, e) {
		t.edits = append(t.edits, e)
	}
}

// was notes on a page where it used to be.
func (t *Term) was(p *course.Page) error {
	s, err := t.source(p.Source)
	if err != nil {
		return err
	}
	old := string(t.Page.ID)
	if n := len(p.Was); n > 0 {
		last := p.Was[n-1].Pos
		_, to := s.lines.Span(last)
		if indent, listed := itemIndent(s.text, s.lines, last); listed {
			t.edit(p.Source, s, lineEnd(s.text, to), lineEnd(s.text, to), newline(s.text)+indent+"- "+old)
		} else {
			to = quoteEnd(s.text, to)
			t.edit(p.Source, s, to, to, ", "+old)
		}
		return nil
	}
	at := bytes.IndexByte(s.text, '\n')
	if !bytes.HasPrefix(bytes.TrimPrefix(s.text, []byte("\xef\xbb\xbf")), []byte("---")) || at < 0 {
		return fmt.Errorf("%s has no settings to note its former path in", p.Source)
	}
	t.edit(p.Source, s, at+1, at+1, "was: "+old+newline(s.text))
	return nil
}

// home changes what parley.yaml says of the term's page.
func (t *Term) home() error {
	for _, ref := range []course.Ref{t.Course.Config.Home.Coming, t.Course.Config.Home.Ended, t.Course.Config.Home.Minutes} {
		if course.ID(ref.Text) != t.Page.ID || t.ID == t.Page.ID {
			continue
		}
		s, err := t.source(ref.Pos.File)
		if err != nil {
			return err
		}
		from, to := s.lines.Span(ref.Pos)
		t.edit(ref.Pos.File, s, from, to, string(t.ID))
	}
	return nil
}
