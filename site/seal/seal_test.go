package seal

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

type brief struct {
	HTML   string `json:"html"`
	Points []int  `json:"points"`
}

var (
	secret  = secretOf([]byte("0123456789abcdef0123456789abcdef"))
	canary  = "canary-in-a-brief"
	content = NewContent(brief{"<p>" + canary + strings.Repeat(" more", 300) + "</p>", []int{900, 700}})
)

// codes are two of a role's and the one that opens everything.
func codes() []Code {
	return []Code{secret.Code("deal", "Buyer", 0), secret.Code("deal", "Buyer", 1), secret.Code("deal", "", 0)}
}

func sealed(t *testing.T) []byte {
	t.Helper()
	b, err := secret.On("exercises/deal").Seal("buyer", content, codes())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// open reads a box with another's reader.
func open(b []byte, code Code) (brief, error) {
	var got brief
	parsed, err := jose.ParseEncryptedJSON(string(b), []jose.KeyAlgorithm{jose.PBES2_HS256_A128KW}, []jose.ContentEncryption{jose.A256GCM})
	if err != nil {
		return got, err
	}
	_, _, plain, err := parsed.DecryptMulti([]byte(code.letters))
	if err != nil {
		return got, err
	}
	return got, json.Unmarshal(plain, &got)
}

// TestOpens holds that another's reader opens what is sealed, with each code and no
// other, and that a build says the same bytes each time.
func TestOpens(t *testing.T) {
	b := sealed(t)
	for _, code := range codes() {
		if got, err := open(b, code); err != nil || !strings.Contains(got.HTML, canary) || got.Points[1] != 700 {
			t.Errorf("with %s: %v, %.40s", code, err, got.HTML)
		}
	}
	for _, code := range []Code{secret.Code("deal", "Seller", 0), secret.Code("deal", "Buyer", 2), secret.Code("other", "Buyer", 0)} {
		if _, err := open(b, code); err == nil {
			t.Errorf("%s opens what is not for it", code)
		}
	}
	if again := sealed(t); string(again) != string(b) {
		t.Error("the same content is sealed in two ways")
	}
	if strings.Contains(string(b), canary) {
		t.Error("the content can be read")
	}
}

// TestKeys holds that no key meets one nonce with two texts.
func TestKeys(t *testing.T) {
	keys := map[string]bool{}
	for _, id := range []string{"a", "b"} {
		for _, text := range []string{"x", "y"} {
			b, err := secret.On(id).Seal("brief", NewContent(text), codes()[:1])
			if err != nil {
				t.Fatal(err)
			}
			var got box
			if err := json.Unmarshal(b, &got); err != nil {
				t.Fatal(err)
			}
			keys[got.Recipients[0].Key] = true
			if len(got.Ciphertext) != (step*4+2)/3 {
				t.Errorf("a short text makes %d letters", len(got.Ciphertext))
			}
		}
	}
	if len(keys) != 4 {
		t.Errorf("%d keys for 4 contents", len(keys))
	}
}

// TestFlips turns every bit: what belongs to the content or to the recipient that is
// used is refused, and what belongs to others changes nothing.
func TestFlips(t *testing.T) {
	b := sealed(t)
	want, err := open(b, codes()[0])
	if err != nil {
		t.Fatal(err)
	}
	var whole box
	if err := json.Unmarshal(b, &whole); err != nil {
		t.Fatal(err)
	}
	flips := func(name string, refused bool, at func(*box) *string) {
		raw, err := base64.RawURLEncoding.DecodeString(*at(&whole))
		if err != nil {
			t.Fatal(err)
		}
		for i := range raw {
			if i%7 != 0 && len(raw) > 64 { // PBKDF2 takes its time
				continue
			}
			raw[i] ^= 1 << (i % 8)
			with := whole
			with.Recipients = append([]recipient(nil), whole.Recipients...)
			*at(&with) = encode(raw)
			raw[i] ^= 1 << (i % 8)
			flipped, _ := json.Marshal(with)
			got, err := open(flipped, codes()[0])
			if refused && err == nil {
				t.Errorf("%s: a flip in byte %d is not noticed", name, i)
			}
			if err == nil && !reflect.DeepEqual(got, want) {
				t.Errorf("%s: a flip in byte %d changes what is shown", name, i)
			}
		}
	}
	flips("ciphertext", true, func(b *box) *string { return &b.Ciphertext })
	flips("iv", true, func(b *box) *string { return &b.IV })
	flips("tag", true, func(b *box) *string { return &b.Tag })
	flips("protected header", true, func(b *box) *string { return &b.Protected })
	flips("own key", true, func(b *box) *string { return &b.Recipients[0].Key })
	flips("own salt", true, func(b *box) *string { return &b.Recipients[0].Header.Salt })
	flips("another's key", false, func(b *box) *string { return &b.Recipients[1].Key })
	flips("another's salt", false, func(b *box) *string { return &b.Recipients[2].Header.Salt })
}

// TestTyping tries codes as people type them.
func TestTyping(t *testing.T) {
	code := secret.Code("deal", "Buyer", 0)
	text := code.String()
	if len(text) != 20 || strings.Count(text, "-") != 3 {
		t.Fatalf("a code is %q", text)
	}
	for _, typed := range []string{text, strings.ToLower(text), " " + strings.ReplaceAll(text, "-", " ") + "\n", strings.ReplaceAll(text, "-", "\u2013"), strings.NewReplacer("0", "o", "1", "l").Replace(text)} {
		if got, err := ParseCode(typed); err != nil || got != code {
			t.Errorf("%q: %v, %v", typed, got, err)
		}
	}
	for i := range code.letters {
		for _, letter := range alphabet {
			wrong := code.letters[:i] + string(letter) + code.letters[i+1:]
			if _, err := ParseCode(wrong); (err == nil) != (wrong == code.letters) {
				t.Errorf("%s for %s: %v", wrong, code.letters, err)
			}
		}
		for j := range i {
			swapped := []byte(code.letters)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			if _, err := ParseCode(string(swapped)); err == nil && string(swapped) != code.letters {
				t.Errorf("%s for %s is taken", swapped, code.letters)
			}
		}
	}
	for typed, want := range map[string]error{"": ErrCodeLength, text[:19]: ErrCodeLength, text + "1": ErrCodeLength, "U" + text[1:]: ErrCodeLetter, "é" + text[1:]: ErrCodeLetter, "<script>": ErrCodeLetter} {
		if _, err := ParseCode(typed); err != want {
			t.Errorf("%q: %v, not %v", typed, err, want)
		}
	}
}

// TestSecret writes a secret and reads it again; what is no secret is refused, and not
// quoted.
func TestSecret(t *testing.T) {
	text, err := NewSecret(strings.NewReader(strings.Repeat("entropy!", 4)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := ParseSecret(strings.ReplaceAll(text, "\n", "\r\n"))
	if err != nil || string(s.key()) != "entropy!entropy!entropy!entropy!" {
		t.Fatalf("%q: %v", text, err)
	}
	if _, err := ParseSecret(strings.ToLower(strings.Split(text, "\n")[1])); err != nil {
		t.Error(err)
	}
	line := strings.Split(text, "\n")[1]
	for _, wrong := range []string{"", "# only a remark", "password", line[1:], line[:len(line)-1], "0" + line[1:], line + "A"} {
		if _, err := ParseSecret(wrong); err != ErrSecret {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if _, err := NewSecret(strings.NewReader("short")); err == nil {
		t.Error("a secret of five bytes")
	}
}

// TestPrintsNothing tries every way in which a value gets into a text by mistake.
func TestPrintsNothing(t *testing.T) {
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T %[1]v"} {
		for _, value := range []any{content, &content, struct{ C Content }{content}, struct{ c Content }{content}, struct{ s Secret }{secret}, []Content{content}, map[string]Content{"a": content}, secret, &secret, struct{ S Secret }{secret}} {
			if got := fmt.Sprintf(format, value); strings.Contains(got, "anary") || strings.Contains(got, "0123456789") || strings.Contains(got, "303132") || strings.Contains(got, "48 49 50") {
				t.Errorf("%s of %T: %s", format, value, got)
			}
		}
	}
	if b, err := json.Marshal(map[string]any{"c": content, "s": secret}); err != nil || strings.Contains(string(b), "anary") || len(b) > 40 {
		t.Errorf("JSON says %s", b)
	}
	if _, err := secret.On("x").Seal("brief", NewContent(map[string]any{canary: func() {}}), codes()); err == nil || strings.Contains(err.Error(), canary) {
		t.Errorf("a content that cannot be written: %v", err)
	}
}

// TestFixture keeps the box that the client's tests open, and npm's jose.
func TestFixture(t *testing.T) {
	fixture := struct {
		Codes []string        `json:"codes"`
		Other string          `json:"other"`
		Plain brief           `json:"plain"`
		Box   json.RawMessage `json:"box"`
	}{Other: secret.Code("deal", "Seller", 0).String(), Plain: content.value().(brief), Box: sealed(t)}
	for _, code := range codes() {
		fixture.Codes = append(fixture.Codes, code.String())
	}
	got, err := json.MarshalIndent(fixture, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile("testdata/sealed.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile("testdata/sealed.json"); err != nil || string(want) != string(got) {
		t.Errorf("testdata/sealed.json is not what is sealed today (%v): make update, and see whether sites' codes still open what they did", err)
	}
}
