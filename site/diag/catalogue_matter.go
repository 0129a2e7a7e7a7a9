package diag

// matterEntries explains what can be wrong with front matter and parley.yaml.
var matterEntries = []Entry{
	{FrontMatterOpen, Error, "front matter that is never closed", `The lines about a page (its front matter) stand between two lines of three
hyphens. Here the second one is missing, so Parley cannot tell where they end and
the text begins. Add a line of three hyphens after the last of them.

Instead of:

    ---
    title: Prepare
    Before you talk ...

write:

    ---
    title: Prepare
    ---
    Before you talk ...`},
	{FrontMatterYAML, Error, "front matter that cannot be read", `The lines about a page are written in YAML: a key, a colon, a blank, a value.
This line breaks its rules. The usual reasons are a tab where blanks should
be, a missing blank after the colon, a quotation mark that is never closed, or a
list that is not indented evenly.

Instead of:

    title:Prepare
    tags: [planning, "limits]

write:

    title: Prepare
    tags: [planning, limits]`},
	{UnknownKey, Error, "an unknown key", `Parley knows every key that may stand here, and this is none of them. It is
mostly a typing mistake, and a misspelt key would otherwise be ignored without a
word: a draft would be published, a page would lose its place. Correct the key or
delete the line.

Instead of:

    ordr: 3
    drfat: true

write:

    order: 3
    draft: true`},
	{DoubledKey, Error, "a key that is given twice", `The same key stands here twice, and only one of the values could count. Put
both values into one list if the key takes one, or delete the line you do not
mean.

Instead of:

    tags: planning
    tags: limits

write:

    tags: planning, limits`},
	{BadValue, Error, "a value that does not fit", `The key is right but its value is of another sort: a word where a number is
expected, a date that does not exist, a list where one value belongs. The help
below the message says what fits.

Instead of:

    minutes: ten
    updated: 31.11.2026

write:

    minutes: 10
    updated: 2026-11-30`},
	{YAMLAlias, Error, "a YAML alias", `The signs & and * at the start of a value are YAML's way of repeating another
value. A few of them can grow to billions of lines, and hardly anybody expects
them, so Parley refuses both. If the sign belongs to your text, put the text into
quotation marks; if not, write the value again.

Instead of:

    title: *Important* notice

write:

    title: "*Important* notice"`},
	{MissingTitle, Error, "a page without a title", `A page needs a title: for its heading, the browser's tab, the contents and
search. It has neither a title in its front matter nor a first heading. Add
either.

Write this at the top of the page:

    # Prepare

or this:

    ---
    title: Prepare
    ---`},
	{MissingTerm, Error, "a glossary page without a term", `Every file in the glossary defines one term, and this one does not say which.
Without it, no mention of the term anywhere could lead here. Add the term as
people write it in a sentence.

Write this at the top of the page:

    ---
    term: reservation value
    ---`},
	{MissingSiteKey, Error, "parley.yaml lacks the name or the id", `A site needs a name, which readers see, and an id, which nobody sees. The id
ties learners' own records to this site, so choose it once and never change it;
another id would part them from their records. "parley init" writes both for a
new site.

Write in parley.yaml:

    name: Negotiating at Example Ltd
    id: example-7f3kq2`},
	{UnknownBase, Error, "an unknown base", `A site can be laid over the course that comes with Parley, so that you change
only what you want and still receive updates. The only base there is bears the
name parley. Write that, or delete the line for a site that holds only your own
files.

Instead of:

    base: default

write:

    base: parley`},
	{UnknownStage, Error, "an unknown stage", `A page can belong to one stage of the framework, named by its id. This id is
not among the stages in parley.yaml, so the page would be missing from the
framework's picture and its overview. Use an id that is listed there, or add the
stage.

Instead of:

    stage: S9

write:

    stage: S1`},
	{UnknownVariable, Error, "an unknown variable", `Two braces stand for a value from parley.yaml, such as the name of your firm.
No value has this name there, so readers would see the braces. Correct the name,
or add the value under variables.

Instead of:

    Welcome to {{frim}}.

write:

    Welcome to {{firm}}.

and in parley.yaml:

    variables:
      firm: Example Ltd`},
	{StrayTranslation, Error, "a translation of a page that does not exist", `A folder such as content.de holds translations: each file there bears the name
of the page in the site's own language that it translates. Here there is no such
page, so the translation would stand alone and its readers could not switch
languages. Mostly the original was renamed or the name is misspelt.

Instead of:

    content/prepare.md
    content.de/vorbereiten.md

write:

    content/prepare.md
    content.de/prepare.md`},
	{NoSite, Error, "no site where one was asked for", `A folder is a Parley site when it has a file named parley.yaml at its top.
There is none in this folder, or it bears another name, such as parley.yml. Rename
it, go to the right folder, name that, or start a new site here.

Name the site's folder:

    parley build --source my-training

or start a new site:

    parley init my-training`},
	{UnknownCompetency, Error, "an unknown competency", `Competencies are what learners rate themselves in and get better at; each has an
id in parley.yaml. This id is not among them, so a rating would count for nothing
and nobody would be led to the page. Use an id that is listed there, or add the
competency.

Instead of:

    competency: prepairing

write:

    competency: preparing`},
	{BadCard, Error, "a coach's card that is not whole", `A coach's public card is one line: parley1, a full stop, a key that begins
age1 (62 small letters and digits), a full stop, and 43 signs more. A file that
is sealed to a card with a sign too few or a wrong one can be opened by nobody.
Mostly a mail program has broken the line, or a full stop of the sentence was
copied along. Ask the coach for the card again, or leave it out: a coach can be
listed without one.

Instead of a card in two pieces:

    card: parley1.age1 ... uqzn
      9dgm ... .TW9ja2Vk ...

write it without blanks, all in one line:

    card: parley1.age1 ... uqzn9dgm ... .TW9ja2Vk ...`},
	{DoubledCard, Error, "two coaches with one card", `Each coach has a card of their own. Where two pages show the same card, what is
sealed for one can be opened by the other only, and learners who compare the six
words find the wrong person behind them. Mostly a page was begun as a copy of
another. Ask the coach for the right card, or leave it out until you have it. A
translation of a page keeps the page's card.

Instead of:

    content/coaches/amal.md   card: parley1.age1 ... A
    content/coaches/ben.md    card: parley1.age1 ... A

write:

    content/coaches/amal.md   card: parley1.age1 ... A
    content/coaches/ben.md    card: parley1.age1 ... B`},

	{OriginalChanged, Note, "a copied page whose original has changed", `This page began as a copy of a page of the bundled course, and the course's own
page is another by now: something was mended, added or said better. Your page stays
as it is; nobody changes it but you. So look at ours, take over what you want, and
note the new mark, which the message names, so that the next change is told again.

See ours as it is now:

    parley new lesson content/framework/prepare/know-your-limit --print

Then, instead of:

    copied: 0a1b2c3d

write the mark that the message names:

    copied: 4e5f6a7b`},
}
