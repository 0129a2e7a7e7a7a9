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
	if at := CurrentAt(nav, address); at >= 0 {
		return nav[:at] + CurrentMark + nav[at:]
	}
	return nav
}

// CurrentMark is what MarkCurrent puts into a navigation.
const CurrentMark = ` aria-current="page"`

// CurrentAt is where MarkCurrent puts it; -1 without such a link.
func CurrentAt(nav template.HTML, address string) int {
	link := "<a " + string(href(address))
	at := strings.Index(string(nav), link)
	if at < 0 {
		return -1
	}
	return at + len(link)
}
