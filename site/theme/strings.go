package theme

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// fallback is the language every string exists in.
const fallback course.Lang = "en"

// phrase is one string of the interface. Where the number it speaks of changes
// its words, forms holds them by CLDR plural category ("one", "other"); else
// only forms["other"] is set.
type phrase struct {
	forms map[string]string
	pos   diag.Pos
}

// phrases are the strings of one language, completed from English.
type phrases struct {
	lang language.Tag
	all  map[string]phrase
}

// figure is a number as the language writes it; other words stay as they are.
func (ps *phrases) figure(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return message.NewPrinter(ps.lang).Sprint(number.Decimal(v, number.MaxFractionDigits(6)))
}

// text is the string of a key with its arguments put in. An unknown key is
// shown as it is, so that a missing string is seen and nothing breaks.
func (ps *phrases) text(key string, args ...any) string {
	p, ok := ps.all[key]
	if !ok {
		return key
	}
	form := p.forms["other"]
	if len(args) == 0 {
		return form
	}
	if n, ok := args[0].(int); ok && len(p.forms) > 1 {
		if f, ok := p.forms[ps.category(n)]; ok {
			form = f
		}
	}
	return fmt.Sprintf(form, args...)
}

// category is the CLDR plural category of a whole number.
func (ps *phrases) category(n int) string {
	n = max(n, -n)
	switch plural.Cardinal.MatchPlural(ps.lang, n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// under lists the strings of a family for a script, without the family's name:
// words, or an object of forms where a number chooses between them.
func (ps *phrases) under(family string) map[string]any {
	out := map[string]any{}
	for key, p := range ps.all {
		name, ok := strings.CutPrefix(key, family)
		switch {
		case !ok:
		case len(p.forms) > 1:
			out[name] = p.forms
		default:
			out[name] = p.forms["other"]
		}
	}
	return out
}

// date writes a day in words; what is no date comes back as it is.
func (ps *phrases) date(iso string) string {
	months := strings.Fields(ps.text("date.months"))
	parts := strings.Split(iso, "-")
	if len(parts) != 3 || len(months) != 12 {
		return iso
	}
	month, err1 := strconv.Atoi(parts[1])
	day, err2 := strconv.Atoi(parts[2])
	if err1 != nil || err2 != nil || month < 1 || month > 12 {
		return iso
	}
	text := strings.Replace(ps.text("date.format"), "{day}", strconv.Itoa(day), 1) // pages have many dates, and a Replacer is costly to make
	text = strings.Replace(text, "{year}", parts[0], 1)
	return strings.Replace(text, "{month}", months[month-1], 1)
}

// loadStrings reads i18n/LANG.yaml of every language, each theme's over the
// one below key by key, and all over English.
func loadStrings(f files, langs []course.Lang, report *diag.List) map[course.Lang]*phrases {
	english := readStrings(f, fallback, report)
	out := make(map[course.Lang]*phrases, len(langs)+1)
	for _, lang := range append([]course.Lang{fallback}, langs...) {
		tag, err := language.Parse(string(lang))
		if err != nil {
			tag = language.English
		}
		all := maps.Clone(english)
		for _, l := range lineage(lang) {
			if l != fallback {
				over(all, readStrings(f, l, report), lang, report)
			}
		}
		out[lang] = &phrases{tag, all}
	}
	return out
}

// lineage is a language after the more general one it belongs to: pt, pt-BR.
func lineage(lang course.Lang) []course.Lang {
	if general, _, ok := strings.Cut(string(lang), "-"); ok {
		return []course.Lang{course.Lang(general), lang}
	}
	return []course.Lang{lang}
}

// over puts a language's own strings over the English ones and reports those
// that would not work.
func over(all, own map[string]phrase, lang course.Lang, report *diag.List) {
	for _, key := range slices.Sorted(maps.Keys(own)) {
		p := own[key]
		base, known := all[key]
		if !known {
			report.Add(diag.MissingString, p.pos, fmt.Sprintf("the interface has no string %q", key),
				"remove the line, or correct its key: themes/default/i18n/en.yaml lists them all")
			continue
		}
		if want, got := verbs(base), verbs(p); want != got {
			report.Add(diag.MissingString, p.pos,
				fmt.Sprintf("the %s string %q has the values %s, but it is given %s", lang, key, orNone(got), orNone(want)),
				"write each of them once: "+orNone(want))
			continue
		}
		all[key] = p
	}
}

func orNone(s string) string { return cmp.Or(s, "none") }

var verb = regexp.MustCompile(`%(\[\d+\])?[sd]|\{[a-z]+\}|%[^%]`)

// verbs lists the values a string wants, in a form to compare.
func verbs(p phrase) string {
	found := verb.FindAllString(p.forms["other"], -1)
	for i, v := range found {
		if strings.HasPrefix(v, "%[") {
			found[i] = "%" + v[len(v)-1:]
		}
	}
	slices.Sort(found)
	return strings.Join(found, " ")
}

// readStrings reads the files of one language, the lowest theme's first.
func readStrings(f files, lang course.Lang, report *diag.List) map[string]phrase {
	all := map[string]phrase{}
	for i := len(f.dirs) - 1; i >= 0; i-- {
		one := files{f.fsys, f.dirs[i : i+1]}
		data, file, err := one.read("i18n/" + string(lang) + ".yaml")
		if err != nil {
			continue
		}
		maps.Copy(all, parseStrings(data, file, report))
	}
	return all
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

func parseStrings(data []byte, file string, report *diag.List) map[string]phrase {
	all := map[string]phrase{}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		pos := diag.Pos{File: file}
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			pos.Line, _ = strconv.Atoi(m[1])
		}
		report.Add(diag.BadTheme, pos, "this file of strings is not valid YAML",
			"write one string a line: key: words; put words with a colon or a leading % in quotes")
		return all
	}
	if len(doc.Content) == 0 {
		return all
	}
	top := doc.Content[0]
	for i := 0; top.Kind == yaml.MappingNode && i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		p := phrase{map[string]string{}, diag.Pos{File: file, Line: key.Line, Col: key.Column}}
		switch value.Kind {
		case yaml.ScalarNode:
			p.forms["other"] = value.Value
		case yaml.MappingNode:
			for j := 0; j+1 < len(value.Content); j += 2 {
				p.forms[value.Content[j].Value] = value.Content[j+1].Value
			}
		}
		if _, ok := p.forms["other"]; !ok {
			report.Add(diag.BadTheme, p.pos, fmt.Sprintf("the string %q has no words", key.Value),
				"write words after the key, or the forms one: and other: below it")
			continue
		}
		if first, doubled := all[key.Value]; doubled {
			report.Add(diag.DoubledKey, p.pos, fmt.Sprintf("the string %q is there already, on line %d", key.Value, first.pos.Line), "keep one of the two lines")
		}
		all[key.Value] = p
	}
	return all
}

// Dir is the direction a language is written in: "ltr" or "rtl".
func Dir(lang course.Lang) string {
	general, _, _ := strings.Cut(strings.ToLower(string(lang)), "-")
	switch general {
	case "ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv":
		return "rtl"
	}
	return "ltr"
}
