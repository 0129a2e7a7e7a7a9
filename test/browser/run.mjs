// The browser tests. See README.md.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { behaviours } from './behaviour/index.mjs';
import { pair } from './behaviour/pair.mjs';
import { launch } from './lib/browsers.mjs';
import { buildSites } from './lib/fixture.mjs';
import { startModes } from './lib/modes.mjs';
import { lookAtPages } from './lib/pages.mjs';
import { parity } from './lib/parity.mjs';
import { Report } from './lib/report.mjs';
import { selfcheck } from './lib/selfcheck.mjs';
import { shoot } from './lib/shots.mjs';
import { readBuilt } from './lib/built.mjs';
import { kills } from './record/kills.mjs';
import { week } from './record/week.mjs';
import { weigh } from './lib/weights.mjs';

const { values: options } = parseArgs({
  options: {
    audit: { type: 'boolean', default: false }, // every page in every state
    weights: { type: 'boolean', default: false }, // print page weights only
    shots: { type: 'string' }, // write screenshots into this folder only
    only: { type: 'string', default: '' }, // run tests whose name holds these words
    quick: { type: 'boolean', default: false }, // leave the pages out: behaviour only
    slowest: { type: 'string', default: '0' }, // so many tests that took longest are listed
    keep: { type: 'string' }, // lay the files that record/week.mjs saves into this folder
    browser: { type: 'string' }, // chromium or firefox; both without it
  },
});

const report = new Report(options);
// A browser that dies rejects whatever was under way.
process.on('unhandledRejection', (error) => report.fault('run.mjs', 'no error goes unheard', error));
const work = await mkdtemp(join(tmpdir(), 'parley-browser-'));
let status = 1;
try {
  const sites = await buildSites(work);
  for (const site of sites) site.served = await startModes(site);
  report.step(`built ${sites.map((s) => `${s.name} (${s.pages.length} pages)`).join(', ')}`);
  if (options.shots) status = await shoot(sites, options.shots);
  else if (options.weights) status = await weigh(sites);
  else {
    await runAll(sites);
    if (options.audit) await weigh(sites);
    report.slowest(Number(options.slowest));
    status = report.close();
  }
  for (const site of sites) await site.served.server.close();
} finally {
  await rm(work, { recursive: true, force: true });
}
process.exitCode = status;

async function runAll(sites) {
  const names = options.browser ? [options.browser] : ['chromium', 'firefox'];
  // html-validate keeps a core busy for some seconds; the browsers are started meanwhile.
  const [browsers] = await Promise.all([Promise.all(names.map((name) => launch(name))), readBuilt(report, sites)]);
  report.step('read the built files');
  let ending = false;
  try {
    for (const site of sites) await parity(report, site);
    report.step('compared served with built bytes');
    await Promise.all(browsers.map(async (browser, i) => {
      browser.on('disconnected', () => ending || report.fault(names[i], 'the browser stays up', new Error('it ended by itself')));
      try {
        await runIn(browser, names[i], sites);
      } catch (error) {
        report.fault(names[i], 'the run goes through', error);
      }
    }));
  } finally {
    ending = true;
    await Promise.all(browsers.map((browser) => browser.close().catch(() => {})));
  }
  if (options.audit) for (const name of names) await kills(report, name, sites, work);
  else await Promise.all(names.map((name) => kills(report, name, sites, work)));
  if (options.audit || options.only) {
    await pair(report, names, sites.find(({ name }) => name === 'course'), work);
    await week(report, names, work, options.keep);
  }
  report.step('ended browsers and started them again');
  for (const site of sites) {
    await report.test(site.name, 'no browser asked for a file that is not there', async () => {
      const missing = site.served.server.missing.filter((m) => !/favicon\.ico|no-such-page/.test(m));
      if (missing.length > 0) throw new Error(missing.join('\n'));
    });
  }
}

async function runIn(browser, name, sites) {
  await selfcheck(report, browser, name, work);
  if (!options.quick) await lookAtPages(report, browser, name, sites, options.audit);
  report.step(`looked at the pages in ${name}`);
  await behaviours(report, browser, name, sites, work);
  report.step(`tried what can be done in ${name}`);
}
