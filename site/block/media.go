package block

import (
	"html/template"
	"path"
	"slices"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// mediaNames are the two media.
var mediaNames = []string{"video", "audio"}

// mediaTypes maps what each may be to its media type.
var mediaTypes = map[string]map[string]string{
	"video": {".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg"},
	"audio": {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav"},
}

// Media is a video or a recording that lies in the site. The text of the block
// is its transcript, which nobody may leave out; a video has captions too.
//
//	::: video opening.mp4
//	title: Opening a difficult conversation
//	captions: opening.en.vtt
//
//	**Amal:** Before we talk about the price ...
//	:::
type Media struct {
	Name       string
	Src        string
	Type       string
	Title      string
	Poster     string
	Captions   []Caption
	Transcript course.Body
}

// Caption is a file of captions in one language.
type Caption struct{ Src, Lang string }

// BlockName implements course.Block.
func (m *Media) BlockName() string { return m.Name }

// Prose implements Prose.
func (m *Media) Prose() course.Body { return m.Transcript }

// Search implements Searched.
func (m *Media) Search() []course.Body { return []course.Body{m.Transcript} }

func readMedia(c markdown.Container, s *markdown.Scope) course.Block {
	m := &Media{Name: c.Name}
	file := strings.TrimSuffix(strings.TrimPrefix(c.Args, "<"), ">") // as in a link
	if m.Type = mediaTypes[c.Name][strings.ToLower(path.Ext(file))]; m.Type == "" {
		endings := strings.Join(sortedKeys(mediaTypes[c.Name]), ", ")
		message := "the block " + c.Name + " needs the path of its file on the same line"
		if file != "" {
			message = "browsers cannot play this file as " + c.Name
		}
		s.Report(diag.MissingSetting, c.At, c.Len, message,
			"write ::: "+c.Name+" and the path of a file that ends in "+endings)
		return nil
	}
	m.Src = s.Asset(file, c.ArgsAt+strings.Index(c.Args, file))
	keys, rest := topSettings(c.Lines, s, "title", "captions", "poster")
	m.Title = s.Words(keys["title"].value, keys["title"].at)
	if k, ok := keys["poster"]; ok && !markdown.IsImage(k.value) {
		s.Report(diag.BadValue, k.at, len(k.value), "a poster is a picture", "write the path of a .png, .jpg, .webp or .gif file")
	} else if ok {
		m.Poster = s.Asset(k.value, k.at)
	}
	m.captions(keys["captions"], s)
	if m.Title == "" {
		s.Report(diag.MissingSetting, c.At, c.Len, "this "+c.Name+" has no title", "write a line such as title: Opening a difficult conversation")
	}
	if c.Name == "video" && len(m.Captions) == 0 {
		s.Report(diag.MissingSetting, c.At, c.Len, "this video has no captions", "write a line such as captions: opening.en.vtt")
	}
	if blank(rest) {
		s.Report(diag.MissingText, c.At, c.Len, "this "+c.Name+" has no transcript, so people who cannot hear or play it get nothing",
			"write what is said on the lines before :::")
		return nil
	}
	m.Transcript = s.Prose(rest)
	if m.Src == "" {
		return nil
	}
	return m
}

// captions reads "opening.en.vtt, opening.de.vtt": the language is the word
// before the extension.
func (m *Media) captions(k setting, s *markdown.Scope) {
	at := k.at
	for _, part := range strings.Split(k.value, ",") {
		file := strings.TrimSpace(part)
		from := at + strings.Index(part, file)
		at += len(part) + 1
		if file == "" {
			continue
		}
		if strings.ToLower(path.Ext(file)) != ".vtt" {
			s.Report(diag.BadValue, from, len(file), "captions are files that end in .vtt", "save the captions as WebVTT")
			continue
		}
		lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(file, path.Ext(file))), ".")
		if lang == "" {
			lang = string(s.Lang())
		}
		if src := s.Asset(file, from); src != "" {
			m.Captions = append(m.Captions, Caption{src, lang})
		}
	}
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// MediaView is what blocks/media draws.
type MediaView struct {
	Kind       string
	Src        string
	Type       string
	Captions   []TrackView
	Poster     string
	Title      string
	Transcript template.HTML
}

// TrackView is a file of captions.
type TrackView struct {
	Src, Lang, Label string
}

// View implements Viewed.
func (m *Media) View(p Page) (string, any) {
	v := MediaView{Kind: m.Name, Src: p.Href(m.Src), Type: m.Type, Title: m.Title, Transcript: p.HTML(m.Transcript)}
	if m.Poster != "" {
		v.Poster = p.Href(m.Poster)
	}
	for _, c := range m.Captions {
		v.Captions = append(v.Captions, TrackView{p.Href(c.Src), c.Lang, course.Lang(c.Lang).Own()})
	}
	return "blocks/media", v
}
