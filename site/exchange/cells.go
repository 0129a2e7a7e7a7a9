package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A cell holds one text. This file says how lists and pairs stand in it:
//
//	reservation price; "one; with a semicolon"; "one ""quoted"""
//
//	batna: A BATNA is an action. Number or action?
//	"a: b": the name stands in quotes when it holds a colon
//
// An item that begins with a quotation mark and does not end with one, before
// the separator, is taken as it stands.

// cell is a value as the text of a cell.
func cell(v Value, s shape) string {
	switch s {
	case list:
		items := make([]string, len(v.List))
		for i, item := range v.List {
			items[i] = quoteIf(item, needsQuotes(item, ";\"\n"))
		}
		return strings.Join(items, "; ")
	case pairs:
		lines := make([]string, len(v.Pairs))
		for i, p := range v.Pairs {
			lines[i] = quoteIf(p.With, needsQuotes(p.With, ":\"\n")) + ": " + quoteIf(p.How, p.How != "" && needsQuotes(p.How, "\n") || strings.HasPrefix(p.How, `"`))
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		return strings.Join(lines, "\n")
	case yesNo: // Excel translates true and false, and not these
		if v.Text == "true" {
			return "yes"
		}
		if v.Text == "false" {
			return "no"
		}
	}
	return v.Text
}

func needsQuotes(s, signs string) bool {
	return s == "" || strings.ContainsAny(s, signs) || strings.TrimSpace(s) != s
}

func quoteIf(s string, needed bool) string {
	if needed {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// splitList reads the items of a list's cell.
func splitList(s string) []string {
	var out []string
	for s != "" {
		item, rest, quoted := quotedItem(s, ";")
		if !quoted {
			item, rest, _ = strings.Cut(s, ";")
			item = strings.TrimSpace(item)
		}
		if item != "" {
			out = append(out, item)
		}
		s = rest
	}
	return out
}

// splitPairs reads a cell of pairs, one a line; wrong is the first line that is
// none.
func splitPairs(s string) (out []Pair, wrong string) {
	for s != "" {
		if s = strings.TrimLeftFunc(s, unicode.IsSpace); s == "" {
			break
		}
		line, _, _ := strings.Cut(s, "\n")
		with, rest, ok := quotedItem(s, ":")
		if !ok {
			if with, _, ok = strings.Cut(line, ":"); !ok {
				return out, line
			}
			rest = s[len(with)+1:]
		}
		how, next, quoted := quotedItem(rest, "\n")
		if !quoted {
			how, next, _ = strings.Cut(rest, "\n")
			how = strings.TrimSpace(how)
		}
		if with = strings.TrimSpace(with); with == "" {
			return out, line
		}
		out = append(out, Pair{with, how})
		s = next
	}
	return out, ""
}

// quotedItem reads an item in quotation marks that ends at the separator or at
// the end; rest is what follows the separator.
func quotedItem(s, separator string) (item, rest string, ok bool) {
	blanks := " \t\u00a0"
	if separator != "\n" {
		blanks += "\n"
	}
	s = strings.TrimLeft(s, blanks)
	if !strings.HasPrefix(s, `"`) {
		return "", "", false
	}
	var b strings.Builder
	for s = s[1:]; ; {
		part, after, found := strings.Cut(s, `"`)
		if !found {
			return "", "", false
		}
		b.WriteString(part)
		if s = after; !strings.HasPrefix(s, `"`) {
			break
		}
		b.WriteByte('"')
		s = s[1:]
	}
	if s = strings.TrimLeft(s, blanks); s == "" {
		return b.String(), "", true
	}
	rest, ok = strings.CutPrefix(s, separator)
	return b.String(), rest, ok
}

// risky are the signs that make a spreadsheet program take a cell's text for a
// formula, and the one that keeps it from it.
const risky = "=+-@\t\r\n'＝＋－＠"

// guard puts an apostrophe before a text that a spreadsheet program could
// compute, or that begins with an apostrophe.
func guard(s string) string {
	if startsRisky(s) {
		return "'" + s
	}
	return s
}

// unguard takes off what guard puts on.
func unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && startsRisky(rest) {
		return rest
	}
	return s
}

func startsRisky(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && strings.ContainsRune(risky, r)
}
