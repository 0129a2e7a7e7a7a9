// Package markdown turns a page's Markdown into a course.Body: HTML that is
// finished but for typed holes, and the tables those holes point into. It is
// CommonMark and GitHub's tables, strikethrough, task lists and bare links by
// goldmark, with footnotes, definition lists, [[links]], {{variables}},
// formulas and ::: containers on top: one construct, one file.
//
// A page is parsed once; its syntax tree is dropped when Convert returns.
package markdown

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/vocabulary"
)

// Options are what a site decides about its Markdown.
type Options struct {
	// Plain is CommonMark alone: no extension, raw HTML passed through as it
	// is. It exists to hold the converter against the specification.
	Plain bool
	// RawHTML lets sanitised HTML through; otherwise tags are shown as text.
	RawHTML bool
	// Languages are the site's, its own first.
	Languages []course.Lang
	// Variables fill {{name}}.
	Variables map[string]string
	// Math renders TeX to MathML.
	Math func(tex string, display bool) (string, error)
	// Block reads a ::: container; nil when there are none.
	Block func(Container, *Scope) course.Block
	// Blocks are the names of all blocks.
	Blocks []string
}

// Converter converts pages. It is safe for use by several goroutines.
type Converter struct {
	options      Options
	parser       parser.Parser
	unlinked     parser.Parser // the same, but that it looks for no bare addresses
	inline       parser.Parser // for one paragraph, however it begins
	renderer     renderer.Renderer
	policy       *bluemonday.Policy     // of raw HTML; nil when there is none
	scratch      sync.Pool              // *scratch
	languages    func() map[string]bool // that code may be in
	vocabularies map[course.Lang]*vocabulary.Vocabulary
	mu           sync.Mutex
	lexers       map[string]*lexer // by language
	strings      map[string]string // string -> the same string, kept once: many links lead to one page
}

// interned is s, sharing its memory with the equal strings of other pages.
func (c *Converter) interned(s string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept, ok := c.strings[s]; ok {
		return kept
	}
	c.strings[s] = s
	return s
}

// Know makes a converter find the terms of these vocabularies in the pages of
// each language. It is not to be called while a page is converted.
func (c *Converter) Know(terms map[course.Lang]*vocabulary.Vocabulary) { c.vocabularies = terms }

// New makes a Converter.
func New(options Options) *Converter {
	c := &Converter{options: options, strings: map[string]string{}, lexers: map[string]*lexer{}, languages: sync.OnceValue(knownLanguages)}
	c.scratch.New = func() any { return new(scratch) }
	if options.RawHTML {
		c.policy = newSanitiser()
	}
	c.parser, c.unlinked = newParser(options, true), newParser(options, false)
	c.inline = inlineParser(options)
	nodes := []util.PrioritizedValue{
		util.Prioritized(html.NewRenderer(plainHTML(options)...), 1000),
		util.Prioritized(nodeRenderer{c}, 100),
	}
	if !options.Plain {
		nodes = append(nodes,
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500))
	}
	if c.policy != nil {
		nodes = append(nodes, util.Prioritized(closingRenderers{
			html.NewRenderer(), extension.NewDefinitionListHTMLRenderer(), nodeRenderer{c},
		}, 50))
	}
	c.renderer = renderer.NewRenderer(renderer.WithNodeRenderers(nodes...))
	return c
}

func plainHTML(options Options) []html.Option {
	if options.Plain {
		return []html.Option{html.WithUnsafe(), html.WithXHTML()}
	}
	return nil
}

// parserOf is the parser for a text. To look for bare addresses, goldmark stops
// at every blank; most texts hold nothing that could be one.
func (c *Converter) parserOf(body []byte) parser.Parser {
	for _, mark := range []string{"@", "www.", "http:", "https:", "ftp:"} {
		if bytes.Contains(body, []byte(mark)) {
			return c.parser
		}
	}
	return c.unlinked
}

func newParser(options Options, addresses bool) parser.Parser {
	if options.Plain {
		return parser.NewParser(
			parser.WithBlockParsers(parser.DefaultBlockParsers()...),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	}
	blocks := append(parser.DefaultBlockParsers(),
		util.Prioritized(containerParser{}, 50),
		util.Prioritized(chargedHeading{parser.NewATXHeadingParser()}, 599), // ahead of goldmark's
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(noteBlockParser{extension.NewFootnoteBlockParser()}, 999))
	inlines := append(ownInlines(options), util.Prioritized(extension.NewTaskCheckBoxParser(), 95),
		util.Prioritized(noteParser{extension.NewFootnoteParser()}, 101))
	if addresses {
		inlines = append(inlines, util.Prioritized(extension.NewLinkifyParser(), 999))
	}
	paragraphs := append(parser.DefaultParagraphTransformers(),
		util.Prioritized(chargedParagraphs{}, 150), // link references are taken out first
		util.Prioritized(extension.NewTableParagraphTransformer(), 200))
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(paragraphs...),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999)))
}

// ownInlines are what may stand in any paragraph.
func ownInlines(options Options) []util.PrioritizedValue {
	return append(parser.DefaultInlineParsers(),
		util.Prioritized(wikiParser{}, 90),
		util.Prioritized(variableParser{options.Variables}, 91),
		util.Prioritized(mathParser{}, 92),
		util.Prioritized(extension.NewStrikethroughParser(), 500))
}

// inlineParser takes every line for a line of a paragraph.
func inlineParser(options Options) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 100)),
		parser.WithInlineParsers(ownInlines(options)...),
		parser.WithParagraphTransformers(util.Prioritized(chargedParagraphs{}, 150)))
}

// Source is a page's file and where its Markdown begins.
type Source struct {
	File string
	Text []byte // the whole file
	From int    // offset of the first byte after the front matter

	// Words are the parts of the front matter that readers see, by offsets: they
	// are held against the vocabulary too.
	Words [][2]int
}

// Convert fills page's Body, Headings, Links, Images and Blocks, and its Title if
// it has none and the text begins with a top heading. Problems go to report; a
// page that cannot be read safely is marked Unread.
func (c *Converter) Convert(src Source, page *course.Page, report *diag.List) {
	defer func() {
		if r := recover(); r != nil {
			report.Add(diag.Internal, diag.Pos{File: src.File},
				fmt.Sprintf("Parley stumbled over this page: %v", r),
				"please report it with the page; until then, halve the page to find the passage it cannot read")
			page.Body, page.Unread = course.Body{}, true
		}
	}()
	if !c.options.Plain && !withinLimits(src, report) {
		page.Unread = true
		return
	}
	l := &lowerer{conv: c, file: src.File, full: src.Text, page: page, report: report, ids: map[string]int{}}
	l.base = src.From
	l.budget = &budget{l: l}
	defer l.usesTerms()()
	lists := c.scratch.Get().(*scratch) // after a panic it stays with the page
	page.Links, page.Headings, page.Mentions = lists.links[:0], lists.headings[:0], lists.mentions[:0]
	for _, part := range src.Words {
		l.textSpan(part[0], part[1])
	}
	l.nearFences(src.Text[src.From:])
	page.Body = l.lower(src.Text[src.From:])
	lists.links, lists.headings, lists.mentions = page.Links, page.Headings, page.Mentions
	page.Links, page.Headings, page.Mentions = fit(page.Links), fit(page.Headings), fit(page.Mentions)
	c.scratch.Put(lists)
}

// scratch is where a page is put together: what a Course keeps is then copied,
// without the room that it grew for.
type scratch struct {
	html     []byte
	holes    []course.Hole
	links    []course.Link
	headings []course.Heading
	mentions []course.Mention
}

// fit copies what has grown in scratch.
func fit[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return append(make([]T, 0, len(s)), s...)
}

// lower parses and lowers one text; for the page itself and for the prose in
// its blocks.
func (l *lowerer) lower(body []byte) course.Body {
	if !l.conv.options.Plain {
		if shielded := shieldPipes(body); shielded != nil {
			body, l.shielded = shielded, true
		}
	}
	pc := parser.NewContext()
	pc.Set(budgetKey, l.budget)
	by := l.conv.parserOf(body)
	if l.inline {
		by = l.conv.inline
	}
	node := by.Parse(text.NewReader(body), parser.WithContext(pc))
	if l.budget.spent {
		l.page.Unread = true
		return course.Body{}
	}
	s := l.conv.scratch.Get().(*scratch)
	l.buf, l.holes = s.html[:0], s.holes[:0]
	defer func() { s.html, s.holes = l.buf, l.holes; l.conv.scratch.Put(s); l.buf, l.holes = nil, nil }()
	l.top, l.src = node, body
	l.strayNotes(pc)
	if !l.conv.options.Plain {
		l.blankPaths(node, body)
	}
	if err := l.conv.renderer.Render(l, body, node); err != nil {
		panic(err)
	}
	l.closeTo(0)
	return course.Body{HTML: l.unshield(string(l.buf)), Holes: fit(l.holes)}
}
