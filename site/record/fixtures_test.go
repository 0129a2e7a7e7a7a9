package record

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// fixture holds a file of testdata to what was found. test/client/record holds the
// client to the same file. PARLEY_UPDATE=1 writes it anew.
func fixture(t *testing.T, file string, found any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(found); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile("testdata/"+file, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("testdata/%s: found\n%s", file, b.Bytes())
	}
}

// hostile is JSON that two readers might understand differently.
var hostile = []string{
	`{"b":1,"a":2}`, ` { "b" : [ 1 , 2 ] } `, `[]`, `{}`, `"a"`, `null`, `true`, "\t1\r\n", ``, ` `, `{`, `[1,]`, `{"a":1,}`, `nul`, `NaN`, `Infinity`, `-`, `01`, `+1`, `.5`, `5.`, `1e`, `'a'`, `{a:1}`, `1 2`, "\ufeff1", "/**/1",
	// Keys.
	`{"__proto__":{"x":1},"constructor":2,"a":3}`, `{"__proto__":null}`, `{"a":1,"a":2}`, `{"a":{"b":1},"a":{"c":2}}`, `{"A":1,"a":2}`, `{"":0}`, `{"10":1,"9":2,"1":3}`, `{"a\u0000":1,"a":2}`,
	`{"` + "\U0001F600" + `":1,"` + "\ufb33" + `":2}`, `{"\ud83d\ude00":1,"\ufb33":2}`, `{"é":1,"e\u0301":2,"z":3}`,
	// Numbers.
	`0`, `-0`, `-0.0`, `0e5`, `1e400`, `-1e400`, `[1e309]`, `1e-400`, `1.7976931348623157e308`, `1.7976931348623159e308`, `5e-324`, `2e-324`, `9007199254740991`, `9007199254740992`, `9007199254740993`, `-9007199254740993`, `123456789012345678901234567890`,
	`1e21`, `999999999999999900000`, `1e20`, `1e-6`, `1e-7`, `0.000001`, `0.0000001`, `1.5e-9`, `1.5E+300`, `1e+10`, `0.1`, `0.30000000000000004`, `100`, `1.0`, `4.35`, `2.220446049250313e-16`, `1` + strings.Repeat("0", 400), `0.` + strings.Repeat("0", 400) + `1`, `1e99999999999999999999`, `-1e-99999999999999999999`,
	// Texts.
	`"\ud800"`, `"\udc00"`, `"\ud800\u0041"`, `"\ud800\ud800\udc00"`, `"\udc00\ud800"`, `"\uD83D\uDE00"`, `"\\ud800"`, `"\\\ud800"`, `"a\ud800"`, `{"\ud800":1}`, "\"\ud7ff\ue000\"", `"\u0000\u0001\u001f\u007f\u0080"`, `"\b\f\n\r\t\"\\\/"`, `"<>&\u2028\u2029"`, "\"\u2028\u2029\"", "\"\t\"", "\"\x00\"", "\"\x7f\"", `"\x41"`, `"\u12"`, `"\u00e9é"`, `"` + "\U0010FFFF\uFFFD\uFFFE" + `"`,
	"\"\xff\"", "\"\xed\xa0\x80\"", "\"\xc0\x80\"", "\"\xf4\x90\x80\x80\"", "\"a\xe2\x82\"", "{\"\xff\":1}",
	// Depth.
	strings.Repeat("[", 16) + strings.Repeat("]", 16), strings.Repeat("[", 17) + strings.Repeat("]", 17), strings.Repeat(`{"a":`, 16) + "1" + strings.Repeat("}", 16), strings.Repeat(`{"a":`, 17) + "1" + strings.Repeat("}", 17), strings.Repeat("[", 300), strings.Repeat("[", 300) + strings.Repeat("]", 300),
}

// TestCanonical holds both languages to one text for one value.
func TestCanonical(t *testing.T) {
	type one struct {
		In  string  `json:"in"` // base64, since it need not be text
		Out *string `json:"out"`
	}
	var found []one
	for _, src := range hostile {
		c := one{In: base64.StdEncoding.EncodeToString([]byte(src))}
		if out, err := Canonical([]byte(src)); err == nil {
			text := string(out)
			c.Out = &text
			if again, err := Canonical(out); err != nil || string(again) != text {
				t.Errorf("%s becomes %s, and that %s (%v)", src, text, again, err)
			}
		}
		found = append(found, c)
	}
	fixture(t, "canonical.json", found)
	for depth, want := range map[int]bool{MaxDepth: true, MaxDepth + 1: false, 20_000: false, 500_000: false} {
		if _, err := Canonical([]byte(strings.Repeat("[", depth) + strings.Repeat("]", depth))); (err == nil) != want {
			t.Errorf("%d brackets: %v", depth, err)
		}
	}
}

const (
	idA  = "AAAAAAAAAAAAAAAAAAAAAA"
	idB  = "BBBBBBBBBBBBBBBBBBBBBB"
	head = `"id":"` + idA + `","dev":"DDDDDDDDDDD","seq":1,"lam":1,"at":"2026-11-23T09:00:00Z","v":1,`
)

func repeated(text string, n int) string {
	return "[" + strings.TrimSuffix(strings.Repeat(text+",", n), ",") + "]"
}

// lines are entries and what is none: what stands behind a head.
var lines = []string{
	`"t":"answer","item":"exercises/x#meaning","hash":"1a2b3c4d","score":0.5,"chosen":["What you will do","ünd 😀"]`,
	`"t":"answer","item":"exercises/x#meaning","hash":"1a2b3c4d","score":null,"chosen":[],"sure":80,"hints":2,"exam":"` + idB + `"`,
	`"t":"answer","item":"exercises/x#meaning","hash":"1a2b3c4d","score":1.01,"chosen":[]`,
	`"t":"answer","item":"exercises/x#meaning","hash":"1a2b3c4d","score":-0,"chosen":[]`,
	`"t":"answer","item":"exercises/x#meaning","hash":"1a2b3c4d","score":"1","chosen":[]`,
	`"t":"answer","item":"exercises/x#meaning","hash":"1a2b3c4d","chosen":[]`,
	`"t":"answer","item":"exercises/x","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"a#b#c","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"ex ü😀/x#m","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"` + strings.Repeat("😀", 200) + `#m","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"` + strings.Repeat("😀", 201) + `#m","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"x#m\n","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"x\n#m","hash":"1a2b3c4d","score":1,"chosen":[]`,
	`"t":"answer","item":"x#m","hash":"1A2B3C4D","score":1,"chosen":[]`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d\n","score":1,"chosen":[]`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[null]`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":null`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":"a"`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":{"length":1,"0":"a"}`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":` + repeated(`"a"`, 50),
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":` + repeated(`"a"`, 51),
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":["` + strings.Repeat("😀", 1000) + `"]`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":["` + strings.Repeat("😀", 1000) + `a"]`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[],"sure":80.5`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[],"sure":101`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[],"sure":null`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[],"extra":1`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[],"__proto__":{"t":"read"}`,
	`"t":"answer","item":"x#m","hash":"1a2b3c4d","score":1,"chosen":[],"item":"y#n"`,
	`"t":"rating","item":"x#c1.1","hash":"1a2b3c4d","round":"` + idB + `","value":3`,
	`"t":"rating","item":"x#c1.1","hash":"1a2b3c4d","round":"` + idB + `","value":null`,
	`"t":"rating","item":"x#c1.1","hash":"1a2b3c4d","round":"` + idB + `","value":1.5`,
	`"t":"rating","item":"x#c1.1","hash":"1a2b3c4d","round":"` + idB + `x","value":1`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":""`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":{"low":"1","high":"2"}`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":{"low":"1","high":"2","sure":"80"}`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":{"low":"1","high":"2","sure":80}`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":{"low":"1"}`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":{"low":"1","high":"2","__proto__":"3"}`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":{"low":"1","high":"2","toString":"3"}`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":[["a","b"],[]]`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":[["a",1]]`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":["a"]`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":` + repeated(`[]`, 200),
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":` + repeated(`[]`, 201),
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":1`,
	`"t":"field","item":"x#f","hash":"1a2b3c4d","case":"` + idB + `","value":null`,
	`"t":"case","case":"` + idB + `","name":"Copper","forms":["x#preparation"]`,
	`"t":"case","case":"` + idB + `","name":"","forms":[]`,
	`"t":"case","case":"` + idB + `","name":"` + strings.Repeat("n", 201) + `","forms":[]`,
	`"t":"lock","case":"` + idB + `","form":"x#preparation","json":"{}","code":"0123-4567-89AB-CDEF"`,
	`"t":"lock","case":"` + idB + `","form":"x#preparation","json":{},"code":"0123-4567-89AB-CDEF"`,
	`"t":"lock","case":"` + idB + `","form":"x#preparation","json":"{}","code":"0123"`,
	`"t":"read","page":"exercises/x","hash":"0011223344556677"`,
	`"t":"read","page":"","hash":"0011223344556677"`,
	`"t":"read","page":"exercises/x","hash":""`,
	`"t":"review","card":"term:glossary/batna","grade":3,"hash":"1a2b3c4d"`,
	`"t":"review","card":"item:exercises/x#meaning","grade":1,"hash":"1a2b3c4d"`,
	`"t":"review","card":"item:exercises/x","grade":1,"hash":"1a2b3c4d"`,
	`"t":"review","card":"page:exercises/x","grade":1,"hash":"1a2b3c4d"`,
	`"t":"review","card":"term:glossary/batna","grade":0,"hash":"1a2b3c4d"`,
	`"t":"delete","ids":["` + idB + `"]`,
	`"t":"delete","ids":[]`,
	`"t":"delete","ids":"` + idB + `"`,
	// Not known here.
	`"t":"badge","anything":{"__proto__":[1,2.5,null]}`,
	`"t":"constructor"`, `"t":"tostring"`, `"t":"Answer"`, `"t":""`, `"t":1`, `"t":"answer"`, `"t":"__proto__"`,
	`"t":"answer","v":2,"score":"other"`, `"t":"answer","v":0`, `"t":"answer","v":1.5`, `"t":"answer","v":"1"`, `"t":"x","v":1e15`, `"t":"x","v":1e16`,
	// Heads.
	`"t":"x","id":"short"`, `"t":"x","id":"` + idA + `A"`, `"t":"x","id":null`, `"t":"x","id":"AAAAAAAAAAAAAAAAAAAA+/"`, `"t":"x","dev":"DDDDDDDDDD"`,
	`"t":"x","seq":0`, `"t":"x","seq":-1`, `"t":"x","seq":1.5`, `"t":"x","seq":1e15`, `"t":"x","seq":1000000000000001`, `"t":"x","seq":9007199254740993`, `"t":"x","lam":"1"`, `"t":"x","lam":1e400`, `"t":"x","lam":[1]`,
	`"t":"x","at":"2026-11-23"`, `"t":"x","at":"2026-11-23T09:00:00.000Z"`, `"t":"x","at":"2026-13-23T09:00:00Z"`, `"t":"x","at":"2026-02-31T09:00:00Z"`, `"t":"x","at":"2026-11-23T24:00:00Z"`, `"t":"x","at":"2026-11-23T09:00:60Z"`, `"t":"x","at":"٢٠٢٦-11-23T09:00:00Z"`, `"t":"x","at":"2026-11-23T09:00:00Z\n"`, `"t":"x","at":1`,
}

// TestParse holds both languages to what is an event.
func TestParse(t *testing.T) {
	found := [][2]string{}
	for _, line := range lines {
		line = "{" + head + line + "}"
		e, err := Parse([]byte(line))
		says := "known"
		switch {
		case err != nil:
			says = err.Error()
		case e.Newer:
			says = "newer"
		}
		found = append(found, [2]string{line, says})
	}
	for _, line := range []string{``, `1`, `null`, `[]`, `{}`, `"x"`, `{"t":"read"}`} {
		_, err := Parse([]byte(line))
		found = append(found, [2]string{line, err.Error()})
	}
	fixture(t, "events.json", found)
}

// TestParseLarge holds the limit of an event, which nothing but a newer one reaches
// by what is in its fields.
func TestParseLarge(t *testing.T) {
	for n, want := range map[int]string{MaxEvent / 2: "", MaxEvent: "large"} {
		for _, text := range []string{strings.Repeat("a", n), strings.Repeat("😀", n/2)} {
			_, err := Parse([]byte("{" + head + `"t":"x","text":"` + text + `"}`))
			if got := errText(err); got != want {
				t.Errorf("%d units: %s", n, got)
			}
		}
	}
	ids := make([]string, MaxGone)
	for i := range ids {
		ids[i] = idB
	}
	list, _ := json.Marshal(ids)
	if _, err := Parse([]byte("{" + head + `"t":"delete","ids":` + string(list) + "}")); err != nil {
		t.Error(err)
	}
	if _, err := Parse([]byte("{" + head + `"t":"delete","ids":[` + `"` + idA + `",` + string(list[1:]) + "}")); errText(err) != "value delete.ids" {
		t.Error(err)
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
