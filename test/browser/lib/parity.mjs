// Holds what `parley serve` gives against what `parley build` wrote.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from './serve.mjs';
import { fail } from './report.mjs';

/** Compares every path of a site, byte by byte. */
export async function parity(report, site) {
  const server = await serve(...site.place, '--drafts=false');
  const where = `${site.name} · serve`;
  try {
    const paths = site.files.filter((f) => f !== '.parley-manifest.json');
    await report.test(where, `every built path (${paths.length}) is served byte for byte`, async () => {
      const problems = [];
      for (const path of paths) {
        const response = await fetch(server.url + encodeURI(path), { redirect: 'manual' });
        const served = Buffer.from(await response.arrayBuffer());
        const built = await readFile(join(site.dir, path));
        if (response.status !== 200) problems.push(`${path}: status ${response.status}`);
        else if (!served.equals(built)) problems.push(`${path}: ${difference(built, served)}`);
      }
      fail(problems);
    });
    await report.test(where, 'nothing else is served, and a stranger\'s name is refused', async () => {
      const problems = [];
      for (const path of ['parley.yaml', 'content/index.md', '.parley-manifest.json', '../go.mod', '%2e%2e/go.mod']) {
        const response = await fetch(server.url + path, { redirect: 'manual' });
        if (response.status < 400) problems.push(`${path}: status ${response.status}`);
      }
      fail(problems);
    });
  } finally {
    await server.stop();
  }
}

function difference(built, served) {
  let at = 0;
  while (at < built.length && built[at] === served[at]) at++;
  const show = (b) => JSON.stringify(b.subarray(Math.max(0, at - 20), at + 40).toString());
  return `differs from byte ${at} on: built ${show(built)}, served ${show(served)}`;
}
