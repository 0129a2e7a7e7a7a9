package envelope

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"regexp"
	"strings"

	"filippo.io/age"

	"github.com/parley-kit/parley/site/course"
)

// Card is the public part of a key: "parley1.", the recipient of age, a dot, the
// Ed25519 key in base64url.
type Card string

var cardShape = regexp.MustCompile(`^parley1\.(age1[02-9ac-hj-np-z]{58})\.([A-Za-z0-9_-]{43})$`)

// valid tells whether it is a card or none.
func (c Card) valid() bool { return c == "" || cardShape.MatchString(string(c)) }

// Words are the six words by which two people compare a card.
func (c Card) Words() string { return strings.Join(course.CardWords(string(c)), " ") }

// verifier is the key that signatures of the card are checked with; nil for no card.
func (c Card) verifier() ed25519.PublicKey {
	m := cardShape.FindStringSubmatch(string(c))
	if m == nil {
		return nil
	}
	key, err := base64.RawURLEncoding.DecodeString(m[2])
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil
	}
	return key
}

func (c Card) recipient() (age.Recipient, error) {
	m := cardShape.FindStringSubmatch(string(c))
	if m == nil {
		return nil, errors.New("this is no key card: it is one line that begins with parley1.age1")
	}
	return age.ParseX25519Recipient(m[1])
}

// Secret opens what is sealed to its card, and signs for it.
type Secret struct {
	identity *age.X25519Identity
	signer   ed25519.PrivateKey
}

// NewSecret makes a key.
func NewSecret() (Secret, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return Secret{}, err
	}
	return secretOf(identity)
}

var (
	comment  = regexp.MustCompile(`(?m)^#.*$`)
	oneLine  = regexp.MustCompile(`\s+`)
	identity = regexp.MustCompile(`AGE-SECRET-KEY-1[0-9A-Z]{58}`)
)

// ParseSecret reads a key file: age's own kind, with one key.
func ParseSecret(text string) (Secret, error) {
	found := identity.FindAllString(oneLine.ReplaceAllString(strings.ToUpper(comment.ReplaceAllString(text, "")), ""), -1)
	if len(found) != 1 {
		return Secret{}, errors.New("a key file has one line that begins with AGE-SECRET-KEY-1 and has 74 signs")
	}
	key, err := age.ParseX25519Identity(found[0])
	if err != nil {
		return Secret{}, errors.New("the key has a slip of the pen: its last signs do not fit the others")
	}
	return secretOf(key)
}

func secretOf(identity *age.X25519Identity) (Secret, error) {
	seed, err := hkdf.Key(sha256.New, []byte(identity.String()), nil, "parley sign 1", ed25519.SeedSize)
	if err != nil {
		return Secret{}, err
	}
	return Secret{identity, ed25519.NewKeyFromSeed(seed)}, nil
}

// Text is the secret as it stands in a key file.
func (s Secret) Text() string { return s.identity.String() }

// String keeps it out of what is printed by mistake.
func (s Secret) String() string { return "a secret key" }

// GoString does the same.
func (s Secret) GoString() string { return s.String() }

// Card is the public part.
func (s Secret) Card() Card {
	public := s.signer.Public().(ed25519.PublicKey)
	return Card("parley1." + s.identity.Recipient().String() + "." + base64.RawURLEncoding.EncodeToString(public))
}

// File is the key as it is kept: age's programs read it, too.
func (s Secret) File() string {
	return "# A key for Parley. Whoever has it can read what is sealed to you. Show it to nobody.\n# Six words of its card: " +
		s.Card().Words() + "\n# " + string(s.Card()) + "\n" + s.Text() + "\n"
}
