package main

import (
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/diag"
)

// TestExplain asks for every code there is.
func TestExplain(t *testing.T) {
	for _, e := range diag.Catalogue {
		r := run(t, t.TempDir(), "explain", string(e.Code))
		if r.status != 0 || r.err != "" {
			t.Errorf("%s: status %d, %q", e.Code, r.status, r.err)
		}
		if !strings.HasPrefix(r.out, string(e.Code)+" ") || !strings.Contains(r.out, e.Title) {
			t.Errorf("%s is not explained:\n%s", e.Code, r.out)
		}
	}
}

// TestExplainForgives takes a code as somebody may copy or type it.
func TestExplainForgives(t *testing.T) {
	tests := []struct {
		args   []string
		status int
		out    string // what standard output begins with
		err    string // what standard error holds
	}{
		{[]string{"p0203"}, 0, "P0203 ", ""},
		{[]string{"[P0203]"}, 0, "P0203 ", ""},
		{[]string{"P9999"}, 2, "", "P9999"},
		{[]string{"P0309"}, 2, "", "P0309"},
		{[]string{}, 2, "", "parley explain P0203"},
		{[]string{"P0203", "P0204"}, 2, "", "parley explain P0203"},
	}
	for _, test := range tests {
		r := run(t, t.TempDir(), append([]string{"explain"}, test.args...)...)
		if r.status != test.status || !strings.HasPrefix(r.out, test.out) || !strings.Contains(r.err, test.err) {
			t.Errorf("explain %q: status %d\n%s%s", test.args, r.status, r.out, r.err)
		}
	}
}
