package formula

import (
	"regexp"
	"strings"
)

// styles says what becomes of an inline style of temml: a class, or nothing
// where browsers' own rules do. The first pattern that matches counts.
var styles = []struct {
	pattern *regexp.Regexp
	class   string
}{
	{regexp.MustCompile(`^padding-left:0(em|pt)?$`), "math-l0"},
	{regexp.MustCompile(`^padding-left:1em$`), "math-l1"},
	{regexp.MustCompile(`^padding-right:0(em|pt)?$`), "math-r0"},
	{regexp.MustCompile(`^padding-(left|right|top|bottom):`), ""}, // near a cell's usual padding
	{regexp.MustCompile(`^border-top:`), "math-line-top"},
	{regexp.MustCompile(`^border-bottom:`), "math-line-bottom"},
	{regexp.MustCompile(`^border-left:`), "math-line-left"},
	{regexp.MustCompile(`^border-right:`), "math-line-right"},
	{regexp.MustCompile(`^border:1px solid$`), "math-box"},
	{regexp.MustCompile(`^padding:3pt$`), ""}, // the frame's
	{regexp.MustCompile(`^font-weight:bold$`), "math-bold"},
	{regexp.MustCompile(`^font-(style|family):`), ""}, // of bold digits
	// temml writes its own state as the style of cells that it adds to short rows.
	{regexp.MustCompile(`^(level|font|font-size|font-weight|font-shape|max-size|color:undefined)(:|$)`), ""},
	{regexp.MustCompile(`^margin-left:-0\.1667em$`), "math-kern-3"},
	{regexp.MustCompile(`^margin-left:-0\.2222em$`), "math-kern-4"},
	{regexp.MustCompile(`^margin-left:-0\.2778em$`), "math-kern-5"},
	{regexp.MustCompile(`^display:block math$`), ""},
	{regexp.MustCompile(`^width:100%$`), ""}, // of a table whose margins hold numbers
}

// mathDepth is the style that the attribute scriptlevel stands for.
var mathDepth = regexp.MustCompile(`^math-depth:(\d)$`)

// readStyle translates a style attribute. level is the value for scriptlevel,
// when there is one. Any style that is not known is an error, since leaving it
// out could change what a formula says.
func readStyle(style string) (classes []string, level string, err error) {
	for _, declaration := range strings.Split(style, ";") {
		if declaration == "" {
			continue
		}
		if m := mathDepth.FindStringSubmatch(declaration); m != nil {
			level = m[1]
			continue
		}
		class, ok := classOfStyle(declaration)
		if !ok {
			property, _, _ := strings.Cut(declaration, ":")
			return nil, "", &Error{
				Message: "the formula needs an inline style (" + property + "), which pages may not have",
				Help:    `use ordinary spaces such as \, and \quad, and no moving of parts`,
				Offset:  -1,
			}
		}
		classes = append(classes, class)
	}
	return classes, level, nil
}

func classOfStyle(declaration string) (string, bool) {
	for _, s := range styles {
		if s.pattern.MatchString(declaration) {
			return s.class, true
		}
	}
	return "", false
}
