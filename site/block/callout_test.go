package block

import "testing"

func TestAnswerIsNotFound(t *testing.T) {
	if got := (&Callout{Kind: "answer", Title: "Because"}).Search(); got != nil {
		t.Errorf("the search may see %v of an answer", got)
	}
	if got := (&Callout{Kind: "note"}).Search(); len(got) != 2 {
		t.Errorf("the search sees %d parts of a note, want its title and its text", len(got))
	}
}
