package load

import (
	"bytes"
	"encoding/xml"
	"image"
	_ "image/gif"  // for image.DecodeConfig
	_ "image/jpeg" // for image.DecodeConfig
	_ "image/png"  // for image.DecodeConfig
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	_ "golang.org/x/image/webp" // for image.DecodeConfig

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
	"github.com/parley-kit/parley/site/markdown"
)

// rememberedAsset is what was found out about a file.
type rememberedAsset struct {
	layer    int
	stamp    stamp
	read     time.Time
	asset    *course.Asset
	findings []diag.Diagnostic
}

// readAssets finds the files that pages refer to, and those of static/. Nothing
// else in the folders is published: a note beside the pages stays private.
func (l *Loader) readAssets(layers []fs.FS, c *course.Course, report *diag.List) {
	wanted := map[string]bool{}
	for _, p := range c.Pages {
		for _, link := range p.Links {
			if link.Kind == course.ToAsset {
				wanted[link.To] = true
			}
		}
		for _, img := range p.Images {
			wanted[img.Asset] = true
		}
	}
	for name := range l.files {
		if strings.HasPrefix(name, StaticFolder+"/") {
			wanted[name] = true
		}
	}
	brand := c.Config.Brand
	for _, file := range []course.Ref{{Text: brand.Logo, Pos: brand.LogoPos}, {Text: brand.Icon, Pos: brand.IconPos}} {
		if _, there := l.files[file.Text]; file.Text != "" && !there {
			report.Add(diag.BrokenLink, file.Pos, "there is no file "+file.Text, "put logo and icon into static/ and write static/logo.svg")
		} else if file.Text != "" {
			wanted[file.Text] = true
		}
	}
	c.Assets = make(map[string]*course.Asset, len(wanted))
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if e, there := l.files[name]; there {
			m := l.asset(layers[e.layer], e)
			c.Assets[name] = m.asset
			report.Append(m.findings...)
		}
	}
}

func (l *Loader) asset(layer fs.FS, e entry) rememberedAsset {
	if m, ok := l.assets[e.path]; ok && m.layer == e.layer && (e.stamp.still(m.stamp, m.read) || e.layer == 1) {
		return m
	}
	m := rememberedAsset{layer: e.layer, stamp: e.stamp, read: time.Now(), asset: &course.Asset{Path: e.path, Size: e.stamp.size}}
	if markdown.IsImage(e.path) {
		var found diag.List
		measure(layer, m.asset, &found)
		m.findings = found.Sorted()
	}
	l.assets[e.path] = m
	return m
}

// measure reads a picture's size from its first bytes.
func measure(layer fs.FS, a *course.Asset, report *diag.List) {
	f, err := layer.Open(a.Path)
	if err != nil {
		report.Add(diag.Unreadable, diag.Pos{File: a.Path}, "this file cannot be read: "+plainError(err), "check that you may read it")
		return
	}
	defer f.Close()
	switch strings.ToLower(path.Ext(a.Path)) {
	case ".svg":
		src, err := io.ReadAll(io.LimitReader(f, 4<<20))
		if err == nil {
			measureSVG(src, a, report)
		}
	case ".avif": // no decoder: the browser finds out
	default:
		cfg, _, err := image.DecodeConfig(f)
		if err != nil {
			report.Add(diag.BadImage, diag.Pos{File: a.Path}, "this picture cannot be read: "+err.Error(), "open it in an image program and save it again")
			return
		}
		a.Width, a.Height = cfg.Width, cfg.Height
	}
}

// measureSVG reads width and height, or the viewBox, and refuses a drawing that
// could run code or fetch something when it is opened by itself.
func measureSVG(src []byte, a *course.Asset, report *diag.List) {
	refuse := func(offset int64, what string) {
		report.Add(diag.UnsafeSVG, diag.NewLines(src).Pos(a.Path, int(offset), 1), "this drawing holds "+what,
			"export it again as a plain SVG, or as PNG")
	}
	d := xml.NewDecoder(bytes.NewReader(src))
	d.Strict = false
	root := true
	for {
		at := d.InputOffset()
		t, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			report.Add(diag.BadImage, diag.NewLines(src).Pos(a.Path, int(at), 1), "this drawing cannot be read: "+err.Error(), "export it again as a plain SVG")
			return
		}
		if dir, ok := t.(xml.Directive); ok && bytes.Contains(dir, []byte("ENTITY")) {
			refuse(at, "an entity, which may grow without end")
			return
		}
		s, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if root {
			sizeSVG(s, a)
			root = false
		}
		if what := unsafeSVG(s); what != "" {
			refuse(at, what)
			return
		}
	}
}

func sizeSVG(s xml.StartElement, a *course.Asset) {
	var box []string
	for _, at := range s.Attr {
		n, _ := strconv.ParseFloat(strings.TrimSuffix(at.Value, "px"), 64)
		switch at.Name.Local {
		case "width":
			a.Width = int(n + 0.5)
		case "height":
			a.Height = int(n + 0.5)
		case "viewBox":
			box = strings.Fields(strings.ReplaceAll(at.Value, ",", " "))
		}
	}
	if (a.Width <= 0 || a.Height <= 0) && len(box) == 4 {
		w, _ := strconv.ParseFloat(box[2], 64)
		h, _ := strconv.ParseFloat(box[3], 64)
		a.Width, a.Height = int(w+0.5), int(h+0.5)
	}
}

// unsafeSVG names what makes an element unsafe.
func unsafeSVG(s xml.StartElement) string {
	switch strings.ToLower(s.Name.Local) {
	case "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "set":
		return "the element " + s.Name.Local
	}
	for _, a := range s.Attr {
		name := strings.ToLower(a.Name.Local)
		v := strings.ToLower(strings.TrimSpace(a.Value))
		if strings.HasPrefix(name, "on") {
			return "the script " + a.Name.Local
		}
		if name == "href" && !strings.HasPrefix(v, "#") && !strings.HasPrefix(v, "data:image/") {
			return "a link to something outside it"
		}
	}
	return ""
}
