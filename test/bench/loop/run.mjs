// Measures the practice loop in Chromium and Firefox: the list of 500 negotiations, and
// what somebody has to press and to fill from the home page to a preparation, and from
// a review to a commitment. Prints the figures as Markdown; --update also writes them
// into docs/performance.md. `make bench` calls it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from '../../browser/lib/browsers.mjs';
import { median, root, sorted, update } from '../figures.mjs';
import { serveZipped } from '../search/serve.mjs';

const count = 500;
const runs = 11;
const work = mkdtempSync(join(tmpdir(), 'parley-loop-'));

try {
  execFileSync(join(root, 'bin/parley'), ['build', '--out', join(work, 'built')], { cwd: work, stdio: 'ignore' });
  const server = await serveZipped(join(work, 'built'), (path) => ({ 'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' }));
  const rows = [];
  for (const name of process.argv.includes('--chromium') ? ['chromium'] : ['chromium', 'firefox']) rows.push(...(await measure(name, server)));
  await server.close();
  const text = ['| Browser | Figure | Goal | Measured | |', '|---|---|--:|--:|---|', ...rows.map(line), line(['both', 'script of a worksheet’s page, gzip', 60, weight(), 'KB'])].join('\n');
  const dated = `Measured on ${new Date().toISOString().slice(0, 10)} with ${count} negotiations; medians of ${runs} runs.\n\n${text}`;
  console.log(dated);
  if (process.argv.includes('--update')) update('loop', dated);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function line([who, figure, goal, got, unit]) {
  return `| ${who} | ${figure} | at most ${goal} ${unit} | ${Math.round(got * 10) / 10} ${unit} | ${got <= goal ? 'met' : '**missed**'} |`;
}

function weight() {
  const page = readFileSync(join(work, 'built/content/worksheets/preparation.html'), 'utf8');
  const names = [...page.matchAll(/src="[^"]*assets\/([^"]+\.js)"/g)].map(([, name]) => name);
  const all = readdirSync(join(work, 'built/assets')).filter((name) => names.includes(name));
  return all.reduce((sum, name) => sum + gzipSync(readFileSync(join(work, 'built/assets', name)), { level: 9 }).length, 0) / 1000;
}

async function measure(name, server) {
  const browser = await launch(name, { profile: mkdtempSync(join(work, `${name}-`)) });
  const named = name[0].toUpperCase() + name.slice(1);
  try {
    const page = await browser.newPage({ type: name === 'firefox' ? 'tab' : 'window' });
    await page.setViewport({ width: 360, height: 740 });
    await page.evaluateOnNewDocument(() => {
      new MutationObserver(() => {
        if (document.querySelector('.app')?.dataset.ready) window.readyAfter ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
    });
    const walk = await walked(page, server);
    await opened(page, server);
    await page.evaluate(fill, count);
    const ready = [];
    for (let run = 0; run < runs; run++) {
      await page.goto(server.url('index.html'), { waitUntil: 'load' });
      await rest(1000);
      ready.push(await opened(page, server));
    }
    console.error(`${name}: ready ${sorted(ready).map(Math.round)}`);
    return [
      [named, `the list of ${count} negotiations, from the navigation until it is ready`, 300, median(ready), 'ms'],
      [named, 'taps from the home page to the preparation', 2, walk.taps, 'taps'],
      [named, `fields of a preparation in five minutes; ${walk.keys} keys were pressed for all of them`, 8, walk.fields, 'fields'],
      [named, 'screens from the review to the commitment', 3, walk.screens, 'screens'],
    ];
  } finally {
    await browser.close();
  }
}

/** Walks on a phone from the home page to a preparation, and from a review to a commitment. */
async function walked(page, server) {
  let taps = 0;
  const tap = async (selector, words = '') => {
    taps++;
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.evaluate((where, text) => [...document.querySelectorAll(where)].find((one) => one.textContent.includes(text)).click(), selector, words)]);
  };
  await page.goto(server.url('index.html'), { waitUntil: 'load' });
  await tap('a[href$="negotiations.html"]');
  await page.waitForFunction(() => document.querySelector('.app')?.dataset.ready);
  await tap('.app a', 'Prepare');
  await page.waitForSelector('.form.is-live');
  const toPreparation = taps;
  let keys = 0;
  const type = async (selector, text) => {
    await page.focus(selector);
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    keys += text.length + 1;
  };
  await type('.case-bar input', 'Copper');
  const own = await page.$$eval('.form > form > .field', (all) => all.map(({ dataset }) => dataset.item));
  const words = { when: '01022026', batna: 'Hire our own staff', reservation: '120000', target: '100000', 'target-reason': 'the index of last year', 'their-interests': 'a reference, soon', expected: '105000', plan: 'When they press, I ask for a break' };
  for (const id of own) await type(`[data-item="${id}"] :is(input, textarea)`, words[id]);
  await kept(page, own.length);

  // From the list that says a review is due to a commitment that is kept: screens are counted as they open.
  let screens = 0;
  const opens = () => screens++;
  page.on('load', opens);
  await opened(page, server);
  await tap('.due a', 'Review');
  await page.waitForSelector('.form.is-live');
  await page.click('[data-item="result"] label');
  for (const id of ['keep', 'change']) await type(`[data-item="${id}"] textarea`, 'Ask before I offer');
  await kept(page, own.length + 3);
  await tap('.prose a[href*="commitment.html"]:not([href*="#"])');
  await page.waitForSelector('.form.is-live');
  await page.waitForFunction(() => document.querySelector('.case-bar input').value === 'Copper', { timeout: 10_000 }); // of the same negotiation
  for (const id of ['practice', 'measure']) await type(`[data-item="${id}"] input`, 'ask first');
  await kept(page, own.length + 5);
  page.off('load', opens);
  return { taps: toPreparation, fields: own.length, keys, screens };
}

/** Waits until so many fields of the one negotiation are in the record. */
async function kept(page, fields) {
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForFunction((many) => [...window.parley.record.keeper.state.cases.values()][0]?.fields.size >= many, { timeout: 10_000 }, fields);
}

async function opened(page, server) {
  await page.goto(server.url('negotiations.html'), { waitUntil: 'load' });
  await page.waitForFunction(() => window.readyAfter !== undefined);
  return page.evaluate(() => window.readyAfter);
}

/** Makes negotiations with all their sheets begun. Runs in the page. */
async function fill(many) {
  const { keeper } = window.parley.record;
  const sheets = 'content/worksheets/';
  const values = [['preparation', 'when', '2026-10-01'], ['preparation', 'batna', 'Hire our own staff'], ['preparation', 'reservation', '120000'], ['preparation', 'target', '100000'], ['preparation', 'plan', 'When they press, I ask'], ['review', 'result', 'with a deal'], ['review', 'keep', 'Asking first'], ['review', 'change', 'Slower steps'], ['review', 'lesson', 'Ask before you offer'], ['commitment', 'practice', 'Ask first'], ['commitment', 'cue', 'When I hear a number'], ['commitment', 'review-date', '2027-01-10']];
  const events = [];
  for (let n = 0; n < many; n++) {
    const id = `case${n}`.padEnd(22, 'x');
    events.push({ t: 'case', case: id, name: `Negotiation ${n}`, forms: ['preparation', 'review', 'commitment'].map((form) => `${sheets}${form}#${form}`) });
    for (const [form, field, value] of values) events.push({ t: 'field', item: `${sheets}${form}#${field}`, hash: '0a0b0c0d', case: id, value });
  }
  for (let i = 0; i < events.length; i += 500) await keeper.add(...events.slice(i, i + 500));
}

function rest(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
