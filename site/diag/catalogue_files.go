package diag

// fileEntries explains what can be wrong with a file before it is read.
var fileEntries = []Entry{
	{Internal, Error, "Parley itself failed", `A part of Parley stopped where no content should be able to stop it. Your
files are untouched, and nothing was published. Please report it with the whole
message and, if you may, the page it names. Taking out the paragraph you wrote
last usually lets you go on until it is mended.

In the report, say:

    what you ran:    parley build
    what it printed: the message, from its first line
    which version:   parley version`},
	{Unreadable, Error, "a file that cannot be read", `Parley found this file or folder but the computer would not let it read it.
Usually it belongs to somebody else, is open in a program that locks it, or
lies on a network drive that is gone. A site without one of its pages would
have dead links, so nothing is published. Close other programs or ask for the
right to read it, then try again.

On Linux and macOS, this lets everybody read the file:

    chmod a+r content/prepare.md`},
	{NotUTF8, Error, "a file that is not UTF-8 text", `Parley reads text in the encoding UTF-8, which all editors offer today. This
file has bytes that are not UTF-8, so letters such as ä, é or € would come out
wrong. It was probably saved in an older Windows encoding, or is a Word
document with the ending .md.

Open it in your editor and save it anew:

    Windows Notepad:     Save as ... > Encoding: UTF-8
    Visual Studio Code:  Reopen with Encoding, then Save with Encoding: UTF-8`},
	{NulByte, Error, "a file with binary data in it", `A text never holds the character with the number zero. This file has one,
which means that it was damaged or that it is no text at all: a picture, a Word
document, or text saved as UTF-16. Save it again as plain UTF-8 text, or give
it its right ending and link to it.

Instead of a Word file under a Markdown name:

    content/offer.md

keep the Word file and link to it from a page:

    [The offer template](offer.docx)`},
	{PageTooBig, Error, "a page of more than 1 MB", `This page is longer than a thick book, which nobody reads in one piece and no
phone opens quickly. Mostly a table or a picture was pasted in as text. Divide
it into several pages in one folder: the folder becomes a section with its own
contents.

Instead of:

    content/handbook.md

write:

    content/handbook/index.md
    content/handbook/prepare.md
    content/handbook/explore.md`},
	{LineTooLong, Error, "a line of more than 20 KB", `One line of this file is longer than ten printed pages. That is hardly ever
prose; usually a picture was pasted in as text, or a program wrote the file
without line breaks. Save pictures as files of their own, and put an empty line
between paragraphs.

Instead of:

    ![The bargaining zone](data:image/png;base64,iVBORw0KGgo...)

write:

    ![The bargaining zone](zone.png)`},
	{TooNested, Error, "lists or quotes nested too deeply", `Lists or quotes stand inside each other here a hundred levels deep or more.
Readers lose the thread after three, and such text can keep a computer busy for
minutes. It mostly comes from a mail with many replies or from a pasted drawing.
Write fewer levels, or put it into a code block.

Instead of:

    > > > > > > > > I agree with the above.

write:

    > I agree with the above.`},
	{TooCostly, Error, "a paragraph with too many open signs", `This paragraph has thousands of brackets, stars or quotation signs. Each of
them might begin a link or emphasis, so working out which do takes far too long.
It is mostly data that was pasted in as prose. Put data into a code block, in
which no sign means anything, and put an empty line between paragraphs.

Instead of:

    [[[[*[*[_[_ ...

write:

    ~~~
    [[[[*[*[_[_ ...
    ~~~`},
	{TableTooBig, Error, "a table that is too big", `A table may have 200 columns and 100,000 cells. A bigger one is no use on a
page and would take gigabytes of memory to draw. Show the rows that matter, and
offer the rest as a file.

Instead of a table with every price of the year, write:

    | Quarter | Average price |
    |---------|--------------:|
    | 1       |          1040 |

    [All prices](prices.xlsx)`},
	{SymlinkRefused, Error, "a link in the file system", `This is a symbolic link: a name that stands for a file elsewhere. Such links
can run in circles, break on other computers, and publish files from outside the
site's folder that nobody meant to publish. Parley does not follow them. Put a
copy of the file into the site's folder.

Instead of:

    ln -s ../../shared/logo.svg content/logo.svg

write:

    cp ../../shared/logo.svg content/logo.svg`},
	{NameReserved, Error, "a name that Windows cannot store", `Windows keeps some names for itself (con, nul, aux, prn, com1, lpt1 ...),
refuses the signs < > : " | ? * and drops a full stop or blank at the end. A site
with such a file cannot be copied to a Windows computer or unpacked there. Choose
another name.

Instead of:

    glossary/con.md

write:

    glossary/cons.md`},
	{NameClash, Error, "two names that differ only in capitals", `Windows and macOS take these two names for the same file, so one would
overwrite the other. Web servers mostly tell them apart, so links would work for
some readers and not for others. Rename one of them, or delete the one you do not
need.

Instead of:

    glossary/BATNA.md
    glossary/batna.md

keep:

    glossary/batna.md`},
	{DuplicateID, Error, "two files that make the same page", `A page is named by its path without the ending. Here two files have the same
one, so only one of them could be published, and learners' records would not know
which is meant. Rename one, or delete it.

Instead of:

    content/prepare.md
    content.en/prepare.md    (in a site whose own language is English)

keep:

    content/prepare.md`},
	{PathClash, Error, "two files that want one address", `Two files of the finished site would have the same path, or paths that Windows
and macOS take for the same. Mostly a file in static/ has the name of a page, or
a web page was put beside the Markdown page that makes it. Rename one of them.

Instead of:

    content/offer.md
    content/offer.html

write:

    content/offer.md
    content/offer-form.html`},
	{UnknownLanguage, Error, "a folder of a language the site does not have", `A folder such as content.fr holds the pages in one language, named by the tag
after the dot. parley.yaml does not list this language, so the folder would be
left out without a word. Add the language there, or correct the folder's name.

Instead of, with a folder content.fr:

    languages: [de]

write in parley.yaml:

    languages: [de, fr]`},
	{LeftOut, Warning, "a folder or file that is left out", `Parley reads pages from content, glossary and exercises, and their translations
from folders such as content.de; everything else is left alone. This folder or
file looks as if it was meant for the site, but its name or its place keeps it
out. Rename it or move it. What is not meant to be published may lie anywhere
under another name.

Instead of:

    contents/prepare.md
    content-de/prepare.md
    content/close.markdown

write:

    content/prepare.md
    content.de/prepare.md
    content/close.md`},
	{PrivateKey, Error, "a private key", `This file holds a private key. Whoever has it can open every file that was
sealed for its owner and can write in that person's name, so nothing is
published. Take the key out, of earlier versions of the file too; if anybody else
may have seen it, its owner makes a new one. What may be shown to all is the
card. The message names the line and does not show the key.

Instead of:

    card: AGE-SECRET-KEY-1 ...

write what the owner's page shows as the public card:

    card: parley1.age1 ...`},
}
