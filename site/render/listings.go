package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/output"
	"github.com/parley-kit/parley/site/theme"
)

// notFound is 404.html. A server may show it at any depth, so its addresses
// begin at the site's root when that is known.
func (l *language) notFound(root string) *theme.Page {
	v := l.blank("notfound", "404", l.r.Theme.Text(l.lang, "notfound.title"))
	v.NoIndex, v.Canonical, v.Alternates = true, "", nil
	if root != "" {
		if i := strings.Index(root, "://"); i >= 0 {
			if _, p, ok := strings.Cut(root[i+3:], "/"); ok {
				root = "/" + p
			}
		}
		v.Root = root
		v.Home = root + strings.TrimSuffix(l.r.Course.OutputOf(l.lang, course.HomeID), "index.html")
		f := l.frame(v.Root, v.Home)
		v.Assets, v.Masthead = f.assets, f.masthead
	}
	return v
}

// framePage is frame.html, in the site's first language alone: see client/frame.ts.
func (l *language) framePage() *theme.Page {
	v := l.blank("frame", "frame", l.r.Theme.Text(l.lang, "frame"))
	v.NoIndex, v.Canonical, v.Alternates = true, "", nil
	return v
}

// addRedirects adds a page at each former address.
func (r *Renderer) addRedirects(add adder) {
	for _, p := range r.Course.Pages {
		for _, was := range p.Was {
			id := course.ID(strings.TrimSuffix(was.Text, ".md"))
			if r.Course.Exists(p.Lang, id) {
				continue // check reports it
			}
			l := r.langs[p.Lang]
			from := r.Course.OutputOf(p.Lang, id)
			add(from, output.PageClass, p.Source, l.drawing(func(*paper) *theme.Page {
				v := l.blank("redirect", id, p.Title)
				v.NoIndex, v.Alternates = true, nil
				v.Target = relative(path.Dir(from), r.Course.Output(p))
				if v.Canonical != "" {
					v.Canonical = r.Course.Config.URL + escapePath(r.Course.Output(p))
				}
				return v
			}))
		}
	}
}

func (r *Renderer) addListings(add adder) {
	list := sync.OnceValues(r.courseJSON)
	add("course.json", output.LastClass, "course.json", whole(list))
	add("course.js", output.LastClass, "course.js", whole(func() ([]byte, error) {
		b, err := list()
		return fmt.Appendf(nil, "(window.parley=window.parley||{}).course=%s;\n", bytes.TrimSpace(b)), err
	}))
	if r.Course.Config.URL != "" {
		add("sitemap.xml", output.LastClass, "sitemap.xml", whole(r.sitemap))
	}
}

func (r *Renderer) courseJSON() ([]byte, error) {
	c := r.Course
	out := course.Listing{V: course.ListingVersion, Site: c.Config.ID, Name: c.Config.Name, Pages: make([]course.ListedPage, 0, len(c.Pages))}
	hashes := r.hashes()
	for i, p := range c.Pages {
		out.Pages = append(out.Pages, r.listed(p, hashes[i]))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	err := enc.Encode(out)
	return b.Bytes(), err
}

// listed is a page as course.json has it; hash is its text's.
func (r *Renderer) listed(p *course.Page, hash string) course.ListedPage {
	e := course.ListedPage{
		ID: p.ID, Lang: p.Lang, Kind: p.Kind, Path: r.Course.Output(p), Title: p.Title, Hash: hash,
		Stage: p.Stage.Text, Minutes: p.Minutes,
	}
	for _, item := range p.Items() {
		e.Items, e.Hashes = append(e.Items, item.ID), append(e.Hashes, item.Hash)
	}
	for _, was := range p.Was {
		e.Was = append(e.Was, was.Text)
	}
	for _, k := range p.Competency {
		e.Competency = append(e.Competency, k.Text)
	}
	return e
}

// textHashes hashes pages side by side: nothing else is left to do meanwhile.
func textHashes(pages []*course.Page) []string {
	hashes := make([]string, len(pages))
	var all sync.WaitGroup
	var stumbled atomic.Value
	workers := runtime.GOMAXPROCS(0)
	for k := range workers {
		all.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					stumbled.CompareAndSwap(nil, fmt.Errorf("%v", r))
				}
			}()
			for i := k; i < len(pages); i += workers {
				hashes[i] = textHash(pages[i])
			}
		})
	}
	all.Wait()
	if err := stumbled.Load(); err != nil {
		panic(err) // whole makes an error of it
	}
	return hashes
}

// textHash is the first 64 bits of the SHA-256 of what a page says: title, text,
// and what fills the text's holes but for addresses, so that it changes with the
// words and not with where pages stand.
func textHash(p *course.Page) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s", p.Title, p.Body.HTML)
	for i := range p.Links {
		if link := &p.Links[i]; link.Kind == course.ToNamed {
			fmt.Fprintf(h, "\n%s|%s", link.To, link.Words)
		}
	}
	for i := range p.Images {
		fmt.Fprintf(h, "\n%s", p.Images[i].Alt)
	}
	for _, b := range p.Blocks {
		if v, ok := b.(block.Viewed); ok {
			_, view := v.View(wordsOnly{})
			_ = json.NewEncoder(h).Encode(view) // plain data, and a hash takes everything
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// wordsOnly is a page on which a block shows what it says and names its files: a
// block.Page that knows nothing of the course around it.
type wordsOnly struct{}

func (wordsOnly) HTML(body course.Body) template.HTML { return template.HTML(body.HTML) }
func (wordsOnly) Href(asset string) string            { return asset }
func (wordsOnly) PageID() course.ID                   { return "" }
func (wordsOnly) Anchor(id string) string             { return id }
func (wordsOnly) Competency(string) string            { return "" }
func (wordsOnly) LinkedPage(uint32) *course.Page      { return nil }
func (wordsOnly) FieldRef(form, field string) block.FieldRef {
	return block.FieldRef{Ref: form + "#" + field}
}
func (wordsOnly) Leads(string) []block.Lead { return nil }
func (wordsOnly) CourseScript() string      { return "" }
func (wordsOnly) Vocabulary() string        { return "" }
func (wordsOnly) AlsoHashes(string) string  { return "" }
func (wordsOnly) Seal(block.Part) string    { return "" }
func (wordsOnly) DemoCode(string) string    { return "" }

func (r *Renderer) sitemap() ([]byte, error) {
	type entry struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod,omitempty"`
	}
	set := struct {
		XMLName xml.Name `xml:"urlset"`
		NS      string   `xml:"xmlns,attr"`
		URL     []entry  `xml:"url"`
	}{NS: "http://www.sitemaps.org/schemas/sitemap/0.9"}
	for _, lang := range r.Course.Config.Languages { // a home page is there without being written
		if _, written := r.Course.Page(lang, course.HomeID); !written {
			set.URL = append(set.URL, entry{Loc: r.Course.Config.URL + strings.TrimSuffix(r.Course.OutputOf(lang, course.HomeID), "index.html")})
		}
	}
	for _, p := range r.Course.Pages {
		if !p.Draft {
			loc := strings.TrimSuffix(escapePath(r.Course.Output(p)), "index.html")
			set.URL = append(set.URL, entry{r.Course.Config.URL + loc, p.Updated})
		}
	}
	b, err := xml.MarshalIndent(set, "", " ")
	return append([]byte(xml.Header), append(b, '\n')...), err
}
