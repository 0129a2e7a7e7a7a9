package diag

// linkEntries explains what can be wrong with links and references.
var linkEntries = []Entry{
	{BrokenLink, Error, "a link that leads nowhere", `No page or file of the site has this path, so readers would meet an error
page. Links are written to the source file, starting from the folder of the page
you are on; ".." goes up one folder. Most often the file was moved, or the path
is one level short.

Instead of, on the page content/prepare.md:

    [the limit](glossary/reservation-value.md)

write:

    [the limit](../glossary/reservation-value.md)`},
	{BrokenAnchor, Error, "a link to a heading that does not exist", `The page is there, but none of its headings has the name after the #. Readers
would land at the top of the page and search in vain. A heading's name is its
words in small letters with hyphens, so it changes when the heading is reworded;
give important headings a fixed one.

Instead of:

    [how to count it](batna.md#numbers)

write:

    [how to count it](batna.md#in-numbers)

and on the page batna.md, to keep it for good:

    ## What it is worth {#in-numbers}`},
	{UnknownTerm, Error, "an unknown term", `A name in double square brackets, and every name under related or
confused-with, must be a term of the glossary, one of its other names, or a page.
This is none of them; mostly it is a typing mistake. Correct it, write a page for
the term, or take the brackets away.

Instead of:

    related: [reservaton value]

write:

    related: [reservation value]`},
	{UnsafeLink, Error, "an address that could harm readers", `A link may lead to a page, a file, a web address, a mail address or a telephone
number. Other sorts of address can run a program in the reader's browser or send
data to a stranger, so they are never published. Pictures and recordings must lie
in the site itself, as another site would learn who reads the page.

Instead of:

    [Start](javascript:start())
    [Our site](//www.example.com)

write:

    [Start](start.md)
    [Our site](https://www.example.com)`},
	{AbsoluteLink, Error, "a link that begins with a slash", `A link that begins with a slash starts from the top of the web server. Your
site may lie in a folder there, in a learning platform, or on somebody's disk, and
in all of them the link would break. Start from the folder of the page you are on
instead.

Instead of, on the page content/prepare.md:

    [BATNA](/glossary/batna.md)

write:

    [BATNA](../glossary/batna.md)`},
	{OutsideLink, Error, "a link out of the site's folder", `The path leads to a file outside the site's folder. Such a file is not
published, so the link would work on your computer and nowhere else. Copy the file
into the site, or leave the link out.

Instead of:

    [The contract](../../../legal/contract.pdf)

copy the file next to the page and write:

    [The contract](contract.pdf)`},
	{DraftLink, Error, "a link to a draft", `This page is published but the page it links to is marked as a draft, so
readers would find nothing there. Finish the draft and delete its line "draft:
true", or take the link out until then.

Instead of a link to a page that begins with:

    ---
    title: Coalitions
    draft: true
    ---

publish that page:

    ---
    title: Coalitions
    ---`},
	{DeadExternal, Warning, "a web address that no longer works", `The server answered that this page does not exist, or there is no such server.
It may be a passing fault, so it stops nothing; but if it lasts, readers meet an
error page. Search for the page's new address, or link to an archived copy.

Instead of:

    [The study](https://www.example.com/old/study.html)

write:

    [The study](https://web.archive.org/web/2024/https://www.example.com/old/study.html)`},
	{AmbiguousTerm, Error, "a name that several terms have", `More than one term or page has this name, so a link by it could lead to the
wrong one. Write the full name of the one you mean; your own words can follow
after a bar. Where two terms share a name by mistake, delete it from one of them.

Instead of:

    Set your [[RV]] first.

write:

    Set your [[reservation value|RV]] first.`},
	{WasClash, Error, "a former address that is taken", `The key was names where a page used to be, so that old links and learners'
records still find it. This address belongs to a page that exists, or two pages
claim it, and it can lead to only one. Delete it from all pages but the one that
has really moved from there.

Instead of, while content/prepare.md still exists:

    title: Getting ready
    was: content/prepare

write:

    title: Getting ready`},
	{BareWikiLink, Warning, "a file name in double brackets", `Double square brackets hold a name: of a term, or of a page without the ending
of its file. The link was understood all the same, but other pages and tools that
read the name will not find it. Leave the ending out, or write an ordinary link.

Instead of:

    See [[batna.md]].

write:

    See [[batna]].`},
	{ExternalFailed, Note, "a web address that could not be checked", `The server did not answer in time, refused to speak to a program, or there is
no connection. That says nothing about the link, so it stops nothing. Open it in a
browser, and write it with https if you can.

Instead of:

    [The study](http://intranet/study)

write, if the server offers it:

    [The study](https://intranet.example.com/study)`},
}
