package load

import (
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/parley-kit/parley/site/diag"
)

// maxYAMLDepth bounds nesting, which no setting needs.
const maxYAMLDepth = 20

var yamlLine = regexp.MustCompile(`yaml: (?:line (\d+)(?:, column \d+)?: *)?`)

// yaml reads one entry with the YAML library.
func (r *reader) yaml(lines []span) (value, bool) {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(line.text)
		b.WriteByte('\n')
	}
	text := b.String()
	if strings.Count(text, "[")+strings.Count(text, "{") > 1000 {
		r.say(diag.FrontMatterYAML, lines[0].at, len(lines[0].text), "this value is nested too deep", "write a plain list: [a, b, c]")
		return value{}, false
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		r.yamlError(err, lines)
		return value{}, false
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode || len(doc.Content[0].Content) != 2 {
		r.say(diag.FrontMatterYAML, lines[0].at, len(lines[0].text), "this entry cannot be read", "write one key, a colon and its value")
		return value{}, false
	}
	return r.node(doc.Content[0].Content[1], lines, 0)
}

// yamlErrors puts the library's complaints into words for somebody who does not
// know YAML's.
var yamlErrors = []struct{ contains, message, help string }{
	{"found a tab character", "a tab stands here where blanks belong", "indent the line with blanks"},
	{"unexpected end of stream", "a quotation mark or bracket is opened here and never closed", "close it at the end of the value"},
	{"expected ',' or", "a bracket is opened here and never closed", "write a plain list: [a, b]"},
	{"mapping values are not allowed", "there is a second colon in this value", "put the whole value in double quotes"},
	{"did not find expected key", "the lines of this value do not stand under each other, or text follows a closed quotation mark or bracket",
		"indent all its lines evenly, or put the whole value in double quotes"},
	{"unknown escape", "a \\ in double quotes begins a sign that is not known", "write \\\\ for a \\, or use single quotes"},
}

// yamlError reports why the YAML library could not read an entry.
func (r *reader) yamlError(err error, lines []span) {
	text := err.Error()
	line := lines[0]
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		if n, _ := strconv.Atoi(m[1]); n >= 1 && n <= len(lines) {
			line = lines[n-1]
		}
		_, text, _ = strings.Cut(text, m[0])
	}
	if strings.Contains(text, "unknown anchor") {
		r.say(diag.YAMLAlias, line.at+max(strings.IndexByte(line.text, '*'), 0), 1, noAlias, noAliasHelp)
		return
	}
	if strings.HasPrefix(line.text, "\t") {
		text = "found a tab character"
	}
	message, help := "this value cannot be read: "+text, "put the whole value in double quotes, or write a plain list: [a, b]"
	for _, e := range yamlErrors {
		if strings.Contains(text, e.contains) {
			message, help = e.message, e.help
			break
		}
	}
	indent := len(line.text) - len(strings.TrimLeft(line.text, " "))
	r.say(diag.FrontMatterYAML, line.at+indent, max(len(line.text)-indent, 1), message, help)
}

const (
	noAlias     = "YAML anchors (&) and aliases (*) are not read"
	noAliasHelp = "write the value out, or put it in double quotes"
)

// node turns a YAML node into a value; anchors and aliases are refused, because
// a few lines of them can stand for gigabytes.
func (r *reader) node(n *yaml.Node, lines []span, depth int) (value, bool) {
	line := lines[min(max(n.Line-1, 0), len(lines)-1)]
	at := line.at + min(max(n.Column-1, 0), len(line.text))
	v := value{at: at, end: max(at+len(n.Value), at+1)}
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		r.say(diag.YAMLAlias, at, 1, noAlias, noAliasHelp)
		return v, false
	}
	if depth > maxYAMLDepth {
		r.say(diag.FrontMatterYAML, at, 1, "this value is nested too deep", "write a plain list: [a, b, c]")
		return v, false
	}
	switch n.Kind {
	case yaml.SequenceNode:
		v.kind = list
		for _, c := range n.Content {
			item, ok := r.node(c, lines, depth+1)
			if !ok {
				return v, false
			}
			v.list = append(v.list, item)
		}
	case yaml.MappingNode:
		v.kind = mapping
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, ok := r.node(n.Content[i], lines, depth+1)
			item, ok2 := r.node(n.Content[i+1], lines, depth+1)
			if !ok || !ok2 {
				return v, false
			}
			v.fields = append(v.fields, field{key: k.text, at: k.at, value: item})
		}
	default:
		if n.Tag != "!!null" {
			v.text = n.Value
		}
	}
	return v, true
}
