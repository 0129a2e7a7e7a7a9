// Package site is Parley's engine: it turns a folder of Markdown into a static
// training site. This comment is the architecture chapter; docs/ has the rest.
//
// # The flow
//
//	fs.FS --load--> *course.Course --check--> *course.Course --render--> output.Tree --write--> a folder, or a preview
//
// Build in this package is that line as code. Each stage is a noun with one
// verb, and what it needs are its fields: load.Loader, check.Course,
// render.Renderer, output.Write, preview.Server.
//
// # The parts
//
//	diag      what Parley has to say about a file: codes, places, help; the printers
//	course    the model: Course, Page, Term, Section ... plain data, no I/O
//	formula   TeX to MathML, by an npm library in a JavaScript engine written in Go
//	bargain   negotiation mathematics: efficient deals, solutions, how good an agreement was
//	bargain/genius negotiations in GENIUS's XML
//	bargain/report an analysis in words, as JSON, as a picture
//	seal      what only some may read: codes, keys, sealed contents
//	vocabulary terms in prose: names, inflections, discouraged words, spellings
//	markdown  Markdown to HTML with typed holes; limits on hostile input; one file a construct
//	block     ::: containers; one file a block: its parsing, its checks, its view
//	load      layered files -> *course.Course, remembering what each file said
//	exchange  terms as tables, JSON and flash cards, quizzes as GIFT and tables, and back
//	check     rules that need more than one page, one file a rule
//	rename    a term gets another name, everywhere
//	fix       repairs of files: put together, shown as a diff
//	search    the index that a site is searched with, in shards
//	theme     templates, styles, scripts and words of the interface
//	output    the tree, and how it is published: order, manifest, kills
//	render    *course.Course and theme -> output.Tree
//	preview   the tree served, with live reload
//	record    the learning record: what an event is, how two records become one, My file
//	envelope  the file that travels: its form, sealing, signature
//
// Imports point one way, in the order of this list; TestLayers holds it. cmd
// knows this package; nothing here knows cmd.
//
// # What must stay true
//
// A page is parsed once. Its body is lowered to finished HTML with holes for
// what depends on where the page stands or on other pages (links, pictures,
// blocks, anchors); the syntax tree is dropped. Nobody parses HTML again.
//
// A Course does not change after load. Templates see the small views of package
// theme, never the model.
//
// output.Tree maps a path to a function. A build asks for every path, a preview
// for those a browser asks for; so both give the same bytes. Three things are
// remembered from one build to the next, all in memory: what a file said, by its
// size and time (load); which links are wrong, while nothing that a link can
// lead to has changed (check.Checker); and the theme, until a file of it does.
// TestEditsEqualFreshBuilds holds edits against fresh builds. There is no cache
// on disk.
//
// The same input gives the same bytes: no time, no random number, no path of
// this machine and no order of a map gets into an output.
//
// Every problem is a diag.Diagnostic with a stable code, collected to the end of
// the run. A page that cannot be read safely is left out and reported; it never
// stops the others.
//
// Closed sets are visible slices: course.Kinds and course.Folders, the blocks in
// block.kinds, the rules in check.rules, diag.Catalogue, theme.Layouts. To add
// one is one file and one line.
package site
