package preview

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// assets lists the site's files that a page shows or runs, as paths in the
// tree, sorted. Video and sound are left out: they are large, and a page need
// not load again because a recording was replaced.
func assets(page []byte, folder string) []string {
	var files []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			slices.Sort(files)
			return slices.Compact(files)
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, address := range addresses(z.Token()) {
				if file := localFile(address, folder); file != "" {
					files = append(files, file)
				}
			}
		}
	}
}

func addresses(t html.Token) []string {
	attr := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		attr[a.Key] = a.Val
	}
	switch t.DataAtom {
	case atom.Img:
		list := []string{attr["src"]}
		for candidate := range strings.SplitSeq(attr["srcset"], ",") {
			address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
			list = append(list, address)
		}
		return list
	case atom.Script:
		return []string{attr["src"]}
	case atom.Link:
		if strings.Contains(attr["rel"], "stylesheet") || strings.Contains(attr["rel"], "icon") {
			return []string{attr["href"]}
		}
	}
	return nil
}

// localFile resolves an address in a page of the folder; "" when it leads out
// of the site.
func localFile(address, folder string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return ""
	}
	p := u.Path
	if !strings.HasPrefix(p, "/") {
		p = path.Join(folder, p)
	}
	p = path.Clean(p)
	if strings.HasPrefix(p, own) {
		return ""
	}
	return strings.TrimPrefix(p, "/")
}
