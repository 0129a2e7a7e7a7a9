package course

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/block"
	"github.com/parley-kit/parley/site/course"
)

// TestCover holds that each word is used and each competency can be practised, and that
// lessons say what they rest on.
func TestCover(t *testing.T) {
	c := bundled(t)
	used := map[course.ID]bool{}
	count := map[string]map[course.Kind]int{}
	for _, p := range english(c) {
		if p.Kind == course.Lesson || p.Kind == course.Exercise {
			for _, m := range p.Mentions {
				used[m.Term] = true
			}
		}
		for _, of := range p.Competency {
			if count[of.Text] == nil {
				count[of.Text] = map[course.Kind]int{}
			}
			count[of.Text][p.Kind]++
		}
		if p.Kind == course.Lesson && !cites(p) {
			t.Errorf("%s: a lesson names its sources, in ::: sources", p.Source)
		}
	}
	for _, p := range english(c) {
		if p.Kind == course.TermKind && !used[p.ID] {
			t.Errorf("%s: no lesson and no exercise uses this term", p.Source)
		}
		if p.Kind == course.TermKind && p.Term.Source != "" && p.Term.Checked == "" {
			t.Errorf("%s: say how far its source was looked up, with checked:", p.Source)
		}
	}
	for _, of := range c.Config.Competencies {
		for kind, least := range map[course.Kind]int{course.Lesson: 3, course.Practice: 2, course.Exercise: 1} {
			if n := count[of.ID][kind]; n < least {
				t.Errorf("the competency %q has %d of the kind %s, and needs %d", of.ID, n, kind, least)
			}
		}
	}
}

func cites(p *course.Page) bool {
	for _, b := range p.Blocks {
		if _, ok := b.(*block.Sources); ok {
			return true
		}
	}
	return false
}

var tags = regexp.MustCompile(`<[^>]*>`)

// plain is a text as it is read.
func plain(b course.Body) string {
	return strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(b.HTML, "")))
}

// TestGuess finds answers that tell themselves by their length. Their place does not:
// options are shuffled.
func TestGuess(t *testing.T) {
	questions, single, longest := 0, 0, 0
	for _, p := range english(bundled(t)) {
		for _, b := range p.Blocks {
			quiz, ok := b.(*block.Quiz)
			if !ok {
				continue
			}
			for _, q := range quiz.Questions {
				questions++
				rights, wrongs, least := lengths(q)
				if len(rights) == 0 || len(wrongs) == 0 || q.Truth != "" {
					continue
				}
				if ratio := mean(rights) / mean(wrongs); ratio > 1.3 || ratio < 1/1.6 {
					t.Errorf("%s: question %q: the right options have %.0f signs, the others %.0f", p.Source, q.ID, mean(rights), mean(wrongs))
				}
				if len(rights) == 1 {
					single++
					if rights[0] > least {
						longest++
					}
				}
				for _, o := range q.Options {
					if !o.Right && o.Feedback.HTML == "" {
						t.Errorf("%s: question %q: %q is wrong, and nothing says why", p.Source, q.ID, plain(o.Text))
					}
				}
			}
		}
	}
	if questions < 150 {
		t.Errorf("there are %d questions, and 150 were promised", questions)
	}
	if share := float64(longest) / float64(max(single, 1)); share > 0.4 {
		t.Errorf("the right option is the longest in %.0f %% of %d questions", share*100, single)
	}
}

// lengths are those of the right and of the wrong options of a choice, and the greatest
// of the wrong ones.
func lengths(q block.Question) (rights, wrongs []float64, most float64) {
	if q.Kind != "single" && q.Kind != "multiple" {
		return nil, nil, 0
	}
	for _, o := range q.Options {
		n := float64(len([]rune(plain(o.Text))))
		if o.Right {
			rights = append(rights, n)
		} else {
			wrongs = append(wrongs, n)
			most = max(most, n)
		}
	}
	return rights, wrongs, most
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
