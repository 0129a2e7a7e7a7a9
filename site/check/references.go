package check

import (
	"fmt"
	"strings"

	"github.com/parley-kit/parley/site/course"
	"github.com/parley-kit/parley/site/diag"
)

// references follows the names in front matter that mean terms, and the pages
// that parley.yaml names.
func references(c *course.Course, report *diag.List) {
	a := newAdvice(c)
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out or has other stages, nobody could mend it
		}
		refs := p.Introduces
		if p.Term != nil {
			refs = append(append([]course.Ref(nil), refs...), p.Term.Related...)
			for _, contrast := range p.Term.ConfusedWith {
				refs = append(refs, contrast.With)
			}
		}
		for _, ref := range refs {
			if ps := c.Named(p.Lang, ref.Text); len(ps) > 0 && ps[0].Term != nil {
				continue
			}
			if draft, ok := c.Draft(ref.Text); ok && draft.Term != nil {
				report.Add(diag.DraftLink, ref.Pos, fmt.Sprintf("%s is a draft, which is not published", draft.Source), "publish it (remove draft: true), or take the name out")
				continue
			}
			if len(c.Named(p.Lang, ref.Text)) > 0 {
				report.Add(diag.UnknownTerm, ref.Pos, fmt.Sprintf("%q is a page and no term", ref.Text), "name a term of the glossary")
				continue
			}
			report.Add(diag.UnknownTerm, ref.Pos, fmt.Sprintf("unknown term %q", ref.Text), a.term(p, ref.Text))
		}
	}
	own := c.Config.Languages[0]
	for _, p := range c.Pages {
		if p.Later.Text != "" && !p.Bundled && !c.Exists(own, course.ID(p.Later.Text)) {
			report.Add(diag.BrokenLink, p.Later.Pos, fmt.Sprintf("there is no page %s.md", p.Later.Text), "write a page's path from the site's folder: content/framework/prepare")
		}
	}
	for _, ref := range []course.Ref{c.Config.Home.Coming, c.Config.Home.Ended, c.Config.Home.Minutes} {
		if ref.Text != "" && !c.Exists(own, course.ID(ref.Text)) {
			report.Add(diag.BrokenLink, ref.Pos, fmt.Sprintf("there is no page %s.md", ref.Text), "write a page's path from the site's folder: content/framework/prepare")
		}
	}
}

// stages holds every page's stage against the framework.
func stages(c *course.Course, report *diag.List) {
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out or has other stages, nobody could mend it
		}
		if p.Stage.Text == "" {
			continue
		}
		if _, ok := c.Config.Stage(p.Stage.Text); !ok {
			report.Add(diag.UnknownStage, p.Stage.Pos, fmt.Sprintf("unknown stage %q", p.Stage.Text), stageHelp(c.Config, p.Stage.Text))
		}
	}
}

// stageHelp helps with a stage that the framework does not have: somebody wrote
// its name, or its ID in other letters.
func stageHelp(config *course.Config, wanted string) string {
	var known []named
	for _, s := range config.Stages {
		known = append(known, named{s.ID, s.Names})
	}
	ids, meant := meant(wanted, known)
	switch {
	case meant != "":
		return "did you mean " + meant + "?"
	case len(ids) == 0:
		return "parley.yaml lists no stages; add them there (stages:), or remove this line"
	}
	return "the stages are " + strings.Join(ids, ", ") + " (stages: in parley.yaml)"
}

// moves looks for former addresses that are still in use or claimed twice.
func moves(c *course.Course, report *diag.List) {
	claimed := map[string]string{}
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out or has other stages, nobody could mend it
		}
		for _, was := range p.Was {
			id := was.Text
			k := string(p.Lang) + ":" + id
			if other, twice := claimed[k]; twice && other == p.Source {
				report.Add(diag.DoubledKey, was.Pos, fmt.Sprintf("%s is named twice", id), "keep one of the two")
			} else if twice {
				report.Add(diag.WasClash, was.Pos, fmt.Sprintf("%s also says that it was %s", other, id), "keep it at the page that continues it")
			}
			claimed[k] = p.Source
			if c.Exists(p.Lang, course.ID(id)) {
				report.Add(diag.WasClash, was.Pos, fmt.Sprintf("the page %s still exists", id), "remove that page or this entry")
			}
		}
	}
}

// translations looks for pages in other languages whose original is missing.
func translations(c *course.Course, report *diag.List) {
	own := c.Config.Languages[0]
	for _, p := range c.Pages {
		if p.Bundled {
			continue // on a site that leaves pages out or has other stages, nobody could mend it
		}
		if p.Lang == own {
			continue
		}
		if c.Exists(own, p.ID) {
			continue
		}
		if draft, ok := c.Draft(string(p.ID)); ok {
			report.Add(diag.StrayTranslation, diag.Pos{File: p.Source, Line: 1},
				fmt.Sprintf("this translates %s, which is a draft and not published", draft.Source), "publish that page, or mark this one draft: true too")
		} else {
			report.Add(diag.StrayTranslation, diag.Pos{File: p.Source, Line: 1},
				fmt.Sprintf("this translates %s.md, which does not exist", p.ID), "name the file like its original")
		}
	}
}
