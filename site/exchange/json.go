package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/load"
)

// jsonVersion is the shape of the JSON that is written; it is counted up when a
// reader of the old shape would misread the new one.
const jsonVersion = 1

// contrast is a Pair in JSON. Ask is the question at the end of How, if it ends
// with one.
type contrast struct {
	With string `json:"with"`
	How  string `json:"how,omitempty"`
	Ask  string `json:"ask,omitempty"`
}

// JSON is a vocabulary as one object: {"v": 1, "site": the site's id,
// "language": its tag, "terms": [...]}. A term has the keys of its front matter,
// typed, and "id" and "text"; what is not set is left out.
func JSON(site string, lang course.Lang, terms []*Term) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"v\": %d,\n  \"site\": %s,\n  \"language\": %s,\n  \"terms\": [", jsonVersion, asJSON(site), asJSON(lang))
	for i, t := range terms {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    {\n      \"id\": " + asJSON(t.ID))
		for _, c := range columns {
			if v, ok := t.Fields[c.key]; ok {
				b.WriteString(",\n      " + asJSON(c.key) + ": " + asJSON(typed(v, c.shape)))
			}
		}
		if t.Text != "" {
			b.WriteString(",\n      \"text\": " + asJSON(t.Text))
		}
		b.WriteString("\n    }")
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes()
}

func asJSON(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // plain data
	return strings.TrimSuffix(b.String(), "\n")
}

// typed is a value as JSON has it.
func typed(v Value, s shape) any {
	switch s {
	case list:
		return v.List
	case pairs:
		out := make([]contrast, len(v.Pairs))
		for i, p := range v.Pairs {
			out[i] = contrast{With: p.With, How: p.How}
			if how, ask := load.CutQuestion(p.How); joined(how, ask) == p.How {
				out[i].How, out[i].Ask = how, ask
			}
		}
		return out
	case number:
		return json.Number(v.Text)
	case yesNo:
		return v.Text == "true"
	}
	return v.Text
}

// joined undoes load.CutQuestion.
func joined(how, ask string) string { return strings.TrimSpace(how + " " + ask) }

// json reads what JSON writes.
func (r *Reader) json(s string) []*Row {
	d := json.NewDecoder(strings.NewReader(s))
	var rows []*Row
	unknown := map[string]bool{}
	at := 0 // of what is read
	err := r.object(d, func(key string) error {
		at = next(d, s)
		var v int
		switch key {
		case "v":
			if err := d.Decode(&v); err != nil || v == jsonVersion {
				return err
			}
			return fmt.Errorf("this file has version %d; Parley reads version %d", v, jsonVersion)
		case "language":
			return r.sameLanguage(d, at)
		case "terms":
			return r.array(d, func() error {
				if len(rows) == MaxRows {
					return fmt.Errorf("there are more than %d terms", MaxRows)
				}
				at = next(d, s)
				var keys map[string]json.RawMessage
				if err := d.Decode(&keys); err != nil {
					return err
				}
				rows = append(rows, r.jsonRow(keys, at, len(rows)+1, unknown))
				return nil
			})
		}
		var skipped json.RawMessage
		return d.Decode(&skipped)
	})
	if err != nil {
		r.bad(diag.BadTable, r.place(at, at+1), "this JSON cannot be read: "+strings.TrimPrefix(err.Error(), "json: "), "export it again, or import the table as CSV")
	}
	return rows
}

// next is the offset of what a decoder of s reads next.
func next(d *json.Decoder, s string) int {
	rest := s[d.InputOffset():]
	return len(s) - len(strings.TrimLeft(rest, " \t\r\n,:"))
}

// object calls member for each member of an object, its value still to be read.
func (r *Reader) object(d *json.Decoder, member func(key string) error) error {
	return r.array(d, func() error {
		t, err := d.Token()
		if err != nil {
			return err
		}
		key, ok := t.(string)
		if !ok {
			return errors.New("a member is wanted here")
		}
		return member(key)
	})
}

// sameLanguage holds the file's language to the one that is read.
func (r *Reader) sameLanguage(d *json.Decoder, at int) error {
	var lang course.Lang
	err := d.Decode(&lang)
	if err == nil && lang != r.Language {
		r.bad(diag.BadTable, r.place(at, at+1), fmt.Sprintf("these terms are in the language %q, and would be imported as %q", lang, r.Language),
			fmt.Sprintf("add --language %s, if the site has that language", lang))
	}
	return err
}

// array calls element for each part of an array or object.
func (r *Reader) array(d *json.Decoder, element func() error) error {
	switch t, err := d.Token(); {
	case err != nil:
		return err
	case t != json.Delim('[') && t != json.Delim('{'):
		return errors.New("a list of terms is wanted here")
	}
	for d.More() {
		if err := element(); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// jsonRow reads a term's members.
func (r *Reader) jsonRow(members map[string]json.RawMessage, at, number int, unknown map[string]bool) *Row {
	pos := r.place(at, at+1)
	row := &Row{Number: number, columns: headings(), places: map[string]diag.Pos{"term": pos}}
	for _, key := range headings() {
		raw, ok := members[key]
		if !ok {
			continue
		}
		delete(members, key)
		if s, ok := r.cellOf(row, key, raw); ok && r.holds(row, key, s) {
			r.fill(row, key, s)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		if !unknown[key] {
			unknown[key] = true
			r.unknown(key, pos)
		}
	}
	return row
}

// cellOf is a member as a cell holds it.
func (r *Reader) cellOf(row *Row, key string, raw json.RawMessage) (s string, ok bool) {
	var v Value
	var err error
	switch shapeOf(key) {
	case list:
		err = json.Unmarshal(raw, &v.List)
	case pairs:
		var all []contrast
		err = json.Unmarshal(raw, &all)
		for _, c := range all {
			v.Pairs = append(v.Pairs, Pair{c.With, joined(c.How, c.Ask)})
		}
	case number:
		var n json.Number
		err = json.Unmarshal(raw, &n)
		v.Text = n.String()
	case yesNo:
		var on bool
		err = json.Unmarshal(raw, &on)
		v.Text = fmt.Sprint(on)
	default:
		err = json.Unmarshal(raw, &v.Text)
	}
	if err != nil {
		r.wrong(row, key, "this is not what belongs here", "write it as parley export terms --format json does")
		return "", false
	}
	return cell(v, shapeOf(key)), true
}
