package diag

// textEntries explains what can be wrong with prose, pictures and formulas.
var textEntries = []Entry{
	{RawHTML, Warning, "HTML in a page", `HTML tags are shown as text, so readers see the angle brackets. Pages in plain
Markdown stay readable everywhere and follow the site's colours. Markdown has a
way to say nearly everything; if you need tags all the same, parley.yaml can allow
harmless ones for the whole site.

Instead of:

    Your <b>limit</b> is a number.

write:

    Your **limit** is a number.`},
	{HeadingOne, Warning, "a second top heading", `A page has one top heading, its title. A second one makes the page look like
two to people who listen to it and to search engines. Begin sections with two
signs.

Instead of:

    # Prepare
    # Your limit

write:

    # Prepare
    ## Your limit`},
	{HeadingSkips, Warning, "a heading that skips a level", `A heading is more than one level below the one above it. People who listen to
a page move from heading to heading and wonder which they missed, and the contents
show a gap. Use one sign more than the heading above; the size of the letters is
the theme's business.

Instead of:

    ## Your limit
    #### In numbers

write:

    ## Your limit
    ### In numbers`},
	{DoubledAnchor, Warning, "two headings with the same anchor", `Two headings of this page have the same name for links, so a link can reach
only the first. Reword one of them, or give it a name of its own in braces.

Instead of:

    ## Example {#example}
    ## Another example {#example}

write:

    ## Example {#example}
    ## Another example {#example-price}`},
	{MissingAlt, Error, "a picture without a description", `People who cannot see the picture get the words in the square brackets read to
them, and here there are none. The law asks for them in many countries. Say what
the picture tells, in a sentence, and not that it is a picture.

Instead of:

    ![](zone.png)

write:

    ![Buyer and seller overlap between 700 and 900 euros](zone.png)`},
	{UnsafeSVG, Error, "an SVG picture that could harm readers", `SVG pictures can hold programs and fetch files from other sites, and this one
does. It could read what learners write on your site. Export it again as a "plain"
or "optimised" SVG, or save it as PNG.

Instead of:

    <svg><script>...</script><path d="..."/></svg>

keep only the drawing:

    <svg><path d="..."/></svg>`},
	{BadFormula, Error, "a formula that cannot be read", `Formulas are written in the notation of TeX. In this one a brace is not closed
or a command is unknown, so it cannot be drawn. The message says at which place
reading stopped.

Instead of:

    $$
    \frac{1}{2
    $$

write:

    $$
    \frac{1}{2}
    $$`},
	{UnknownLexer, Warning, "an unknown language of code", `The word after the signs that begin a code block names its language, for the
colours. This word is not known, so the code is shown without colours. Correct it,
or write text.

Instead of:

    ~~~ yamel
    name: Example
    ~~~

write:

    ~~~ yaml
    name: Example
    ~~~`},
	{BadImage, Error, "a picture that cannot be read", `The file is not a picture in a format that browsers show (PNG, JPEG, GIF, WebP,
SVG), or it is damaged or was saved under the wrong ending. Readers would see a
broken frame. Open it in a picture editor and export it again.

Instead of:

    ![The bargaining zone](zone.tiff)

write:

    ![The bargaining zone](zone.png)`},
	{EmptyPage, Warning, "a page without text", `This page has a title and nothing below it, so readers who come here learn
nothing. Write its text, or mark it as a draft until it is ready.

Instead of:

    ---
    title: Coalitions
    ---

write:

    ---
    title: Coalitions
    draft: true
    ---`},
	{MissingNote, Error, "a footnote mark without its note", `A mark in square brackets with a caret stands for a note, which is written on a
line of its own anywhere on the page. There is none of this name, so readers would
see the brackets. Names are compared to the letter, and a block has notes of its
own. Put the passage into a code span if the brackets are meant as they are.

Instead of:

    A claim with a source.[^1]

write:

    A claim with a source.[^1]

    [^1]: Raiffa 1982.`},
	{UnusedNote, Error, "a footnote that nothing leads to", `The text of a note is shown where a mark of its name leads to it, and no mark
on this page does. So nobody would read it. Put the mark where the note belongs,
correct its name, or delete the note.

Instead of:

    A claim with a source.

    [^1]: Raiffa 1982.

write:

    A claim with a source.[^1]

    [^1]: Raiffa 1982.`},
}
