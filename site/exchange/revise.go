package exchange

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// revise is the source of a page, which said old, changed to say t. Lines whose
// keys say the same stay as somebody has written them, and so do remarks.
func (t *Term) revise(file string, src []byte, old *Term, cfg *course.Config) ([]byte, []Problem) {
	whole, problems := t.Source()
	if problems != nil {
		return nil, problems
	}
	h, ok := load.ReadHead(file, src, cfg, &diag.List{})
	if !ok {
		return whole, nil
	}
	line := "\n"
	if bytes.Contains(src[:h.Body], []byte("\r\n")) {
		line = "\r\n"
	}
	out := t.edited(src, h, t.Differences(old), line)
	if back, ok := FromSource(file, out, cfg, &diag.List{}); ok && back.Equal(t) {
		return out, nil
	}
	return whole, nil // a key is set twice, or the like
}

// edited replaces the entries and the text that differ.
func (t *Term) edited(src []byte, h load.Head, differ []string, line string) []byte {
	var out bytes.Buffer
	at := 0
	write := func(key string) {
		if v, ok := t.Fields[key]; ok {
			lines, _ := entry(key, v) // Source has written it before
			out.WriteString(strings.ReplaceAll(lines, "\n", line))
		}
	}
	for _, f := range h.Fields {
		if i := slices.Index(differ, f.Key); i >= 0 {
			differ = slices.Delete(differ, i, i+1)
			out.Write(src[at:f.From])
			write(f.Key)
			at = f.To + lineEnd(string(src[f.To:]))
		}
	}
	out.Write(src[at:h.End])
	for _, key := range differ {
		write(key)
	}
	if !slices.Contains(differ, textColumn) {
		out.Write(src[h.End:])
		return out.Bytes()
	}
	out.Write(src[h.End:h.Body])
	if t.Text != "" {
		out.WriteString(strings.ReplaceAll(t.Text, "\n", line) + line)
	}
	return out.Bytes()
}
