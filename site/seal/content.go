package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	kw "github.com/go-jose/go-jose/v4/cipher"
)

// Content is something to be sealed. It has no part that can be read or printed: a
// function is an address to every printer, also where no method of ours is asked.
type Content struct{ value func() any }

// Later takes what gives a value that JSON can hold, and is asked when it is sealed.
func Later(value func() any) Content { return Content{value} }

// NewContent takes a value that JSON can hold.
func NewContent(value any) Content { return Content{func() any { return value }} }

// Format keeps what is sealed out of everything that is printed, whatever the verb.
func (Content) Format(f fmt.State, _ rune) { f.Write([]byte("sealed")) }

// MarshalJSON keeps what is sealed out of files that are not sealed.
func (Content) MarshalJSON() ([]byte, error) { return []byte(`"sealed"`), nil }

const (
	rounds = 10_000 // of PBKDF2: codes of 80 random bits need none, and readers refuse more
	step   = 1024   // bytes to which contents are filled up, so that lengths tell little
	alg    = "PBES2-HS256+A128KW"
)

// box is a JWE in general JSON serialization.
type box struct {
	Protected  string      `json:"protected"`
	Recipients []recipient `json:"recipients"`
	IV         string      `json:"iv"`
	Ciphertext string      `json:"ciphertext"`
	Tag        string      `json:"tag"`
}

type recipient struct {
	Header header `json:"header"`
	Key    string `json:"encrypted_key"`
}

type header struct {
	Alg   string `json:"alg"`
	Count int    `json:"p2c"`
	Salt  string `json:"p2s"`
}

// Page seals what stands on one page. All of it shares one salt: whoever has a code
// derives one key, however many codes and contents there are. It is safe for use by
// several goroutines.
type Page struct {
	secret Secret
	id     string
	salt   []byte
	mu     sync.Mutex
	under  map[Code][]byte // what each code derives
}

// On seals for a page, by its id in the site.
func (s Secret) On(id string) *Page {
	return &Page{secret: s, id: id, salt: s.derive(16, "salt", id), under: map[Code][]byte{}}
}

// Seal seals a content under a key of the page, for each of the codes to open. It fails
// for a content that is no JSON.
func (p *Page) Seal(part string, content Content, codes []Code) ([]byte, error) {
	plain, err := json.Marshal(content.value())
	if err != nil {
		return nil, fmt.Errorf("what is sealed as %s of %s cannot be written", part, p.id) // the error would quote it
	}
	if more := len(plain) % step; more > 0 {
		plain = append(plain, slices.Repeat([]byte(" "), step-more)...)
	}
	sum := sha256.Sum256(plain)
	key := p.secret.derive(32, "content", p.id, part, string(sum[:]))
	iv := p.secret.derive(12, "nonce", p.id, part, string(sum[:]))
	b := box{Protected: encode([]byte(`{"enc":"A256GCM"}`)), IV: encode(iv)}
	for _, code := range codes {
		wrapped, err := p.wrap(key, code)
		if err != nil {
			return nil, err
		}
		b.Recipients = append(b.Recipients, recipient{header{alg, rounds, encode(p.salt)}, encode(wrapped)})
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	out := gcm.Seal(nil, iv, plain, []byte(b.Protected))
	b.Ciphertext, b.Tag = encode(out[:len(plain)]), encode(out[len(plain):])
	return json.Marshal(b)
}

// wrap locks a key away under a code (RFC 7518, 4.8).
func (p *Page) wrap(key []byte, code Code) ([]byte, error) {
	p.mu.Lock()
	under, known := p.under[code]
	p.mu.Unlock()
	if !known {
		var err error
		under, err = pbkdf2.Key(sha256.New, code.letters, slices.Concat([]byte(alg), []byte{0}, p.salt), rounds, 16)
		if err != nil {
			return nil, err
		}
		p.mu.Lock()
		p.under[code] = under
		p.mu.Unlock()
	}
	block, err := aes.NewCipher(under)
	if err != nil {
		return nil, err
	}
	return kw.KeyWrap(block, key)
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
