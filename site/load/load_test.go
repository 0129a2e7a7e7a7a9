package load_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
	"github.com/parley-kit/parley/test/golden"
)

// TestLoad loads the site of each archive in testdata and shows what the course
// says and what was wrong. An empty file named drafts asks for drafts.
func TestLoad(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		_, drafts := files["drafts"]
		l := load.Loader{Drafts: drafts}
		l.Site, l.Base = golden.Site(t, files)
		var report diag.List
		c := l.Load(t.Context(), nil, &report)
		got := map[string]string{"problems": golden.Problems(&report)}
		if c != nil {
			got["course"] = describe(t, c)
		}
		return got
	})
}

// describe is a course in words: what differs from the usual.
func describe(t *testing.T, c *course.Course) string {
	t.Helper()
	var b strings.Builder
	cfg := *c.Config
	cfg.Stages = slices.Clone(cfg.Stages)
	for i := range cfg.Stages {
		cfg.Stages[i].Pos = diag.Pos{}
	}
	cfg.Brand.Pos, cfg.Brand.LogoPos, cfg.Brand.IconPos = diag.Pos{}, diag.Pos{}, diag.Pos{}
	fmt.Fprintf(&b, "config:%s\n", facts(t, cfg, "Theme"))
	for _, p := range c.Pages {
		fmt.Fprintf(&b, "%s %s (%s) from %s:%s\n", p.Lang, p.ID, p.Kind, p.Source, facts(t, p, "ID", "Lang", "Kind", "Source", "Body", "LinkTerms", "Headings"))
	}
	for _, p := range c.Drafts {
		fmt.Fprintf(&b, "draft: %s\n", p.Source)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Assets)) {
		a := c.Assets[name]
		fmt.Fprintf(&b, "asset: %s %dx%d\n", name, a.Width, a.Height)
	}
	return b.String()
}

// facts are the fields of a struct that are set, as JSON, in short.
func facts(t *testing.T, v any, but ...string) string {
	t.Helper()
	src, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(src, &fields); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if v := short(fields[name]); v != nil && !slices.Contains(but, name) {
			src, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "\n   %s %s", name, src)
		}
	}
	return b.String()
}

// short drops what is empty, and places; nil when nothing is left. A Ref becomes
// its text and where it stands.
func short(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["Line"]; ok && len(v) == 4 { // a Pos
			return nil
		}
		if pos, ok := v["Pos"].(map[string]any); ok && len(v) == 2 {
			if v["Text"] == "" {
				return nil
			}
			return fmt.Sprintf("%s @%v:%v-%v", v["Text"], pos["Line"], pos["Col"], pos["End"])
		}
		out := map[string]any{}
		for k, item := range v {
			if s := short(item); s != nil {
				out[k] = s
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		if len(v) == 0 {
			return nil
		}
		for i := range v {
			v[i] = short(v[i])
		}
		return v
	case string:
		if v == "" {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}
