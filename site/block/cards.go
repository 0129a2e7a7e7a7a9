package block

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// Cards is a place for flash cards: of terms that a learner has met, and of
// questions. What is due, only the learner's browser knows; without scripts there is
// the vocabulary.
//
//	::: cards
//	minutes: 5, 10, 15
//	:::
type Cards struct {
	Minutes []int // how long a session may be
}

// sessions are the lengths where none are named.
var sessions = []int{5, 10, 15}

// BlockName implements course.Block.
func (*Cards) BlockName() string { return "cards" }

func readCards(c markdown.Container, s *markdown.Scope) course.Block {
	r := read(c, s, grammar{keys: []string{"minutes"}})
	out := &Cards{Minutes: sessions}
	if args := strings.TrimSpace(c.Args); args != "" {
		r.fail(diag.BadValue, c.ArgsAt, len(c.Args), "cards have no name", "write ::: cards alone")
	}
	keys := settled{}
	for i := range r.lines {
		switch l := &r.lines[i]; l.kind {
		case blankLine:
		case keyLine:
			r.take(keys, l)
		default:
			r.doubt(l, "cards hold no text: they are made of the course's terms and questions", ":::\n"+l.words()+"\nthat is, below the block")
		}
	}
	if l, ok := keys["minutes"]; ok {
		out.Minutes = r.minutes(&l)
	}
	if r.failed {
		return nil
	}
	return out
}

// minutes reads "5, 10, 15".
func (r *reader) minutes(l *line) []int {
	var out []int
	for part := range strings.FieldsFuncSeq(plain(l.text), func(c rune) bool { return c == ',' || c == ';' || c == ' ' }) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > 60 || slices.Contains(out, n) {
			r.failLine(diag.BadValue, l, "minutes: lists how long a session may be, from 1 to 60, each once", "write minutes: 5, 10, 15")
			return nil
		}
		out = append(out, n)
	}
	if len(out) == 0 {
		return sessions
	}
	return out
}

// CardsView is what blocks/cards draws.
type CardsView struct {
	Page       course.ID
	Minutes    []int
	Course     string // address of the script that says what there is to do
	Vocabulary string // address of the page of all terms; "" when there is none
}

// View implements Viewed.
func (c *Cards) View(p Page) (string, any) {
	return "blocks/cards", CardsView{p.PageID(), c.Minutes, p.CourseScript(), p.Vocabulary()}
}
