package diag

// outputEntries explains what can go wrong where the site is written, and in
// the theme.
var outputEntries = []Entry{
	{OutputForeign, Error, "an output folder that holds other files", `Parley replaces what is in its output folder, and deletes pages that no longer
exist. This folder has files in it and no list of what Parley wrote, so it may be
somebody's work. Name a new or empty folder.

Instead of:

    parley build --out Documents

write:

    parley build --out Documents/training-site`},
	{OutputOccupied, Error, "a file in the way of a page", `A page is to be written here, but there is already a file of that name which
Parley did not write. It is left alone, as it may be somebody's work. Move it away,
or put it among the site's own files, from where it is published.

Instead of a file that was added by hand:

    public/content/prepare.html

keep it with the sources:

    content/prepare-handout.html`},
	{WriteFailed, Error, "a file that could not be written", `The computer refused to write a file of the site: the disk is full, the folder
is protected, or another program has the file open. What was published before is
still whole, because each file is replaced only when its new text is complete.
Remove the cause and build again.

If the folder is protected, write to another:

    parley build --out my-training-site`},
	{OutputInside, Error, "an output folder among the sources", `The output folder lies where the site's own files lie. The next build would
take the finished pages for sources, and publish the site inside the site. Name a
folder beside the sources.

Instead of:

    parley build --out content/public

write:

    parley build --out public`},
	{OutputOther, Error, "an output folder that holds another site", `The folder holds a site with another id than this one. Building would replace
its pages by these, under the eyes of its readers. Mostly the command ran in the
wrong folder, or two sites were given one output folder. If the id in parley.yaml
was changed, change it back, because learners' records hang on it.

Instead of:

    parley build --out /srv/www/training

write:

    parley build --out /srv/www/second-training`},
	{LowContrast, Error, "colours that are too close", `Text in this colour on this ground is hard to read in sunlight, on a projector,
or with weak eyes. The accessibility standard WCAG asks for a contrast of at least
4.5 to 1. Choose a darker colour for the light scheme, a lighter one for the dark
scheme.

Instead of:

    brand:
      color: "#8ab4f8"

write:

    brand:
      color: "#1a56b0"`},
	{BadTheme, Error, "a theme that cannot be used", `A file of the theme is missing or has a mistake, so no page can be drawn. The
message names the file and the line. Correct it, or delete your copy: then the
theme's own file is used again.

Instead of:

    {{if .Title}}<h1>{{.Title}}</h1>

write:

    {{if .Title}}<h1>{{.Title}}</h1>{{end}}`},
	{MissingString, Warning, "a word of the interface that is not translated", `The words on buttons and in menus come from a file for each language, and this
one lacks a word. Readers see it in the language of the site instead. Add the line
with your translation.

Instead of:

    # themes/default/i18n/de.yaml
    nav.next: Weiter

write:

    # themes/default/i18n/de.yaml
    nav.next: Weiter
    nav.previous: Zurück`},
	{MissingLib, Error, "Parley was built without its browser code", `This copy of Parley lacks the programs that run in readers' browsers. They are
put in when Parley is built with its own build command. Download a finished
version, or build it again.

Instead of:

    go build ./cmd/parley

write:

    make build`},
}
