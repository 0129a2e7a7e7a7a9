package envelope

import (
	"bytes"
	"encoding/json"
	"regexp"
	"unicode/utf16"

	"github.com/parley-kit/parley/site/record"
)

// Version is the "v" of the envelopes that this Parley writes.
const Version = 1

// Envelope is what a file holds.
type Envelope struct {
	Parley  string `json:"parley"` // "envelope"
	V       int    `json:"v"`
	Site    string `json:"site"`    // the site's id
	ID      string `json:"id"`      // 16 random bytes, base64url
	Kind    string `json:"kind"`    // case, answer, request
	Purpose string `json:"purpose"` // coaching, check-in, pairing
	Made    string `json:"made"`    // to the second, in UTC
	Expires string `json:"expires"` // the last day, YYYY-MM-DD
	From    Party  `json:"from"`
	To      Party  `json:"to"`
	Re      string `json:"re"` // the id of the file that it answers; ""
	Case    string `json:"case"`
	Body    Body   `json:"body"`
}

// Party is somebody with a name, and the card of a key; "" where there is none.
type Party struct {
	Name string `json:"name"`
	Card Card   `json:"card"`
}

// Body is what was shared.
type Body struct {
	Name   string  `json:"name"` // of the negotiation: a code name
	Sheets []Sheet `json:"sheets"`
	Locks  []Lock  `json:"locks"`
}

// Sheet is a worksheet with the fields that were ticked.
type Sheet struct {
	Form   string  `json:"form"` // page # name
	Title  string  `json:"title"`
	Step   string  `json:"step"`
	Fields []Field `json:"fields"`
}

// Field is what was written into a field, as its learner let it leave.
type Field struct {
	Ref   string `json:"ref"` // page # id
	Label string `json:"label"`
	Kind  string `json:"kind"`
	Means string `json:"means"`
	Value Value  `json:"value"`
}

// Lock tells that estimates were locked; the code shows later that none was changed.
type Lock struct {
	Form string `json:"form"`
	Code string `json:"code"`
	At   string `json:"at"`
}

// Value is a text, a range, or rows whose first has the columns: one of them is there.
type Value struct {
	Text  string
	Range *Range
	Rows  [][]string
}

// Range is an estimate from Low to High; Sure is how sure in per cent, as typed.
type Range struct {
	Low  string `json:"low"`
	High string `json:"high"`
	Sure string `json:"sure,omitempty"`
}

// UnmarshalJSON reads any of the three.
func (v *Value) UnmarshalJSON(data []byte) error {
	*v = Value{}
	switch bytes.TrimLeft(data, " \t\r\n")[0] {
	case '"':
		return json.Unmarshal(data, &v.Text)
	case '[':
		v.Rows = [][]string{}
		return strict(data, &v.Rows)
	}
	v.Range = new(Range)
	return strict(data, v.Range)
}

// MarshalJSON writes the one that is there.
func (v Value) MarshalJSON() ([]byte, error) {
	switch {
	case v.Range != nil:
		return json.Marshal(v.Range)
	case v.Rows != nil:
		return json.Marshal(v.Rows)
	}
	return json.Marshal(v.Text)
}

// Line is the envelope as it is signed and sealed: canonical JSON.
func (e *Envelope) Line() (string, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	line, err := record.Canonical(data)
	return string(line), err
}

func strict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// parse reads the line of an envelope. Whoever names no site reads those of any.
func parse(line, site string) (*Envelope, error) {
	if _, err := record.Canonical([]byte(line)); err != nil {
		return nil, Unreadable
	}
	var head struct {
		Parley string  `json:"parley"`
		V      float64 `json:"v"`
	}
	if json.Unmarshal([]byte(line), &head) != nil || head.Parley != "envelope" {
		return nil, Unreadable
	}
	if head.V > Version {
		return nil, Newer
	}
	e := new(Envelope)
	if strict([]byte(line), e) != nil || !e.valid() {
		return nil, Unreadable
	}
	if site != "" && e.Site != site {
		return nil, Foreign
	}
	return e, nil
}

var (
	idShape     = regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`)
	dayShape    = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	momentShape = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$`)
	kindShape   = regexp.MustCompile(`^(case|answer|request)$`)
	whyShape    = regexp.MustCompile(`^(coaching|check-in|pairing)$`)
)

// Limits, in UTF-16 units as a browser counts them.
const (
	maxName, maxLabel, maxValue, maxCell   = 200, 2_000, 20_000, 2_000
	maxSheets, maxFields, maxRows, maxCols = 50, 500, 200, 20
)

func fits(most int, texts ...string) bool {
	for _, text := range texts {
		if len(text) > most && len(utf16.Encode([]rune(text))) > most {
			return false
		}
	}
	return true
}

func (e *Envelope) valid() bool {
	ok := e.V == Version && idShape.MatchString(e.ID) && idShape.MatchString(e.Case) && (e.Re == "" || idShape.MatchString(e.Re)) &&
		kindShape.MatchString(e.Kind) && whyShape.MatchString(e.Purpose) && momentShape.MatchString(e.Made) && dayShape.MatchString(e.Expires) &&
		e.From.Card.valid() && e.To.Card.valid() && fits(maxName, e.Site, e.From.Name, e.To.Name, e.Body.Name) &&
		len(e.Body.Sheets) <= maxSheets && len(e.Body.Locks) <= maxSheets
	for _, s := range e.Body.Sheets {
		ok = ok && len(s.Fields) <= maxFields && fits(maxLabel, s.Form, s.Title, s.Step)
		for _, f := range s.Fields {
			ok = ok && fits(maxLabel, f.Ref, f.Label, f.Kind, f.Means) && f.Value.valid()
		}
	}
	for _, l := range e.Body.Locks {
		ok = ok && fits(maxLabel, l.Form, l.Code) && momentShape.MatchString(l.At)
	}
	return ok
}

func (v Value) valid() bool {
	if r := v.Range; r != nil {
		return fits(maxCell, r.Low, r.High, r.Sure)
	}
	ok := fits(maxValue, v.Text) && len(v.Rows) <= maxRows
	for _, row := range v.Rows {
		ok = ok && len(row) <= maxCols && fits(maxCell, row...)
	}
	return ok
}
