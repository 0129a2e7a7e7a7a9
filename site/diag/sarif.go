package diag

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// The part of SARIF 2.1.0 that Parley writes:
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   Code          `json:"id"`
		ShortDescription     sarifMessage  `json:"shortDescription"`
		FullDescription      sarifMessage  `json:"fullDescription"`
		Help                 sarifMessage  `json:"help"`
		DefaultConfiguration sarifSeverity `json:"defaultConfiguration"`
	}
	sarifSeverity struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID    Code            `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifBytes   `json:"deletedRegion"`
		Inserted sarifContent `json:"insertedContent"`
	}
	sarifBytes struct {
		Offset int `json:"byteOffset"`
		Length int `json:"byteLength"`
	}
	// sarifContent gives the text twice: a region in bytes calls for base64,
	// and viewers show the text.
	sarifContent struct {
		Text   string `json:"text"`
		Binary []byte `json:"binary"`
	}
)

func printSARIF(b *bytes.Buffer, ds []Diagnostic, opts Options) error {
	var used []Code
	for _, d := range ds {
		used = append(used, d.Code)
	}
	slices.Sort(used)
	used = slices.Compact(used)
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "parley", Version: opts.Version,
			InformationURI: "https://github.com/parley-kit/parley",
			Rules:          []sarifRule{},
		}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	for _, code := range used {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(code))
	}
	for _, d := range ds {
		at, _ := slices.BinarySearch(used, d.Code)
		run.Results = append(run.Results, resultOf(d, at))
	}
	return encode(b, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func ruleOf(code Code) sarifRule {
	e, ok := Lookup(code)
	if !ok {
		e = Entry{Severity: Error, Title: string(code), Explain: string(code)}
	}
	full, _, _ := strings.Cut(e.Explain, "\n\n")
	return sarifRule{
		ID:                   code,
		ShortDescription:     sarifMessage{Text: e.Title},
		FullDescription:      sarifMessage{Text: strings.ReplaceAll(full, "\n", " ")},
		Help:                 sarifMessage{Text: e.Explain, Markdown: e.Explain},
		DefaultConfiguration: sarifSeverity{e.Severity.String()},
	}
}

func resultOf(d Diagnostic, rule int) sarifResult {
	r := sarifResult{RuleID: d.Code, RuleIndex: rule, Level: d.Severity.String(), Message: sarifMessage{Text: d.Message}}
	if d.Help != "" {
		r.Message.Text += "\n" + d.Help
	}
	if d.Pos.File != "" {
		at := sarifPhysical{Artifact: artifact(d.Pos.File)}
		if d.Pos.Line > 0 {
			at.Region = &sarifRegion{StartLine: d.Pos.Line, StartColumn: d.Pos.Col}
			if d.Pos.Col > 0 && d.Pos.End > d.Pos.Col {
				at.Region.EndColumn = d.Pos.End
			}
		}
		r.Locations = []sarifLocation{{at}}
	}
	if f := d.Fix; f != nil && !f.Fresh { // an editor could not make up an id
		r.Fixes = []sarifFix{{
			Description: sarifMessage{Text: cmp.Or(d.Help, d.Message)},
			Changes: []sarifChange{{
				Artifact: artifact(f.File),
				Replacements: []sarifReplacement{{
					Deleted:  sarifBytes{f.From, f.To - f.From},
					Inserted: sarifContent{f.Text, []byte(f.Text)},
				}},
			}},
		}}
	}
	return r
}

// artifact is a file as a relative reference: percent-encoded, and with "./"
// before a name that would read as a scheme.
func artifact(file string) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: file}).String()}
}
