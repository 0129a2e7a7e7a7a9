package markdown

import "github.com/parley-kit/parley/site/diag"

// Pos is a place in the file, for what is reported when other pages are known.
func (s *Scope) Pos(at, length int) diag.Pos { return s.l.filePos(at, length) }

// Below is the level of a heading directly below the last one before the block: 2
// where there is none.
func (s *Scope) Below() int {
	level := 1
	if headings := s.l.page.Headings; len(headings) > 0 {
		level = max(headings[len(headings)-1].Level, 1)
	}
	return min(level+1, 6)
}
