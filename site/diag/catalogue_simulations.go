package diag

// simulationEntries explains what can be wrong with negotiations to practise. What is
// printed about them quotes nothing: it may stand in a log that a player reads.
var simulationEntries = []Entry{
	{ConfidentialLink, Error, "a link in a confidential text", `A brief is sealed: only who has its code can read it. A picture, a file or a page that
it links to would be published for everybody. Name the page in words, or put the link
where all may see it.

Instead of:

    ::: brief Buyer
    See the [price list](prices.pdf).
    :::

write:

    The [price list](prices.pdf) is known to all.

    ::: brief Buyer
    Look at the price list before you make an offer.
    :::`},
	{BadSimulation, Error, "a simulation that cannot be read", `A simulation has a table with a row for each option of each issue, and a column of
numbers for each role, and says what each role has without a deal. A cell is missing or
is no number, a name is there twice, or a line says something else. A simulation of
coalitions says in one line what each of them makes: see docs/simulations.md.

Instead of:

    ::: simulation
    | Issue    | Option  | Buyer | Seller |
    |----------|---------|------:|-------:|
    | Delivery | 2 weeks |  high |        |
    :::

write:

    ::: simulation
    walk-away: Buyer 900, Seller 700

    | Issue    | Option  | Buyer | Seller |
    |----------|---------|------:|-------:|
    | Delivery | 2 weeks |  1200 |    400 |
    |          | 8 weeks |     0 |    900 |
    :::`},
	{NoDeal, Error, "a simulation whose deal is not as intended", `Either nobody could agree, whatever they say: each possible deal is worse for somebody
than none. Where walking away is what players are to learn, write no-deal: intended;
otherwise a walk-away value is too high. Or no-deal: intended is written, and there are
deals that are good for all.

Instead of:

    walk-away: Buyer 1300, Seller 900

write:

    walk-away: Buyer 900, Seller 700`},
	{NoConflict, Error, "a simulation in which all want the same", `One deal is the best for every role, so there is nothing to negotiate. Somebody's
numbers may stand in the wrong order.

Instead of:

    | Delivery | 2 weeks |  1200 |  900 |
    |          | 8 weeks |     0 |  400 |

write:

    | Delivery | 2 weeks |  1200 |  400 |
    |          | 8 weeks |     0 |  900 |`},
	{OddWalkAway, Error, "a walk-away value that no deal comes near", `A walk-away value above the best deal means that this side cannot be satisfied; one
below the worst means that it takes anything. Its player then has no reason to prepare.

Instead of:

    walk-away: Buyer 0, Seller 700

where the worst deal is worth 300 to the buyer, write:

    walk-away: Buyer 900, Seller 700`},
	{UnknownRole, Error, "a brief for nobody", `A brief names one role, as it stands above a column of the simulation on the same
page, ahead of the brief. This one names none of them. Or fee: pays an agent whom no
brief is for, so that nobody would learn of the fee.

Instead of:

    ::: brief Purchaser

write:

    ::: brief Buyer`},
	{BriefDiffers, Error, "a brief whose numbers are not the simulation's", `What a brief says of points or of the walk-away value must be what the simulation
reckons with: players would prepare for another negotiation. Parley looks at tables with
the columns Issue, Option and Points, and at a line walk-away:.

Instead of, in a brief:

    walk-away: 950

write what the simulation says:

    walk-away: 900`},
	{NoSecret, Error, "a role play without a secret", `Briefs, points and solutions are sealed, with keys that follow from one secret of the
site. Without it they would be readable for everybody, so they are not published. Make
a secret once, keep it out of the site's folder and of version control, and name its file:

Instead of:

    parley build

write:

    parley codes --new-secret ../secret.txt
    parley build --secret-file ../secret.txt`},
	{OddTarget, Error, "a target that is worse than no deal", `A target is what a side hopes for; a walk-away value is where it would rather have no
deal. A target on the wrong side of it gives the player no sense of direction. For the one
who pays a price, a better target is a lower one.

Instead of:

    walk-away: Buyer 900, Seller 700
    target: Buyer 800, Seller 1500

write:

    walk-away: Buyer 900, Seller 700
    target: Buyer 1700, Seller 1500`},
}
