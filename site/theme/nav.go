package theme

import (
	"html/template"
	"strings"
)

// MarkCurrent marks the link to href in a finished navigation as the current
// page. The navigation of a folder is made once by partials/nav and shared by
// all its pages; only this mark differs. Without such a link it comes back as
// it is.
func MarkCurrent(nav template.HTML, address string) template.HTML {
	attr := string(href(address))
	before, after, found := strings.Cut(string(nav), "<a "+attr)
	if !found {
		return nav
	}
	return template.HTML(before + "<a " + attr + ` aria-current="page"` + after)
}
