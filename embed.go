// Package parley holds what the binary carries with it: the bundled course, the
// default theme and the browser code that make has bundled. Only cmd imports it.
package parley

import "embed"

// Files is the repository as a site: parley.yaml, content, glossary, exercises
// and themes. Names that begin with a dot or an underscore are left out.
//
//go:embed parley.yaml content content.de glossary glossary.de exercises themes
var Files embed.FS
