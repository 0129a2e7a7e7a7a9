package seal

import (
	"errors"
	"strings"
)

// alphabet is Crockford's base 32: no letter that looks like a digit.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeBits    = 80
	codeLetters = codeBits / 5
)

// Code opens sealed contents: 80 random bits as 16 letters of Crockford's base 32, and
// a seventeenth that checks them.
type Code struct{ letters string }

// String writes a code in four groups, as hand-outs show it.
func (c Code) String() string {
	if c.letters == "" {
		return ""
	}
	return c.letters[:4] + "-" + c.letters[4:8] + "-" + c.letters[8:12] + "-" + c.letters[12:]
}

// Errors of ParseCode: what to tell whoever has typed it.
var (
	ErrCodeLength = errors.New("a code has 17 letters and digits, in four groups")
	ErrCodeLetter = errors.New("a code has letters and digits only, and no U")
	ErrCodeTyped  = errors.New("one of the letters is not right, or two have changed places")
)

// ParseCode reads a code as people type it: in any case, with or without hyphens and
// blanks, O for 0, I and L for 1. It refuses what the check letter tells to be wrong.
func ParseCode(text string) (Code, error) {
	var letters []byte
	for _, r := range strings.ToUpper(text) {
		switch r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		case '-', ' ', '\u00a0', '\u2010', '\u2011', '\u2013', '\t', '\n', '\r':
			continue
		}
		if r > 127 || !strings.ContainsRune(alphabet, r) {
			return Code{}, ErrCodeLetter
		}
		letters = append(letters, byte(r))
	}
	if len(letters) != codeLetters+1 {
		return Code{}, ErrCodeLength
	}
	c := Code{string(letters)}
	if check := checkOf(c.letters[:codeLetters]); check >= len(alphabet) || alphabet[check] != letters[codeLetters] {
		return Code{}, ErrCodeTyped
	}
	return c, nil
}

// codeOf makes a code of 80 bits. Those whose check symbol would be one of the five
// that are no letter are not used: nobody finds these on a telephone's keys.
func codeOf(bits []byte) (Code, bool) {
	var b strings.Builder
	for i := range codeLetters {
		at := i * 5
		pair := uint(bits[at/8]) << 8
		if at/8+1 < len(bits) {
			pair |= uint(bits[at/8+1])
		}
		b.WriteByte(alphabet[pair>>(11-at%8)&31])
	}
	letters := b.String()
	check := checkOf(letters)
	if check >= len(alphabet) {
		return Code{}, false
	}
	return Code{letters + alphabet[check:check+1]}, true
}

// checkOf is Crockford's check: the number modulo 37, which tells every single wrong
// letter and every two that have changed places.
func checkOf(letters string) int {
	n := 0
	for i := range len(letters) {
		n = (n*32 + strings.IndexByte(alphabet, letters[i])) % 37
	}
	return n
}
