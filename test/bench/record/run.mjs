// Measures a record of 20,000 entries in Chromium and Firefox: how long My progress
// takes to be ready, and an answer to be on the disk. Prints the figures as Markdown;
// --update also writes them into docs/performance.md. `make bench` calls it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../../browser/lib/browsers.mjs';
import { median, root, sorted, update } from '../figures.mjs';
import { serveZipped } from '../search/serve.mjs';
import { filled } from './filled.mjs';

const count = 20000;
const runs = 11;
const quiz = 'exercises/quiz-prepare.html';
const goals = { ready: 300, kept: 50 }; // milliseconds

const work = mkdtempSync(join(tmpdir(), 'parley-record-')); // on a disk, as people's records are

try {
  execFileSync(join(root, 'bin/parley'), ['build', '--out', join(work, 'built')], { cwd: work, stdio: 'ignore' });
  // As docs/hosting.md advises.
  const server = await serveZipped(join(work, 'built'), (path) => ({ 'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' }));
  const rows = [];
  for (const name of process.argv.includes('--chromium') ? ['chromium'] : ['chromium', 'firefox']) rows.push(await measure(name, server));
  await server.close();
  const text = report(rows);
  console.log(text);
  if (process.argv.includes('--update')) update('record', text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measure(name, server) {
  const browser = await launch(name, { profile: mkdtempSync(join(work, `${name}-`)) });
  try {
    const page = await browser.newPage({ type: name === 'firefox' ? 'tab' : 'window' });
    await page.evaluateOnNewDocument(() => {
      new MutationObserver(() => {
        if (document.querySelector('.app')?.dataset.ready) window.readyAfter ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
    });
    await fill(page, server);
    const ready = [];
    for (let run = 0; run < runs; run++) {
      await page.goto(server.url('index.html'), { waitUntil: 'load' });
      await rest(1000);
      ready.push(await opened(page, server));
    }
    await page.goto(server.url(quiz), { waitUntil: 'load' });
    await page.waitForFunction(() => document.querySelectorAll('.is-live').length > 0);
    await rest(3000);
    const kept = [];
    for (let run = 0; run < runs; run++) {
      kept.push(await page.evaluate(answered));
      await rest(300);
    }
    console.error(`${name}: ready ${sorted(ready).map(Math.round)}; kept ${sorted(kept).map(Math.round)}`);
    return { name, ready: median(ready), kept: median(kept) };
  } finally {
    await browser.close();
  }
}

/** Puts the record into the browser, and gives it the time to put it in order. */
async function fill(page, server) {
  await opened(page, server);
  const course = JSON.parse(readFileSync(join(work, 'built/course.json'), 'utf8'));
  const text = JSON.stringify(filled(course.pages, count));
  await page.evaluate(async (entries) => void (await window.parley.record.keeper.merge(JSON.parse(entries))), text);
  for (let time = 0; time < 2; time++) {
    await opened(page, server);
    await rest(5000);
  }
  const there = await page.evaluate(() => window.parley.record.keeper.state.count);
  if (there < count) throw new Error(`of ${count} entries ${there} are there`);
}

/** Opens My progress; how many milliseconds after the start of the navigation it was ready. */
async function opened(page, server) {
  await page.goto(server.url('progress.html'), { waitUntil: 'load' });
  await page.waitForFunction(() => window.readyAfter !== undefined);
  return page.evaluate(() => window.readyAfter);
}

/** Answers the first question; how many milliseconds after the click the page says that it is kept. Runs in the page. */
async function answered() {
  const item = document.querySelector('.item');
  const main = item.querySelector('.buttons button');
  if (item.querySelector('fieldset').disabled) main.click(); // once more
  item.querySelector('.options input').checked = true;
  item.querySelector('.sure input')?.click();
  const line = item.querySelector('.kept');
  line.textContent = '';
  const begun = performance.now();
  const said = new Promise((done) => new MutationObserver(() => line.textContent && done(line.textContent)).observe(line, { childList: true, subtree: true }));
  main.click();
  const words = await said;
  const took = performance.now() - begun;
  if (words !== 'Kept.') throw new Error(words);
  return took;
}

function rest(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function report(rows) {
  const line = (browser, figure, goal, got) => `| ${browser} | ${figure} | at most ${goal} ms | ${got.toFixed(0)} ms | ${got <= goal ? 'met' : '**missed**'} |`;
  const named = (name) => name[0].toUpperCase() + name.slice(1);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} with ${count.toLocaleString('en')} entries; medians of ${runs} runs.`, '',
    '| Browser | Figure | Goal | Measured | |', '|---|---|--:|--:|---|',
    ...rows.flatMap(({ name, ready, kept }) => [
      line(named(name), 'My progress, from the navigation until it is ready', goals.ready, ready),
      line(named(name), 'an answer, from the click until it is on the disk and the page says so', goals.kept, kept),
    ]),
  ].join('\n');
}
