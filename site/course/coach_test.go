package course_test

import (
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// aCard has the form of a card; nobody has its keys.
var aCard = "parley1.age1" + strings.Repeat("q", 58) + "." + strings.Repeat("A", 43)

func TestCards(t *testing.T) {
	if !course.IsCard(aCard) {
		t.Error("a card is refused")
	}
	for _, wrong := range []string{"", aCard[:len(aCard)-1], aCard + "A", strings.ToUpper(aCard), strings.Replace(aCard, "age1", "age2", 1), aCard + "\n", " " + aCard} {
		if course.IsCard(wrong) {
			t.Errorf("%q is taken for a card", wrong)
		}
	}
}

// The words of a card are the same for good: people have written them down.
func TestCardWords(t *testing.T) {
	if got := strings.Join(course.CardWords(aCard), " "); got != "hotuf vamun gugud ralus pabin hofig" {
		t.Error(got)
	}
	if one, other := course.CardWords(aCard), course.CardWords(aCard[:len(aCard)-1]+"B"); one[0] == other[0] && one[1] == other[1] {
		t.Error("another card has the same words")
	}
}
