package record

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const site = "acme-1"

// wholeFile writes the file of a history.
func wholeFile(t testing.TB, seed uint32) []byte {
	t.Helper()
	h := newHistory(seed)
	r := recordOf(t, slices.Concat(h.devices[0].has, h.devices[1].has, h.devices[2].has))
	var b bytes.Buffer
	if err := Write(&b, FileHead{Site: site, Name: "Negotiating at \"Äcme\"", Saved: "2026-11-23T10:00:00Z"}, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// damaged are files as they come back from mail, editors and strangers.
func damaged(t testing.TB) map[string][]byte {
	t.Helper()
	src := wholeFile(t, 18)
	lines := strings.SplitAfter(string(src), "\n")
	lines = lines[:len(lines)-1]
	n := len(lines)
	if n < 8 {
		t.Fatalf("only %d lines", n)
	}
	file := func(parts ...any) []byte {
		var b strings.Builder
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				b.WriteString(p)
			case []string:
				b.WriteString(strings.Join(p, ""))
			}
		}
		return []byte(b.String())
	}
	return map[string][]byte{
		"whole":          src,
		"empty":          {},
		"blank":          []byte("\n"),
		"no-record":      []byte("{\"parley\":\"course\",\"v\":1}\n"),
		"no-version":     []byte("{\"parley\":\"record\",\"site\":\"acme-1\"}\n"),
		"text":           []byte("Dear all,\n"),
		"newer":          []byte("{\"name\":\"N\",\"parley\":\"record\",\"saved\":\"\",\"site\":\"acme-1\",\"v\":2}\n"),
		"other-site":     []byte("{\"name\":\"" + strings.Repeat("😀", 300) + "\",\"parley\":\"record\",\"site\":\"other\",\"v\":1}\n"),
		"odd-head":       []byte("{\"name\":7,\"parley\":\"record\",\"site\":\"acme-1\",\"v\":1,\"more\":{}}\n"),
		"head-alone":     file(lines[0]),
		"no-end":         file(lines[:n-1]),
		"cut":            src[:len(src)*2/3],
		"no-newline":     bytes.TrimSuffix(src, []byte("\n")),
		"crlf":           bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n")),
		"bom":            file("\ufeff", lines),
		"blank-lines":    file(lines[0], "\n", lines[1:4], "\n \t\n", lines[4:]),
		"edited":         bytes.Replace(src, []byte("b\"]"), []byte("c\"]"), 1),
		"line-lost":      file(lines[:3], lines[4:]),
		"line-twice":     file(lines[:3], lines[2:]),
		"swapped":        file(lines[0], lines[2], lines[1], lines[3:]),
		"two-files":      file(lines, lines),
		"end-early":      file(lines[:3], lines[n-1], lines[3:n-1]),
		"bad-end":        file(lines[:n-1], "{\"end\":\"5\",\"sha256\":null}\n"),
		"wrong-count":    bytes.Replace(src, []byte("{\"end\":"), []byte("{\"end\":1"), 1),
		"bad-lines":      file(lines[:2], "nonsense\n", "{}\n", "\xff\xfe\n", "{\"id\":\"x\"}\n", "\u00a0\n", strings.Replace(lines[2], `"v":1`, `"v":1,"extra":1`, 1), lines[2:]),
		"upside-down":    file(lines[0], upsideDown(lines[1:n-1]), lines[n-1]),
		"proto":          []byte("{\"__proto__\":{\"parley\":\"record\"},\"parley\":\"record\",\"site\":\"acme-1\",\"v\":1}\n{\"__proto__\":{\"end\":1}}\n{\"end\":1,\"sha256\":{\"__proto__\":1}}\n"),
		"lone-surrogate": []byte("{\"parley\":\"record\",\"site\":\"acme-1\",\"v\":1,\"name\":\"\\ud800\"}\n"),
	}
}

func upsideDown(lines []string) []string {
	lines = slices.Clone(lines)
	slices.Reverse(lines)
	return lines
}

// report is what there is to say about a file.
func report(src []byte) string {
	f, err := Read(bytes.NewReader(src), site)
	if refusal := (*Refusal)(nil); errors.As(err, &refusal) {
		return fmt.Sprintf("%v: %s, %s", err, refusal.Head.Site, refusal.Head.Name)
	}
	if err != nil {
		return err.Error()
	}
	says := fmt.Sprintf("%s: %s, %s, %s; %d entries, %d ids kept", f.State, f.Head.Site, f.Head.Name, f.Head.Saved, f.Count, len(f.Record.events))
	for _, b := range f.Bad {
		says += fmt.Sprintf("; line %d %s", b.Line, strings.TrimSpace(b.Why+" "+b.Field))
	}
	return says
}

// TestRead holds what is said of damaged files, in both languages.
func TestRead(t *testing.T) {
	found := map[string]string{}
	for name, src := range damaged(t) {
		file := filepath.Join("testdata", "files", name+".parley.jsonl")
		if os.Getenv("PARLEY_UPDATE") != "" {
			if err := os.WriteFile(file, src, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, src) {
			t.Errorf("%s is not what it should be (%v); run make update", file, err)
		}
		found[name] = report(src)
	}
	fixture(t, "files.json", found)
}

// TestReadLimits holds that a file that is too big is refused before it fills the
// memory, and that of many bad lines a thousand are named.
func TestReadLimits(t *testing.T) {
	begin := "{\"parley\":\"record\",\"site\":\"acme-1\",\"v\":1}\n"
	for name, tt := range map[string]struct {
		src  string
		want string
	}{
		"a long line":           {begin + strings.Repeat("x", MaxLine+1), "refused: size"},
		"a line":                {begin + strings.Repeat("x", MaxLine) + "\n", ""},
		"a long line, ended":    {begin + strings.Repeat("x", MaxLine+1) + "\n", "refused: size"},
		"a long first line":     {strings.Repeat(" ", MaxLine+1) + begin, "refused: size"},
		"a thousand bad lines":  {begin + strings.Repeat("x\n", 5000), ""},
		"more than a big file":  {begin + strings.Repeat(strings.Repeat(" ", 999_999)+"\n", 100), "refused: size"},
		"a file that just fits": {begin + strings.Repeat(strings.Repeat(" ", 999_999)+"\n", 99), ""},
	} {
		f, err := Read(strings.NewReader(tt.src), site)
		if errText(err) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
		if name == "a thousand bad lines" && (len(f.Bad) != MaxBad || f.Wrong != 5000) {
			t.Errorf("%d bad lines named, %d counted", len(f.Bad), f.Wrong)
		}
	}
}

// TestWrite holds that what is written is read again, to the byte.
func TestWrite(t *testing.T) {
	for seed := range uint32(300) {
		src := wholeFile(t, seed)
		f, err := Read(bytes.NewReader(src), site)
		if err != nil || f.State != IsWhole || f.Wrong != 0 {
			t.Fatalf("seed %d: %v %+v", seed, err, f)
		}
		var b bytes.Buffer
		if err := Write(&b, f.Head, f.Record); err != nil || !bytes.Equal(b.Bytes(), src) {
			t.Fatalf("seed %d: %v\n%s\nis not\n%s", seed, err, b.Bytes(), src)
		}
	}
}

// released reads the files of every released version, by their sites. Files of each
// released version stay fixtures: add files, never change one. Those named by browser
// were saved by one, before and after an update of the course, by
// test/browser/record/week.mjs; in a second one an answer was deleted.
func released(t *testing.T) map[string][]*File {
	t.Helper()
	files, _ := filepath.Glob("testdata/v*/*.parley.jsonl")
	found := map[string][]*File{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var other *Refusal
		if _, err := Read(bytes.NewReader(src), ""); !errors.As(err, &other) || other.Why != "site" {
			t.Fatalf("%s: %v", file, err)
		}
		f, err := Read(bytes.NewReader(src), other.Head.Site)
		if err != nil || f.State != IsWhole || f.Wrong != 0 || f.Count < 5 {
			t.Fatalf("%s: %v %+v", file, err, f)
		}
		found[f.Head.Site] = append(found[f.Head.Site], f)
	}
	return found
}

// TestVersions holds that files of every released version are read for ever, and that
// they come to the same in any order, here and in the client.
func TestVersions(t *testing.T) {
	found := map[string][]string{}
	for site, files := range released(t) {
		all := New()
		for i, one := range files {
			for _, other := range files[i+1:] {
				if ab, ba := written(joined(one.Record, other.Record)), written(joined(other.Record, one.Record)); ab != ba {
					t.Errorf("%s:\n%s\nis not\n%s", site, ba, ab)
				}
			}
			all.Merge(one.Record)
		}
		back := New()
		for _, f := range slices.Backward(files) {
			back.Merge(f.Record)
		}
		if written(all) != written(back) {
			t.Errorf("%s:\n%s\nis not\n%s", site, written(back), written(all))
		}
		found[site] = strings.Split(strings.TrimSuffix(written(all), "\n"), "\n")
	}
	fixture(t, "versions.json", found)
}

func FuzzFile(f *testing.F) {
	for _, src := range damaged(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		read, err := Read(bytes.NewReader(src), site)
		if err != nil {
			if refusal := (*Refusal)(nil); !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			return
		}
		var b bytes.Buffer
		if err := Write(&b, read.Head, read.Record); err != nil {
			t.Fatal(err)
		}
		again, err := Read(bytes.NewReader(b.Bytes()), site)
		if err != nil || again.State != IsWhole || again.Wrong != 0 || written(again.Record) != written(read.Record) {
			t.Fatalf("%v: %s\nbecomes\n%s", err, written(read.Record), b.Bytes())
		}
	})
}

// FuzzMerge merges what two files hold.
func FuzzMerge(f *testing.F) {
	for seed := range uint32(30) {
		h := newHistory(seed)
		f.Add(strings.Join(h.devices[0].has, "\n"), strings.Join(h.devices[1].has, "\n"))
	}
	f.Fuzz(func(t *testing.T, one, other string) {
		a, b := parsed(one), parsed(other)
		ab, ba := joined(a, b), joined(b, a)
		if written(ab) != written(ba) || written(joined(ab, a)) != written(ab) || written(parsed(one+"\n"+other)) != written(ab) {
			t.Errorf("%s\n%s\n%s", written(ab), written(ba), written(parsed(one+"\n"+other)))
		}
	})
}

func parsed(lines string) *Record {
	r := New()
	for line := range strings.SplitSeq(lines, "\n") {
		if e, err := Parse([]byte(line)); err == nil {
			r.Add(e)
		}
	}
	return r
}
