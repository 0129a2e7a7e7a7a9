package load

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// ConfigFile is the file that makes a folder a site.
const ConfigFile = "parley.yaml"

// configKeys are the keys of parley.yaml, with what each sets.
var configKeys = []struct {
	name string
	set  func(*reader, *course.Config, value)
}{
	{"name", func(r *reader, c *course.Config, v value) { c.Name = r.str(v) }},
	{"id", func(r *reader, c *course.Config, v value) { c.ID, c.IDPos = r.siteID(v), r.pos(v.at, v.end) }},
	{"description", func(r *reader, c *course.Config, v value) { c.Description = r.str(v) }},
	{"url", func(r *reader, c *course.Config, v value) { c.URL = r.siteURL(v) }},
	{"base", func(r *reader, c *course.Config, v value) { c.Base = r.base(v) }},
	{"without", func(r *reader, c *course.Config, v value) { c.Without = r.basePaths(v) }},
	{"language", func(r *reader, c *course.Config, v value) { r.ownLanguage(c, v) }},
	{"languages", func(r *reader, c *course.Config, v value) {
		c.Languages = distinct(append(c.Languages[:1:1], r.langs(v)...))
	}},
	{"theme", func(r *reader, c *course.Config, v value) { c.Theme = r.str(v) }},
	{"stages", func(r *reader, c *course.Config, v value) {
		if stages := r.stages(v, c.Languages[0]); len(stages) > 0 || v.kind == list && len(v.list) == 0 {
			c.Stages = stages // else they are reported, and every page's stage need not be too
		}
	}},
	{"competencies", func(r *reader, c *course.Config, v value) {
		if ks := r.competencies(v, c); len(ks) > 0 || v.kind == list && len(v.list) == 0 {
			c.Competencies = ks // else they are reported, as stages are
		}
	}},
	{"record", func(r *reader, c *course.Config, v value) {
		c.RecordInFile = r.oneOf(v, "browser", "file") == "file"
	}},
	{"variables", func(r *reader, c *course.Config, v value) { r.setVariables(c, v) }},
	{"raw-html", func(r *reader, c *course.Config, v value) { c.RawHTML = r.bool(v) }},
	{"edit", func(r *reader, c *course.Config, v value) { c.Edit = r.template(v, "{path}") }},
	{"report", func(r *reader, c *course.Config, v value) { c.Report = r.template(v, "") }},
	{"brand", func(r *reader, c *course.Config, v value) { r.brand(c, v) }},
	{"home", func(r *reader, c *course.Config, v value) { r.home(c, v) }},
	{"rules", func(r *reader, c *course.Config, v value) { c.Rules = r.rules(v) }},
	{"copyright", func(r *reader, c *course.Config, v value) { c.Copyright = r.str(v) }},
}

// readConfig reads parley.yaml of the site over what the bundled one says.
func (l *Loader) readConfig(report *diag.List) (*course.Config, []byte) {
	defaults := course.Config{Languages: []course.Lang{"en"}, Theme: "default", Variables: map[string]string{}}
	base, err := fs.ReadFile(l.Base, ConfigFile)
	if err != nil {
		report.Add(diag.Unreadable, diag.Pos{File: ConfigFile}, "the bundled course cannot be read: "+plainError(err), "build Parley again with make")
		return nil, nil
	}
	var quiet diag.List
	bundled := (&reader{file: ConfigFile, src: base, report: &quiet}).config(defaults)
	if l.Site == nil {
		report.Append(quiet.Sorted()...)
		return bundled, base
	}
	src, err := readLimited(l.Site, ConfigFile, maxFields)
	if err == errTooLong {
		report.Add(diag.FrontMatterYAML, diag.Pos{File: ConfigFile}, fmt.Sprintf("this file has over %d KB of settings", maxFields>>10), "keep the settings, and move texts to pages")
		return nil, nil
	}
	if errors.Is(err, fs.ErrNotExist) && NoConfig(l.Site, report) {
		return nil, nil
	}
	if err != nil {
		report.Add(diag.NoSite, diag.Pos{File: ConfigFile}, "this file cannot be read: "+plainError(err), "run parley init to make a site here")
		return nil, nil
	}
	defaults.Stages, defaults.Competencies = bundled.Stages, bundled.Competencies
	for k, v := range bundled.Variables {
		if k != "site" {
			defaults.Variables[k] = v
		}
	}
	if !readable(ConfigFile, src, report) {
		return nil, nil
	}
	cfg := (&reader{file: ConfigFile, src: withLineFeeds(src), report: report}).config(defaults)
	if cfg.Base != "" {
		cfg.Attribution = bundled.Copyright
		if own := bundled.Languages[0]; own != cfg.Languages[0] {
			cfg.BaseLanguage = own
		}
	}
	return cfg, src
}

// config reads parley.yaml over the defaults.
func (r *reader) config(defaults course.Config) *course.Config {
	c := defaults
	c.Variables = map[string]string{}
	for k, v := range defaults.Variables {
		c.Variables[k] = v
	}
	c.Languages = append([]course.Lang(nil), defaults.Languages...)
	fields := r.fields(bomLength(r.src), len(r.src))
	slices.SortStableFunc(fields, func(a, b field) int { return cmp.Compare(turn(a.key), turn(b.key)) })
	for _, f := range fields {
		r.setConfig(&c, f)
	}
	if c.Name == "" {
		r.report.Add(diag.MissingSiteKey, diag.Pos{File: r.file, Line: 1}, "the site has no name", "add a line: name: Negotiation at our firm")
	}
	if c.ID == "" {
		r.report.Add(diag.MissingSiteKey, diag.Pos{File: r.file, Line: 1}, "the site has no id, which names its learners' records",
			"add a line with an id that you never change again, such as: id: "+suggestID(c.Name))
	}
	if _, ok := c.Variables["site"]; !ok {
		c.Variables["site"] = c.Name
	}
	return &c
}

// turn is when a key's value is read: stages' names need the languages, and
// competencies name stages.
func turn(key string) int {
	switch key {
	case "language":
		return 0
	case "languages":
		return 1
	case "competencies":
		return 3
	}
	return 2
}

func bomLength(src []byte) int {
	if strings.HasPrefix(string(src[:min(3, len(src))]), "\xef\xbb\xbf") {
		return 3
	}
	return 0
}

func (r *reader) setConfig(c *course.Config, f field) {
	known := make([]string, len(configKeys))
	for i, k := range configKeys {
		if k.name == f.key {
			k.set(r, c, f.value)
			return
		}
		known[i] = k.name
	}
	r.unknown(f, known)
}

var notID = regexp.MustCompile(`[^a-z0-9]+`)

func suggestID(name string) string {
	if s := strings.Trim(notID.ReplaceAllString(strings.ToLower(name), "-"), "-"); s != "" {
		return s + "-1"
	}
	return "training-1"
}

var goodSiteID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{2,63}$`)

func (r *reader) siteID(v value) string {
	s, ok := r.word(v)
	if !ok {
		return ""
	}
	if !goodSiteID.MatchString(s) {
		r.bad(v, "the id \""+s+"\" cannot name a site", "use 3 to 64 lower-case letters, digits and hyphens")
		return "invalid"
	}
	return s
}

func (r *reader) siteURL(v value) string {
	s, ok := r.word(v)
	if !ok {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(s, " \"<>#?") {
		r.bad(v, "\""+s+"\" is not the address of a site", "write it whole: https://training.example.com/negotiation/")
		return ""
	}
	return strings.TrimSuffix(s, "/") + "/"
}

func (r *reader) base(v value) string {
	s := r.str(v)
	if s == "" || s == "parley" {
		return s
	}
	help, meant := "write base: parley to build on the bundled course, or remove the line", ""
	if near, ok := diag.Nearest(s, []string{"parley"}); ok { // and is read so, or every link to the course would be reported too
		help, meant = "did you mean parley?", near
	}
	r.say(diag.UnknownBase, v.at, v.end-v.at, "there is no base \""+s+"\"", help)
	return meant
}

// ownLanguage puts the site's own language first.
func (r *reader) ownLanguage(c *course.Config, v value) {
	if own := r.langs(v); len(own) > 0 {
		c.Languages = distinct(append(own, c.Languages[1:]...))
	}
}

// maxLanguages bounds a site's languages: there are as many sites as languages.
const maxLanguages = 50

func (r *reader) langs(v value) []course.Lang {
	var out []course.Lang
	for _, ref := range r.refs(v) {
		if len(out) == maxLanguages {
			r.report.Add(diag.BadValue, ref.Pos, fmt.Sprintf("a site can have %d languages, and these are more", maxLanguages), "make several sites")
			break
		}
		tag, err := language.Raw.Parse(ref.Text)
		if err != nil {
			r.report.Add(diag.BadValue, ref.Pos, "\""+ref.Text+"\" is not a language tag", "write en, de, fr, pt-BR ...")
			continue
		}
		out = append(out, course.Lang(tag.String()))
	}
	return out
}

// distinct drops the languages that stand earlier in the list too.
func distinct(langs []course.Lang) []course.Lang {
	var out []course.Lang
	for _, l := range langs {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// basePaths reads the paths of pages and folders of the bundled course.
func (r *reader) basePaths(v value) []course.Ref {
	return slices.DeleteFunc(r.refs(v), func(ref course.Ref) bool {
		clean := path.Clean(ref.Text)
		bad := !fs.ValidPath(clean) || clean == "."
		if bad {
			r.report.Add(diag.BadValue, ref.Pos, "\""+ref.Text+"\" is no path in the bundled course", "write a page or folder, such as glossary/batna")
		}
		return bad
	})
}

// template reads an address in which {path} and the like are filled per page.
func (r *reader) template(v value, needs string) string {
	s, ok := r.word(v)
	if !ok {
		return ""
	}
	scheme, _, _ := strings.Cut(s, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
	default:
		r.bad(v, "an address is wanted here", "write https://... or mailto:somebody@example.com")
		return ""
	}
	if !strings.Contains(s, needs) {
		r.bad(v, "the address does not say which page is meant", "put "+needs+" where the page's path belongs")
	}
	return s
}
