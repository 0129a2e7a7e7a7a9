// Pagefind over the same pages: how long its index takes, with what memory, and
// what a query costs its readers.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { launch } from '../../browser/lib/browsers.mjs';
import { serveZipped } from './serve.mjs';
import { inWindow } from './window.mjs';

// Its package says nothing of this file to others.
const runner = resolve(import.meta.dirname, '../../relevance/node_modules/pagefind/lib/runner/bin.cjs');

/**
 * Indexes a built folder and asks it, behind the same line as Parley's readers;
 * the rows of the table, or why there are none.
 */
export async function pagefind(out, queries) {
  if (!existsSync(runner)) return { note: 'Pagefind: not installed (make relevance does)' };
  const place = join(dirname(out), 'pagefind');
  const begun = performance.now();
  const child = spawn(process.execPath, [runner, '--site', out, '--output-path', place], { stdio: 'ignore' });
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, residentOf(child.pid))), 100);
  const code = await new Promise((done) => child.on('exit', done));
  clearInterval(look);
  const seconds = (performance.now() - begun) / 1000;
  if (code) return { note: 'Pagefind failed' };
  const note = `Pagefind indexes in ${seconds.toFixed(1)} s with ${(peak / 1024).toFixed(0)} MB`;
  writeFileSync(join(place, 'blank.html'), '<!doctype html><title>Pagefind</title>'); // its script alone, no page around it
  const server = await serveZipped(place);
  const browser = await launch('chromium');
  try {
    const found = [];
    for (const query of queries) found.push(await ask(browser, server, query));
    return { note, found };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** One query in a new window: bytes, requests and time until five results have their texts; then the same query answered again, five times. */
function ask(browser, server, query) {
  return inWindow(browser, server, 'blank.html', async (page) => {
    const first = await page.evaluate(async (text) => {
      const begun = performance.now();
      window.pagefind = await import('/pagefind.js');
      await window.pagefind.options({ baseUrl: '/' });
      const { results } = await window.pagefind.search(text);
      await Promise.all(results.slice(0, 5).map((result) => result.data()));
      return performance.now() - begun;
    }, query);
    const { bytes, requests } = server.end();
    const again = await page.evaluate(async (text) => {
      const times = [];
      for (let round = 0; round < 5; round++) {
        const begun = performance.now();
        await window.pagefind.search(text);
        times.push(performance.now() - begun);
      }
      return times;
    }, query);
    return { first, bytes, requests, again };
  });
}

/** The memory in KB of a process and its children. */
function residentOf(pid) {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + residentOf(child), own);
  } catch {
    return 0; // it has ended
  }
}
