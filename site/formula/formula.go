// Package formula turns TeX formulas into MathML while a site is built, so
// that pages show them without a script. The reading of TeX is done by the npm
// package temml, run in goja, a JavaScript engine in Go; this package bounds
// what it is given (scan.go), runs it (engine.go), puts its complaints into
// plain words (message.go) and rebuilds its output from an allow-list of
// elements, attributes and classes (clean.go): no style, link, id or handler
// can pass.
package formula

import (
	"errors"
	"strings"
	"sync"
	"time"
)

// ErrNoBundle is what every formula fails with when the binary was built
// without the bundled script.
var ErrNoBundle = errors.New("this parley was built without its bundled code: run `make` and use bin/parley")

// Error is a mistake in a formula.
type Error struct {
	Message string // what is wrong, lower case, no full stop
	Help    string // what to write instead; may be empty
	Offset  int    // where, in code points from the start of the formula; -1 when unknown
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Renderer makes MathML. It is safe for use by several goroutines, each of
// which gets an engine of its own; nothing is loaded before the first formula.
type Renderer struct {
	program func() (program, error)
	limit   time.Duration // maxTime; shorter in a test

	mu   sync.Mutex
	idle []*engine
	done map[request]result
}

// request is a formula as asked for.
type request struct {
	tex     string
	display bool
}

// result is what became of it.
type result struct {
	mathML string
	err    error
}

// New makes a Renderer. source yields the bundled script when the first
// formula is met; an error or an empty script makes every formula fail with
// ErrNoBundle.
func New(source func() ([]byte, error)) *Renderer {
	return &Renderer{
		program: sync.OnceValues(func() (program, error) { return compile(source) }),
		limit:   maxTime,
		done:    map[request]result{},
	}
}

// MathML is a <math> element for the formula, as a block of its own or within
// a line. It holds the TeX source as an annotation. The error is an *Error when
// the formula is at fault.
func (r *Renderer) MathML(tex string, display bool) (string, error) {
	req := request{tex, display}
	r.mu.Lock()
	res, ok := r.done[req]
	r.mu.Unlock()
	if ok {
		return res.mathML, res.err
	}
	res.mathML, res.err = r.render(req)
	r.mu.Lock()
	r.done[req] = res
	r.mu.Unlock()
	return res.mathML, res.err
}

func (r *Renderer) render(req request) (string, error) {
	tex, err := scan(req.tex)
	if err != nil {
		return "", err
	}
	e, err := r.take()
	if err != nil {
		return "", err
	}
	raw, sound, err := e.run(tex, req.display, r.limit)
	if sound {
		r.give(e)
	}
	if err != nil {
		return "", err
	}
	return clean(raw, strings.TrimSpace(req.tex), req.display)
}

// take finds a free engine or starts one.
func (r *Renderer) take() (*engine, error) {
	r.mu.Lock()
	if n := len(r.idle); n > 0 {
		e := r.idle[n-1]
		r.idle = r.idle[:n-1]
		r.mu.Unlock()
		return e, nil
	}
	r.mu.Unlock()
	p, err := r.program()
	if err != nil {
		return nil, err
	}
	return p.start()
}

func (r *Renderer) give(e *engine) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.idle = append(r.idle, e)
}
