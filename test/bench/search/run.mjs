// Measures the search of the shipped pages in Chromium, behind a line of 5 Mbit/s
// and 40 ms, and Pagefind over the same pages. Prints the figures as Markdown;
// --update also writes them into docs/performance.md. `make bench` calls it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../browser/lib/browsers.mjs';
import { root, sorted, update } from '../figures.mjs';
import { timesOf } from './engine.mjs';
import { queriesOf } from './queries.mjs';
import { serveZipped } from './serve.mjs';
import { pagefind } from './pagefind.mjs';
import { inWindow } from './window.mjs';

const work = mkdtempSync('/dev/shm/parley-search-');

const at = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))];
const median = (list) => at(list, 0.5);

try {
  const rows = [];
  const goals = [];
  for (const pages of [1000, 10000]) {
    const source = join(work, `c${pages}`);
    const out = join(work, `o${pages}`);
    execFileSync('go', ['run', './test/bench/gencorpus', '-pages', pages, '-out', source], { cwd: root, stdio: 'ignore' });
    execFileSync(join(root, 'bin/parley'), ['build', '--source', source, '--out', out], { stdio: 'ignore' });
    const server = await serveZipped(out);
    const browser = await launch('chromium');
    try {
      for (const kind of ['words', 'questions', 'typos', 'first letter']) {
        const found = [];
        for (const query of queriesOf(out, kind)) found.push(await ask(browser, server, query));
        const figures = {
          kind, pages, kb: median(found.map((f) => f.bytes)) / 1024, requests: median(found.map((f) => f.requests)),
          first: median(found.map((f) => f.first)), p95: at(await timesOf(out, queriesOf(out, kind)), 0.95),
        };
        rows.push(figures);
        console.error(`${pages} pages, ${kind}: ${figures.kb.toFixed(1)} KB, ${figures.requests} requests, ${figures.first.toFixed(0)} ms, warm ${figures.p95.toFixed(1)} ms`);
      }
    } finally {
      await browser.close();
      await server.close();
    }
    goals.push(...goalsOf(pages, rows.filter((r) => r.pages === pages)));
    if (pages === 10000) rows.push(...rowsOf(pages, await pagefind(out, queriesOf(out, 'words'))));
  }
  const text = report(rows, goals);
  console.log(text);
  if (process.argv.includes('--update')) update('search', text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Pagefind's rows: what its index takes, and the same queries asked of it. */
function rowsOf(pages, { note, found }) {
  if (!found) return [{ pages, note }];
  const figures = {
    name: 'Pagefind, words', pages, kb: median(found.map((f) => f.bytes)) / 1024, requests: median(found.map((f) => f.requests)),
    first: median(found.map((f) => f.first)), p95: at(found.flatMap((f) => f.again), 0.95),
  };
  return [{ pages, note }, figures];
}

/** One query, typed into a page that was never searched before. */
function ask(browser, server, query) {
  return inWindow(browser, server, 'index.html', async (page) => {
    const first = await page.evaluate(async (text) => {
      const begun = performance.now();
      document.querySelector('.search').click();
      const input = document.querySelector('.find input');
      input.value = text + ' '; // finished
      input.dispatchEvent(new Event('input'));
      const filled = () => [...document.querySelectorAll('#_find a[href]')].filter((a) => a.querySelector('h3')?.textContent);
      while (filled().length < Math.min(5, document.querySelectorAll('#_find a').length) || !filled().length) {
        if (performance.now() - begun > 20000) break;
        await new Promise((done) => setTimeout(done, 5));
      }
      return performance.now() - begun;
    }, query);
    return { first, ...server.end() };
  });
}

function goalsOf(pages, [words, , typos, letter]) {
  const small = pages === 1000;
  return [
    [`${pages.toLocaleString('en')} pages, first query, gzip`, `at most ${small ? 45 : 70} KB`, words.kb, small ? 45 : 70, 'KB'],
    ...(small ? [['its requests', 'at most 8', words.requests, 8, '']] : []),
    [`${pages.toLocaleString('en')} pages, query with a typo, first letters included`, 'at most 90 KB', Math.max(typos.kb, letter.kb), 90, 'KB'],
    [`${pages.toLocaleString('en')} pages, a query answered again, p95`, `at most ${small ? 10 : 30} ms`, words.p95, small ? 10 : 30, 'ms'],
  ];
}

function report(rows, goals) {
  const figure = (n, digits = 1) => n.toFixed(digits);
  const table = rows.map((r) => r.note ? `| ${r.pages.toLocaleString('en')} | ${r.note} | | | | |` : `| ${r.pages.toLocaleString('en')} | ${r.name ?? `Parley, ${r.kind}`} | ${figure(r.kb)} KB | ${r.requests} | ${figure(r.first, 0)} ms | ${figure(r.p95)} ms |`);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} in Chromium, each query in a new window behind 5 Mbit/s and 40 ms; medians of 9 queries, with the box's own script and what is shown of the first five results.`, '',
    '| Pages | Search | First query, gzip | Requests | Until five results are shown | Answered again, p95 |', '|--:|---|--:|--:|--:|--:|', ...table, '',
    '| Figure | Goal | Measured | |', '|---|--:|--:|---|',
    ...goals.map(([name, goal, got, most, unit]) => `| ${name} | ${goal} | ${figure(got)}${unit && ' ' + unit} | ${got <= most ? 'met' : '**missed**'} |`),
  ].join('\n');
}
