// Package genius reads negotiations in the XML of the research platform GENIUS:
// a domain, which says what there is to agree on, and for each party a profile,
// which says what it is worth to it. It reads a file as GENIUS means it:
//
//	u = Σ weight · evaluation / (largest evaluation of the issue)
//
// on a scale from 0 to 1. An issue whose evaluations are all 0 gives 0. Issues of
// whole numbers have an evaluator instead, slope·(x − lowerbound) + offset, cut to
// 0 to 1. A missing reservation value is 0; a discount of 0 or less, or above 1, is
// none. Weights that sum to a little more or less than 1 are taken as they are, so
// a utility can be above 1.
//
// Files of many makes are about, so these are all read: weights before the issues
// or after them, an issue's type as type, vtype or etype or not at all, and signs
// that XML wants escaped. Items that stand deeper than right below their issue
// belong to similarity functions and do not count.
package genius

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
)

// File is a file's name, for messages and for the party's name, and its bytes.
type File struct {
	Name string
	Data []byte
}

// Negotiation is what a domain and its profiles say.
type Negotiation struct {
	Problem  *bargain.Problem // utilities from 0 to 1
	Discount []float64        // by party, for the whole time; 1 if there is none
	Notes    []string         // what was read in a way that the author may not have meant
}

// Read reads a domain and a profile for each party. The error says all that is
// wrong, each with file and line.
func Read(domain File, profiles ...File) (*Negotiation, error) {
	n := &Negotiation{Problem: &bargain.Problem{}}
	if len(profiles) < bargain.MinParties || len(profiles) > bargain.MaxParties {
		return nil, fmt.Errorf("there are %d profiles; there can be %d to %d, one for each party", len(profiles), bargain.MinParties, bargain.MaxParties)
	}
	issues, err := readDomain(domain)
	if err != nil {
		return nil, err
	}
	for _, is := range issues {
		n.Problem.Issues = append(n.Problem.Issues, bargain.Issue{Name: is.name, Options: is.options})
	}
	names := partyNames(profiles)
	var errs []error
	for i, file := range profiles {
		p, err := readProfile(file, issues)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		n.Problem.Parties = append(n.Problem.Parties, bargain.Party{Name: names[i], Reservation: p.reservation, Full: 1})
		n.Discount = append(n.Discount, p.discount)
		n.Notes = append(n.Notes, p.notes...)
		for k := range issues {
			n.Problem.Issues[k].Payoffs = append(n.Problem.Issues[k].Payoffs, p.payoffs[k])
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return n, n.Problem.Check()
}

// maxErrors is how many mistakes of a file are told.
const maxErrors = 10

// faults collects what is wrong with a file.
type faults struct {
	file string
	errs []error
}

func (f *faults) add(n *node, format string, args ...any) {
	f.err(at(n.line, format, args...))
}

func (f *faults) err(err error) {
	if len(f.errs) > maxErrors {
		return
	}
	if len(f.errs) == maxErrors {
		f.errs = append(f.errs, fmt.Errorf("%s: and more", f.file))
		return
	}
	var l *lineError
	if errors.As(err, &l) {
		err = fmt.Errorf("%s:%d: %s", f.file, l.line, l.what)
	} else {
		err = fmt.Errorf("%s: %w", f.file, err)
	}
	f.errs = append(f.errs, err)
}

// partyNames are the files' names without what they have in common:
// grocery_domain_mary.xml and grocery_domain_sam.xml are of mary and sam.
func partyNames(files []File) []string {
	words := make([][]string, len(files))
	for i, f := range files {
		name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
		name = strings.TrimSuffix(strings.TrimSuffix(name, ".xml"), ".XML")
		words[i] = strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("_-. ", r) })
	}
	for shared(words, 0) {
		for i := range words {
			words[i] = words[i][1:]
		}
	}
	for shared(words, -1) {
		for i := range words {
			words[i] = words[i][:len(words[i])-1]
		}
	}
	names := make([]string, len(files))
	seen := map[string]bool{}
	for i := range words {
		names[i] = strings.Join(words[i], " ")
		if names[i] == "" || seen[names[i]] {
			names[i] = strings.TrimSpace(fmt.Sprintf("%s (%d)", names[i], i+1))
		}
		seen[names[i]] = true
	}
	return names
}

// shared tells whether all names have more than one word and the same one at an
// end.
func shared(words [][]string, end int) bool {
	for _, w := range words {
		if len(w) < 2 || w[(end+len(w))%len(w)] != words[0][(end+len(words[0]))%len(words[0])] {
			return false
		}
	}
	return true
}
