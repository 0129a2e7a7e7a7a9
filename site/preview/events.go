package preview

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/parley-kit/parley/site/diag"
)

const (
	maxStreams = 64
	// streamWrite is how long a browser may take to accept an event.
	streamWrite = 10 * time.Second
)

// problem is a diagnostic as the browser gets it.
type problem struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Place    string `json:"place"` // file:line:col
	Line     int    `json:"line,omitempty"`
	Col      int    `json:"col,omitempty"`
	End      int    `json:"end,omitempty"`
	Message  string `json:"message"`
	Help     string `json:"help,omitempty"`
	Source   string `json:"source,omitempty"`
}

func encode(findings []diag.Diagnostic) []byte {
	list := make([]problem, 0, len(findings))
	for _, d := range findings {
		list = append(list, problem{
			Severity: d.Severity.String(), Code: string(d.Code), Place: d.Pos.String(),
			Line: d.Pos.Line, Col: d.Pos.Col, End: d.Pos.End,
			Message: d.Message, Help: d.Help, Source: d.Source,
		})
	}
	data, err := json.Marshal(list)
	if err != nil {
		return []byte("[]") // strings and numbers always marshal
	}
	return data
}

// serveEvents streams to one page, named by page= with the version= it shows:
// "problems" at the start and when they change, "reload" when the page would
// look different now.
func (s *site) serveEvents(w http.ResponseWriter, r *http.Request) {
	if !s.hosts.allowsOrigin(r.Header.Get("Origin")) || !sameSite(r.Header.Get("Sec-Fetch-Site")) {
		refuse(w, http.StatusForbidden, "Only the previewed pages themselves may listen here.")
		return
	}
	page, err := url.PathUnescape(r.URL.Query().Get("page"))
	if err != nil || !strings.HasPrefix(page, "/") || strings.HasPrefix(page, own) {
		refuse(w, http.StatusBadRequest, "The stream needs page=, the escaped path of the page that listens.")
		return
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		w.Header().Set("Retry-After", "5")
		refuse(w, http.StatusServiceUnavailable, "Too many pages listen already; close some.")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	ctx, cancel := s.until(r.Context())
	defer cancel()
	st := &stream{site: s, out: w, page: cleanPath(page), version: r.URL.Query().Get("version")}
	st.run(ctx)
}

// sameSite judges the header by which browsers say who asks; a page of another
// local server counts as a stranger. Other programs leave it out.
func sameSite(fetchSite string) bool {
	return fetchSite == "" || fetchSite == "same-origin" || fetchSite == "none"
}

// stream is one page's event stream.
type stream struct {
	site     *site
	out      http.ResponseWriter
	page     string
	version  string // what the browser shows; "" when it does not know
	problems string // last sent
}

func (st *stream) run(ctx context.Context) {
	if st.write("retry: 1000\n\n") != nil {
		return
	}
	for {
		snap, news, err := st.site.state.current(ctx)
		if err != nil || st.tell(snap) != nil {
			return
		}
		select {
		case <-news:
		case <-ctx.Done():
			return
		}
	}
}

// tell sends what differs from what the page knows.
func (st *stream) tell(snap *snapshot) error {
	version := st.site.version(snap, st.page, st.site.answer(snap, st.page))
	changed := st.version != "" && st.version != version
	st.version = version
	if changed {
		if err := st.write("event: reload\ndata: " + version + "\n\n"); err != nil {
			return err
		}
	}
	if problems := string(snap.problems); problems != st.problems {
		st.problems = problems
		return st.write("event: problems\ndata: " + problems + "\n\n")
	}
	return nil
}

func (st *stream) write(text string) error {
	c := http.NewResponseController(st.out)
	if err := c.SetWriteDeadline(time.Now().Add(streamWrite)); err != nil {
		return err
	}
	if _, err := fmt.Fprint(st.out, text); err != nil {
		return err
	}
	return c.Flush()
}
