package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/envelope"
)

// centerOptions are the flags of center open.
type centerOptions struct{ keyFile, phraseFile, format string }

func (a *app) centerCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "center",
		Short: "Open what people chose to send",
		Long:  "Center is for whoever is sent something: requests to the firm's center, what a learner shares with\na coach. It reads files, and sends nothing.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("what for? parley center open FILE --key-file K; or parley center key FILE")}
		},
	}
	c.AddCommand(a.centerOpenCommand(), a.centerKeyCommand())
	return c
}

func (a *app) centerOpenCommand() *cobra.Command {
	var o centerOptions
	c := &cobra.Command{
		Use:   "open FILE ...",
		Short: "Open files that people sent, and print what is in them",
		Long: "Open prints what people ticked and sent. A file opens with the key that it was sealed to, or with\n" +
			"the words that its sender tells by telephone. The key file is one that the page Share and receive\n" +
			"saves, or parley center key makes. FILE may be - for standard input.\n" +
			"\n" +
			"The six words of the sender's card stand beside the name: compare them once by telephone.",
		Example: "  parley center open parley-request.txt --key-file center.key\n  parley center open parley-case.txt --phrase-file words.txt --format json",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(_ *cobra.Command, args []string) error { return a.centerOpen(o, args) },
	}
	c.Flags().StringVar(&o.keyFile, "key-file", "", "the `file` with the key; - reads standard input")
	c.Flags().StringVar(&o.phraseFile, "phrase-file", "", "the `file` with the words that were told by telephone")
	c.Flags().StringVar(&o.format, "format", "text", "`text`, or json: a line for each file")
	return c
}

func (a *app) centerKeyCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "key FILE",
		Short:   "Make a key to receive files with",
		Long:    "Key makes a key, writes it into FILE for its owner alone, and prints its card, which people seal to,\nand the card's six words. A lost key cannot be brought back: people send again.",
		Example: "  parley center key center.key",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("into which file? parley center key center.key")}
			}
			return a.centerKey(args[0])
		},
	}
}

func (a *app) centerKey(file string) error {
	secret, err := envelope.NewSecret()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(a.abs(file), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return fmt.Errorf("%s is there already; nothing was changed. Another key would not open what was sealed to it", file)
	} else if err != nil {
		return plain(err)
	}
	_, err = f.WriteString(secret.File())
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return plain(err)
	}
	_, err = fmt.Fprintf(a.Out, "%s\n", secret.Card())
	fmt.Fprintf(a.Err, "This is the card; it may be seen by everybody. Its six words: %s\n%s holds the key. Keep a copy where only you can read it.\n", secret.Card().Words(), file)
	return err
}

// centerOpen opens every file; what is wrong with some is told, and the others are read.
func (a *app) centerOpen(o centerOptions, files []string) error {
	switch {
	case len(files) == 0:
		return usageError{errors.New("which file? parley center open FILE --key-file K")}
	case (o.keyFile == "") == (o.phraseFile == ""):
		return usageError{errors.New("with which key? give --key-file K, or --phrase-file P where the sender tells words")}
	case o.format != "text" && o.format != "json":
		return usageError{fmt.Errorf("--format is text or json, and not %q", o.format)}
	}
	unsealed, err := a.opener(o)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.Out)
	var bad bool
	for _, file := range files {
		opened, err := readSealed(a, file, unsealed)
		if err == nil && opened.Over(time.Now()) {
			err = fmt.Errorf("its sender let it be used until %s, and that day is over: ask for a new one", opened.Expires)
		}
		if err != nil {
			bad = true
			fmt.Fprintf(a.Err, "%s: error: %v\n", file, err)
			continue
		}
		if o.format == "json" {
			fmt.Fprintln(out, opened.Line)
		} else {
			tell(out, file, opened)
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if bad {
		return errFindings
	}
	return nil
}

// opener is how files are opened: by a key, or by words.
func (a *app) opener(o centerOptions) (func(string) (envelope.Opened, error), error) {
	if o.phraseFile != "" {
		words, err := a.readSecret(o.phraseFile)
		return func(text string) (envelope.Opened, error) { return envelope.OpenPhrase(text, "", string(words)) }, err
	}
	text, err := a.readSecret(o.keyFile)
	if err != nil {
		return nil, err
	}
	secret, err := envelope.ParseSecret(string(text))
	if err != nil {
		return nil, usageError{fmt.Errorf("%s: %w", o.keyFile, err)}
	}
	return func(text string) (envelope.Opened, error) { return envelope.Open(text, "", secret) }, nil
}

// readSecret reads a key or words from a file, or from standard input.
func (a *app) readSecret(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(os.Stdin, 1<<16))
	}
	return a.readLimited(file)
}

func readSealed(a *app, file string, unsealed func(string) (envelope.Opened, error)) (envelope.Opened, error) {
	var in io.Reader = os.Stdin
	if file != "-" {
		f, err := os.Open(a.abs(file))
		if errors.Is(err, fs.ErrNotExist) {
			return envelope.Opened{}, errors.New("there is no such file")
		} else if err != nil {
			return envelope.Opened{}, errors.New("it cannot be read: look at its permissions")
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, envelope.Largest+1))
	if err != nil {
		return envelope.Opened{}, errors.New("it cannot be read: is it a folder?")
	}
	return unsealed(string(text))
}

// tell prints what is in a file for somebody who reads it.
func tell(w io.Writer, file string, e envelope.Opened) {
	from := e.From.Name
	if from == "" {
		from = "somebody without a name"
	}
	fmt.Fprintf(w, "%s: %s, from %s, for %s; may be used until %s\n", file, printable(e.Body.Name), printable(from), e.Purpose, e.Expires)
	if e.From.Card != "" {
		fmt.Fprintf(w, "six words of the sender: %s\n", e.From.Card.Words())
	}
	for _, s := range e.Body.Sheets {
		fmt.Fprintf(w, "\n%s\n", printable(s.Title))
		for _, f := range s.Fields {
			fmt.Fprintf(w, "  %s\n", printable(f.Label))
			for _, line := range valueLines(f.Value) {
				fmt.Fprintf(w, "    %s\n", printable(line))
			}
		}
	}
	for _, l := range e.Body.Locks {
		fmt.Fprintf(w, "\nestimates of %s locked at %s, code %s\n", printable(l.Form), l.At, printable(l.Code))
	}
	fmt.Fprintln(w)
}

func valueLines(v envelope.Value) []string {
	if r := v.Range; r != nil {
		line := r.Low + " to " + r.High
		if r.Sure != "" {
			line += ", " + r.Sure + " % sure"
		}
		return []string{line}
	}
	if v.Rows == nil {
		return strings.Split(v.Text, "\n")
	}
	var out []string
	for i, row := range v.Rows {
		if i > 0 { // the first row has the columns
			out = append(out, "- "+strings.Join(row, "; "))
		}
	}
	return out
}

// printable keeps what a stranger wrote from steering a terminal, or from turning the
// order of its letters.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200e && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, text)
}
