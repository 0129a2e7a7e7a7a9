package markdown

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/diag"
)

// Code within these bounds is coloured; longer code stays plain. Some lexers need
// time that grows with the square of a line, and all are slow.
const (
	maxHighlight     = 10 << 10 // bytes of a block
	maxHighlightPage = 50 << 10 // and of a page's blocks
	maxHighlightLine = 500
)

func (r nodeRenderer) fencedCode(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, l := node.(*ast.FencedCodeBlock), of(w)
	if !entering {
		return ast.WalkContinue, nil
	}
	language := n.Language(src)
	if r.c.options.Plain {
		l.str("<pre><code")
		if language != nil {
			l.str(` class="language-`)
			plainWriter.Write(l, language)
			l.str(`"`)
		}
		l.str(">")
		for i := range n.Lines().Len() {
			seg := n.Lines().At(i)
			plainWriter.RawWrite(l, seg.Value(src))
		}
		l.str("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	code := l.unshield(string(codeOf(n, src)))
	if string(language) == "math" {
		l.formula(strings.TrimSpace(code), true, max(n.Pos(), 0), 7)
		return ast.WalkContinue, nil
	}
	at, length := max(n.Pos(), 0), 3
	if n.Info != nil {
		at, length = n.Info.Segment.Start, len(language)
	}
	l.code(string(language), code, at, length)
	return ast.WalkContinue, nil
}

func (r nodeRenderer) indentedCode(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	l := of(w)
	if !entering {
		return ast.WalkContinue, nil
	}
	if r.c.options.Plain {
		l.str("<pre><code>")
		for i := range node.Lines().Len() {
			seg := node.Lines().At(i)
			plainWriter.RawWrite(l, seg.Value(src))
		}
		l.str("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	l.code("", l.unshield(string(codeOf(node, src))), 0, 0)
	return ast.WalkContinue, nil
}

func codeOf(n ast.Node, src []byte) []byte {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(src))
	}
	return b.Bytes()
}

// code writes a block of code, coloured when its language is known.
func (l *lowerer) code(language, code string, at, length int) {
	l.str(`<pre class="chroma" tabindex="0"><code`)
	if language != "" {
		l.str(` data-lang="`)
		l.esc([]byte(strings.ToLower(language)))
		l.str(`"`)
	}
	l.str(">")
	if !l.highlight(language, code, at, length) {
		l.esc([]byte(code))
	}
	l.str("</code></pre>\n")
}

func (l *lowerer) highlight(language, code string, at, length int) bool {
	switch strings.ToLower(language) {
	case "", "text", "txt", "plain", "plaintext":
		return false
	}
	if !l.conv.languages()[strings.ToLower(language)] {
		l.say(diag.UnknownLexer, at, length, "no rules to colour the language \""+language+"\"", l.languageHelp(language))
		return false
	}
	if !l.budget.colours(code) {
		return false
	}
	from := len(l.buf)
	open := "" // the class of the span being written: neighbours of one class share it
	err := l.conv.lexer(strings.ToLower(language)).tokens(code, func(t chroma.TokenType, text string) {
		if text == "" {
			return
		}
		if class := className(t); class != open {
			if open != "" {
				l.str("</span>")
			}
			if class != "" {
				l.str(`<span class="`, class, `">`)
			}
			open = class
		}
		l.escText(text)
	})
	if err != nil {
		l.buf = l.buf[:from]
		return false
	}
	if open != "" {
		l.str("</span>")
	}
	return true
}

// knownLanguages are the names that code may have, in lower case. To ask chroma
// for a name it does not know is slow: it tries all names of files.
func knownLanguages() map[string]bool {
	known := map[string]bool{}
	for _, name := range lexers.Names(true) {
		known[strings.ToLower(name)] = true
	}
	return known
}

// languageHelp proposes a language that somebody may have meant, for the first
// few of a page.
func (l *lowerer) languageHelp(language string) string {
	const most = 20
	if l.budget.advised++; l.budget.advised <= most {
		if near, ok := diag.Nearest(language, slices.Collect(maps.Keys(l.conv.languages()))); ok {
			return "did you mean " + near + "?"
		}
	}
	return "check its spelling, or write text"
}

// colours tells whether code is to be coloured, and takes it from the budget.
func (b *budget) colours(code string) bool {
	if len(code) > maxHighlight || b.coloured+len(code) > maxHighlightPage {
		return false
	}
	for line := range strings.Lines(code) {
		if len(line) > maxHighlightLine {
			return false
		}
	}
	b.coloured += len(code)
	return true
}

// className is the class of a token: its own, or that of the kind above it, as
// chroma's and Pygments' style sheets name them.
func className(t chroma.TokenType) string {
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}
