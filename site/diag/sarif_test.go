package diag_test

import (
	"encoding/json"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// want walks into decoded JSON by keys and indices and fails the test where
// the path ends or holds another type.
func want[T any](t *testing.T, v any, way ...any) T {
	t.Helper()
	for _, step := range way {
		switch s := step.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[s]
		case int:
			list, _ := v.([]any)
			if s >= len(list) {
				t.Fatalf("nothing at %v", way)
			}
			v = list[s]
		}
	}
	found, ok := v.(T)
	if !ok {
		t.Fatalf("%v holds %v", way, v)
	}
	return found
}

func TestSARIF(t *testing.T) {
	levels := map[string]bool{"error": true, "warning": true, "note": true}
	eachCase(t, func(t *testing.T, _ string, c printCase) {
		var log any
		if err := json.Unmarshal([]byte(printed(t, diag.SARIF, c)), &log); err != nil {
			t.Fatal(err)
		}
		if v := want[string](t, log, "version"); v != "2.1.0" {
			t.Error("version", v)
		}
		if s := want[string](t, log, "$schema"); !strings.Contains(s, "sarif-2.1.0") {
			t.Error("$schema", s)
		}
		run := want[map[string]any](t, log, "runs", 0)
		if k := want[string](t, run, "columnKind"); k != "unicodeCodePoints" {
			t.Error("columnKind", k)
		}
		driver := want[map[string]any](t, run, "tool", "driver")
		if n := want[string](t, driver, "name"); n != "parley" {
			t.Error("name", n)
		}
		if version, ok := driver["version"]; ok != (c.options.Version != "") || ok && version != c.options.Version {
			t.Error("version", version)
		}
		rules := want[[]any](t, driver, "rules")
		seen := map[string]bool{}
		for _, rule := range rules {
			id := want[string](t, rule, "id")
			if seen[id] {
				t.Error("rule twice:", id)
			}
			seen[id] = true
			for _, key := range []string{"shortDescription", "fullDescription", "help"} {
				if want[string](t, rule, key, "text") == "" {
					t.Error(id, "has no", key)
				}
			}
			if l := want[string](t, rule, "defaultConfiguration", "level"); !levels[l] {
				t.Error(id, "level", l)
			}
		}
		results := want[[]any](t, run, "results")
		if len(results) != len(c.ds) {
			t.Fatalf("%d results for %d findings", len(results), len(c.ds))
		}
		for i, result := range results {
			checkResult(t, result, rules, c.ds[i], c.options.Dir)
		}
	})
}

func checkResult(t *testing.T, result any, rules []any, d diag.Diagnostic, dir string) {
	t.Helper()
	id := want[string](t, result, "ruleId")
	index := int(want[float64](t, result, "ruleIndex"))
	if id != string(d.Code) || want[string](t, rules, index, "id") != id {
		t.Errorf("rule %s at %d", id, index)
	}
	if l := want[string](t, result, "level"); l != d.Severity.String() {
		t.Error("level", l)
	}
	if m := want[string](t, result, "message", "text"); !strings.HasPrefix(m, d.Message) || !strings.HasSuffix(m, d.Help) {
		t.Error("message", m)
	}
	r := result.(map[string]any)
	if _, ok := r["locations"]; ok != (d.Pos.File != "") {
		t.Error("locations", ok)
	}
	if d.Pos.File != "" {
		checkURI(t, want[string](t, result, "locations", 0, "physicalLocation", "artifactLocation", "uri"), path.Join(dir, d.Pos.File))
		at := want[map[string]any](t, result, "locations", 0, "physicalLocation")
		region, _ := at["region"].(map[string]any)
		for key, number := range map[string]int{"startLine": d.Pos.Line, "startColumn": d.Pos.Col, "endColumn": d.Pos.End} {
			if got, ok := region[key].(float64); ok != (number > 0) || int(got) != number {
				t.Errorf("%s is %v, want %d", key, got, number)
			}
		}
	}
	if d.Fix == nil {
		if _, ok := r["fixes"]; ok {
			t.Error("a fix from nowhere")
		}
		return
	}
	change := want[map[string]any](t, result, "fixes", 0, "artifactChanges", 0)
	checkURI(t, want[string](t, change, "artifactLocation", "uri"), path.Join(dir, d.Fix.File))
	from := int(want[float64](t, change, "replacements", 0, "deletedRegion", "byteOffset"))
	length := int(want[float64](t, change, "replacements", 0, "deletedRegion", "byteLength"))
	text := want[string](t, change, "replacements", 0, "insertedContent", "text")
	if from != d.Fix.From || from+length != d.Fix.To || text != d.Fix.Text {
		t.Errorf("fix %d+%d %q, want %+v", from, length, text, *d.Fix)
	}
	if want[string](t, result, "fixes", 0, "description", "text") == "" {
		t.Error("the fix says nothing")
	}
}

// checkURI holds a reference against the file it must name for a reader who
// resolves it as RFC 3986 says.
func checkURI(t *testing.T, uri, file string) {
	t.Helper()
	base := &url.URL{Scheme: "file", Path: "/repository/"}
	ref, err := url.Parse(uri)
	if err != nil || ref.IsAbs() || ref.Host != "" || strings.HasPrefix(uri, "/") {
		t.Errorf("%q is not relative: %v", uri, err)
		return
	}
	if got := base.ResolveReference(ref); got.Path != "/repository/"+file || got.RawQuery != "" || got.Fragment != "" {
		t.Errorf("%q leads to %q, not to %q", uri, got.Path, file)
	}
}
