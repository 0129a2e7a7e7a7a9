package genius

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// What a file may be. The largest domains in use have some hundred elements for
// each of a few dozen issues.
const (
	maxBytes    = 4 << 20
	maxDepth    = 32
	maxElements = 100_000
)

// node is an element. Its text says nothing in these files.
type node struct {
	name     string
	attrs    []xml.Attr
	line     int
	children []*node
}

// attr is the value of an attribute without the blanks around it, "" if there is
// none.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// all lists the direct children of a name.
func (n *node) all(name string) (out []*node) {
	for _, c := range n.children {
		if c.name == name {
			out = append(out, c)
		}
	}
	return out
}

func (n *node) first(name string) *node {
	if all := n.all(name); len(all) > 0 {
		return all[0]
	}
	return nil
}

// parse reads a file into a tree. What could make a reader work without end is
// refused: a DTD, with which entities are declared, too much of anything.
func parse(src []byte) (*node, error) {
	if len(src) > maxBytes {
		return nil, fmt.Errorf("the file has %d bytes; at most %d are read", len(src), maxBytes)
	}
	text, err := decode(src)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(strings.NewReader(mend(text)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // done by decode
	root := &node{}
	open := []*node{root}
	for count := 0; ; {
		line, _ := d.InputPos()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, readable(err)
		}
		switch token := token.(type) {
		case xml.Directive:
			return nil, at(line, "a DTD, or entities that it declares, is not read; take <!%s out", firstWord(token))
		case xml.StartElement:
			if count++; count > maxElements {
				return nil, at(line, "there are more than %d elements", maxElements)
			}
			if len(open) > maxDepth {
				return nil, at(line, "elements are nested more than %d deep", maxDepth)
			}
			n := &node{name: token.Name.Local, attrs: token.Copy().Attr, line: line}
			parent := open[len(open)-1]
			parent.children = append(parent.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	if len(root.children) != 1 {
		return nil, errors.New("the file holds no XML, or more than one document")
	}
	return root.children[0], nil
}

// at is an error with its line.
func at(line int, format string, args ...any) error {
	return &lineError{line, fmt.Sprintf(format, args...)}
}

type lineError struct {
	line int
	what string
}

// Error implements error.
func (e *lineError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.what) }

// readable says what is wrong with the XML in words of people who write it.
func readable(err error) error {
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	if entity, ok := strings.CutPrefix(syntax.Msg, "invalid character entity "); ok {
		return at(syntax.Line, "the entity %s is not read; write the sign itself, or &amp; for an ampersand", strings.TrimSuffix(entity, " (no semicolon)"))
	}
	return at(syntax.Line, "this is no XML: %s", syntax.Msg)
}

func firstWord(b []byte) string {
	if words := bytes.Fields(b); len(words) > 0 && len(words[0]) < 20 {
		return string(words[0])
	}
	return ""
}

// decode turns bytes into text: UTF-16 by its mark, UTF-8 if they are that, or
// else Windows' Western letters, which ISO 8859-1 is part of. What the file itself
// says of its encoding is often not true.
func decode(src []byte) (string, error) {
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		b, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(src)
		if err != nil {
			return "", errors.New("the file is marked as UTF-16, and is not")
		}
		return string(b), nil
	case utf8.Valid(src):
		return string(bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))), nil
	}
	b, err := charmap.Windows1252.NewDecoder().Bytes(src)
	return string(b), err
}
