package formula

import (
	"errors"
	"fmt"
	"time"

	"github.com/dop251/goja"
)

// The bounds of one formula's work. scan keeps honest and hostile input far
// below them; they are the net under it.
const (
	maxExpand = 1000            // macros temml may expand
	maxCalls  = 2000            // depth of calls in the script
	maxTime   = 2 * time.Second // then the engine is stopped and thrown away
)

// program is the compiled script, shared by the engines.
type program struct{ code *goja.Program }

func compile(source func() ([]byte, error)) (program, error) {
	script, err := source()
	if err != nil || len(script) == 0 {
		return program{}, ErrNoBundle
	}
	code, err := goja.Compile("temml.js", string(script), true)
	if err != nil {
		return program{}, fmt.Errorf("the bundled temml.js cannot be read: %w", err)
	}
	return program{code}, nil
}

// engine is one running script. It serves one formula at a time.
type engine struct {
	vm     *goja.Runtime
	render goja.Callable
}

func (p program) start() (*engine, error) {
	vm := goja.New()
	vm.SetMaxCallStackSize(maxCalls)
	if _, err := vm.RunProgram(p.code); err != nil {
		return nil, fmt.Errorf("the bundled temml.js cannot be run: %w", err)
	}
	value, err := vm.RunString("temml.default.renderToString")
	if err != nil {
		return nil, fmt.Errorf("the bundled temml.js cannot be run: %w", err)
	}
	render, ok := goja.AssertFunction(value)
	if !ok {
		return nil, errors.New("the bundled temml.js has no renderToString")
	}
	return &engine{vm, render}, nil
}

// run gives a scanned formula to temml. sound tells whether the engine may
// serve again: not after anything but a result or temml's own complaint.
func (e *engine) run(tex string, display bool, limit time.Duration) (markup string, sound bool, err error) {
	defer func() {
		if recover() != nil {
			markup, sound, err = "", false, unreadable()
		}
	}()
	options := map[string]any{
		"displayMode":  display,
		"annotate":     true,
		"throwOnError": true,
		"trust":        false,
		"maxExpand":    maxExpand,
		"maxSize":      []float64{40, 400}, // em, points: no space wider than a page
	}
	clock := time.AfterFunc(limit, func() { e.vm.Interrupt("too long") })
	value, err := e.render(goja.Undefined(), e.vm.ToValue(tex), e.vm.ToValue(options))
	inTime := clock.Stop()
	if err == nil {
		return value.String(), inTime, nil
	}
	var thrown *goja.Exception
	if errors.As(err, &thrown) {
		complaint, ok := complaintOf(thrown, e.vm)
		return "", inTime && ok, complaint
	}
	return "", false, &Error{Message: "the formula is too involved", Help: "split it into several formulas", Offset: -1}
}

// complaintOf reads what the script threw; ok when it was temml's own error
// and not a failure of the script.
func complaintOf(thrown *goja.Exception, vm *goja.Runtime) (err *Error, ok bool) {
	object, isObject := thrown.Value().(*goja.Object)
	if !isObject || object.Get("name") == nil || object.Get("name").String() != "ParseError" {
		return unreadable(), false
	}
	offset := -1
	if at := object.Get("position"); at != nil && !goja.IsUndefined(at) {
		offset = int(at.ToInteger())
	}
	return plain(object.Get("message").String(), offset), true
}

func unreadable() *Error {
	return &Error{Message: "the formula cannot be read", Help: `look for a ^, _ or \ with nothing after it`, Offset: -1}
}
