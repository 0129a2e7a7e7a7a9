// Pagefind over the same pages: how long it takes, what memory, and a warm query.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const packages = resolve(import.meta.dirname, '../../relevance/package.json');

/** Indexes a built folder; the row of the table, or why there is none. */
export async function pagefind(out) {
  let runner;
  try {
    runner = createRequire(packages).resolve('pagefind/lib/runner/bin.cjs');
  } catch {
    return { pagefind: '| 10,000 | Pagefind: not installed (make relevance does) | | | | |' };
  }
  const begun = performance.now();
  const child = spawn(process.execPath, [runner, '--site', out, '--output-path', join(dirname(out), 'pagefind')], { stdio: 'ignore' });
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, residentOf(child.pid))), 100);
  const code = await new Promise((done) => child.on('exit', done));
  clearInterval(look);
  const seconds = (performance.now() - begun) / 1000;
  return { pagefind: `| 10,000 | Pagefind ${code ? 'failed' : `indexes in ${seconds.toFixed(1)} s with ${(peak / 1024).toFixed(0)} MB`} | | | | |` };
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
