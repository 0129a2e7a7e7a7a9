package record

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

var errJSON = errors.New("not JSON that Parley reads")

// Canonical writes JSON anew so that one value has one text: keys sorted by their
// UTF-16 units, no blanks, strings and numbers as JSON.stringify writes them. Of a
// key that stands twice the last counts, as in JSON.parse. What the two languages
// would read differently is an error: text that is not UTF-8, half of a surrogate
// pair, a number beyond a double, more than MaxDepth brackets within each other.
func Canonical(src []byte) ([]byte, error) {
	value, err := decode(src)
	if err != nil {
		return nil, err
	}
	return appendJSON(nil, value, 0)
}

// decode reads JSON as JavaScript does: numbers are doubles.
func decode(src []byte) (any, error) {
	if !utf8.Valid(src) || !json.Valid(src) || loneSurrogate(src) {
		return nil, errJSON
	}
	var value any
	if err := json.Unmarshal(src, &value); err != nil {
		return nil, errJSON
	}
	return value, nil
}

// loneSurrogate looks for an escaped half of a pair in valid JSON, which package
// json would replace.
func loneSurrogate(src []byte) bool {
	for i := 0; i < len(src); i++ {
		if src[i] != '\\' {
			continue
		}
		i++
		r, ok := escaped(src[i-1:])
		if !ok || !utf16.IsSurrogate(r) {
			continue
		}
		low, ok := escaped(src[i+5:])
		if !ok || utf16.DecodeRune(r, low) == utf8.RuneError {
			return true
		}
		i += 10
	}
	return false
}

// escaped reads \uXXXX.
func escaped(src []byte) (rune, bool) {
	if len(src) < 6 || src[0] != '\\' || src[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(src[2:6]), 16, 32)
	return rune(n), err == nil
}

func appendJSON(b []byte, value any, depth int) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return append(b, "null"...), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	case float64:
		return appendNumber(b, v), nil
	case string:
		return appendString(b, v), nil
	}
	if depth == MaxDepth {
		return nil, errJSON
	}
	var err error
	if list, ok := value.([]any); ok {
		b = append(b, '[')
		for i, member := range list {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendJSON(b, member, depth+1); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	}
	object, _ := value.(map[string]any)
	b = append(b, '{')
	for i, key := range sortedKeys(object) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, key), ':')
		if b, err = appendJSON(b, object[key], depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compareUTF16)
	return keys
}

// compareUTF16 compares as JavaScript does. It is the order of bytes, but for
// characters beyond U+FFFF: they begin with a surrogate, which stands before U+E000.
func compareUTF16(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		switch beyond := x >= 0xF0; {
		case x == y:
		case x >= 0xEE && y >= 0xEE && beyond != (y >= 0xF0):
			return cmp.Compare(y, x)
		default:
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(a), len(b))
}

// appendNumber writes a number as JavaScript does.
func appendNumber(b []byte, f float64) []byte {
	if f == 0 {
		return append(b, '0') // -0 too
	}
	if abs := math.Abs(f); abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	if n := len(b); b[n-4] == 'e' && b[n-2] == '0' { // e-07 is e-7
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := range len(s) {
		c := s[i]
		switch at := bytes.IndexByte([]byte("\b\f\n\r\t\"\\"), c); {
		case at >= 0:
			b = append(b, '\\', `bfnrt"\`[at])
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// units is the length of a text in JavaScript.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
