package course

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Folders are the top folders whose Markdown is pages, with the kind of a page
// that names none.
var Folders = []struct {
	Name string
	Kind Kind
}{
	{"content", Lesson},
	{"glossary", TermKind},
	{"exercises", Exercise},
}

// SourceID tells which page, in which language, a source file is:
// "content.de/x.md" is content/x in German. A folder that names no language of
// the site belongs to the site's own.
func SourceID(file string, languages []Lang) (Lang, ID) {
	id := strings.TrimSuffix(file, path.Ext(file))
	top, rest, found := strings.Cut(id, "/")
	lang := languages[0]
	if name, tag, ok := strings.Cut(top, "."); ok && found {
		if i := slices.IndexFunc(languages, func(l Lang) bool { return strings.EqualFold(string(l), tag) }); i >= 0 {
			top, lang = name, languages[i]
		}
	}
	if found {
		return lang, ID(top + "/" + rest)
	}
	return lang, ID(top)
}

// Own is the language's name in itself, such as "Deutsch"; the tag where it is
// not known.
func (l Lang) Own() string {
	if name := display.Self.Name(language.Make(string(l))); name != "" {
		r, n := utf8.DecodeRuneInString(name)
		return string(unicode.ToUpper(r)) + name[n:]
	}
	return string(l)
}
