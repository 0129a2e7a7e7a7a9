package vocabulary

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is a term found in a text.
type Match struct {
	Pattern  *Pattern
	From, To int // in bytes of the source
	// Auto tells whether the mention is certain enough to be linked: the pattern
	// says so, no other term fits as well, and the words stand side by side in
	// one Group.
	Auto  bool
	Group int // of its words; -1 when they stand in several
	// Weak tells that the words have a life of their own elsewhere, as "deadlock"
	// has among programs: a single word, a short abbreviation, a verb, a name of an
	// ordinary word. They want company on their page: another term, or talk of
	// negotiating (see Finder.Talks).
	Weak bool
	// Spelt tells that the words differ from the name at a hyphen.
	Spelt bool

	form form
}

// Finder finds terms in one text after another. It belongs to one goroutine.
type Finder struct {
	v      *Vocabulary
	known  map[string]info // words that have been looked up
	src    []byte
	tokens []token
	gap    []byte // what stands between the last word and the next
	begun  bool   // a word has been read
	cut    bool   // and something that is no text
	talks  bool   // a word of the trade has been read
}

// info is what is known of a word as it stands in a text.
type info struct {
	stem  int32 // 0: in no name
	caps  bool
	trade bool // see trade
}

// token is a word of the text.
type token struct {
	info
	from, to int32
	group    int32
	sep      sep
	first    bool // a sentence may begin here
	stuck    bool // a sign ties it to the word before
	sigil    bool // and to a sign: #target, $value
}

// maxKnown bounds the words that a finder remembers.
const maxKnown = 1 << 16

// Begin starts a text, the parts of which lie in src.
func (f *Finder) Begin(src []byte) {
	f.src, f.tokens, f.gap = src, f.tokens[:0], f.gap[:0]
	f.begun, f.cut, f.talks = false, false, false
}

// Gap is something between two parts that is no word: a line break.
func (f *Finder) Gap(s string) { f.gap = append(f.gap, s...) }

// Cut is something that no name runs across: code, a picture, a link.
func (f *Finder) Cut() { f.cut = true }

// Text reads on, from one offset in the source to another. Words that may be
// linked together have one group; a negative one says that nothing in it may.
func (f *Finder) Text(from, to, group int) {
	text := f.src[from:to]
	for at := 0; at < len(text); {
		n := wordEnd(text[at:])
		if n == 0 {
			_, size := utf8.DecodeRune(text[at:])
			if len(f.gap) < 16 { // more tells no more
				f.gap = append(f.gap, text[at:at+size]...)
			}
			at += size
			continue
		}
		f.token(from+at, from+at+n, group)
		at += n
	}
}

func (f *Finder) token(from, to, group int) {
	t := token{info: f.info(f.src[from:to]), from: int32(from), to: int32(to), group: int32(group)}
	switch {
	case !f.begun:
		t.sep, t.first = start, true
		t.sigil = sigil(f.gap)
	case f.cut:
		t.sep = other
		t.stuck = len(f.gap) == 0
	case len(f.gap) == 1 && f.gap[0] == ' ':
		t.sep = blank
	default:
		t.sep = between(f.gap)
		t.stuck = t.sep == glued || tied(f.gap)
		t.sigil = sigil(f.gap)
		t.first = bytes.ContainsAny(f.gap, ".!?:\"“”„«»‘(")
	}
	f.tokens = append(f.tokens, t)
	f.talks = f.talks || t.trade
	f.gap, f.begun, f.cut = f.gap[:0], true, false
}

// info looks a word up, as it stands.
func (f *Finder) info(raw []byte) info {
	if i, ok := f.known[string(raw)]; ok {
		return i
	}
	if len(f.known) >= maxKnown {
		clear(f.known)
	}
	w := f.v.word(string(raw))
	i := info{stem: f.v.stems[w.stem], caps: w.caps, trade: trade[w.stem]}
	f.known[string(raw)] = i
	return i
}

// trade holds the stems, English and German, of words by which a text shows that
// it speaks of negotiating.
var trade = map[string]bool{
	"negoti": true, "renegoti": true, "bargain": true, "haggl": true, "compromis": true,
	"verhandl": true, "verhandel": true, "feilsch": true, "kompromiss": true,
}

// Talks tells whether the text, as far as it has been read, speaks of negotiating.
func (f *Finder) Talks() bool { return f.talks }

// tied tells whether signs without a blank make one word of two: low-target,
// target.com, target_size.
func tied(gap []byte) bool {
	return bytes.IndexFunc(gap, func(r rune) bool { return !isHyphen(r) && !strings.ContainsRune("._@\\:~^+*#$%&=", r) }) < 0
}

// sigil tells whether a sign at a word's beginning makes it a name of another
// kind: #target, $value, @party.
func sigil(gap []byte) bool {
	r, _ := utf8.DecodeLastRune(gap)
	return strings.ContainsRune("#$@\\", r)
}

// Matches appends the text's terms to dst, in order: at each word the longest
// name that fits. Words of a name are not looked at again.
func (f *Finder) Matches(dst []Match) []Match {
	for i := 0; i < len(f.tokens); {
		if f.tokens[i].stem == 0 {
			i++
			continue
		}
		m, n := f.longest(i)
		if n == 0 {
			i++
			continue
		}
		if m.Pattern != nil {
			dst = append(dst, m)
		}
		i += n
	}
	return dst
}

// longest is the longest match that begins with a word, and its length in
// words; 0 when there is none.
func (f *Finder) longest(i int) (best Match, length int) {
	node := int32(0)
	for j := i; j < len(f.tokens); j++ {
		t := &f.tokens[j]
		if j > i && (t.sep == other || t.sep == glued || t.sep == start) {
			break
		}
		to, ok := f.v.next[edge{node, t.stem}]
		if !ok || t.stem == 0 {
			break
		}
		node = to
		here := Match{}
		for _, p := range f.v.ends[node] {
			if m, ok := f.fits(&f.v.patterns[p], i, j); ok {
				here = better(here, m)
			}
		}
		if here.Pattern != nil {
			best, length = here, j-i+1
		}
	}
	return best, length
}

// better is the better of two matches of the same words: the exact one; a name
// before a discouraged word. Two terms that fit as well make it uncertain.
func better(a, b Match) Match {
	switch {
	case a.Pattern == nil:
		return b
	case (a.form == exact) != (b.form == exact):
		if a.form == exact {
			return a
		}
		return b
	case a.Spelt != b.Spelt:
		if a.Spelt {
			return b
		}
		return a
	}
	if a.Pattern.Kind > b.Pattern.Kind {
		a, b = b, a
	}
	if b.Pattern.Kind < Avoid && a.Pattern.Term != b.Pattern.Term {
		a.Auto = false
	}
	return a
}

// fits holds the words from i to j against a pattern.
func (f *Finder) fits(p *Pattern, i, j int) (m Match, ok bool) {
	first, last := &f.tokens[i], &f.tokens[j]
	if first.stuck || first.sigil || j+1 < len(f.tokens) && f.tokens[j+1].stuck {
		return m, false
	}
	m = Match{Pattern: p, From: int(first.from), To: int(last.to), Group: int(first.group), form: exact}
	for k := i; k <= j; k++ {
		t := &f.tokens[k]
		if k > i && p.seps[k-i-1] != t.sep {
			switch {
			case p.seps[k-i-1] == blank && t.sep == hyphen:
			case p.seps[k-i-1] == hyphen && t.sep == blank:
				m.Spelt = true
			default:
				return m, false
			}
		}
		if t.group != first.group {
			m.Group = -1
		}
		form, end := f.form(p, k-i, k)
		if form == unlike {
			return m, false
		}
		if form != exact {
			m.form = form
		}
		if k == j {
			m.To = end
		}
	}
	if m.Spelt && len(p.words) == 2 && !f.noun(i) {
		return m, false
	}
	m.Auto = p.Auto && m.Group >= 0
	m.Weak = p.weak || m.form == verb
	return m, true
}

// form holds one word of the text against a pattern's, and says where it ends
// without its genitive.
func (f *Finder) form(p *Pattern, k, at int) (form, int) {
	name, phrase, t := p.words[k], len(p.words) > 1, &f.tokens[at]
	text := plain(string(f.src[t.from:t.to]))
	bare := withoutGenitive(text)
	if strings.HasSuffix(name.lower, "'s") || strings.HasSuffix(name.lower, "'") {
		bare = withoutGenitive(bare)
	}
	end := int(t.to)
	if cut := len(text) - len(bare); cut > 0 && k+1 == len(p.words) {
		for _, mark := range []string{"'s", "\u2019s", "'", "\u2019"} {
			if bytes.HasSuffix(f.src[t.from:t.to], []byte(mark)) {
				end -= len(mark)
				break
			}
		}
	}
	if name.caps {
		return f.abbreviation(name, bare, at), end
	}
	if !phrase && !f.capitalised(name, bare, t) {
		return unlike, end
	}
	form := f.v.inflected(name, strings.ToLower(bare), phrase)
	last := k+1 == len(p.words)
	switch form {
	case plural, singular: // the first of "rules of thumb", else the last
		if !last && !(k == 0 && prepositions[p.words[1].lower]) {
			return unlike, end
		}
	case verb:
		if k > 0 {
			return unlike, end
		}
	}
	return form, end
}

// abbreviation holds a word against a name in capitals, letter for letter: BATNA,
// BATNAs. Among other words in capitals it may be any word.
func (f *Finder) abbreviation(name word, text string, i int) form {
	form := unlike
	switch text {
	case name.text:
		form = exact
	case name.text + "s":
		form = plural
	default:
		return unlike
	}
	shouted := func(k int, sep sep) bool {
		return k >= 0 && k < len(f.tokens) && sep == blank && f.tokens[k].caps && f.tokens[k].stem == 0
	}
	if shouted(i-1, f.tokens[i].sep) || i+1 < len(f.tokens) && shouted(i+1, f.tokens[i+1].sep) {
		return unlike
	}
	return form
}

// capitalised tells whether a single word's capital letters fit a name's: a
// capital letter within a sentence makes a name of something else.
func (f *Finder) capitalised(name word, text string, t *token) bool {
	r, n := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(r) {
		return !name.title
	}
	if n < len(text) && t.caps {
		return false
	}
	return name.title || t.first
}

// noun tells whether a word before the i-th makes it a noun: "a trade off", while
// "we trade off" is a verb.
func (f *Finder) noun(i int) bool {
	if i == 0 || f.tokens[i].sep != blank {
		return false
	}
	before := f.tokens[i-1]
	return determiners[strings.ToLower(string(f.src[before.from:before.to]))]
}
