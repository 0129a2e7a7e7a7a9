package formula

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// translations puts temml's commonest complaints into words for somebody who
// does not know TeX's. $1 is what the pattern caught.
var translations = []struct {
	pattern       *regexp.Regexp
	message, help string
}{
	{regexp.MustCompile(`^(?:Unsupported function name|Undefined control sequence): (\\\S+)`), `unknown command $1`, `words go into \text{...}`},
	{regexp.MustCompile(`^No such environment: (.*)`), `unknown environment "$1"`, `known ones are aligned, cases, matrix, pmatrix, array`},
	{regexp.MustCompile(`^Expected 'EOF', got '}'`), `this } closes nothing`, `a brace that is to be seen is written \}`},
	{regexp.MustCompile(`^Expected 'EOF', got '&'`), `& stands outside of a table`, `put it into \begin{aligned} ... \end{aligned}, or write \& for an and-sign`},
	{regexp.MustCompile(`^Expected 'EOF', got '(\\right|\\end)'`), `this $1 ends nothing`, ``},
	{regexp.MustCompile(`^Expected 'EOF', got '(.*)'`), `$1 cannot stand here`, `put a \ before it if it is to be seen`},
	{regexp.MustCompile(`^Expected '\$', got 'EOF'`), `a $$ within \text{...} is never closed`, `write \$$ for a dollar sign`},
	{regexp.MustCompile(`^Expected '\\right', got`), `a \left has no \right`, `write \right. where there is nothing to close`},
	{regexp.MustCompile(`^(?:Expected '}', got 'EOF'|Unexpected end of input in a macro argument, expected '}')`), `a { is never closed, or a command lacks its part in braces`, `\frac needs two parts: \frac{a}{b}`},
	{regexp.MustCompile(`^Expected & or \\\\ or \\cr or `), `a \begin has no \end`, ``},
	{regexp.MustCompile(`^Mismatch: (\\begin\S+) matched by (\\end\S+)`), `$1 is closed by $2`, ``},
	{regexp.MustCompile(`^Double (super|sub)script`), `two ${1}scripts on one letter`, `group them with braces: x_{ab}`},
	{regexp.MustCompile(`^Expected group after '(.)'`), `nothing follows $1`, ``},
	{regexp.MustCompile(`^Expected group as `), `something is missing here`, `put what belongs to the command into braces`},
	{regexp.MustCompile(`^Can't use function '\$' in math mode`), `a $$ stands within the formula`, `write \$$ for a dollar sign`},
	{regexp.MustCompile(`^Can't use function '(\\\S+)' in (math|text) mode`), `$1 does not work in $2`, ``},
	{regexp.MustCompile(`^Unexpected character: '(.*)'`), `"$1" cannot stand in a formula`, ``},
	{regexp.MustCompile(`^Too many expansions`), `the formula is too involved`, `split it into several formulas`},
}

// place is where temml's message turns to the place and its surroundings.
var place = regexp.MustCompile(`(?s) at (?:position \d+|end of input): .*$`)

// plain makes an Error of temml's message.
func plain(message string, offset int) *Error {
	message = strings.TrimPrefix(strings.TrimSpace(message), "ParseError:")
	message = strings.Join(strings.Fields(place.ReplaceAllString(message, "")), " ")
	for _, t := range translations {
		if m := t.pattern.FindStringSubmatchIndex(message); m != nil {
			return &Error{
				Message: string(t.pattern.ExpandString(nil, t.message, message, m)),
				Help:    string(t.pattern.ExpandString(nil, t.help, message, m)),
				Offset:  offset,
			}
		}
	}
	return &Error{Message: lowerFirst(strings.TrimSuffix(message, ".")), Offset: offset}
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
