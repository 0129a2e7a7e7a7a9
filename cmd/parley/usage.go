package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parley-kit/parley/site/diag"
)

// noArgs refuses words after a command that takes none: a command misspelt, or
// a folder that --source was meant to name.
func (a *app) noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if info, err := os.Stat(a.abs(args[0])); err == nil && info.IsDir() {
		return usageError{fmt.Errorf("%q is a folder; to use the site in it: %s --source %s", args[0], c.CommandPath(), shellWord(args[0]))}
	}
	if c.HasParent() {
		return usageError{fmt.Errorf("%s takes no words after it, so %q is one too many", c.CommandPath(), args[0])}
	}
	return unknownCommand(c, args[0])
}

func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, sub := range root.Commands() {
		if !sub.Hidden {
			names = append(names, sub.Name())
		}
	}
	if near, ok := diag.Nearest(name, names); ok {
		return usageError{fmt.Errorf("there is no command %q; did you mean parley %s?", name, near)}
	}
	return usageError{fmt.Errorf("there is no command %q; the commands are %s", name, strings.Join(names, ", "))}
}

// helpCommand is cobra's, but that an unknown command is a mistake.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Say what a command does and how to call it",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(c.Root(), args[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// otherFlags are what other programs call some of the flags.
var otherFlags = map[string]string{
	"output": "out", "o": "out", "dest": "out", "destination": "out",
	"port": "addr", "p": "addr", "listen": "addr", "bind": "addr",
	"input": "source", "dir": "source", "s": "source",
}

// flagError says what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := cmp.Or(unknown.GetSpecifiedShortnames(), unknown.GetSpecifiedName()) // -out is --out with a dash too few
		switch name {
		case "version", "v", "V":
			return usageError{fmt.Errorf("%w; did you mean parley version?", err)}
		}
		if other := otherFlags[name]; slices.Contains(names, other) {
			return usageError{fmt.Errorf("%w; did you mean --%s?", err, other)}
		}
		if slices.Contains(names, name) {
			return usageError{fmt.Errorf("%w; did you mean --%s?", err, name)}
		}
		if near, ok := diag.Nearest(name, names); ok {
			return usageError{fmt.Errorf("%w; did you mean --%s?", err, near)}
		}
	}
	return usageError{fmt.Errorf("%w\nto see what there is: parley help %s", err, strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), "parley"), " "))}
}

// shellWord is a word as it is typed in a shell: in quotes when it needs them.
func shellWord(s string) string {
	if strings.ContainsAny(s, " \t'&;()$`!*?[]{}|<>~#\"") {
		if !strings.ContainsAny(s, "\"$`!") {
			return `"` + s + `"`
		}
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// subcommand refuses a command that needs another word after it.
func subcommand(c *cobra.Command, args []string) error {
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	if len(args) == 0 {
		return usageError{fmt.Errorf("say what to %s: %s %s", c.Name(), c.CommandPath(), strings.Join(names, ", "))}
	}
	if near, ok := diag.Nearest(args[0], names); ok {
		return usageError{fmt.Errorf("%s does not know %q; did you mean %s %s?", c.CommandPath(), args[0], c.CommandPath(), near)}
	}
	return usageError{fmt.Errorf("%s does not know %q; it knows %s", c.CommandPath(), args[0], strings.Join(names, ", "))}
}

// oneOf refuses a flag's value that is not one of a few words.
func oneOf(flag, value string, words []string) error {
	if slices.Contains(words, value) {
		return nil
	}
	if near, ok := diag.Nearest(value, words); ok {
		return usageError{fmt.Errorf("unknown %s %q; did you mean %q?", flag, value, near)}
	}
	return usageError{fmt.Errorf("unknown %s %q; there are %s", flag, value, strings.Join(words, ", "))}
}
