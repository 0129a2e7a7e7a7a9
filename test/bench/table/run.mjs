// Measures how long a page with thirty codes a role takes to open with one of them, in
// Chromium and Firefox: where the browser's own cryptography may be used, and over plain
// http, where it may not. Prints the figures as Markdown; --update also writes them into
// docs/performance.md. `make bench` calls it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../../browser/lib/browsers.mjs';
import { startModes } from '../../browser/lib/modes.mjs';
import { median, root, sorted, update } from '../figures.mjs';

const runs = 11;
const goals = { http: 500, 'http-intranet': 1000 }; // milliseconds
const names = { http: 'https', 'http-intranet': 'plain http' }; // 127.0.0.1 counts as secure

const work = mkdtempSync(join(tmpdir(), 'parley-table-'));

try {
  const codes = build();
  const { server, modes } = await startModes({ dir: join(work, 'built'), path: '' });
  const rows = [];
  for (const name of ['chromium', 'firefox']) {
    for (const mode of modes.filter((one) => one.name in goals)) rows.push(await measure(name, mode, codes));
  }
  await server.close();
  const text = report(rows);
  console.log(text);
  if (process.argv.includes('--update')) update('table', text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A site with one role play: two roles of thirty codes, a brief each, a debrief. The last code of each role is returned. */
function build() {
  const source = join(work, 'site');
  mkdirSync(join(source, 'exercises'), { recursive: true });
  writeFileSync(join(source, 'parley.yaml'), 'name: Codes\nid: codes-1\n');
  const rows = ['| Issue | Option | Buyer | Seller |', '|---|---|--:|--:|'];
  for (let issue = 1; issue <= 8; issue++) for (let option = 0; option < 5; option++) rows.push(`| ${option ? '' : `Issue ${issue}`} | Option ${issue}.${option} | ${option * issue * 100} | ${(4 - option) * (9 - issue) * 100} |`);
  const brief = (of) => `::: brief ${of}\n${'You need the machines before the fair, and you have three weeks. '.repeat(40)}\n:::\n`;
  writeFileSync(join(source, 'exercises/thirty.md'), `---\ntitle: Thirty codes\n---\nText.\n\n::: simulation thirty\nwalk-away: Buyer 5000, Seller 5000\ncodes: 30\n\n${rows.join('\n')}\n:::\n\n${brief('Buyer')}\n${brief('Seller')}\n::: debrief\nAsk first.\n:::\n`);
  const secret = join(work, 'site.secret');
  const parley = (...args) => execFileSync(join(root, 'bin/parley'), args, { cwd: source, encoding: 'utf8' });
  parley('codes', '--new-secret', secret);
  parley('build', '--secret-file', secret, '--out', join(work, 'built'));
  return [...parley('codes', '--secret-file', secret).matchAll(/^  (\S+)  Seller$/gm)].map(([, code]) => code);
}

async function measure(name, mode, codes) {
  const browser = await launch(name);
  try {
    const took = [];
    for (let run = 0; run < runs; run++) {
      const page = await browser.newPage();
      await page.goto(mode.url('exercises/thirty.html'), { waitUntil: 'load' });
      await page.waitForSelector('#_code');
      took.push(await page.evaluate(opened, codes[(run * 7) % codes.length]));
      await page.close();
    }
    console.error(`${name}, ${mode.name}: ${sorted(took).map(Math.round)}`);
    return { name, mode: mode.name, took: median(took) };
  } finally {
    await browser.close();
  }
}

/** Opens the page with a code; how many milliseconds later the brief and the desk are there. Runs in the page. */
async function opened(code) {
  document.querySelector('#_code').value = code;
  const begun = performance.now();
  const there = new Promise((done) => new MutationObserver(() => document.querySelector('.brief.is-open') && document.querySelector('.desk .worth') && done(performance.now())).observe(document, { childList: true, subtree: true, attributes: true }));
  document.querySelector('form.unlock').requestSubmit();
  return (await there) - begun;
}

function report(rows) {
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}; medians of ${runs} pages.`, '',
    '| Browser | Over | Goal | Measured | |', '|---|---|--:|--:|---|',
    ...rows.map(({ name, mode, took }) => `| ${name[0].toUpperCase() + name.slice(1)} | ${names[mode]} | at most ${goals[mode]} ms | ${took.toFixed(0)} ms | ${took <= goals[mode] ? 'met' : '**missed**'} |`),
  ].join('\n');
}
