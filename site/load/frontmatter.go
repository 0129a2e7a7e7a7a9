package load

import (
	"bytes"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// pageKeys are the keys every page may have, with what each sets.
var pageKeys = []struct {
	name string
	set  func(*reader, *course.Page, value)
}{
	{"title", func(r *reader, p *course.Page, v value) { p.Title = r.prose(v) }},
	{"description", func(r *reader, p *course.Page, v value) { p.Description = r.prose(v) }},
	{"tags", func(r *reader, p *course.Page, v value) { p.Tags = r.strs(v) }},
	{"order", func(r *reader, p *course.Page, v value) { p.Order = r.int(v, -100_000, 100_000) }},
	{"stage", func(r *reader, p *course.Page, v value) {
		p.Stage = course.Ref{Text: r.str(v), Pos: r.pos(v.at, v.end)}
	}},
	{"competency", func(r *reader, p *course.Page, v value) { p.Competency = r.refs(v) }},
	{"minutes", func(r *reader, p *course.Page, v value) { p.Minutes = r.int(v, 1, 10_000) }},
	{"authors", func(r *reader, p *course.Page, v value) { p.Authors = r.strs(v) }},
	{"updated", func(r *reader, p *course.Page, v value) { p.Updated = r.date(v) }},
	{"draft", func(r *reader, p *course.Page, v value) { p.Draft = r.bool(v) }},
	{"kind", func(*reader, *course.Page, value) {}}, // read before the others
	{"was", func(r *reader, p *course.Page, v value) { p.Was = r.formerIDs(v) }},
	{"retired", func(r *reader, p *course.Page, v value) { p.Retired = r.itemIDs(v) }},
	{"later", func(r *reader, p *course.Page, v value) {
		p.Later = course.Ref{Text: strings.TrimSuffix(r.str(v), ".md"), Pos: r.pos(v.at, v.end)}
	}},
	{"copied", func(r *reader, p *course.Page, v value) {
		p.Copied = course.Ref{Text: r.str(v), Pos: r.pos(v.at, v.end)}
	}},
	{"link-terms", func(r *reader, p *course.Page, v value) { p.LinkTerms = r.bool(v) }},
	{"introduces", func(r *reader, p *course.Page, v value) { p.Introduces = r.refs(v) }},
}

// termKeys are the further keys of a term.
var termKeys = []struct {
	name string
	set  func(*reader, *course.Term, value)
}{
	{"term", func(r *reader, t *course.Term, v value) { t.Name, t.NamePos = r.str(v), r.pos(v.at, v.end) }},
	{"also", func(r *reader, t *course.Term, v value) { t.Also = r.refs(v) }},
	{"avoid", func(r *reader, t *course.Term, v value) { t.Avoid = r.refs(v) }},
	{"abbr", func(r *reader, t *course.Term, v value) { t.Abbr, t.AbbrPos = r.str(v), r.pos(v.at, v.end) }},
	{"linking", func(r *reader, t *course.Term, v value) { t.Careful = r.oneOf(v, "auto", "careful") == "careful" }},
	{"group", func(r *reader, t *course.Term, v value) { t.Group = r.str(v) }},
	{"related", func(r *reader, t *course.Term, v value) { t.Related = r.refs(v) }},
	{"confused-with", func(r *reader, t *course.Term, v value) { t.ConfusedWith = r.contrasts(v) }},
	{"source", func(r *reader, t *course.Term, v value) { t.Source = r.str(v) }},
	{"checked", func(r *reader, t *course.Term, v value) { t.Checked = r.oneOf(v, course.CheckedWords...) }},
}

func (r *reader) contrasts(v value) []course.Contrast {
	if v.kind != mapping {
		r.bad(v, "a term and how to tell it apart are wanted here", "write, indented under the key: batna: A BATNA is ...")
		return nil
	}
	var out []course.Contrast
	for _, f := range v.fields {
		how, ask := CutQuestion(r.prose(f.value))
		out = append(out, course.Contrast{With: course.Ref{Text: f.key, Pos: r.pos(f.at, f.at+len(f.key))}, How: how, Ask: ask})
	}
	return out
}

// CutQuestion takes the last sentence off a text when it is a question: the one
// that tells two terms apart.
func CutQuestion(s string) (rest, question string) {
	if !strings.HasSuffix(s, "?") {
		return s, ""
	}
	cut := 0
	for _, end := range []string{". ", "! ", "? ", ".\" ", ".” "} {
		if i := strings.LastIndex(s, end); i >= 0 {
			cut = max(cut, i+len(end))
		}
	}
	return strings.TrimSpace(s[:cut]), s[cut:]
}

// frontMatter finds the block between two lines of ---; from and to bound its
// inside, body is where the Markdown begins. ok is false when it is never closed.
func frontMatter(src []byte) (from, to, body int, ok bool) {
	start := 0
	if bytes.HasPrefix(src, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	first, _, _ := bytes.Cut(src[start:], []byte("\n"))
	if string(bytes.TrimRight(first, " \t\r")) != "---" {
		return start, start, start, true
	}
	from = min(start+len(first)+1, len(src))
	for at := from; at < len(src); {
		line, _, _ := bytes.Cut(src[at:], []byte("\n"))
		next := min(at+len(line)+1, len(src))
		if s := string(bytes.TrimRight(line, " \t\r")); s == "---" || s == "..." {
			return from, at, next, true
		}
		at = next
	}
	return from, len(src), len(src), false
}

// head reads a page's front matter into p and returns where its Markdown begins;
// ok is false when the page cannot be read any further.
func (r *reader) head(p *course.Page) (body int, ok bool) {
	from, to, body, ok := frontMatter(r.src)
	if end, text, found := r.unclosed(from, to); found {
		to, body, ok = end, text, true
	}
	if !ok {
		r.say(diag.FrontMatterOpen, from-len("---\n"), 3, "this --- opens the page's settings, and no second --- closes them",
			"write --- on a line of its own after the last setting")
		return body, false
	}
	if from == to && to == body {
		r.misplacedHead(body)
	}
	fields := r.fields(from, to)
	r.entries = fields
	for _, f := range fields {
		if f.key == "kind" {
			words := make([]string, len(course.Kinds))
			for i, k := range course.Kinds {
				words[i] = string(k)
			}
			if k := r.oneOf(f.value, words...); k != "" {
				p.Kind = course.Kind(k)
			}
		}
	}
	if p.Kind == course.TermKind {
		p.Term = &course.Term{}
	}
	if p.Kind == course.Coach {
		p.Coach = &course.CoachFacts{}
	}
	for _, f := range fields {
		r.set(p, f)
	}
	r.finishHead(p, to, body > to)
	return body, true
}

func (r *reader) set(p *course.Page, f field) {
	for _, k := range pageKeys {
		if k.name == f.key {
			k.set(r, p, f.value)
			return
		}
	}
	known := make([]string, 0, len(pageKeys)+len(termKeys))
	for _, k := range pageKeys {
		known = append(known, k.name)
	}
	if r.setCoach(p, f) {
		return
	}
	for _, k := range coachKeys {
		if p.Coach != nil {
			known = append(known, k.name)
		}
	}
	for _, k := range termKeys {
		if p.Term != nil && k.name == f.key {
			k.set(r, p.Term, f.value)
			return
		}
		if k.name == f.key {
			r.say(diag.UnknownKey, f.at, len(f.key), "only a term can have \""+f.key+"\"",
				"move the page to glossary/, or write kind: term")
			return
		}
		if p.Term != nil {
			known = append(known, k.name)
		}
	}
	if meant := otherKeys[f.key]; meant != "" {
		r.say(diag.UnknownKey, f.at, len(f.key), "unknown key \""+f.key+"\"", "did you mean \""+meant+"\"?")
		return
	}
	r.unknown(f, known)
}

// otherKeys are what other programs call some of a page's keys.
var otherKeys = map[string]string{"date": "updated", "modified": "updated", "categories": "tags", "category": "tags", "summary": "description", "weight": "order", "aliases": "was"}

// finishHead gives a term what its settings, which end at end, left out.
func (r *reader) finishHead(p *course.Page, end int, settings bool) {
	if p.Term == nil {
		return
	}
	if p.Term.Name == "" {
		p.Term.Name = termName(p.ID)
		if !settings {
			r.report.Add(diag.MissingTerm, diag.Pos{File: r.file, Line: 1}, "this page of the vocabulary names no term",
				"begin the file with:\n---\nterm: "+p.Term.Name+"\n---")
		} else {
			r.say(diag.MissingTerm, end, 3, "this page of the vocabulary names no term", "add a line: term: "+p.Term.Name)
		}
	}
	if p.Title == "" {
		p.Title = p.Term.Name
	}
}
