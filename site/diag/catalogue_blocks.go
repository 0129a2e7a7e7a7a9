package diag

// blockEntries explains what can be wrong with ::: blocks.
var blockEntries = []Entry{
	{UnknownBlock, Error, "an unknown block", `Three colons and a word begin a block, and Parley knows every such word. This
one it does not know, and showing the lines as they are would spoil the page.
Mostly it is a typing mistake.

Instead of:

    ::: tipp
    Write your limit down before you talk.
    :::

write:

    ::: tip
    Write your limit down before you talk.
    :::`},
	{UnclosedBlock, Error, "a block that is never closed", `A block ends with a line of three colons, and this one has none. Everything
down to the end of the page would become part of it. Add the line where the block
ends.

Instead of:

    ::: tip
    Write your limit down before you talk.

    ## The first offer

write:

    ::: tip
    Write your limit down before you talk.
    :::

    ## The first offer`},
	{NestedBlock, Error, "a block inside a block", `Blocks do not stand inside each other; one must end before the next begins.
Often the line that ends the first was forgotten. Close it, and put the two one
after the other.

Instead of:

    ::: note
    Two rules.
    ::: tip
    Write them down.
    :::
    :::

write:

    ::: note
    Two rules.
    :::

    ::: tip
    Write them down.
    :::`},
	{StrayFence, Error, "three colons that end nothing", `A line of three colons ends a block, but no block is open here. Perhaps the
block was ended twice, or the word after the colons is missing. Delete the line,
or say which block begins.

Instead of:

    :::
    Write your limit down.
    :::

write:

    ::: tip
    Write your limit down.
    :::`},
	{EmptyBlock, Error, "a block with nothing in it", `There is nothing between the line that begins this block and the line that
ends it, so readers would see an empty frame. Write its text, or delete both
lines.

Instead of:

    ::: example
    :::

write:

    ::: example
    The buyer asks for delivery within two weeks.
    :::`},
	{MissingSetting, Error, "a block that lacks a setting", `This block cannot work without one of its settings, a line of a key, a colon
and a value right after the line that begins it. The message names the key. Add
the line.

Instead of:

    ::: video talk.mp4

    Transcript: Good morning ...
    :::

write:

    ::: video talk.mp4
    captions: talk.en.vtt

    Transcript: Good morning ...
    :::`},
	{MissingText, Error, "a recording or figure without its text", `Not everybody can hear a recording or watch a film: some are deaf or blind,
some sit in an open-plan office, and search finds only text. So a recording needs
a transcript, everything that is said, and a figure its caption. Write the text
inside the block.

Instead of:

    ::: audio call.mp3
    :::

write:

    ::: audio call.mp3
    **Buyer:** What would make ten days possible?
    **Seller:** An order of two pallets.
    :::`},
	{UncertainLine, Error, "a line that could mean two things", `This line of a block looks like something that Parley knows, but not enough to
be sure: a box that is neither empty nor ticked, a key that is nearly one. To
guess would turn a question into another one without a word. The message shows the
line as it should be. If it is meant as plain text, say it in other words.

Instead of:

    - [x What you will do if there is no deal

write:

    - [x] What you will do if there is no deal`},
	{MissingItem, Warning, "an item without its id", `What learners answer is kept under the id of the question, statement or field.
It is never made from the words or the place, which change; so without one, nothing
is kept. parley check --fix writes a fresh one. On a machine that builds by itself,
where the environment variable CI is set, this is an error.

Instead of:

    ### What is a BATNA?

write:

    ### What is a BATNA? {#batna}`},
	{DoubledItem, Warning, "an id that stands for two items", `An id stands for one question, statement, field or heading of a page. With two of
them, answers to one would count for the other, and a link would lead to either. Often
a block was copied. Leave the id to the older of the two, since learners' answers hang
on it. parley check --fix changes the one further down. Where the environment
variable CI is set, this is an error.

Instead of:

    ### What is a BATNA? {#batna}

    ### Who sets your BATNA? {#batna}

write:

    ### What is a BATNA? {#batna}

    ### Who sets your BATNA? {#who-sets-it}`},
	{BadQuestion, Error, "a question that nobody can answer", `A question needs an answer that is right and one that is not: options of which one
at least is ticked, two things to put in order, a number with a tolerance that is
not below zero. Without them it would always be wrong, or always right.

Instead of:

    ### What is a BATNA? {#batna}
    - [ ] The lowest price you would accept
    - [ ] What you will do if there is no deal

write:

    ### What is a BATNA? {#batna}
    - [ ] The lowest price you would accept
    - [x] What you will do if there is no deal`},
	{Contradiction, Error, "settings that exclude each other", `Two lines of this block cannot both hold: an examination that lets people try again,
a question that has options to tick and a number to type. Parley does not choose
between them. Remove one, or make two questions of it.

Instead of:

    ::: quiz limits
    exam: true
    retry: 3

write:

    ::: quiz limits
    exam: true`},
	{DeadEnd, Warning, "a wrong answer that leads nowhere", `Whoever answers wrongly learns only that it was wrong. Say why it is, below the
option after a >, or for the whole question in a line why:, or name a place to read
in a line see:.

Instead of:

    - [ ] The lowest price you would accept

write:

    - [ ] The lowest price you would accept
      > That is the reservation value. It is a number, and a BATNA is something you do.`},
}
