package corpus

import "strings"

// The word lists. A name in braces in a template stands for one entry of the
// list of that name; see expand.
var words = map[string][]string{
	"who": lines(`
		the buyer
		the seller
		the account manager
		the procurement team
		the regional director
		the plant manager
		the finance lead
		the legal counsel
		the project sponsor
		the supplier
		the distributor
		the licensing partner
		the union representative
		the landlord
		the agency
		the carrier
		the contractor
		the product owner
		the board
		the second negotiator
		the new vendor
		the long-standing client
		the head of operations
		the export desk
		the insurer
		the category manager`),
	"does": lines(`
		compares
		writes down
		tests
		questions
		prices
		postpones
		rehearses
		puts forward
		trades away
		protects
		revisits
		explains
		breaks up
		underestimates
		defends
		links
		documents
		circulates
		softens
		checks
		opens with
		closes on
		gives ground on
		asks about
		repeats
		overlooks`),
	"thing": lines(`
		the delivery schedule
		the payment terms
		the warranty period
		the volume discount
		the exclusivity clause
		the service level
		the price list
		the renewal option
		the penalty for delay
		the training budget
		the licence fee
		the notice period
		the minimum order
		the quality report
		the currency risk
		the transport cost
		the spare parts contract
		the acceptance test
		the rebate at year end
		the staffing plan
		the maintenance window
		the data clause
		the liability cap
		the launch date
		the storage charge
		the packaging standard
		the inspection right
		the pilot phase
		the annual review
		the reference customer`),
	"event": lines(`
		the first meeting
		the second round
		the quarterly review
		the call with head office
		the site visit
		the deadline
		the final session
		the budget freeze
		the board meeting
		the trade fair
		lunch
		the written offer arrives
		anyone names a number
		the lawyers join
		the summer break
		the contract expires`),
	"sector": lines(`
		industrial supply
		software licensing
		commercial property
		freight and logistics
		contract manufacturing
		energy trading
		food retail
		medical devices
		construction
		media buying
		catering
		facility services
		automotive parts
		packaging
		telecoms
		publishing`),
	"quality": lines(`
		a clear
		a modest
		an ambitious
		a well-argued
		a late
		an early
		a written
		a conditional
		a careful
		a generous
		a vague
		a realistic
		an unexpected
		a small
		a firm
		a quiet`),
	"noun": lines(`
		answer
		promise
		question
		estimate
		summary
		request
		threat
		compromise
		reason
		figure
		apology
		refusal
		reminder
		comparison
		timetable
		invitation`),
	"effect": lines(`
		changes what the other side believes is possible
		keeps the talks on substance
		saves an hour of argument
		tells more about priorities than any questionnaire
		moves the range without any pressure
		gives both teams something to take home
		makes the next step easy to agree
		costs little and is remembered for years
		brings the silent people back into the conversation
		turns a quarrel about numbers into a search for terms
		leaves room for a better deal later
		shows where the real limits lie
		protects the relationship when the news is bad
		often decides who speaks first
		reduces the risk of a surprise at signing
		lets each party keep its word`),
	"habit": lines(`
		write one line about it the same evening
		ask a colleague to read the notes aloud
		put a number on every wish
		compare the result with the estimate
		name the person who can decide
		agree on the agenda before the content
		repeat the other view in fresh words
		rank the issues before ranking the offers
		pause for ten seconds before any reply
		keep the limit out of the first message
		bring two packages instead of one price
		list what would have to be true
		prepare the first three questions in full
		decide beforehand when to stop
		check the facts with somebody outside the team
		thank people for the information they gave`),
	"period": lines(`
		two weeks
		one quarter
		a single afternoon
		ten working days
		half a year
		three rounds
		the first hour
		a month
		one season
		the last two days`),
	"number": lines(`
		three
		four
		five
		six
		seven
		eight
		nine
		eleven
		twelve
		twenty`),
	"doing": lines(`
		Framing
		Pricing
		Sequencing
		Reviewing
		Preparing
		Exchanging
		Defending
		Splitting
		Bundling
		Timing
		Opening
		Measuring
		Explaining
		Documenting
		Rehearsing
		Closing
		Questioning
		Comparing
		Restating
		Balancing`),
	"topic": lines(`
		delivery terms
		payment plans
		warranty periods
		volume discounts
		exclusive rights
		service levels
		price lists
		renewal options
		late penalties
		training budgets
		licence fees
		notice periods
		order minimums
		quality reports
		currency risks
		transport costs
		spare parts
		acceptance tests
		year-end rebates
		staffing plans
		data clauses
		liability caps
		launch dates
		storage charges
		pilot phases`),
	"setting": lines(`
		supplier renewals
		first meetings
		software deals
		property leases
		joint ventures
		internal talks
		difficult quarters
		multiparty rounds
		agency contracts
		cross-border sales
		framework agreements
		emergency orders
		long partnerships
		public tenders
		maintenance contracts
		salary reviews
		partner meetings
		project handovers
		video calls
		family firms`),
}

// Stages, tags and groups are closed lists.
var (
	stages = []string{"S1", "S2", "S3", "S4", "S5", "S6", "S7"}
	tags   = strings.Fields(`pricing delivery contracts preparation questions listening
		teams culture email deadlines packages trust power fairness review
		sales procurement services property leadership`)
	groups = strings.Fields("preparation process value psychology parties agreement")
)

// A term's name is a modifier and a head; its accepted other name has the
// head's synonym instead.
var (
	modifiers = strings.Fields("opening shared hidden conditional contingent joint final partial linked staged")
	heads     = []struct{ name, synonym string }{
		{"value", "worth"}, {"offer", "bid"}, {"range", "span"}, {"concession", "allowance"},
		{"proposal", "draft"}, {"deadline", "cut-off"}, {"mandate", "brief"}, {"coalition", "alliance"},
		{"alternative", "fallback"}, {"package", "bundle"}, {"signal", "cue"}, {"commitment", "pledge"},
		{"interest", "concern"}, {"agenda", "programme"}, {"target", "goal"},
	}
	sources = []string{"Aldous 1978", "Brenner and Oyelaran 1991", "Castellan 2004", "Dreyer 1986", "practice term"}
)

// lines splits a list written one entry a line.
func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
