package render

import (
	"strings"
	"testing"
)

// TestCutSentence cuts what stands around the marked words.
func TestCutSentence(t *testing.T) {
	long := strings.Repeat("word ", 60)
	for _, c := range [][4]string{
		{"One. Two <BATNA> three. Four.", "Two ", "BATNA", " three."},
		{"Why? <BATNA>! Then.", "", "BATNA", "!"},
		{"List: <BATNA>", "", "BATNA", ""},
		{"no marks", "", "", ""},
	} {
		text := strings.NewReplacer("<", wordsBegin, ">", wordsEnd).Replace(c[0])
		if before, words, after := cutSentence(text); before != c[1] || words != c[2] || after != c[3] {
			t.Errorf("%q: %q %q %q", c[0], before, words, after)
		}
	}
	before, words, after := cutSentence(long + wordsBegin + "BATNA" + wordsEnd + " " + long)
	if n := len(before + words + after); n > maxSentence+20 || !strings.HasPrefix(before, "… ") || !strings.HasSuffix(after, " …") {
		t.Errorf("%d bytes: %q %q %q", n, before, words, after)
	}
}
