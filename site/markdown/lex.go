package markdown

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// chroma tries the rules of a lexer one after the other at every place of a
// text, each a regular expression that takes long to say no. A lexer here knows
// by which ASCII characters a match of each rule can begin and tries only those:
// the same tokens in a quarter of the time.

// lexer is the rules of one language.
type lexer struct {
	sync.Mutex
	chroma  chroma.Lexer
	uses    int
	sorted  *chroma.RegexLexer // nil: chroma goes through the rules
	rules   chroma.CompiledRules
	byState map[string][]rule
}

// rule is a rule and what a match of it can begin with.
type rule struct {
	*chroma.CompiledRule
	any   bool // whatever it is
	first [utf8.RuneSelf]bool
}

// sortAfter is how many texts chroma lexes before the rules are sorted, which
// takes as long as some of them.
const sortAfter = 12

// Some of chroma's rules match nothing, for ever, in code that ends too early or is
// of another language. After so many pieces of nothing in one place code is plain.
const mostEmpty = 1000

var errStuck = errors.New("the rules of this language come to no end")

// lexer is the lexer of a language that chroma knows.
func (c *Converter) lexer(language string) *lexer {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.lexers[language]
	if x == nil {
		x = &lexer{chroma: lexers.Get(language)}
		c.lexers[language] = x
	}
	return x
}

// tokens takes code apart, piece by piece. After an error the pieces are of no use.
func (x *lexer) tokens(code string, piece func(chroma.TokenType, string)) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the rules of this language: %v", r) // a mistake in them is no reason to lose a page
		}
	}()
	x.Lock()
	if x.uses++; x.uses == sortAfter {
		x.sort()
	}
	sorted := x.sorted != nil
	x.Unlock()
	if sorted {
		return x.run(code, piece)
	}
	next, err := x.chroma.Tokenise(nil, code)
	if err != nil {
		return err
	}
	return pour(next, piece)
}

// pour hands on what chroma yields.
func pour(next chroma.Iterator, piece func(chroma.TokenType, string)) error {
	empty := 0
	for t := next(); t != chroma.EOF; t = next() {
		if empty++; t.Value != "" {
			empty = 0
		}
		if empty > mostEmpty {
			return errStuck
		}
		if t.Type != chroma.Ignore {
			piece(t.Type, t.Value)
		}
	}
	return nil
}

// sort takes chroma's rules over, if they are nothing but tables.
func (x *lexer) sort() {
	own, ok := x.chroma.(*chroma.RegexLexer)
	if !ok {
		return
	}
	raw, err := own.Rules()
	if err != nil {
		return
	}
	taken := &taker{}
	rules := raw.Clone()
	rules[takerState] = []chroma.Rule{{Mutator: taken}}
	sorted, err := chroma.NewLexer(own.Config(), func() chroma.Rules { return rules })
	if err != nil {
		return
	}
	sorted.SetRegistry(lexers.GlobalLexerRegistry)
	if _, err := sorted.Rules(); err != nil {
		return
	}
	byState := make(map[string][]rule, len(taken.rules))
	for state, rules := range taken.rules {
		for _, r := range rules {
			if !table(r) {
				return
			}
			byState[state] = append(byState[state], newRule(r))
		}
	}
	x.sorted, x.rules, x.byState = sorted, taken.rules, byState
}

// taker gets at the rules that chroma has compiled: it takes part in that as a
// rule of a state of its own.
type taker struct{ rules chroma.CompiledRules }

const takerState = "parley"

// Mutate implements chroma.Mutator; no text gets into the state.
func (t *taker) Mutate(*chroma.LexerState) error { return nil }

// MutateLexer implements chroma.LexerMutator.
func (t *taker) MutateLexer(rules chroma.CompiledRules, state string, _ int) error {
	delete(rules, state)
	t.rules = rules // what becomes of the other rules later is seen too
	return nil
}

// table tells whether a rule is without code of its own, which might look at
// more of chroma's state than is kept here.
func table(r *chroma.CompiledRule) bool {
	_, token := r.Type.(chroma.TokenType)
	_, emitter := r.Type.(chroma.SerialisableEmitter)
	_, mutator := r.Mutator.(chroma.SerialisableMutator)
	return (r.Type == nil || token || emitter) && (r.Mutator == nil || mutator)
}

// newRule works out what a match can begin with, by the means of the regular
// expressions' own package: without the \G that chroma puts before them, it does
// so to search.
func newRule(r *chroma.CompiledRule) rule {
	made := rule{CompiledRule: r, any: true}
	tree, err := syntax.Parse(strings.TrimPrefix(r.Regexp.String(), `\G`), syntax.ParseOptions{})
	if err != nil {
		return made
	}
	code, err := syntax.Write(tree)
	if err != nil || code.FcPrefix == nil || code.RightToLeft {
		return made
	}
	made.any = false
	set := code.FcPrefix.PrefixSet
	for c := range rune(utf8.RuneSelf) {
		made.first[c] = set.CharIn(c) || code.FcPrefix.CaseInsensitive && (set.CharIn(unicode.ToLower(c)) || set.CharIn(unicode.ToUpper(c)))
	}
	return made
}

// run is chroma's LexerState.Iterator, over the sorted rules.
func (x *lexer) run(code string, piece func(chroma.TokenType, string)) error {
	code = lexed(code)
	end := len(code)
	if x.sorted.Config().EnsureNL && !strings.HasSuffix(code, "\n") {
		code += "\n"
	}
	s := &chroma.LexerState{
		Lexer: x.sorted, Registry: lexers.GlobalLexerRegistry, Text: []rune(code), Rules: x.rules,
		Stack: []string{rootState}, MutatorContext: map[any]any{},
	}
	at, empty := 0, 0 // at is in bytes, as s.Pos is in runes
	for at < end && len(s.Stack) > 0 {
		s.State = s.Stack[len(s.Stack)-1]
		r, n := x.match(s)
		switch {
		case r != nil:
		case s.Text[s.Pos] == '\n' && s.State != rootState:
			s.Stack = []string{rootState}
			continue
		default:
			size := utf8.RuneLen(s.Text[s.Pos])
			piece(chroma.Error, code[at:at+size])
			s.Pos, at = s.Pos+1, at+size
			continue
		}
		if empty++; n > 0 {
			empty = 0
		}
		if empty > mostEmpty {
			return errStuck
		}
		from := at
		for _, c := range s.Text[s.Pos : s.Pos+n] {
			at += utf8.RuneLen(c)
		}
		s.Pos += n
		if r.Mutator != nil {
			if err := r.Mutator.Mutate(s); err != nil {
				panic(err)
			}
		}
		if err := r.emit(s, code[from:at], piece); err != nil {
			return err
		}
	}
	if len(s.Stack) == 0 && at < len(code) {
		piece(chroma.Error, code[at:])
	}
	return nil
}

// lexed is code as a lexer sees it: its lines end in \n, and what is no UTF-8 has
// as many bytes as the sign that stands for it.
func lexed(code string) string {
	code = strings.ReplaceAll(strings.ReplaceAll(code, "\r\n", "\n"), "\r", "\n")
	if utf8.ValidString(code) {
		return code
	}
	return string([]rune(code))
}

// emit hands on what a rule makes of the text that it matched.
func (r *rule) emit(s *chroma.LexerState, text string, piece func(chroma.TokenType, string)) error {
	switch token, ok := r.Type.(chroma.TokenType); {
	case token == chroma.Ignore, r.Type == nil:
		return nil
	case ok:
		piece(token, text)
		return nil
	}
	return pour(r.Type.Emit(s.Groups, s), piece)
}

const rootState = "root"

// match is the first rule that matches where the text has been read to, and how
// many runes it takes. Where the rule asks for the groups, they are in s.
func (x *lexer) match(s *chroma.LexerState) (*rule, int) {
	rules, next := x.byState[s.State], s.Text[s.Pos]
	if _, known := x.rules[s.State]; !known {
		panic("unknown state " + s.State)
	}
	for i := range rules {
		r := &rules[i]
		if !r.any && next < utf8.RuneSelf && !r.first[next] {
			continue
		}
		length := -1
		if _, token := r.Type.(chroma.TokenType); token || r.Type == nil {
			err := r.Regexp.FindRunesMatches(s.Text, s.Pos, func(m regexp2.MatchView) bool {
				if from, n, _ := m.GroupRange(0); from == s.Pos {
					length = n
				}
				return false
			})
			if err != nil {
				continue
			}
		} else if m, err := r.Regexp.FindRunesMatchStartingAt(s.Text, s.Pos); err == nil && m != nil && m.RuneIndex == s.Pos {
			length = m.RuneLength
			s.Groups, s.NamedGroups = nil, map[string]string{}
			for _, g := range m.Groups() {
				s.Groups = append(s.Groups, g.String())
				s.NamedGroups[g.Name] = g.String()
			}
		}
		if length >= 0 {
			s.Rule = i
			return r, length
		}
	}
	return nil, 0
}
