package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/theme"
)

// ownPages are a learner's own. The texts of each have its script's first name.
var ownPages = []struct {
	id          course.ID
	layout, app string
	script      string
}{
	{course.ProgressID, "progress", "progress", "progress.js"},
	{course.NegotiationsID, "progress", "negotiations", "negotiations.js"},
	{course.SharingID, "progress", "sharing", "sharing.js"},
	{course.RecordID, "record", "record", "progress.js"},
}

// addOwn adds a learner's own pages and the script that tells them what there is to
// do. My negotiations is there where worksheets are for them.
func (l *language) addOwn(add adder) {
	for _, own := range ownPages {
		if !l.r.Course.Exists(l.lang, own.id) {
			continue
		}
		add(l.r.Course.OutputOf(l.lang, own.id), output.PageClass, own.app, l.drawing(func(*paper) *theme.Page {
			v := l.ownPage(own.id, own.layout, own.app)
			v.Scripts = []string{theme.Script(own.script, l.lang)}
			return v
		}))
	}
	script := sync.OnceValues(l.courseScript)
	add(l.courseFile(), output.LastClass, "course.js", whole(script))
	if l.asks() {
		add(l.questionsFile(), output.LastClass, "course.js", whole(sync.OnceValues(l.questionScript)))
	}
}

// courseFile is the language's script of the course. Its name does not change with
// what it says: the hashes of all pages would have to be known before the first
// page is drawn.
func (l *language) courseFile() string { return "course." + strings.ToLower(string(l.lang)) + ".js" }

func (l *language) ownPage(id course.ID, layout, app string) *theme.Page {
	c := l.r.Course
	v := l.blank(layout, id, l.r.Theme.Text(l.lang, app))
	dir := path.Dir(c.OutputOf(l.lang, id))
	v.Description, v.NoIndex = l.r.Theme.Text(l.lang, app+".page.lead"), true
	v.Crumbs, v.Nav = l.crumbsTo(".", dir), l.nav(".", dir)
	v.Own = &theme.Own{
		App: app, Needs: l.r.Theme.Text(l.lang, app+".page.needs"),
		Course:   relative(dir, l.courseFile()),
		Progress: relative(dir, c.OutputOf(l.lang, course.ProgressID)),
		Record:   relative(dir, c.OutputOf(l.lang, course.RecordID)),
	}
	if id == course.NegotiationsID {
		v.Own.Coaches, v.Own.Ask = l.directory(dir), l.askForCoach(dir)
	}
	return v
}

// forNegotiations is the address of a page of one's own from a folder; "" where no sheet
// is for a negotiation.
func (l *language) forNegotiations(dir string, id course.ID) string {
	if !l.r.Course.HasNegotiations(l.lang) {
		return ""
	}
	return relative(dir, l.r.Course.OutputOf(l.lang, id))
}

// courseData is the course in one language, as scripts see it: CourseData in
// client/page.d.ts.
type courseData struct {
	Site         string           `json:"site"`
	Name         string           `json:"name"`
	Lang         course.Lang      `json:"lang"`
	Stages       []namedData      `json:"stages"`
	Competencies []competencyData `json:"competencies"`
	Coaches      []coachData      `json:"coaches,omitempty"`
	Questions    string           `json:"questions,omitempty"` // the file of what cards ask
	Pages        []pageData       `json:"pages"`
}

// pageData is a page, and what of its blocks counts elsewhere.
type pageData struct {
	course.ListedPage
	Later  string      `json:"later,omitempty"` // the ID of the page that it follows after two weeks
	Terms  []course.ID `json:"terms,omitempty"` // that the page uses
	Scales []scaleData `json:"scales,omitempty"`
	Forms  []formData  `json:"forms,omitempty"`
	Paths  []pathData  `json:"paths,omitempty"`
}

type namedData struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type competencyData struct {
	namedData
	Stages []string `json:"stages,omitempty"`
}

// courseScript hands the course to the page that has asked for it.
func (l *language) courseScript() ([]byte, error) {
	cfg := l.r.Course.Config
	own := cfg.Languages[0]
	data := courseData{Site: cfg.ID, Name: cfg.Name, Lang: l.lang, Stages: []namedData{}, Competencies: []competencyData{}, Coaches: l.coachData(), Pages: l.pageData()}
	if l.asks() {
		data.Questions = l.questionsFile()
	}
	for _, s := range cfg.Stages {
		data.Stages = append(data.Stages, namedData{s.ID, s.Name(l.lang, own)})
	}
	for _, k := range cfg.Competencies {
		data.Competencies = append(data.Competencies, competencyData{namedData{k.ID, k.Name(l.lang, own)}, k.Stages})
	}
	var b bytes.Buffer
	b.WriteString("parley.course(")
	if err := json.NewEncoder(&b).Encode(data); err != nil {
		return nil, err
	}
	return fmt.Appendf(bytes.TrimSuffix(b.Bytes(), []byte("\n")), ");\n"), nil
}

// pageData lists the language's pages, then those of the site's own language that
// are not translated: where a page leads to them, learners answer them there.
// Drafts are no part of a course.
func (l *language) pageData() []pageData {
	c := l.r.Course
	hashes := make(map[*course.Page]string, len(c.Pages))
	for i, hash := range l.r.hashes() {
		hashes[c.Pages[i]] = hash
	}
	out := []pageData{}
	for _, from := range []*language{l, l.r.langs[c.Config.Languages[0]]} {
		for _, p := range from.readingOrder() {
			if !p.Draft && (from == l || !c.Exists(l.lang, p.ID)) {
				data := pageData{ListedPage: l.r.listed(p, hashes[p]), Later: p.Later.Text, Terms: termsOf(p)}
				for i, id := range data.Items {
					data.Hashes[i] = strings.Join(append([]string{data.Hashes[i]}, l.r.alsoHashes(p, id)...), " ")
				}
				out = append(out, from.blockData(p, data))
			}
		}
		if from == l && l.lang == c.Config.Languages[0] {
			break
		}
	}
	return out
}

// readingOrder lists the language's pages, those that are read one after the other
// in this order, then the others by ID.
func (l *language) readingOrder() []*course.Page {
	order := l.order()
	pages := slices.Clone(order.pages)
	for _, p := range l.r.Course.In(l.lang) {
		if _, read := order.at[p]; !read {
			pages = append(pages, p)
		}
	}
	return pages
}

// termsOf lists the terms that a page uses, each once.
func termsOf(p *course.Page) []course.ID {
	var out []course.ID
	for i := range p.Mentions {
		if m := &p.Mentions[i]; m.First {
			out = append(out, m.Term)
		}
	}
	return out
}
