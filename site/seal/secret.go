package seal

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
)

// secretBytes is the length of a secret.
const secretBytes = 32

// Secret is what a site's keys and codes follow from. Like Content, it cannot be printed.
type Secret struct{ key func() []byte }

func secretOf(key []byte) Secret { return Secret{func() []byte { return key }} }

// Demo is the secret of previews. Everybody knows it.
func Demo() Secret {
	sum := sha256.Sum256([]byte("a secret that everybody knows"))
	return secretOf(sum[:])
}

// NewSecret writes a new secret for a file; random is the system's source.
func NewSecret(random io.Reader) (string, error) {
	key := make([]byte, secretBytes)
	if _, err := io.ReadFull(random, key); err != nil {
		return "", err
	}
	return secretHead + written(key) + "\n", nil
}

const secretHead = "# The secret of a Parley site: all codes follow from it. Keep it out of the site's folder.\n"

var crockford = base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)

// written is a secret as it stands in a file: its letters, and a sum of them.
func written(key []byte) string {
	sum := sha256.Sum256(key)
	return crockford.EncodeToString(append(key[:len(key):len(key)], sum[:3]...))
}

// ErrSecret says that a text is no secret.
var ErrSecret = errors.New("it is not a secret that Parley has made, or a letter of it is missing")

// ParseSecret reads what NewSecret wrote. The error tells nothing of what it read.
func ParseSecret(text string) (Secret, error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line == "" || line[0] == '#' {
			continue
		}
		all, err := crockford.DecodeString(strings.ToUpper(line))
		if err != nil || len(all) != secretBytes+3 || written(all[:secretBytes]) != strings.ToUpper(line) {
			return Secret{}, ErrSecret
		}
		return secretOf(all[:secretBytes]), nil
	}
	return Secret{}, ErrSecret
}

// Format keeps a secret out of logs, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { f.Write([]byte("a secret")) }

// IsZero tells whether there is none.
func (s Secret) IsZero() bool { return s.key == nil }

// Code is the nth code of somebody in an exercise, n from 0: a role, or who leads it.
func (s Secret) Code(exercise, opener string, n int) Code {
	for try := 0; ; try++ {
		if c, ok := codeOf(s.derive(codeBits/8, "code", exercise, opener, number(n), number(try))); ok {
			return c
		}
	}
}

// derive gives bytes for a purpose. No two lists of parts say the same.
func (s Secret) derive(length int, purpose string, parts ...string) []byte {
	info := []byte("parley 1 " + purpose)
	for _, part := range parts {
		info = binary.BigEndian.AppendUint32(info, uint32(len(part)))
		info = append(info, part...)
	}
	out, err := hkdf.Key(sha256.New, s.key(), nil, string(info), length)
	if err != nil {
		panic(err) // asked for more than HKDF can give
	}
	return out
}

func number(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }
