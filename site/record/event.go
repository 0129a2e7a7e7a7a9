package record

import (
	"cmp"
	"strings"
)

// Head is what every event says of itself.
type Head struct {
	ID, Dev  string
	Seq, Lam int64
	At       string
	T        string
	V        int64
}

// Event is a valid event.
type Event struct {
	Head
	Line string         // canonical JSON
	Body map[string]any // as package json reads it
	// Newer is set where a newer Parley wrote it: it is kept and passed on, and
	// means nothing here.
	Newer bool
}

// Problem says why something is no event.
type Problem struct {
	Why   string // "json", "missing", "unknown", "value", "large"
	Field string // for a value: TYPE.NAME, or NAME in the head
}

// Error implements error.
func (p *Problem) Error() string {
	if p.Field == "" {
		return p.Why
	}
	return p.Why + " " + p.Field
}

// Parse reads an event. The error is a *Problem.
func Parse(line []byte) (Event, error) {
	e, problem := parse(line)
	if problem != nil {
		return Event{}, problem
	}
	return e, nil
}

func parse(line []byte) (Event, *Problem) {
	value, err := decode(line)
	if err != nil {
		return Event{}, &Problem{Why: "json"}
	}
	canonical, err := appendJSON(nil, value, 0)
	body, ok := value.(map[string]any)
	if err != nil || !ok {
		return Event{}, &Problem{Why: "json"}
	}
	if problem := validate(body, string(canonical)); problem != nil {
		return Event{}, problem
	}
	e := Event{Line: string(canonical), Body: body, Head: Head{
		ID: str(body, "id"), Dev: str(body, "dev"), At: str(body, "at"), T: str(body, "t"),
		Seq: num(body, "seq"), Lam: num(body, "lam"), V: num(body, "v"),
	}}
	e.Newer = isNewer(body)
	return e, nil
}

func str(body map[string]any, name string) string {
	s, _ := body[name].(string)
	return s
}

func num(body map[string]any, name string) int64 {
	f, _ := body[name].(float64)
	return int64(f)
}

// gone lists the ids that an event deletes.
func (e *Event) gone() []string {
	if e.T != Delete || e.Newer {
		return nil
	}
	list, _ := e.Body["ids"].([]any)
	ids := make([]string, 0, len(list))
	for _, one := range list {
		if id, ok := one.(string); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// Compare is the order in which events count and stand in a file: no clock takes
// part in it.
func Compare(a, b Event) int {
	return cmp.Or(
		cmp.Compare(a.Lam, b.Lam),
		strings.Compare(a.Dev, b.Dev),
		cmp.Compare(a.Seq, b.Seq),
		strings.Compare(a.ID, b.ID),
		compareUTF16(a.Line, b.Line),
	)
}
