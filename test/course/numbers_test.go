package course

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-kit/parley/site/course"
)

// An amount, a share, a thousand: what a story claims, and a reader may reckon after it.
var figure = regexp.MustCompile(`[€$£]\s?\d+(?:,\d{3})*(?:\.\d+)?|\d+(?:,\d{3})*(?:\.\d+)?\s?[%€]|\b\d{1,3}(?:,\d{3})+(?:\.\d+)?`)

var digits = regexp.MustCompile(`\d+(?:,\d{3})*(?:\.\d+)?`)

// TestNumbers reckons every figure of the course's lessons, terms and exercises anew.
// numbers/<page>.txt says of each how it comes about, with the facts of its story:
//
//	given 51000 3%
//	€58,000 = 51000 + 3500 + 1500 + 2000
//	29% = 2000 / 7000
//
// On the left stands what stands on the page, on the right a sum; they may differ by
// the digits that are not shown. A figure that is neither given, nor part of a sum, nor
// its result, is an assertion.
func TestNumbers(t *testing.T) {
	known := map[string]bool{}
	for _, p := range english(bundled(t)) {
		file := "numbers/" + strings.TrimSuffix(p.Source, ".md") + ".txt"
		known[filepath.FromSlash(file)] = true
		switch p.Kind {
		case course.Lesson, course.TermKind, course.Exercise:
			for _, fault := range faults(text(t, p), file) {
				t.Errorf("%s: %s", p.Source, fault)
			}
		}
	}
	_ = filepath.Walk("numbers", func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() && !known[path] {
			t.Errorf("%s belongs to no page", path)
		}
		return err
	})
}

// TestFalseNumbers finds what is wrong, or left out.
func TestFalseNumbers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sums.txt")
	sums := "given 100 2%\n# a remark\n€300 = 100 + 201\n66% = 2 / 3\n€1,050 = 1.05 * 1000\n€7 = 1 +\n"
	if err := os.WriteFile(file, []byte(sums), 0o600); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(faults("It is €300 of €100, 66%, 2%, €1,050 and €9.", file), "\n")
	want := "line 3: 301 comes out, and €300 is written\nline 4: 0.666667 comes out, and 66% is written\nline 6: \"1 +\" is no sum\n\"€7\" does not stand on the page\n€9 is neither given nor computed"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// faults holds a page's text against the file of its sums.
func faults(body, file string) []string {
	var out []string
	known := map[string]bool{}
	data, _ := os.ReadFile(file) // none where there are no figures
	for i, line := range strings.Split(string(data), "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if facts, ok := strings.CutPrefix(line, "given "); ok {
			for _, fact := range strings.Fields(facts) {
				known[value(fact).ExactString()] = true
			}
			continue
		}
		if line == "" {
			continue
		}
		left, right, _ := strings.Cut(line, " = ")
		sum, err := reckon(right)
		if err != nil {
			out = append(out, fmt.Sprintf("line %d: %q is no sum", i+1, right))
		} else if want := value(left); !near(want, sum, unit(left)) {
			f, _ := constant.Float64Val(sum)
			out = append(out, fmt.Sprintf("line %d: %.6g comes out, and %s is written", i+1, f, left))
		}
		if !strings.Contains(body, left) {
			out = append(out, fmt.Sprintf("%q does not stand on the page", left))
		}
		known[value(left).ExactString()] = true
		for _, part := range digits.FindAllString(right, -1) {
			known[value(part).ExactString()] = true
		}
	}
	for _, found := range figure.FindAllString(body, -1) {
		if !known[value(found).ExactString()] {
			out = append(out, found+" is neither given nor computed")
		}
	}
	return out
}

// reckon is the exact value of a sum.
func reckon(sum string) (constant.Value, error) {
	v, err := types.Eval(token.NewFileSet(), nil, token.NoPos, decimals(strings.ReplaceAll(sum, ",", "")))
	if err != nil || v.Value == nil {
		return nil, fmt.Errorf("%q: %w", sum, err)
	}
	return constant.ToFloat(v.Value), nil
}

// decimals makes every number one with a point, or 2 / 3 were 0.
func decimals(sum string) string {
	return digits.ReplaceAllStringFunc(sum, func(n string) string {
		if strings.Contains(n, ".") {
			return n
		}
		return n + ".0"
	})
}

// value is a figure as it is written: €1,050, 29%, 1.2 million.
func value(written string) constant.Value {
	number := strings.ReplaceAll(digits.FindString(written), ",", "")
	v := constant.MakeFromLiteral(decimals(number), token.FLOAT, 0)
	if strings.Contains(written, "%") {
		v = constant.BinaryOp(v, token.QUO, constant.MakeInt64(100))
	}
	if strings.Contains(written, "million") {
		v = constant.BinaryOp(v, token.MUL, constant.MakeInt64(1_000_000))
	}
	return v
}

// unit is the worth of the last digit that is written.
func unit(written string) constant.Value {
	number := digits.FindString(written)
	last := regexp.MustCompile(`\d`).ReplaceAllString(number, "0")
	last = last[:len(last)-1] + "1"
	return value(strings.Replace(written, number, last, 1))
}

func near(a, b, unit constant.Value) bool {
	diff := constant.BinaryOp(a, token.SUB, b)
	if constant.Sign(diff) < 0 {
		diff = constant.UnaryOp(token.SUB, diff, 0)
	}
	return constant.Compare(constant.BinaryOp(diff, token.MUL, constant.MakeInt64(2)), token.LEQ, unit)
}
