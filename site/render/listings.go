package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"path"
	"strings"
	"sync"

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
			add(from, output.PageClass, p.Source, l.drawing(func() *theme.Page {
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

// listed is the site as records and updates see it.
type listed struct {
	V     int          `json:"v"`
	Site  string       `json:"site"`
	Name  string       `json:"name"`
	Pages []listedPage `json:"pages"`
}

type listedPage struct {
	ID   course.ID   `json:"id"`
	Lang course.Lang `json:"lang"`
	Kind course.Kind `json:"kind"`
	Path string      `json:"path"`
	Hash string      `json:"hash"` // of title and text: the first 64 bits of a SHA-256
	Was  []string    `json:"was,omitempty"`
}

func (r *Renderer) addListings(add adder) {
	list := sync.OnceValues(r.courseJSON)
	add("course.json", output.LastClass, "course.json", whole(list))
	add("course.js", output.LastClass, "course.js", func(dst []byte) ([]byte, error) {
		b, err := list()
		dst = append(dst, "(window.parley=window.parley||{}).course="...)
		return append(append(dst, bytes.TrimSpace(b)...), ";\n"...), err
	})
	if r.Course.Config.URL != "" {
		add("sitemap.xml", output.LastClass, "sitemap.xml", whole(r.sitemap))
	}
}

func (r *Renderer) courseJSON() ([]byte, error) {
	c := r.Course
	out := listed{V: 1, Site: c.Config.ID, Name: c.Config.Name, Pages: make([]listedPage, 0, len(c.Pages))}
	for _, p := range c.Pages {
		h := sha256.New()
		h.Write([]byte(p.Title + "\n"))
		h.Write([]byte(p.Body.HTML))
		e := listedPage{ID: p.ID, Lang: p.Lang, Kind: p.Kind, Path: c.Output(p), Hash: hex.EncodeToString(h.Sum(nil)[:8])}
		for _, was := range p.Was {
			e.Was = append(e.Was, was.Text)
		}
		out.Pages = append(out.Pages, e)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	err := enc.Encode(out)
	return b.Bytes(), err
}

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
	home := false
	for _, p := range r.Course.Pages {
		home = home || p.ID == course.HomeID
		if !p.Draft {
			loc := strings.TrimSuffix(escapePath(r.Course.Output(p)), "index.html")
			set.URL = append(set.URL, entry{r.Course.Config.URL + loc, p.Updated})
		}
	}
	if !home {
		set.URL = append([]entry{{Loc: r.Course.Config.URL}}, set.URL...)
	}
	b, err := xml.MarshalIndent(set, "", " ")
	return append([]byte(xml.Header), append(b, '\n')...), err
}
