package theme

import (
	"errors"
	"html/template"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/parley-kit/parley/site/diag"
)

// Error is what went wrong in a template, with its place.
type Error struct {
	Pos     diag.Pos
	Message string
}

func (e *Error) Error() string { return e.Pos.String() + ": " + e.Message }

// source holds a theme's templates as parsed, before a language is known.
type source struct {
	set    *template.Template
	files  map[string]string // template name -> file in the site
	broken *Error            // the first mistake found; then no template runs
}

// bound holds the templates of one language, ready to run.
type bound struct {
	source *source
	byName map[string]*template.Template
}

// parseSource reads layouts/**/*.html and reports those that do not parse.
func parseSource(f files, report *diag.List) *source {
	none := func(string) (string, error) { return "", nil }
	s := &source{set: template.New("").Funcs(functions(&phrases{}, none)), files: map[string]string{}}
	for _, p := range f.list("layouts", ".html") {
		name := strings.TrimSuffix(strings.TrimPrefix(p, "layouts/"), ".html")
		data, file, err := f.read(p)
		if err != nil {
			report.Add(diag.Unreadable, diag.Pos{File: file}, "this file cannot be read", "")
			continue
		}
		s.files[name] = file
		if _, err := s.set.New(name).Parse(string(data)); err != nil {
			s.refuse(s.place(name, err), report)
		}
	}
	return s
}

// bind makes the templates of one language. What only depends on the language
// and the theme becomes text once, here, instead of an action for every page;
// with inline, partials become part of what calls them.
func (s *source) bind(ps *phrases, asset func(string) (string, error), inline bool) (*bound, error) {
	set, err := s.set.Clone()
	if err != nil {
		return nil, err
	}
	set.Funcs(functions(ps, asset))
	b := &bound{s, make(map[string]*template.Template, len(s.files))}
	f := folder{phrases: ps, asset: asset}
	if inline {
		f.partial = s.tree
	}
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		if err := f.fold(t.Tree.Root); err != nil {
			return nil, err
		}
		b.byName[t.Name()] = t
	}
	return b, nil
}

// tree is a template as it was parsed.
func (s *source) tree(name string) *parse.Tree {
	if t := s.set.Lookup(name); t != nil {
		return t.Tree
	}
	return nil
}

func (b *bound) execute(w io.Writer, name string, view any) error {
	t, ok := b.byName[name]
	if !ok {
		return &Error{diag.Pos{File: "layouts/" + name + ".html"}, "the theme has no such template"}
	}
	if err := t.Execute(w, view); err != nil {
		return b.source.place(name, err)
	}
	return nil
}

// refuse reports a mistake in a template.
func (s *source) refuse(e *Error, report *diag.List) {
	report.Add(diag.BadTheme, e.Pos, e.Message, "correct the template; docs/theming.md lists what templates may use")
	if s.broken == nil {
		s.broken = e
	}
}

// check reports what html/template refuses when it works out the escaping. It
// stops at the first: html/template cannot go on with a set that has one.
func (s *source) check(report *diag.List) {
	b, err := s.bind(&phrases{}, func(string) (string, error) { return "x", nil }, false)
	if err != nil || s.broken != nil {
		return // reported where it was parsed
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		// The escaping is worked out before the first action runs; what the
		// empty view then lacks is no finding.
		err := b.byName[name].Execute(io.Discard, nil)
		var refused *template.Error
		if errors.As(err, &refused) {
			s.refuse(s.place(name, err), report)
			return
		}
	}
}

var where = regexp.MustCompile(`^(?:html/)?template: ?([^:]*):(\d+)(?::(\d+))?: `)

// place turns an error of text/template or html/template into one with the
// file's name and line.
func (s *source) place(name string, err error) *Error {
	e := &Error{Message: err.Error()}
	if m := where.FindStringSubmatch(strings.Replace(e.Message, "html/template:", "html/template: ", 1)); m != nil {
		name = m[1]
		e.Pos.Line, _ = strconv.Atoi(m[2])
		if col, _ := strconv.Atoi(m[3]); col > 0 {
			e.Pos.Col = col + 1
		}
		_, rest, _ := strings.Cut(err.Error(), m[2]+":")
		e.Message = strings.TrimSpace(regexp.MustCompile(`^\d+:`).ReplaceAllString(rest, ""))
	}
	if strings.Contains(e.Message, "different contexts") || strings.Contains(e.Message, "non-text context") {
		e.Message = "a tag or an attribute is opened here, or in a partial used here, and not closed on every way through"
	}
	e.Pos.File = s.files[name]
	if e.Pos.File == "" {
		e.Pos.File = "layouts/" + name + ".html"
	}
	return e
}
