package preview

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"
)

func TestScriptObeysThePolicy(t *testing.T) {
	site := start(t, &Server{Builder: fixed{files{}}})
	resp := site.request("GET", own+"preview.js")
	code := body(t, resp)
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Fatalf("%d %s: %s", resp.StatusCode, resp.Header.Get("Content-Type"), code)
	}
	// What a policy without 'unsafe-inline' and with trusted types refuses.
	sink := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|createElement\("(style|script)|setAttribute\("style|\.style\.cssText`)
	if bad := sink.FindString(code); bad != "" {
		t.Errorf("the script uses %s", bad)
	}
	if _, err := goja.Compile("preview.js", code, true); err != nil {
		t.Errorf("the script is no classic script: %v", err)
	}
}

// TestProblemTexts runs client/problems.ts on the cases of
// testdata/problems.json: [function, arguments, result].
func TestProblemTexts(t *testing.T) {
	code, err := bundleEntry("client/problems.ts", api.FormatIIFE)
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	if _, err := vm.RunString(string(code)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join("testdata", "problems.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Call string
		With json.RawMessage
		Want json.RawMessage
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range cases {
		got, err := vm.RunString("JSON.stringify(preview." + c.Call + "(" + string(c.With) + ") ?? null)")
		if err != nil {
			t.Errorf("%s(%s): %v", c.Call, c.With, err)
			continue
		}
		want, err := vm.RunString("JSON.stringify(" + string(c.Want) + ")")
		if err != nil {
			t.Fatal(err)
		}
		if !got.StrictEquals(want) {
			t.Errorf("%s(%s) = %v, want %v", c.Call, c.With, got, want)
		}
	}
}
