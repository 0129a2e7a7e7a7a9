package preview

import (
	"bytes"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"
)

// own is where the preview's own files lie; a site cannot have such a folder.
const own = "/_parley/"

// site answers requests: pages and files from the newest build, and the
// preview's own script and event streams. It never opens a file.
type site struct {
	ctx      context.Context // ends with the server
	state    *state
	hosts    hosts
	csp      string
	notFound func(path string) ([]byte, error)
	script   func() ([]byte, error)
	streams  chan struct{} // one token an open event stream
}

func newSite(ctx context.Context, s *Server, listening net.Addr, state *state) *site {
	csp := "frame-ancestors 'none'"
	if s.CSP != "" {
		csp = strings.TrimRight(s.CSP, "; ") + "; " + csp
	}
	return &site{
		ctx:      ctx,
		state:    state,
		hosts:    newHosts(listening, s.Hosts),
		csp:      csp,
		notFound: s.NotFound,
		script:   sync.OnceValues(bundle),
		streams:  make(chan struct{}, maxStreams),
	}
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", s.csp)
	h.Set("Cross-Origin-Resource-Policy", "same-origin") // else any page could read drafts by <script src>
	switch {
	case !s.hosts.allows(r.Host):
		refuse(w, http.StatusForbidden, "The preview does not answer to the name "+quoteHost(r.Host)+
			". Open it by the address that parley printed, or start parley with this name as an allowed host.")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "The preview only shows pages.")
	case !plainPath(r.URL):
		refuse(w, http.StatusBadRequest, "No page of a site has such an address.")
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.servePage(w, r)
	}
}

// serveOwn answers under /_parley/.
func (s *site) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, own) {
	case "preview.js":
		code, err := s.script()
		if err != nil {
			refuse(w, http.StatusInternalServerError, "The preview's script could not be made: "+err.Error())
			return
		}
		send(w, r, http.StatusOK, "preview.js", code)
	case "events":
		s.serveEvents(w, r)
	default:
		refuse(w, http.StatusNotFound, "The preview has no such file.")
	}
}

func (s *site) servePage(w http.ResponseWriter, r *http.Request) {
	if clean := cleanPath(r.URL.Path); clean != r.URL.Path {
		redirect(w, r, clean)
		return
	}
	ctx, cancel := s.until(r.Context())
	defer cancel()
	snap, _, err := s.state.current(ctx)
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, "The preview has ended.")
		return
	}
	a := s.answer(snap, r.URL.Path)
	if a.redirect != "" {
		redirect(w, r, a.redirect)
		return
	}
	if strings.HasPrefix(contentType(a.name), "text/html") {
		// The page's script reads this entry, and tells the event stream
		// which version of the page it stands in.
		w.Header().Set("Server-Timing", "parley-preview;desc="+s.version(snap, r.URL.Path, a))
	}
	send(w, r, a.status, a.name, a.data)
}

// until is ctx that also ends with the server.
func (s *site) until(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(s.ctx, cancel)
	return ctx, func() { stop(); cancel() }
}

// send writes bytes as the file name would be; ranges are for media players.
func send(w http.ResponseWriter, r *http.Request, status int, name string, data []byte) {
	w.Header().Set("Content-Type", contentType(name))
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data)
	}
}

func refuse(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, sentence+"\n")
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	w.Header().Set("Location", (&url.URL{Path: to, RawQuery: r.URL.RawQuery}).String())
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// plainPath refuses addresses that could mean another file to somebody else:
// dot segments, encoded slashes, backslashes, control characters.
func plainPath(u *url.URL) bool {
	escaped := strings.ToLower(u.EscapedPath())
	if !strings.HasPrefix(u.Path, "/") || strings.Contains(escaped, "%2f") || strings.Contains(escaped, "%5c") {
		return false
	}
	if strings.ContainsFunc(u.Path, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' }) {
		return false
	}
	for segment := range strings.SplitSeq(u.Path, "/") {
		if segment == "." || segment == ".." {
			return false
		}
	}
	return true
}

// cleanPath is the path without doubled slashes.
func cleanPath(p string) string {
	clean := path.Clean(p)
	if strings.HasSuffix(p, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}

// quoteHost shows a Host header without letting it say more than a name.
func quoteHost(host string) string {
	if len(host) > 100 || strings.ContainsFunc(host, func(c rune) bool { return c <= ' ' || c > '~' }) {
		return "it was called by"
	}
	return `"` + host + `"`
}

// quietLog drops net/http's notes on connections that browsers break off.
func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }
