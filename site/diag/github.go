package diag

import (
	"bytes"
	"fmt"
	"strings"
)

// What GitHub's workflow commands demand, of a message and of a property.
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func printGitHub(b *bytes.Buffer, ds []Diagnostic) {
	for _, d := range ds {
		command := d.Severity.String()
		if d.Severity == Note {
			command = "notice"
		}
		var properties []string
		add := func(key, value string) {
			properties = append(properties, key+"="+escapeProperty.Replace(value))
		}
		if d.Pos.File != "" {
			add("file", visible(d.Pos.File))
		}
		if d.Pos.File != "" && d.Pos.Line > 0 {
			add("line", fmt.Sprint(d.Pos.Line))
			if d.Pos.Col > 0 {
				add("col", fmt.Sprint(d.Pos.Col))
			}
			if d.Pos.End > d.Pos.Col && d.Pos.Col > 0 {
				add("endColumn", fmt.Sprint(d.Pos.End))
			}
		}
		add("title", string(d.Code))
		message := visible(d.Message)
		if d.Help != "" {
			for line := range strings.SplitSeq(strings.TrimRight(d.Help, "\n"), "\n") {
				message += "\n" + visible(line)
			}
		}
		fmt.Fprintf(b, "::%s %s::%s\n", command, strings.Join(properties, ","), escapeData.Replace(message))
	}
}
