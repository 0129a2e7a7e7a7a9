package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-kit/parley/site/check"
	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// checkOptions are what check is asked to do beside reading the site.
type checkOptions struct {
	external, drafts bool
	fix, dry         bool
	against          *string // a published site; nil for none
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	var against string
	c := &cobra.Command{
		Use:   "check",
		Short: "Find mistakes without writing anything",
		Long: "Check reads the site and draws every page, as a build does, but writes nothing.\n" +
			"With --fix it first makes the repairs that are certain, and then says what is left.",
		Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("against") {
				o.against = &against
			}
			return a.check(c.Context(), o)
		},
	}
	c.Flags().BoolVar(&o.fix, "fix", false, "make the repairs that are certain: discouraged words, spellings, doubled anchors, missing ids")
	c.Flags().BoolVar(&o.dry, "dry-run", false, "with --fix: show the repairs as a diff, and write nothing")
	c.Flags().BoolVar(&o.external, "external", false, "ask for the pages that links outside the site lead to")
	c.Flags().BoolVar(&o.drafts, "drafts", true, "include drafts")
	c.Flags().StringVar(&against, "against", "", "compare with what is published at a `place`, the site's folder or address: pages, terms and items that have vanished are errors")
	a.addFormat(c)
	return c
}

func (a *app) check(ctx context.Context, o checkOptions) error {
	if o.dry && !o.fix {
		return usageError{errors.New("--dry-run goes with --fix: parley check --fix --dry-run")}
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	defer p.Close()
	if o.fix {
		if err := a.fix(ctx, p, o.dry); err != nil || o.dry {
			return err
		}
	}
	p.builder.Drafts, p.builder.Advice, p.builder.NoSearch = o.drafts, true, true
	var published *course.Listing
	var missing error // of the listing; the site is checked all the same
	if o.against != nil {
		var usage usageError
		if published, missing = a.published(ctx, *o.against); errors.As(missing, &usage) {
			return missing
		}
	}
	var found diag.List
	tree := p.builder.Build(ctx, nil, &found)
	if tree != nil {
		p.builder.Draw(ctx, tree, &found)
	}
	if c := p.builder.Course(); c != nil {
		if published != nil {
			check.Against(c, published, &found)
		}
		if o.external {
			(&check.External{Timeout: 15 * time.Second, AtOnce: 8}).Check(ctx, c, &found)
		}
	}
	err = a.report(p, &found)
	switch {
	case missing != nil:
		return missing
	case err != nil:
		return err
	case tree == nil:
		return errFindings
	}
	if len(found.Sorted()) == 0 {
		a.say("no problems in %s%s\n", count(len(p.builder.Course().Pages), "page"), kept(published))
	}
	return nil
}

// kept says that all that is published is still there.
func kept(published *course.Listing) string {
	if published == nil {
		return ""
	}
	return fmt.Sprintf(", and nothing is gone of the %s published", count(len(published.Pages), "page"))
}
