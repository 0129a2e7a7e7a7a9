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
}
