package genius_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/bargain/genius"
	"github.com/parley-kit/parley/test/golden"
)

// TestFiles reads the negotiations of testdata: a domain, two profiles, and what
// comes of them, or what is wrong with them.
func TestFiles(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		var in []genius.File
		for _, name := range slices.Sorted(maps.Keys(files)) {
			in = append(in, genius.File{Name: name, Data: files[name]})
		}
		at := slices.IndexFunc(in, func(f genius.File) bool { return f.Name == "domain.xml" })
		profiles := slices.Delete(slices.Clone(in), at, at+1)
		got := said(genius.Read(in[at], profiles...))
		if bad := strings.Contains(t.Name(), "/bad_"); bad != strings.HasPrefix(got, "error:") {
			t.Errorf("bad files are refused, and no others: %s", got)
		}
		return map[string]string{"said": got}
	})
}

// said is a negotiation, or what is wrong with it, in lines.
func said(n *genius.Negotiation, err error) string {
	var b strings.Builder
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			fmt.Fprintf(&b, "error: %s\n", line)
		}
		return b.String()
	}
	for i, p := range n.Problem.Parties {
		fmt.Fprintf(&b, "%s: r %.6g, discount %.6g\n", p.Name, p.Reservation, n.Discount[i])
	}
	for _, is := range n.Problem.Issues {
		for j, option := range is.Options {
			fmt.Fprintf(&b, "%s / %s:", is.Name, option)
			for _, row := range is.Payoffs {
				fmt.Fprintf(&b, " %.6g", row[j])
			}
			b.WriteString("\n")
		}
	}
	for _, note := range n.Notes {
		fmt.Fprintf(&b, "note: %s\n", note)
	}
	return b.String()
}

const (
	domain  = `<negotiation_template><utility_space><objective><issue index="1" name="Fee"><item value="low"/><item value="high"/></issue></objective></utility_space></negotiation_template>`
	profile = `<utility_space><objective><issue index="1" name="Fee"><item value="low" evaluation="1"/><item value="high" evaluation="2"/></issue><weight index="1" value="1"/></objective></utility_space>`
)

func read(domain string, profiles ...string) (*genius.Negotiation, error) {
	var files []genius.File
	for i, p := range profiles {
		files = append(files, genius.File{Name: fmt.Sprintf("p%d.xml", i+1), Data: []byte(p)})
	}
	return genius.Read(genius.File{Name: "domain.xml", Data: []byte(domain)}, files...)
}

// TestHostile feeds files that a reader could work on without end.
func TestHostile(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"deep":     {strings.Repeat("<a>", 100_000), "nested"},
		"many":     {"<a>" + strings.Repeat("<b/>", 200_000) + "</a>", "more than 100000 elements"},
		"large":    {domain + strings.Repeat(" ", 5<<20), "at most"},
		"marks":    {"<a " + strings.Repeat(`="`, 2_000_000) + "/>", "no XML"},
		"tags":     {strings.Repeat(`<a b="`, 600_000), "no XML"},
		"values":   {"<a>" + strings.Repeat(`<b c="d"e"/>`, 300_000), "elements"},
		"comments": {strings.Repeat("<!--", 1_000_000), "no XML"},
		"signs":    {"<a>" + strings.Repeat("&", 800_000), "no XML"},
		"nothing":  {"", "no XML"},
		"zeros":    {strings.Repeat("\x00", 1000), "no XML"},
		"utf16":    {"\xff\xfe<\x00a", "no XML"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := read(c.src, profile, profile); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%.200v; want something with %q", err, c.want)
			}
		})
	}
}

// TestParties holds how many parties there can be, and what they are called.
func TestParties(t *testing.T) {
	for n := range 11 {
		profiles := make([]string, n)
		for i := range profiles {
			profiles[i] = profile
		}
		if _, err := read(domain, profiles...); (err == nil) != (n >= bargain.MinParties && n <= bargain.MaxParties) {
			t.Errorf("%d parties: %v", n, err)
		}
	}
	for _, c := range [][]string{
		{"Acme_domain_ann.xml", "Acme_domain_ben.xml", "ann", "ben"},
		{"x/pc_buyer_utility.xml", `x\pc_seller_utility.xml`, "buyer", "seller"},
		{"Plain1.xml", "Plain2.xml", "Plain1", "Plain2"},
		{"same.xml", "same.xml", "same", "same (2)"},
		{"a_x.xml", "a.xml", "a x", "a"},
		{".xml", "_.xml", "(1)", "(2)"},
	} {
		var files []genius.File
		for _, name := range c[:2] {
			files = append(files, genius.File{Name: name, Data: []byte(profile)})
		}
		n, err := genius.Read(genius.File{Name: "d.xml", Data: []byte(domain)}, files...)
		if err != nil {
			t.Fatal(err)
		}
		if got := []string{n.Problem.Parties[0].Name, n.Problem.Parties[1].Name}; got[0] != c[2] || got[1] != c[3] {
			t.Errorf("%q are called %q", c[:2], got)
		}
	}
}

// TestEncodings reads one file in the encodings that are about.
func TestEncodings(t *testing.T) {
	utf8 := strings.ReplaceAll(domain, "Fee", "Gebühr")
	for name, src := range map[string]string{
		"utf8":  utf8,
		"mark":  "\xef\xbb\xbf" + utf8,
		"latin": `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.ReplaceAll(domain, "Fee", "Geb\xfchr"),
		"wrong": `<?xml version="1.0" encoding="ISO-8859-1"?>` + utf8,
	} {
		n, err := read(src, strings.ReplaceAll(profile, "Fee", "Gebühr"), profile)
		if err != nil || n.Problem.Issues[0].Name != "Gebühr" {
			t.Errorf("%s: %v", name, err)
		}
	}
	wide := "\xfe\xff"
	for _, r := range domain {
		wide += string([]byte{byte(r >> 8), byte(r)})
	}
	if _, err := read(wide, profile, profile); err != nil {
		t.Error(err)
	}
}

// FuzzRead holds that nothing makes the reader panic, and that what it accepts can
// be analysed or is refused.
func FuzzRead(f *testing.F) {
	f.Add(domain, profile)
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		if a, err := txtar.ParseFile(name); err == nil {
			f.Add(string(a.Files[0].Data), string(a.Files[1].Data))
		}
	}
	f.Fuzz(func(t *testing.T, domain, profile string) {
		if len(domain)+len(profile) > 4000 {
			return
		}
		n, err := read(domain, profile, profile)
		if err != nil {
			return
		}
		if err := n.Problem.Check(); err != nil {
			t.Error(err)
		}
		if n.Problem.Size().Int64() < 10_000 {
			if _, err := bargain.Analyze(n.Problem); err != nil {
				t.Error(err)
			}
		}
	})
}
