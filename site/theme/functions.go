package theme

import (
	"html"
	"html/template"
	"regexp"
	"strconv"
	"strings"
)

// functions are those a template may call, besides the ones of html/template:
//
//	t "key" args...        a string of the interface
//	label "family" value   the string "family.value"
//	figure "30000"         a number as the page's language writes it
//	asset "site.css"       an asset's path, from the site's top
//	href parts...          a whole href attribute; the parts are joined
//	src parts...           a whole src attribute
//	icon root              the whole href attribute of the site's icon
//	links root list        <li><a> for each Link or NavNode, root before its address
//	toc entries            nested lists of a page's headings
//	entries list           <li> for each Entry of a section or tag
//	everything list        <li> for each Listed of the page of everything
//
// The last four exist for speed: html/template spends a microsecond on each
// value of a page, and lists have many. Layouts may write the loops themselves.
func functions(ps *phrases, asset func(string) (string, error)) template.FuncMap {
	return template.FuncMap{
		"t":       ps.text,
		"label":   func(family, value string) string { return ps.text(family + "." + value) },
		"figure":  ps.figure,
		"asset":   asset,
		"href":    href,
		"src":     func(parts ...string) template.HTMLAttr { return address("src", parts) },
		"icon":    func(root string) (template.HTMLAttr, error) { return icon(root, asset) },
		"links":   links,
		"toc":     tocList,
		"entries": func(list []Entry) template.HTML { return entries(list, ps) },

		"everything": func(list []Listed) template.HTML { return everything(list, ps) },
	}
}

func href(parts ...string) template.HTMLAttr { return address("href", parts) }

// icon leads to the site's icon. A small drawing stands in the page itself,
// which spares every first visit a request.
func icon(root string, asset func(string) (string, error)) (template.HTMLAttr, error) {
	path, err := asset("icon.svg")
	if strings.HasPrefix(path, "data:") {
		return template.HTMLAttr(`href="` + html.EscapeString(path) + `"`), err
	}
	return address("href", []string{root, path}), err
}

var safeScheme = regexp.MustCompile(`^(?i:https?|mailto|tel):`)

// address is a whole attribute.
func address(name string, parts []string) template.HTMLAttr {
	a := ""
	for _, p := range parts {
		a += p // one part, or two: cheaper than a builder
	}
	return template.HTMLAttr(name + `="` + safe(a) + `"`)
}

// safe is an address as it stands between quotes. Views hold finished
// addresses; one with a scheme that runs code is still refused.
func safe(a string) string {
	if i := strings.IndexAny(a, ":/?#"); i >= 0 && a[i] == ':' && !safeScheme.MatchString(a) {
		return "#"
	}
	return html.EscapeString(a)
}

// links writes list items. Other lists than those of Link and NavNode give
// nothing.
func links(root string, list any) template.HTML {
	var b strings.Builder
	item := func(to, title string) {
		b.WriteString(`<li><a href="`)
		b.WriteString(safe(root + to))
		b.WriteString(`">`)
		b.WriteString(html.EscapeString(title))
		b.WriteString("</a></li>\n")
	}
	switch list := list.(type) {
	case []Link:
		for _, l := range list {
			item(l.Href, l.Title)
		}
	case []NavNode:
		for _, n := range list {
			item(n.Href, n.Title)
		}
	}
	return template.HTML(b.String())
}

func tocList(entries []TOCEntry) template.HTML {
	var b strings.Builder
	writeTOC(&b, entries)
	return template.HTML(b.String())
}

func writeTOC(b *strings.Builder, entries []TOCEntry) {
	b.WriteString("<ul>")
	for _, e := range entries {
		b.WriteString(`<li><a href="#`)
		b.WriteString(html.EscapeString(e.ID))
		b.WriteString(`">`)
		b.WriteString(html.EscapeString(e.Title))
		b.WriteString("</a>")
		if len(e.Children) > 0 {
			writeTOC(b, e.Children)
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>")
}

// entries writes the pages of a section or tag.
func entries(list []Entry, ps *phrases) template.HTML {
	size := 0
	for i := range list {
		size += 160 + len(list[i].Href) + len(list[i].Title) + len(list[i].Description)
	}
	var b strings.Builder
	b.Grow(size) // a tag may have thousands
	for i := range list {
		e := &list[i]
		b.WriteString(`<li class="entry">`)
		if e.Stage != nil {
			b.WriteString(`<span class="step" title="` + html.EscapeString(e.Stage.Name) + `" aria-hidden="true">` + strconv.Itoa(e.Stage.Number) + `</span>`)
		}
		b.WriteString(`<div><a href="` + safe(e.Href) + `">` + html.EscapeString(e.Title) + `</a>`)
		if e.Description != "" {
			b.WriteString(`<p>` + html.EscapeString(e.Description) + `</p>`)
		}
		b.WriteString("</div><small>")
		if e.Kind != "" {
			b.WriteString(html.EscapeString(ps.text("kind." + e.Kind)))
		}
		if e.Kind != "" && e.Minutes > 0 {
			b.WriteString(" · ")
		}
		if e.Minutes > 0 {
			b.WriteString(html.EscapeString(ps.text("minutes", e.Minutes)))
		}
		b.WriteString("</small></li>\n")
	}
	return template.HTML(b.String())
}
