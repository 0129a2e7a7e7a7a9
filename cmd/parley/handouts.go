package main

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"html/template"
	"slices"

	"rsc.io/qr"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// handOut is a sheet as it is printed.
type handOut struct {
	Exercise, Who, Code, Address string
	Leads, Debrief               bool
	Group                        int          // 0 of what is for all
	Square                       template.URL // a picture of the address
}

// handOuts is a document to print, one page a sheet. It stands alone and is no part of
// the site.
func handOuts(c *course.Course, sheets []sheet, url string) ([]byte, error) {
	var list []handOut
	for _, s := range byGroup(sheets) {
		h := handOut{Exercise: s.page.Title, Who: s.opener, Code: s.code.String(), Group: s.group, Leads: s.opener == "", Debrief: s.opener == block.DebriefOpener}
		if h.Leads || h.Debrief {
			h.Group = 0
		}
		if url != "" {
			h.Address = url + c.Output(s.page)
			code, err := qr.Encode(h.Address, qr.M)
			if err != nil {
				return nil, err
			}
			h.Square = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(code.PNG()))
		}
		list = append(list, h)
	}
	var b bytes.Buffer
	err := handOutPage.Execute(&b, struct {
		Name  string
		List  []handOut
		Plain bool
	}{c.Config.Name, list, url == ""})
	return b.Bytes(), err
}

// byGroup lays together what the people of one group get, exercise by exercise, and
// what is for all behind them.
func byGroup(sheets []sheet) []sheet {
	out := slices.Clone(sheets)
	last := func(s sheet) int {
		switch s.opener {
		case block.DebriefOpener:
			return 1
		case "":
			return 2
		}
		return 0
	}
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && out[to].page == out[from].page {
			to++
		}
		slices.SortStableFunc(out[from:to], func(x, y sheet) int { return cmp.Or(cmp.Compare(last(x), last(y)), cmp.Compare(x.group, y.group)) })
		from = to
	}
	return out
}

var handOutPage = template.Must(template.New("hand-outs").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Hand-outs</title>
<style>
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
section { box-sizing: border-box; max-width: 42rem; margin: 0 auto; padding: 3rem 2rem; break-after: page }
section + section { border-top: 1px dashed #999 }
h1 { margin: 0 0 .5rem; font: 600 1.75rem/1.2 Georgia, serif }
.who { margin: 0 0 2rem; font-size: 1.25rem }
.code { display: inline-block; margin: .5rem 0 1.5rem; padding: .75rem 1.25rem; border: 2px solid; border-radius: .5rem; font: 600 1.5rem/1 ui-monospace, monospace; letter-spacing: .08em; white-space: nowrap }
img { display: block; width: 40mm; height: 40mm; image-rendering: pixelated }
small { color: #555 }
@media print { section + section { border: 0 } }
</style></head><body>
{{range .List}}<section>
<small>{{$.Name}}</small>
<h1>{{.Exercise}}</h1>
<p class="who">{{if .Leads}}For whoever leads: this code opens everything.{{else if .Debrief}}The debrief: this code opens the numbers, and no brief.{{else}}Group {{.Group}} · your role: <strong>{{.Who}}</strong>{{end}}</p>
<p>{{if .Debrief}}The code for all{{else}}Your code{{end}}</p>
<p class="code">{{.Code}}</p>
<p>{{if .Address}}Open the page, and type the code there:<br>{{.Address}}</p><p><img src="{{.Square}}" alt="The address of the page as a QR code">{{else}}Open the page of this exercise, and type the code there.{{end}}</p>
<p><small>{{if .Leads}}Keep it to yourself: it shows your notes, too.{{else if .Debrief}}Tell it to all once each has written what they would do another time.{{else}}Keep it to yourself: your brief is for you alone.{{end}}</small></p>
</section>
{{end}}</body></html>
`))
