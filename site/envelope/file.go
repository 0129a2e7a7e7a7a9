package envelope

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Refusal is why a file is not read, in the words of whoever has it.
type Refusal string

// Error says it.
func (r Refusal) Error() string { return string(r) }

// What can be wrong with a file.
const (
	NotOurs    Refusal = "this is no file of Parley's: it begins with " + armor.Header
	Cut        Refusal = "the end is missing: copy all of it, down to " + armor.Footer + ", or ask for it again"
	Edited     Refusal = "it was changed on its way, so it is not opened: ask for it again, as an attachment"
	OtherKey   Refusal = "it is sealed to another key: say which card you use now, and ask for it again"
	OtherWords Refusal = "these are not its words: compare them with the sender, letter by letter"
	AsksWords  Refusal = "it opens with words that its sender tells you: put them into a file and name it with --phrase-file"
	Foreign    Refusal = "it belongs to another site"
	Newer      Refusal = "it was made by a newer Parley: update this one first"
	Unsigned   Refusal = "its signature does not fit the sender's card: ask the sender in another way"
	PassedOn   Refusal = "it was written for somebody else, who has passed it on: ask its sender whether you may read it"
	TooLarge   Refusal = "it is far larger than any file of Parley's"
	Unreadable Refusal = "it opens, but there is nothing in it that Parley can read: ask for it again"
)

// Largest is how many bytes of a file are read.
const Largest = 1_000_000

const (
	signedAs  = "parley envelope 1\n"
	work      = 15 // scrypt's; a phrase has 96 random bits anyhow
	mostWork  = 18
	secretTag = "-> scrypt "
)

// Opened is what was in a file. Line is the envelope as it was sealed.
type Opened struct {
	*Envelope
	Line string
}

// Over tells whether the day until which it may be used is over.
func (e *Envelope) Over(now time.Time) bool { return e.Expires < now.Format(time.DateOnly) }

// Seal writes a file that the receiver's key opens, and the sender's own.
func (e *Envelope) Seal(by Secret) (string, error) {
	sealed := *e
	sealed.From.Card = by.Card()
	var to []age.Recipient
	for _, card := range []Card{sealed.To.Card, sealed.From.Card} {
		r, err := card.recipient()
		if err != nil {
			return "", err
		}
		to = append(to, r)
	}
	line, err := sealed.Line()
	if err != nil {
		return "", err
	}
	return armored(line, ed25519.Sign(by.signer, []byte(signedAs+line)), to...)
}

// SealPhrase writes a file that a phrase opens. It is not signed.
func (e *Envelope) SealPhrase(phrase string) (string, error) {
	sealed := *e
	sealed.From.Card = ""
	to, err := age.NewScryptRecipient(plainPhrase(phrase))
	if err != nil {
		return "", err
	}
	to.SetWorkFactor(work)
	line, err := sealed.Line()
	if err != nil {
		return "", err
	}
	return armored(line, nil, to)
}

func armored(line string, signature []byte, to ...age.Recipient) (string, error) {
	var b bytes.Buffer
	a := armor.NewWriter(&b)
	w, err := age.Encrypt(a, to...)
	if err != nil {
		return "", err
	}
	_, err = io.WriteString(w, line+"\n"+base64.RawURLEncoding.EncodeToString(signature)+"\n")
	err = errors.Join(err, w.Close(), a.Close())
	return b.String(), err
}

// plainPhrase takes a phrase as somebody types it: capitals, blanks and hyphens do not
// matter.
func plainPhrase(typed string) string {
	letters := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(typed))
	var words []string
	for ; len(letters) >= 5; letters = letters[5:] {
		words = append(words, letters[:5])
	}
	return strings.Join(words, "-")
}

// Open opens a file by a secret. A site of "" opens files of every site. Its errors are
// Refusals.
func Open(file, site string, by Secret) (Opened, error) {
	opened, err := open(file, site, by.identity, OtherKey)
	if err == nil && opened.To.Card != by.Card() && opened.From.Card != by.Card() {
		return Opened{}, PassedOn // what is signed for one person can be sealed anew to another
	}
	return opened, err
}

// OpenPhrase opens a file by a phrase.
func OpenPhrase(file, site, phrase string) (Opened, error) {
	by, err := age.NewScryptIdentity(plainPhrase(phrase))
	if err != nil {
		return Opened{}, OtherWords
	}
	by.SetMaxWorkFactor(mostWork)
	return open(file, site, by, OtherWords)
}

func open(file, site string, by age.Identity, not Refusal) (Opened, error) {
	sealed, err := unarmored(file)
	if err != nil {
		return Opened{}, err
	}
	if not == OtherKey && bytes.Contains(sealed[:min(200, len(sealed))], []byte(secretTag)) {
		return Opened{}, AsksWords
	}
	plain, err := decrypt(sealed, by)
	var wrong *age.NoIdentityMatchError
	if errors.As(err, &wrong) {
		return Opened{}, not
	} else if err != nil {
		return Opened{}, Edited
	}
	if !utf8.Valid(plain) {
		return Opened{}, Unreadable
	}
	parts := strings.Split(string(plain), "\n")
	if len(parts) != 3 || parts[2] != "" {
		return Opened{}, Cut
	}
	e, err := parse(parts[0], site)
	if err != nil {
		return Opened{}, err
	}
	if !signed(parts[0], parts[1], e.From.Card) {
		return Opened{}, Unsigned
	}
	return Opened{e, parts[0]}, nil
}

func signed(line, signature string, card Card) bool {
	if card == "" || signature == "" {
		return card == "" && signature == ""
	}
	sig, err := base64.RawURLEncoding.DecodeString(signature)
	key := card.verifier()
	return err == nil && key != nil && ed25519.Verify(key, []byte(signedAs+line), sig)
}

// unarmored takes the file out of what a mail program made of it: quoted, indented,
// between lines of its own.
func unarmored(file string) ([]byte, error) {
	if len(file) > Largest {
		return nil, TooLarge
	}
	_, rest, found := strings.Cut(file, armor.Header)
	if !found {
		return nil, NotOurs
	}
	body, _, found := strings.Cut(rest, armor.Footer)
	if !found {
		return nil, Cut
	}
	body = strings.NewReplacer(">", "", " ", "", "\t", "", "\r", "", "\n", "", "\u00a0", "").Replace(body)
	data, err := base64.StdEncoding.Strict().DecodeString(body)
	if err != nil {
		return nil, Edited
	}
	return data, nil
}

// decrypt opens a file of age, all of it or nothing.
func decrypt(sealed []byte, by age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), by)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
