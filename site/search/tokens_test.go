package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const tokensFile = "testdata/tokens.txt"

// goldenTexts are the texts of testdata/tokens.txt.
func goldenTexts(t testing.TB) (texts []string) {
	t.Helper()
	for _, line := range goldenLines(t) {
		if strings.HasPrefix(line, `"`) {
			texts = append(texts, unquote(t, line))
		}
	}
	if len(texts) < 50 {
		t.Fatalf("only %d texts", len(texts))
	}
	return texts
}

func goldenLines(t testing.TB) []string {
	t.Helper()
	src, err := os.ReadFile(tokensFile)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(src), "\n")
}

func unquote(t testing.TB, line string) (text string) {
	t.Helper()
	if err := json.Unmarshal([]byte(line), &text); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return text
}

// TestTokens holds Tokens to testdata/tokens.txt: below each text its words, "-"
// where it has none. test/client/tokens.test.mjs holds the client to the same.
func TestTokens(t *testing.T) {
	lines := goldenLines(t)
	for i, line := range lines {
		if !strings.HasPrefix(line, `"`) {
			continue
		}
		got := strings.Join(Tokens(unquote(t, line)), " ")
		if got == "" {
			got = "-"
		}
		if os.Getenv("PARLEY_UPDATE") == "1" {
			lines[i+1] = got
		} else if lines[i+1] != got {
			t.Errorf("%s:%d: %s\n got %s\nwant %s", tokensFile, i+2, line, got, lines[i+1])
		}
	}
	if os.Getenv("PARLEY_UPDATE") == "1" {
		if err := os.WriteFile(tokensFile, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// scanned are the words that scan adds, in their order.
func scanned(text string) []string {
	c := newCounter(nil)
	c.now = inHeading
	c.scan(text)
	words := []string{}
	for _, id := range c.found {
		words = append(words, c.words[id])
	}
	return words
}

// alike says how scan's words differ from those of Tokens. It has the same in the
// same order; what it has besides is several of them in one.
func alike(text string) string {
	want, got := Tokens(text), scanned(text)
	joined := map[string]bool{}
	for i := range want {
		for n := 2; i+n <= min(len(want), i+maxToken); n++ {
			joined[strings.Join(want[i:i+n], "")] = true
		}
	}
	at := 0
	for _, word := range got {
		if at < len(want) && word == want[at] {
			at++
		} else if !joined[word] {
			at = -1
			break
		}
	}
	if at != len(want) {
		return "scan has " + strings.Join(got, " ") + "\nTokens has " + strings.Join(want, " ")
	}
	return ""
}

func TestScanAsTokens(t *testing.T) {
	for _, text := range goldenTexts(t) {
		if differ := alike(text); differ != "" {
			t.Errorf("%q: %s", text, differ)
		}
	}
}

// TestScanJoins holds what is added for words with hyphens between.
func TestScanJoins(t *testing.T) {
	for text, want := range map[string]string{
		"a walk-away now":        "a walk away walkaway now",
		"Win-Win-Deal":           "win win deal winwindeal",
		"walk- away":             "walk away",
		"walk -away":             "walk away",
		"walk--away":             "walk away",
		"on 2026-11-23":          "on 2026 11 23", // digits alone are a date
		"covid-19":               "covid 19 covid19",
		"don't-know":             "dont know dontknow",
		"café-bar":               "cafe bar", // ASCII alone
		"end-":                   "end",
		"one-two,three-four":     "one two onetwo three four threefour",
		strings.Repeat("a-", 50): strings.TrimSpace(strings.Repeat("a ", 50)), // too long for a word
		strings.Repeat("ab-", 3): "ab ab ab ababab",
	} {
		got, wanted := scanned(text), strings.Fields(want)
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Errorf("%q has %s", text, strings.Join(got, " "))
		}
	}
}

// TestScanName holds that a name is known by its words alone.
func TestScanName(t *testing.T) {
	c := newCounter(nil)
	c.now = inName
	if c.scan("walk-away value"); len(c.found) != 3 {
		t.Errorf("%d words", len(c.found))
	}
}

func FuzzScan(f *testing.F) {
	for _, text := range goldenTexts(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("no page holds it")
		}
		for _, word := range Tokens(text) {
			if word == "" || utf8.RuneCountInString(word) > maxToken || strings.ContainsAny(word, " !\"\\\n\u2028\u2029") {
				t.Errorf("%q: the word %q", text, word)
			}
		}
		if differ := alike(text); differ != "" {
			t.Errorf("%q: %s", text, differ)
		}
	})
}
