package genius

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxOptions is how many options an issue can have.
const maxOptions = 10_000

// issue is something to agree on, as the domain has it.
type issue struct {
	name, index string
	options     []string
	whole       bool // of whole numbers from lower to upper
	lower       int
}

func readDomain(file File) ([]issue, error) {
	f := &faults{file: file.Name}
	_, objective, err := open(file, f)
	if err != nil {
		return nil, err
	}
	if len(objective.all("weight")) > 0 {
		return nil, fmt.Errorf("%s: this is a profile, since it has weights; the domain comes first, and the profiles after it", file.Name)
	}
	var issues []issue
	for _, n := range objective.all("issue") {
		is := issue{name: n.attr("name"), index: n.attr("index")}
		if is.name == "" {
			is.name = "issue " + is.index
		}
		if slices.ContainsFunc(issues, func(x issue) bool { return x.name == is.name }) {
			f.add(n, "two issues are called %q", is.name)
		}
		switch kind := kindOf(n); kind {
		case "discrete":
			is.discrete(n, f)
		case "integer":
			is.integer(n, f)
		default:
			f.add(n, "issue %q is of type %q; issues of named options and of whole numbers can be analysed", is.name, kind)
		}
		issues = append(issues, is)
	}
	if len(issues) == 0 {
		f.add(objective, "there is no issue")
	}
	return issues, joined(f)
}

// open parses a file, domain or profile: its utility space, and in it the element
// that holds the issues.
func open(file File, f *faults) (space, objective *node, err error) {
	root, err := parse(file.Data)
	if err != nil {
		f.err(err)
		return nil, nil, joined(f)
	}
	space = spaceOf(root)
	if space == nil {
		f.add(root, "this is no file of GENIUS: it begins with <%s>, not with <negotiation_template> or <utility_space>", short(root.name))
		return nil, nil, joined(f)
	}
	all := space.all("objective")
	switch {
	case len(all) == 0:
		f.add(space, "there is no <objective> in <%s>", space.name)
	case len(all) > 1:
		f.add(all[1], "there are two objectives, and only one can be read")
	case len(all[0].all("objective")) > 0:
		f.add(all[0].first("objective"), "objectives within an objective are not read; put all issues into one")
	default:
		return space, all[0], nil
	}
	return nil, nil, joined(f)
}

// spaceOf is the element that holds the objective; nil if the file has none.
func spaceOf(root *node) *node {
	switch root.name {
	case "utility_space":
		return root
	case "negotiation_template":
		if inner := root.first("utility_space"); inner != nil {
			return inner
		}
		return root
	}
	return nil
}

func short(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// kindOf is an issue's type, which stands under one of three names or not at all.
func kindOf(n *node) string {
	for _, name := range []string{"type", "vtype", "etype"} {
		if kind := strings.ToLower(n.attr(name)); kind != "" && kind != "issue" && kind != "objective" {
			return kind
		}
	}
	if len(n.all("item")) == 0 && (n.attr("lowerbound") != "" || n.first("range") != nil) {
		return "integer"
	}
	return "discrete"
}

func (is *issue) discrete(n *node, f *faults) {
	items := n.all("item")
	if len(items) == 0 {
		f.add(n, "issue %q has no items", is.name)
	}
	if len(items) > maxOptions {
		f.add(n, "issue %q has %d items; it can have %d", is.name, len(items), maxOptions)
		return
	}
	seen := map[string]bool{}
	for _, item := range items {
		value := item.attr("value")
		if value == "" {
			f.add(item, "an item of issue %q has no value", is.name)
		} else if seen[value] {
			f.add(item, "issue %q has two items %q", is.name, value)
		}
		seen[value] = true
		is.options = append(is.options, value)
	}
}

func (is *issue) integer(n *node, f *faults) {
	is.whole = true
	lower, upper, ok := bounds(n, f)
	if !ok {
		return
	}
	if upper < lower || upper-lower >= maxOptions {
		f.add(n, "issue %q goes from %d to %d; it can have 1 to %d values", is.name, lower, upper, maxOptions)
		return
	}
	is.lower = lower
	for x := lower; x <= upper; x++ {
		is.options = append(is.options, strconv.Itoa(x))
	}
}

// bounds reads lowerbound and upperbound, which stand at the issue or at a range
// in it.
func bounds(n *node, f *faults) (lower, upper int, ok bool) {
	from := n
	if from.attr("lowerbound") == "" && n.first("range") != nil {
		from = n.first("range")
	}
	var out [2]int
	for i, name := range []string{"lowerbound", "upperbound"} {
		x, err := strconv.ParseInt(from.attr(name), 10, 32)
		if err != nil {
			f.add(from, "the %s of issue %q is %q, and no whole number", name, n.attr("name"), short(from.attr(name)))
			return 0, 0, false
		}
		out[i] = int(x)
	}
	return out[0], out[1], true
}
