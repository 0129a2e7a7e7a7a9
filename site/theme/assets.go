package theme

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// Asset is a file that pages load. Path is where it lies in the output; it
// holds a hash of the content, so that it may be cached for good.
type Asset struct {
	Name  string // as templates call it: "site.css"
	Path  string // "assets/site-1a2b3c4d.css"
	Bytes func() ([]byte, error)

	inline string // a data: address that pages hold instead of loading the file
}

// Assets lists the theme's files: style sheets, scripts and icon.svg. They are
// bundled at the first call; what fails is reported to the list given to Load,
// and Bytes returns it.
func (t *Theme) Assets() []Asset { return t.bundle().assets }

// SearchBox is the script that searches. It is no asset: the root of a language's
// index stands behind it in one file, which saves a request.
func (t *Theme) SearchBox() ([]byte, error) { return t.bundle().search.data, t.bundle().search.err }

func (t *Theme) assetPath(name string) (string, error) {
	for _, a := range t.Assets() {
		if a.Name == name && a.inline != "" {
			return a.inline, nil
		}
		if a.Name == name {
			return a.Path, nil
		}
	}
	return "", errors.New("the theme has no such asset")
}

// bundled is what a theme's styles and scripts have become.
type bundled struct {
	assets []Asset
	search result
}

// bundle makes all assets. Each script that loads others knows them by name:
// core.js the card, which it adds at its first use, and boot.js every one that may
// be added. The card and the search bring their own styles, and what says much its
// words too, so that pages need not. learn.js belongs on pages with something to
// answer, forms.js on those of them with a self-assessment or a form, progress.js
// and its like on a learner's own; these and learn.js add seal.js where a record is sealed. learn.js
// adds unsaved.js where a tab alone keeps it, forms.js replies.js where a coach has
// answered, and table.js debrief.js for whoever leads
// an exercise. coaches.js narrows the list of coaches,
// plan.js makes dates of a path.
func bundle(f files, cfg *course.Config, said map[course.Lang]*phrases, report *diag.List) bundled {
	b := bundler{f, report}
	sheet := func(name string) Asset { return asset(name, b.build("styles/"+name, "", nil)) }
	styles := func(name string) string {
		return constant(strings.TrimSpace(string(b.build("styles/"+name, "", nil).data)))
	}
	card := asset("card.js", b.build("client/card.ts", "", map[string]string{"STYLES": styles("card.css")}))
	search := b.build("client/search/box.ts", "", map[string]string{
		"STYLES": styles("search.css"), "WORDS": constant(searchWords(cfg.Languages, said)),
	})
	name := func(a Asset) string { return path.Base(a.Path) }
	seal := asset("seal.js", b.build("client/record/seal.ts", "", nil))
	age := asset("age.js", b.build("client/share/age.ts", "", nil))
	words := func(families ...string) string { return constant(scriptWords(cfg.Languages, said, families...)) }
	cards := asset("cards.js", b.build("client/cards.ts", "", map[string]string{"STYLES": styles("cards.css"), "WORDS": words("cards.")}))
	unsaved := asset("unsaved.js", b.build("client/unsaved.ts", "", map[string]string{"WORDS": words("progress.save", "progress.backup.", "progress.file")}))
	replies := asset("replies.js", b.build("client/replies.ts", "", map[string]string{"WORDS": words("replies.")}))
	debrief := asset("debrief.js", b.build("client/debrief.ts", "", map[string]string{"STYLES": styles("debrief.css"), "WORDS": words("debrief.", "learn.trouble.")}))
	in := func(langs []course.Lang, called, file string, families ...string) Asset {
		return asset(called, b.build("client/"+file, "", map[string]string{
			"WORDS": constant(scriptWords(langs, said, families...)), "SEAL": constant(name(seal)), "AGE": constant(name(age)), "CARDS": constant(name(cards)), "UNSAVED": constant(name(unsaved)), "REPLIES": constant(name(replies)), "DEBRIEF": constant(name(debrief)),
		}))
	}
	core := asset("core.js", b.build("client/core.ts", "", map[string]string{"CARD": constant(name(card))}))
	scripts := constant([]string{name(core), name(card), name(cards), name(seal), name(age), name(unsaved), name(replies), name(debrief)})
	all := []Asset{
		asset("site.css", b.build("styles/site.css", brandCSS(cfg.Brand), nil)),
		sheet("home.css"),
		sheet("terms.css"),
		sheet("practice.css"),
		sheet("progress.css"),
		sheet("coaches.css"),
		asset("boot.js", b.build("client/boot.ts", "", map[string]string{"SCRIPTS": scripts})),
		core, card, cards, seal, age, unsaved, replies, debrief,
		asset("frame.js", b.build("client/frame.ts", "", nil)),
		in(cfg.Languages, "coalition.js", "coalition.ts", "divide.", "learn.trouble."),
		in(cfg.Languages, "plan.js", "plan.ts", "plan."),
		in(cfg.Languages, "coaches.js", "coaches.ts", "coaches."),
	}
	for _, lang := range cfg.Languages { // what says so much says it in one language
		for _, one := range spoken {
			all = append(all, in([]course.Lang{lang}, Script(one.name, lang), one.file, one.words...))
		}
	}
	return bundled{append(all, b.icon(cfg)), search}
}

// spoken are the scripts that come in one file a language, with the words that each says.
var spoken = []struct {
	name, file string
	words      []string
}{
	{"learn.js", "learn.ts", []string{"learn."}},
	{"forms.js", "forms.ts", []string{"form.", "learn.trouble."}},
	{"table.js", "table.ts", []string{"table.", "learn.trouble."}},
	{"progress.js", "progress/main.ts", []string{"progress.", "learn.trouble."}},
	{"negotiations.js", "negotiations/main.ts", []string{"negotiations.", "progress.missing", "learn.trouble."}},
	{"sharing.js", "share/main.ts", []string{"sharing.", "progress.missing", "learn.trouble."}},
}

// Script names the asset of a script for a language: learn.js is learn.en.js there, and
// plan.js, which says little, plan.js.
func Script(name string, lang course.Lang) string {
	for _, one := range spoken {
		if one.name == name {
			return strings.TrimSuffix(name, ".js") + "." + strings.ToLower(string(lang)) + ".js"
		}
	}
	return name
}

// searchWords are what the search says, in the site's languages.
func searchWords(langs []course.Lang, words map[course.Lang]*phrases) map[course.Lang]map[string]any {
	out := scriptWords(langs, words, "search.")
	for _, lang := range langs {
		for _, pageOnly := range []string{"everything", "letters", "parts"} {
			delete(out[lang], pageOnly)
		}
	}
	return out
}

// scriptWords are the strings of some families in the site's languages, for a
// script: each without its family's first name. Those of family.page. are for
// layouts alone.
func scriptWords(langs []course.Lang, words map[course.Lang]*phrases, families ...string) map[course.Lang]map[string]any {
	out := map[course.Lang]map[string]any{}
	for _, lang := range langs {
		out[lang] = map[string]any{}
		for _, family := range families {
			_, rest, _ := strings.Cut(family, ".")
			for key, said := range words[lang].under(family) {
				out[lang][rest+key] = said
			}
		}
		maps.DeleteFunc(out[lang], func(key string, _ any) bool { return strings.HasPrefix(key, "page.") })
	}
	return out
}

// constant writes a value as a script does.
func constant(value any) string {
	text, _ := json.Marshal(value) // of words, which cannot fail
	return string(text)
}

type result struct {
	data []byte
	err  error
}

func asset(name string, r result) Asset {
	sum := sha256.Sum256(r.data)
	ext := path.Ext(name)
	return Asset{
		Name:  name,
		Path:  "assets/" + strings.TrimSuffix(name, ext) + "-" + fmt.Sprintf("%x", sum[:4]) + ext,
		Bytes: func() ([]byte, error) { return r.data, r.err },
	}
}

// icon is the brand's own, or the theme's in the brand's colour.
func (b bundler) icon(cfg *course.Config) Asset {
	if own := cfg.Brand.Icon; own != "" {
		data, err := fs.ReadFile(b.files.fsys, path.Clean(own))
		if err == nil {
			a := asset("icon"+path.Ext(own), result{data: data})
			a.Name = "icon.svg"
			return a
		}
		b.report.Add(diag.Unreadable, diag.Pos{File: "parley.yaml"},
			fmt.Sprintf("the brand's icon %s cannot be read", own), "write the path of an image in the site")
	}
	data, file, err := b.files.read("icon.svg")
	if err != nil {
		b.report.Add(diag.BadTheme, diag.Pos{File: file}, "the theme has no icon", "add a square SVG")
	} else if c, ok := parseColour(cfg.Brand.Color); ok {
		data = []byte(strings.ReplaceAll(string(data), iconColour, c.String()))
	}
	a := asset("icon.svg", result{data, err})
	if len(data) < maxInline {
		a.inline = "data:image/svg+xml," + inAddress.Replace(strings.TrimSpace(string(data)))
	}
	return a
}

// maxInline is the largest icon, in bytes, that stands in each page.
const maxInline = 600

// inAddress escapes a drawing for a data: address.
var inAddress = strings.NewReplacer("%", "%25", "#", "%23", `"`, "'", "<", "%3C", ">", "%3E", "\n", "")

// iconColour is the colour of icon.svg that a brand's own replaces.
const iconColour = "#0b5c60"
