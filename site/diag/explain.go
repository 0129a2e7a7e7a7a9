package diag

import (
	"fmt"
	"io"
	"strings"
)

// Explain writes what the catalogue says about a code, which may be written as
// "P0203", "p0203", "[P0203]" or "203". The error is the writer's, or names
// the code that comes nearest and lists them all.
func Explain(w io.Writer, code string) error {
	name := strings.ToUpper(strings.Trim(code, " []"))
	number := strings.TrimPrefix(name, "P")
	if len(number) < 4 && number != "" && strings.Trim(number, "0123456789") == "" {
		number = strings.Repeat("0", 4-len(number)) + number
	}
	e, ok := Lookup(Code("P" + number))
	if !ok {
		return unknownCode(code, "P"+number)
	}
	_, err := fmt.Fprintf(w, "%s (%s): %s\n\n%s\n", e.Code, e.Severity, e.Title, e.Explain)
	return err
}

// unknownCode says what was asked for, what may have been meant, and what
// there is.
func unknownCode(asked, name string) error {
	var list strings.Builder
	names := make([]string, len(Catalogue))
	for i, e := range Catalogue {
		names[i] = string(e.Code)
		fmt.Fprintf(&list, "\n  %s  %-7s  %s", e.Code, e.Severity, e.Title)
	}
	if meant, ok := Nearest(name, names); ok {
		return fmt.Errorf("unknown code %q; did you mean %s?\n\nThe codes are:%s", asked, meant, &list)
	}
	return fmt.Errorf("unknown code %q\n\nThe codes are:%s", asked, &list)
}
