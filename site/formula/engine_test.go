package formula

import (
	"testing"
	"time"
)

// A script that never ends is stopped, and its engine is not used again.
func TestEndlessScriptIsStopped(t *testing.T) {
	r := New(func() ([]byte, error) {
		return []byte(`var temml = {default: {renderToString(tex) {
			if (tex === "loop") for (;;) {}
			return "<math><mi>x</mi></math>" }}}`), nil
	})
	r.limit = time.Millisecond
	if _, err := r.MathML("loop", true); err == nil || err.Error() != "the formula is too involved" {
		t.Errorf("error %v", err)
	}
	if len(r.idle) != 0 {
		t.Error("the stopped engine waits for the next formula")
	}
	r.limit = time.Minute
	if _, err := r.MathML("x", true); err != nil {
		t.Error(err)
	}
}
