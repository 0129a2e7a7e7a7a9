package block

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// setting is a "key: value" line of a block.
type setting struct {
	value string
	at    int // offset of the value in the file
}

// topSettings takes the block's own keys off the top of its lines. A line whose
// word before the colon is not one of the keys is prose, and ends them; a near
// miss before any prose is reported.
func topSettings(lines []markdown.Line, s *markdown.Scope, known ...string) (map[string]setting, []markdown.Line) {
	found := map[string]setting{}
	for i, line := range lines {
		text := string(line.Text)
		if strings.TrimSpace(text) == "" {
			continue
		}
		key, value, ok := strings.Cut(text, ":")
		name := strings.ToLower(strings.TrimSpace(key))
		if !ok || !oneWord(name) {
			return found, lines[i:]
		}
		if !slices.Contains(known, name) {
			if near, ok := diag.Nearest(name, known); ok {
				s.Report(diag.UnknownKey, line.At, len(key), "there is no setting \""+name+"\" here", "did you mean "+near+":?")
				continue
			}
			return found, lines[i:]
		}
		at := line.At + len(key) + 1 + len(value) - len(strings.TrimLeft(value, " \t"))
		if _, twice := found[name]; twice {
			s.Report(diag.DoubledKey, line.At, len(key), "\""+name+"\" is set twice", "keep one of the two lines")
		}
		found[name] = setting{value: strings.TrimSpace(value), at: at}
	}
	return found, nil
}

func oneWord(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 30 && !strings.ContainsAny(s, " \t*_[]()`\"'<>#")
}
