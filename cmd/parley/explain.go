package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/diag"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "explain CODE",
		Short:   "Say what a problem's code means and what to do",
		Example: "  parley explain P0203",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("which code? write it as it is printed: parley explain P0203")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := diag.Explain(a.Out, args[0]); err != nil {
				return usageError{err}
			}
			return nil
		},
	}
}
