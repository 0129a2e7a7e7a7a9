package preview

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/parley-kit/parley/site/diag"
)

// answer is what an address gets.
type answer struct {
	status   int
	name     string // of the file, which gives its type
	data     []byte
	redirect string // where to go instead; then the rest is empty
}

// answer finds what a clean path ("/", "/x/", "/x/y.html", "/x/y") leads to.
func (s *site) answer(snap *snapshot, urlPath string) answer {
	if snap.site == nil {
		return troublePage(http.StatusServiceUnavailable, "There is no page to show yet", snap.findings)
	}
	name := strings.TrimPrefix(urlPath, "/")
	names := []string{name, name + ".html"}
	if name == "" || strings.HasSuffix(name, "/") {
		names = []string{name + "index.html"}
	}
	for _, n := range names {
		data, err := snap.site.tree.Read(n)
		if err == nil {
			return answer{status: http.StatusOK, name: n, data: data}
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return failed(n, err)
		}
	}
	if !strings.HasSuffix(urlPath, "/") {
		if _, err := snap.site.tree.Read(name + "/index.html"); err == nil {
			return answer{redirect: urlPath + "/"} // else its relative links would lead astray
		}
	}
	return s.missing(name)
}

func (s *site) missing(name string) answer {
	if s.notFound == nil {
		return answer{status: http.StatusNotFound, name: "404.txt", data: []byte("The site has no such page.\n")}
	}
	data, err := s.notFound(name)
	if err != nil {
		return failed(name, err)
	}
	return answer{status: http.StatusNotFound, name: "404.html", data: data}
}

func failed(name string, err error) answer {
	return troublePage(http.StatusInternalServerError, "This page could not be made", []diag.Diagnostic{{
		Code: diag.Internal, Severity: diag.Error, Pos: diag.Pos{File: name}, Message: err.Error(),
	}})
}

//go:embed trouble.html
var troubleSource string

// troublePage stands in for a page that cannot be shown.
func troublePage(status int, title string, findings []diag.Diagnostic) answer {
	var b bytes.Buffer
	t, err := template.New("trouble").Parse(troubleSource)
	if err == nil {
		err = t.Execute(&b, struct {
			Title    string
			Findings []diag.Diagnostic
		}{title, findings})
	}
	if err != nil {
		return answer{status: status, name: "trouble.txt", data: []byte(title + ": " + err.Error() + "\n")}
	}
	return answer{status: status, name: "trouble.html", data: b.Bytes()}
}

// rendered is a tree with the versions of the pages asked for so far.
type rendered struct {
	tree     Tree
	versions sync.Map // URL path -> string
	sums     sync.Map // file -> string
}

// version identifies what a browser shows for an address: the page and the
// pictures, scripts and styles it names. It is the same after a restart.
func (s *site) version(snap *snapshot, urlPath string, a answer) string {
	if a.status != http.StatusOK {
		return digest(a.data)
	}
	if v, ok := snap.site.versions.Load(urlPath); ok {
		return v.(string)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n", digest(a.data))
	for _, file := range assets(a.data, path.Dir(a.base(urlPath))) {
		fmt.Fprintf(sum, "%s %s\n", file, snap.site.sum(file))
	}
	v, _ := snap.site.versions.LoadOrStore(urlPath, short(sum.Sum(nil)))
	return v.(string)
}

// base is the path that the answer's relative addresses start from.
func (a answer) base(urlPath string) string {
	if strings.HasSuffix(urlPath, "/") {
		return urlPath + "index.html"
	}
	return urlPath
}

func (r *rendered) sum(file string) string {
	if v, ok := r.sums.Load(file); ok {
		return v.(string)
	}
	data, err := r.tree.Read(file)
	if err != nil {
		return "none"
	}
	v, _ := r.sums.LoadOrStore(file, digest(data))
	return v.(string)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return short(sum[:])
}

// short is enough of a sum to tell versions of one page apart.
func short(sum []byte) string { return hex.EncodeToString(sum[:10]) }
