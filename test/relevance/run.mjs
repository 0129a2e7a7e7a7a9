// Measures what searches find, and what it costs to find it. See README.md.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEarlier } from './earlier.mjs';
import { readOptions } from './options.mjs';
import { readSet } from './queries.mjs';
import { summary, versus } from './report.mjs';

const options = readOptions();
const { engines: all } = await import('./engines/index.mjs');
const { Missing } = await import('./engines/missing.mjs');
const { measure } = await import('./measure.mjs');
const { buildSite } = await import('./site.mjs');

const chosen = options.engines(all.map((engine) => engine.name));
const engines = all.filter((engine) => chosen.includes(engine.name));
const earlier = options.earlier ? readEarlier(options.earlier) : () => [];
const rows = [];
// Thousands of small files: in memory where there is such a place.
const work = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'parley-relevance-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
process.stdout.on('error', () => process.exit(1)); // whoever reads has enough

for (const name of options.sets) await runSet(readSet(options.data, name), join(work, name));
if (options.json) await writeFile(options.json, rows.map((row) => JSON.stringify(row) + '\n').join(''));

async function runSet(set, folder) {
  const site = await buildSite(set, folder);
  reportLost(set, site);
  const counts = Object.entries(set.variants).map(([variant, queries]) => `${variant}=${queries.length}`);
  console.log(`set ${set.name} language=${set.language} documents=${site.pages.length} ${counts.join(' ')} build_s=${site.seconds.toFixed(2)}`);

  const measured = Object.fromEntries(Object.keys(set.variants).map((variant) => [variant, []]));
  for (const engine of engines) {
    const index = await open(engine, { ...site, language: set.language, work: folder });
    if (index instanceof Missing) {
      console.log(`skipped ${set.name} ${engine.name}: ${index.message}`);
      continue;
    }
    for (const [variant, queries] of Object.entries(set.variants)) {
      const results = await measure(index, queries, set.relevant, variant === 'asyoutype');
      measured[variant].push([engine.name, results]);
      console.log(summary(set.name, variant, engine.name, results));
      reportUnsteady(set, variant, engine, results);
      for (const result of results) rows.push({ set: set.name, variant, engine: engine.name, ...result });
    }
    index.close?.();
  }
  await rm(folder, { recursive: true });
  for (const [variant, list] of Object.entries(measured)) compare(set, variant, list);
}

/** Says how Parley differs from every other engine, measured now or earlier. */
function compare(set, variant, list) {
  const own = list.find(([name]) => name === 'parley');
  if (!own) return;
  const now = new Set(list.map(([name]) => name));
  const before = earlier(set.name, variant, own[1]).filter(([name]) => !now.has(name));
  for (const peer of [...before, ...list]) if (peer !== own) console.log(versus(set.name, variant, own, peer));
}

async function open(engine, site) {
  try {
    return await engine.open(site);
  } catch (error) {
    if (error instanceof Missing) return error;
    throw error;
  }
}

/** A judgement about a document that is not there counts against every engine. */
function reportLost(set, { pages }) {
  const there = new Set(pages.map(({ document }) => document));
  const lost = new Set([...set.relevant.values()].flatMap((ids) => [...ids]).filter((id) => !there.has(id)));
  if (lost.size > 0) console.error(`lost ${set.name}: ${lost.size} judged documents are not there, such as ${[...lost].slice(0, 3).join(', ')}`);
}

/** What was asked before should change no answer; where it does, the first visit's counts. */
function reportUnsteady(set, variant, engine, results) {
  const unsteady = results.filter((result) => result.unsteady);
  if (unsteady.length === 0) return;
  console.log(`unsteady ${set.name} ${variant} ${engine.name}: ${unsteady.length} answers changed with what was asked before, such as "${unsteady[0].q}"`);
}
