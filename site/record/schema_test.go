package record

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestFreshSchema holds the client's types and its table to this one.
// PARLEY_UPDATE=1 writes them anew.
func TestFreshSchema(t *testing.T) {
	const file = "../../themes/default/client/record/schema.ts"
	want := typeScript()
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what site/record/schema.go says (%v); run make update", file, err)
	}
}

// TestFreshRecordPage holds the tables of docs/record.md to the schema.
// PARLEY_UPDATE=1 writes them anew.
func TestFreshRecordPage(t *testing.T) {
	const file = "../../docs/record.md"
	const begin, end = "<!-- events: written by make update -->\n", "<!-- /events -->\n"
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(got), begin)
	_, after, found := strings.Cut(rest, end)
	want := before + begin + eventTables() + end + after
	if !found {
		t.Fatalf("%s has no place for the tables", file)
	}
	if os.Getenv("PARLEY_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if string(got) != want {
		t.Errorf("%s is not what site/record/schema.go says; run make update", file)
	}
}

// TestSchemaIsComplete holds that every value says what it is for, how far it may
// travel and when it goes.
func TestSchemaIsComplete(t *testing.T) {
	levels := []Level{Private, Person, Center, Aggregate, Public}
	seen := map[string]bool{}
	check := func(of string, f Field) {
		switch {
		case f.Purpose == "" || !slices.Contains(levels, f.Level) || f.Keep != UntilDeleted && f.Keep != ForGood:
			t.Errorf("%s.%s lacks its purpose, level or retention", of, f.Name)
		case seen[of+"."+f.Name]:
			t.Errorf("%s.%s stands twice", of, f.Name)
		case !slices.Contains([]Kind{Text, Whole, Number, List, Filled}, f.Kind) && Patterns[f.Kind] == nil:
			t.Errorf("%s.%s is of an unknown kind %s", of, f.Name, f.Kind)
		}
		seen[of+"."+f.Name] = true
	}
	for _, f := range HeadFields {
		check("", f)
	}
	for _, one := range Types {
		if !Patterns["type"].MatchString(one.Name) || one.Purpose == "" || seen[one.Name] {
			t.Errorf("the type %q", one.Name)
		}
		seen[one.Name] = true
		for _, f := range one.Fields {
			if check(one.Name, f); has(HeadFields, f.Name) {
				t.Errorf("%s.%s is a field of the head", one.Name, f.Name)
			}
		}
	}
}

func typeScript() string {
	var b strings.Builder
	b.WriteString("// What an entry of the record is. Written by `make update` from site/record/schema.go.\n\n")
	b.WriteString("/** What every entry has. */\nexport interface Head {\n")
	for _, f := range HeadFields {
		if f.Name != "t" {
			fmt.Fprintf(&b, "  /** %s. */\n  %s: %s;\n", sentence(f.Purpose), f.Name, typeName(f.Rule))
		}
	}
	b.WriteString("}\n\n/** What a field holds: text, a range, rows. */\n" +
		"export type FieldValue = string | { low: string; high: string; sure?: string } | string[][];\n\n")
	b.WriteString("/** What an entry says, before it has a head. */\nexport type NewEvent =\n")
	for i, one := range Types {
		fmt.Fprintf(&b, "  | { t: %q", one.Name)
		for _, f := range one.Fields {
			fmt.Fprintf(&b, "; %s: %s", f.Name+strings.Repeat("?", boolToInt(f.Optional)), typeName(f.Rule))
		}
		b.WriteString(" }" + strings.Repeat(";", boolToInt(i == len(Types)-1)) + fmt.Sprintf(" // %s\n", one.Purpose))
	}
	b.WriteString("\nexport type Event = NewEvent & Head;\n\n")
	b.WriteString("/** What a value has to be; a kind that is not named here is one of patterns. */\n" +
		"export interface Rule { kind: string; min?: number; max?: number; of?: Rule; null?: true; optional?: true }\n" +
		"export type Fields = Record<string, Rule>;\n\n")
	b.WriteString("/** Lengths of texts are in UTF-16 units, those of lines and files in bytes. */\nexport const limits = {\n")
	for _, l := range []struct {
		name string
		n    int
	}{{"version", Version}, {"count", MaxCount}, {"event", MaxEvent}, {"depth", MaxDepth}, {"line", MaxLine}, {"file", MaxFile}, {"bad", MaxBad}, {"gone", MaxGone},
		{"value", maxValue}, {"short", maxShort}, {"rows", maxRows}, {"cells", maxCells}} {
		fmt.Fprintf(&b, "  %s: %s,\n", l.name, grouped(l.n))
	}
	b.WriteString("} as const;\n\nexport const patterns: Record<string, RegExp> = {\n")
	for _, kind := range slices.Sorted(maps.Keys(Patterns)) {
		fmt.Fprintf(&b, "  %s: /%s/u,\n", kind, Patterns[kind])
	}
	b.WriteString("};\n\nexport const head: Fields = " + table(HeadFields, "") + ";\n\nexport const types: Record<string, Fields> = {\n")
	for _, one := range Types {
		fmt.Fprintf(&b, "  %s: %s,\n", one.Name, table(one.Fields, "  "))
	}
	b.WriteString("};\n")
	return b.String()
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// grouped writes 300000 as 300_000.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "_" + s[i:]
	}
	return s
}

func typeName(r Rule) string {
	name := "string"
	switch r.Kind {
	case Whole, Number:
		name = "number"
	case List:
		name = typeName(*r.Of) + "[]"
	case Filled:
		name = "FieldValue"
	}
	if r.Null {
		name += " | null"
	}
	return name
}

func table(fields []Field, indent string) string {
	var b strings.Builder
	b.WriteString("{\n")
	for _, f := range fields {
		rule := ruleText(f.Rule)
		if f.Optional {
			rule = strings.TrimSuffix(rule, " }") + ", optional: true }"
		}
		fmt.Fprintf(&b, "%s  %s: %s,\n", indent, f.Name, rule)
	}
	return b.String() + indent + "}"
}

func ruleText(r Rule) string {
	out := fmt.Sprintf("{ kind: %q", r.Kind)
	if r.Min != 0 {
		out += ", min: " + grouped(int(r.Min))
	}
	if r.Max != 0 {
		out += ", max: " + grouped(int(r.Max))
	}
	if r.Of != nil {
		out += ", of: " + ruleText(*r.Of)
	}
	if r.Null {
		out += ", null: true"
	}
	return out + " }"
}

func eventTables() string {
	var b strings.Builder
	rows := func(fields []Field) {
		b.WriteString("| value | is | for | level | kept |\n|---|---|---|---|---|\n")
		for _, f := range fields {
			fmt.Fprintf(&b, "| `%s`%s | %s | %s | %s | %s |\n", f.Name, map[bool]string{true: "?"}[f.Optional], inWords(f.Rule), f.Purpose, f.Level, f.Keep)
		}
		b.WriteString("\n")
	}
	rows(HeadFields)
	b.WriteString("And by its type `t`, a `?` where a value may be missing:\n\n")
	for _, one := range Types {
		fmt.Fprintf(&b, "**%s**: %s.\n\n", one.Name, one.Purpose)
		rows(one.Fields)
	}
	return b.String()
}

func inWords(r Rule) string {
	out := string(r.Kind)
	switch r.Kind {
	case Text:
		out = fmt.Sprintf("text, at most %s", grouped(int(r.Max)))
	case Whole:
		out = fmt.Sprintf("whole number, %s to %s", grouped(int(r.Min)), grouped(int(r.Max)))
	case Number:
		out = fmt.Sprintf("number, %g to %g", r.Min, r.Max)
	case List:
		out = fmt.Sprintf("list of %s to %s: %s", grouped(int(r.Min)), grouped(int(r.Max)), inWords(*r.Of))
	case Filled:
		out = fmt.Sprintf("filled: text, at most %s; or texts of at most %s, in up to %d rows of %d", grouped(maxValue), grouped(maxShort), maxRows, maxCells)
	}
	if r.Null {
		out += ", or null"
	}
	return strings.ReplaceAll(out, "_", ",")
}
