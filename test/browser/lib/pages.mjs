// Loads pages in every mode and looks at each.
import { onePerKind, kindOf } from './fixture.mjs';
import { openPage } from './observe.mjs';
import { fail } from './report.mjs';
import { states, visit } from './visit.mjs';

/**
 * Visits one page of each kind over http (Firefox one of each layout), and one of each
 * layout in the other modes; in an audit every page, in every mode. axe looks over http, because
 * neither rules nor colours depend on how a file arrived; in an audit at every
 * state, and once more from file://. Of a kind with many pages, which are alike but for their words,
 * an audit looks at one in ten like that, and at the others in one mode and state by turns.
 */
export async function lookAtPages(report, browser, browserName, sites, audit) {
  const jobs = [];
  for (const site of sites) {
    const layouts = new Set();
    const many = audit ? await manyOf(site) : new Map();
    for (const file of audit ? site.pages : await onePerKind(site)) {
      const [layout, , language] = (await kindOf(site, file)).split(' ');
      if (layout === 'is-redirect') continue; // it is gone before anybody looks; see behaviour/
      const fresh = !layouts.has(layout + language) && (language !== 'de' || layout === 'is-page');
      layouts.add(layout + language);
      const turn = many.get(file) ?? 0; // every tenth is looked at like those of the other kinds
      for (const [i, mode] of site.served.modes.filter((m) => m.holds(file)).entries()) {
        if (turn % 10 !== 0) {
          if (turn % site.served.modes.length === i) jobs.push({ site, file, mode, look: [states[turn % states.length]] });
          continue;
        }
        if (!audit && !fresh && mode.name !== 'http') continue;
        // Chromium tries the others.
        if (!audit && browserName === 'firefox' && (!fresh || !['http', 'file'].includes(mode.name))) continue;
        jobs.push({ site, file, mode, look: statesFor(mode, browserName, audit, jobs.length) });
      }
    }
  }
  const tabs = browserName === 'chromium' ? 3 : 1; // Firefox slows tabs down that are not in front
  await Promise.all(Array.from({ length: tabs }, async () => {
    const opened = await openPage(browser);
    for (let job; (job = jobs.shift()); ) {
      const { site, file, mode, look } = job;
      await report.test(`${site.name}/${file} · ${mode.name} · ${browserName}`, 'page', async () => {
        fail(await visit(opened, browserName, mode, file, look));
      }, look.length > 2 ? 300 : 90); // six states of a whole section on one page take Firefox long
    }
    await opened.close();
  }));
}

// In a short run the six states are shared out: Chromium sees each page in one
// of three by turns, Firefox by turns in the two that differ most.
function statesFor(mode, browserName, audit, turn) {
  const first = mode.name === 'http';
  if (audit) return first ? states : mode.name === 'file' ? [states[5]] : [];
  if (!first) return [];
  if (browserName === 'firefox') return [states[turn % 2 === 0 ? 0 : 5]];
  return [states[[0, 3, 5][turn % 3]]];
}

/** The pages of kinds that have more than forty, each with its number within its kind. */
async function manyOf(site) {
  const kinds = new Map();
  for (const file of site.pages) {
    const kind = await kindOf(site, file);
    kinds.set(kind, [...(kinds.get(kind) ?? []), file]);
  }
  return new Map([...kinds.values()].filter(({ length }) => length > 40).flatMap((files) => files.map((file, i) => [file, i])));
}
