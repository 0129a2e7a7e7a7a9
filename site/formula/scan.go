package formula

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The bounds of a formula. The longest in the literature on negotiation has
// some 300 characters.
const (
	maxLength = 2000 // code points
	maxDepth  = 50   // open braces, environments and \left
	maxCells  = 2500 // of a table, with those that pad short rows
)

// refused lists what TeX can do and a page may not, with the reason.
var refused = []struct{ names, help string }{
	{`\def \gdef \edef \xdef \let \futurelet \global \long \newcommand \renewcommand \providecommand`,
		"each formula stands alone: write out what the command means"},
	{`\href \url \includegraphics`,
		"put the link or image into the text beside the formula"},
	{`\class \id \style \data \htmlClass \htmlId \htmlStyle \htmlData`,
		"how formulas look is up to the theme: leave it out"},
	{`\color \textcolor \definecolor \colorbox \fcolorbox \rule`,
		"colours are up to the theme: leave it out"},
	{`\tag \label \ref \eqref`,
		"formulas have no numbers: refer to one in words, or put it under a heading and link to that"},
	{`\cancel \bcancel \xcancel \cancelto \sout \enclose \angl \angln \phase \longdiv \circled \textcircled`,
		"browsers draw it differently or not at all: say it in words, or use \\boxed, \\overline or \\underline"},
	{`\raisebox \raise \lower \llap \rlap \clap \mathllap \mathrlap \mathclap \vcenter \reflectbox \sideset \TeX \LaTeX`,
		"parts of a formula cannot be moved about: leave it out"},
	{`\toggle \texttip \mathtip \tip \tooltip`,
		"write the explanation into the text beside the formula"},
}

// scan checks a formula before temml sees it. It returns the formula with
// letters from the planes above U+FFFF replaced, code point for code point, so
// that temml's positions, in UTF-16 units, count code points.
func scan(tex string) (string, error) {
	if strings.TrimSpace(tex) == "" {
		return "", &Error{Message: "the formula is empty", Offset: -1}
	}
	if !utf8.ValidString(tex) {
		return "", &Error{Message: "the formula is not valid UTF-8", Offset: -1}
	}
	if n := utf8.RuneCountInString(tex); n > maxLength {
		return "", &Error{
			Message: fmt.Sprintf("the formula is %d characters long; %d are allowed", n, maxLength),
			Help:    "split it into several formulas", Offset: -1,
		}
	}
	s := scanner{runes: []rune(tex), rows: 1}
	for s.at < len(s.runes) {
		if err := s.step(); err != nil {
			return "", err
		}
	}
	return string(s.runes), nil
}

// scanner walks over a formula.
type scanner struct {
	runes               []rune
	at                  int
	depth               int
	rows, cells, widest int // of all tables of the formula taken as one
}

// step takes one character or command.
func (s *scanner) step() error {
	start, r := s.at, s.runes[s.at]
	s.at++
	switch {
	case r == '\\':
		return s.command(start)
	case r == '%':
		return &Error{Message: "a % hides the rest of the line", Help: `write \% for a percent sign`, Offset: start}
	case r == '{':
		return s.nest(+1, start)
	case r == '}':
		return s.nest(-1, start)
	case r == '&':
		s.cells++
		return s.table(start)
	case r > 0xFFFF:
		letter, ok := italic(r)
		if !ok {
			return &Error{Message: fmt.Sprintf("%q cannot stand in a formula", string(r)), Help: "put it into the text beside the formula", Offset: start}
		}
		s.runes[start] = letter
	}
	return nil
}

// command takes what follows a backslash.
func (s *scanner) command(start int) error {
	for s.at < len(s.runes) && isLetter(s.runes[s.at]) {
		s.at++
	}
	if s.at == start+1 && s.at < len(s.runes) { // a command of one other character, such as \\ or \%
		s.at++
	}
	name := string(s.runes[start:s.at])
	if strings.Contains(name, "@") {
		return &Error{Message: "unknown command " + name, Offset: start}
	}
	for _, group := range refused {
		if strings.Contains(" "+group.names+" ", " "+name+" ") {
			return &Error{Message: name + " is not allowed in a formula", Help: group.help, Offset: start}
		}
	}
	switch name {
	case `\begin`, `\left`:
		return s.nest(+1, start)
	case `\end`, `\right`:
		return s.nest(-1, start)
	case `\\`, `\cr`:
		s.rows++
		s.cells = 0
		return s.table(start)
	}
	return nil
}

func (s *scanner) nest(by, start int) error {
	s.depth += by
	if s.depth > maxDepth {
		return &Error{Message: fmt.Sprintf("the formula is nested more than %d deep", maxDepth), Help: "give its parts names and define them one by one", Offset: start}
	}
	return nil
}

// table bounds what temml makes of short rows: it pads them to the widest.
func (s *scanner) table(start int) error {
	s.widest = max(s.widest, s.cells+1)
	if s.rows*s.widest > maxCells {
		return &Error{Message: fmt.Sprintf("the table in the formula has more than %d cells", maxCells), Help: "use a Markdown table", Offset: start}
	}
	return nil
}

// isLetter tells the characters of a command's name.
func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '@' }

// italic is the plain letter of a mathematical italic one, as word processors
// write them; letters in a formula are italic anyway.
func italic(r rune) (rune, bool) {
	latin := 0x1D434 <= r && r <= 0x1D467
	greek := 0x1D6E2 <= r && r <= 0x1D71B
	if !latin && !greek {
		return 0, false
	}
	letter, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	return letter, true
}
