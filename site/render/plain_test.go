package render

import (
	"strings"
	"testing"
)

// The short way to the text of HTML gives what a tokenizer gives, or nothing.
func TestTextLikeTokenizer(t *testing.T) {
	for text, short := range map[string]bool{
		"": true, "a  b\n c": true, "<p>One <em>two</em>, three &amp; four &lt;five&gt;</p>": true,
		`<a class="term" href="a>b">x</a> y`: true, `<a title='"'>x</a>&nbsp;y<br>z`: true, "<h2 id=a>x</h2>": true,
		"\x02mark\x03 &copy &unknown; &#x41;": true, "<math><mi>x</mi><mo>&lt;</mo></math>": true,
		"a < b": false, "<!-- c > d -->e": false, "<title><b></title>": false, "<script>a<b</script>c": false, "x<": false,
		"<p": false, `<p "a">b`: false, `<p a = "b>c">d`: false, "</>a": false, "<1>": false, "<svg/>a": true,
	} {
		var got, want strings.Builder
		tokenText(&want, text)
		if ok := writeText(&got, text); ok != short || ok && got.String() != want.String() {
			t.Errorf("%q: %q %v, want %q %v", text, got.String(), ok, want.String(), short)
		}
	}
}
