package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// report is the JSON format. Fields are only ever added; anything else makes
// it version 2.
type report struct {
	V           int       `json:"v"`
	Diagnostics []finding `json:"diagnostics"`
	Errors      int       `json:"errors"`
	Warnings    int       `json:"warnings"`
}

type finding struct {
	Code      Code   `json:"code"`
	Severity  string `json:"severity"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndColumn int    `json:"endColumn"`
	Message   string `json:"message"`
	Help      string `json:"help"`
	Fix       *Fix   `json:"fix,omitempty"`
}

func printJSON(b *bytes.Buffer, ds []Diagnostic) error {
	r := report{V: 1, Diagnostics: []finding{}, Errors: count(ds, Error), Warnings: count(ds, Warning)}
	for _, d := range ds {
		r.Diagnostics = append(r.Diagnostics, finding{
			Code: d.Code, Severity: d.Severity.String(),
			File: d.Pos.File, Line: d.Pos.Line, Column: d.Pos.Col, EndColumn: d.Pos.End,
			Message: d.Message, Help: d.Help, Fix: d.Fix,
		})
	}
	return encode(b, r)
}

// encode writes v as indented JSON. People look at JSON on terminals too, so
// what a terminal must not get is written as \u escapes, which every reader
// of JSON turns back into the same text.
func encode(b *bytes.Buffer, v any) error {
	var plain bytes.Buffer
	e := json.NewEncoder(&plain)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	for _, r := range plain.String() {
		switch {
		case r == '\n' || shown(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			high, low := (r-0x10000)>>10, (r-0x10000)&0x3ff
			fmt.Fprintf(b, `\u%04x\u%04x`, 0xd800+high, 0xdc00+low)
		}
	}
	return nil
}
