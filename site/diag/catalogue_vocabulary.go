package diag

// Adjustable tells whether a site may decide how findings of a code count, by
// rules: in parley.yaml. Those are the findings about its vocabulary.
func (c Code) Adjustable() bool { return c >= NameClaimedTwice && c <= DiscouragedWord }

// vocabularyEntries explains what can be wrong with the use of words.
var vocabularyEntries = []Entry{
	{NameClaimedTwice, Error, "a name that two terms claim", `Two terms of the glossary have this name, so nobody can tell which of them is
meant: a mention of it is not linked. Decide whose name it is and delete it from
the other, or give one of the two a longer name.

Instead of, in glossary/target.md and in glossary/goal.md:

    also: [objective]

keep it in one of them.`},
	{UsedTooEarly, Warning, "a term used before the lesson that introduces it", `The framework's lessons have an order: by stage, then by the key order. This
lesson uses a term that a later one introduces, so a reader who goes step by step
meets a word that nobody has explained yet. Explain it here, move the lesson, or
use a plainer word.

Instead of, in a lesson of stage S1, while introduces: [anchoring] stands in one of S4:

    Mind the anchoring.

write:

    Mind that a first number pulls later ones towards it.`},
	{NeverUsed, Note, "a term that is never used", `No page mentions this term, links to it or counts it among its related ones.
A word that nobody uses is one more to learn for nothing. Use it where it belongs,
or delete the term.

Instead of a term that stands alone, write it where it is meant:

    Set your [[reservation value]] before the talks.`},
	{NoSource, Note, "a term without a source", `The term does not say where its definition comes from. Readers trust a word
more, and colleagues argue less, when the source is named. A house's own word has
one too: the house.

Instead of:

    term: logrolling

write:

    term: logrolling
    source: Raiffa 1982`},
	{LongDefinition, Warning, "a definition of more than two sentences", `The first paragraph of a term is its definition, and it is shown wherever the
term is used. One sentence is best, two are the most that somebody reads while in
the middle of another text. Begin a new paragraph for the rest.

Instead of:

    The value at which a deal is as good as none. Work it out early. Write it
    down. Change it only when a fact changes.

write:

    The value at which a deal is as good as none.

    Work it out early. Write it down. Change it only when a fact changes.`},
	{CircularTerm, Warning, "a term defined by its own word", `The definition uses the word it defines, so it tells nothing to somebody who
does not know the word. Say it in other words.

Instead of, for the term anchoring:

    Anchoring is when somebody uses an anchoring number.

write:

    The pull of a first number on every later judgement.`},
	{SpellingVariant, Warning, "another spelling of a term", `The glossary spells this term in another way: with a hyphen, as one word, or
apart. Two spellings look like two things, and a search finds only one of them.
"parley check --fix" writes the glossary's.

Instead of:

    Know your walkaway point.

write, if the glossary says so:

    Know your walk-away point.`},
	{BareAbbreviation, Warning, "an abbreviation that is never spelled out", `The page uses a term's abbreviation and never its name. Readers who come by a
search do not know it. Write the name once, where the page uses it first.

Instead of:

    Set your RV first.

write:

    Set your reservation value (RV) first.`},
	{BadAllow, Warning, "a remark to Parley that cannot be obeyed", `A remark that begins with "parley:" silences one kind of finding at one place.
It names the code and says why, so that the next person need not guess. Only
findings about the vocabulary (P0301 to P0312) can be silenced; others are
mistakes that readers would suffer from.

Instead of:

    <!-- parley: allow P0312 -->

write:

    <!-- parley: allow P0312 quoting a client -->`},
	{IdleAllow, Warning, "a remark to Parley that silences nothing", `This remark allows a finding that is not there: the text has changed, or the
remark stands in the wrong place. It speaks of the paragraph, list or table that
it stands in, or of the next one when it stands on a line of its own. Delete it,
or move it.

Instead of a remark at the end of the page, write it before the paragraph:

    <!-- parley: allow P0312 quoting a client -->
    "Your bottom line is too high," he said.`},
	{DiscouragedWord, Warning, "a discouraged word", `The glossary lists this word under avoid: the firm has another word for what
is meant, and people who use two talk past each other. Write the term.
"parley check --fix" does it where that is certain. In a quotation, say so
with a remark.

Instead of:

    Know your walk-away price.

write:

    Know your reservation value.

or, before a paragraph that quotes somebody:

    <!-- parley: allow P0312 quoting a client -->`},
	{VanishedPage, Error, "a published page that is gone", `The published site has this page and the new one does not, nor does a page say
that it was there. Old links would break, and what learners have recorded about
the page would be lost to them. Bring it back, or name it under was: on the page
that continues it.

Instead of moving content/limits.md to content/prepare/limits.md alone, write at
its top:

    was: content/limits`},
	{VanishedItem, Error, "a published question that is gone", `A question, statement or field of a published page has gone from the page.
What learners have answered hangs on its id. If it has only been given another one,
bring the id back. If nobody shall be asked any more, say so at the top of the page, or
of the page that continues it: what was answered stays in learners' records, under
"retired", and the id is never given to another item.

Instead of:

    - Wrote down my best alternative {#new-id}

keep:

    - Wrote down my best alternative {#c1.1}

or take the statement away and write between the two lines of --- at the top:

    retired: [c1.1]`},
	{BadTable, Error, "a file of terms that cannot be read", `A table of terms is a CSV file, as spreadsheet programs save it: one row a
term, and a first row that names the columns. Separators may be commas, semicolons
or tabs.

Instead of a file without names of columns, write a first row:

    term,also,text`},
	{BadTermRow, Error, "a row that makes no term", `A row of the table lacks the term's name, or a value does not fit its column.
Nothing is imported until every row is right. The help below the message says what
fits.

Instead of:

    ,reservation price,The value at which ...

write:

    reservation value,reservation price,The value at which ...`},
	{BadQuizFile, Error, "a file of questions that cannot be read", `A file of questions is GIFT, as Moodle has it, or a table saved as CSV. With a mistake
in it nothing is imported, since a question that is read wrongly asks something else.

Instead of:

    What is a BATNA? {=What you do without a deal ~The lowest price

write:

    What is a BATNA? {=What you do without a deal ~The lowest price}`},
	{NotHeld, Warning, "something that the other form of a question has no place for", `GIFT and Parley do not know quite the same questions. What one of them has no
place for is left out or kept in another way, as the message says; everything else
is taken over. Look whether the question still asks what you mean.

Of this question, the second answer is kept as right:

    What is the capital? {=Bern =%50%Berne}`},
}
