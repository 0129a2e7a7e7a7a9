package envelope

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
)

func sample() *Envelope {
	return &Envelope{
		Parley: "envelope", V: 1, Site: "s", ID: strings.Repeat("E", 22), Kind: "case", Purpose: "coaching",
		Made: "2026-11-27T10:00:00Z", Expires: "2027-02-25", From: Party{Name: "Ana"}, To: Party{Name: "Ben"}, Case: strings.Repeat("C", 22),
		Body: Body{Name: "Oak", Sheets: []Sheet{{Form: "w/p#preparation", Title: "Preparation", Step: "preparation", Fields: []Field{
			{Ref: "w/p#limit", Label: "Limit", Kind: "money", Means: "reservation", Value: Value{Text: "900\u202f000 €"}},
			{Ref: "w/p#expected", Label: "Expected", Kind: "money", Value: Value{Range: &Range{"1", "2", "80"}}},
			{Ref: "w/p#who", Label: "Who", Kind: "rows", Value: Value{Rows: [][]string{{"Who", "What"}, {"Seller", ""}}}},
		}}}, Locks: []Lock{}},
	}
}

func keys(t *testing.T) (ana, ben, eve Secret) {
	t.Helper()
	var all [3]Secret
	for i := range all {
		var err error
		if all[i], err = NewSecret(); err != nil {
			t.Fatal(err)
		}
	}
	return all[0], all[1], all[2]
}

func TestRoundTrip(t *testing.T) {
	ana, ben, eve := keys(t)
	e := sample()
	e.To.Card = ben.Card()
	file, err := e.Seal(ana)
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []Secret{ana, ben} {
		got, err := Open(file, "s", by)
		if err != nil {
			t.Fatal(err)
		}
		want := *e
		want.From.Card = ana.Card()
		line, _ := want.Line()
		if again, _ := got.Envelope.Line(); again != line || got.Line != line {
			t.Errorf("got %s\nwant %s", again, line)
		}
	}
	if _, err := Open(file, "s", eve); err != OtherKey {
		t.Errorf("another key: %v", err)
	}
	// The age program opens it with the key file.
	ids, err := age.ParseIdentities(strings.NewReader(ben.File()))
	sealed, _ := unarmored(file)
	if plain, err2 := decrypt(sealed, ids[0]); err != nil || err2 != nil || !strings.Contains(string(plain), "Oak") {
		t.Errorf("age: %v %v", err, err2)
	}
	if said := fmt.Sprintf("%v %+v %#v %s", ben, ben, ben, ben); strings.Contains(said, "AGE-SECRET") {
		t.Errorf("it says %s", said)
	}
	again, err := ParseSecret(strings.ToLower(ben.File()))
	if err != nil || again.Card() != ben.Card() {
		t.Errorf("the key file gives %s, %v", again.Card(), err)
	}
}

func TestPhrase(t *testing.T) {
	ana, _, _ := keys(t)
	file, err := sample().SealPhrase("lusab-babad-gutih-tugad-hidan-jovok")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := OpenPhrase(file, "s", " LUSAB babad gutih  tugad hidan-jovok\n"); err != nil || got.Body.Name != "Oak" {
		t.Error(err)
	}
	if _, err := OpenPhrase(file, "s", "lusab babad"); err != OtherWords {
		t.Error(err)
	}
	if _, err := Open(file, "s", ana); err != AsksWords {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	ana, ben, eve := keys(t)
	seal := func(by Secret, change func(*Envelope)) string {
		e := sample()
		e.To.Card = ben.Card()
		if change != nil {
			change(e)
		}
		file, err := e.Seal(by)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	good := seal(ana, nil)
	forged := func() string { // another's card, one's own signature
		e := sample()
		e.From.Card, e.To.Card = ana.Card(), ben.Card()
		line, _ := e.Line()
		to, _ := ben.Card().recipient()
		file, _ := armored(line, ed25519.Sign(eve.signer, []byte(signedAs+line)), to)
		return file
	}
	passedOn := func() string { // Ana's words to Eve, whole, sealed to Ben by Eve
		e := sample()
		e.From.Card, e.To.Card = ana.Card(), eve.Card()
		line, _ := e.Line()
		to, _ := ben.Card().recipient()
		file, _ := armored(line, ed25519.Sign(ana.signer, []byte(signedAs+line)), to)
		return file
	}
	lines := strings.Split(good, "\n")
	other := "A"
	if lines[4][0] == 'A' {
		other = "B"
	}
	lines[4] = other + lines[4][1:]
	quoted := "Hello,\r\n> " + strings.ReplaceAll(good, "\n", "\r\n> ") + "\r\nAna"
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"good": {good, nil}, "quoted by mail": {quoted, nil},
		"not ours": {"hello", NotOurs}, "cut": {good[:len(good)-60], Cut}, "edited": {strings.Join(lines, "\n"), Edited},
		"newer":     {seal(ana, func(e *Envelope) { e.V = 2 }), Newer},
		"foreign":   {seal(ana, func(e *Envelope) { e.Site = "another" }), Foreign},
		"odd kind":  {seal(ana, func(e *Envelope) { e.Kind = "trap" }), Unreadable},
		"long name": {seal(ana, func(e *Envelope) { e.Body.Name = strings.Repeat("x", 201) }), Unreadable},
		"forged":    {forged(), Unsigned}, "passed on": {passedOn(), PassedOn}, "too large": {strings.Repeat("x", Largest+1), TooLarge},
	} {
		if _, err := Open(c.file, "s", ben); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	e := Envelope{Expires: "2026-01-01"}
	if day := func(d int) time.Time { return time.Date(2026, 1, d, 12, 0, 0, 0, time.UTC) }; e.Over(day(1)) || !e.Over(day(2)) {
		t.Error("it may be used to the end of its day")
	}
}

// TestFixtures opens what a browser sealed in version 1: every later version must.
func TestFixtures(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	secret, err := ParseSecret(read("v1.key"))
	if err != nil || !strings.Contains(read("v1.key"), string(secret.Card())) || !strings.Contains(read("v1.key"), secret.Card().Words()) {
		t.Fatalf("%v: %s, %s", err, secret.Card(), secret.Card().Words())
	}
	if e, err := Open(read("v1-case.txt"), "s", secret); err != nil || e.Body.Sheets[0].Fields[0].Value.Text != "900\u202f000 €" {
		t.Error(err)
	}
	if e, err := OpenPhrase(read("v1-phrase.txt"), "s", "lusab babad gutih tugad hidan jovok"); err != nil || e.Body.Name != "Oak" {
		t.Error(err)
	}
}

// TestVectors opens what Seal has made in version 1; the browser's tests open it, too.
func TestVectors(t *testing.T) {
	const file = "../../test/client/envelope-vectors.json"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var v struct{ Secret, Card, Words, EnvelopeLine, File, Phrase, PhraseFile string }
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	secret, err := ParseSecret(v.Secret)
	if err != nil || string(secret.Card()) != v.Card || secret.Card().Words() != v.Words {
		t.Errorf("%v: %s, %s", err, secret.Card(), secret.Card().Words())
	}
	if got, err := Open(v.File, "s", secret); err != nil || got.Line != v.EnvelopeLine {
		t.Errorf("%v: %s", err, got.Line)
	}
	if _, err := OpenPhrase(v.PhraseFile, "s", v.Phrase); err != nil {
		t.Error(err)
	}
}

func FuzzOpen(f *testing.F) {
	secret, err := NewSecret()
	if err != nil {
		f.Fatal(err)
	}
	file, err := sample().SealPhrase("lusab babad")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add("-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----")
	f.Fuzz(func(t *testing.T, file string) {
		var refusal Refusal
		if _, err := Open(file, "", secret); err != nil && !errors.As(err, &refusal) {
			t.Errorf("%v is no refusal", err)
		}
		if e, err := parse(file, ""); err == nil {
			if _, err := e.Line(); err != nil {
				t.Error(err)
			}
		}
	})
}
