package main

import (
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-kit/parley/site/bargain"
	"github.com/parley-kit/parley/site/bargain/genius"
	"github.com/parley-kit/parley/site/block"
)

// geniusPage is a negotiation of GENIUS on its way to a page.
type geniusPage struct {
	n           *genius.Negotiation
	name, title string // of the page
	german      bool   // its texts
}

// newGeniusPage names a page after the domain's file, and makes names fit into a line.
func newGeniusPage(n *genius.Negotiation, domain string) *geniusPage {
	base := path.Base(strings.ReplaceAll(domain, `\`, "/"))
	var words []string
	for word := range strings.FieldsSeq(readable(strings.TrimSuffix(base, path.Ext(base)))) {
		if !strings.EqualFold(word, "domain") {
			words = append(words, word)
		}
	}
	g := &geniusPage{n: n, title: readable(strings.Join(words, " "))}
	if g.name = slug(g.title); g.name == "" {
		g.name, g.title = "negotiation", "Negotiation"
	}
	p := n.Problem
	for k := range p.Issues {
		p.Issues[k].Name = inLine(p.Issues[k].Name)
		for j, option := range p.Issues[k].Options {
			p.Issues[k].Options[j] = inLine(option)
		}
	}
	return g
}

// inLine is a name without the line breaks that XML lets it have.
func inLine(name string) string { return strings.Join(strings.Fields(name), " ") }

// call gives the roles other names than those of the files.
func (g *geniusPage) call(roles string) error {
	parties := g.n.Problem.Parties
	if roles == "" {
		return nil
	}
	names := strings.Split(roles, ",")
	if len(names) != len(parties) {
		return usageError{fmt.Errorf("--roles has %s, and there are %s", count(len(names), "name"), count(len(parties), "profile"))}
	}
	for i, name := range names {
		parties[i].Name = inLine(name)
	}
	return nil
}

// check says what of a negotiation has no place in a page's table.
func (g *geniusPage) check() error {
	p := g.n.Problem
	errs := []error{p.Check()}
	for i, party := range p.Parties {
		same := func(other bargain.Party) bool { return strings.EqualFold(other.Name, party.Name) }
		if first := slices.IndexFunc(p.Parties, same); first < i && p.Parties[first].Name != party.Name {
			errs = append(errs, fmt.Errorf("two roles are called %q and %q; name them with --roles", p.Parties[first].Name, party.Name))
		}
		if strings.ContainsAny(party.Name, "/–−’\u00a0") {
			errs = append(errs, fmt.Errorf("a role cannot be called %q; name it with --roles", party.Name))
		}
	}
	for _, is := range p.Issues {
		for _, option := range is.Options {
			if block.IsWeight(option) {
				errs = append(errs, fmt.Errorf("issue %q has an option %q, which a page reads as the weight of the issue; give it another name in all files", is.Name, option))
			}
		}
	}
	return errors.Join(errs...)
}

// notes say what a page cannot, and what parley check will find.
func (g *geniusPage) notes() (notes []string) {
	p := g.n.Problem
	for i, d := range g.n.Discount {
		if d < 1 {
			notes = append(notes, fmt.Sprintf("a simulation has no discount, so that of %s, %g, stands in its brief alone", p.Parties[i].Name, d))
		}
	}
	a, err := bargain.Analyze(p)
	if err != nil {
		return append(notes, err.Error()+"; parley check will say so")
	}
	if a.Rational == 0 {
		notes = append(notes, "there is no deal that all could accept, so the page says no-deal: intended")
	}
	if !a.Conflict {
		notes = append(notes, "one deal is the best for each side, so there is nothing to negotiate; parley check will say so")
	}
	for i, party := range p.Parties {
		if party.Reservation < a.Worst[i] {
			notes = append(notes, fmt.Sprintf("%s would take any deal: its walk-away value is %s, and its worst deal is worth %s; parley check will ask for a higher one, and so the page holds what GENIUS says until you raise it",
				party.Name, pageNumber(party.Reservation), pageNumber(a.Worst[i])))
		}
	}
	return notes
}

// source is the page.
func (g *geniusPage) source() []byte {
	p := g.n.Problem
	t := geniusTexts[g.german]
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n---\n%s\n\n::: simulation %s\nwalk-away: ", quoted(g.title), t.all, g.name)
	for i, party := range p.Parties {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(party.Name + " " + pageNumber(party.Reservation))
	}
	if a, err := bargain.Analyze(p); err == nil && a.Rational == 0 {
		b.WriteString("\nno-deal: intended")
	}
	b.WriteString("\n\n")
	g.table(&b)
	b.WriteString(":::\n")
	for i, party := range p.Parties {
		value := pageNumber(party.Reservation)
		fmt.Fprintf(&b, "\n::: brief %s\nwalk-away: %s\n\n", party.Name, value)
		fmt.Fprintf(&b, t.brief, g.shown(party.Reservation))
		if d := g.n.Discount[i]; d < 1 {
			fmt.Fprintf(&b, t.discount, g.shown(100*d), g.shown(100*math.Sqrt(d)))
		}
		b.WriteString(":::\n")
	}
	fmt.Fprintf(&b, "\n::: debrief\n%s:::\n", t.debrief)
	return []byte(b.String())
}

// table writes the options and what each is worth.
func (g *geniusPage) table(b *strings.Builder) {
	p := g.n.Problem
	rows := [][]string{{"Issue", "Option"}, {"---", "---"}}
	for _, party := range p.Parties {
		rows[0] = append(rows[0], inCell(party.Name))
		rows[1] = append(rows[1], "---:")
	}
	for _, is := range p.Issues {
		for j, option := range is.Options {
			row := []string{"", inCell(option)}
			if j == 0 {
				row[0] = inCell(is.Name)
			}
			for i := range p.Parties {
				row = append(row, pageNumber(is.Payoffs[i][j]))
			}
			rows = append(rows, row)
		}
	}
	for _, row := range rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
}

// inCell is a text in a cell of a table.
func inCell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// pageNumber is a number as the table of a simulation has it: to twelve digits, which
// is more than an analysis tells apart. With three decimals 1.125 would be read as a
// thousand and some, so it gets a fourth.
func pageNumber(v float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil || short == 0 {
		return "0"
	}
	text := strconv.FormatFloat(short, 'f', -1, 64)
	if _, decimals, _ := strings.Cut(text, "."); len(decimals) == 3 {
		text += "0"
	}
	return text
}

// shown is a number in a sentence, to four digits.
func (g *geniusPage) shown(v float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 4, 64), 64)
	if err != nil {
		short = v
	}
	text := strconv.FormatFloat(short, 'f', -1, 64)
	if g.german {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// geniusTexts are the texts of a page, by whether they are German.
var geniusTexts = map[bool]struct{ all, brief, discount, debrief string }{
	false: {
		all: "Each side has a brief of its own. What they talk about is known to all; what it is worth to each,\nnobody else knows.",
		brief: "What each option is worth to you stands in the desk, in points. A deal is worth what its options are\n" +
			"worth together.\n\nWithout a deal you have %s points. A deal that is worth less is worse than none.\n",
		discount: "\nTime costs you: at its end, a deal is worth %s %% of what the desk says, and half-way %s %%.\n",
		debrief: "Ask each side first: What did you want most? What do you think the others wanted most?\n\n" +
			"Then show all deals, and ask what would have been better for all.\n",
	},
	true: {
		all: "Jede Seite hat ihre eigenen Unterlagen. Worüber gesprochen wird, wissen alle; was es den einzelnen\nwert ist, nur diese selbst.",
		brief: "Was Ihnen jede Möglichkeit wert ist, steht an Ihrem Tisch, in Punkten. Ein Ergebnis ist wert,\n" +
			"was seine Teile zusammen wert sind.\n\nOhne Einigung haben Sie %s Punkte. Ein Ergebnis, das weniger wert ist, ist schlechter als keines.\n",
		discount: "\nZeit kostet Sie etwas: Am Ende ist ein Ergebnis %s %% dessen wert, was an Ihrem Tisch steht, nach der Hälfte %s %%.\n",
		debrief: "Fragen Sie zuerst jede Seite: Was war Ihnen am wichtigsten? Was, glauben Sie, den anderen?\n\n" +
			"Zeigen Sie dann alle Ergebnisse, und fragen Sie, was für alle besser gewesen wäre.\n",
	},
}
