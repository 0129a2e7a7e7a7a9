package theme

import (
	"html"
	"html/template"
	"strings"
)

// everything writes pages with their other names and their headings. A site may
// have tens of thousands, so no template runs for one.
func everything(list []Listed, ps *phrases) template.HTML {
	size := 0
	for i := range list {
		size += 120 + 2*len(list[i].Title) + 90*len(list[i].Headings)
	}
	var b strings.Builder
	b.Grow(size)
	link := func(l Link) {
		b.WriteString(`<a href="`)
		b.WriteString(safe(l.Href))
		b.WriteString(`">`)
		b.WriteString(html.EscapeString(l.Title))
		b.WriteString("</a>")
	}
	for i := range list {
		e := &list[i]
		b.WriteString("<li" + string(e.Attr) + ">")
		link(e.Link)
		if len(e.Names) > 0 {
			b.WriteString(" <span>" + html.EscapeString(strings.Join(e.Names, ", ")) + "</span>")
		}
		b.WriteString(" <small>" + html.EscapeString(ps.text("kind."+e.Kind)) + "</small>")
		if len(e.Headings) > 0 {
			b.WriteString("<ul>")
			for _, h := range e.Headings {
				b.WriteString("<li>")
				link(h)
				b.WriteString("</li>\n")
			}
			b.WriteString("</ul>")
		}
		b.WriteString("</li>\n")
	}
	return template.HTML(b.String())
}
