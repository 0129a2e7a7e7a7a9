package record

import "math"

// validate says what is wrong with an event whose canonical JSON is given. Of an
// event that a newer Parley wrote only the head is known.
func validate(body map[string]any, canonical string) *Problem {
	if problem := fields(body, HeadFields, ""); problem != nil {
		return problem
	}
	if len(canonical) > MaxEvent && units(canonical) > MaxEvent {
		return &Problem{Why: "large"}
	}
	if isNewer(body) {
		return nil
	}
	t := typeOf(str(body, "t"))
	if problem := fields(body, t.Fields, t.Name+"."); problem != nil {
		return problem
	}
	for _, name := range sortedKeys(body) {
		if !has(HeadFields, name) && !has(t.Fields, name) {
			return &Problem{Why: "unknown", Field: t.Name}
		}
	}
	return nil
}

func isNewer(body map[string]any) bool {
	return num(body, "v") > Version || typeOf(str(body, "t")) == nil
}

func has(fields []Field, name string) bool {
	for i := range fields {
		if fields[i].Name == name {
			return true
		}
	}
	return false
}

func fields(body map[string]any, list []Field, prefix string) *Problem {
	for i := range list {
		f := &list[i]
		value, there := body[f.Name]
		switch {
		case !there && !f.Optional:
			return &Problem{Why: "missing", Field: prefix + f.Name}
		case there && !fits(value, &f.Rule):
			return &Problem{Why: "value", Field: prefix + f.Name}
		}
	}
	return nil
}

func fits(value any, r *Rule) bool {
	if value == nil {
		return r.Null
	}
	switch r.Kind {
	case Text:
		s, ok := value.(string)
		return ok && units(s) <= int(r.Max)
	case Whole, Number:
		f, ok := value.(float64)
		return ok && f >= r.Min && f <= r.Max && (r.Kind == Number || f == math.Trunc(f))
	case List:
		return isList(value, r)
	case Filled:
		return isFilled(value)
	}
	s, ok := value.(string)
	return ok && Patterns[r.Kind].MatchString(s)
}

func isList(value any, r *Rule) bool {
	list, ok := value.([]any)
	if !ok || len(list) < int(r.Min) || len(list) > int(r.Max) {
		return false
	}
	for _, member := range list {
		if !fits(member, r.Of) {
			return false
		}
	}
	return true
}

var (
	fieldText = text(maxValue)
	shortText = text(maxShort)
	fieldRows = list(list(text(maxShort), 0, maxCells), 0, maxRows)
)

// isFilled:  a text, {low, high, sure?} of texts, or rows of texts.
func isFilled(value any) bool {
	object, ok := value.(map[string]any)
	if !ok {
		return fits(value, &fieldText) || isList(value, &fieldRows)
	}
	for _, name := range []string{"low", "high"} {
		if !fits(object[name], &shortText) {
			return false
		}
	}
	sure, there := object["sure"]
	if !there {
		return len(object) == 2
	}
	return len(object) == 3 && fits(sure, &shortText)
}
