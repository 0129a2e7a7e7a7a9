package diag

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
)

// Format is a way to print diagnostics. The set is closed: see Formats.
type Format string

// The formats.
const (
	Text   Format = "text"   // for people, with the line and a caret
	JSON   Format = "json"   // one object, its shape versioned by "v"
	SARIF  Format = "sarif"  // SARIF 2.1.0, for code scanning and editors
	GitHub Format = "github" // workflow commands, which become annotations
)

// Formats lists every format, the usual one first.
var Formats = []Format{Text, JSON, SARIF, GitHub}

// ParseFormat finds a format by its name, as written after --format.
func ParseFormat(name string) (Format, error) {
	if slices.Contains(Formats, Format(name)) {
		return Format(name), nil
	}
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	if meant, ok := Nearest(name, names); ok {
		return "", fmt.Errorf("unknown format %q; did you mean %q?", name, meant)
	}
	return "", fmt.Errorf("unknown format %q; the formats are text, json, sarif and github", name)
}

// Options are what a printer cannot know by itself.
type Options struct {
	Color   bool   // text only: the reader is a terminal that wants colour
	Version string // SARIF only: Parley's version; may be empty
	// Dir leads from where the reader stands to the site's folder, with
	// forward slashes, so that printed paths can be opened; "" when both are
	// the same.
	Dir string
}

// Print writes diagnostics, in the order given, in one call of w.Write. Text
// and GitHub print nothing when there are none; JSON and SARIF are complete
// documents always. The error is the writer's, or names an unknown format.
func Print(w io.Writer, format Format, ds []Diagnostic, opts Options) error {
	if opts.Dir != "" {
		ds = moved(ds, opts.Dir)
	}
	var b bytes.Buffer
	var err error
	switch format {
	case Text:
		printText(&b, ds, opts)
	case JSON:
		err = printJSON(&b, ds)
	case SARIF:
		err = printSARIF(&b, ds, opts)
	case GitHub:
		printGitHub(&b, ds)
	default:
		_, err = ParseFormat(string(format))
	}
	if err != nil || b.Len() == 0 {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// moved is a copy of ds whose files are named as seen from outside dir.
func moved(ds []Diagnostic, dir string) []Diagnostic {
	ds = slices.Clone(ds)
	for i := range ds {
		d := &ds[i]
		if d.Pos.File != "" {
			d.Pos.File = path.Join(dir, d.Pos.File)
		}
		if d.Fix != nil {
			fix := *d.Fix
			fix.File = path.Join(dir, fix.File)
			d.Fix = &fix
		}
	}
	return ds
}

// count is how many of ds are of a severity.
func count(ds []Diagnostic, severity Severity) int {
	n := 0
	for _, d := range ds {
		if d.Severity == severity {
			n++
		}
	}
	return n
}
