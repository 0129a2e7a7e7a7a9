package check

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// External asks for the pages that links outside the site lead to. Each address
// is asked once; the answer's body is not read.
type External struct {
	Client  *http.Client  // nil for the usual one
	Timeout time.Duration // for one address
	AtOnce  int           // how many are asked at once
}

// Check asks for every address and reports the dead ones where they are linked.
func (e *External) Check(ctx context.Context, c *course.Course, report *diag.List) {
	places := map[string][]diag.Pos{}
	for _, p := range c.Pages {
		for i := range p.Links {
			link := &p.Links[i]
			if url, _, _ := strings.Cut(link.To, "#"); link.Kind == course.ToURL && strings.HasPrefix(url, "http") {
				places[url] = append(places[url], link.Place(p))
			}
		}
	}
	urls := make([]string, 0, len(places))
	for url := range places {
		urls = append(urls, url)
	}
	slices.Sort(urls)
	work := make(chan string)
	var wg sync.WaitGroup
	for range max(1, e.AtOnce) {
		wg.Go(func() {
			for url := range work {
				code, what, help := e.ask(ctx, url)
				if code == "" {
					continue
				}
				for _, pos := range places[url] {
					report.Add(code, pos, what, help)
				}
			}
		})
	}
	for _, url := range urls {
		if ctx.Err() != nil {
			break
		}
		work <- url
	}
	close(work)
	wg.Wait()
}

// ask asks for an address, first for its head alone.
func (e *External) ask(ctx context.Context, url string) (code diag.Code, what, help string) {
	status, err := e.fetch(ctx, http.MethodHead, url)
	if err == nil && status >= 400 { // some servers answer HEAD with an error
		status, err = e.fetch(ctx, http.MethodGet, url)
	}
	switch {
	case noServer(err):
		return diag.DeadExternal, "there is no server at this address", "look for its new address, or take the link out"
	case errors.Is(err, context.DeadlineExceeded):
		return diag.ExternalFailed, fmt.Sprintf("this address did not answer within %s", e.Timeout), "try it in a browser"
	case err != nil:
		return diag.ExternalFailed, "this address could not be asked: " + reason(err), "try it in a browser; the fault may lie with the network"
	case status == http.StatusNotFound || status == http.StatusGone:
		return diag.DeadExternal, fmt.Sprintf("there is no page at this address any more (%d)", status), "look for its new address, or take the link out"
	case status >= 400 && status != http.StatusForbidden && status != http.StatusUnauthorized && status != http.StatusTooManyRequests:
		return diag.ExternalFailed, fmt.Sprintf("this address answers with an error (%d)", status), "try it in a browser"
	}
	return "", "", ""
}

func (e *External) fetch(ctx context.Context, method, url string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, e.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("User-Agent", "parley-check")
	client := e.Client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}

// noServer tells whether the name of the server is not known. Without a network
// no name can be asked for, which is another error.
func noServer(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns) && dns.IsNotFound
}

// reason is the last part of a network error, which says what happened.
func reason(err error) string {
	s := err.Error()
	if i := strings.LastIndex(s, ": "); i >= 0 {
		return s[i+2:]
	}
	return s
}
