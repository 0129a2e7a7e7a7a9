package exchange

import (
	"html"
	"regexp"
	"strings"

	xhtml "golang.org/x/net/html"
)

// The texts of GIFT: escapes, and the formats that they are written in.

// Signs that are escaped stand as code points that are no characters, while a
// question is taken apart; so does the place of its answers. A file that holds such
// has them replaced.
var (
	hideEscaped = strings.NewReplacer(`\\`, "\ufdd0", `\:`, "\ufdd1", `\#`, "\ufdd2", `\=`, "\ufdd3", `\{`, "\ufdd4", `\}`, "\ufdd5", `\~`, "\ufdd6", `\n`, "\ufdd7")
	showEscaped = strings.NewReplacer("\ufdd0", `\`, "\ufdd1", ":", "\ufdd2", "#", "\ufdd3", "=", "\ufdd4", "{", "\ufdd5", "}", "\ufdd6", "~", "\ufdd7", "\n")
	escapeGIFT  = strings.NewReplacer(`\`, `\\`, ":", `\:`, "#", `\#`, "=", `\=`, "{", `\{`, "}", `\}`, "~", `\~`, "\n", `\n`)
	reservedGap = "\ufdda"

	formatMark = regexp.MustCompile(`^\s*\[(html|markdown|moodle|plain)\]`)
	tagLike    = regexp.MustCompile(`</?[A-Za-z][^<>]*>|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][0-9A-Za-z]*);`)
	manyBreaks = regexp.MustCompile(`\n{3,}`)
	longGap    = regexp.MustCompile(`_{3,}`)
)

func noReserved(r rune) rune {
	if r >= '\ufdd0' && r <= '\ufddf' {
		return '\ufffd'
	}
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
		return ' '
	}
	return r
}

// giftText reads a text. inherited is the format of the question, in which the texts
// of its answers are; "" for none.
type giftText struct {
	format string // html, markdown, moodle, plain
	text   string // with line feeds where lines break
}

func readGIFTText(s, inherited string) giftText {
	t := giftText{format: inherited}
	if m := formatMark.FindStringSubmatchIndex(s); m != nil {
		t.format, s = s[m[2]:m[3]], s[m[1]:]
	}
	if t.format == "" {
		t.format = "moodle"
	}
	if t.format != "markdown" { // the lines of the file are not those of the text
		s = strings.Join(strings.Fields(s), " ")
	}
	t.text = strings.TrimSpace(showEscaped.Replace(s))
	return t
}

// How much of a text's form is kept: all of it, or it is plain text, or even none of
// its signs can be taken for one.
const (
	allForm = iota
	noForm
	noSigns
)

// attempt is a way to write a question. Typed answers stand in quotation marks where
// they would be taken for a number or for true and false without them.
type attempt struct {
	form   int
	quotes bool
}

// attempts are the ways, best first: the first that reads back as it was is taken.
func attempts() []attempt {
	return []attempt{{allForm, false}, {allForm, true}, {noForm, false}, {noForm, true}, {noSigns, true}}
}

// markdown is the text as Markdown; lost names what of it has no place there.
func (t giftText) markdown(form int) (md string, lost []string) {
	write := plainMarkdown
	if form == noSigns {
		write = hardMarkdown
	}
	switch {
	case t.format == "markdown" && form == allForm:
		return colonsAway.ReplaceAllString(t.text, "${1}&#58;$2"), nil
	case t.format == "html", t.format == "moodle" && tagLike.MatchString(t.text):
		text := t.text
		if t.format == "moodle" {
			text = strings.ReplaceAll(text, "\n", "<br>")
		}
		return fromHTML(text, write, form == allForm)
	}
	return write(t.text), nil
}

// colonsAway finds lines that would end a block.
var colonsAway = regexp.MustCompile(`(?m)^([ \t]*):(::)`)

// htmlMarks are what of HTML is written in Markdown.
var htmlMarks = map[string]string{"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~"}

// htmlBreaks are what ends a paragraph, and what a line.
var (
	htmlParagraphs = " p div ul ol table blockquote h1 h2 h3 h4 h5 h6 pre section "
	htmlLines      = " br li tr dt dd "
	htmlHarmless   = " span font u a sup sub small html body head tbody thead td th code tt "
)

// fromHTML is HTML as Markdown, in which emphasis is kept if marks is set. lost are
// the elements that it leaves out.
func fromHTML(source string, write func(string) string, marks bool) (md string, lost []string) {
	var b strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(source))
	skip := ""
	var keep []string // what stands for marks while the text around is written
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		token := z.Token()
		in := func(set string) bool { return strings.Contains(set, " "+token.Data+" ") }
		switch {
		case kind == xhtml.TextToken && skip == "":
			b.WriteString(strings.ReplaceAll(token.Data, "\n", " "))
		case kind != xhtml.StartTagToken && kind != xhtml.EndTagToken && kind != xhtml.SelfClosingTagToken:
		case token.Data == "script" || token.Data == "style":
			if skip = ""; kind == xhtml.StartTagToken {
				skip = token.Data
			}
			lost = append(lost, "<"+token.Data+">")
		case htmlMarks[token.Data] != "" && marks:
			keep = append(keep, htmlMarks[token.Data])
			b.WriteString("\ufddb")
		case in(htmlParagraphs):
			b.WriteString("\n\n")
			if token.Data == "table" && kind == xhtml.StartTagToken {
				lost = append(lost, "<table>")
			}
		case in(htmlLines):
			if kind != xhtml.EndTagToken {
				b.WriteString("\n")
			}
		case kind == xhtml.EndTagToken || in(htmlHarmless) || htmlMarks[token.Data] != "":
		default:
			lost = append(lost, "<"+token.Data+">")
		}
	}
	md = write(tidy(b.String()))
	if marks {
		parts := strings.Split(md, "\ufddb")
		for i := range min(len(keep), len(parts)-1) {
			parts[i] += keep[i]
		}
		md = strings.Join(parts, "")
	}
	return md, lost
}

// tidy takes blanks off the ends of lines, and more than one line between paragraphs.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return manyBreaks.ReplaceAllString(strings.TrimSpace(strings.Join(lines, "\n")), "\n\n")
}

// looksHTML tells whether a plain text would be read as HTML.
func looksHTML(s string) bool { return tagLike.MatchString(s) || html.UnescapeString(s) != s }
