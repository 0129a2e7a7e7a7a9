// Pagefind over the same pages: how long it takes, and what memory.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

// Its package says nothing of this file to others.
const runner = resolve(import.meta.dirname, '../../relevance/node_modules/pagefind/lib/runner/bin.cjs');

/** Indexes a built folder; the row of the table, or why there is none. */
export async function pagefind(out) {
  if (!existsSync(runner)) return { pagefind: '| 10,000 | Pagefind: not installed (make relevance does) | | | | |' };
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
