package golden

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parley-kit/parley/site/diag"
)

// Problems is what was reported, as it is printed without excerpts.
func Problems(report *diag.List) string {
	var b strings.Builder
	for _, d := range report.Sorted() {
		place := ""
		if s := d.Pos.String(); s != "" {
			place = s + ": "
		}
		fmt.Fprintf(&b, "%s%s: %s [%s]\n", place, d.Severity, d.Message, d.Code)
		for line := range strings.SplitSeq(strings.TrimSpace(d.Help), "\n") {
			fmt.Fprintf(&b, "   help: %s\n", line)
		}
	}
	return b.String()
}

// Site makes a site and a bundled course of an archive's files: those under
// base/ are the course's. Either gets a parley.yaml where the archive has none. A
// file that says "PNG 3x2" becomes a picture of that size.
func Site(t *testing.T, files map[string][]byte) (site, base fs.FS) {
	t.Helper()
	s := fstest.MapFS{"parley.yaml": {Data: []byte("name: Test\nid: test-site\n")}}
	b := fstest.MapFS{"parley.yaml": {Data: []byte("name: Bundled\nid: bundled\nvariables:\n  firm: your firm\nstages:\n  - {id: S1, name: Prepare}\n")}}
	for name, data := range files {
		var w, h int
		if n, _ := fmt.Sscanf(string(data), "PNG %dx%d", &w, &h); n == 2 {
			data = picture(t, w, h)
		}
		if rest, ok := strings.CutPrefix(name, "base/"); ok {
			b[rest] = &fstest.MapFile{Data: data}
		} else {
			s[name] = &fstest.MapFile{Data: data}
		}
	}
	return s, b
}

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
