// The engines that are measured: one file each, Parley's first.
//
// An engine is {name, open(site)}. open answers with {start(), close(), slow}; start
// answers with a reader who has loaded nothing yet:
//   search(query, typing)  finds, and makes the first five results ready to be
//                          shown; answers with a function that says which
//                          documents the first ten are
//   cost()                 {bytes, requests} of what was loaded for that so far
//   end()                  optional, as close and slow are
import { lunrDefault, lunrFuzzy } from './lunr.mjs';
import { minisearchDefault, minisearchPages, minisearchVitePress } from './minisearch.mjs';
import { pagefind } from './pagefind.mjs';
import { parley } from './parley.mjs';

export const engines = [parley, pagefind, minisearchVitePress, minisearchPages, minisearchDefault, lunrDefault, lunrFuzzy];
