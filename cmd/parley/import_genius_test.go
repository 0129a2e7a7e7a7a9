package main

import (
	"encoding/json"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestGeniusRoundTrip writes pages from files of GENIUS: analysed, they say the same.
func TestGeniusRoundTrip(t *testing.T) {
	archives, err := filepath.Glob("../../site/bargain/genius/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(err)
	}
	archives = append(archives, "testdata/genius_odd.txtar")
	for _, name := range archives {
		if strings.HasPrefix(filepath.Base(name), "bad_") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			var profiles []string
			for _, f := range archive.Files {
				if strings.HasSuffix(f.Name, ".xml") {
					write(t, dir, f.Name, string(f.Data))
					if f.Name != "domain.xml" {
						profiles = append(profiles, f.Name)
					}
				}
			}
			sameAnalysis(t, dir, append([]string{"domain.xml"}, slices.Sorted(slices.Values(profiles))...))
		})
	}
}

// TestGeniusPublic does the same with the domains that genius.TestPublic reads.
func TestGeniusPublic(t *testing.T) {
	dir := os.Getenv("PARLEY_PAYOFFS")
	if dir == "" {
		t.Skip("PARLEY_PAYOFFS names no folder with the public domains")
	}
	for _, files := range [][]string{
		{"ItexvsCypress/ItexvsCypress_domain.xml", "ItexvsCypress/ItexvsCypress_Itex.xml", "ItexvsCypress/ItexvsCypress_Cypress.xml"},
		{"Laptop/laptop_domain.xml", "Laptop/laptop_buyer_utility.xml", "Laptop/laptop_seller_utility.xml"},
		{"Grocery/Grocery_domain.xml", "Grocery/Grocery_domain_sam.xml", "Grocery/Grocery_domain_mary.xml"},
		{"NiceOrDie/NiceOrDie.xml", "NiceOrDie/NiceOrDie1.xml", "NiceOrDie/NiceOrDie2.xml"},
	} {
		t.Run(filepath.Dir(files[0]), func(t *testing.T) {
			for i, name := range files {
				files[i] = filepath.Join(dir, name)
			}
			sameAnalysis(t, t.TempDir(), files)
		})
	}
}

// sameAnalysis imports files into a new site in a folder, and compares.
func sameAnalysis(t *testing.T, dir string, files []string) {
	t.Helper()
	write(t, dir, "parley.yaml", "name: Test\nid: test-site\n")
	write(t, dir, "content/index.md", "# Home\n\nText.\n")
	if r := run(t, dir, append([]string{"import", "genius", "--out", "exercises/deal.md"}, files...)...); r.status == 0 {
		t.Fatal("a folder that is not there was made")
	}
	if err := os.Mkdir(filepath.Join(dir, "exercises"), 0o777); err != nil {
		t.Fatal(err)
	}
	if r := run(t, dir, append([]string{"import", "genius", "--out", "exercises/deal.md"}, files...)...); r.status != 0 {
		t.Fatal(r.err)
	}
	want := analysisOf(t, dir, append([]string{"analyze", "--format", "json", "--genius"}, files...)...)
	got := analysisOf(t, dir, "analyze", "--format", "json", "exercises/deal.md")
	delete(want, "opposition") // divides by 1, the best of GENIUS's scale; a page has no such scale
	delete(got, "opposition")
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if !near(want[key], got[key]) {
			t.Errorf("%s: %v, and with GENIUS %v", key, got[key], want[key])
		}
	}
	if check := run(t, dir, "check"); strings.Contains(check.err, "error") && !strings.Contains(check.err, "P0435") {
		t.Errorf("check says %s", check.err)
	}
}

func analysisOf(t *testing.T, dir string, args ...string) (found map[string]any) {
	t.Helper()
	r := run(t, dir, args...)
	if err := json.Unmarshal([]byte(r.out), &found); r.status != 0 || err != nil {
		t.Fatalf("%v: %v\n%s", args, err, r.err)
	}
	return found
}

// near tells whether two documents say the same, but for the last digits of numbers.
func near(a, b any) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && math.Abs(a-b) < 1e-9
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, near)
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && maps.EqualFunc(a, b, near)
	}
	return a == b
}
