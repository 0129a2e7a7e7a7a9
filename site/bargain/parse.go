package bargain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// form is a problem as JSON:
//
//	{"parties": [{"name": "Buyer", "walk_away": 900}, {"name": "Seller", "walk_away": 700}],
//	 "issues": [{"name": "Delivery", "options": ["2 weeks", "8 weeks"],
//	             "payoffs": {"Buyer": [1200, 0], "Seller": [400, 900]}}]}
//
// Without options, an issue's are numbered from 1.
type form struct {
	Parties []struct {
		Name     string   `json:"name"`
		WalkAway *float64 `json:"walk_away"`
	} `json:"parties"`
	Issues []struct {
		Name    string   `json:"name"`
		Options []string `json:"options"`
		Payoffs rows     `json:"payoffs"`
	} `json:"issues"`
}

// rows are payoffs by party. A map would take the second of two rows of one name
// without a word.
type rows struct {
	names  []string
	values [][]float64
}

// UnmarshalJSON reads an object of lists of numbers.
func (r *rows) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.New(`the payoffs of an issue are written {"Buyer": [1200, 0], "Seller": [400, 900]}`)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var values []*float64
		if err := d.Decode(&values); err != nil {
			return fmt.Errorf("the payoffs for %q are no list of numbers", name)
		}
		row := make([]float64, len(values))
		for j, v := range values {
			if v == nil {
				return fmt.Errorf("payoff %d for %q is missing", j+1, name)
			}
			row[j] = *v
		}
		r.names = append(r.names, name.(string))
		r.values = append(r.values, row)
	}
	return nil
}

// Parse reads a problem from JSON. The error says what is wrong, with a line where
// the JSON itself is; Check has passed when there is none.
func Parse(src []byte) (*Problem, error) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))))
	d.DisallowUnknownFields()
	var f form
	if err := d.Decode(&f); err != nil {
		return nil, readable(src, d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, readable(src, d.InputOffset(), errors.New("something follows the problem"))
	}
	p := &Problem{}
	var errs []error
	for _, party := range f.Parties {
		if party.WalkAway == nil {
			errs = append(errs, fmt.Errorf("%q has no \"walk_away\": say what no deal is worth to it", party.Name))
			party.WalkAway = new(float64)
		}
		p.Parties = append(p.Parties, Party{Name: party.Name, Reservation: *party.WalkAway})
	}
	if errs = append(errs, p.checkParties()...); len(errs) > 0 {
		return nil, errors.Join(errs...) // what is said of the issues would only confuse
	}
	for _, is := range f.Issues {
		issue := Issue{Name: is.Name, Options: is.Options}
		issue.Payoffs, errs = p.ordered(is.Name, is.Payoffs, errs)
		if len(issue.Options) == 0 && len(is.Payoffs.values) > 0 {
			for j := range is.Payoffs.values[0] {
				issue.Options = append(issue.Options, strconv.Itoa(j+1))
			}
		}
		p.Issues = append(p.Issues, issue)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	return p, nil
}

// ordered puts rows in the parties' order.
func (p *Problem) ordered(issue string, r rows, errs []error) ([][]float64, []error) {
	out := make([][]float64, len(p.Parties))
	found := make([]bool, len(p.Parties))
rows:
	for x, name := range r.names {
		for i, party := range p.Parties {
			if party.Name != name {
				continue
			}
			if found[i] {
				errs = append(errs, fmt.Errorf("issue %q has two lists of payoffs for %q", issue, name))
			}
			out[i], found[i] = r.values[x], true
			continue rows
		}
		errs = append(errs, fmt.Errorf("issue %q has payoffs for %q, and there is no such party", issue, name))
	}
	for i, ok := range found {
		if !ok {
			errs = append(errs, fmt.Errorf("issue %q has no payoffs for %q", issue, p.Parties[i].Name))
		}
	}
	return out, errs
}

// readable says what is wrong with JSON in words of people who write it.
func readable(src []byte, offset int64, err error) error {
	what := strings.TrimPrefix(err.Error(), "json: ")
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset, what = syntax.Offset, "this is no JSON: "+syntax.Error()
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		offset, what = int64(len(src)), "the JSON is broken off"
	case errors.As(err, &kind):
		offset = kind.Offset
		what = fmt.Sprintf("%q is a %s here, where %s belongs", kind.Field, kind.Value, kindWord(kind.Type.Kind()))
	case strings.HasPrefix(what, "unknown field "):
		what = "there is no key " + strings.TrimPrefix(what, "unknown field ") + "; the keys are parties, issues, name, walk_away, options and payoffs"
	}
	offset = max(0, min(offset, int64(len(src))))
	return fmt.Errorf("line %d: %s", 1+bytes.Count(src[:offset], []byte("\n")), what)
}

// kindWord is what JSON calls a kind of value.
func kindWord(k reflect.Kind) string {
	switch k {
	case reflect.Float64:
		return "a number"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list"
	}
	return "an object"
}
