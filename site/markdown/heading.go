package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// ownID is an anchor written at the end of a heading: ## The limit {#limit}
var ownID = regexp.MustCompile(`[ \t]*\{#([^{}]*)\}[ \t]*#*[ \t]*$`)

// goodID is what such an anchor may be made of.
var goodID = regexp.MustCompile(`^[\pL][\pL\pN_.-]*$`)

func (r nodeRenderer) heading(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, l := node.(*ast.Heading), of(w)
	if r.c.options.Plain {
		if entering {
			l.str("<h", strconv.Itoa(n.Level), ">")
		} else {
			l.str("</h", strconv.Itoa(n.Level), ">\n")
		}
		return ast.WalkContinue, nil
	}
	level := n.Level
	if entering {
		if l.terms != nil {
			l.terms.section++
		}
		id, at := l.cutID(n, src)
		words := l.plain(n, src)
		if level == 1 && l.takeTitle(n, words) {
			if id != "" {
				l.say(diag.BadValue, at, len(id), "the page's title has the anchor {#"+id+"}, which nothing can lead to",
					"leave it out, and link to the page itself")
			}
			l.ownAnchor = ""
			l.findTerms(n, src, heading)
			return ast.WalkSkipChildren, nil
		}
		if level == 1 {
			level = 2
		}
		l.openHeading(n, level, words, id, at)
		if l.ownAnchor = ""; id == "" {
			l.ownAnchor = l.lastID
		}
		l.findTerms(n, src, heading)
		n.Level = level
		return ast.WalkContinue, nil
	}
	if level == 1 { // became the title
		return ast.WalkContinue, nil
	}
	l.str("</h", strconv.Itoa(level), ">\n")
	return ast.WalkContinue, nil
}

// takeTitle uses a top heading as the page's title, or reports it.
func (l *lowerer) takeTitle(n *ast.Heading, words string) bool {
	switch {
	case l.inBlock:
	case l.page.Title == "" && len(l.page.Headings) == 0:
		l.page.Title = words
		return true
	case l.page.Title == words && n.PreviousSibling() == nil:
		return true
	}
	at := headingAt(n)
	l.say(diag.HeadingOne, at, len(words), "a page has one top heading, its title, and this is another",
		"begin this line with ## instead of #")
	return false
}

func (l *lowerer) openHeading(n *ast.Heading, level int, words, id string, idAt int) {
	at := headingAt(n)
	if words == "" {
		l.say(diag.BadValue, at, 1, "this heading has no words", "write some after the #, or remove the line")
	}
	if id == "" {
		id = l.freeID(slug(words))
	} else if l.ids[id] > 0 {
		free, from := l.freeID(id), l.offset(idAt)
		l.report.AddFix(diag.DoubledAnchor, l.pos(at, len(words)), "two headings of this page have the anchor {#"+id+"}",
			"give one of them another anchor, such as {#"+free+"} (parley check --fix does)",
			diag.Fix{File: l.file, From: from, To: from + len(id), Old: id, Text: free})
		id = free
	}
	l.ids[id]++
	last := 1
	if k := len(l.page.Headings); k > 0 {
		last = l.page.Headings[k-1].Level
	}
	if level > last+1 && !l.spilt {
		l.say(diag.HeadingSkips, at, len(words),
			"this heading is of level "+strconv.Itoa(level)+" but follows one of level "+strconv.Itoa(last),
			"begin the line with "+strings.Repeat("#", last+1))
	}
	l.page.Headings = append(l.page.Headings, course.Heading{Level: level, Text: words, ID: id, Line: l.pos(at, 1).Line})
	l.lastID = id
	l.str("<h", strconv.Itoa(level), ` id="`)
	l.hole(course.AnchorHole, 0)
	l.str(id, `">`)
}

func headingAt(n *ast.Heading) int {
	if n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return max(n.Pos(), 0)
}

// cutID takes a written anchor off the heading's text and returns it and where
// it stands.
func (l *lowerer) cutID(n *ast.Heading, src []byte) (id string, at int) {
	k := n.Lines().Len()
	if k == 0 {
		return "", 0
	}
	seg := n.Lines().At(k - 1)
	if bytes.IndexByte(seg.Value(src), '{') < 0 {
		return "", 0
	}
	m := ownID.FindSubmatchIndex(seg.Value(src))
	if m == nil {
		return "", 0
	}
	at = seg.Start + m[2]
	id = string(src[at : seg.Start+m[3]])
	if !goodID.MatchString(id) {
		l.say(diag.BadValue, at, len(id), "the anchor {#"+id+"} cannot stand in an address",
			"use letters, digits, full stops and hyphens, beginning with a letter")
		id = ""
	} else if reserved(id) {
		l.say(diag.BadValue, at, len(id), "the anchor {#"+id+"} is one that Parley itself uses", "give the heading another anchor")
		id = ""
	}
	cut := seg.Start + m[0]
	for c := n.LastChild(); c != nil; {
		t, ok := c.(*ast.Text)
		if !ok || t.Segment.Stop <= cut {
			break
		}
		previous := c.PreviousSibling()
		if t.Segment.Start >= cut {
			n.RemoveChild(n, c)
		} else {
			t.Segment = t.Segment.WithStop(cut)
		}
		c = previous
	}
	return id, at
}

// freeID is base, or base with the first free number.
func (l *lowerer) freeID(base string) string {
	if l.ids[base] == 0 {
		return base
	}
	for {
		n := l.ids[base]
		l.ids[base]++ // so that the next search goes on from here
		if id := base + "-" + strconv.Itoa(n); l.ids[id] == 0 {
			return id
		}
	}
}

// reserved tells whether an id is a footnote's, or the scripts' global, for
// which an element with such an id would stand in. The theme's own ids begin
// with an underscore, as no anchor does.
func reserved(id string) bool {
	return id == "parley" || strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "fnref-")
}

// slug makes an anchor of a heading as code hosts do: lower case, spaces to
// hyphens, punctuation dropped; letters of every script stay.
func slug(words string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(words) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) || r == '_':
			b.WriteRune(r)
		case r == ' ' || r == '-':
			b.WriteByte('-')
		}
	}
	s := strings.Trim(b.String(), "-_")
	if s == "" {
		return "section"
	}
	if reserved(s) {
		return "section-" + s
	}
	return s
}
