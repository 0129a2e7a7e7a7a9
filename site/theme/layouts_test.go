package theme

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parley-kit/parley/site/course"
)

func TestLayoutsGiveWellFormedPages(t *testing.T) {
	th := loadDefault(t)
	for _, layout := range Layouts {
		for _, lang := range []course.Lang{"en", "de"} {
			page := run(t, th, lang, layout, sample(layout))
			for _, problem := range problems(page) {
				t.Errorf("%s (%s): %s", layout, lang, problem)
			}
			if strings.Contains(page, "ZgotmplZ") || strings.Contains(page, "%!") {
				t.Errorf("%s (%s): a value was refused or misprinted:\n%s", layout, lang, page)
			}
		}
	}
	for name, view := range map[string]any{
		"partials/nav": sampleNav,
	} {
		for _, problem := range problems(run(t, th, "en", name, view)) {
			t.Errorf("%s: %s", name, problem)
		}
	}
}

// A page with nothing to say beyond its title must do as well.
func TestLayoutsDoWithTheLeast(t *testing.T) {
	th := loadDefault(t)
	for _, layout := range Layouts {
		view := &Page{Lang: "en", Dir: "ltr", Title: "T", Site: &Site{Name: "N"}, Term: &Term{}}
		for _, problem := range problems(run(t, th, "en", layout, view)) {
			t.Errorf("%s: %s", layout, problem)
		}
	}
}

var void = []string{"meta", "link", "img", "br", "hr", "input", "source", "track", "path", "circle", "rect"}

// problems finds unbalanced tags, doubled ids, labels that lead nowhere, and
// what the content security policy forbids.
func problems(page string) []string {
	var found, open []string
	ids := map[string]int{}
	var wanted []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		tok := z.Token()
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			for _, a := range tok.Attr {
				switch a.Key {
				case "id":
					ids[a.Val]++
				case "aria-labelledby", "popovertarget":
					wanted = append(wanted, a.Val)
				}
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					found = append(found, "the attribute "+a.Key+" is forbidden by the policy")
				}
			}
		}
		switch {
		case kind == html.StartTagToken && !slices.Contains(void, tok.Data):
			open = append(open, tok.Data)
		case kind == html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				return append(found, "</"+tok.Data+"> closes "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
	for id, n := range ids {
		if n > 1 {
			found = append(found, "doubled id "+id)
		}
	}
	for _, id := range wanted {
		if ids[id] == 0 {
			found = append(found, "nothing has the id "+id)
		}
	}
	if len(open) > 0 {
		found = append(found, "never closed: "+strings.Join(open, " "))
	}
	if strings.HasPrefix(page, "<!doctype") {
		for _, tag := range []string{"<h1", "<main", "<title>"} {
			if n := strings.Count(page, tag); n != 1 {
				found = append(found, tag+" must be there once")
			}
		}
	}
	return found
}
