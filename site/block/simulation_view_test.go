package block

import "testing"

func TestGrouped(t *testing.T) {
	for number, want := range map[string]string{
		"0": "0", "999": "999", "1000": "1\u202f000", "30000": "30\u202f000", "1234567.5": "1\u202f234\u202f567.5", "-500": "-500", "-5000": "-5\u202f000",
	} {
		if got := grouped(number); got != want {
			t.Errorf("%s is %q, want %q", number, got, want)
		}
	}
}
