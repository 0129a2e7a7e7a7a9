package course

import (
	"crypto/sha256"
	"encoding/binary"
	"regexp"
	"slices"
)

// CoachFacts are what the page of somebody who coaches says, on top, about what to
// ask them for. Words are the firm's own.
type CoachFacts struct {
	Strengths  []string // IDs of competencies, or words
	Situations []string
	Languages  []string
	Training   []string
	Hours      string // "2 a month"; NoHours when nobody may be sent now; may be empty
	Card       Ref    // the public card; its Text is "" when there is none
}

// NoHours says that a coach takes nobody on now.
const NoHours = "none"

// Free tells whether a coach takes somebody on now.
func (f *CoachFacts) Free() bool { return f.Hours != NoHours }

// Coaches are the coaches that a language lists, by ID: its own pages, then those of
// the site's own language that are not translated.
func (c *Course) Coaches(lang Lang) []*Page {
	var out []*Page
	for _, from := range slices.Compact([]Lang{lang, c.Config.Languages[0]}) {
		for _, p := range c.In(from) {
			if _, translated := c.Page(lang, p.ID); p.Coach != nil && (from == lang || !translated) {
				out = append(out, p)
			}
		}
	}
	return out
}

// FormFor finds the first form for a step, in a language or else in the site's own.
func (c *Course) FormFor(lang Lang, step string) (FormAt, bool) {
	for _, lang := range []Lang{lang, c.Config.Languages[0]} {
		forms := c.Forms(lang)
		if i := slices.IndexFunc(forms, func(f FormAt) bool { return f.FormStep() == step }); i >= 0 {
			return forms[i], true
		}
	}
	return FormAt{}, false
}

var card = regexp.MustCompile(`^parley1\.age1[0-9a-z]{58}\.[A-Za-z0-9_-]{43}$`)

// IsCard tells whether a text has the form of a public card: a key to seal to and a
// key to check with, in one line.
func IsCard(s string) bool { return card.MatchString(s) }

// CardWords are the six words that two people compare to know a card: the first 96
// bits of its hash as proquints, two bytes a word (Wilkerson 2009).
func CardWords(card string) []string {
	const consonants, vowels = "bdfghjklmnprstvz", "aiou"
	sum := sha256.Sum256([]byte("parley card 1\n" + card))
	words := make([]string, 0, 6)
	for at := 0; at < 12; at += 2 {
		n := binary.BigEndian.Uint16(sum[at:])
		words = append(words, string([]byte{
			consonants[n>>12], vowels[n>>10&3], consonants[n>>6&15], vowels[n>>4&3], consonants[n&15],
		}))
	}
	return words
}
