// Parley turns a folder of Markdown into a static site that trains people to
// negotiate. Run it without arguments to look at the course; see parley help.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley"
)

func main() {
	cobra.MousetrapHelpText = "" // a double-click on Windows shows the site, as a bare parley does
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	dir, _ := os.Getwd()
	a := app{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Dir: dir, Base: parley.Files,
		Terminal: terminal(os.Stderr), Env: os.Getenv, Open: openBrowser,
	}
	status := a.Run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// terminal tells whether somebody is looking at a stream.
func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
