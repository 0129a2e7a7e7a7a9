package diag

import "slices"

// The codes, grouped by the part of the work that finds them.
const (
	Internal        Code = "P0001" // Parley itself failed
	Unreadable      Code = "P0002"
	NotUTF8         Code = "P0003"
	NulByte         Code = "P0004"
	PageTooBig      Code = "P0005"
	LineTooLong     Code = "P0006"
	TooNested       Code = "P0007"
	TooCostly       Code = "P0008" // more open brackets, stars ... in one paragraph than any reader can follow
	TableTooBig     Code = "P0009"
	SymlinkRefused  Code = "P0010"
	NameReserved    Code = "P0011" // Windows cannot store it
	NameClash       Code = "P0012" // two paths differ only in case
	DuplicateID     Code = "P0013" // two sources make one page
	PathClash       Code = "P0014" // two files of the output want one path
	UnknownLanguage Code = "P0015" // a folder of a language that the site does not have
	LeftOut         Code = "P0016" // a folder or file that nobody reads, though its name or place says that it was meant
	PrivateKey      Code = "P0017" // in a file that would be published

	FrontMatterOpen  Code = "P0101" // never closed
	FrontMatterYAML  Code = "P0102"
	UnknownKey       Code = "P0103"
	DoubledKey       Code = "P0104"
	BadValue         Code = "P0105"
	YAMLAlias        Code = "P0106"
	MissingTitle     Code = "P0107"
	MissingTerm      Code = "P0108"
	MissingSiteKey   Code = "P0109" // parley.yaml lacks name or id
	UnknownBase      Code = "P0110"
	UnknownStage     Code = "P0111"
	UnknownVariable  Code = "P0112"
	StrayTranslation Code = "P0113" // a translation of a page that does not exist
	NoSite           Code = "P0114" // no parley.yaml where one was asked for

	UnknownCompetency Code = "P0115"

	BadCard     Code = "P0116" // of a coach
	DoubledCard Code = "P0117" // two coaches with one card

	OriginalChanged Code = "P0118" // copied: the course's page is another by now

	BrokenLink     Code = "P0201" // to a page or file
	BrokenAnchor   Code = "P0202" // to a heading
	UnknownTerm    Code = "P0203" // [[...]] or related names no term
	UnsafeLink     Code = "P0204"
	AbsoluteLink   Code = "P0205"
	OutsideLink    Code = "P0206" // leads out of the site's folder
	DraftLink      Code = "P0207" // a published page links to a draft
	DeadExternal   Code = "P0208"
	AmbiguousTerm  Code = "P0209"
	WasClash       Code = "P0210" // was: names a page that still exists, or two pages claim it
	BareWikiLink   Code = "P0211"
	ExternalFailed Code = "P0212" // could not be asked

	NameClaimedTwice Code = "P0301" // a name of two terms
	UsedTooEarly     Code = "P0302" // a term in a lesson before the one that introduces it
	NeverUsed        Code = "P0303"
	NoSource         Code = "P0304"
	LongDefinition   Code = "P0305"
	CircularTerm     Code = "P0306" // defined by its own word
	SpellingVariant  Code = "P0307"
	BareAbbreviation Code = "P0308" // never spelled out on the page
	BadAllow         Code = "P0310"
	IdleAllow        Code = "P0311" // silences nothing
	DiscouragedWord  Code = "P0312"

	VanishedPage Code = "P0321" // published before, and not any more
	VanishedItem Code = "P0322"

	BadTable   Code = "P0331" // a file of terms that cannot be read
	BadTermRow Code = "P0332"

	BadQuizFile Code = "P0333" // a file of questions that cannot be read
	NotHeld     Code = "P0334" // what another program's questions have, and Parley's have not, or the other way round

	UnknownBlock   Code = "P0401"
	UnclosedBlock  Code = "P0402"
	NestedBlock    Code = "P0403"
	StrayFence     Code = "P0404"
	EmptyBlock     Code = "P0405"
	MissingSetting Code = "P0406"
	MissingText    Code = "P0407" // a transcript, a caption
	UncertainLine  Code = "P0408" // of a block: it could mean two things, or nothing
	MissingItem    Code = "P0409" // {#id} of a question, statement or field
	DoubledItem    Code = "P0410"
	BadQuestion    Code = "P0411" // that nobody can answer: no right answer, one option ...
	Contradiction  Code = "P0412" // two settings, or two kinds of answer, that exclude each other
	DeadEnd        Code = "P0413" // a wrong answer that leads nowhere

	UnknownField Code = "P0421" // that a field says it settles
	DoubledForm  Code = "P0422"
	BadStep      Code = "P0423" // of a path: it leads to no page

	DoubledSettling Code = "P0424" // two fields that settle one estimate

	ConfidentialLink Code = "P0431" // in a text for some alone
	BadSimulation    Code = "P0432" // a negotiation that cannot be read
	NoDeal           Code = "P0433" // nobody could agree, or everybody could where walking away is to be learnt
	NoConflict       Code = "P0434"
	OddWalkAway      Code = "P0435" // above the best deal, or below the worst
	UnknownRole      Code = "P0436" // of a brief
	BriefDiffers     Code = "P0437" // its numbers are not the table's
	NoSecret         Code = "P0438" // to seal with
	OddTarget        Code = "P0439" // on the wrong side of the walk-away value

	RawHTML       Code = "P0501"
	HeadingOne    Code = "P0502" // a second top heading
	HeadingSkips  Code = "P0503"
	DoubledAnchor Code = "P0504"
	MissingAlt    Code = "P0505"
	UnsafeSVG     Code = "P0506"
	BadFormula    Code = "P0507"
	UnknownLexer  Code = "P0508"
	BadImage      Code = "P0509"
	EmptyPage     Code = "P0510"
	MissingNote   Code = "P0511" // [^1] without its note
	UnusedNote    Code = "P0512" // [^1]: that no mark leads to

	OutputForeign  Code = "P0601" // a non-empty folder Parley did not write
	OutputOccupied Code = "P0602" // an unlisted file where a page belongs
	WriteFailed    Code = "P0603"
	OutputInside   Code = "P0604" // the output folder lies among the sources
	OutputOther    Code = "P0605" // the output folder holds another site

	LowContrast   Code = "P0701"
	BadTheme      Code = "P0702"
	MissingString Code = "P0703"
	MissingLib    Code = "P0704" // the binary lacks its bundled browser code
)

// Catalogue lists every code, in order. A test holds it against the constants
// above. An Error is what readers would suffer from (a dead link, a lost text, a
// page that harms) or what costs nothing to mend now and much later; a Warning
// leaves a page that works less well; a Note tells what could not be found out.
//
// The findings about the vocabulary, P0301 to P0312, are a matter of a firm's
// taste: parley.yaml sets how each counts. See Adjustable.
var Catalogue = slices.Concat(fileEntries, matterEntries, linkEntries, vocabularyEntries, blockEntries, formEntries, simulationEntries, textEntries, outputEntries)
