package load

import (
	"fmt"
	"image"
	_ "image/gif"  // for image.DecodeConfig
	_ "image/jpeg" // for image.DecodeConfig
	_ "image/png"  // for image.DecodeConfig
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
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
	var found diag.List
	if markdown.IsImage(e.path) {
		measure(layer, m.asset, &found)
	} else {
		secretFile(layer, m.asset, &found)
	}
	m.findings = found.Sorted()
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
		src, err := io.ReadAll(io.LimitReader(f, maxSVG+1))
		switch {
		case err != nil:
			report.Add(diag.Unreadable, diag.Pos{File: a.Path}, "this file cannot be read: "+plainError(err), "check that you may read it")
		case len(src) > maxSVG:
			report.Add(diag.BadImage, diag.Pos{File: a.Path}, fmt.Sprintf("this drawing has over %d MB", maxSVG>>20), "export it as PNG")
		default:
			(&drawing{src: src, asset: a, report: report}).read()
		}
	case ".avif": // no decoder: the browser finds out
	default:
		cfg, _, err := image.DecodeConfig(io.LimitReader(f, maxHeader))
		if err != nil {
			report.Add(diag.BadImage, diag.Pos{File: a.Path}, "this is no picture that browsers show, or it is damaged", "open it in a picture editor and export it again")
			return
		}
		a.Width, a.Height = cfg.Width, cfg.Height
	}
}

const (
	maxSVG    = 4 << 20
	maxHeader = 16 << 20 // what comes before a picture's size, such as a camera's notes
)
