package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/diag"
)

func (a *app) checkCommand() *cobra.Command {
	var external, drafts bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Find mistakes without writing anything",
		Long:  "Check reads the site and draws every page, as a build does, but writes nothing.",
		Args:  a.noArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.check(c.Context(), external, drafts) },
	}
	c.Flags().BoolVar(&external, "external", false, "ask for the pages that links outside the site lead to")
	c.Flags().BoolVar(&drafts, "drafts", true, "include drafts")
	a.addFormat(c)
	return c
}

func (a *app) check(ctx context.Context, external, drafts bool) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	p.builder.Drafts = drafts
	var found diag.List
	tree := p.builder.Build(ctx, nil, &found)
	if tree != nil {
		p.builder.Draw(ctx, tree, &found)
	}
	if c := p.builder.Course(); external && c != nil {
		(&check.External{Timeout: 15 * time.Second, AtOnce: 8}).Check(ctx, c, &found)
	}
	if err := a.report(p, &found); err != nil {
		return err
	}
	if tree == nil {
		return errFindings
	}
	if len(found.Sorted()) == 0 {
		a.say("no problems in %s\n", count(len(p.builder.Course().Pages), "page"))
	}
	return nil
}
