package report_test

import (
	"errors"
	"testing"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/bargain/report"
	"github.com/parley-kit/parley/test/golden"
)

// TestReports holds what is said of the problems in testdata, in words, as JSON
// and as a picture, to what was read and looked at.
func TestReports(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, files map[string][]byte) map[string]string {
		p, err := bargain.Parse(files["problem.json"])
		if err != nil {
			return map[string]string{"error": err.Error() + "\n"}
		}
		a, err := bargain.Analyze(p)
		if err != nil {
			t.Fatal(err)
		}
		text, err := report.Text(a)
		if err != nil {
			t.Fatal(err)
		}
		data, err := report.JSON(a)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]string{"text": text, "json": string(data)}
		switch svg, err := report.SVG(a); {
		case len(p.Parties) == 2 && err != nil, len(p.Parties) > 2 && !errors.Is(err, report.ErrNoPlane):
			t.Error(err)
		case err == nil:
			said["svg"] = string(svg)
		}
		return said
	})
}
