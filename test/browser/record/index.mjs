// The keeping of a learner's record, tried as hard as browsers and people try it.
import { Stage } from '../behaviour/index.mjs';
import { kills } from './kills.mjs';
import { sites as twoSites } from './sites.mjs';
import { tabs } from './tabs.mjs';
import { troubles } from './troubles.mjs';

/** What can be tried in a browser that is running. */
export async function records(report, browser, name, sites, work, audit) {
  const stage = new Stage(report, browser, name, sites, work);
  stage.audit = audit;
  for (const group of [tabs, twoSites, troubles]) await group(stage);
}

/** What needs browsers of its own, one after the other. */
export async function apart(report, names, sites, work, audit) {
  for (const name of names) await kills(report, name, sites, work, audit);
}
