package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Action is what importing does with a row.
type Action uint8

// The actions.
const (
	New       Action = iota // its page is written
	Unchanged               // its page says the same
	Differs                 // its page says something else, and stays as it is
	Replace                 // its page says something else, and is written anew
)

// Step is what is done with a row.
type Step struct {
	Row     *Row
	Action  Action
	File    string   // in the site
	Columns []string // in which page and table differ
	Source  []byte   // what the page will be
	Old     []byte   // what it was when it was looked at; nil for a new file
}

// Planner holds the rows of a table against the terms of a site.
type Planner struct {
	Course *course.Course // with its drafts
	Update bool           // let the table replace what differs
	Read   func(*course.Page) ([]byte, error)
	Exists func(file string) bool // in the site's own folder

	reader *Reader
	lang   course.Lang
	report *diag.List
	names  map[string]*course.Page // terms of the language, by folded name
	lower  map[string]string       // every source's path, by its small letters
	taken  map[string]*Row         // the rows so far, by their file in small letters
}

// Plan says what to do with each row of a table that r has read. A row means the
// term of its ID or else of its name. Of such a term only the table's own
// columns are compared and replaced: a table of names and definitions leaves the
// rest of a page alone. With errors in report nothing should be done at all.
func (p *Planner) Plan(r *Reader, rows []*Row, report *diag.List) []*Step {
	p.reader, p.lang, p.report = r, r.Language, report
	p.names, p.lower, p.taken = map[string]*course.Page{}, map[string]string{}, map[string]*Row{}
	for _, page := range p.Course.Pages {
		p.lower[strings.ToLower(page.Source)] = page.Source
		if page.Lang == p.lang && page.Term != nil && p.names[fold(page.Term.Name)] == nil {
			p.names[fold(page.Term.Name)] = page
		}
	}
	var steps []*Step
	for _, row := range rows {
		if s := p.step(row); s != nil {
			steps = append(steps, s)
		}
	}
	return steps
}

// step says what to do with a row; nil if nothing can be done, which has been
// reported.
func (p *Planner) step(row *Row) *Step {
	page, there := p.Course.Page(p.lang, row.PageID())
	if !there {
		page, there = p.names[fold(row.Name())]
	}
	var s *Step
	switch {
	case there && page.Term == nil:
		p.reader.wrong(row, row.naming(), page.Source+" is there already, and it is no term", "give the term another name in the column id")
	case there:
		s = p.known(row, page)
	default:
		s = p.fresh(row)
	}
	if s == nil {
		return nil
	}
	low := strings.ToLower(s.File)
	if first := p.taken[low]; first != nil {
		p.reader.wrong(row, row.naming(), fmt.Sprintf("this is the same term as row %d: %s", first.Number, s.File), "delete one of the two rows")
		return nil
	}
	p.taken[low] = row
	return s
}

// fresh is the step for a term that the site has not.
func (p *Planner) fresh(row *Row) *Step {
	own := p.Course.Config.Languages[0]
	s := &Step{Row: row, File: row.File(""), Source: row.Source}
	if p.lang != own {
		s.File = row.File(p.lang)
		if !p.Course.Exists(own, row.PageID()) {
			p.reader.wrong(row, row.naming(), fmt.Sprintf("there is no %s.md that this could be the translation of", row.PageID()), "write the original's id in the column id")
			return nil
		}
	}
	if other, ok := p.lower[strings.ToLower(s.File)]; ok || p.Exists(s.File) {
		if other == "" {
			other = s.File
		}
		p.reader.wrong(row, row.naming(), other+" is there already, and Parley does not read it as this term", "move that file away, or give the term another name in the column id")
		return nil
	}
	return s
}

// known is the step for a term that the site has, or the course below it.
func (p *Planner) known(row *Row, page *course.Page) *Step {
	s := &Step{Row: row, File: page.Source}
	src, err := p.Read(page)
	if err != nil {
		p.report.Add(diag.Unreadable, diag.Pos{File: page.Source}, "this file cannot be read: "+err.Error(), "check that you may read it")
		return nil
	}
	old, ok := FromSource(page.Source, src, p.Course.Config, p.report)
	if !ok {
		return nil
	}
	merged := row.over(old)
	s.Columns = merged.Differences(old)
	switch {
	case len(s.Columns) == 0:
		s.Action = Unchanged
		return s
	case !p.Update:
		s.Action = Differs
		return s
	case page.Bundled: // a file of the site will stand before it
		s.Action = New
	default:
		s.Action, s.Old = Replace, src
	}
	var problems []Problem
	if s.Source, problems = merged.revise(page.Source, src, old, p.Course.Config); problems != nil {
		p.reader.wrong(row, "term", problems[0].Message, problems[0].Help)
		return nil
	}
	return s
}

// over is a term with the row's columns in the place of its own.
func (r *Row) over(old *Term) *Term {
	t := &Term{ID: old.ID, Text: old.Text}
	for _, c := range columns {
		if slices.Contains(r.columns, c.key) {
			t.set(c.key, r.Fields[c.key])
		} else {
			t.set(c.key, old.Fields[c.key])
		}
	}
	switch {
	case slices.Contains(r.columns, textColumn):
		t.Text = r.Text
	case r.Text != "": // a definition
		t.Text = r.Text + afterDefinition(old.Text)
	}
	if t.Fields["title"].equal(t.Fields["term"]) {
		delete(t.Fields, "title")
	}
	return t
}

var (
	noParagraph   = regexp.MustCompile("^(?:#|:::|>|\\||```|~~~|[-*+] |\\d+[.)] )")
	endsParagraph = regexp.MustCompile(`\n[ \t]*\n`)
)

// afterDefinition is what follows a text's first paragraph, with the empty line
// before it; the whole text if it does not begin with a paragraph.
func afterDefinition(s string) string {
	if s == "" {
		return ""
	}
	if noParagraph.MatchString(s) {
		return "\n\n" + s
	}
	if at := endsParagraph.FindStringIndex(s); at != nil {
		return s[at[0]:]
	}
	return ""
}
