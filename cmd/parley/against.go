package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/parley-kit/parley/site/course"
)

const (
	listingFile  = "course.json"
	maxListing   = 64 << 20 // bytes: a hundred times the listing of 10,000 pages
	maxRedirects = 5
	patience     = 30 * time.Second
)

// published reads the listing of a published site: a folder, an http address, or
// a course.json in either. A place that cannot be meant is a usageError; any other
// error says what was asked for, what came and what to do.
func (a *app) published(ctx context.Context, place string) (*course.Listing, error) {
	var b []byte
	var from string
	var err error
	if scheme, _, _ := strings.Cut(strings.ToLower(place), "://"); scheme == "http" || scheme == "https" {
		b, from, err = (&web{patience, maxListing}).listing(ctx, place)
	} else {
		b, from, err = a.listingIn(place)
	}
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("<")) {
		return nil, fmt.Errorf("--against: a page in HTML came from %s, perhaps one for signing in; %s", from, copyInstead)
	}
	listing, err := course.ParseListing(b)
	if err != nil {
		return nil, fmt.Errorf("--against: %s cannot be used: %w", from, err)
	}
	return listing, nil
}

const copyInstead = "fetch course.json from the published site in a browser, and name that file"

// listingIn reads a course.json from a folder, or by its own path.
func (a *app) listingIn(place string) (b []byte, from string, err error) {
	if place == "" {
		return nil, "", usageError{errors.New("--against: name a published site, by its folder or its address")}
	}
	if scheme, _, ok := strings.Cut(place, "://"); ok {
		return nil, "", usageError{fmt.Errorf("--against: %s: addresses are not read; name a folder, or an address that begins with https://", scheme)}
	}
	file := a.abs(place)
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", usageError{fmt.Errorf("--against: there is no folder %s (an address begins with https://)", place)}
	}
	if err == nil && info.IsDir() {
		folder := file
		file = filepath.Join(folder, listingFile)
		if info, err = os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return nil, "", usageError{a.noListing(folder, place)}
		}
	}
	from = a.shown(file)
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("--against: %s cannot be read: %s", from, reason(err))
	case !info.Mode().IsRegular():
		return nil, "", usageError{fmt.Errorf("--against: %s is no file", from)}
	case info.Size() > maxListing:
		return nil, "", tooLong(from, maxListing)
	}
	if b, err = os.ReadFile(file); err != nil {
		return nil, "", fmt.Errorf("--against: %s cannot be read: %s", from, reason(err))
	}
	return b, from, nil
}

// noListing is the error of a folder without a course.json. People name the
// site's own folder.
func (a *app) noListing(folder, place string) error {
	hint := "name a folder that parley build has written"
	if _, err := os.Stat(filepath.Join(folder, "public", listingFile)); err == nil {
		hint = "did you mean " + path.Join(filepath.ToSlash(place), "public") + "?"
	}
	return fmt.Errorf("--against: there is no %s in %s; %s", listingFile, place, hint)
}

// web asks servers for listings.
type web struct {
	patience time.Duration // for the whole answer
	most     int64         // bytes
}

// listing asks for a course.json: the address of a folder, of a page in it or of
// the file itself.
func (w *web) listing(ctx context.Context, place string) (b []byte, from string, err error) {
	u, err := url.Parse(place)
	if err != nil || u.Host == "" {
		return nil, "", usageError{fmt.Errorf("--against: %q is no address; write it as in https://training.example.com/", place)}
	}
	switch path.Ext(u.Path) {
	case ".json":
	case ".html":
		u = u.JoinPath("..", listingFile)
	default:
		u = u.JoinPath(listingFile)
	}
	u.Fragment = ""
	from = shownURL(u)
	client := &http.Client{Timeout: w.patience, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return errRedirects
		}
		return nil
	}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", usageError{fmt.Errorf("--against: %s is no address: %s", from, reason(err))}
	}
	req.Header.Set("User-Agent", "parley-check")
	req.Header.Set("Accept", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return nil, "", w.fault(ctx, from, u.Hostname(), err)
	}
	defer res.Body.Close()
	if end := shownURL(res.Request.URL); end != from {
		from = fmt.Sprintf("%s (redirected to %s)", from, end)
	}
	if res.StatusCode != http.StatusOK {
		return nil, "", refused(from, res.StatusCode)
	}
	b, err = io.ReadAll(io.LimitReader(res.Body, w.most+1))
	switch {
	case err != nil:
		return nil, "", w.fault(ctx, from, u.Hostname(), err)
	case int64(len(b)) > w.most:
		return nil, "", tooLong(from, w.most)
	}
	return b, from, nil
}

var errRedirects = errors.New("too many redirects")

// fault says why a server could not be asked.
func (w *web) fault(ctx context.Context, from, host string, err error) error {
	var dns *net.DNSError
	var network net.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errRedirects):
		return fmt.Errorf("--against: %s leads from address to address, more than %d times; %s", from, maxRedirects, copyInstead)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("--against: there is no server %s; correct the address, or look after the network", host)
	case errors.As(err, &network) && network.Timeout():
		return fmt.Errorf("--against: %s did not answer within %s; try again later, or %s", from, w.patience, copyInstead)
	}
	return fmt.Errorf("--against: %s could not be asked: %s; try the address in a browser", from, reason(err))
}

// refused says what the status of an answer means.
func refused(from string, status int) error {
	switch status {
	case http.StatusNotFound, http.StatusGone:
		return fmt.Errorf("--against: there is no file at %s (status %d); name the address of the published site's home page", from, status)
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		return fmt.Errorf("--against: %s may not be read without signing in (status %d); %s", from, status, copyInstead)
	}
	return fmt.Errorf("--against: %s answers with an error (status %d); try the address in a browser", from, status)
}

func tooLong(from string, most int64) error {
	return fmt.Errorf("--against: %s has over %d MB, and no site's listing has; name the course.json of a published site", from, most>>20)
}

// shownURL is an address without what may be secret in it.
func shownURL(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// reason is what an error of the system or the network says in the end, without
// the address, which may hold a secret.
func reason(err error) string {
	for {
		switch e := err.(type) {
		case *url.Error:
			err = e.Err
			continue
		case *fs.PathError:
			err = e.Err
			continue
		}
		break
	}
	s := err.Error()
	if i := strings.LastIndex(s, ": "); i >= 0 {
		return s[i+2:]
	}
	return s
}
